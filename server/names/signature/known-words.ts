/** What was found out about stored words while one question was asked: numbers in flat tables, since many thousands of words are looked at. */
import type { AskedSignature, AskedWord, KnownSounds, Writing } from '../model.ts';
import { isWord, soundsOf, vowelsOf } from './packed-code.ts';
import { codesOf, hasOtherVowels, leastVowelEdits, scoreOfWord, scoreSounds, VOWEL_PLACES } from './word-scores.ts';

const PLACES = 1 << 9;
/** The row of sounds of which the whole word must be looked at. */
const SLOW_ROW = 1;
const MOST_ROWS = 2 ** 16 - 1;
const VOWELS = 2 ** 12;

/** Tables that no question needs any more: making them takes longer than emptying them. */
const free: KnownSounds[] = [];
const MOST_FREE = 16;
/** Words of which the vowels are kept. */
const MOST_WORDS = 6;

/** Nothing is known at first. */
export function createKnownSounds(writing: Writing, words: number): KnownSounds {
  const used = words <= MOST_WORDS ? free.pop() : undefined;
  if (used !== undefined) return { ...used, writing, scores: new Array<number>(2 * words * VOWEL_PLACES).fill(0), whole: new Map() };
  return { writing, keys: new Uint32Array(PLACES), rows: new Uint16Array(PLACES), size: 0, scores: new Array<number>(2 * words * VOWEL_PLACES).fill(0), vowels: new Uint8Array(VOWELS * Math.max(words, MOST_WORDS)), whole: new Map() };
}

/** Gives back what a signature that is asked no more has found out. */
export function giveBack({ words, known }: AskedSignature): void {
  for (const one of Object.values(known)) {
    const { writing, keys, rows, vowels } = one;
    delete known[writing];
    if (free.length >= MOST_FREE || words.length > MOST_WORDS) continue;
    free.push({ ...one, size: 0, keys: keys.fill(0), rows: rows.fill(0), vowels: vowels.fill(0, 0, VOWELS * words.length) });
  }
}

/** A stored word, and where what is found out about it goes. */
type Looked = { readonly code: number; readonly scores: Float64Array; readonly at: number };

/** Writes into `scores` from `at` on how well each word asked for can agree with a stored one of this code; false when none can. */
export function scoreWord(known: KnownSounds, words: readonly AskedWord[], { code, scores, at }: Looked): boolean {
  const row = isWord(code) ? rowOf(known, words, soundsOf(code)) : SLOW_ROW;
  if (row === 0) return false;
  if (row === SLOW_ROW) return scoreWhole(known, words, { code, scores, at });
  const vowels = vowelsOf(code);
  const first = row * words.length;
  let any = false;
  for (let place = 0; place < words.length; place++) {
    const score = known.scores[(first + place) * VOWEL_PLACES + vowelEdits(known, words, { place, vowels })] ?? 0;
    scores[at + place] = score;
    if (score > 0) any = true;
  }
  return any;
}

/** The same of a word that must be looked at as a whole. */
function scoreWhole({ whole, writing }: KnownSounds, words: readonly AskedWord[], { code, scores, at }: Looked): boolean {
  let found = whole.get(code);
  if (found === undefined) {
    found = words.map((word) => scoreOfWord(word, code, writing));
    whole.set(code, found);
  }
  let any = false;
  for (let place = 0; place < words.length; place++) {
    const score = found[place] ?? 0;
    scores[at + place] = score;
    if (score > 0) any = true;
  }
  return any;
}

function vowelEdits({ vowels: known, writing }: KnownSounds, words: readonly AskedWord[], { place, vowels }: { place: number; vowels: number }): number {
  const found = known[place * VOWELS + vowels] ?? 0;
  const word = words[place];
  if (found > 0 || word === undefined) return found - 1;
  const edits = leastVowelEdits(word, { spellings: codesOf(word, writing).own, vowels, writing });
  known[place * VOWELS + vowels] = edits + 1;
  return edits;
}

const placeOf = (sounds: number, last: number): number => (Math.imul(sounds, 0x9e37_79b1) >>> 12) & last;

function rowOf(known: KnownSounds, words: readonly AskedWord[], sounds: number): number {
  const { keys, rows } = known;
  const last = keys.length - 1;
  let at = placeOf(sounds, last);
  for (let key = keys[at] ?? 0; key !== 0; key = keys[at] ?? 0) {
    if (key === sounds) return rows[at] ?? 0;
    at = (at + 1) & last;
  }
  return learn(known, words, sounds);
}

function learn(known: KnownSounds, words: readonly AskedWord[], sounds: number): number {
  const row = words.some((word) => hasOtherVowels(word, sounds)) ? SLOW_ROW : addRow(known, words, sounds);
  if (known.size * 2 >= known.keys.length) grow(known);
  put(known, sounds, row);
  known.size += 1;
  return row;
}

function addRow({ scores, writing }: KnownSounds, words: readonly AskedWord[], sounds: number): number {
  const begin = scores.length;
  const row = begin / (words.length * VOWEL_PLACES);
  let any = false;
  for (const word of words) {
    const at = scores.length;
    scoreSounds(word, sounds, { writing, out: scores, at });
    any ||= (scores[at] ?? 0) > 0;
  }
  if (any && row <= MOST_ROWS) return row;
  scores.length = begin;
  return any ? SLOW_ROW : 0;
}

function put({ keys, rows }: KnownSounds, sounds: number, row: number): void {
  const last = keys.length - 1;
  let at = placeOf(sounds, last);
  while (keys[at] !== 0) at = (at + 1) & last;
  keys[at] = sounds;
  rows[at] = row;
}

function grow(known: KnownSounds): void {
  const { keys, rows } = known;
  known.keys = new Uint32Array(keys.length * 4);
  known.rows = new Uint16Array(keys.length * 4);
  keys.forEach((key, at) => key !== 0 && put(known, key, rows[at] ?? 0));
}
