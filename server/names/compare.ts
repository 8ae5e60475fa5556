import type { AnalysedName, Context, NameComparison, NameToken, PartComparison } from './model.ts';
import { pairWords, type Pair } from './pairs/pair-words.ts';
import { weightOf } from './pairs/weights.ts';

/** What is left out costs less on the side that is recorded: an officer types what stands in the passport. */
const ASKED_ONLY = 0.55;
const RECORDED_ONLY = 0.2;
/** Two words that stand against each other weigh in full, and lower the whole as well. */
const CONTRADICTION = 0.85;

/** Compares two names: what is left out costs less than what contradicts. Not symmetric: what was asked for must be found. */
export function compareNames(asked: AnalysedName, recorded: AnalysedName, _context: Context = {}): NameComparison {
  const { pairs, askedLeft, recordedLeft } = pairWords(asked.words, recorded.words);
  if (pairs.length === 0) return { score: 0, parts: [...askedLeft.map(askedOnly), ...recordedLeft.map(recordedOnly)] };
  let sum = 0;
  let total = 0;
  for (const pair of pairs) {
    sum += pair.weight * pair.score;
    total += pair.weight;
  }
  const parts = pairs.map(partOf);
  const contradiction = contradict(askedLeft, recordedLeft, parts);
  total += contradiction.weight;
  for (const token of contradiction.askedLeft) total += weightOf(token) * ASKED_ONLY;
  for (const token of contradiction.recordedLeft) total += weightOf(token) * RECORDED_ONLY;
  parts.push(...contradiction.askedLeft.map(askedOnly), ...contradiction.recordedLeft.map(recordedOnly));
  let score = total === 0 ? 0 : (sum / total) * contradiction.factor;
  if (pairs.length === 1 && asked.words.length === 1) score **= 1.5;
  return { score: Math.min(1, score), parts };
}

const weighty = (token: NameToken): boolean => token.role === 'name' || token.role === 'patronymic' || token.role === 'initial';

/** Words left on both sides stand against each other, in their order. */
function contradict(asked: readonly NameToken[], recorded: readonly NameToken[], parts: PartComparison[]) {
  const [askedLeft, recordedLeft] = [[...asked], [...recorded]];
  let weight = 0;
  let factor = 1;
  for (;;) {
    const a = askedLeft.findIndex(weighty);
    const r = recordedLeft.findIndex(weighty);
    if (a < 0 || r < 0) return { weight, factor, askedLeft, recordedLeft };
    const [one, other] = [askedLeft.splice(a, 1)[0], recordedLeft.splice(r, 1)[0]];
    if (one === undefined || other === undefined) return { weight, factor, askedLeft, recordedLeft };
    parts.push({ asked: one.text, recorded: other.text, how: 'differs', score: 0 });
    weight += Math.max(weightOf(one), weightOf(other));
    factor *= CONTRADICTION;
  }
}

const partOf = ({ asked, recorded, how, score }: Pair): PartComparison => ({ asked: asked.map((token) => token.text).join(' '), recorded: recorded.map((token) => token.text).join(' '), how, score });
const askedOnly = (token: NameToken): PartComparison => ({ asked: token.text, how: 'asked-only', score: 0 });
const recordedOnly = (token: NameToken): PartComparison => ({ recorded: token.text, how: 'recorded-only', score: 0 });
