/** Who sees what of a joint operation. What somebody takes no part in does not exist for him: `joint.not-found`. */
import { fail } from '@watchword/api/errors.ts';
import { idBytes, parseId } from '@watchword/api/ids.ts';
import { PARTNER_CODES } from '@watchword/api/organisations/numbers.ts';
import type { Shares } from '@watchword/api/joint/plans.ts';
import type { JointRole, JointState, Share } from '@watchword/api/joint/words.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { Asker } from '#door/calls.ts';
import type { JointMemberTable, JointOperationTable } from '#store/joint-tables.ts';
import type { Read } from '#store/store.ts';
import { findOperation, listMembers } from './queries.ts';

/** An operation with whoever takes part, and the membership of whoever asks. */
export type Mine = { readonly operation: JointOperationTable; readonly members: readonly JointMemberTable[]; readonly me: JointMemberTable };

/** A prosecutor who was given the role of a partner at a bureau sees the cases that he is named for, and no operation of that bureau. */
export function mayTakePart({ role, organisation }: Pick<Asker, 'role' | 'organisation'>): boolean {
  return role !== 'partner' || PARTNER_CODES.includes(organisation);
}

/** An operation of the asker's. @throws `joint.not-found` */
export async function getMine(read: Read, asker: Pick<Asker, 'number' | 'role' | 'organisation'>, id: string): Promise<Mine> {
  const parsed = parseId('opn', id);
  const operation = parsed === undefined ? undefined : await findOperation(read, idBytes(parsed));
  const members = operation === undefined ? [] : await listMembers(read, operation.id);
  const me = mayTakePart(asker) ? members.find(({ organisation, state }) => organisation === asker.number && state !== 'declined') : undefined;
  if (operation === undefined || me === undefined) throw fail('joint.not-found');
  return { operation, members, me };
}

/** Refuses whoever is not of these roles, or has not accepted. @throws `joint.role` */
export function requireRole({ me }: Pick<Mine, 'me'>, ...roles: readonly JointRole[]): void {
  if (me.state !== 'accepted') throw fail('joint.role', { detail: 'Your organisation has not accepted, or has left.' });
  if (!(roles as readonly string[]).includes(me.role)) throw fail('joint.role', { detail: `This is for: ${roles.join(', ')}.` });
}

/** @throws `joint.state` */
export function requireState({ operation: { state } }: Pick<Mine, 'operation'>, ...states: readonly JointState[]): void {
  if (!(states as readonly string[]).includes(state)) throw fail('joint.state', { detail: `It is ${state}; this is for: ${states.join(', ')}.` });
}

/** What a member shares; nothing before it has accepted and after it has left. */
export function sharesOf({ shares, state }: JointMemberTable): Shares {
  return shares === null || state !== 'accepted' ? { counts: 'nobody', incidents: 'nobody' } : (JSON.parse(shares) as Shares);
}

function isShared(share: Share, { role, state }: JointMemberTable): boolean {
  if (state !== 'accepted') return false;
  return share === 'all' || (share === 'coordinator' && role === 'coordinator');
}

/** Codes of the countries whose counts a member sees: its own, and those that share them with it. */
export function countsSeen(members: readonly JointMemberTable[], me: JointMemberTable): string[] {
  return members.filter((member) => member.role !== 'partner' && (member.organisation === me.organisation || isShared(sharesOf(member).counts, me))).map(({ organisation }) => organisationCode(organisation));
}

/** Codes of the countries whose counts everybody sees who takes part and is no partner. */
export function countsSeenByAll(members: readonly JointMemberTable[]): string[] {
  const seen = members.filter(({ role, state }) => role !== 'partner' && state === 'accepted').map((me) => new Set(countsSeen(members, me)));
  return members.map(({ organisation }) => organisationCode(organisation)).filter((code) => seen.length > 0 && seen.every((codes) => codes.has(code)));
}

/** Whether a member reads a report. `share`: of the report itself, null where its country's rule counts. A partner reads none. */
export function readsIncident({ members, me }: Pick<Mine, 'members' | 'me'>, { country, share }: { readonly country: string; readonly share: string | null }): boolean {
  const owner = members.find(({ organisation }) => organisationCode(organisation) === country);
  if (owner === undefined || me.role === 'partner') return false;
  if (owner.organisation === me.organisation) return true;
  if (owner.state !== 'accepted') return false;
  return isShared((share as Share | null) ?? sharesOf(owner).incidents, me);
}
