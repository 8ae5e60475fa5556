/** How entities and links look on the canvas: shapes and icons by kind, lines by relation. No colour says anything by itself. */
import { RELATIONS, type Relation } from '@watchword/api/joint/network.ts';
import { DASHES, FILLS, RADIUS, SHAPES } from '@watchword/sdk/joint/charts/picture.ts';
import type { ElementDefinition, StylesheetJson } from 'cytoscape';
import { ICONS } from './icons.ts';
import type { Item, Line } from './visible.ts';

/** Relations that are written on their lines; the others are when they are selected. */
const LOUD: readonly Relation[] = ['leads', 'paid', 'moved', 'offers'];

/** Words that the canvas writes. */
export type Saying = { readonly item: (item: Item) => string; readonly line: (line: Line) => string };

/** An entity as the canvas takes it. `scale`: 1 to 2, by a measure. */
export function nodeOf(item: Item, saying: Saying, scale = 1): ElementDefinition & { data: Record<string, unknown> } {
  const { id, kind, pinned, members, entity } = item;
  const corners = SHAPES[kind];
  return { group: 'nodes', data: { id, label: isolated(saying.item(item)), kind, fill: FILLS[kind], icon: ICONS[kind], points: corners.length === 0 ? undefined : corners.flat().join(' '), size: 2 * RADIUS * scale, pinned: pinned ? 1 : 0, many: members.length, own: entity === undefined ? 1 : 0 } };
}

/** A link as the canvas takes it. */
export function edgeOf(line: Line, saying: Saying): ElementDefinition & { data: Record<string, unknown> } {
  const relation: Relation | undefined = RELATIONS.find((one) => one === line.edge?.relation);
  const dashes = line.own !== undefined ? [2, 3] : relation === undefined ? undefined : DASHES[relation];
  return { group: 'edges', data: { id: line.id, source: line.from, target: line.to, label: isolated(saying.line(line)), quiet: relation === undefined || LOUD.includes(relation) ? 0 : 1, dashes: dashes?.join(' '), arrow: line.edge !== undefined || line.own?.directed === true ? 'triangle' : 'none', heavy: relation === 'paid' || relation === 'leads' || relation === 'moved' ? 2.4 : 1.3 } };
}

/** Numbers keep their order in an Arabic page: each label is a direction of its own. */
function isolated(text: string): string {
  return text === '' ? '' : `\u2068${text}\u2069`;
}

/** The style of the canvas in the colours of the page. */
export function styleOf({ text, ground, line, accent }: { readonly text: string; readonly ground: string; readonly line: string; readonly accent: string }): StylesheetJson {
  return [
    {
      selector: 'node',
      style: {
        'label': 'data(label)', 'width': 'data(size)', 'height': 'data(size)', 'background-color': 'data(fill)', 'background-image': 'data(icon)', 'background-width': '52%', 'background-height': '52%', 'background-image-smoothing': 'yes', 'color': text, 'font-family': 'Noto Sans Variable, Noto Sans Arabic Variable, sans-serif', 'font-size': 11,
        'text-valign': 'bottom', 'text-margin-y': 4, 'text-wrap': 'ellipsis', 'text-max-width': '120px', 'text-outline-color': ground, 'text-outline-width': 2, 'min-zoomed-font-size': 7, 'border-width': 1, 'border-color': text, 'border-opacity': 0.5,
      },
    },
    { selector: 'node[points]', style: { 'shape': 'polygon', 'shape-polygon-points': 'data(points)' as never } },
    { selector: 'node[kind = "place"]', style: { 'background-width': '40%', 'background-height': '40%', 'background-position-y': '70%' } },
    { selector: 'node[own = 1]', style: { 'border-width': 2, 'border-style': 'dashed', 'border-opacity': 1 } },
    { selector: 'node[pinned = 1]', style: { 'border-width': 4, 'border-style': 'double', 'border-opacity': 1 } },
    { selector: 'node[many > 0]', style: { 'outline-width': 2, 'outline-offset': 3, 'outline-color': text } },
    { selector: 'node:selected', style: { 'underlay-color': accent, 'underlay-opacity': 0.45, 'underlay-padding': 8, 'font-weight': 'bold', 'font-size': 13, 'min-zoomed-font-size': 0, 'z-index': 10 } },
    { selector: 'edge', style: { 'width': 'data(heavy)', 'line-color': line, 'target-arrow-color': line, 'target-arrow-shape': 'data(arrow)' as never, 'arrow-scale': 0.9, 'curve-style': 'bezier', 'label': 'data(label)', 'font-size': 9, 'color': text, 'text-rotation': 'autorotate', 'text-background-color': ground, 'text-background-opacity': 0.85, 'text-background-padding': '1px', 'min-zoomed-font-size': 8 } },
    { selector: 'edge[quiet = 1]', style: { 'text-opacity': 0, 'text-background-opacity': 0 } },
    { selector: 'edge[dashes]', style: { 'line-style': 'dashed', 'line-dash-pattern': 'data(dashes)' as never } },
    { selector: 'edge:selected', style: { 'line-color': accent, 'target-arrow-color': accent, 'width': 4, 'min-zoomed-font-size': 0, 'text-opacity': 1, 'text-background-opacity': 0.85 } },
  ];
}
