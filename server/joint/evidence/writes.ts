/** Opening a case to somebody, and closing it. */
import { parseDay, dayOfMs } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, newId, type Id } from '@watchword/api/ids.ts';
import { endEvidence, EVIDENCE_DAYS, grantEvidence } from '@watchword/api/joint/evidence.ts';
import type { JointPlan } from '@watchword/api/joint/plans.ts';
import { jointActed } from '#audit/audit.ts';
import { writeOf, type WriteHandlers } from '#door/implement.ts';
import { emit } from '#live/live.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { JointEvidenceTable } from '#store/report-tables.ts';
import type { Handlers, Write } from '#store/store.ts';
import { getMine, requireRole } from '../access.ts';
import { listVersions } from '../queries.ts';
import { presentCase, stateOf } from './cases.ts';
import { endCase, findCase, insertCase, insertUse, listUses } from './queries.ts';

export const EVIDENCE_WRITES: WriteHandlers = {
  ...writeOf(grantEvidence, async (tx, { asker, at, input: { params, body: { to, officer, reference, incidents, until, reason } } }) => {
    const mine = await getMine(tx, asker, params.id);
    requireRole(mine, 'coordinator', 'participant');
    const recipient = findOrganisationNumber(to);
    const last = parseDay(until);
    if (recipient === undefined) throw fail('request.invalid', { errors: [{ pointer: '/to', code: 'organisation', detail: 'There is no such country or partner.' }] });
    if (last === undefined || last < dayOfMs(at) || last > dayOfMs(at) + EVIDENCE_DAYS) throw fail('request.invalid', { errors: [{ pointer: '/until', code: 'range', detail: `A day from today on, at most ${EVIDENCE_DAYS} days away.` }] });
    for (const incident of incidents) {
      const [version] = await listVersions(tx, mine.operation.id, idBytes(incident as Id<'inc'>));
      if (version === undefined || version.organisation !== mine.me.organisation) throw fail('incident.not-found');
    }
    const id = newId('evd', at);
    const row: JointEvidenceTable = { id: idBytes(id), operation: mine.operation.id, organisation: asker.number, recipient, officer: officer ?? null, reference, incidents: JSON.stringify(incidents), given_at: at, actor: asker.actor, until, ended_at: null };
    await insertCase(tx, row);
    await tell(tx, row, at);
    return { answer: presentCase(row, { code: codeOf(mine.operation.plan), at, uses: [] }), entry: jointActed(asker, { operation: params.id, subject: id, act: `evidence to ${to} until ${until}`, count: incidents.length, words: reason }) };
  }),
  ...writeOf(endEvidence, async (tx, { asker, at, input: { params, body: { reason } } }) => {
    const mine = await getMine(tx, asker, params.id);
    requireRole(mine, 'coordinator', 'participant');
    const id = idBytes(params.case as Id<'evd'>);
    const row = await findCase(tx, id);
    if (row === undefined || row.organisation !== asker.number || Buffer.compare(row.operation, mine.operation.id) !== 0) throw fail('evidence.not-found');
    if (stateOf(row, at) === 'ended') throw fail('joint.state', { detail: 'It was closed before.' });
    await endCase(tx, id, at);
    await tell(tx, row, at);
    return { answer: presentCase({ ...row, ended_at: at }, { code: codeOf(mine.operation.plan), at, uses: await listUses(tx, id) }), entry: jointActed(asker, { operation: params.id, subject: params.case, act: 'evidence ended', words: reason }) };
  }),
};

/** Somebody looked at a case, or took its file. */
export type Used = { readonly evidence: Uint8Array; readonly operation: Uint8Array; readonly owner: number; readonly at: number; readonly actor: string; readonly what: 'read' | 'file' };

export const EVIDENCE_SLICES = {
  /** Notes it, and tells the owner. */
  'joint.evidence-used': async (tx: Write, { evidence, operation, owner, at, actor, what }: Used): Promise<void> => {
    await insertUse(tx, { evidence, at, actor, what });
    await tx.appendChange({ at, kind: 'joint.changed' });
    await emit(tx, { organisation: owner, kind: 'operation.changed', subject: idFromBytes('opn', operation), at });
  },
} satisfies Handlers;

function codeOf(plan: string): string {
  return (JSON.parse(plan) as JointPlan).code;
}

/** The owner's other desks, and the change log. */
async function tell(tx: Write, { organisation, operation }: JointEvidenceTable, at: number): Promise<void> {
  await tx.appendChange({ at, kind: 'joint.changed' });
  await emit(tx, { organisation, kind: 'operation.changed', subject: idFromBytes('opn', operation), at });
}
