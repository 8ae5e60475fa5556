import { type Speller, makeSpeller } from './spelling.ts';

/** Russian by ICAO, with the letters that other languages have beside it. */
const BASE = `
  а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ=ie ы=y ь= э=e ю=iu я=ia
  і=i ї=i є=ie ґ=g ў=u ѫ=u ђ=dj ѓ=gj ѕ=dz ј=j ќ=kj љ=lj њ=nj ћ=c џ=dz ѣ=e ѳ=f ѵ=i ѐ=e ѝ=i
  ә=a ғ=g қ=k ң=n ө=o ұ=u ү=u һ=h җ=j ҙ=z ҡ=k ҫ=s ҷ=j ҳ=h ӣ=i ӯ=u ӑ=a ӗ=e ӱ=u ӳ=u ӡ=dz ҵ=ts ҽ=ch ҿ=ch ԥ=p ҧ=p ҩ=o ҟ=k ҕ=gh ҭ=t ӏ= ʼ= '= ’= "=`;
/** As newspapers and BGN/PCGN write Russian: Yevgeny Sergeyev, Andrey. */
const PRESS = `
  ия$=ia ьи=yi й=y ю=yu я=ya ё=yo ъ= ий$=y ый$=y ^е=ye ае=aye ее=eye ие=iye ое=oye уе=uye ые=yye эе=eye юе=yuye яе=yaye ье=ye ъе=ye ьё=yo ъё=yo жё=zho чё=cho шё=sho щё=shcho
  ғ=gh қ=q ң=ng һ=h ҷ=j ҳ=h є=ye ї=yi ^ї=yi ћ=c`;
/** BGN/PCGN with the endings of adjectives kept: Anatoliy, Vitaliy. */
const FULL = 'ия$=iya ий$=iy ый$=yy ё=e ^ё=ye';
const UKRAINIAN = 'г=h и=y ^є=ye ^ї=yi ^й=y ^ю=yu ^я=ya ье=ie зг=zgh ъ= ый$=yi';
const UKRAINIAN_PRESS = 'г=h и=y й=y ю=yu я=ya є=ye ї=yi ъ= зг=zgh ий$=y';
const BELARUSIAN = 'г=h ё=io ў=u';
const BELARUSIAN_PRESS = 'г=h ё=yo ў=w й=y ю=yu я=ya ^е=ye';
const BULGARIAN = 'щ=sht ъ=a х=h ю=yu я=ya й=y ь= ия$=ia ьо=yo';
const SERBIAN = 'ж=z х=h ц=c ч=c ш=s ђ=dj ћ=c џ=dz й=j ъ= ю=ju я=ja щ=sc';
/** Serbian letters in the English fashion: Milosevich, Djokovich. */
const SERBIAN_PRESS = 'х=h ц=ts ч=ch ш=sh ђ=dj ћ=ch џ=dz ј=y љ=ly њ=ny ъ=a ж=zh';
const MACEDONIAN = 'ж=zh х=h ц=c ч=ch ш=sh ѓ=gj ќ=kj џ=dj ѕ=dz';
const GERMAN = `
  в=w ж=sch з=s х=ch ц=z ч=tsch ш=sch щ=schtsch ъ= ю=ju я=ja й=i ё=jo чё=tscho щё=schtscho шё=scho жё=scho ий$=i ый$=y ^е=je ье=je ъе=je ае=aje ее=eje ие=ije ое=oje
  г=g є=je ї=ji кс=x`;
const FRENCH = 'у=ou ж=j ч=tch ш=ch щ=chtch ю=iou я=ia й=i ъ= ин$=ine ый$=y ий$=i ге=gue ги=gui ье=ie ё=io';
/** Western names that were written in Cyrillic, read back: John, Harris, Maxwell, Jean. */
const LOAN = `
  дж=j ж=j х=h кс=x ё=e ъ= ь= ю=u ью=ew ^ю=yu я=ia ^я=ya й=y ^уи=wi ^уэ=we ^уо=wo ^уа=wa ^уе=we ^уо=wo ау=au оу=ow кв=qu ье=ie эй=ey ей=ey ай=ay тч=tch ц=ts ий$=y
  ґ=g`;
/** Japanese names in Russian letters, by Polivanov's system: Мицуи, Дзюнъитиро. */
const JAPANESE = 'си=shi ти=chi тя=cha тю=chu тё=cho ся=sha сю=shu сё=sho дз=z дзи=ji дзя=ja дзю=ju дзё=jo цу=tsu нъ=n й=i я=ya ю=yu ё=yo э=e кё=kyo гё=gyo рё=ryo хё=hyo х=h';
const JAPANESE_WORD = /^(?:дз[аиуэоюяё]|цу|[кгстднхбпмрв]?[аиуэоюяё]|нъ?|й)+$/;
const JAPANESE_SIGN = /[ст][ияюё]|дз/;
/** Central Asia since its own Latin alphabets: Qosimov, Jahongir, Oktam. */
const CENTRAL = 'ж=j х=kh й=y ю=yu я=ya ё=yo қ=q ғ=gh ҳ=h ҷ=j ў=o ң=ng ө=o ү=u ұ=u і=i ә=a ъ= ы=y ^е=ye ц=ts';
const CENTRAL_PLAIN = 'ж=j х=h й=y ю=yu я=ya ё=yo қ=k ғ=g ҳ=h ҷ=j ў=u ң=n ө=u ү=u ұ=u і=i ә=e ъ= ы=i ц=ts';
const TURKMEN = 'ж=j х=h й=y ю=yu я=ya ё=yo қ=k җ=j ң=n ө=o ү=u ә=a ъ= ы=y ц=ts в=w ҙ=th ҫ=th';

const SPELLERS = {
  russian: makeSpeller(BASE),
  press: makeSpeller(BASE, PRESS),
  full: makeSpeller(BASE, PRESS, FULL),
  ukrainian: makeSpeller(BASE, UKRAINIAN),
  ukrainianPress: makeSpeller(BASE, UKRAINIAN_PRESS),
  belarusian: makeSpeller(BASE, BELARUSIAN),
  belarusianPress: makeSpeller(BASE, BELARUSIAN_PRESS),
  bulgarian: makeSpeller(BASE, BULGARIAN),
  serbian: makeSpeller(BASE, SERBIAN),
  serbianPress: makeSpeller(BASE, SERBIAN_PRESS),
  macedonian: makeSpeller(BASE, MACEDONIAN),
  german: makeSpeller(BASE, GERMAN),
  french: makeSpeller(BASE, FRENCH),
  loan: makeSpeller(BASE, LOAN),
  japanese: makeSpeller(BASE, JAPANESE),
  central: makeSpeller(BASE, CENTRAL),
  centralPlain: makeSpeller(BASE, CENTRAL_PLAIN),
  turkmen: makeSpeller(BASE, TURKMEN),
} as const satisfies Readonly<Record<string, Speller>>;
type System = keyof typeof SPELLERS;

/** Letters that tell the language, and the systems in the order in which they are tried. The first line that fits is taken. */
const ORDERS: readonly (readonly [letters: string, systems: readonly System[]])[] = [
  ['ђћ', ['serbian', 'serbianPress', 'macedonian', 'german', 'loan']],
  ['ѓќѕ', ['macedonian', 'serbianPress', 'serbian', 'german']],
  ['јљњџ', ['serbian', 'macedonian', 'serbianPress', 'german']],
  ['їєґ', ['ukrainian', 'ukrainianPress', 'russian', 'press', 'german', 'french']],
  ['қғҳҷӣӯңұһәөүҡҙҫҗӑӗӳ', ['central', 'centralPlain', 'press', 'russian', 'turkmen', 'loan']],
  ['ў', ['belarusian', 'belarusianPress', 'central', 'centralPlain', 'russian', 'press']],
  ['і', ['ukrainian', 'ukrainianPress', 'belarusian', 'belarusianPress', 'centralPlain', 'russian']],
  ['ыэё', ['russian', 'press', 'full', 'loan', 'german', 'french']],
  ['ъщ', ['russian', 'press', 'bulgarian', 'german', 'french', 'full']],
];
/** A word that says nothing of its language. */
const ANY: readonly System[] = ['russian', 'press', 'full', 'loan', 'ukrainian', 'german', 'french', 'serbian'];

const ORDER_OF = ((): Uint8Array => {
  const order = new Uint8Array(0x130);
  ORDERS.forEach(([letters], index) => {
    for (const letter of letters) order[letter.charCodeAt(0) - 0x400] = ORDERS.length - index;
  });
  return order;
})();

const orderOf = (word: string): readonly System[] => {
  let best = 0;
  for (let at = 0; at < word.length; at += 1) best = Math.max(best, ORDER_OF[word.charCodeAt(at) - 0x400] ?? 0);
  return best === 0 ? ANY : ORDERS[ORDERS.length - best]?.[1] ?? ANY;
};

/** A Cyrillic word in the spellings of the languages that its letters allow, ICAO Doc 9303-3 first. */
export const readCyrillic = (word: string, most: number): readonly string[] => {
  const small = word.toLowerCase().normalize('NFC');
  const systems = orderOf(small);
  const isJapanese = JAPANESE_SIGN.test(small) && JAPANESE_WORD.test(small);
  const readings: string[] = [];
  for (const system of isJapanese ? [...systems.slice(0, 1), 'japanese' as const, ...systems.slice(1)] : systems) {
    const reading = SPELLERS[system](small);
    if (reading !== '' && !readings.includes(reading)) readings.push(reading);
    if (readings.length >= most) break;
  }
  return readings;
};
