import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { getJoint, listJoint } from '@watchword/api/joint/operations.ts';
import type { JointOperation } from '@watchword/api/joint/plans.ts';
import { useEffect } from 'react';
import { client, queries } from '../api.ts';
import { onHeard, openFeed, useFeed } from '../live/feed.ts';

/** While the feed is live every event asks anew; this is for what no event tells. While it is lost this is all there is. In ms. */
const SELDOM = 120_000;
const OFTEN = 5000;

/** Where what belongs to an operation is kept. An event `operation.changed` asks for all of it anew. */
export const operationKey = (id: string, ...more: readonly unknown[]) => ['operation', id, ...more] as const;
/** Where what is counted, or reported, in an operation is kept: `operation.counted` asks for it anew. */
export const countedKey = (id: string, ...more: readonly unknown[]) => ['operation', id, 'counted', ...more] as const;
export const OPERATIONS_KEY = ['operations'] as const;

/** How often to ask although nothing was heard, in ms. */
export function useRefetchEvery(): number {
  return useFeed().state === 'live' ? SELDOM : OFTEN;
}

/** The operations in which the own country takes part, or to which it was invited; the newest first. */
export function useOperations(): UseQueryResult<readonly JointOperation[]> {
  return useQuery({ queryKey: OPERATIONS_KEY, queryFn: async () => (await client.call(listJoint)).items, refetchInterval: useRefetchEvery() });
}

/** One operation: its plan, who takes part, and what the own country may do in it. */
export function useOperation(id: string): UseQueryResult<JointOperation> {
  return useQuery({ queryKey: operationKey(id), queryFn: () => client.call(getJoint, { params: { id } }), refetchInterval: useRefetchEvery() });
}

/** Keeps what is shown of operations up to date with the live feed, for as long as a page stands. */
export function useOperationFeed(): void {
  useEffect(openFeed, []);
  useEffect(() => {
    const refresh = refresher();
    return onHeard((event) => {
      if (event === undefined) refresh(['operation'], OPERATIONS_KEY);
      else if (event.kind === 'operation.changed') refresh(operationKey(event.subject), OPERATIONS_KEY);
      else if (event.kind === 'operation.counted') refresh(countedKey(event.subject));
    });
  }, []);
}

/** Asks anew at once; what is heard while an answer is on its way is asked for once more when it has come. A burst of reports so never keeps numbers from the wall. */
function refresher(): (...keys: readonly (readonly unknown[])[]) => void {
  const waiting = new Map<string, readonly unknown[]>();
  const asking = new Set<string>();
  const ask = async (name: string): Promise<void> => {
    asking.add(name);
    for (let key = waiting.get(name); key !== undefined; key = waiting.get(name)) {
      waiting.delete(name);
      await queries.invalidateQueries({ queryKey: key }).catch(() => undefined);
    }
    asking.delete(name);
  };
  return (...keys) => {
    for (const key of keys) {
      const name = JSON.stringify(key);
      waiting.set(name, key);
      if (!asking.has(name)) void ask(name);
    }
  };
}
