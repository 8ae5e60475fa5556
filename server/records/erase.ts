/**
 * Erasing what a record says: its content, that of every version, its photographs, and the answers that are kept for repeated requests. Of the
 * record stay its id, database, owner and what happened to it when, so that whoever holds its id learns that it ended.
 */
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import { packContent } from '#databases/databases.ts';
import type { Write } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { erasePhotos, eraseVersions, forgetAnswersAbout, forgetEnd, updateRecord } from './queries.ts';
import { indexedOf, keysOf, unindex } from './record-index.ts';
import { STATE } from './states.ts';
import { keepVersion, logChange, type Happening } from './supersede.ts';

/** Content that says nothing. */
function emptyContent(database: number): string {
  return packContent(getDatabaseByNumber(database), {});
}

/** Erases a record that stands or has ended; from this commit on no check finds it. Returns it as it is then, with the number of the change. */
export async function eraseRecord(tx: Write, record: StoredRecord, happening: Happening): Promise<{ erased: StoredRecord; change: number }> {
  await tx.overwriteDeleted();
  await keepVersion(tx, record, happening);
  await forgetAnswersAbout(tx, idFromBytes('rec', record.id));
  const erased = await eraseContent(tx, record, record.state === STATE.active ? STATE.withdrawn : record.state);
  return { erased, change: await logChange(tx, record, happening) };
}

/** Erases what an ended record says, some time after its end. The change is the caller's. */
export async function eraseContent(tx: Write, record: StoredRecord, state: number): Promise<StoredRecord> {
  await tx.overwriteDeleted();
  if (record.state === STATE.active) await unindex(tx, record);
  // The key of its reference as well, which stayed when it ended.
  await tx.removeKeys(record.row, keysOf(indexedOf(record)));
  await erasePhotos(tx, [record.row]);
  const content = emptyContent(record.database);
  await eraseVersions(tx, record.row, content);
  await forgetEnd(tx, record.row);
  return await updateRecord(tx, record, { state, version: record.version + 1, reference: null, content, released: null, hidden_from: null, hidden_front: 0, notice: null });
}
