import { compareNames } from './compare.ts';
import type { JudgeContext, PersonAsked, PersonJudgement, PersonRecorded } from './model.ts';

/** Judges whether a recorded person could be the one asked about. The birth date can keep a name from counting, and never lifts a weak one. */
export function judgePerson(asked: PersonAsked, recorded: PersonRecorded, context: JudgeContext = {}): PersonJudgement {
  const first = recorded.names[0];
  const { score, parts } = first === undefined ? { score: 0, parts: [] } : compareNames(asked.name, first, context);
  return { band: 'none', name: score, whole: score, alias: 0, parts, born: 'unknown', sex: 'unknown', nationality: 'unknown' };
}
