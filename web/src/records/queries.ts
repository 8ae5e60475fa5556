import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { listHistory, listRecords, getRecord, type RecordAnswer } from '@watchword/api/records.ts';
import { client, queries } from '../api.ts';
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

/** Takes over a record as the server answered it, and lets lists be read anew. */
export function noteRecord(record: RecordAnswer): void {
  queries.setQueryData(['record', record.id], record);
  void queries.invalidateQueries({ queryKey: ['records'] });
  void queries.invalidateQueries({ queryKey: ['history', record.id] });
  void queries.invalidateQueries({ queryKey: ['reviews'] });
}
