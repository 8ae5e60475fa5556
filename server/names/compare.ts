import { rarityOf } from './judge/rarity.ts';
import type { AnalysedName, Context, NameComparison, NameToken, PartComparison } from './model.ts';
import { type Pair, pairWords } from './pairs/pair-words.ts';

/** What is left out costs less on the side that is recorded: an officer types what stands in the passport. */
const ASKED_ONLY = 0.55;
const RECORDED_ONLY = 0.2;
/** Two words that stand against each other weigh in full, and lower the whole as well. */
const CONTRADICTION = 0.85;
/** A name of one word must agree better. */
const ONE_WORD = 1.5;

/** Compares two names: what is left out costs less than what contradicts. Not symmetric: what was asked for must be found. */
export function compareNames(asked: AnalysedName, recorded: AnalysedName, context: Context = {}): NameComparison {
  const { pairs, askedLeft, recordedLeft } = pairWords(asked, recorded);
  const parts = pairs.map((pair) => partOf(pair, asked, recorded));
  let sum = 0;
  let total = 0;
  let rarity = 0;
  for (const pair of pairs) {
    sum += pair.weight * (asked.words.length === 1 ? pair.score ** ONE_WORD : pair.score);
    total += pair.weight;
    rarity += rarityOfPair(pair, asked, context);
  }
  const contradictions = listContradictions(askedLeft, recordedLeft);
  let factor = 1;
  for (const [one, other] of contradictions) {
    total += Math.max(one.weight, other.weight);
    // Half a given name is not another name.
    if (one.role !== 'syllable' || other.role !== 'syllable') factor *= CONTRADICTION;
    parts.push({ asked: one.text, recorded: other.text, how: 'differs', score: 0 });
  }
  for (const token of askedLeft) {
    total += token.weight * ASKED_ONLY;
    parts.push({ asked: token.text, how: 'asked-only', score: 0 });
  }
  for (const token of recordedLeft) {
    total += token.weight * RECORDED_ONLY;
    parts.push({ recorded: token.text, how: 'recorded-only', score: 0 });
  }
  const score = total === 0 ? 0 : (sum / total) * factor;
  return { score, rarity, parts };
}

/** A pair that agrees half tells half; small words tell little. */
function rarityOfPair(pair: Pair, asked: AnalysedName, context: Context): number {
  let rarity = 0;
  for (let at = pair.a; at < pair.aEnd; at++) {
    const word = asked.words[at];
    if (word !== undefined) rarity += rarityOf(word, context) * Math.min(1, word.weight / FULL_WEIGHT);
  }
  return rarity * Math.max(0, (pair.score - HALF) / (1 - HALF));
}
/** Common names weigh less already; here their commonness is counted. */
const FULL_WEIGHT = 0.8;
const HALF = 0.3;

const isWeighty = (token: NameToken): boolean => token.role === 'name' || token.role === 'patronymic' || token.role === 'initial' || token.role === 'syllable';

/** Words left on both sides stand against each other, in their order; they are taken out of what is left. */
function listContradictions(asked: NameToken[], recorded: NameToken[]): [NameToken, NameToken][] {
  const found: [NameToken, NameToken][] = [];
  for (;;) {
    const a = asked.findIndex(isWeighty);
    const r = recorded.findIndex(isWeighty);
    const [one, other] = [asked[a], recorded[r]];
    if (one === undefined || other === undefined) return found;
    asked.splice(a, 1);
    recorded.splice(r, 1);
    found.push([one, other]);
  }
}

function partOf({ how, score, a, aEnd, r, rEnd }: Pair, asked: AnalysedName, recorded: AnalysedName): PartComparison {
  return { asked: textOf(asked.words, a, aEnd), recorded: textOf(recorded.words, r, rEnd), how, score };
}

const textOf = (words: readonly NameToken[], from: number, to: number): string => (to - from === 1 ? (words[from]?.text ?? '') : words.slice(from, to).map((word) => word.text).join(' '));
