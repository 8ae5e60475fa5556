import { HAN_CHARACTERS } from './han-characters.ts';
import { FOREIGN_SYLLABLES } from './han-foreign.ts';
import { HAN_SURNAMES } from './han-surnames.ts';
import { HANGUL_SURNAMES } from './hangul-name.ts';
import { readHangul } from './hangul.ts';
import { listPairs } from '../icao/icao-tables.ts';
import { readJapaneseName } from './japanese.ts';
import { toPinyin } from './pinyin.ts';
import { foldToAscii, listDifferent } from '../spelling.ts';
import { toWadeGiles } from './wade-giles.ts';

/** Whose reading it is. `wade` is Mandarin as Taiwan and older documents spell it; `foreign` is a name that only borrows the characters for their sound. */
export const HAN_LANGUAGES = ['mandarin', 'wade', 'cantonese', 'hokkien', 'korean', 'vietnamese', 'japanese', 'foreign'] as const;
/** Whose reading of Han characters it is. */
export type HanLanguage = (typeof HAN_LANGUAGES)[number];
/**
 * One reading of a name in Han characters, in small ASCII letters without blanks. `length` is how many characters the family name has; it is 0
 * and `family` is empty where the parts cannot be told.
 */
export type HanReading = { readonly language: HanLanguage; readonly family: string; readonly given: string; readonly length: number };

type Surname = { readonly mandarin: string; readonly cantonese: readonly string[]; readonly hokkien: readonly string[]; readonly hangul: string; readonly vietnamese: readonly string[] };
type Character = { readonly cantonese: string; readonly hangul: string; readonly vietnamese: string };

const listRows = (table: string): readonly (readonly string[])[] => table.split(/[\n;]/).map((row) => row.trim().split(' ')).filter((row) => row.length > 1);
const listSpellings = (column: string | undefined): readonly string[] => (column ?? '').split(',').filter((spelling) => spelling !== '' && spelling !== '-');

const SURNAMES = ((): ReadonlyMap<string, Surname> => {
  const surnames = new Map<string, Surname>();
  for (const [characters = '', mandarin = '', cantonese, hokkien, hangul = '', vietnamese] of listRows(HAN_SURNAMES)) {
    const surname = { mandarin, cantonese: listSpellings(cantonese), hokkien: listSpellings(hokkien), hangul, vietnamese: listSpellings(vietnamese) };
    for (const form of characters.split(',')) surnames.set(form, surname);
  }
  return surnames;
})();

const CHARACTERS = ((): ReadonlyMap<string, Character> => {
  const characters = new Map<string, Character>();
  for (const [forms = '', cantonese = '', hangul = '', vietnamese = ''] of listRows(HAN_CHARACTERS)) {
    for (const form of forms.split(',')) characters.set(form, { cantonese, hangul, vietnamese });
  }
  for (const [form, surname] of SURNAMES) {
    if (characters.has(form) || [...form].length > 1) continue;
    characters.set(form, { cantonese: surname.cantonese[0] ?? '', hangul: surname.hangul, vietnamese: surname.vietnamese[0] ?? '' });
  }
  return characters;
})();

const FOREIGN = new Map(listPairs(FOREIGN_SYLLABLES));

const MOST_CHARACTERS = 5;

/** The readings of a name in Han characters, family name first, Mandarin first. Empty when the text has no Han character. */
export const readHanName = (text: string): readonly HanReading[] => {
  const characters = listHan(text);
  if (characters.length === 0) return [];
  const name = characters.join('');
  const japanese = readJapaneseName(name).map((reading) => ({ language: 'japanese' as const, ...reading }));
  const foreign: readonly HanReading[] = characters.length > 2 && isForeign(characters) ? [{ language: 'foreign', family: '', given: readForeign(characters), length: 0 }] : [];
  const length = characters.length > 2 && SURNAMES.has(name.slice(0, 2)) ? 2 : 1;
  const surname = SURNAMES.get(characters.slice(0, length).join(''));
  if (surname === undefined || characters.length > MOST_CHARACTERS || characters.length < 2) {
    const syllables = characters.map(toPinyin);
    return [
      ...foreign, ...japanese,
      { language: 'mandarin', family: '', given: syllables.join(''), length: 0 },
      { language: 'wade', family: '', given: syllables.map(toWadeGiles).join(''), length: 0 },
    ];
  }
  return unique([...readChinese(surname, characters.slice(length)).map((reading) => ({ ...reading, length })), ...japanese, ...foreign]);
};

const unique = (readings: readonly HanReading[]): readonly HanReading[] => {
  const seen = new Set<string>();
  return readings.filter(({ family, given }) => {
    const key = `${family} ${given}`;
    return !seen.has(key) && seen.add(key);
  });
};

type Reading = Omit<HanReading, 'length'>;

/** One reading of each language before the second of any, so that whoever keeps a few has all languages. */
const readChinese = (surname: Surname, given: readonly string[]): readonly Reading[] => {
  const syllables = given.map(toPinyin);
  const wade = syllables.map(toWadeGiles).join('');
  const known = given.map((character) => CHARACTERS.get(character) ?? NO_CHARACTER);
  const join = (column: keyof Character): string => (known.every((character) => character[column] !== '') ? known.map((character) => character[column]).join('') : '');
  const [cantonese, hangul, vietnamese] = [join('cantonese'), join('hangul'), join('vietnamese')];
  const read = (language: HanLanguage, families: readonly string[], name: string): readonly Reading[] => (name === '' ? [] : families.map((family) => ({ language, family, given: name })));
  // Hong Kong's family names stand with Mandarin given names too.
  const hongKong = read('cantonese', surname.cantonese, cantonese === '' ? syllables.join('') : cantonese);
  const southern = read('hokkien', surname.hokkien, wade);
  const korean = hangul === '' ? [] : readKorean(surname.hangul, hangul);
  const vietnam = read('vietnamese', surname.vietnamese, vietnamese);
  return [
    { language: 'mandarin', family: foldToAscii(surname.mandarin), given: syllables.join('') },
    ...hongKong.slice(0, 1), ...korean.slice(0, 1), ...vietnam.slice(0, 1),
    { language: 'wade', family: toWadeGiles(foldToAscii(surname.mandarin)), given: wade },
    ...southern.slice(0, 1), ...korean.slice(1), ...hongKong.slice(1), ...southern.slice(1), ...vietnam.slice(1),
  ];
};
const NO_CHARACTER: Character = { cantonese: '', hangul: '', vietnamese: '' };

const readKorean = (surname: string, given: string): readonly Reading[] => {
  const families = HANGUL_SURNAMES.get(surname) ?? readHangul(surname, 1);
  const givens = listDifferent(readHangul(given, 3), 3);
  return families.slice(0, 2).flatMap((family) => givens.map((name) => ({ language: 'korean' as const, family, given: name })));
};

/** Whether every character is one that foreign names are written with. */
const isForeign = (characters: readonly string[]): boolean => characters.every((character) => FOREIGN.has(character));

/** A foreign name read back from the characters that stand for its sounds. Others are read in pinyin. */
const readForeign = (characters: readonly string[]): string => {
  const read = characters.map((character) => FOREIGN.get(character) ?? toPinyin(character)).join('');
  // A doubled filling letter is one sound: 亞歷山德克斯.
  return read.replace(/([aeiou])\1+/g, '$1');
};

const HAN = /\p{Script=Han}/u;
const listHan = (text: string): readonly string[] => [...text.normalize('NFKC')].filter((character) => HAN.test(character));

/** A Han word: one part of a name, a whole one whose parts are not told, or one part of a foreign name. Languages take turns, Mandarin first. */
export const readHan = (word: string, most: number): readonly string[] => {
  const characters = listHan(word);
  if (characters.length === 0) return [];
  const surname = SURNAMES.get(characters.join(''));
  if (surname !== undefined) return readSurname(surname, characters, most);
  const mandarin = characters.map(toPinyin).join('');
  const foreign = characters.some((character) => FOREIGN.has(character)) && characters.length > 1 ? [readForeign(characters)] : [];
  const readings = characters.length > 1 && characters.length <= MOST_CHARACTERS ? readHanName(characters.join('')) : [];
  const japanese = readings.filter(({ language }) => language === 'japanese').map(({ family, given }) => family + given).slice(0, 1);
  const ofLanguage = (language: HanLanguage): readonly string[] => readings.filter((reading) => reading.language === language).slice(0, 1).map(({ family, given }) => family + given);
  const asGiven = readGiven(characters);
  const wade = characters.map(toPinyin).map(toWadeGiles).join('');
  return listDifferent([mandarin, ...foreign, ...japanese, ...ofLanguage('korean'), ...asGiven.slice(0, 1), ...ofLanguage('cantonese'), wade, ...asGiven.slice(1), ...ofLanguage('vietnamese')], most);
};

const readSurname = (surname: Surname, characters: readonly string[], most: number): readonly string[] => listDifferent([
  foldToAscii(surname.mandarin), surname.cantonese[0] ?? '', ...(HANGUL_SURNAMES.get(surname.hangul) ?? []).slice(0, 1), surname.vietnamese[0] ?? '', surname.hokkien[0] ?? '',
  toWadeGiles(foldToAscii(surname.mandarin)), ...(characters.length > 1 ? [readForeign(characters)] : []), ...readJapaneseName(characters.join('')).map(({ family, given }) => family + given),
], most);

/** A given name alone, in Korean, Hong Kong and Vietnamese reading. */
const readGiven = (characters: readonly string[]): readonly string[] => {
  const known = characters.map((character) => CHARACTERS.get(character));
  if (known.includes(undefined)) return [];
  return [
    ...readHangul(known.map((character) => character?.hangul ?? '').join(''), 2),
    known.map((character) => character?.cantonese ?? '').join(''), known.map((character) => character?.vietnamese ?? '').join(''),
  ];
};
