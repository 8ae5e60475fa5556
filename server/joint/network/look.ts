/** Looking at a graph: a part of it, what is around an entity, the way between two, whatever is called so. Pure. */
import { foldText } from '@watchword/api/folding.ts';
import { ENTITY_KINDS, type Edge, type Entity, type EntityKind, type Graph, type GraphFilter, type Relation } from '@watchword/api/joint/network.ts';
import type { Network } from './graph.ts';

/** What is one step away, by relation and kind. */
export type Way = { readonly relation: Relation; readonly kind: EntityKind; readonly total: number; readonly fresh: number };
type Looking = { readonly kinds?: GraphFilter['kinds'] | undefined; readonly relations?: GraphFilter['relations'] | undefined };

/** The places of entities that pass, the most important first: networks, then by number of links. */
export function passing(network: Network, { kinds }: Looking): number[] {
  const passed = network.entities.flatMap(({ kind }, at) => (kinds === undefined || kinds.includes(kind) ? [at] : []));
  return passed.sort((one, other) => weightOf(network, other) - weightOf(network, one) || (idAt(network, one) < idAt(network, other) ? -1 : 1));
}

/** The places of entities by their ids; what is not there is passed over. */
export function placesOf(network: Network, ids: readonly string[]): number[] {
  return [...new Set(ids.flatMap((id) => network.at.get(id) ?? []))];
}

/** These entities and the links among them. `total`: how many there would be. */
export function graphOf(network: Network, shown: readonly number[], { total = shown.length, relations, of = shown }: { total?: number; relations?: readonly Relation[] | undefined; of?: readonly number[] } = {}): Graph {
  const inside = new Set(shown);
  const found = new Set<number>();
  for (const at of shown) for (const edge of network.around[at] ?? []) if (otherEnds(network, edge).every((end) => inside.has(end))) found.add(edge);
  const kinds = new Map<EntityKind, number>();
  for (const at of of) kinds.set(network.entities[at]?.kind ?? 'incident', (kinds.get(network.entities[at]?.kind ?? 'incident') ?? 0) + 1);
  return {
    entities: shown.flatMap((at) => network.entities[at] ?? []), total,
    edges: [...found].flatMap((edge) => network.edges[edge] ?? []).filter(({ relation }) => relations === undefined || relations.includes(relation)),
    kinds: ENTITY_KINDS.flatMap((kind) => { const entities = kinds.get(kind) ?? 0; return entities === 0 ? [] : [{ kind, entities }]; }),
  };
}

export type Expanding = Looking & { readonly hops: number; readonly known: ReadonlySet<number> };

/** What is around an entity, the nearest first, without what is known. Places are not passed through: they join what has nothing to do with each other. */
export function around(network: Network, entity: number, { hops, known, kinds, relations }: Expanding): number[] {
  const seen = new Set([entity]);
  const found: number[] = [];
  let edge = [entity];
  for (let hop = 0; hop < hops; hop += 1) {
    const next: number[] = [];
    for (const at of edge) {
      if (at !== entity && network.entities[at]?.kind === 'place') continue;
      for (const { end, relation } of neighboursOf(network, at)) {
        if (seen.has(end) || (relations !== undefined && !relations.includes(relation)) || (kinds !== undefined && !kinds.includes(network.entities[end]?.kind ?? 'incident'))) continue;
        seen.add(end);
        next.push(end);
      }
    }
    found.push(...next.toSorted((one, other) => weightOf(network, other) - weightOf(network, one) || (idAt(network, one) < idAt(network, other) ? -1 : 1)));
    edge = next;
  }
  return found.filter((at) => !known.has(at));
}

/** What is one step away, by relation and kind; the relations in one order. */
export function waysFrom(network: Network, entity: number, known: ReadonlySet<number>): Way[] {
  const found = new Map<string, { relation: Relation; kind: EntityKind; ends: Set<number> }>();
  for (const { end, relation } of neighboursOf(network, entity)) {
    const kind = network.entities[end]?.kind ?? 'incident';
    const way = found.get(`${relation} ${kind}`) ?? { relation, kind, ends: new Set() };
    found.set(`${relation} ${kind}`, way);
    way.ends.add(end);
  }
  return [...found.values()].map(({ relation, kind, ends }) => ({ relation, kind, total: ends.size, fresh: [...ends].filter((end) => !known.has(end)).length })).toSorted((one, other) => other.total - one.total || (one.relation < other.relation ? -1 : 1));
}

/** A shortest way between two, both ends in it; without passing through a place where there is such a way. */
export function pathBetween(network: Network, [from, to]: readonly [number, number], looking: Looking = {}): number[] | undefined {
  return walk(network, [from, to], { ...looking, isPassed: (at) => network.entities[at]?.kind !== 'place' }) ?? walk(network, [from, to], { ...looking, isPassed: () => true });
}

function walk(network: Network, [from, to]: readonly [number, number], { isPassed, kinds, relations }: Looking & { readonly isPassed: (at: number) => boolean }): number[] | undefined {
  const before = new Map<number, number>([[from, from]]);
  for (const at of before.keys()) {
    if (at === to) break;
    if (at !== from && !isPassed(at)) continue;
    for (const { end, relation } of neighboursOf(network, at)) {
      if (before.has(end) || (relations !== undefined && !relations.includes(relation)) || (end !== to && kinds !== undefined && !kinds.includes(network.entities[end]?.kind ?? 'incident'))) continue;
      before.set(end, at);
    }
  }
  if (!before.has(to)) return undefined;
  const path = [to];
  for (let at = to; at !== from; ) path.push((at = before.get(at) ?? from));
  return path.reverse();
}

/** Entities of which every word is in what they are called. */
export function called(network: Network, text: string, { kinds }: Looking): number[] {
  const words = foldText(text).split(/\s+/).filter((word) => word !== '');
  const numbers = words.map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, '')).filter((word) => word !== '');
  return passing(network, { kinds }).filter((at) => {
    const { label = '', detail = '' } = network.entities[at] ?? {};
    const folded = foldText(`${label} ${detail}`);
    const dense = folded.replaceAll(/[^\p{L}\p{N}]/gu, '');
    return words.every((word) => folded.includes(word)) || (numbers.length > 0 && dense.includes(numbers.join('')));
  });
}

/** The neighbours of an entity, with how they belong to it. */
export function neighboursOf(network: Network, at: number): { end: number; relation: Relation }[] {
  return (network.around[at] ?? []).flatMap((edge) => {
    const relation = network.edges[edge]?.relation;
    const end = otherEnds(network, edge).find((one) => one !== at);
    return relation === undefined || end === undefined ? [] : [{ end, relation }];
  });
}

function otherEnds({ edges, at }: Network, edge: number): number[] {
  const { from, to }: Pick<Edge, 'from' | 'to'> = edges[edge] ?? { from: '', to: '' };
  return [at.get(from) ?? 0, at.get(to) ?? 0];
}

function weightOf({ entities }: Network, at: number): number {
  const { kind, links, roles }: Pick<Entity, 'kind' | 'links' | 'roles'> = entities[at] ?? { kind: 'incident', links: 0, roles: [] };
  return (kind === 'network' ? 1_000_000 : 0) + (kind === 'place' ? 0 : 1000) + (roles.length > 0 ? 500 : 0) + links;
}

function idAt({ entities }: Network, at: number): string {
  return entities[at]?.id ?? '';
}
