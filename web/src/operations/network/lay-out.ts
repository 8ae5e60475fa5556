/** Where new entities go. What lies already stays where it lies. */
import type { CollectionReturnValue, Core } from 'cytoscape';
import type { Item, Line } from './visible.ts';

export type Spot = { readonly id: string; readonly x: number; readonly y: number };
type Laying = { readonly items: readonly Item[]; readonly lines: readonly Line[]; readonly isAll?: boolean };

/** Closer than this two entities cover each other. */
const APART = 64;
/** Fewer new entities than this are laid out by themselves, beside those to which they are linked. */
const FEW = 80;

/** Lays out those without a place, or with `isAll` all that is not pinned; answers where they are. The others are held, and put back to the last digit. */
export function layOut(cy: Core, { items, lines, isAll = false }: Laying): readonly Spot[] {
  const held = new Map(items.flatMap(({ id, place, pinned }) => (place !== undefined && (!isAll || pinned) ? [[id, place] as const] : [])));
  const free = items.filter(({ id }) => !held.has(id)).map(({ id }) => id);
  if (free.length === 0) return [];
  const isFew = held.size > 0 && free.length < FEW;
  const news = cy.nodes().filter((node) => !held.has(node.id()));
  news.positions((node) => near(node.id(), held, lines));
  const part: CollectionReturnValue = isFew ? news.union(news.neighborhood()).union(news.edgesWith(news.union(news.neighborhood()))) : cy.elements();
  const fixed = part.nodes().filter((node) => held.has(node.id())).map((node) => ({ nodeId: node.id(), position: held.get(node.id()) ?? { x: 0, y: 0 } }));
  part.layout({ name: 'fcose', animate: false, fit: false, quality: isFew ? 'proof' : 'default', randomize: !isFew, nodeSeparation: 90, idealEdgeLength: () => 110, nodeRepulsion: () => 12_000, uniformNodeDimensions: true, tile: true, numIter: free.length < 150 ? 2500 : 100, ...(fixed.length > 0 && { fixedNodeConstraint: fixed }) } as never).run();
  cy.nodes().positions((node) => held.get(node.id()) ?? node.position());
  return spread(free.map((id) => ({ id, ...cy.getElementById(id).position() })), [...held.values()]);
}

/** Moves what would cover something outwards, in a spiral, until it lies free. What is held is not asked to move. */
export function spread(spots: readonly Spot[], held: readonly { readonly x: number; readonly y: number }[]): Spot[] {
  const taken = new Map<string, { readonly x: number; readonly y: number }[]>();
  const cellOf = (x: number, y: number): [number, number] => [Math.floor(x / APART), Math.floor(y / APART)];
  const take = (spot: { readonly x: number; readonly y: number }): void => {
    const name = cellOf(spot.x, spot.y).join(' ');
    taken.set(name, [...(taken.get(name) ?? []), spot]);
  };
  const isFree = (x: number, y: number): boolean => {
    const [column, row] = cellOf(x, y);
    for (const dx of [-1, 0, 1]) for (const dy of [-1, 0, 1]) if ((taken.get(`${column + dx} ${row + dy}`) ?? []).some((one) => Math.hypot(one.x - x, one.y - y) < APART * 0.75)) return false;
    return true;
  };
  held.forEach(take);
  return spots.map(({ id, x, y }) => {
    let [atX, atY] = [x, y];
    for (let turn = 1; turn < 400 && !isFree(atX, atY); turn += 1) [atX, atY] = [x + Math.cos(turn * 0.9) * turn * 6, y + Math.sin(turn * 0.9) * turn * 6];
    take({ x: atX, y: atY });
    return { id, x: atX, y: atY };
  });
}

/** Beside a neighbour that has a place, in a direction that follows from the id; without one around the middle. */
function near(id: string, held: ReadonlyMap<string, { readonly x: number; readonly y: number }>, lines: readonly Line[]): { x: number; y: number } {
  let hash = 7;
  for (let at = 0; at < id.length; at += 1) hash = (hash * 31 + id.charCodeAt(at)) >>> 0;
  const angle = (hash % 360) * (Math.PI / 180);
  const line = lines.find(({ from, to }) => (from === id && held.has(to)) || (to === id && held.has(from)));
  const { x, y } = held.get(line?.from === id ? (line?.to ?? '') : (line?.from ?? '')) ?? { x: 0, y: 0 };
  const far = line === undefined ? 200 + (hash % 200) : 100;
  return { x: x + Math.cos(angle) * far, y: y + Math.sin(angle) * far };
}
