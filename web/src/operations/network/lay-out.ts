/** Where new entities go. What lies already stays where it lies. */
import type { Core } from 'cytoscape';
import type { Item, Line } from './visible.ts';

export type Spot = { readonly id: string; readonly x: number; readonly y: number };
type Laying = { readonly items: readonly Item[]; readonly lines: readonly Line[]; readonly isAll?: boolean };

/** Lays out those without a place, or with `isAll` all that is not pinned; answers where they are. The others are held, and put back to the last digit. */
export function layOut(cy: Core, { items, lines, isAll = false }: Laying): readonly Spot[] {
  const held = new Map(items.flatMap(({ id, place, pinned }) => (place !== undefined && (!isAll || pinned) ? [[id, place] as const] : [])));
  const free = items.filter(({ id }) => !held.has(id));
  if (free.length === 0) return [];
  cy.nodes().filter((node) => !held.has(node.id())).positions((node) => near(node.id(), held, lines));
  const layout = cy.layout({
    name: 'fcose', animate: false, fit: false, quality: held.size === 0 ? 'default' : 'proof', randomize: held.size === 0, nodeSeparation: 90, idealEdgeLength: () => 95, nodeRepulsion: () => 9000, uniformNodeDimensions: true, tile: true, numIter: items.length > 300 ? 900 : 2500,
    ...(held.size > 0 && { fixedNodeConstraint: [...held].map(([nodeId, position]) => ({ nodeId, position })) }),
  } as never);
  layout.run();
  cy.nodes().positions((node) => held.get(node.id()) ?? node.position());
  return free.map(({ id }) => ({ id, ...cy.getElementById(id).position() }));
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
