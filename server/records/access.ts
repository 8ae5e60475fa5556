/** Who may read and change which record. What somebody may not know of does not exist: `record.not-found`. */
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, parseId } from '@watchword/api/ids.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import type { Asker, Call } from '#door/calls.ts';
import { isMasked } from '#organisations/organisations.ts';
import type { Read } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { isLive } from './states.ts';

/** Whether they review records: the secretariat, with the right to. */
export function isReviewer(asker: Asker): boolean {
  return asker.organisation === SECRETARIAT && asker.permissions.includes('record:review');
}

/** Their own record, or one of a reviewed database for the reviewer. */
export async function findReadable(read: Read, asker: Asker, id: string): Promise<StoredRecord | undefined> {
  const record = await findRecord(read, id);
  return record !== undefined && (record.owner === asker.number || isReviewable(asker, record)) ? record : undefined;
}

/** The same, where there must be one. @throws `record.not-found` */
export async function getReadable(read: Read, asker: Asker, id: string): Promise<StoredRecord> {
  const record = await findReadable(read, asker, id);
  if (record === undefined) throw fail('record.not-found');
  return record;
}

/** Their own record, that still stands, in the version that they have read. */
export async function getToChange(read: Read, call: Call, id: string): Promise<StoredRecord> {
  const record = await getReadable(read, call.asker, id);
  if (record.owner !== call.asker.number) throw fail('record.not-owner');
  return standing(record, call);
}

/** A record to be released or blocked, in the version that they have read. */
export async function getToReview(read: Read, call: Call, id: string): Promise<StoredRecord> {
  if (!isReviewer(call.asker)) throw fail('access.forbidden');
  const record = await findRecord(read, id);
  if (record === undefined || isMasked(record.hidden_from, call.asker.number)) throw fail('record.not-found');
  if (!getDatabaseByNumber(record.database).review) throw fail('record.no-review');
  return standing(record, call);
}

/** A record to be classified by the secretariat, in the version that they have read, whether or not its database is reviewed. */
export async function getToClassify(read: Read, call: Call, id: string): Promise<StoredRecord> {
  if (!isReviewer(call.asker)) throw fail('access.forbidden');
  const record = await findRecord(read, id);
  if (record === undefined || isMasked(record.hidden_from, call.asker.number)) throw fail('record.not-found');
  return standing(record, call);
}

function isReviewable(asker: Asker, record: StoredRecord): boolean {
  return isReviewer(asker) && getDatabaseByNumber(record.database).review && !isMasked(record.hidden_from, asker.number);
}

async function findRecord(read: Read, text: string): Promise<StoredRecord | undefined> {
  const id = parseId('rec', text);
  return id === undefined ? undefined : await read.findById(idBytes(id));
}

function standing(record: StoredRecord, { at, version }: Call): StoredRecord {
  if (!isLive(record, dayOfMs(at))) throw fail('record.withdrawn');
  if (version === undefined) throw fail('request.version-needed');
  if (version !== record.version) throw fail('record.version-conflict', { currentVersion: record.version });
  return record;
}
