/** A chart as SVG: shapes by kind, lines by relation, as on the screen; it prints in black and white. */
import { RELATIONS, type EntityKind, type Relation } from '@watchword/api/joint/network.ts';
import type { Drawing, DrawnNode } from './drawing.ts';

/** Corners of the shapes in a square of 2 around 0; a circle has none. */
export const SHAPES: Readonly<Record<EntityKind, readonly (readonly [number, number])[]>> = {
  person: [], phone: [[-1, -0.6], [1, -0.6], [1, 0.6], [-1, 0.6]], vehicle: [[0, -1], [1, 0], [0, 1], [-1, 0]], document: [[-0.7, -1], [0.35, -1], [0.7, -0.6], [0.7, 1], [-0.7, 1]],
  account: [[-0.5, -0.87], [0.5, -0.87], [1, 0], [0.5, 0.87], [-0.5, 0.87], [-1, 0]], place: [[0, -1], [0.95, 0.8], [-0.95, 0.8]], handle: [[0, -1], [0.95, -0.31], [0.59, 0.81], [-0.59, 0.81], [-0.95, -0.31]],
  incident: [[-0.75, -0.75], [0.75, -0.75], [0.75, 0.75], [-0.75, 0.75]], network: [[-0.41, -1], [0.41, -1], [1, -0.41], [1, 0.41], [0.41, 1], [-0.41, 1], [-1, 0.41], [-1, -0.41]],
};
/** Fill of each kind, dark enough for white on it. */
export const FILLS: Readonly<Record<EntityKind, string>> = { person: '#1f6479', phone: '#5b3d8a', vehicle: '#6b4a12', document: '#3d4851', account: '#1d6b42', place: '#7a3b3b', handle: '#8a3a70', incident: '#4d565e', network: '#8c2f14' };
/** How the line of each relation is broken; empty is whole. Whatever a chart adds by itself is dotted. */
export const DASHES: Readonly<Partial<Record<Relation, readonly number[]>>> = { seen: [6, 3], at: [2, 4], migrant: [8, 3, 2, 3], victim: [8, 3, 2, 3], moved: [12, 4], offers: [4, 4] };
/** Half the width of an entity. */
export const RADIUS = 18;
const MARGIN = 70;
const HEAD = 46;

/** The picture. Entities without a place are left out. */
export function toSvg({ nodes, links, title, operation, handling, at }: Drawing): string {
  const placed = nodes.filter((node): node is DrawnNode & { x: number; y: number } => node.x !== undefined && node.y !== undefined);
  const [left, top] = [Math.min(0, ...placed.map(({ x }) => x)), Math.min(0, ...placed.map(({ y }) => y))];
  const [width, height] = [Math.max(400, ...placed.map(({ x }) => x - left)) + 2 * MARGIN, Math.max(200, ...placed.map(({ y }) => y - top)) + 2 * MARGIN + HEAD];
  const where = new Map(placed.map(({ id, x, y }) => [id, { x: x - left + MARGIN, y: y - top + MARGIN + HEAD }]));
  const lines = links.flatMap(({ from, to, relation, directed, amount, count, id }) => {
    const [one, other] = [where.get(from), where.get(to)];
    if (one === undefined || other === undefined) return [];
    const length = Math.hypot(other.x - one.x, other.y - one.y) || 1;
    const [end, begin] = [Math.min(1, (RADIUS + 6) / length), Math.min(1, RADIUS / length)];
    const at2 = (part: number): [number, number] => [round(one.x + (other.x - one.x) * part), round(one.y + (other.y - one.y) * part)];
    const [[x1, y1], [x2, y2], [x, y]] = [at2(begin), at2(1 - end), at2(0.5)];
    const known = RELATIONS.find((one) => one === relation);
    const dashes = id.startsWith('own_') ? [2, 2] : known === undefined ? undefined : DASHES[known];
    const said = amount !== '' ? amount : count > 1 ? `${relation} ${count}` : relation;
    return [`<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"${dashes === undefined ? '' : ` stroke-dasharray="${dashes.join(' ')}"`}${directed ? ' marker-end="url(#to)"' : ''}/><text class="l" x="${x}" y="${y - 3}">${escape(said)}</text>`];
  });
  const marks = placed.map(({ id, kind, label, pinned }) => {
    const { x, y } = where.get(id) ?? { x: 0, y: 0 };
    const corners = SHAPES[kind];
    const shape = corners.length === 0 ? `<circle cx="${x}" cy="${y}" r="${RADIUS}"` : `<polygon points="${corners.map(([dx, dy]) => `${round(x + dx * RADIUS)},${round(y + dy * RADIUS)}`).join(' ')}"`;
    return `<g>${shape} fill="${FILLS[kind]}"${pinned ? ' stroke="#000" stroke-width="3"' : ''}/><text x="${x}" y="${y + RADIUS + 14}">${escape(label)}</text><text class="k" x="${x}" y="${y + RADIUS + 26}">${kind}</text></g>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" font-family="Noto Sans, sans-serif" font-size="12" text-anchor="middle">
<defs><marker id="to" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 10 5 0 10z" fill="#4d565e"/></marker></defs>
<rect width="100%" height="100%" fill="#fff"/><g text-anchor="start"><text x="16" y="24" font-size="16" font-weight="600">${escape(`${operation} · ${title}`)}</text><text x="16" y="42">${escape([handling, at].filter((part) => part !== '').join(' · '))}</text></g>
<g stroke="#4d565e" stroke-width="1.2" font-size="10">${lines.join('').replaceAll('<text class="l"', '<text stroke="none" fill="#333"')}</g>
<g>${marks.join('').replaceAll('<text class="k"', '<text font-size="9" fill="#555"')}</g>
</svg>
`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escape(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what XML 1.0 forbids
  return text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
