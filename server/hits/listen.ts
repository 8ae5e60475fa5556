/** Hears of entries of the audit log that are durable, and makes of them what the writer is handed. Nothing here is in the way of an answer. */
import { findDatabase } from '@watchword/api/databases/databases.ts';
import type { Reason } from '@watchword/api/checks/answers.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import { AppError } from '@watchword/api/errors.ts';
import { idBytes, parseId } from '@watchword/api/ids.ts';
import { isProtectedQuestion, type ShownRecord } from '@watchword/api/audit/owner-logs.ts';
import type { AuditEntry } from '#audit/audit.ts';
import { matchSubject } from '#checks/checks.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { Read } from '#store/store.ts';
import type { Concealed } from './concealed.ts';
import type { Found } from './open.ts';
import type { Reading } from './slices.ts';

/** What of an entry is looked at. `at`: when it was written, in ms. */
export type HeardEntry = Pick<AuditEntry, 'event' | 'organisation' | 'actor' | 'purpose' | 'databases' | 'outcomes' | 'subject' | 'within' | 'sealed'> & { readonly at: number };

/** Whether an entry says that a check was answered. */
export function isCheck({ event }: Pick<HeardEntry, 'event'>): boolean {
  return event === 'check.answered' || event === 'check.item-answered' || event === 'check.stream-item-answered';
}

/** Whether an answer showed a hit. */
export function hasHit(entry: Pick<HeardEntry, 'event' | 'outcomes'>): boolean {
  return isCheck(entry) && entry.outcomes !== undefined && entry.outcomes.hit > 0;
}

type Sealed = { readonly role?: string; readonly shown?: readonly ShownRecord[]; readonly subject?: unknown; readonly place?: string };

/** The records that a check has shown as hits, and those that it would have shown but for their hiding from the front line. */
export async function findFound(read: Read, entry: HeardEntry, concealed: Concealed): Promise<Found[]> {
  const finder = findOrganisationNumber(entry.organisation);
  const check = parseId('chk', entry.subject ?? '');
  if (finder === undefined || check === undefined || entry.sealed === undefined) return [];
  const { role, shown = [], subject, place } = JSON.parse(entry.sealed) as Sealed;
  const common = {
    finder, check: idBytes(check), at: entry.at, purpose: entry.purpose ?? '', officer: entry.actor, role: role === '' ? undefined : role, place,
    asked: subject === undefined ? undefined : JSON.stringify(subject), isProtected: isProtectedQuestion(subject), retro: false,
  };
  const found: Found[] = [];
  for (const one of shown) {
    if (one.outcome !== 'hit') continue;
    const id = parseId('rec', one.record);
    const database = findDatabase(one.database);
    const owner = findOrganisationNumber(one.owner);
    if (id === undefined || database === undefined || owner === undefined) continue;
    found.push({ ...common, record: idBytes(id), database: database.number, kind: one.kind, owner, outcome: 'hit', matched: await reasonsOf(read, idBytes(id), { subject, at: entry.at }), discreet: false });
  }
  const seen = new Set(shown.map(({ record }) => record));
  for (const { record, matched } of concealed.find({ subject, databases: entry.databases ?? [], finder, purpose: common.purpose, at: entry.at, seen })) {
    found.push({ ...common, record: record.id, database: record.database, kind: matched.kind, owner: record.owner, outcome: 'hit', matched: matched.reasons, discreet: true, role: undefined, isProtected: common.isProtected });
  }
  return found;
}

/** What agrees with the record; nothing when it cannot be read any more: the hit is one all the same. */
async function reasonsOf(read: Read, id: Uint8Array, { subject, at }: { subject: unknown; at: number }): Promise<readonly Reason[]> {
  try {
    const record = await read.findById(id);
    return record === undefined ? [] : (matchSubject(subject, record, dayOfMs(at))?.reasons ?? []);
  } catch (error) {
    if (error instanceof AppError && error.code === 'store.broken') return [];
    throw error;
  }
}

/** What somebody has read, if the entry tells of that. */
export function readingOf({ event, organisation, actor, subject, within, at }: HeardEntry): Reading | undefined {
  const isPhoto = event === 'photo.read';
  if (!isPhoto && event !== 'record.read') return undefined;
  const id = parseId('rec', (isPhoto ? within : subject) ?? '');
  const number = findOrganisationNumber(organisation);
  return id === undefined || number === undefined ? undefined : { record: idBytes(id), organisation: number, actor, at, what: isPhoto ? 'photo' : 'record' };
}

