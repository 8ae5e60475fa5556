/** The evidence file of a case, line by line, signed at its end by the keys of the audit log. `sdk/joint/evidence-file.ts` says what lies in it. */
import { AppError } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, type Id } from '@watchword/api/ids.ts';
import type { EvidenceIncident } from '@watchword/api/joint/evidence.ts';
import type { JointPlan } from '@watchword/api/joint/plans.ts';
import { EVIDENCE_FORMAT, type EvidenceEntry, type EvidenceHeader, type EvidenceLine } from '@watchword/sdk/joint/evidence-file.ts';
import { toHex } from '@watchword/sdk/proofs/bytes.ts';
import { CHAIN_START, chainLine } from '@watchword/sdk/proofs/export-file.ts';
import { hashLeaf } from '@watchword/sdk/proofs/merkle.ts';
import { formatProof } from '@watchword/sdk/proofs/proof-file.ts';
import type { Trees } from '#audit/audit.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { JointEvidenceTable, JointEvidenceUseTable } from '#store/report-tables.ts';
import type { Read } from '#store/store.ts';
import { findBytes } from '../attachments/queries.ts';
import { findOperation } from '../queries.ts';
import { readIncidents } from './cases.ts';

/** An entry lies in the log a moment after what it is about was stored; more than so much later it is looked for no more. */
const [BEFORE_MS, AFTER_MS] = [2_000, 15_000];
/** Entries of one country that are looked through around a moment. */
const MOST_ENTRIES = 5_000;
const PART = 256;

export type FileParts = { readonly read: Read; readonly trees: Pick<Trees, 'ask'> };

/** The lines. `use`: who takes it, and when. */
export async function* linesOfCase({ read, trees }: FileParts, row: JointEvidenceTable, use: Pick<JointEvidenceUseTable, 'at' | 'actor'>): AsyncGenerator<string> {
  const incidents = await readIncidents(read, row);
  const { origin, keys } = await trees.ask('keys', {} as never);
  const operation = await findOperation(read, row.operation);
  const { code, name } = JSON.parse(operation?.plan ?? '{}') as Partial<JointPlan>;
  const owner = organisationCode(row.organisation);
  const header: EvidenceHeader = {
    format: EVIDENCE_FORMAT, origin, operation: { id: idFromBytes('opn', row.operation), code: code ?? '', name: name ?? '' }, made: new Date(use.at).toISOString(), by: use.actor, keys: [...keys],
    case: { id: idFromBytes('evd', row.id), reference: row.reference, owner, to: organisationCode(row.recipient), ...(row.officer !== null && { officer: row.officer }), from: new Date(row.given_at).toISOString(), until: row.until },
  };
  let [digest, lines] = [CHAIN_START, 0];
  const next = async (value: EvidenceHeader | EvidenceLine): Promise<string> => {
    const line = JSON.stringify(value);
    digest = await chainLine(digest, line);
    lines += 1;
    return `${line}\n`;
  };
  yield await next(header);
  for (const { id, country, versions } of incidents) for (const version of versions) yield await next({ type: 'version', incident: id, country, ...version });
  for (const line of await entriesOf(trees, owner, incidents)) yield await next(line);
  for (const { id, attachments } of incidents) {
    for (const attachment of attachments) {
      const data = await findBytes(read, { operation: row.operation, incident: idBytes(id as Id<'inc'>), id: idBytes(attachment.id as Id<'att'>) });
      if (data !== undefined) yield await next({ type: 'attachment', incident: id, attachment, data: Buffer.from(data).toString('base64') });
    }
  }
  const signature = await trees.ask('signEvidence', { id: header.case.id, owner, lines, digest: toHex(digest), made: header.made });
  yield `${JSON.stringify({ type: 'signed', signature } satisfies EvidenceLine)}\n`;
}

/** The entries of the owner's log that name these incidents and attachments, each with the proof that it is in the log. */
async function entriesOf(trees: Pick<Trees, 'ask'>, organisation: string, incidents: readonly EvidenceIncident[]): Promise<EvidenceLine[]> {
  const subjects = new Set(incidents.flatMap(({ id, attachments }) => [id, ...attachments.map((one) => one.id)]));
  const moments = incidents.flatMap(({ versions, attachments }) => [...versions.map(({ receivedAt }) => receivedAt), ...attachments.map(({ addedAt }) => addedAt)]).map((text) => Date.parse(text));
  const found = new Map<number, EvidenceLine>();
  for (const { since, until } of windowsOf(moments)) {
    const plan = await trees.ask('planExport', { organisation, log: 'requester', entry: Number.MAX_SAFE_INTEGER, since, until }).catch(noneOf);
    for (const [from, to] of plan?.runs ?? []) {
      for (let at = from; at < Math.min(to, from + MOST_ENTRIES); at += PART) {
        const items = await trees.ask('exportPart', { organisation, log: 'requester', from: at, to: Math.min(to, at + PART), texts: false });
        for (const { bytes, entry } of items) if (entry !== undefined && entry.event === 'joint.acted' && subjects.has(entry.subject ?? '')) found.set(entry.seq, await lineOf(trees, organisation, { bytes, entry: saidBy(entry) }));
      }
    }
  }
  return [...found].toSorted(([one], [other]) => one - other).map(([, line]) => line);
}

type Found = { readonly bytes: string; readonly entry: EvidenceEntry };

async function lineOf(trees: Pick<Trees, 'ask'>, organisation: string, { bytes, entry }: Found): Promise<EvidenceLine> {
  const hash = toHex(await hashLeaf(Buffer.from(bytes, 'base64')));
  const proof = await trees.ask('inclusion', { entry: entry.seq, hash, organisation });
  return { type: 'entry', entry, bytes, proof: formatProof({ ...proof, hash, organisation }) };
}

/** What of an entry stands in plain. */
export function saidBy({ event, seq, time, organisation, actor, reason, subject }: EvidenceEntry): EvidenceEntry {
  return { event, seq, time, organisation, actor, ...(reason !== undefined && { reason }), ...(subject !== undefined && { subject }) };
}

/** Spans around the moments, joined where they touch. */
function windowsOf(moments: readonly number[]): { since: number; until: number }[] {
  const spans: { since: number; until: number }[] = [];
  for (const at of moments.toSorted((one, other) => one - other)) {
    const last = spans.at(-1);
    if (last !== undefined && at - BEFORE_MS <= last.until) last.until = at + AFTER_MS;
    else spans.push({ since: at - BEFORE_MS, until: at + AFTER_MS });
  }
  return spans;
}

/** A span without entries. */
function noneOf(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'audit.not-found') return undefined;
  throw error;
}
