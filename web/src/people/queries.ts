import { type InfiniteData, useInfiniteQuery, useQuery, type UseInfiniteQueryResult, type UseQueryResult } from '@tanstack/react-query';
import type { OutputOf } from '@watchword/api/operation.ts';
import { listPeople, listProposals, listUnits, type Person, type PersonRole, type Unit } from '@watchword/api/people.ts';
import { client, queries } from '../api.ts';

/** What is shown of the people: all who have not left, or those with one role or in one state. */
export type PeopleFilter = { readonly state?: Person['state'] | undefined; readonly role?: PersonRole | undefined };

/** People of the bureau, a page at a time. */
export function usePeople({ state, role }: PeopleFilter): UseInfiniteQueryResult<InfiniteData<OutputOf<typeof listPeople>>> {
  return useInfiniteQuery({
    queryKey: ['people', state ?? '', role ?? ''],
    initialPageParam: '',
    queryFn: ({ pageParam }) => client.call(listPeople, { query: { limit: 100, ...(state !== undefined && { state }), ...(role !== undefined && { role }), ...(pageParam !== '' && { cursor: pageParam }) } }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** Units of the bureau, by name. */
export function useUnits(): UseQueryResult<readonly Unit[]> {
  return useQuery({ queryKey: ['units'], queryFn: async () => (await client.call(listUnits)).items });
}

/** What waits for a second person, and what was decided, newest first. */
export function useProposals(): UseInfiniteQueryResult<InfiniteData<OutputOf<typeof listProposals>>> {
  return useInfiniteQuery({
    queryKey: ['proposals'],
    initialPageParam: '',
    queryFn: ({ pageParam }) => client.call(listProposals, { query: { limit: 50, ...(pageParam !== '' && { cursor: pageParam }) } }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** Asks again for everything about people, after a change. */
export async function refreshPeople(): Promise<void> {
  await Promise.all([['people'], ['units'], ['proposals']].map((queryKey) => queries.invalidateQueries({ queryKey })));
}
