/** What lies on a chart, and what can be done to it. Pure; every act can be undone. */
import type { ChartContent } from '@watchword/api/joint/charts.ts';
import type { Edge, Entity, EntityKind, Graph } from '@watchword/api/joint/network.ts';

export type Place = { readonly x: number; readonly y: number; readonly pinned?: true; readonly hidden?: true };
export type Added = NonNullable<ChartContent['added']>[number];
export type OwnLink = NonNullable<ChartContent['links']>[number];
export type Merge = NonNullable<ChartContent['merges']>[number];

/** What is drawn: what the server told of entities and links, where they lie, and what was added by hand. `places` hold what has been laid out; the rest waits for it. */
export type Board = {
  readonly entities: ReadonlyMap<string, Entity>; readonly edges: ReadonlyMap<string, Edge>; readonly places: ReadonlyMap<string, Place>;
  readonly added: readonly Added[]; readonly links: readonly OwnLink[]; readonly merges: readonly Merge[];
};
/** Days between which what is shown happened, kinds that are not shown. */
export type Sight = { readonly from?: string | undefined; readonly to?: string | undefined; readonly without: readonly EntityKind[] };
export type ChartState = { readonly board: Board; readonly selected: readonly string[]; readonly sight: Sight; readonly past: readonly Board[]; readonly future: readonly Board[]; readonly isChanged: boolean };

export type Act =
  | { readonly act: 'add'; readonly graph: Pick<Graph, 'entities' | 'edges'>; readonly select?: readonly string[] }
  | { readonly act: 'open'; readonly graph: Pick<Graph, 'entities' | 'edges'>; readonly content: ChartContent }
  | { readonly act: 'refresh'; readonly graph: Pick<Graph, 'entities' | 'edges'> }
  | { readonly act: 'place'; readonly places: readonly { readonly id: string; readonly x: number; readonly y: number }[]; readonly byHand: boolean }
  | { readonly act: 'select'; readonly ids: readonly string[] }
  | { readonly act: 'pin' | 'unpin' | 'hide' | 'remove' | 'merge'; readonly ids: readonly string[] }
  | { readonly act: 'move'; readonly ids: readonly string[]; readonly by: readonly [number, number] }
  | { readonly act: 'part'; readonly into: string }
  | { readonly act: 'add-own'; readonly entity: Added; readonly link?: OwnLink | undefined }
  | { readonly act: 'link'; readonly link: OwnLink }
  | { readonly act: 'sight'; readonly sight: Partial<Sight> }
  | { readonly act: 'show-hidden' | 'clear' | 'undo' | 'redo' | 'saved' };

export const EMPTY: ChartState = { board: { entities: new Map(), edges: new Map(), places: new Map(), added: [], links: [], merges: [] }, selected: [], sight: { without: [] }, past: [], future: [], isChanged: false };
/** So many acts can be undone. */
const KEPT = 60;

/** The chart after an act. */
export function reduce(state: ChartState, act: Act): ChartState {
  const { board } = state;
  switch (act.act) {
    case 'add': return { ...changed(state, { ...board, ...withGraph(board, act.graph) }), ...(act.select !== undefined && { selected: act.select }) };
    case 'open': return { ...EMPTY, board: opened(act.graph, act.content), sight: { ...EMPTY.sight, from: act.content.filter?.from, to: act.content.filter?.to } };
    case 'refresh': return { ...state, board: { ...board, entities: new Map(act.graph.entities.map((entity) => [entity.id, entity])), edges: new Map(act.graph.edges.map((edge) => [edge.id, edge])) } };
    case 'place': return act.byHand ? changed(state, { ...board, places: placed(board, act.places) }) : { ...state, board: { ...board, places: placed(board, act.places) } };
    case 'move': return changed(state, { ...board, places: placed(board, act.ids.flatMap((id) => { const place = board.places.get(id); return place === undefined ? [] : [{ id, x: place.x + act.by[0], y: place.y + act.by[1] }]; })) });
    case 'select': return { ...state, selected: [...new Set(act.ids)] };
    case 'pin': return changed(state, { ...board, places: marked(board, act.ids, 'pinned', true) });
    case 'unpin': return changed(state, { ...board, places: marked(board, act.ids, 'pinned', false) });
    case 'hide': return { ...changed(state, { ...board, places: marked(board, act.ids, 'hidden', true) }), selected: [] };
    case 'show-hidden': return changed(state, { ...board, places: marked(board, [...board.places.keys()], 'hidden', false) });
    case 'remove': return { ...changed(state, without(board, new Set(act.ids))), selected: [] };
    case 'merge': return merged(state, act.ids);
    case 'part': return changed(state, { ...board, merges: board.merges.filter(({ into }) => into !== act.into) });
    case 'add-own': return { ...changed(state, { ...board, added: [...board.added, act.entity], links: act.link === undefined ? board.links : [...board.links, act.link] }), selected: [act.entity.id] };
    case 'link': return changed(state, { ...board, links: [...board.links, act.link] });
    case 'sight': return { ...state, sight: { ...state.sight, ...act.sight } };
    case 'clear': return { ...changed(state, EMPTY.board), selected: [] };
    case 'undo': return stepped(state, state.past, 'past');
    case 'redo': return stepped(state, state.future, 'future');
    case 'saved': return { ...state, isChanged: false };
  }
}

function changed(state: ChartState, board: Board): ChartState {
  return { ...state, board, past: [...state.past.slice(1 - KEPT), state.board], future: [], isChanged: true };
}

/** Goes one step. What was laid out since keeps its place, so that nothing jumps. */
function stepped(state: ChartState, from: readonly Board[], way: 'past' | 'future'): ChartState {
  const board = from.at(-1);
  if (board === undefined) return state;
  const places = new Map([...board.places].concat([...state.board.places].filter(([id]) => !board.places.has(id))));
  const rest = from.slice(0, -1);
  return { ...state, board: { ...board, places }, selected: [], isChanged: true, ...(way === 'past' ? { past: rest, future: [...state.future, state.board] } : { future: rest, past: [...state.past, state.board] }) };
}

function withGraph(board: Board, { entities, edges }: Pick<Graph, 'entities' | 'edges'>): Pick<Board, 'entities' | 'edges'> {
  return { entities: new Map([...board.entities, ...entities.map((entity) => [entity.id, entity] as const)]), edges: new Map([...board.edges, ...edges.map((edge) => [edge.id, edge] as const)]) };
}

/** A kept chart lies as it was left. Its entities are known by any of their ids. */
function opened(graph: Pick<Graph, 'entities' | 'edges'>, { nodes, added = [], links = [], merges = [] }: ChartContent): Board {
  const names = new Map(graph.entities.flatMap(({ id, also }) => [id, ...also].map((one) => [one, id] as const)));
  const nameOf = (id: string): string => names.get(id) ?? id;
  return {
    ...withGraph(EMPTY.board, graph), added, places: new Map(nodes.map(({ id, ...place }) => [nameOf(id), place])),
    links: links.map((link) => ({ ...link, from: nameOf(link.from), to: nameOf(link.to) })), merges: merges.map(({ into, members }) => ({ into: nameOf(into), members: members.map(nameOf) })),
  };
}

function placed({ places }: Board, moved: readonly { readonly id: string; readonly x: number; readonly y: number }[]): Map<string, Place> {
  return new Map([...places, ...moved.map(({ id, x, y }) => [id, { ...places.get(id), x: Math.round(x), y: Math.round(y) }] as const)]);
}

function marked({ places }: Board, ids: readonly string[], mark: 'pinned' | 'hidden', isOn: boolean): Map<string, Place> {
  const wanted = new Set(ids);
  return new Map([...places].map(([id, place]) => {
    const { [mark]: _, ...rest } = place;
    return [id, wanted.has(id) ? (isOn ? { ...rest, [mark]: true as const } : rest) : place];
  }));
}

function without(board: Board, gone: ReadonlySet<string>): Board {
  const stays = (id: string): boolean => !gone.has(id);
  const all = new Set([...gone, ...board.merges.filter(({ into }) => gone.has(into)).flatMap(({ members }) => members)]);
  const isLeft = (id: string): boolean => !all.has(id);
  return {
    entities: new Map([...board.entities].filter(([id]) => isLeft(id))), edges: new Map([...board.edges].filter(([, { from, to }]) => isLeft(from) && isLeft(to))), places: new Map([...board.places].filter(([id]) => isLeft(id))),
    added: board.added.filter(({ id }) => isLeft(id)), links: board.links.filter(({ id, from, to }) => stays(id) && isLeft(from) && isLeft(to)),
    merges: board.merges.filter(({ into }) => isLeft(into)).map(({ into, members }) => ({ into, members: members.filter(isLeft) })).filter(({ members }) => members.length > 0),
  };
}

/** Puts entities together under the first of them; those that were merged before come along. */
function merged(state: ChartState, ids: readonly string[]): ChartState {
  const [into, ...members] = ids;
  if (into === undefined || members.length === 0) return state;
  const before = state.board.merges.filter((merge) => ids.includes(merge.into));
  const all = [...new Set([...members, ...before.flatMap((merge) => merge.members)])].filter((id) => id !== into);
  return { ...changed(state, { ...state.board, merges: [...state.board.merges.filter((merge) => !ids.includes(merge.into)), { into, members: all }] }), selected: [into] };
}

/** A chart as it is kept. */
export function contentOf({ board: { places, entities, added, links, merges }, sight }: ChartState): ChartContent {
  const there = new Set([...entities.keys(), ...added.map(({ id }) => id)]);
  return {
    nodes: [...places].filter(([id]) => there.has(id)).map(([id, place]) => ({ id, ...place })), ...(added.length > 0 && { added: [...added] }), ...(links.length > 0 && { links: [...links] }), ...(merges.length > 0 && { merges: [...merges] }),
    ...((sight.from !== undefined || sight.to !== undefined) && { filter: { ...(sight.from !== undefined && { from: sight.from }), ...(sight.to !== undefined && { to: sight.to }) } }),
  };
}
