/** A chart as it goes into a file: everything that is drawn, flat, with where it comes from. */
import type { ChartContent } from '@watchword/api/joint/charts.ts';
import type { Edge, Entity, EntityKind, Graph } from '@watchword/api/joint/network.ts';

/** An entity that is drawn. `own`: added by whoever drew the chart. */
export type DrawnNode = {
  readonly id: string; readonly kind: EntityKind; readonly label: string; readonly detail: string; readonly country: string; readonly roles: string; readonly x?: number | undefined; readonly y?: number | undefined; readonly pinned: boolean; readonly own: boolean;
  readonly incidents: number; readonly countries: string; readonly first: string; readonly last: string; readonly note: string;
};
/** A link that is drawn. `sources`: incidents, countries and grading in one line. */
export type DrawnLink = { readonly id: string; readonly from: string; readonly to: string; readonly relation: string; readonly directed: boolean; readonly count: number; readonly amount: string; readonly first: string; readonly last: string; readonly sources: string };
/** `at`: when it was taken, UTC. */
export type Drawing = { readonly operation: string; readonly title: string; readonly handling: string; readonly at: string; readonly nodes: readonly DrawnNode[]; readonly links: readonly DrawnLink[] };

export type Drawn = { readonly operation: string; readonly title: string; readonly at: string; readonly graph: Pick<Graph, 'entities' | 'edges' | 'handling'>; readonly content?: ChartContent | undefined };

/** What is drawn of a graph: all of it, or where it is laid out as a chart that which is on it and not hidden, merged as it is merged there. */
export function drawingOf({ operation, title, at, graph, content }: Drawn): Drawing {
  const nodes = new Map((content?.nodes ?? []).map((node) => [node.id, node]));
  const into = new Map((content?.merges ?? []).flatMap(({ into: one, members }) => members.map((member) => [member, one] as const)));
  const names = new Map(graph.entities.flatMap(({ id, also }) => [id, ...also].map((one) => [one, id] as const)));
  const placed = (ids: readonly string[]): ChartContent['nodes'][number] | undefined => ids.map((id) => nodes.get(id)).find((node) => node !== undefined);
  const drawn: DrawnNode[] = [];
  const add = (node: DrawnNode, ids: readonly string[]): void => {
    const place = placed(ids);
    if (content !== undefined && (place === undefined || place.hidden === true)) return;
    drawn.push({ ...node, ...(place !== undefined && { x: place.x, y: place.y, pinned: place.pinned === true }) });
  };
  for (const entity of graph.entities) if (!into.has(entity.id)) add(nodeOf(entity), [entity.id, ...entity.also]);
  for (const { id, kind, label, note = '', source = '' } of content?.added ?? []) if (!into.has(id)) add({ ...EMPTY, id, kind, label, own: true, note: [note, source].filter((part) => part !== '').join(' · ') }, [id]);
  const there = new Set(drawn.map(({ id }) => id));
  const end = (id: string): string => names.get(into.get(id) ?? id) ?? into.get(id) ?? id;
  const links = [
    ...graph.edges.map((edge) => ({ ...linkOf(edge), from: end(edge.from), to: end(edge.to) })),
    ...(content?.links ?? []).map((link): DrawnLink => ({ id: link.id, from: end(link.from), to: end(link.to), relation: link.label, directed: link.directed === true, count: 1, amount: '', first: '', last: '', sources: link.source ?? '' })),
  ].filter(({ from, to }) => from !== to && there.has(from) && there.has(to));
  return { operation, title, handling: graph.handling ?? '', at, nodes: drawn, links };
}

const EMPTY = { detail: '', country: '', roles: '', pinned: false, own: false, incidents: 0, countries: '', first: '', last: '', note: '' } as const;

function nodeOf({ id, kind, label, detail = '', country = '', roles, incidents, countries, first, last }: Entity): DrawnNode {
  return { ...EMPTY, id, kind, label, detail, country, roles: roles.join(' '), incidents, countries: countries.join(' '), first, last };
}

function linkOf({ id, from, to, relation, count, amounts, first, last, provenance, sources }: Edge): DrawnLink {
  const told = provenance.map(({ incident, country, source = '', information = '', by }) => [incident, country, `${source}${information}`, by ?? ''].filter((part) => part !== '').join(' ')).join('; ');
  return { id, from, to, relation, directed: true, count, amount: amounts.map(({ amount, currency }) => `${currency} ${amount}`).join('; '), first, last, sources: sources > provenance.length ? `${told}; and ${sources - provenance.length} more` : told };
}
