/** What was found out about words that were met while one question was asked: numbers in flat tables, since many thousands of words are looked up. */
import type { AskedWord, KnownWords, Writing } from '../model.ts';
import { isWord, packWord, soundsOf, UNKNOWN_VOWELS } from './packed-code.ts';
import { scoreOfWord } from './word-scores.ts';

const PLACES = 1 << 10;
const MOST_ROWS = 2 ** 16 - 1;

/** Nothing is known at first. */
export function createKnownWords(writing: Writing, words: number): KnownWords {
  return { writing, keys: new Uint32Array(PLACES), rows: new Uint16Array(PLACES), size: 0, scores: new Array<number>(words).fill(0), heard: new Map() };
}

/** The row of a word that is stored under this code. */
export function rowOf(known: KnownWords, words: readonly AskedWord[], code: number): number {
  const { keys, rows } = known;
  const last = keys.length - 1;
  let at = Math.imul(code ^ (code >>> 15), 0x9e37_79b1) >>> 12 & last;
  for (let key = keys[at] ?? 0; key !== 0; key = keys[at] ?? 0) {
    if (key === code) return rows[at] ?? 0;
    at = (at + 1) & last;
  }
  return learn(known, words, code);
}

function learn(known: KnownWords, words: readonly AskedWord[], code: number): number {
  let row = 0;
  if (!isWord(code) || isHeard(known, words, soundsOf(code))) {
    const scores = words.map((word) => scoreOfWord(word, code, known.writing));
    if (scores.some((score) => score > 0) && known.scores.length / words.length < MOST_ROWS) {
      row = known.scores.length / words.length;
      known.scores.push(...scores);
    }
  }
  if (known.size * 2 >= known.keys.length) grow(known);
  put(known, code, row);
  known.size += 1;
  return row;
}

/** Whether these sounds can be one of the words asked for, whatever the vowels. */
function isHeard({ heard, writing }: KnownWords, words: readonly AskedWord[], sounds: number): boolean {
  let is = heard.get(sounds);
  if (is === undefined) {
    const code = packWord(sounds, UNKNOWN_VOWELS);
    is = words.some((word) => scoreOfWord(word, code, writing) > 0);
    heard.set(sounds, is);
  }
  return is;
}

function put({ keys, rows }: KnownWords, code: number, row: number): void {
  const last = keys.length - 1;
  let at = Math.imul(code ^ (code >>> 15), 0x9e37_79b1) >>> 12 & last;
  while (keys[at] !== 0) at = (at + 1) & last;
  keys[at] = code;
  rows[at] = row;
}

function grow(known: KnownWords): void {
  const { keys, rows } = known;
  known.keys = new Uint32Array(keys.length * 4);
  known.rows = new Uint16Array(keys.length * 4);
  keys.forEach((key, at) => key !== 0 && put(known, key, rows[at] ?? 0));
}
