import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { listFrozen, readResults } from '@watchword/api/joint/counting.ts';
import type { OutputOf } from '@watchword/api/operation.ts';
import { client } from '../../../api.ts';
import { countedKey, operationKey, useRefetchEvery } from '../../queries.ts';

export type Live = OutputOf<typeof readResults>;
export type Edition = OutputOf<typeof listFrozen>['items'][number];

/** Results as counted at this moment, or as known at an earlier one, with the signatures. */
export function useResults(id: string, cutOff?: string, enabled = true): UseQueryResult<Live> {
  return useQuery({ queryKey: countedKey(id, 'results', cutOff ?? ''), enabled, queryFn: () => client.call(readResults, { params: { id }, query: cutOff === undefined ? {} : { cutOff } }), refetchInterval: useRefetchEvery() });
}

/** The frozen editions, the last one first. */
export function useEditions(id: string): UseQueryResult<readonly Edition[]> {
  return useQuery({ queryKey: operationKey(id, 'frozen'), queryFn: async () => (await client.call(listFrozen, { params: { id } })).items.toReversed(), refetchInterval: useRefetchEvery() });
}
