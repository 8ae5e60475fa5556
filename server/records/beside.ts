/** What lies beside the content of a record and belongs to it: photographs. A change of it is a version of the record, and is reviewed like one. */
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import type { Call } from '#door/calls.ts';
import type { Read, Write } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { getReadable } from './access.ts';
import { reviewBeside } from './standing.ts';
import { isLive } from './states.ts';
import { supersede, type RecordChange } from './supersede.ts';

/** A record of one's own. @throws `record.not-found`, `record.not-owner` */
export async function getOwn(read: Read, { asker }: Pick<Call, 'asker'>, id: string): Promise<StoredRecord> {
  const record = await getReadable(read, asker, id);
  if (record.owner !== asker.number) throw fail('record.not-owner');
  return record;
}

/** A record of one's own that still stands, whatever its version. @throws `record.withdrawn` as well */
export async function getOwnStanding(read: Read, call: Call, id: string): Promise<StoredRecord> {
  const record = await getOwn(read, call, id);
  if (!isLive(record, dayOfMs(call.at))) throw fail('record.withdrawn');
  return record;
}

/** What changed beside a record. `subject`: id of what changed. `waits`: whether something beside it is now to be reviewed; undefined leaves that as it is. */
export type ChangeBeside = { readonly change: RecordChange; readonly subject: string; readonly waits: boolean | undefined };

/** Makes the next version of a record, of which something beside the content changed, and returns it. */
export async function supersedeBeside(tx: Write, record: StoredRecord, { asker, at }: Call, { change, subject, waits }: ChangeBeside): Promise<StoredRecord> {
  const isReviewed = getDatabaseByNumber(record.database).review;
  const next = isReviewed && waits !== undefined ? reviewBeside(record, waits) : {};
  return await supersede(tx, record, { ...next, amended_at: at }, { at, change, actor: `${asker.organisation} ${asker.actor}`, reason: subject });
}
