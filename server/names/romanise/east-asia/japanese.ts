import { JAPANESE_GIVEN_NAMES, JAPANESE_SURNAMES } from './japanese-names.ts';
import { listPairs } from '../icao/icao-tables.ts';
import { listDifferent } from '../spelling.ts';

const readTable = (table: string): ReadonlyMap<string, readonly string[]> => new Map(listPairs(table).map(([kanji, readings]) => [kanji, readings.split(',')]));
const SURNAMES = readTable(JAPANESE_SURNAMES);
const GIVEN_NAMES = readTable(JAPANESE_GIVEN_NAMES);
const LONGEST_SURNAME = 4;

/** As passports have it: long vowels short. */
const shorten = (reading: string): string => reading.replace(/ou|oo/g, 'o').replaceAll('uu', 'u');
const spellings = (readings: readonly string[]): readonly string[] => listDifferent([...readings.map(shorten), ...readings], 3);

/** A Japanese name; `given` or `family` is empty when the kanji are only one of them. `length` is how many characters the family name has. */
export type JapaneseReading = { readonly family: string; readonly given: string; readonly length: number };

/** The readings of a name in kanji whose parts are both among the frequent ones, or of one such part alone. Kanji have too many readings for more. */
export const readJapaneseName = (kanji: string): readonly JapaneseReading[] => {
  const family = SURNAMES.get(kanji);
  const given = GIVEN_NAMES.get(kanji);
  const readings: JapaneseReading[] = [
    ...(family === undefined ? [] : spellings(family).map((name) => ({ family: name, given: '', length: kanji.length }))),
    ...(given === undefined ? [] : spellings(given).map((name) => ({ family: '', given: name, length: 0 }))),
  ];
  for (let length = Math.min(LONGEST_SURNAME, kanji.length - 1); length > 0; length -= 1) {
    const families = SURNAMES.get(kanji.slice(0, length));
    const givens = GIVEN_NAMES.get(kanji.slice(length));
    if (families === undefined || givens === undefined) continue;
    readings.push(...spellings(families).flatMap((one) => spellings(givens).map((other) => ({ family: one, given: other, length }))));
    break;
  }
  return readings;
};
