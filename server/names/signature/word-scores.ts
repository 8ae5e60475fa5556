/**
 * How well a word asked for can agree at best with a stored one, by the packed codes of both. Nearly no two words agree better whose codes
 * differ by so many sounds (rows) and whose spellings by so many vowels (places): by the length of the longer code. Measured on words of the
 * world's naming customs; 0 where hardly one in a thousand is taken for the other.
 */
import type { AskedWord, PackedSpellings, Writing } from '../model.ts';
import { editsOf, isInBag, isInitial, isWord, lengthOf, letterBit, packCode, soundsOf, UNKNOWN_VOWELS, vowelEditsOf, vowelsOf } from './packed-code.ts';

const SHORT = [[1, 0.9, 0.7, 0], [0.75, 0.62, 0, 0]];
const MIDDLE = [[1, 0.94, 0.82, 0.65], [0.85, 0.68, 0, 0]];
const LONG = [[1, 0.94, 0.93, 0.85], [0.91, 0.77, 0.7, 0], [0.9, 0.62, 0, 0]];
/** A code that the word has in another script at best, by whether both are written in Latin letters, or stand in the record in these too. */
const WIDE_LATIN = 0.88;
const WIDE_OTHER = 0.98;
const NICKNAME = 0.85;
const INITIAL = 0.75;
const BEGINNING = 0.92;
const UNKNOWN = 0.9;
/** Vowels that differ, as places of the tables: so many or more, and where they are not known. */
const MOST_EDITS = 3;
export const NOT_WRITTEN = 4;
export const VOWEL_PLACES = 5;
/** Vowels that may differ for nothing where one side is in letters that are not Latin, and nowhere written in these. */
const FORGIVEN = 1;
/** Words written together on one side. */
export const JOINED = 0.97;

/** How well a word can agree with a stored one of this code. */
export function scoreOfWord(word: AskedWord, code: number, writing: Writing): number {
  if (isInitial(code)) return (word.letters & letterBit(code)) === 0 ? 0 : word.isInitial ? 1 : INITIAL;
  if (word.isInitial) return INITIAL;
  const { own, joined, nicknames } = codesOf(word, writing);
  if (!isWord(code)) return word.isCut || [own, ...nicknames].some(({ sounds }) => sounds.some((one) => isInBag(code, one))) ? UNKNOWN : 0;
  const [sounds, vowels] = [soundsOf(code), vowelsOf(code)];
  const scoreOf = (spellings: PackedSpellings): number => scoreOfEqual(sounds, leastVowelEdits(word, { spellings, vowels, writing }));
  let best = scoreOfSounds(word, sounds, { writing, edits: leastVowelEdits(word, { spellings: own, vowels, writing }) });
  for (const one of joined) if (best < JOINED && one.sounds.includes(sounds)) best = Math.max(best, Math.min(JOINED, scoreOf(one)));
  for (const one of nicknames) if (best < NICKNAME && one.sounds.includes(sounds)) best = Math.max(best, Math.min(NICKNAME, scoreOf(one)));
  return best;
}

/** Of two words of the same sounds. */
function scoreOfEqual(sounds: number, vowelEdits: number): number {
  if (isVowel(sounds)) return 1;
  return tableOf(lengthOf(sounds))[0]?.[vowelEdits === NOT_WRITTEN ? 0 : vowelEdits] ?? 0;
}

const isLetters = (writing: Writing): boolean => writing === 'letters' || writing === 'transcribed' || writing === 'lent';

/** Its codes as they are compared with names that are written so. */
export const codesOf = (word: AskedWord, writing: Writing): AskedWord['exact'] => (isLetters(writing) ? word.open : word.exact);

/** Whether these sounds can be those of words written together or of everyday forms, whose vowels are not those of the word. */
export function hasOtherVowels({ exact: { joined, nicknames } }: AskedWord, sounds: number): boolean {
  return joined.some((one) => one.sounds.includes(sounds)) || nicknames.some((one) => one.sounds.includes(sounds));
}

/** Writes into `out` from `at` on how well a word can agree by its own codes with one of these sounds, for each number of vowels that differ. */
export function scoreSounds(word: AskedWord, sounds: number, { writing, out, at }: { writing: Writing; out: number[]; at: number }): void {
  // A word that was cut off can become any other.
  for (let edits = 0; edits < VOWEL_PLACES; edits++) out[at + edits] = word.isInitial ? INITIAL : word.isCut ? BEGINNING : 0;
  if (word.isInitial) return;
  for (const own of word.exact.own.sounds) raise(own, sounds, { most: 1, out, at });
  const most = word.isLatin && (writing === 'latin' || writing === 'transcribed' || writing === 'lent') ? WIDE_LATIN : WIDE_OTHER;
  if ((out[at] ?? 0) < most && word.wide.includes(sounds)) raise(sounds, sounds, { most, out, at });
}

/** Raises scores, up to the most, to what two words of these sounds can have. */
function raise(sounds: number, other: number, { most, out, at }: { most: number; out: number[]; at: number }): void {
  const edits = sounds === other ? 0 : editsOf(sounds, other);
  // Words of vowels only are written in too many ways.
  const row = isVowel(sounds) && isVowel(other) ? ONE : tableOf(Math.max(lengthOf(sounds), lengthOf(other)))[edits];
  if (row === undefined) return;
  for (let vowels = 0; vowels < VOWEL_PLACES; vowels++) {
    // Where the vowels are not written the sounds must agree the better.
    const score = row[vowels === NOT_WRITTEN ? Math.min(1, edits) : vowels] ?? 0;
    if (score > (out[at + vowels] ?? 0)) out[at + vowels] = Math.min(most, score);
  }
}
const ONE = [1, 1, 1, 1];
const scratch = new Array<number>(VOWEL_PLACES).fill(0);

function scoreOfSounds(word: AskedWord, sounds: number, { writing, edits }: { writing: Writing; edits: number }): number {
  scoreSounds(word, sounds, { writing, out: scratch, at: 0 });
  return scratch[edits] ?? 0;
}

/** How many vowels differ at least, as a place of the tables. */
export function leastVowelEdits(word: AskedWord, { spellings, vowels, writing }: { spellings: PackedSpellings; vowels: number; writing: Writing }): number {
  if (vowels === UNKNOWN_VOWELS || spellings.vowels.includes(UNKNOWN_VOWELS)) return NOT_WRITTEN;
  let least = MOST_EDITS + FORGIVEN;
  for (const one of spellings.vowels) least = Math.min(least, vowelEditsOf(one, vowels));
  return Math.min(MOST_EDITS, word.hasLetters || writing === 'letters' || writing === 'transcribed' ? Math.max(0, least - FORGIVEN) : least);
}

/** How well a word can agree at best with one that has none of its codes. */
export function scoreOtherwise(word: Pick<AskedWord, 'isInitial' | 'isLatin' | 'exact'>): number {
  if (word.isInitial) return INITIAL;
  if (!word.isLatin) return WIDE_OTHER;
  const longest = Math.max(0, ...word.exact.own.sounds.map(lengthOf)) + 1;
  return Math.max(tableOf(longest)[1]?.[0] ?? 0, WIDE_LATIN);
}

const tableOf = (length: number): readonly (readonly number[])[] => (length <= 2 ? SHORT : length <= 4 ? MIDDLE : LONG);

/** Whether a code is one vowel: a word without consonants. */
const isVowel = (sounds: number): boolean => lengthOf(sounds) === 1 && sounds >= FIRST_VOWEL;
const FIRST_VOWEL = packCode('a');
