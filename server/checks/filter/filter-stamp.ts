import { createHash } from 'node:crypto';
import { DATABASES } from '@watchword/api/databases/databases.ts';
import type { Read } from '#store/store.ts';
import type { FilterStamp } from './filter-head.ts';

/**
 * The stamp of a filter that holds every key up to change `seq` of the store `origin`; undefined when the store has no
 * such change. Besides origin and number it covers
 * - the change itself: a store that was put back from a backup counts on from an older number, so it has the same
 *   origin and may have a change of that number, but another one;
 * - the kinds of identifier that the program declares: a filter of a program that knew fewer of them lacks keys.
 */
export async function findStamp(read: Read, origin: string, seq: number): Promise<FilterStamp | undefined> {
  const [change] = seq === 0 ? [] : await read.readChanges(seq - 1, 1);
  if (seq > 0 && change?.seq !== seq) return undefined;
  const kinds = DATABASES.map(({ code, number, identifiers }) => [code, number, identifiers.map(({ kind }) => kind)]);
  const said = change && [change.at, change.kind, change.database, change.owner, change.fromRow, change.toRow, change.detail];
  return { seq, origin: createHash('sha256').update(JSON.stringify([origin, seq, said, kinds])).digest('hex') };
}
