/** Where a page of records ended. The text is opaque: it names the last record by its id, for the store's numbers stay inside. */
import { fail } from '@watchword/api/errors.ts';
import type { Read } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';

/** The lists that go by pages; a cursor of one is none of another. */
const LISTS = { own: 1, expiring: 2, reviews: 3 } as const;
export type CursorList = keyof typeof LISTS;

/** Bytes: the list, the id, the last day at the time (the expiring are in its order). */
const BYTES = 21;

/** The cursor after this record. */
export function makeCursor(list: CursorList, record: Pick<StoredRecord, 'id' | 'expires_on'>): string {
  const bytes = Buffer.alloc(BYTES);
  bytes.writeUInt8(LISTS[list]);
  bytes.set(record.id, 1);
  bytes.writeInt32BE(record.expires_on, 17);
  return bytes.toString('base64url');
}

/**
 * The record at which the page before ended, with its last day as it was then; undefined without a cursor. `mayRead`: whether they
 * could have been given it. @throws `request.cursor`
 */
export async function readCursor(read: Read, list: CursorList, asked: { cursor?: string | undefined; mayRead: (record: StoredRecord) => boolean }): Promise<StoredRecord | undefined> {
  if (asked.cursor === undefined) return undefined;
  const bytes = Buffer.from(asked.cursor, 'base64url');
  const isOurs = bytes.length === BYTES && bytes.toString('base64url') === asked.cursor && bytes.readUInt8() === LISTS[list];
  const record = isOurs ? await read.findById(Uint8Array.from(bytes.subarray(1, 17))) : undefined;
  if (record === undefined || !asked.mayRead(record)) throw fail('request.cursor');
  return { ...record, expires_on: bytes.readInt32BE(17) };
}
