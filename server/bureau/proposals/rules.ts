/** Who may decide on a proposal, and what it looks like to somebody. */
import { idFromBytes } from '@watchword/api/ids.ts';
import { PROPOSAL_KINDS, PROPOSAL_STATES, type PersonRole, type Proposal, type ProposalKind } from '@watchword/api/people.ts';
import type { Read } from '#store/store.ts';
import { stateNumber } from '../people/present.ts';
import { listHolders } from '../people/queries.ts';
import { parseRoles, STANDS_IN, TWO_PERSONS } from '../people/roles.ts';
import type { ProposalRow } from './queries.ts';

export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** The number under which the store keeps a state. */
export function proposalNumber(state: ProposalState): number {
  return PROPOSAL_STATES.indexOf(state);
}

/** The state of a proposal now: an open one whose time is over has lapsed. */
export function proposalState({ state, until }: Pick<ProposalRow, 'state' | 'until'>, at: number): ProposalState {
  const kept = PROPOSAL_STATES[state] ?? 'withdrawn';
  return kept === 'open' && until <= at ? 'lapsed' : kept;
}

/** The kind of a proposal in the store. */
export function kindOf({ kind }: Pick<ProposalRow, 'kind'>): ProposalKind {
  return PROPOSAL_KINDS.find((one) => one === kind) ?? 'grant-roles';
}

export type Decider = { readonly person: Uint8Array; readonly role: PersonRole };

/**
 * Whether somebody may decide: never who proposed it or whom it is about, and only in a role that approves such things. The data-protection
 * officer stands in where nobody else is left who could.
 */
export async function mayDecide(read: Read, row: Pick<ProposalRow, 'kind' | 'person' | 'by_person'>, { person, role }: Decider): Promise<boolean> {
  const concerned = (id: Uint8Array): boolean => Buffer.compare(id, row.person) === 0 || Buffer.compare(id, row.by_person) === 0;
  if (concerned(person)) return false;
  const { approve } = TWO_PERSONS[kindOf(row)];
  if (approve.includes(role)) return true;
  if (role !== STANDS_IN) return false;
  const holders = (await Promise.all(approve.map((one) => listHolders(read, one, stateNumber('active'))))).flat();
  return holders.every(({ id }) => concerned(id));
}

const time = (ms: number): string => new Date(ms).toISOString();

/** A proposal as somebody sees it. */
export async function presentProposal(read: Read, row: ProposalRow, { at, decider }: { at: number; decider: Decider }): Promise<Proposal> {
  const state = proposalState(row, at);
  const isOwn = Buffer.compare(row.by_person, decider.person) === 0;
  const isGoing = state === 'open' || (state === 'approved' && kindOf(row) === 'mass-export' && row.until > at);
  return {
    id: idFromBytes('prp', row.id), kind: kindOf(row), state,
    person: { id: idFromBytes('per', row.person), name: row.person_name },
    ...(row.roles !== null && { roles: parseRoles(row.roles) }), ...(row.subject !== null && { subject: row.subject }),
    reason: row.reason, by: { id: idFromBytes('per', row.by_person), name: row.by_name }, at: time(row.at), until: time(row.until),
    ...(row.decided_by !== null && row.decided_name !== null && { decidedBy: { id: idFromBytes('per', row.decided_by), name: row.decided_name } }),
    ...(row.decided_at !== null && { decidedAt: time(row.decided_at) }), ...(row.decision !== null && { decision: row.decision }),
    mayDecide: state === 'open' && (await mayDecide(read, row, decider)), mayWithdraw: isOwn && isGoing,
  };
}
