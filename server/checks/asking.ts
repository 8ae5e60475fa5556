/** How a database is asked: one value for each, in the folders here. */
import type { Content, Database } from '@watchword/api/databases/database.ts';
import type { StepCode } from '@watchword/api/checks/steps.ts';
import type { NumberTail } from '@watchword/api/databases/travel-documents.ts';
import type { NameQuestion } from '#name-index/name-index.ts';
import type { Facts } from './facts.ts';
import type { Judgement } from './judge.ts';

/** A key to be asked: a kind of identifier that the database declares, and the value as a record would be indexed under it. */
export type Lookup = { readonly kind: string; readonly value: string };

/**
 * One database and what a check does with it.
 * - `about`: the kinds of question it can answer, as bits of `ABOUT`.
 * - `lookups`: the keys of a question; a record that could match carries at least one of them. `tails`: the same for ranges. `names`:
 *   persons to be searched for in the name index.
 * - `later`: kinds of identifier by which a record that is entered later is compared with the checks of the last days.
 * - `judge`: whether a record matches, and why. It is given candidates, and trusts no key: it compares everything anew.
 * - `steps`, `warnings`: what this record asks for beyond its declaration, on the day of the check.
 */
export type Asking = {
  readonly database: Database;
  readonly about: number;
  readonly later?: readonly string[];
  readonly lookups: (facts: Facts) => readonly Lookup[];
  readonly tails?: (facts: Facts) => readonly NumberTail[];
  readonly names?: (facts: Facts) => readonly NameQuestion[];
  readonly judge: (facts: Facts, content: Content) => Judgement | undefined;
  readonly steps?: (content: Content, today: number) => readonly StepCode[];
  readonly warnings?: (content: Content, today: number) => readonly string[];
};

/** Kinds of question, as bits. `paper`: a document that may be no travel document. */
export const ABOUT = { document: 1, paper: 2, person: 4, vehicle: 8, firearm: 16, vessel: 32, artwork: 64 } as const;
