/**
 * How well a word asked for can agree at best with a stored one, by the packed codes of both. Nearly no two words agree better whose codes
 * differ by so many sounds (rows) and whose spellings by so many vowels (places): by the length of the longer code. Measured on words of the
 * world's naming customs; 0 where hardly one in a thousand is taken for the other.
 */
import type { AskedWord, Writing } from '../model.ts';
import { editsOf, isInBag, isInitial, isWord, lengthOf, letterBit, packCode, soundsOf, UNKNOWN_VOWELS, vowelEditsOf, vowelsOf } from './packed-code.ts';

const SHORT = [[1, 0.9, 0.7, 0], [0.75, 0.62, 0, 0]];
const MIDDLE = [[1, 0.94, 0.82, 0.65], [0.85, 0.68, 0, 0]];
const LONG = [[1, 0.94, 0.93, 0.85], [0.91, 0.77, 0.7, 0], [0.9, 0.62, 0, 0]];
/** A code that the word has in another script at best, by whether both are written in Latin letters. */
const WIDE_LATIN = 0.88;
const WIDE_OTHER = 0.98;
const NICKNAME = 0.85;
const INITIAL = 0.75;
const UNKNOWN = 0.9;
/** Vowels that may differ for nothing where one side is in letters that are not Latin. */
const FORGIVEN = 1;
/** Words written together on one side. */
export const JOINED = 0.97;

/** How well a word can agree with a stored one. */
export function scoreOfWord(word: AskedWord, code: number, writing: Writing): number {
  if (isInitial(code)) return (word.letters & letterBit(code)) === 0 ? 0 : word.isInitial ? 1 : INITIAL;
  if (word.isInitial) return INITIAL;
  if (!isWord(code)) return [...word.exact.narrow, ...word.exact.nicknames].some((own) => isInBag(code, soundsOf(own))) ? UNKNOWN : 0;
  const forgiven = word.hasLetters || writing === 'letters' ? FORGIVEN : 0;
  const { narrow, wide, joined, nicknames } = writing === 'letters' ? word.open : word.exact;
  let best = 0;
  for (const own of narrow) best = Math.max(best, scoreOfEdits(own, code, forgiven));
  const most = word.isLatin && writing === 'latin' ? WIDE_LATIN : WIDE_OTHER;
  if (best < most) best = Math.max(best, Math.min(most, bestOfSame(wide, code, forgiven)));
  if (best < JOINED) best = Math.max(best, Math.min(JOINED, bestOfSame(joined, code, forgiven)));
  if (best < NICKNAME) best = Math.max(best, Math.min(NICKNAME, bestOfSame(nicknames, code, forgiven)));
  return best;
}

/** The best of those codes that have the same sounds. */
function bestOfSame(own: readonly number[], code: number, forgiven: number): number {
  const sounds = soundsOf(code);
  let best = 0;
  for (const one of own) if (soundsOf(one) === sounds) best = Math.max(best, scoreOfEdits(one, code, forgiven));
  return best;
}

/** How well a word can agree at best with one that has none of its codes. */
export function scoreOtherwise(word: AskedWord): number {
  if (word.isInitial) return INITIAL;
  if (!word.isLatin) return WIDE_OTHER;
  const longest = Math.max(0, ...word.exact.narrow.map((one) => lengthOf(soundsOf(one)))) + 1;
  return Math.max(tableOf(longest)[1]?.[0] ?? 0, WIDE_LATIN);
}

const tableOf = (length: number): readonly (readonly number[])[] => (length <= 2 ? SHORT : length <= 4 ? MIDDLE : LONG);

/** Whether a code is one vowel: a word without consonants. */
const isVowel = (sounds: number): boolean => lengthOf(sounds) === 1 && sounds >= FIRST_VOWEL;
const FIRST_VOWEL = packCode('a');

function scoreOfEdits(one: number, other: number, forgiven: number): number {
  const sounds = soundsOf(one);
  const otherSounds = soundsOf(other);
  const vowels = vowelsOf(one);
  const otherVowels = vowelsOf(other);
  // Words of vowels only are written in too many ways.
  if (isVowel(sounds) && isVowel(otherSounds)) return 1;
  const soundEdits = editsOf(sounds, otherSounds);
  // Where the vowels are not written the sounds must agree the better.
  const edits = vowels === UNKNOWN_VOWELS || otherVowels === UNKNOWN_VOWELS ? Math.min(1, soundEdits) : Math.min(3, Math.max(0, vowelEditsOf(vowels, otherVowels) - forgiven));
  return tableOf(Math.max(lengthOf(sounds), lengthOf(otherSounds)))[soundEdits]?.[edits] ?? 0;
}
