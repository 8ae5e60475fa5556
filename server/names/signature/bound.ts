/** How well a stored name can agree at best, by its signature: what most candidates of an index fall by. */
import { leastScore, type DateBand } from '../bands.ts';
import type { AskedSignature } from '../model.ts';
import { rowOf } from './known-words.ts';
import { isWord, soundsOf, together } from './packed-code.ts';
import { JOINED } from './word-scores.ts';

/** Words of a stored name in its signature. */
export const WORDS = 4;
/** Marks of a signature: all words can be Chinese in pinyin; it is of a name that is not in Latin letters; and in other letters. */
export const PINYIN = 1;
export const OTHER_SCRIPT = 2;
export const LETTERS = 4;

/** As in the comparison: what a word that is not there costs, and two that stand against each other. */
const ASKED_ONLY = 0.55;
const CONTRADICTION = 0.85;
const ONE_WORD = 1.5;
const HALF = 0.3;
/** What is measured is what nearly all words do; a few do better. */
export const SLACK = 0.01;
/** Words written together on one side agree well or not at all. */
const LEAST_JOINED = 0.9;
/** Words of two Chinese names are one word, or two. */
const LEAST_PINYIN = 0.95;

/** Where a signature lies, and its marks. */
export type StoredSignature = { view: DataView; at: number; marks: number };

/** The words of the signature that is looked at, and between them neighbours written together; and their rows of scores. */
const codes = new Uint32Array(2 * WORDS);
const rows = new Uint32Array(2 * WORDS);
let count = 0;
/** Scores below this are none. */
let least = 0;
let scores: readonly number[] = [];

/** What a name with this signature can score at most; 0 when it cannot be a possible match whose birth dates agree like this. */
export function signatureBound(asked: AskedSignature, stored: StoredSignature, born: DateBand): number {
  const { view, at, marks } = stored;
  if (leastOfAll(asked, born) > 1) return 0;
  const known = (marks & LETTERS) !== 0 ? asked.letters : (marks & OTHER_SCRIPT) !== 0 ? asked.syllables : asked.latin;
  let last = 0;
  let any = 0;
  count = 0;
  for (let word = 0; word < WORDS; word++) {
    const code = view.getUint32(at + word * 4, true);
    if (code === 0) break;
    if (last !== 0) {
      codes[count] = rows[count] = 0;
      if (((asked.begins >>> (last & 15)) & 1) === 1 && isWord(last) && isWord(code)) {
        const both = together(last, code);
        codes[count] = both;
        if (asked.sounds.has(soundsOf(both))) any |= rows[count] = rowOf(known, asked.words, both);
      }
      count += 1;
    }
    codes[count] = code;
    any |= rows[count] = rowOf(known, asked.words, code);
    count += 1;
    last = code;
  }
  if (any === 0) return 0;
  scores = known.scores;
  least = asked.isPinyin && (marks & PINYIN) !== 0 ? LEAST_PINYIN : 0;
  return assess(asked, born);
}

/** The least score that can do when everything agrees. */
function leastOfAll(asked: AskedSignature, born: DateBand): number {
  return (asked.least[born] ??= leastScore(asked.rarity, born));
}

/** The stored words that the last pick took, as bits. */
let picked = 0;

/** The best score of a word among the rows that are free: 0, 2, 4 ... are of the stored words, the others of two. */
function pick(column: number, width: number, used: number): number {
  let score = 0;
  for (let at = 0; at < count; at++) {
    const row = rows[at] ?? 0;
    if (row === 0) continue;
    const found = scores[row * width + column] ?? 0;
    if (found <= score || found < least) continue;
    const own = (at & 1) !== 0 ? 3 << (at >> 1) : 1 << (at >> 1);
    if ((used & own) !== 0 || ((at & 1) !== 0 && found < LEAST_JOINED)) continue;
    score = found;
    picked = own;
  }
  return score;
}

function assess(asked: AskedSignature, born: DateBand): number {
  const { words } = asked;
  let used = 0;
  let sum = 0;
  let total = 0;
  let rarity = 0;
  let left = 0;
  let leftWeight = 0;
  for (let place = 0; place < words.length; place++) {
    const { weight = 0, rarity: own = 0 } = words[place] ?? {};
    const best = pick(place, words.length, used);
    if (best === 0) {
      left += 1;
      leftWeight += weight;
      continue;
    }
    // Two words asked for may be one word there.
    if (best !== JOINED) used |= picked;
    sum += best * weight;
    total += weight;
    rarity += own * Math.max(0, (best - HALF) / (1 - HALF));
  }
  if (sum === 0) return 0;
  const against = Math.min(left, ((count + 1) >> 1) - bitsOf(used));
  const each = left === 0 ? 0 : leftWeight / left;
  total += against * each + (left - against) * each * ASKED_ONLY;
  const agreement = Math.min(1, (sum / total) * CONTRADICTION ** against + SLACK);
  const score = words.length === 1 ? agreement ** ONE_WORD : agreement;
  return score >= leastOfAll(asked, born) && score >= leastScore(rarity, born) ? score : 0;
}

function bitsOf(bits: number): number {
  let bitCount = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) bitCount += 1;
  return bitCount;
}
