/** What joint operations do in the writer beside what is asked of them. */
import type { JointFrozenTable, JointIncidentTable, JointLinkTable, JointMemberTable, JointOperationTable, JointRateTable, JointSignatureTable } from '#store/joint-tables.ts';
import type { Handlers, Write } from '#store/store.ts';
import { EVIDENCE_SLICES } from './evidence/writes.ts';
import { insertFrozen, insertIncident, insertLink, insertOperation, putMember, putSignature, replaceRates } from './queries.ts';
import { REPORT_SLICES } from './reports/writes.ts';

/** An operation as it was elsewhere, with all that was reported: for the demo world. */
export type JointWorld = { readonly operation: JointOperationTable; readonly members: readonly JointMemberTable[]; readonly rates: readonly JointRateTable[]; readonly incidents: readonly JointIncidentTable[]; readonly links: readonly JointLinkTable[]; readonly signatures: readonly JointSignatureTable[]; readonly frozen: readonly JointFrozenTable[] };

export const JOINT_SLICES = {
  ...REPORT_SLICES,
  ...EVIDENCE_SLICES,
  /** Puts a whole operation into a store that has none of its id. */
  'joint.fill': async (tx: Write, { operation, members, rates, incidents, links, signatures, frozen }: JointWorld): Promise<void> => {
    await tx.appendChange({ at: operation.created_at, kind: 'joint.changed' });
    await insertOperation(tx, operation);
    for (const member of members) await putMember(tx, member);
    await replaceRates(tx, operation.id, rates);
    for (const incident of incidents) await insertIncident(tx, incident);
    for (const link of links) await insertLink(tx, link);
    for (const signature of signatures) await putSignature(tx, signature);
    for (const edition of frozen) await insertFrozen(tx, edition);
  },
} satisfies Handlers;

