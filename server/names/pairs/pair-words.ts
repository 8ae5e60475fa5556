import type { AnalysedName, How, Join, NameToken } from '../model.ts';
import { compareWords } from './compare-words.ts';
import { compareAgain } from './compared-before.ts';
import { fittingJoins } from './joins.ts';
import { SCORES } from './scores.ts';

/** Words of both names that agree, from `a` to before `aEnd` and from `r` to before `rEnd`; more than one when they are written together on the other side. */
export type Pair = { how: How; score: number; weight: number; a: number; aEnd: number; r: number; rEnd: number };

/** Which words agree, each at most once, and which are left. */
export type Pairing = { pairs: readonly Pair[]; askedLeft: NameToken[]; recordedLeft: NameToken[] };

/** Below this two words are two words. */
const LEAST = 0.6;
/** Words that agree so well, and are no small words, are not tried together with their neighbours. */
const SURE = 0.85;
const LITTLE = 0.5;
/** Words written together must agree so well. */
const LEAST_JOINED = 0.7;
/** Letters that words written together may have more or fewer. */
const JOINED_GAP = 3;

/** The best agreement of both names, word by word, taking the surest first. */
export function pairWords(asked: AnalysedName, recorded: AnalysedName): Pairing {
  const found: Pair[] = [];
  // A bit for each word that is sure.
  let askedSure = 0;
  let recordedSure = 0;
  for (let a = 0; a < asked.words.length; a++) {
    for (let r = 0; r < recorded.words.length; r++) {
      const [one, other] = [asked.words[a], recorded.words[r]];
      if (one === undefined || other === undefined || areOtherSyllables(asked.words, a, recorded.words, r)) continue;
      const { how, score } = compareAgain(one, other);
      if (score < LEAST) continue;
      const weight = Math.min(one.weight, other.weight);
      found.push({ how, score, weight, a, aEnd: a + 1, r, rEnd: r + 1 });
      if (score >= SURE && weight > LITTLE) {
        askedSure |= 1 << a;
        recordedSure |= 1 << r;
      }
    }
  }
  if (askedSure !== (1 << asked.words.length) - 1 && recordedSure !== (1 << recorded.words.length) - 1) {
    for (const { join, at, score, weight } of joined(asked, askedSure, { others: recorded.words, othersSure: recordedSure, compare: compareAgain })) found.push({ how: 'joined', score, weight, a: join.first, aEnd: join.first + join.length, r: at, rEnd: at + 1 });
    for (const { join, at, score, weight } of joined(recorded, recordedSure, { others: asked.words, othersSure: askedSure, compare: compareWords })) found.push({ how: 'joined', score, weight, a: at, aEnd: at + 1, r: join.first, rEnd: join.first + join.length });
  }
  return choose(asked.words, recorded.words, found);
}

/** The first syllable of a given name never stands for the second. */
const areOtherSyllables = (asked: readonly NameToken[], a: number, recorded: readonly NameToken[], r: number): boolean =>
  asked[a]?.role === 'syllable' && recorded[r]?.role === 'syllable' && (asked[a - 1]?.role === 'syllable') !== (recorded[r - 1]?.role === 'syllable');

type Joined = { join: Join; at: number; score: number; weight: number };

type Others = { others: readonly NameToken[]; othersSure: number; compare: typeof compareWords };

/** Two or three words of one name that are one word in the other. */
function joined(name: AnalysedName, sure: number, { others, othersSure, compare }: Others): Joined[] {
  const found: Joined[] = [];
  for (const join of fittingJoins(name, others, JOINED_GAP)) {
    if ((sure & (((1 << join.length) - 1) << join.first)) !== 0) continue;
    for (let at = 0; at < others.length; at++) {
      const other = others[at];
      if (other === undefined || other.role === 'syllable' || (othersSure & (1 << at)) !== 0) continue;
      if (other.script === join.word.script && Math.abs(other.folded.length - join.word.folded.length) > JOINED_GAP) continue;
      const score = compare(join.word, other).score * SCORES.joined;
      if (score >= LEAST_JOINED) found.push({ join, at, score, weight: other.weight });
    }
  }
  return found;
}

/** How much is won by taking a pair: agreement, words used up, and weight; the same place decides between equals. */
const valueOf = ({ score, weight, a, aEnd, r, rEnd }: Pair): number => (score - 0.25) * (aEnd - a + rEnd - r) * (0.3 + weight) - Math.abs(a - r) * 0.001;

function choose(asked: readonly NameToken[], recorded: readonly NameToken[], found: Pair[]): Pairing {
  if (found.length > 1) found.sort((one, other) => valueOf(other) - valueOf(one));
  let askedUsed = 0;
  let recordedUsed = 0;
  const pairs: Pair[] = [];
  for (const pair of found) {
    const [a, r] = [bits(pair.a, pair.aEnd), bits(pair.r, pair.rEnd)];
    if ((askedUsed & a) !== 0 || (recordedUsed & r) !== 0) continue;
    askedUsed |= a;
    recordedUsed |= r;
    pairs.push(pair);
  }
  if (pairs.length > 1) pairs.sort((one, other) => one.a - other.a);
  return { pairs, askedLeft: asked.filter((_, at) => (askedUsed & (1 << at)) === 0), recordedLeft: recorded.filter((_, at) => (recordedUsed & (1 << at)) === 0) };
}

const bits = (from: number, to: number): number => ((1 << (to - from)) - 1) << from;
