/** What cases that are opened to others ask of the store. */
import type { JointEvidenceTable, JointEvidenceUseTable } from '#store/report-tables.ts';
import type { Read, Write } from '#store/store.ts';
import { numbers } from '../queries.ts';

/** Looks that a list tells of. */
const MOST_USES = 100;

export async function findCase(read: Read, id: Uint8Array): Promise<JointEvidenceTable | undefined> {
  const row = await read.db.selectFrom('joint_evidence').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : numbers(row);
}

/** Those that an organisation opened in an operation, newest first. */
export async function listOpened(read: Read, operation: Uint8Array, organisation: number): Promise<JointEvidenceTable[]> {
  return (await read.db.selectFrom('joint_evidence').selectAll().where('operation', '=', operation).where('organisation', '=', organisation).orderBy('id', 'desc').limit(500).execute()).map(numbers);
}

/** Those that were opened to an organisation, newest first. */
export async function listOpenedTo(read: Read, recipient: number): Promise<JointEvidenceTable[]> {
  return (await read.db.selectFrom('joint_evidence').selectAll().where('recipient', '=', recipient).orderBy('id', 'desc').limit(500).execute()).map(numbers);
}

/** Who looked, last first. */
export async function listUses(read: Read, evidence: Uint8Array): Promise<JointEvidenceUseTable[]> {
  return (await read.db.selectFrom('joint_evidence_use').selectAll().where('evidence', '=', evidence).orderBy('at', 'desc').limit(MOST_USES).execute()).map(numbers);
}

export async function insertCase(tx: Write, row: JointEvidenceTable): Promise<void> {
  await tx.db.insertInto('joint_evidence').values(row).execute();
}

export async function endCase(tx: Write, id: Uint8Array, at: number): Promise<void> {
  await tx.db.updateTable('joint_evidence').set({ ended_at: at }).where('id', '=', id).where('ended_at', 'is', null).execute();
}

export async function insertUse(tx: Write, row: JointEvidenceUseTable): Promise<void> {
  await tx.db.insertInto('joint_evidence_use').values(row).onConflict((conflict) => conflict.doNothing()).execute();
}
