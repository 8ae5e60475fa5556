/** The graph of many reports: what is the same is one entity, what was told twice is one link. Pure. */
import type { Edge, Entity, Provenance, Relation } from '@watchword/api/joint/network.ts';
import type { IncidentRole } from '@watchword/api/joint/words.ts';
import { formatDecimal, parseDecimal } from '@watchword/sdk/joint/decimals.ts';
import type { FactEdge, FactNode, Facts } from './facts.ts';

/** Two entries of persons that both countries link: places in the list of reports, and of the person in it. */
export type SameEntry = { readonly one: EntryAt; readonly other: EntryAt };
type EntryAt = { readonly incident: string; readonly person: number };

/** The graph. `around`: for each entity its links, by their place in `edges`. `at`: places of entities by each of their ids. `places`: of each node of each report the entity. */
export type Network = { readonly entities: readonly Entity[]; readonly edges: readonly Edge[]; readonly around: readonly (readonly number[])[]; readonly at: ReadonlyMap<string, number>; readonly places: readonly (readonly number[])[] };

/** So many sources of a link are told. */
const TOLD = 10;

/** Builds it. The order of the reports does not matter for what is the same. */
export function buildNetwork(reports: readonly Facts[], same: readonly SameEntry[] = []): Network {
  const { places, count } = gather(reports, same);
  const merged = Array.from({ length: count }, (): { node: FactNode; facts: Facts }[] => []);
  reports.forEach((facts, report) => facts.nodes.forEach((node, at) => merged[places[report]?.[at] ?? 0]?.push({ node, facts })));
  const entities = merged.map(entityOf);
  const ends = entities.map(({ id }) => id);
  const isVictim = entities.map(({ roles }) => roles.includes('victim'));
  const edges = linkAll(reports, places, { ends, isVictim });
  const at = new Map<string, number>();
  entities.forEach(({ id, also }, place) => [id, ...also].forEach((one) => at.set(one, place)));
  const around: number[][] = entities.map(() => []);
  const neighbours = entities.map(() => new Set<string>());
  edges.forEach(({ from, to }, edge) => {
    const [one, other] = [at.get(from) ?? 0, at.get(to) ?? 0];
    around[one]?.push(edge);
    if (other !== one) around[other]?.push(edge);
    neighbours[one]?.add(to);
    neighbours[other]?.add(from);
  });
  return { entities: entities.map((entity, place) => ({ ...entity, links: neighbours[place]?.size ?? 0 })), edges, around, at, places };
}

/** Puts what has a key in common together. */
function gather(reports: readonly Facts[], same: readonly SameEntry[]): { places: readonly (readonly number[])[]; count: number } {
  const above: number[] = [];
  const find = (one: number): number => {
    let top = one;
    while (above[top] !== top) top = above[top] ?? top;
    for (let at = one; at !== top; ) [at, above[at]] = [above[at] ?? top, top];
    return top;
  };
  const join = (one: number, other: number): void => void (above[Math.max(find(one), find(other))] = Math.min(find(one), find(other)));
  const byKey = new Map<string, number>();
  const entries = new Map<string, number>();
  const numbers = reports.map(({ nodes, provenance: { incident } }) => nodes.map(({ keys, kind, entry }) => {
    const number = above.push(above.length) - 1;
    for (const key of keys) {
      const known = byKey.get(`${kind} ${key}`);
      if (known === undefined) byKey.set(`${kind} ${key}`, number);
      else join(known, number);
    }
    if (entry !== undefined) entries.set(`${incident} ${entry}`, number);
    return number;
  }));
  for (const { one, other } of same) {
    const [first, second] = [one, other].map(({ incident, person }) => entries.get(`${incident} ${person}`));
    if (first !== undefined && second !== undefined) join(first, second);
  }
  const order = new Map<number, number>();
  const places = numbers.map((of) => of.map((number) => {
    const top = find(number);
    const place = order.get(top) ?? order.size;
    order.set(top, place);
    return place;
  }));
  return { places, count: order.size };
}

/** One entity of all that was said of it. What is told first stands, but for what must not be missed. */
function entityOf(told: readonly { node: FactNode; facts: Facts }[]): Entity {
  const nodes = told.map(({ node }) => node);
  const ids = [...new Set(nodes.flatMap(({ keys }) => keys))].toSorted();
  const days = told.map(({ facts }) => facts.day).toSorted();
  const first = <Field extends 'detail' | 'country' | 'incident' | 'persons'>(field: Field): FactNode[Field] | undefined => nodes.find((node) => node[field] !== undefined)?.[field];
  const [detail, country, incident, persons] = [first('detail'), first('country'), first('incident'), first('persons')];
  // A network is dismantled when one report says so.
  const state = nodes[0]?.kind === 'network' && nodes.some((node) => node.detail === 'dismantled') ? 'dismantled' : detail;
  return {
    id: ids[0] ?? '', also: ids.slice(1), kind: nodes[0]?.kind ?? 'incident', label: nodes.toSorted((one, other) => Number(one.weak === true) - Number(other.weak === true) || other.label.length - one.label.length)[0]?.label ?? '',
    ...(state !== undefined && { detail: state }), ...(country !== undefined && { country }), ...(incident !== undefined && { incident }), ...(persons !== undefined && { persons }),
    roles: rolesOf(nodes), ...(nodes.some(({ minor }) => minor) && { minor: true as const }), ...(nodes.some(({ arrested }) => arrested) && { arrested: true as const }),
    incidents: new Set(told.map(({ facts }) => facts.provenance.incident)).size, countries: [...new Set(told.map(({ facts }) => facts.provenance.country))].toSorted(), first: days[0] ?? '', last: days.at(-1) ?? '', links: 0,
  };
}

/** Whoever is a victim anywhere is nothing else. */
function rolesOf(nodes: readonly FactNode[]): IncidentRole[] {
  const roles = [...new Set(nodes.flatMap(({ role }) => role ?? []))].toSorted();
  return roles.includes('victim') ? ['victim'] : roles;
}

type Linking = { readonly ends: readonly string[]; readonly isVictim: readonly boolean[] };
type Growing = { from: string; to: string; relation: Relation; told: { edge: FactEdge; facts: Facts }[] };

function linkAll(reports: readonly Facts[], places: readonly (readonly number[])[], { ends, isVictim }: Linking): Edge[] {
  const found = new Map<string, Growing>();
  reports.forEach((facts, report) => {
    for (const edge of facts.edges) {
      const [from, to] = [places[report]?.[edge.from] ?? 0, places[report]?.[edge.to] ?? 0];
      // What was said of a victim as if he were something else is not shown.
      const relation = isVictim[from] === true && (edge.relation === 'suspect' || edge.relation === 'facilitator' || edge.relation === 'migrant') ? 'victim' : edge.relation;
      if (from === to || (isVictim[from] === true && relation === 'leads')) continue;
      const id = `${ends[from] ?? ''}.${ends[to] ?? ''}.${relation}`;
      const known = found.get(id) ?? { from: ends[from] ?? '', to: ends[to] ?? '', relation, told: [] };
      found.set(id, known);
      known.told.push({ edge, facts });
    }
  });
  return [...found].map(([id, growing]) => edgeOf(id, growing));
}

function edgeOf(id: string, { from, to, relation, told }: Growing): Edge {
  const once = new Map<string, FactEdge>();
  told.forEach(({ edge }, at) => {
    const name = edge.once ?? `#${at}`;
    const before = once.get(name);
    if (before === undefined || before.count < edge.count) once.set(name, edge);
  });
  const sums = new Map<string, bigint>();
  for (const { currency, amount } of once.values()) if (currency !== undefined && amount !== undefined) sums.set(currency, (sums.get(currency) ?? 0n) + parseDecimal(amount));
  const sources = new Map<string, Provenance>(told.map(({ facts: { provenance } }) => [provenance.incident, provenance]));
  const latest = [...sources.values()].toSorted((one, other) => (one.receivedAt < other.receivedAt ? 1 : -1));
  const days = told.map(({ facts }) => facts.day).toSorted();
  return {
    id, from, to, relation, count: [...once.values()].reduce((sum, { count }) => sum + count, 0), amounts: [...sums].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([currency, amount]) => ({ currency, amount: formatDecimal(amount) })),
    first: days[0] ?? '', last: days.at(-1) ?? '', provenance: latest.slice(0, TOLD), sources: latest.length,
  };
}
