import { keepPreviousData, useInfiniteQuery, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { getJoint, listIncidents } from '@watchword/api/joint/operations.ts';
import type { JointOperation } from '@watchword/api/joint/plans.ts';
import { readFeed, readMap, readRoom, type Room } from '@watchword/api/joint/room.ts';
import type { OutputOf } from '@watchword/api/operation.ts';
import { client } from '../../api.ts';
import { countedKey, operationKey, useRefetchEvery } from '../queries.ts';
import { askedOf, type ListSearch, type Narrowed } from './search.ts';

export type JointMap = OutputOf<typeof readMap>;

/** The numbers of the room. Those of before stay on the wall until the next are there. */
export function useRoom(id: string, narrowed: Narrowed): UseQueryResult<Room> {
  const asked = askedOf(narrowed);
  return useQuery({ queryKey: countedKey(id, 'room', asked), queryFn: () => client.call(readRoom, { params: { id }, query: asked }), refetchInterval: useRefetchEvery(), placeholderData: keepPreviousData });
}

/** Of an operation with very many reports the map is drawn anew so often, in ms, and not with each report. */
const SLOWLY = 30_000;

/** The same numbers by place. */
export function useMap(id: string, narrowed: Narrowed, isLarge: boolean): UseQueryResult<JointMap> {
  const asked = askedOf(narrowed);
  const every = useRefetchEvery();
  const queryKey = isLarge ? operationKey(id, 'map', asked) : countedKey(id, 'map', asked);
  return useQuery({ queryKey, queryFn: () => client.call(readMap, { params: { id }, query: asked }), refetchInterval: isLarge ? SLOWLY : every, placeholderData: keepPreviousData });
}

/** What was received last. */
export function useReceived(id: string, country: string | undefined) {
  return useInfiniteQuery({
    queryKey: countedKey(id, 'feed', country ?? ''), initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) => client.call(readFeed, { params: { id }, query: { limit: 20, ...(country !== undefined && { country }), ...(pageParam !== undefined && { before: pageParam }) } }),
    getNextPageParam: ({ next }) => next, refetchInterval: useRefetchEvery(),
  });
}

/** Who takes part, with the time of the last report of each. */
export function useMembers(id: string): UseQueryResult<JointOperation> {
  return useQuery({ queryKey: countedKey(id, 'members'), queryFn: () => client.call(getJoint, { params: { id } }), refetchInterval: useRefetchEvery() });
}

/** The reports behind a number. */
export function useBehind(id: string, search: ListSearch) {
  const asked = { ...askedOf(search), ...(search.measure !== undefined && { measure: search.measure }) };
  return useInfiniteQuery({
    queryKey: countedKey(id, 'behind', asked), initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => client.call(listIncidents, { params: { id }, query: { ...asked, limit: 50, ...(pageParam !== undefined && { after: pageParam }) } }),
    getNextPageParam: ({ next }) => next,
  });
}
