import {
  ARABIC_LETTERS, CYRILLIC_LANGUAGES, CYRILLIC_LETTERS, FEMININE_ENDING, GREEK_LETTERS, HEBREW_LETTERS, LATIN_LETTERS, UKRAINIAN_FIRST, listPairs,
} from './icao-tables.ts';

/** The tables of ICAO Doc 9303-3 by the language or script they are for. */
export const ICAO_TABLES = ['latin', 'russian', 'ukrainian', 'belarusian', 'bulgarian', 'serbian', 'macedonian', 'greek', 'hebrew', 'arabic'] as const;
/** One of the tables of ICAO Doc 9303-3. */
export type IcaoTable = (typeof ICAO_TABLES)[number];

const LONGEST = 4;
const UNWRITTEN = new Set(["'", '’', 'ʼ', '\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u0640', '\u0670']);
const SHADDA = '\u0651';

/** A table with both cases of each letter; the small ones give small letters. */
const readTable = (...texts: readonly string[]): ReadonlyMap<string, string> => {
  const table = new Map<string, string>();
  for (const [letter, written] of texts.flatMap((text) => listPairs(text))) {
    const isSmall = letter !== letter.toUpperCase();
    table.set(letter.normalize('NFC'), isSmall ? written.toLowerCase() : written);
    const small = letter.toLowerCase();
    if (small !== letter && small.length === letter.length) table.set(small, written.toLowerCase());
  }
  return table;
};

const TABLES: Readonly<Record<IcaoTable, ReadonlyMap<string, string>>> = {
  latin: readTable(LATIN_LETTERS),
  russian: readTable(CYRILLIC_LETTERS, CYRILLIC_LANGUAGES.russian),
  ukrainian: readTable(CYRILLIC_LETTERS, CYRILLIC_LANGUAGES.ukrainian),
  belarusian: readTable(CYRILLIC_LETTERS, CYRILLIC_LANGUAGES.belarusian),
  bulgarian: readTable(CYRILLIC_LETTERS, CYRILLIC_LANGUAGES.bulgarian),
  serbian: readTable(CYRILLIC_LETTERS, CYRILLIC_LANGUAGES.serbian),
  macedonian: readTable(CYRILLIC_LETTERS, CYRILLIC_LANGUAGES.macedonian),
  greek: readTable(GREEK_LETTERS),
  hebrew: readTable(HEBREW_LETTERS),
  arabic: readTable(ARABIC_LETTERS),
};
const FIRST_OF_UKRAINIAN = readTable(UKRAINIAN_FIRST);

const LETTER = /\p{L}/u;
const MARK = /[\p{M}׳]/u;
const isLetter = (character: string): boolean => LETTER.test(character);
const isSmall = (character: string): boolean => character !== '' && character !== character.toUpperCase();

/** Presentation forms become plain letters, and Hebrew points come after the dot of their letter, in the order of the table. */
const prepare = (text: string, table: IcaoTable): string => {
  const plain = text.normalize(table === 'arabic' || table === 'hebrew' ? 'NFKC' : 'NFC');
  return table === 'hebrew' ? plain.replaceAll("'", '׳') : plain;
};

/**
 * A text as ICAO Doc 9303-3 says to write it in a machine-readable zone, with the case of the text kept. Characters outside the table stay as they are,
 * except apostrophes and signs that the standard leaves out.
 */
export const icaoTransliterate = (text: string, table: IcaoTable): string => {
  const letters = TABLES[table];
  const characters = prepare(text, table);
  let written = '';
  let last = '';
  for (let at = 0; at < characters.length;) {
    const found = findAt(letters, characters, at);
    if (found === undefined) {
      const character = characters.charAt(at);
      if (character === SHADDA) written += last;
      else if (!UNWRITTEN.has(character) && !(table !== 'latin' && isPoint(character))) written += character;
      if (character !== SHADDA && isLetter(character)) last = '';
      at += 1;
      continue;
    }
    last = inCase(specialOf(table, characters, at) ?? found.written, characters, at);
    written += last;
    at += found.length;
  }
  return written;
};

const isPoint = (character: string): boolean => MARK.test(character);

const findAt = (table: ReadonlyMap<string, string>, text: string, at: number): { readonly written: string; readonly length: number } | undefined => {
  for (let length = LONGEST; length > 0; length -= 1) {
    const written = at + length <= text.length ? table.get(text.slice(at, at + length)) : undefined;
    if (written !== undefined) return { written, length };
  }
  return undefined;
};

/** What the standard says of a letter by its place: Ukrainian letters at the beginning of a name, the Arabic feminine ending at the end of one. */
const specialOf = (table: IcaoTable, text: string, at: number): string | undefined => {
  const letter = text.charAt(at);
  const isLast = !isLetter(text.charAt(at + 1)) && !isLetter(text.charAt(at + 2));
  if (table === 'ukrainian' && !isLast && !isLetter(text.charAt(at - 1))) return FIRST_OF_UKRAINIAN.get(letter);
  if (table === 'arabic' && letter === FEMININE_ENDING.letter) return isLast ? FEMININE_ENDING.last : FEMININE_ENDING.within;
  return undefined;
};

/** "Я" before a small letter is "Ia", else "IA". */
const inCase = (written: string, text: string, at: number): string =>
  written.length > 1 && written !== written.toLowerCase() && isSmall(text.charAt(at + 1)) ? written.charAt(0) + written.slice(1).toLowerCase() : written;
