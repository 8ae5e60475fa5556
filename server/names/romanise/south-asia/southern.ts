import { type Speller, listDifferent, makeSpeller } from '../spelling.ts';

/**
 * Scripts whose consonants carry a vowel unless a sign says otherwise. In the tables `.` stands for that vowel and `:` for the second one of Khmer; what
 * begins with `<` takes it away.
 */
const BURMESE = `
  က=k. ခ=kh. ဂ=g. ဃ=g. င=ng. စ=s. ဆ=s. ဇ=z. ဈ=z. ဉ=ny. ည=ny. ဋ=t. ဌ=t. ဍ=d. ဎ=d. ဏ=n. တ=t. ထ=ht. ဒ=d. ဓ=d. န=n. ပ=p. ဖ=hp. ဗ=b. ဘ=b. မ=m. ယ=y. ရ=y. လ=l. ဝ=w. သ=th. ဟ=h. ဠ=l. အ=.
  ျ=<y. ြ=<y. ွ=<w. ှ=<h. ချ=ch. ခြ=ch. ချွ=chw. ဂျ=gy. ဂြ=gy. ရှ=sh. လျှ=sh. ဿ=tth. မျ=my. မြ=my. မှ=hm. နှ=hn. လှ=hl.
  ာ=<a ါ=<a ိ=<i ီ=<i ု=<u ူ=<u ေ=<e ဲ=<e ို=<o ံ=<an ို့=<o ော=<aw ေါ=<aw ော်=<aw ေါ်=<aw ုံ=<on ိံ=<ein ဣ=i ဤ=i ဥ=u ဦ=u ဧ=ay ဩ=aw ဪ=aw ့= း= ္=< ်=<
  က်=<et င်=<in စ်=<it ည်=<i ဉ်=<in တ်=<at န်=<an ပ်=<at မ်=<an ယ်=<e ောင်=<aung ေါင်=<aung ောက်=<auk ေါက်=<auk ိုင်=<aing ိုက်=<aik ိန်=<ein ိတ်=<eit ိပ်=<eik ိမ်=<ein
  ုန်=<on ုတ်=<ok ုပ်=<ok ုမ်=<on ွန်=<un ွင်=<win ွတ်=<ut ွမ်=<un ွေ=<we ွာ=<wa ွဲ=<we ာန်=<an ာဏ်=<an ဏ်=<an ည့်=<i င့်=<in န့်=<an မ့်=<an ောင့်=<aung ိုင့်=<aing ိန့်=<ein ုန့်=<on ယ့်=<e ဒ်=<at`;
/** As Burmese names are usually spelt: Htay, Myint, Hlaing, Phyo. */
const BURMESE_NAMES = 'ေ=<ay ယ်=<ai ည်=<ee ဖ=ph. ထ=t. ရ=r. ဆ=hs. ီ=<ee ူ=<oo ုန်=<one မြင့်=myint ြင့်=<yint ှ=<h. င့်=<int န့်=<ant ဦး=u ကြည်=kyi စု=su';

const KHMER = `
  ក=k. ខ=kh. គ=k: ឃ=kh: ង=ng: ច=ch. ឆ=chh. ជ=ch: ឈ=chh: ញ=nh: ដ=d. ឋ=th. ឌ=d: ឍ=th: ណ=n. ត=t. ថ=th. ទ=t: ធ=th: ន=n: ប=b. ផ=ph. ព=p: ភ=ph: ម=m: យ=y: រ=r: ល=l: វ=v: ឝ=s. ឞ=s. ស=s. ហ=h. ឡ=l. អ=.
  ប៉=p. ម៉=m. យ៉=y. វ៉=v. រ៉=r. ង៉=ng. ញ៉=nh. ស៊=s: ហ៊=h: អ៊=: ៊= ៉=
  ្=< ្ក=<k. ្ខ=<kh. ្គ=<k: ្ឃ=<kh: ្ង=<ng: ្ច=<ch. ្ឆ=<ch. ្ជ=<ch: ្ឈ=<ch: ្ញ=<nh: ្ដ=<d. ្ឋ=<th. ្ឌ=<d: ្ណ=<n. ្ត=<t. ្ថ=<th. ្ទ=<t: ្ធ=<th: ្ន=<n: ្ប=<b. ្ផ=<ph. ្ព=<p: ្ភ=<ph: ្ម=<m: ្យ=<y: ្រ=<r: ្ល=<l: ្វ=<v: ្ស=<s. ្ហ=<h. ្អ=<.
  ា=<a ិ=<i ី=<i ឹ=<eu ឺ=<eu ុ=<o ូ=<ou ួ=<uo ើ=<eu ឿ=<oeu ៀ=<ie េ=<e ែ=<e ៃ=<ai ោ=<o ៅ=<au ុំ=<om ំ=<am ាំ=<am ះ=<eah ុះ=<oh េះ=<eh ោះ=<oh ៈ=<eak ់= ័= ៌= ៍= ៎= ៏= ័យ=<ai ឥ=e ឦ=ei ឧ=u ឪ=ov ឫ=rue ឯ=ae ឱ=ao ឲ=ao ៗ=`;
const KHMER_SECOND = 'ុ=<u ូ=<u ា=<ea ី=<ei ែ=<ae ោ=<ao ៅ=<ov ៃ=<ey ប=p. ដ=t. ច=c. ជ=j: គ=g: ទ=d:';

const SINHALA = `
  ක=k. ඛ=kh. ග=g. ඝ=gh. ඞ=n. ඟ=ng. ච=ch. ඡ=ch. ජ=j. ඣ=jh. ඤ=n. ඥ=gn. ඦ=nj. ට=t. ඨ=th. ඩ=d. ඪ=dh. ණ=n. ඬ=nd. ත=t. ථ=th. ද=d. ධ=dh. න=n. ඳ=nd. ප=p. ඵ=ph. බ=b. භ=bh. ම=m. ඹ=mb.
  ය=y. ර=r. ල=l. ව=v. ශ=sh. ෂ=sh. ස=s. හ=h. ළ=l. ෆ=f. අ=a ආ=a ඇ=ae ඈ=ae ඉ=i ඊ=i උ=u ඌ=u ඍ=ri එ=e ඒ=e ඓ=ai ඔ=o ඕ=o ඖ=au
  ්=< ා=<a ැ=<ae ෑ=<ae ි=<i ී=<i ු=<u ූ=<u ෘ=<ru ෙ=<e ේ=<e ෛ=<ai ො=<o ෝ=<o ෞ=<au ං=n ඃ=h`;
/** As Sri Lankan names are spelt: Wickremesinghe, Jayawardena, Mahinda. */
const SINHALA_NAMES = 'ව=w. ත=th. ද=d. ථ=th. ශ=s. ැ=<a ෑ=<a ඇ=a ච=c.';

type Abugida = { readonly spellers: readonly Speller[]; readonly first: string; readonly second: string; readonly endsBare: boolean };

const BURMESE_RULES: Abugida = { spellers: [makeSpeller(BURMESE, BURMESE_NAMES), makeSpeller(BURMESE)], first: 'a', second: 'a', endsBare: false };
const KHMER_RULES: Abugida = { spellers: [makeSpeller(KHMER), makeSpeller(KHMER, KHMER_SECOND)], first: 'a', second: 'o', endsBare: true };
const KHMER_PLAIN: Abugida = { ...KHMER_RULES, spellers: [makeSpeller(KHMER)], second: 'a' };
const SINHALA_RULES: Abugida = { spellers: [makeSpeller(SINHALA), makeSpeller(SINHALA, SINHALA_NAMES)], first: 'a', second: 'a', endsBare: false };

const JOINERS = /[\u200b-\u200d]/g;

/** Puts the vowel in that a consonant carries where no sign took it away. */
const settle = (text: string, { first, second, endsBare }: Abugida): string => {
  const signed = text.replace(/[.:]</g, '').replaceAll('<', '');
  return (endsBare ? signed.replace(/(?<=.{2})[.:]$/, '') : signed).replaceAll('.', first).replaceAll(':', second).replace(/[^a-z]/g, '');
};

const readerOf = (...abugidas: readonly Abugida[]) => (word: string, most: number): readonly string[] => {
  const plain = word.normalize('NFC').replace(JOINERS, '');
  return listDifferent(abugidas.flatMap((abugida) => abugida.spellers.map((spell) => settle(spell(plain), abugida))), most);
};

/** A Burmese word by its rhymes: as names are usually spelt, then more plainly. */
export const readBurmese = readerOf(BURMESE_RULES);
/** A Khmer word; its two rows of consonants have different vowels, and names are spelt by either. */
export const readKhmer = readerOf(KHMER_RULES, KHMER_PLAIN);
/** A Sinhala word. */
export const readSinhala = readerOf(SINHALA_RULES);
