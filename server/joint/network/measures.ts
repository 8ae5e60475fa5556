/** What analysts measure of a network, by graphology. Pure: the same graph has the same numbers. */
import type { Entity } from '@watchword/api/joint/network.ts';
import { UndirectedGraph } from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import betweennessModule from 'graphology-metrics/centrality/betweenness.js';
import type { Network } from './graph.ts';

// Both packages are CommonJS: their types name a `default` that is, when imported, the module itself.
const louvain = louvainModule as unknown as typeof louvainModule.default;
const betweenness = betweennessModule as unknown as typeof betweennessModule.default;

/** With more entities than this, betweenness takes too long (it grows with entities times links). */
export const MOST_BETWEEN = 4000;

/** An entity with its numbers. `betweenness`: 0 to 1. `community`: from 1, the largest first. */
export type Measured = { readonly at: number; readonly entity: Entity; readonly degree: number; readonly betweenness?: number; readonly community: number };
export type Community = { readonly number: number; readonly entities: number; readonly countries: string[]; readonly leading: string[] };

/** Measures these entities and the links among them. Those that lie between most come first. */
export function measure(network: Network, places: readonly number[]): { items: Measured[]; communities: Community[] } {
  const graph = new UndirectedGraph();
  for (const at of places) graph.addNode(String(at));
  for (const at of places) {
    for (const edge of network.around[at] ?? []) {
      const { from = '', to = '' } = network.edges[edge] ?? {};
      const [one, other] = [network.at.get(from), network.at.get(to)].map(String);
      if (one !== undefined && other !== undefined && one !== other && graph.hasNode(one) && graph.hasNode(other)) graph.mergeEdge(one, other);
    }
  }
  const between = graph.order <= MOST_BETWEEN && graph.order > 2 ? betweenness(graph, { getEdgeWeight: null, normalized: true }) : undefined;
  const groups = graph.size === 0 ? Object.fromEntries(places.map((at, number) => [String(at), number])) : louvain(graph, { rng: drawing(), getEdgeWeight: null });
  const communities = communitiesOf(network, places, groups);
  const items = places.flatMap((at): Measured[] => {
    const entity = network.entities[at];
    return entity === undefined ? [] : [{ at, entity, degree: graph.degree(String(at)), ...(between !== undefined && { betweenness: round(between[String(at)] ?? 0) }), community: communities.numbers.get(groups[String(at)] ?? 0) ?? 0 }];
  });
  return { items: items.sort((one, other) => (other.betweenness ?? 0) - (one.betweenness ?? 0) || other.degree - one.degree || (one.entity.id < other.entity.id ? -1 : 1)), communities: communities.list };
}

function communitiesOf({ entities }: Network, places: readonly number[], groups: Readonly<Record<string, number>>): { list: Community[]; numbers: ReadonlyMap<number, number> } {
  const found = Map.groupBy(places, (at) => groups[String(at)] ?? 0);
  const order = [...found].toSorted(([one, ofOne], [other, ofOther]) => ofOther.length - ofOne.length || one - other);
  const list = order.map(([, of], at): Community => {
    const members = of.flatMap((place) => entities[place] ?? []).toSorted((one, other) => other.links - one.links || (one.id < other.id ? -1 : 1));
    return { number: at + 1, entities: of.length, countries: [...new Set(members.flatMap(({ countries }) => countries))].toSorted(), leading: members.slice(0, 3).map(({ id }) => id) };
  });
  return { list, numbers: new Map(order.map(([group], at) => [group, at + 1])) };
}

/** Draws that are the same every time: two who look at the same network see the same communities. */
function drawing(): () => number {
  let state = 0x2f6e2b1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
