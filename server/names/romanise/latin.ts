import { LATIN_LETTERS, listPairs } from './icao/icao-tables.ts';
import { foldToAscii, listDifferent } from './spelling.ts';

/** What a letter is without its mark, where taking the mark away is not enough. */
const PLAIN = `
  ß=ss ẞ=ss æ=ae Æ=ae œ=oe Œ=oe ø=o Ø=o đ=d Đ=d ð=d Ð=d þ=th Þ=th ł=l Ł=l ħ=h Ħ=h ı=i İ=i ŋ=n Ŋ=n ŧ=t Ŧ=t ə=e Ə=e ĳ=ij Ĳ=ij ŀ=l Ŀ=l ĸ=k
  ɓ=b Ɓ=b ɗ=d Ɗ=d ƙ=k Ƙ=k ƴ=y Ƴ=y ɛ=e Ɛ=e ɔ=o Ɔ=o ɣ=g Ɣ=g ƒ=f ʒ=zh Ʒ=zh ɨ=i ʉ=u`;
/** How the languages that use a letter write its sound where they have no such letter. */
const BY_SOUND = `
  č=ch ć=ch š=sh ž=zh ç=ch ş=sh ș=sh ţ=ts ț=ts ğ=gh đ=dj ð=th ł=w ń=ny ñ=ny ņ=ny ň=ny ř=rz ě=ie ė=e ē=e ą=on ę=en ś=sh ź=zh ż=zh ľ=ly ļ=ly
  ģ=gy ķ=ky ċ=ch ġ=j ĝ=j ĉ=ch ĵ=zh ŝ=sh ŭ=w ə=a ő=oe ű=ue õ=o ů=u ã=an ā=aa ī=ee ū=oo ō=ou ơ=o ư=u â=a ê=e ô=o ä=a ö=o ü=u å=o ø=o æ=a`;
/** Escapes that the standard allows states to print for a letter in place of the usual one, and what they stand for. */
const ESCAPES = 'ñ=nxx ö=oxx ü=uxx';
const ESCAPED = /([nou])xx/g;

const readTable = (...tables: readonly string[]): ReadonlyMap<string, string> => {
  const table = new Map<string, string>();
  for (const [letter, written] of tables.flatMap((text) => listPairs(text))) {
    table.set(letter, written.toLowerCase());
    table.set(letter.toLowerCase(), written.toLowerCase());
    if (letter.toUpperCase().length === 1) table.set(letter.toUpperCase(), written.toLowerCase());
  }
  return table;
};

const PLAIN_LETTERS = readTable(PLAIN);
const ICAO_LETTERS = readTable(LATIN_LETTERS);
const SOUNDS = readTable(BY_SOUND);
const TABLES = [PLAIN_LETTERS, ICAO_LETTERS, SOUNDS];

const MARKS = /\p{M}+/gu;

const spell = (word: string, table: ReadonlyMap<string, string>): string => {
  let written = '';
  for (const character of word) {
    const code = character.charCodeAt(0);
    if (code >= 97 && code <= 122) written += character;
    else if (code >= 65 && code <= 90) written += character.toLowerCase();
    else if (code > 127) written += table.get(character) ?? PLAIN_LETTERS.get(character) ?? foldToAscii(character.normalize('NFD').replace(MARKS, ''));
  }
  return written;
};

const isAscii = (word: string): boolean => {
  for (let at = 0; at < word.length; at += 1) if (word.charCodeAt(at) > 127) return false;
  return true;
};

/**
 * A Latin word without its marks, then as ICAO Doc 9303-3 writes it (ü is ue), then by sound (š is sh). One without marks as it stands, and
 * without the escapes of a zone (MUXXLLER is Müller).
 */
export const readLatin = (word: string, most: number): readonly string[] => {
  if (!isAscii(word)) return listDifferent(TABLES.map((table) => spell(word.normalize('NFC'), table)), most);
  const written = spell(word, PLAIN_LETTERS);
  return listDifferent(written.includes('xx') ? [written, written.replace(ESCAPED, '$1')] : [written], Math.min(2, most));
};

/** All that a letter with a mark may be written like. */
const WAYS: ReadonlyMap<string, readonly string[]> = new Map(
  [...new Set([...TABLES, readTable(ESCAPES)].flatMap((table) => [...table.keys()]))].map((letter) => [letter, listWays(letter)]),
);

function listWays(letter: string): string[] {
  const tables = [...TABLES, readTable(ESCAPES)];
  return [...new Set([spell(letter, PLAIN_LETTERS), ...tables.flatMap((table) => table.get(letter) ?? [])])];
}

/**
 * Whether a word without marks can be this one with marks: each letter in any of the ways to write it, so that of three marks one may be left
 * out, one written as ICAO does and one escaped. `plain`: small letters a to z.
 */
export const isWrittenAs = (word: string, plain: string): boolean => !isAscii(word) && fits([...word.normalize('NFC').toLowerCase()], 0, { plain, from: 0 });

function fits(letters: readonly string[], at: number, { plain, from }: { plain: string; from: number }): boolean {
  const letter = letters[at];
  if (letter === undefined) return from === plain.length;
  const ways = WAYS.get(letter) ?? [spell(letter, PLAIN_LETTERS)];
  return ways.some((way) => plain.startsWith(way, from) && fits(letters, at + 1, { plain, from: from + way.length }));
}
