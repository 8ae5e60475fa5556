/** The answer of almost every check: no database holds anything. */
import type { CheckAnswer, DatabaseAnswer } from '@watchword/api/checks/answers.ts';
import type { Asked } from './questions.ts';
import { formatMoment } from './moment.ts';

/** An answer that finds nothing, and the same as the text that is sent. */
export type Nothing = { readonly answer: Omit<CheckAnswer, 'receipt'>; readonly text: string };

/** What all such answers of one millisecond share. */
type Parts = { ms: number; at: string; databases: DatabaseAnswer[]; rest: string };
const parts = new WeakMap<Asked, Parts>();

/** Answers that these databases hold nothing. The text is what the contract's serialiser makes of the answer (a test compares them). */
export function answerNothing(asked: Asked, id: string, ms: number): Nothing {
  let shared = parts.get(asked);
  if (shared === undefined || shared.ms !== ms) parts.set(asked, (shared = partsOf(asked, ms)));
  const { at, databases, rest } = shared;
  return { answer: { id, at, outcome: 'none', databases, matches: [] }, text: `{"id":"${id}${rest}` };
}

function partsOf({ codes }: Asked, ms: number): Parts {
  const at = formatMoment(ms);
  const databases = codes.map((database): DatabaseAnswer => ({ database, outcome: 'none', asOf: at }));
  return { ms, at, databases, rest: `","at":"${at}","outcome":"none","databases":${JSON.stringify(databases)},"matches":[]}` };
}
