import { useMutation, useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { type Chart, createChart, getChart, listCharts, removeChart, saveChart } from '@watchword/api/joint/charts.ts';
import { expandEntity, findPath, listFacilitators, measureNetwork, MOST_SHOWN, readNetwork, type Graph } from '@watchword/api/joint/network.ts';
import type { Share } from '@watchword/api/joint/words.ts';
import { type Dispatch, useReducer, useState } from 'react';
import { client, queries } from '../../api.ts';
import { countedKey, operationKey } from '../queries.ts';
import { contentOf, EMPTY, reduce, type Act, type ChartState } from './chart-state.ts';

/** A chart that is kept: what of it the page has to know to save it again. */
export type KeptChart = Pick<Chart, 'id' | 'version' | 'title' | 'share' | 'own' | 'history'>;
/** A chart in hand, with what can be asked of the network. `error`: the last thing that failed. */
export type NetworkInHand = {
  readonly id: string; readonly state: ChartState; readonly dispatch: Dispatch<Act>; readonly kept: KeptChart | undefined; readonly total: number; readonly handling: string | undefined; readonly error: unknown; readonly isBusy: boolean;
  expand(entity: string, more?: { hops?: number; relations?: Graph['edges'][number]['relation'][]; limit?: number }): void;
  showAll(): void; path(from: string, to: string): void; open(chart: string, version?: number): void; save(as: { title: string; share: Share; isNew: boolean }): void; refresh(): void; clear(): void;
};

/** Everything that a chart is made of. */
export function useNetwork(id: string): NetworkInHand {
  const [state, dispatch] = useReducer(reduce, EMPTY);
  const [kept, setKept] = useState<KeptChart>();
  const [total, setTotal] = useState(0);
  const [handling, setHandling] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(0);
  const params = { id };
  const run = (work: () => Promise<void>): void => {
    setBusy((count) => count + 1);
    setError(undefined);
    work().catch(setError).finally(() => setBusy((count) => count - 1));
  };
  const told = (graph: Graph): Graph => {
    if (graph.handling !== undefined) setHandling(graph.handling);
    return graph;
  };
  const known = [...state.board.entities.keys()];
  return {
    id, state, dispatch, kept, total, handling, error, isBusy: busy > 0,
    expand: (entity, { hops = 1, relations, limit = MOST_SHOWN } = {}) => run(async () => {
      const room = Math.max(0, Math.min(limit, MOST_SHOWN - known.length));
      const graph = told(await client.call(expandEntity, { params, body: { entity, hops, known: known.slice(0, MOST_SHOWN), limit: room, ...(relations !== undefined && { filter: { relations } }) } }));
      setTotal(known.length + graph.total);
      dispatch({ act: 'add', graph, select: [entity] });
    }),
    showAll: () => run(async () => {
      const graph = told(await client.call(readNetwork, { params, body: {} }));
      const room = MOST_SHOWN - known.length;
      const there = new Set(known);
      setTotal(graph.total);
      dispatch({ act: 'add', graph: { ...graph, entities: [...graph.entities.filter((entity) => there.has(entity.id)), ...graph.entities.filter((entity) => !there.has(entity.id)).slice(0, room)] } });
    }),
    path: (from, to) => run(async () => {
      const graph = told(await client.call(findPath, { params, body: { from, to } }));
      dispatch({ act: 'add', graph, select: graph.entities.map((entity) => entity.id) });
    }),
    open: (chart, version) => run(async () => {
      const found = await client.call(getChart, { params: { id, chart }, query: { ...(version !== undefined && { version }) } });
      const ids = [...new Set([...found.content.nodes.map((node) => node.id), ...(found.content.merges ?? []).flatMap(({ members }) => members)])].filter((one) => !one.startsWith('own_'));
      const graph = ids.length === 0 ? { entities: [], edges: [] } : told(await client.call(readNetwork, { params, body: { entities: ids.slice(0, MOST_SHOWN) } }));
      setKept({ ...found, version: found.history[0]?.version ?? found.version });
      setTotal(0);
      dispatch({ act: 'open', graph, content: found.content });
    }),
    save: ({ title, share, isNew }) => run(async () => {
      const body = { title, share, content: contentOf(state) };
      const saved = isNew || kept?.own !== true ? await client.call(createChart, { params, body }) : await client.call(saveChart, { params: { id, chart: kept.id }, body }, { version: kept.version });
      setKept(saved);
      dispatch({ act: 'saved' });
      await queries.invalidateQueries({ queryKey: operationKey(id, 'charts') });
    }),
    refresh: () => run(async () => {
      const ids = known.slice(0, MOST_SHOWN);
      if (ids.length > 0) dispatch({ act: 'refresh', graph: told(await client.call(readNetwork, { params, body: { entities: ids } })) });
    }),
    clear: () => {
      setKept(undefined);
      setTotal(0);
      dispatch({ act: 'clear' });
    },
  };
}

/** Charts that may be opened. */
export function useCharts(id: string): UseQueryResult<readonly Omit<Chart, 'content' | 'history'>[]> {
  return useQuery({ queryKey: operationKey(id, 'charts'), queryFn: async () => (await client.call(listCharts, { params: { id } })).items });
}

/** Removes a chart of one's own organisation. */
export function useRemoveChart(id: string): UseMutationResult<unknown, unknown, string> {
  return useMutation({ mutationFn: (chart: string) => client.call(removeChart, { params: { id, chart } }), onSuccess: () => queries.invalidateQueries({ queryKey: operationKey(id, 'charts') }) });
}

type Answer<Op extends Parameters<typeof client.call>[0]> = Awaited<ReturnType<typeof client.call<Op>>>;

/** Who facilitates across incidents, with the reasons. */
export function useFacilitators(id: string): UseQueryResult<Answer<typeof listFacilitators>> {
  return useQuery({ queryKey: countedKey(id, 'facilitators'), queryFn: () => client.call(listFacilitators, { params: { id } }) });
}

/** What is one step away from an entity, by relation: how much it is, before any of it is shown. */
export function useWays(id: string, entity: string | undefined, known: readonly string[]): UseQueryResult<Answer<typeof expandEntity>> {
  return useQuery({ queryKey: countedKey(id, 'ways', entity, known.length), queryFn: () => client.call(expandEntity, { params: { id }, body: { entity: entity ?? '', limit: 0, known: known.slice(0, MOST_SHOWN) } }), enabled: entity !== undefined });
}

/** Measures of what is on the chart. */
export function useMeasures(id: string, entities: readonly string[], isOn: boolean): UseQueryResult<Answer<typeof measureNetwork>> {
  return useQuery({ queryKey: countedKey(id, 'measures', [...entities].toSorted((one, other) => (one < other ? -1 : 1))), queryFn: () => client.call(measureNetwork, { params: { id }, body: { entities: entities.slice(0, MOST_SHOWN) } }), enabled: isOn && entities.length > 0 });
}
