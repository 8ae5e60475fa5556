/** What of a chart is seen: merged, without what is hidden or did not happen in these days. Pure. */
import type { Edge, Entity, EntityKind } from '@watchword/api/joint/network.ts';
import type { ChartState, OwnLink } from './chart-state.ts';

/** An entity as it is drawn. `members`: what was merged into it; `entity`: what the reports say, absent for what was added by hand. */
export type Item = { readonly id: string; readonly kind: EntityKind; readonly label: string; readonly entity?: Entity | undefined; readonly note?: string | undefined; readonly members: readonly Item[]; readonly place?: { readonly x: number; readonly y: number } | undefined; readonly pinned: boolean };
/** A link as it is drawn, between what its ends were merged into. */
export type Line = { readonly id: string; readonly from: string; readonly to: string; readonly edge?: Edge | undefined; readonly own?: OwnLink | undefined };
export type Seen = { readonly items: readonly Item[]; readonly lines: readonly Line[]; readonly hidden: number };

/** What is seen of a chart. */
export function seenOf({ board, sight }: Pick<ChartState, 'board' | 'sight'>): Seen {
  const into = new Map(board.merges.flatMap((merge) => merge.members.map((member) => [member, merge.into] as const)));
  const topOf = (id: string): string => into.get(id) ?? id;
  const isAll = sight.from === undefined && sight.to === undefined;
  const edges = [...board.edges.values()].filter((edge) => isAll || isWithin(edge, sight));
  const inTime = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const items = new Map<string, Item>();
  const all = new Map<string, Item>();
  for (const entity of board.entities.values()) if (isAll || inTime.has(entity.id) || covers(entity, sight)) all.set(entity.id, itemOf(board, { id: entity.id, kind: entity.kind, label: entity.label, entity }));
  for (const { id, kind, label, note, source } of board.added) all.set(id, itemOf(board, { id, kind, label, note: [note, source].filter((part) => part !== undefined).join(' · ') }));
  let hidden = 0;
  for (const [id, item] of all) {
    if (into.has(id)) continue;
    if (board.places.get(id)?.hidden === true) hidden += 1;
    else if (!sight.without.includes(item.kind)) items.set(id, { ...item, members: (board.merges.find((merge) => merge.into === id)?.members ?? []).flatMap((member) => all.get(member) ?? []) });
  }
  const lines = [...edges.map((edge): Line => ({ id: edge.id, from: topOf(edge.from), to: topOf(edge.to), edge })), ...board.links.map((own): Line => ({ id: own.id, from: topOf(own.from), to: topOf(own.to), own }))];
  return { items: [...items.values()], lines: lines.filter(({ from, to }) => from !== to && items.has(from) && items.has(to)), hidden };
}

function itemOf({ places }: ChartState['board'], item: Pick<Item, 'id' | 'kind' | 'label' | 'entity' | 'note'>): Item {
  const place = places.get(item.id);
  return { ...item, members: [], place: place === undefined ? undefined : { x: place.x, y: place.y }, pinned: place?.pinned === true };
}

/** Whether a link was reported of these days: by its sources where all of them are told, else by its first and last day. */
function isWithin(edge: Edge, sight: ChartState['sight']): boolean {
  if (edge.sources > edge.provenance.length) return covers(edge, sight);
  return edge.provenance.some(({ at }) => { const day = new Date(at).toISOString().slice(0, 10); return covers({ first: day, last: day }, sight); });
}

function covers({ first, last }: { readonly first: string; readonly last: string }, { from = '', to = '9999' }: ChartState['sight']): boolean {
  return last >= from && first <= to;
}

/** Entities one step away from these, themselves among them. */
export function neighboursIn({ lines }: Pick<Seen, 'lines'>, ids: readonly string[]): string[] {
  const begin = new Set(ids);
  return [...new Set([...ids, ...lines.flatMap(({ from, to }) => (begin.has(from) ? [to] : begin.has(to) ? [from] : []))])];
}
