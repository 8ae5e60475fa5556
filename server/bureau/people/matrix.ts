/**
 * Every operation of a bureau by the role in which a person works, and by whose the thing is that it is about: worked out from the contract and
 * from what roles may do. A test calls each cell.
 */
import type { Operation } from '@watchword/api/operation.ts';
import type { PersonRole } from '@watchword/api/people.ts';
import { BUREAU_RIGHTS } from './roles.ts';

/** Whose a person, session, passkey, unit or proposal is, seen from whoever asks. */
export const HOLDERS = ['own', 'colleague', 'elsewhere'] as const;
export type Holder = (typeof HOLDERS)[number];

/** As in the matrix of the hub: `open` to anybody, `done`, `refused` to the role, `absent`: there is no such thing for them. */
export type BureauVerdict = 'open' | 'done' | 'refused' | 'absent';

/** Operations on one thing that are for whoever has it, and for nobody else. */
const ON_OWN: ReadonlySet<string> = new Set(['sessions.end-one', 'passkeys.remove', 'proposals.withdraw']);

/** Operations on one thing that somebody has. Messages are the whole bureau's, and nobody's own. */
export function isAboutOne({ path }: Pick<Operation, 'path'>): boolean {
  return path.includes('/:') && !path.startsWith('/v1/mailbox');
}

/** The verdict of a cell. What is of another bureau is in another store: nobody here finds it. */
export function bureauVerdictOf(operation: Pick<Operation, 'id' | 'path' | 'permission'>, role: PersonRole, holder: Holder): BureauVerdict {
  if (operation.permission === 'public') return 'open';
  if (!BUREAU_RIGHTS[role].some((permission) => permission === operation.permission)) return 'refused';
  if (!isAboutOne(operation) || holder === 'own') return 'done';
  return holder === 'elsewhere' || ON_OWN.has(operation.id) ? 'absent' : 'done';
}
