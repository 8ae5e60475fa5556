/** Cases as those see them who opened them and those to whom they were opened. */
import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, type Id } from '@watchword/api/ids.ts';
import type { EvidenceCase, EvidenceIncident } from '@watchword/api/joint/evidence.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import type { Asker } from '#door/calls.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { JointEvidenceTable, JointEvidenceUseTable } from '#store/report-tables.ts';
import type { Read } from '#store/store.ts';
import { presentAttachment } from '../attachments/present.ts';
import { listAttachmentRows } from '../attachments/queries.ts';
import { listVersions } from '../queries.ts';
import { findCase } from './queries.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

/** Where a case stands. `at`: ms. */
export function stateOf({ until, ended_at }: Pick<JointEvidenceTable, 'until' | 'ended_at'>, at: number): EvidenceCase['state'] {
  if (ended_at !== null) return 'ended';
  return iso(at).slice(0, 10) > until ? 'over' : 'open';
}

/** A case in words of the interface. `uses`: for its owner. */
export function presentCase(row: JointEvidenceTable, { code, at, uses }: { code: string; at: number; uses?: readonly JointEvidenceUseTable[] }): EvidenceCase {
  return {
    id: idFromBytes('evd', row.id), operation: idFromBytes('opn', row.operation), code, owner: organisationCode(row.organisation), to: organisationCode(row.recipient), ...(row.officer !== null && { officer: row.officer }),
    reference: row.reference, incidents: JSON.parse(row.incidents) as string[], from: iso(row.given_at), until: row.until, state: stateOf(row, at),
    ...(uses !== undefined && { uses: uses.map(({ at: when, actor, what }) => ({ at: iso(when), by: actor, what: what as 'read' })) }),
  };
}

/** Whether somebody is named for a case. */
export function isNamed({ recipient, officer }: JointEvidenceTable, { number, actor }: Pick<Asker, 'number' | 'actor'>): boolean {
  return recipient === number && (officer === null || officer === actor);
}

/** A case that is open to whoever asks. That there is another one is told to nobody. @throws `evidence.not-found` */
export async function getOpen(read: Read, asker: Pick<Asker, 'number' | 'actor'>, { id, at }: { id: string; at: number }): Promise<JointEvidenceTable> {
  const row = await findCase(read, idBytes(id as Id<'evd'>));
  if (row === undefined || !isNamed(row, asker) || stateOf(row, at) !== 'open') throw fail('evidence.not-found');
  return row;
}

/** The incidents of a case, with every version and who reported it by pseudonym. */
export async function readIncidents(read: Read, { operation, organisation, incidents }: JointEvidenceTable): Promise<EvidenceIncident[]> {
  return await Promise.all((JSON.parse(incidents) as string[]).map(async (id): Promise<EvidenceIncident> => {
    const bytes = idBytes(id as Id<'inc'>);
    const versions = (await listVersions(read, operation, bytes)).toReversed();
    const attachments = (await listAttachmentRows(read, { operation, incident: bytes })).filter(({ removed_at }) => removed_at === null);
    return {
      id, country: organisationCode(organisation), attachments: attachments.map((row) => presentAttachment(row, organisation)),
      versions: versions.map(({ version, received_at, actor, withdrawn, reason, content }) => ({ version, receivedAt: iso(received_at), by: actor, ...(withdrawn === 1 && { withdrawn: true as const }), ...(reason !== null && { reason }), content: JSON.parse(content) as IncidentContent })),
    };
  }));
}
