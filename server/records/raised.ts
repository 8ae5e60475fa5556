/** The secretariat may raise what a source has classified; the source may not go below that. */
import { CONFIDENTIALITY_LEVELS } from '@watchword/api/rights/kinds.ts';
import type { Read } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { listClassifications } from './queries.ts';

/** The level, as a number, to which the secretariat has raised a record; 0 when it has not. */
export async function findRaisedTo(read: Read, record: Pick<StoredRecord, 'row' | 'confidentiality'>): Promise<number> {
  if (record.confidentiality === 0) return 0;
  const levels = (await listClassifications(read, record.row)).map((reason) => CONFIDENTIALITY_LEVELS.findIndex((level) => reason.startsWith(`${level}:`)));
  return Math.max(0, ...levels);
}
