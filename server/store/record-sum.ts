/** The checksum of a record: what lies in a row is what was stored there, or the row is damaged. */
import { crc32 } from 'node:zlib';
import { fail } from '@watchword/api/errors.ts';
import type { NewRecord, StoredRecord } from './tables.ts';

/** Everything of a record that is stored, but the row, which the store finds it by. */
export type Summed = Omit<StoredRecord, 'row' | 'sum'>;

const fixed = new Uint8Array(72);
const view = new DataView(fixed.buffer);
const NONE = -1;
/** The content ends with a checksum of its own, which is tested where it is unpacked. */
const CONTENT_END = 8;

/** CRC-32 over the columns, as a number of 32 bits with a sign. Any one bit of any column that turns gives another. */
export function recordSum(record: Summed): number {
  fixed.set(record.id, 0);
  view.setInt32(16, record.database);
  view.setInt32(20, record.owner);
  view.setInt32(24, record.version);
  view.setInt32(28, record.state);
  view.setInt32(32, record.review);
  view.setInt32(36, record.expires_on);
  view.setInt32(40, record.hidden_front);
  view.setInt32(44, record.verified_on ?? NONE);
  view.setFloat64(48, record.created_at);
  view.setFloat64(56, record.amended_at ?? NONE);
  view.setInt32(64, record.content.length);
  let sum = crc32(`${record.content.slice(-CONTENT_END)}${record.reference ?? '\n'}`, crc32(fixed));
  // Few records have any of these.
  if (record.confidentiality !== 0) sum = crc32(`c${record.confidentiality}`, sum);
  if (record.hidden_from !== null) sum = crc32(record.hidden_from, crc32('h', sum));
  if (record.notice !== null) sum = crc32(record.notice, crc32('n', sum));
  if (record.released !== null) sum = crc32(record.released, crc32('r', sum));
  return sum | 0;
}

/** The checksum of a record that is entered. */
export function newRecordSum(record: NewRecord): number {
  return recordSum({ ...record, released: null });
}

/** A record that was read, when it is what was stored. One from before there were checksums passes. @throws `store.broken` */
export function verified(record: StoredRecord): StoredRecord {
  if (record.sum !== null && !isWhole(record)) throw fail('store.broken', {}, new Error(`Row ${record.row} is not what was stored.`));
  return record;
}

function isWhole(record: StoredRecord): boolean {
  try {
    return hasTypes(record) && recordSum(record) === record.sum;
  } catch {
    // A turned bit may make another type of a column, on which there is no sum.
    return false;
  }
}

/** On SQLite a turned bit may make an empty text of a zero, and both have the same sum. */
function hasTypes({ database, owner, version, state, review, expires_on, created_at, hidden_front, confidentiality, amended_at, verified_on, content, id }: StoredRecord): boolean {
  return (
    Number.isInteger(state) && Number.isInteger(review) && Number.isInteger(expires_on) && Number.isInteger(hidden_front) && Number.isInteger(confidentiality) && Number.isInteger(owner) && Number.isInteger(database) &&
    Number.isInteger(version) && Number.isInteger(created_at) && (amended_at === null || Number.isInteger(amended_at)) && (verified_on === null || Number.isInteger(verified_on)) &&
    typeof content === 'string' && id.length === 16
  );
}
