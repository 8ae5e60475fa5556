import type { How, NameToken } from '../model.ts';
import { compareWords } from './compare-words.ts';
import { joinWords } from './joins.ts';
import { SCORES } from './scores.ts';
import { weightOf } from './weights.ts';

/** Words of both names that agree; more than one on a side when they are written together on the other. */
export type Pair = { asked: readonly NameToken[]; recorded: readonly NameToken[]; how: How; score: number; weight: number };

/** Which words agree, each at most once, and which are left. */
export type Pairing = { pairs: Pair[]; askedLeft: NameToken[]; recordedLeft: NameToken[] };

/** Below this two words are two words. */
const LEAST = 0.5;
const SURE = 0.9;

type Candidate = Pair & { a: number; aEnd: number; r: number; rEnd: number };

/** The best agreement of both names, word by word, taking the surest first. */
export function pairWords(asked: readonly NameToken[], recorded: readonly NameToken[]): Pairing {
  const candidates: Candidate[] = [];
  const sure = new Array<boolean>(recorded.length).fill(false);
  let allSure = true;
  for (let a = 0; a < asked.length; a++) {
    let found = false;
    for (let r = 0; r < recorded.length; r++) {
      const [one, other] = [asked[a], recorded[r]];
      if (one === undefined || other === undefined) continue;
      const { how, score } = compareWords(one, other);
      if (score < LEAST) continue;
      candidates.push({ asked: [one], recorded: [other], how, score, weight: pairWeight(one, other), a, aEnd: a + 1, r, rEnd: r + 1 });
      if (score >= SURE) found = sure[r] = true;
    }
    if (!found) allSure = false;
  }
  if (!allSure || sure.includes(false)) addJoins(asked, recorded, candidates);
  return choose(asked, recorded, candidates);
}

const pairWeight = (one: NameToken, other: NameToken): number => Math.min(weightOf(one), weightOf(other));

/** Words written together must agree well, and none of them so well alone. */
const LEAST_JOINED = 0.7;
const ALONE = 0.85;

/** Two or three words of one side that are one word on the other. */
function addJoins(asked: readonly NameToken[], recorded: readonly NameToken[], candidates: Candidate[]): void {
  const alone = candidates.filter((one) => one.score >= ALONE && one.weight > 0.5);
  for (const { first, length, word } of joinWords(asked, 3)) {
    recorded.forEach((other, r) => {
      const { score } = joinedScore(word, other);
      if (score >= LEAST_JOINED && !alone.some((one) => one.r === r && one.a >= first && one.a < first + length)) candidates.push({ asked: asked.slice(first, first + length), recorded: [other], how: 'joined', score, weight: weightOf(other), a: first, aEnd: first + length, r, rEnd: r + 1 });
    });
  }
  for (const { first, length, word } of joinWords(recorded, 3)) {
    asked.forEach((other, a) => {
      const { score } = joinedScore(other, word);
      if (score >= LEAST_JOINED && !alone.some((one) => one.a === a && one.r >= first && one.r < first + length)) candidates.push({ asked: [other], recorded: recorded.slice(first, first + length), how: 'joined', score, weight: weightOf(other), a, aEnd: a + 1, r: first, rEnd: first + length });
    });
  }
}

function joinedScore(one: NameToken, other: NameToken): { score: number } {
  const [a, b] = [one.folded.length, other.folded.length];
  if (Math.abs(a - b) > 3 && one.script === other.script) return { score: 0 };
  return { score: compareWords(one, other).score * SCORES.joined };
}

function choose(asked: readonly NameToken[], recorded: readonly NameToken[], candidates: Candidate[]): Pairing {
  const value = (one: Candidate): number => (one.score - 0.25) * (one.asked.length + one.recorded.length) * (0.3 + one.weight) - Math.abs(one.a - one.r) * 0.001;
  candidates.sort((one, other) => value(other) - value(one));
  const usedAsked = new Array<boolean>(asked.length).fill(false);
  const usedRecorded = new Array<boolean>(recorded.length).fill(false);
  const pairs: Candidate[] = [];
  for (const one of candidates) {
    if (anyUsed(usedAsked, one.a, one.aEnd) || anyUsed(usedRecorded, one.r, one.rEnd)) continue;
    usedAsked.fill(true, one.a, one.aEnd);
    usedRecorded.fill(true, one.r, one.rEnd);
    pairs.push(one);
  }
  pairs.sort((one, other) => one.a - other.a);
  return { pairs, askedLeft: asked.filter((_, at) => !usedAsked[at]), recordedLeft: recorded.filter((_, at) => !usedRecorded[at]) };
}

const anyUsed = (used: readonly boolean[], from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (used[at]) return true;
  return false;
};
