import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { readHandover } from '@watchword/api/hits/desk.ts';
import { listDoubts, type RecordDoubt } from '@watchword/api/hits/reviews.ts';
import { getHit, type Hit, type HitDetail, listHits, readHitRecord } from '@watchword/api/hits.ts';
import { client, queries } from '../api.ts';
import { useFeed } from '../live/feed.ts';

/** While the feed is live every event asks anew; this is for what no event tells. While it is lost this is all there is. In ms. */
const SELDOM = 120_000;
const OFTEN = 5000;
/** Pages of the list that are read at most. */
const MOST_PAGES = 10;

export const HITS_KEY = ['hits', 'open'] as const;

async function listOpen(): Promise<readonly Hit[]> {
  const hits: Hit[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await client.call(listHits, { query: { limit: 200, ...(cursor !== undefined && { cursor }) } });
    hits.push(...answer.items);
    cursor = answer.nextCursor;
    if (cursor === undefined) break;
  }
  return hits;
}

/** Every hit of the desk that is not done. */
export function useHits(): UseQueryResult<readonly Hit[]> {
  const { state } = useFeed();
  return useQuery({ queryKey: HITS_KEY, queryFn: listOpen, staleTime: 1000, refetchInterval: state === 'live' ? SELDOM : OFTEN, refetchIntervalInBackground: true });
}

/** One hit with its checks and every step. Asking for it tells the finder that the owner has opened it. */
export function useHit(id: string): UseQueryResult<HitDetail> {
  return useQuery({ queryKey: ['hit', id], queryFn: () => client.call(getHit, { params: { id } }), staleTime: 1000 });
}

/** The record of a hit, for its owner. */
export function useHitRecord(id: string, enabled: boolean) {
  return useQuery({ queryKey: ['hit-record', id], enabled, queryFn: () => client.call(readHitRecord, { params: { id } }), staleTime: 60_000 });
}

/** Hits with which the desk is done, the newest first: asked for when nothing else is there. */
export function useDoneHits(enabled: boolean) {
  return useQuery({ queryKey: ['hits', 'done'], enabled, queryFn: async () => (await client.call(listHits, { query: { queue: 'done', limit: 50 } })).items, staleTime: 1000 });
}

/** Records that are flagged for review and not decided: all of them for the compliance desk, one's own for a bureau. */
export function useDoubts(): readonly RecordDoubt[] {
  return useQuery({ queryKey: ['doubts'], queryFn: async () => (await client.call(listDoubts, { query: { state: 'open', limit: 200 } })).items, staleTime: 5000, refetchInterval: SELDOM }).data ?? [];
}

/** What is handed over, and the handovers before. */
export function useHandover() {
  return useQuery({ queryKey: ['handover'], queryFn: () => client.call(readHandover), staleTime: 0 });
}

/** Takes over a hit as the server answered it, and lets what shows it be read anew. */
export function noteHit(hit: Hit): void {
  queries.setQueryData<readonly Hit[]>(HITS_KEY, (hits) => hits?.map((one) => (one.id === hit.id ? hit : one)));
  freshenHits(hit.id);
}

/** Reads lists of hits anew, and one hit if it is open. */
export function freshenHits(id?: string): void {
  void queries.invalidateQueries({ queryKey: ['hits'] });
  void queries.invalidateQueries({ queryKey: ['handover'] });
  if (id !== undefined) void queries.invalidateQueries({ queryKey: ['hit', id] });
}
