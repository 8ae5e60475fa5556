import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { PhotoAnswer } from '@watchword/api/photos.ts';
import { listHistory, listRecords, getRecord, type RecordAnswer } from '@watchword/api/records.ts';
import { queries } from '../api.ts';
import { client } from '../whole-client.ts';
import { type Filters, SOON_DAYS } from './filters.ts';

/** Records of one's own bureau, page by page. */
export function useRecords({ database, state, reference, expiring }: Filters): ReturnType<typeof listOf> {
  return listOf({
    limit: 50,
    ...(database !== undefined && { database }),
    ...(state !== undefined && { state }),
    ...(reference !== undefined && { reference }),
    ...(expiring === true && { expiringWithinDays: SOON_DAYS }),
  });
}

type Query = { limit: number; database?: string; state?: 'active' | 'withdrawn' | 'expired'; reference?: string; expiringWithinDays?: number };

function listOf(query: Query) {
  return useInfiniteQuery({
    queryKey: ['records', query],
    queryFn: ({ pageParam }) => client.call(listRecords, { query: { ...query, ...(pageParam !== '' && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** One record of one's own, in its present version. */
export function useRecord(id: string) {
  return useQuery({ queryKey: ['record', id], queryFn: () => client.call(getRecord, { params: { id } }), staleTime: 0 });
}

/** The versions of a record. */
export function useHistory(id: string) {
  return useQuery({ queryKey: ['history', id], queryFn: () => client.call(listHistory, { params: { id } }), staleTime: 0 });
}

/** The photographs of a record, the main one first. */
export function usePhotos(id: string) {
  return useQuery({ queryKey: ['photos', id], queryFn: () => client.photos.list(id), staleTime: 0 });
}

/** After photographs have changed: each change is a version of the record. `items`: those that remain, when the server said so. */
export function notePhotos(id: string, items?: readonly PhotoAnswer[]): void {
  if (items === undefined) void queries.invalidateQueries({ queryKey: ['photos', id] });
  else queries.setQueryData(['photos', id], items);
  for (const key of [['record', id], ['history', id], ['records'], ['reviews']]) void queries.invalidateQueries({ queryKey: key });
}

/** Takes over a record as the server answered it, and lets lists be read anew. */
export function noteRecord(record: RecordAnswer): void {
  queries.setQueryData(['record', record.id], record);
  void queries.invalidateQueries({ queryKey: ['records'] });
  void queries.invalidateQueries({ queryKey: ['history', record.id] });
  void queries.invalidateQueries({ queryKey: ['reviews'] });
}
