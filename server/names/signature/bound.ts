/** How well a stored name can agree at best, by its signature: what most candidates of an index fall by. */
import { leastScore, type DateBand } from '../bands.ts';
import type { AskedSignature, AskedWord, Writing } from '../model.ts';
import { createKnownSounds, scoreWord } from './known-words.ts';
import { isInitial, isWord, soundsOf, spellingBit, together, withoutSpelling } from './packed-code.ts';
import { JOINED } from './word-scores.ts';

/** Words of a stored name in its signature. */
export const WORDS = 4;
/**
 * How a name is written: in Latin letters, all of it perhaps Chinese in pinyin, in the syllables of East Asia, or in other letters; and whether
 * the same name stands in the record in Latin letters, and lends its vowels to one that is written without.
 */
export const STYLE = { latin: 0, pinyin: 1, syllables: 2, transcribedSyllables: 3, letters: 4, transcribedLetters: 5, lentVowels: 6 } as const;

/** How names of each style are compared. */
const WRITINGS: readonly Writing[] = ['latin', 'latin', 'syllables', 'syllables', 'letters', 'transcribed', 'lent'];
export type Style = (typeof STYLE)[keyof typeof STYLE];

/** As in the comparison: what a word that is not there costs, and two that stand against each other. */
const ASKED_ONLY = 0.55;
const CONTRADICTION = 0.85;
const ONE_WORD = 1.5;
const HALF = 0.3;
/** What is measured is what nearly all words do; a few do better. Of those born on the day that is asked for there are few, so more of them are read. */
export const SLACK = 0.015;
const SLACK_OF_DAY = 0.06;
/** More than that of a name whose vowels are those of another spelling. */
const SLACK_OF_LENT = 0.015;
const RARITY_SLACK = 0.3;
/** Words written together on one side agree well or not at all. */
const LEAST_JOINED = 0.9;
/** Words of two Chinese names are one word, or two. */
const LEAST_PINYIN = 0.95;

/** Where a signature lies, and how its name is written. */
export type StoredSignature = { view: DataView; at: number; style: number };

/** Words asked for at most; hardly any name has more. */
export const MOST_ASKED = 24;
/** Of the words of the signature that is looked at, and between them of neighbours written together, the scores of all words asked for; and a bit for each that has any. */
const scores = new Float64Array(2 * WORDS * MOST_ASKED);
let filled = 0;
let count = 0;
/** The place of a bag, as a bit: several words may be in it. */
let bag = 0;
/** Scores below this are none. */
let least = 0;

/** What a name with this signature can score at most; 0 when it cannot be a possible match whose birth dates agree like this. */
export function signatureBound(asked: AskedSignature, stored: StoredSignature, born: DateBand): number {
  const { view, at, style } = stored;
  if (!isReachable(asked, born)) return 0;
  const writing = WRITINGS[style] ?? 'letters';
  const known = (asked.known[writing] ??= createKnownSounds(writing, asked.words.length));
  const isStrict = asked.isPinyin && style === STYLE.pinyin;
  const { words } = asked;
  let last = 0;
  filled = count = bag = 0;
  for (let word = 0; word < WORDS; word++) {
    const packed = view.getUint32(at + word * 4, true);
    if (packed === 0) break;
    if (!isWord(packed) && !isInitial(packed)) bag = 1 << word;
    const code = style === STYLE.pinyin ? withoutSpelling(packed) : packed;
    if (last !== 0) {
      if (((asked.begins >>> (last & 15)) & 1) === 1 && isWord(last) && isWord(code)) {
        const both = together(last, code);
        if (asked.sounds.has(soundsOf(both)) && scoreWord(known, words, { code: both, scores, at: count * MOST_ASKED })) filled |= 1 << count;
      }
      count += 1;
    }
    if (scoreWord(known, words, { code, scores, at: count * MOST_ASKED })) {
      filled |= 1 << count;
      if (isStrict) leaveSpelled(words, spellingBit(packed));
    }
    count += 1;
    last = code;
  }
  if (filled === 0) return 0;
  least = isStrict ? LEAST_PINYIN : 0;
  return assess(asked, born, (born === 'equal' ? SLACK_OF_DAY : SLACK) + (writing === 'lent' ? SLACK_OF_LENT : 0));
}

/** Whether anybody can be a possible match whose birth dates agree like this, if all of the name agrees. */
export const isReachable = (asked: AskedSignature, born: DateBand): boolean => leastOfAll(asked, born) <= 1;

/** Two words in pinyin agree only when they are spelled alike. */
function leaveSpelled(words: readonly AskedWord[], bit: number): void {
  for (let place = 0; place < words.length; place++) if (((words[place]?.spellings ?? 0) & bit) === 0) scores[count * MOST_ASKED + place] = 0;
}

/** The least score that can do when everything agrees. */
function leastOfAll(asked: AskedSignature, born: DateBand): number {
  return (asked.least[born] ??= leastScore(asked.rarity + RARITY_SLACK, born));
}

/** The stored words that the last pick took, as bits. */
let picked = 0;

/** The best score of a word among those that are free: 0, 2, 4 ... are the stored words, the others two of them. */
function pick(place: number, used: number): number {
  let score = 0;
  for (let at = 0; at < count; at++) {
    if (((filled >> at) & 1) === 0) continue;
    const found = scores[at * MOST_ASKED + place] ?? 0;
    if (found <= score || found < least) continue;
    const own = (at & 1) !== 0 ? 3 << (at >> 1) : 1 << (at >> 1);
    if ((used & own) !== 0 || ((at & 1) !== 0 && found < LEAST_JOINED)) continue;
    score = found;
    picked = own & ~bag;
  }
  return score;
}

function assess(asked: AskedSignature, born: DateBand, slack: number): number {
  const { words } = asked;
  let used = 0;
  let sum = 0;
  let total = 0;
  let rarity = 0;
  let left = 0;
  let leftWeight = 0;
  for (let place = 0; place < words.length; place++) {
    const { weight = 0, rarity: own = 0 } = words[place] ?? {};
    const best = pick(place, used);
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
  const agreement = Math.min(1, (sum / total) * CONTRADICTION ** against + slack);
  const score = words.length === 1 ? agreement ** ONE_WORD : agreement;
  return score >= leastOfAll(asked, born) && score >= leastScore(rarity + RARITY_SLACK, born) ? score : 0;
}

function bitsOf(bits: number): number {
  let bitCount = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) bitCount += 1;
  return bitCount;
}
