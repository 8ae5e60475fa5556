/** Whom a question is about, as the name index is asked. */
import type { NameQuestion } from '#name-index/name-index.ts';
import type { Facts, PersonFact } from '../facts.ts';

const NOBODY: readonly NameQuestion[] = [];

/** One question for each person asked about, with every birth date that may be meant. */
export function listNameQuestions({ people }: Facts): readonly NameQuestion[] {
  return people.length === 0 ? NOBODY : people.filter(({ analysed }) => analysed.words.length > 0).map(toQuestion);
}

function toQuestion({ analysed, births, nationality, sex }: PersonFact): NameQuestion {
  return {
    name: analysed,
    born: births.map(({ date }) => date),
    ...(sex !== undefined && { sex }),
    ...(nationality !== undefined && { nationalities: [nationality] }),
  };
}
