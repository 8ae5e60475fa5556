/** The operations of evidence. Who looks at a case is noted, and its owner told, before anything is shown. */
import { endEvidence, grantEvidence, listEvidence, listGrants, readEvidence, takeEvidence } from '@watchword/api/joint/evidence.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import type { JointPlan } from '@watchword/api/joint/plans.ts';
import { jointActed, jointRead, type Trees } from '#audit/audit.ts';
import { onDownload, onRead, onWrite, type Implementation } from '#door/implement.ts';
import type { JointEvidenceTable } from '#store/report-tables.ts';
import type { Read } from '#store/store.ts';
import { getMine, requireRole } from '../access.ts';
import { findOperation } from '../queries.ts';
import { getOpen, isNamed, presentCase, readIncidents } from './cases.ts';
import { linesOfCase } from './file.ts';
import { listOpened, listOpenedTo, listUses } from './queries.ts';
import type { Used } from './writes.ts';

/** `noteUse`: has the writer note that somebody looked. */
export type EvidenceParts = { readonly read: Read; readonly trees: Pick<Trees, 'ask'>; readonly noteUse: (used: Used) => Promise<unknown> };

/** All of them. */
export function evidenceRoutes({ read, trees, noteUse }: EvidenceParts): Implementation[] {
  return [
    onWrite(grantEvidence),
    onWrite(endEvidence),
    onRead(listGrants, async ({ asker, at, input: { params } }) => {
      const mine = await getMine(read, asker, params.id);
      requireRole(mine, 'coordinator', 'participant');
      const { code } = JSON.parse(mine.operation.plan) as JointPlan;
      const items = await Promise.all((await listOpened(read, mine.operation.id, asker.number)).map(async (row) => presentCase(row, { code, at, uses: await listUses(read, row.id) })));
      return { answer: { items }, entry: (response) => jointRead(asker, { subject: params.id, what: 'evidence granted', count: items.length, response }) };
    }),
    onRead(listEvidence, async ({ asker, at }) => {
      const rows = (await listOpenedTo(read, asker.number)).filter((row) => isNamed(row, asker));
      const items = await Promise.all(rows.map(async (row) => presentCase(row, { code: await codeOf(read, row), at })));
      return { answer: { items: items.filter(({ state }) => state === 'open') }, entry: (response) => jointRead(asker, { what: 'evidence', count: items.length, response }) };
    }),
    onRead(readEvidence, async ({ asker, at, input: { params } }) => {
      const row = await getOpen(read, asker, { id: params.case, at });
      const items = await readIncidents(read, row);
      await noteUse({ ...usedOf(row), at, actor: asker.actor, what: 'read' });
      return { answer: { ...presentCase(row, { code: await codeOf(read, row), at }), items }, entry: (response) => jointRead(asker, { subject: params.case, what: 'evidence', count: items.length, response }) };
    }),
    onDownload(takeEvidence, async ({ asker, at, input: { params } }) => {
      const row = await getOpen(read, asker, { id: params.case, at });
      await noteUse({ ...usedOf(row), at, actor: asker.actor, what: 'file' });
      const operation = idFromBytes('opn', row.operation);
      return { type: 'application/x-ndjson', name: `evidence-${(await codeOf(read, row)).toLowerCase()}.ndjson`, text: linesOfCase({ read, trees }, row, { at, actor: asker.actor }), entry: () => jointActed(asker, { operation, subject: params.case, act: 'evidence file' }) };
    }),
  ];
}

function usedOf({ id, operation, organisation }: JointEvidenceTable): Pick<Used, 'evidence' | 'operation' | 'owner'> {
  return { evidence: id, operation, owner: organisation };
}

async function codeOf(read: Read, { operation }: JointEvidenceTable): Promise<string> {
  return (JSON.parse((await findOperation(read, operation))?.plan ?? '{}') as Partial<JointPlan>).code ?? '';
}
