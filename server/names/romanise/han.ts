import { pinyin } from 'pinyin-pro';
import { HAN_CHARACTERS } from './han-characters.ts';
import { FOREIGN_SYLLABLES } from './han-foreign.ts';
import { HAN_SURNAMES } from './han-surnames.ts';
import { HANGUL_SURNAMES } from './hangul-name.ts';
import { readHangul } from './hangul.ts';
import { listPairs } from './icao-tables.ts';
import { readJapaneseName } from './japanese.ts';
import { foldToAscii, listDifferent } from './spelling.ts';
import { toWadeGiles } from './wade-giles.ts';

/** Whose reading it is. `wade` is Mandarin as Taiwan and older documents spell it; `foreign` is a name that only borrows the characters for their sound. */
export const HAN_LANGUAGES = ['mandarin', 'wade', 'cantonese', 'hokkien', 'korean', 'vietnamese', 'japanese', 'foreign'] as const;
/** Whose reading of Han characters it is. */
export type HanLanguage = (typeof HAN_LANGUAGES)[number];
/** One reading of a name in Han characters, in small ASCII letters without blanks. `family` is empty where the parts cannot be told. */
export type HanReading = { readonly language: HanLanguage; readonly family: string; readonly given: string };

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

/** Pinyin of each character, without tones. */
const listPinyin = (text: string): readonly string[] =>
  pinyin(text, { toneType: 'none', type: 'array', nonZh: 'removed', v: true }).map((syllable) => foldToAscii(syllable.replace('v', 'u')));

const MOST_CHARACTERS = 5;

/** The readings of a name in Han characters, family name first, Mandarin first. Empty when the text has no Han character. */
export const readHanName = (text: string): readonly HanReading[] => {
  const characters = [...text.normalize('NFKC')].filter((character) => /\p{Script=Han}/u.test(character));
  if (characters.length === 0) return [];
  const name = characters.join('');
  const japanese = readJapaneseName(name).map(({ family, given }) => ({ language: 'japanese' as const, family, given }));
  const foreign: readonly HanReading[] = characters.length > 2 && isForeign(characters) ? [{ language: 'foreign', family: '', given: readForeign(characters) }] : [];
  const length = characters.length > 2 && SURNAMES.has(name.slice(0, 2)) ? 2 : 1;
  const surname = SURNAMES.get(characters.slice(0, length).join(''));
  if (surname === undefined || characters.length > MOST_CHARACTERS || characters.length < 2) {
    const syllables = listPinyin(name);
    return [
      ...foreign, ...japanese,
      { language: 'mandarin', family: '', given: syllables.join('') },
      { language: 'wade', family: '', given: syllables.map(toWadeGiles).join('') },
    ];
  }
  return unique([...readChinese(surname, characters.slice(length)), ...japanese, ...foreign]);
};

const unique = (readings: readonly HanReading[]): readonly HanReading[] => {
  const seen = new Set<string>();
  return readings.filter(({ family, given }) => {
    const key = `${family} ${given}`;
    return !seen.has(key) && seen.add(key);
  });
};

const readChinese = (surname: Surname, given: readonly string[]): readonly HanReading[] => {
  const syllables = listPinyin(given.join(''));
  const mandarin = syllables.join('');
  const wade = syllables.map(toWadeGiles).join('');
  const known = given.map((character, at) => CHARACTERS.get(character) ?? { cantonese: syllables[at] ?? '', hangul: '', vietnamese: '' });
  const cantonese = known.map((character) => character.cantonese).join('');
  const hangul = known.map((character) => character.hangul).join('');
  const isKorean = known.every((character) => character.hangul !== '');
  const isVietnamese = known.every((character) => character.vietnamese !== '');
  const wadeSurname = surname.mandarin.length > 0 ? toWadeGiles(foldToAscii(surname.mandarin)) : '';
  return [
    { language: 'mandarin', family: foldToAscii(surname.mandarin), given: mandarin },
    { language: 'wade', family: wadeSurname, given: wade },
    ...surname.cantonese.slice(0, 2).map((family) => ({ language: 'cantonese' as const, family, given: cantonese })),
    ...surname.hokkien.slice(0, 2).map((family) => ({ language: 'hokkien' as const, family, given: wade })),
    ...(isKorean ? readKorean(surname.hangul, hangul) : []),
    ...(isVietnamese ? surname.vietnamese.slice(0, 2).map((family) => ({ language: 'vietnamese' as const, family, given: known.map((character) => character.vietnamese).join('') })) : []),
  ];
};

const readKorean = (surname: string, given: string): readonly HanReading[] => {
  const families = HANGUL_SURNAMES.get(surname) ?? readHangul(surname, 1);
  const givens = listDifferent(readHangul(given, 3), 3);
  return families.slice(0, 2).flatMap((family) => givens.map((name) => ({ language: 'korean' as const, family, given: name })));
};

/** Whether every character is one that foreign names are written with. */
const isForeign = (characters: readonly string[]): boolean => characters.every((character) => FOREIGN.has(character));

/** A foreign name read back from the characters that stand for its sounds. Others are read in pinyin. */
const readForeign = (characters: readonly string[]): string => {
  if (isForeign(characters)) return characters.map((character) => FOREIGN.get(character) ?? '').join('');
  const syllables = listPinyin(characters.join(''));
  return characters.map((character, at) => FOREIGN.get(character) ?? syllables[at] ?? '').join('');
};

/** A Han word that is no whole name: one part of a foreign name, or one name of a person whose parts stand apart. */
export const readHan = (word: string, most: number): readonly string[] => {
  const characters = [...word.normalize('NFKC')].filter((character) => /\p{Script=Han}/u.test(character));
  if (characters.length === 0) return [];
  const syllables = listPinyin(characters.join(''));
  const mandarin = syllables.join('');
  const wade = syllables.map(toWadeGiles).join('');
  const surname = SURNAMES.get(characters.join(''));
  const foreign = characters.some((character) => FOREIGN.has(character)) ? readForeign(characters) : '';
  const known = characters.map((character) => CHARACTERS.get(character));
  const korean = surname === undefined ? known.map((character) => character?.hangul ?? '?').join('') : surname.hangul;
  const koreanReadings = korean === '' || korean.includes('?') ? [] : HANGUL_SURNAMES.get(korean) ?? readHangul(korean, 2);
  const japanese = readJapaneseName(characters.join('')).map(({ family, given }) => family + given);
  const readings = surname === undefined
    ? [mandarin, foreign, ...japanese.slice(0, 1), wade, ...koreanReadings, known.map((character) => character?.cantonese ?? '').join('')]
    : [foldToAscii(surname.mandarin), surname.cantonese[0] ?? '', ...koreanReadings.slice(0, 1), surname.hokkien[0] ?? '', surname.vietnamese[0] ?? '', wade, foreign, ...japanese];
  return listDifferent(readings, most);
};
