import type { Read, Write } from '#store/store.ts';
import type { ProposalTable } from '#store/people-tables.ts';

/** A proposal with the names of those who have to do with it. */
export type ProposalRow = ProposalTable & { readonly person_name: string; readonly by_name: string; readonly decided_name: string | null };

/** `by`: only what this person proposed, or what is about him. `lapsed`: whether those are wanted that lapsed before `at`, or those that did not; undefined for both. */
export type ProposalPage = { readonly state: number | undefined; readonly lapsed: boolean | undefined; readonly at: number; readonly by: Uint8Array | undefined; readonly before: Uint8Array | undefined; readonly limit: number };

function selectProposals(read: Read) {
  return read.db
    .selectFrom('proposal').innerJoin('person as concerned', 'concerned.id', 'proposal.person').innerJoin('person as proposer', 'proposer.id', 'proposal.by_person').leftJoin('person as decider', 'decider.id', 'proposal.decided_by')
    .selectAll('proposal').select(['concerned.name as person_name', 'proposer.name as by_name', 'decider.name as decided_name']);
}

export function findProposal(read: Read, id: Uint8Array): Promise<ProposalRow | undefined> {
  return selectProposals(read).where('proposal.id', '=', id).executeTakeFirst();
}

/** Newest first. */
export function listProposals(read: Read, { state, lapsed, at, by, before, limit }: ProposalPage): Promise<ProposalRow[]> {
  let asked = selectProposals(read).orderBy('proposal.id', 'desc').limit(limit);
  if (state !== undefined) asked = asked.where('proposal.state', '=', state);
  if (lapsed !== undefined) asked = asked.where('proposal.until', lapsed ? '<=' : '>', at);
  if (by !== undefined) asked = asked.where((of) => of.or([of('proposal.by_person', '=', by), of('proposal.person', '=', by)]));
  if (before !== undefined) asked = asked.where('proposal.id', '<', before);
  return asked.execute();
}

/** Whether something of this kind was approved for a person and is good at this moment. */
export async function isApproved(read: Read, { person, kind, state, at }: { person: Uint8Array; kind: string; state: number; at: number }): Promise<boolean> {
  const found = await read.db.selectFrom('proposal').select('id').where('person', '=', person).where('kind', '=', kind).where('state', '=', state).where('until', '>', at).limit(1).executeTakeFirst();
  return found !== undefined;
}

export async function insertProposal(tx: Write, proposal: ProposalTable): Promise<void> {
  await tx.db.insertInto('proposal').values(proposal).execute();
}

export async function updateProposal(tx: Write, id: Uint8Array, change: Partial<Omit<ProposalTable, 'id'>>): Promise<void> {
  await tx.db.updateTable('proposal').set(change).where('id', '=', id).execute();
}

/** Closes what is open about a person, or was proposed by him; returns nothing. */
export async function closeProposalsOf(tx: Write, person: Uint8Array, change: Pick<ProposalTable, 'state' | 'decided_at'> & { open: number }): Promise<void> {
  const { open, ...closed } = change;
  await tx.db.updateTable('proposal').set({ ...closed, half: null, handle: null }).where('state', '=', open).where((of) => of.or([of('person', '=', person), of('by_person', '=', person)])).execute();
}
