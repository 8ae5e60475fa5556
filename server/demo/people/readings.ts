/** How passports spell names of another alphabet, and how others spell the same: tables, one text each. */
import type { Reading } from './spelled.ts';

type Table = { readonly letters: ReadonlyMap<string, string>; readonly longest: number };

/** `а=a ш=sh`: letters on the left, longest match first; what is not in the table stays. */
function table(text: string, base?: Table): Table {
  const letters = new Map([...(base?.letters ?? []), ...text.trim().split(/\s+/).map((pair) => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? ''] as const)]);
  return { letters, longest: Math.max(...[...letters.keys()].map((key) => key.length)) };
}

function spell(native: string, { letters, longest }: Table): string {
  const text = native.toLowerCase();
  let latin = '';
  for (let at = 0; at < text.length; ) {
    let size = longest;
    while (size > 1 && !letters.has(text.slice(at, at + size))) size -= 1;
    latin += letters.get(text.slice(at, at + size)) ?? text.charAt(at);
    at += size;
  }
  return latin;
}

/** Each word begins with a capital. */
function capitals(latin: string): string {
  return latin.replace(/(^|[ -])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

function readingOf(passport: Table, ...systems: Table[]): Reading {
  return (native) => {
    const latin = capitals(spell(native, passport));
    const others = [...new Set(systems.map((system) => capitals(spell(native, system))))].filter((other) => other !== latin);
    return { latin, others };
  };
}

/** Where a list gives a part of a word, the passport's spelling begins with a small letter. */
const RUSSIAN = table('а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ=ie ы=y ь= э=e ю=iu я=ia');
const RUSSIAN_BGN = table('й=y ий=iy ё=yo ю=yu я=ya ъ= ье=ye', RUSSIAN);
const RUSSIAN_EVERYDAY = table('ий=y ый=y й=y ю=yu я=ya ия=ia ъ= кс=x', RUSSIAN);
const RUSSIAN_FRENCH = table('ж=j ш=ch щ=chtch ч=tch у=ou х=kh ю=iou я=ia ц=ts й=i', RUSSIAN);
const RUSSIAN_GERMAN = table('в=w ж=sch з=s х=ch ц=z ч=tsch ш=sch щ=schtsch ю=ju я=ja й=j ий=i', RUSSIAN);
/** Russian as its passports spell it since 2010; also US maps, newspapers, French and German. */
export const russian = readingOf(RUSSIAN, RUSSIAN_BGN, RUSSIAN_EVERYDAY, RUSSIAN_FRENCH, RUSSIAN_GERMAN);

const UKRAINIAN = table('г=h ґ=g є=ie и=y і=i ї=i й=i щ=shch ь= ю=iu я=ia зг=zgh', RUSSIAN);
const UKRAINIAN_LOOSE = table('г=g и=i ї=yi й=y ю=yu я=ya є=ye ий=iy', UKRAINIAN);
/** Ukrainian; also as if it were Russian. */
export const ukrainian = readingOf(UKRAINIAN, UKRAINIAN_LOOSE, RUSSIAN_FRENCH);

const BULGARIAN = table('ъ=a щ=sht х=h ц=ts й=y ю=yu я=ya ь=y ия=ia', RUSSIAN);
const BULGARIAN_OLD = table('ъ=u х=kh ц=c ж=j й=i', BULGARIAN);
/** Bulgarian by its law of 2009, and older. */
export const bulgarian = readingOf(BULGARIAN, BULGARIAN_OLD);

const SERBIAN = table('а=a б=b в=v г=g д=d ђ=đ е=e ж=ž з=z и=i ј=j к=k л=l љ=lj м=m н=n њ=nj о=o п=p р=r с=s т=t ћ=ć у=u ф=f х=h ц=c ч=č џ=dž ш=š ѓ=gj ќ=kj ѕ=dz');
const SERBIAN_ASCII = table('ђ=dj ж=z ћ=c ч=c џ=dz ш=s', SERBIAN);
const SERBIAN_ENGLISH = table('ђ=dj ж=zh ћ=ch ч=ch џ=dzh ш=sh ј=y ц=ts љ=ly њ=ny', SERBIAN);
/** Serbian and Macedonian in Latin letters; also without signs, and as English newspapers write. */
export const serbian = readingOf(SERBIAN, SERBIAN_ASCII, SERBIAN_ENGLISH);

const KAZAKH = table('ә=a ғ=g қ=k ң=n ө=o ұ=u ү=u һ=h і=i й=y ю=yu я=ya х=kh', RUSSIAN);
const KAZAKH_RUSSIAN = table('ғ=gh қ=q ң=ng ү=ue ө=oe й=i я=ia ю=iu', KAZAKH);
/** Kazakh and Kyrgyz, by way of Russian. */
export const kazakh = readingOf(KAZAKH, KAZAKH_RUSSIAN);

const GREEK = table('α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o ά=a έ=e ή=i ί=i ό=o ύ=y ώ=o ϊ=i ΐ=i ϋ=y ου=ou ού=ou αυ=av αύ=av ευ=ev εύ=ev γγ=ng γκ=gk γχ=nch μπ=b αυτ=aft ευτ=eft ευσ=efs');
const GREEK_LOOSE = table('χ=h μπ=mp γκ=g η=e φ=ph υ=i β=b', GREEK);
const GREEK_HARD = table('χ=kh γ=gh ντ=d γκ=g ου=u ού=u αυ=au ευ=eu εύ=eu', GREEK);
/** Greek by ELOT 743, and by ear. */
export const greek = readingOf(GREEK, GREEK_LOOSE, GREEK_HARD);

const GEORGIAN = table('ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh რ=r ს=s ტ=t უ=u ფ=p ქ=k ღ=gh ყ=q შ=sh ჩ=ch ც=ts ძ=dz წ=ts ჭ=ch ხ=kh ჯ=j ჰ=h');
const GEORGIAN_RUSSIAN = table('ღ=g ყ=k ჯ=dzh', GEORGIAN);
/** Georgian by its state's system, and through Russian. */
export const georgian = readingOf(GEORGIAN, GEORGIAN_RUSSIAN);

const ARMENIAN = table('ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=y թ=t ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz ղ=gh ճ=ch մ=m յ=y ն=n շ=sh ո=o չ=ch պ=p ջ=j ռ=r ս=s վ=v տ=t ր=r ց=ts ու=u ւ=v փ=p ք=k և=ev օ=o ֆ=f');
const ARMENIAN_WESTERN = table('բ=p գ=k դ=t կ=g պ=b տ=d ճ=j ջ=ch', ARMENIAN);
const ARMENIAN_RUSSIAN = table('յ=i ջ=dzh ղ=g հ=g', ARMENIAN);
/** Armenian: eastern, western, through Russian. */
export const armenian = readingOf(ARMENIAN, ARMENIAN_WESTERN, ARMENIAN_RUSSIAN);

const KANA = table(
  'あ=a い=i う=u え=e お=o か=ka き=ki く=ku け=ke こ=ko さ=sa し=shi す=su せ=se そ=so た=ta ち=chi つ=tsu て=te と=to な=na に=ni ぬ=nu ね=ne の=no は=ha ひ=hi ふ=fu へ=he ほ=ho ま=ma み=mi む=mu め=me も=mo や=ya ゆ=yu よ=yo ' +
    'ら=ra り=ri る=ru れ=re ろ=ro わ=wa を=o ん=n が=ga ぎ=gi ぐ=gu げ=ge ご=go ざ=za じ=ji ず=zu ぜ=ze ぞ=zo だ=da ぢ=ji づ=zu で=de ど=do ば=ba び=bi ぶ=bu べ=be ぼ=bo ぱ=pa ぴ=pi ぷ=pu ぺ=pe ぽ=po ' +
    'きゃ=kya きゅ=kyu きょ=kyo しゃ=sha しゅ=shu しょ=sho ちゃ=cha ちゅ=chu ちょ=cho にゃ=nya にゅ=nyu にょ=nyo ひゃ=hya ひょ=hyo みょ=myo りゃ=rya りゅ=ryu りょ=ryo ぎょ=gyo じゃ=ja じゅ=ju じょ=jo っか=kka っき=kki っく=kku っけ=kke っこ=kko っさ=ssa っし=sshi った=tta っち=tchi って=tte っと=tto っぽ=ppo んば=mba んべ=mbe んぼ=mbo んま=mma んみ=mmi んも=mmo',
);
const KANA_PASSPORT = table('おう=o こう=ko そう=so とう=to のう=no ほう=ho もう=mo よう=yo ろう=ro ごう=go どう=do ぼう=bo おお=o こお=ko ゆう=yu きゅう=kyu しゅう=shu ちゅう=chu りゅう=ryu じゅう=ju きょう=kyo しょう=sho ちょう=cho りょう=ryo じょう=jo ぎょう=gyo みょう=myo ゅう=yu', KANA);
const KANA_LONG = table('おう=ō こう=kō そう=sō とう=tō のう=nō ほう=hō もう=mō よう=yō ろう=rō ごう=gō どう=dō おお=ō ゆう=yū しゅう=shū りゅう=ryū きょう=kyō しょう=shō りょう=ryō じょう=jō んば=nba んま=nma んみ=nmi', KANA_PASSPORT);
const KANA_OH = table('おう=oh こう=koh そう=soh とう=toh のう=noh よう=yoh ろう=roh どう=doh おお=oh しょう=shoh りょう=ryoh ゆう=yuu', KANA_PASSPORT);
const KANA_STATE = table('し=si ち=ti つ=tu ふ=hu じ=zi しゃ=sya しゅ=syu しょ=syo ちゃ=tya じゅ=zyu じゅん=zyun じょ=zyo しょう=syo しゅう=syu んま=nma んべ=nbe んみ=nmi', KANA_PASSPORT);

/** Kanji with their kana (`佐藤/さとう`): Hepburn as in passports, with long vowels, with h, and the state's system. */
export const japanese: Reading = (kana) => {
  const latin = capitals(spell(kana, KANA_PASSPORT));
  const others = [...new Set([KANA_LONG, KANA_OH, KANA_STATE].map((system) => capitals(spell(kana, system))))].filter((other) => other !== latin);
  return { latin, kana, others };
};
