import { ARABIC_GIVEN_NAMES } from './arabic-given-names.ts';
import { SAME_LETTERS } from './arabic-letters.ts';
import { ARABIC_SURNAMES } from './arabic-surnames.ts';
import { listPairs } from '../icao/icao-tables.ts';
import { foldToAscii } from '../spelling.ts';

const SILENT = /[\u0610-\u061a]|[\u0653-\u065f]|[\u06d6-\u06dc]|[\u06df-\u06ed]|[\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069'’ʼ`-]/g;

/** A word without signs that are not said: the stretching sign, joiners, marks of direction and of recitation. Vowel marks stay. */
export const withoutSigns = (word: string): string => word.normalize('NFKC').replace(SILENT, '');

/** One drawing for each letter, whichever language's keyboard it came from. */
export const unifyLetters = (word: string): string => {
  let letters = '';
  for (const letter of withoutSigns(word)) letters += SAME_LETTERS.get(letter) ?? letter;
  return letters;
};

const KEY_LETTERS = new Map([...'أاإاآاىيےيةهھهؤوئي'].flatMap((letter, at, all) => (at % 2 === 0 ? [[letter, all[at + 1] ?? ''] as const] : [])));

/** What the table of names is asked by: without hamza, and with one letter for each that people confuse at the end of a word. */
const keyOf = (letters: string): string => {
  let key = '';
  for (const letter of letters) if (letter !== 'ء') key += KEY_LETTERS.get(letter) ?? letter;
  return key;
};

const NAMES = ((): ReadonlyMap<string, readonly string[]> => {
  const names = new Map<string, readonly string[]>();
  for (const [name, spellings] of listPairs(`${ARABIC_GIVEN_NAMES} ${ARABIC_SURNAMES}`)) {
    const key = keyOf(unifyLetters(name));
    names.set(key, [...new Set([...(names.get(key) ?? []), ...spellings.split(',').map(foldToAscii)])]);
  }
  return names;
})();

/** The usual spellings of a frequent name, the most frequent first; undefined when it is none. `letters` are unified. */
export const findName = (letters: string): readonly string[] | undefined => NAMES.get(keyOf(letters));

/** Endings that make a name of a name, as they are written in the key and in Latin letters. */
const ENDINGS: readonly (readonly [ending: string, spellings: readonly string[]])[] = [
  ['الدين', ['uddin', 'eddin', 'aldin', 'eddine']], ['الله', ['ullah', 'allah', 'ollah']], ['زاده', ['zadeh', 'zada']], ['نژاد', ['nejad', 'nezhad']], ['پور', ['pour', 'poor']],
  ['اوي', ['awi', 'aoui']], ['اني', ['ani']], ['يان', ['ian']], ['زي', ['zai', 'zi']], ['وف', ['ov']], ['يه', ['iya', 'ia', 'iyah']], ['ي', ['i', 'y']], ['ه', ['a', 'ah', 'eh']],
];
/** Words that names begin with, however short. */
const BEGINNINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ابو', ['abu', 'abou', 'abo']], ['ابن', ['ibn', 'ben', 'bin']], ['بن', ['ben', 'bin']], ['بو', ['bou', 'bu']], ['ام', ['um', 'oum']], ['عبد', ['abd', 'abdul']], ['شاه', ['shah']],
  ['گل', ['gul', 'gol']], ['مير', ['mir']], ['علي', ['ali']], ['نور', ['nur', 'nour']],
]);
const SHORTEST_PART = 3;
const SHORTEST_STEM = 3;

/**
 * A name made of frequent names: two in one word (علیرضا, أبوزيد), or one with an ending (محسني, سعدالدين). Undefined when the parts are not known.
 */
export const findCompound = (letters: string): readonly string[] | undefined => {
  const key = keyOf(letters);
  for (const [ending, spellings] of ENDINGS) {
    if (!key.endsWith(ending) || key.length < ending.length + SHORTEST_STEM - (ending.length > 2 ? 1 : 0)) continue;
    const stems = NAMES.get(key.slice(0, -ending.length));
    if (stems !== undefined) return combine(stems, spellings, joinEnding);
  }
  for (let at = 2; at <= key.length - SHORTEST_PART; at += 1) {
    const start = key.slice(0, at);
    const first = BEGINNINGS.get(start) ?? (at >= SHORTEST_PART ? NAMES.get(start) : undefined);
    const rest = key.slice(at);
    const second = first === undefined ? undefined : NAMES.get(rest.startsWith('ال') ? rest.slice(2) : rest);
    if (first !== undefined && second !== undefined) return combine(first, second, rest.startsWith('ال') ? joinArticle : joinNames);
  }
  return undefined;
};

type Join = (first: string, second: string) => string;
/** Muhsin and i; Mustafa and i is Mustafi. */
const joinEnding: Join = (name, ending) => (/[aeiouy]$/.test(name) && /^[aeiou]/.test(ending) ? name.slice(0, -1) + ending : name + ending);
const joinNames: Join = (first, second) => first + second;
/** Abu and al-Qasim is Abulqasim. */
const joinArticle: Join = (first, second) => (/[aeiou]$/.test(first) ? `${first}l${second}` : `${first}al${second}`);

/** The likeliest spellings of both, then those with the second of either. */
const combine = (first: readonly string[], second: readonly string[], join: Join): readonly string[] => {
  const at = (list: readonly string[], rank: number): string => list[rank] ?? list[0] ?? '';
  return [[0, 0], [1, 0], [0, 1], [1, 1], [2, 0], [0, 2]].map(([one = 0, other = 0]) => join(at(first, one), at(second, other)));
};
