import type { Match, PersonMatch } from '@watchword/api/checks/answers.ts';

/** A match about a person who has a name to compare. */
export type PersonOf = Match & { readonly person: PersonMatch };

/** Whether a match is about a person who has a name to compare. */
export function isPerson(match: Match): match is PersonOf {
  return match.person !== undefined;
}
