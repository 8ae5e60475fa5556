/** Files of charts: what can be taken away, and read in again. */
import { fail } from '@watchword/api/errors.ts';
import type { Drawing, DrawnLink, DrawnNode } from './drawing.ts';
import { fromGraphml, toGraphml } from './graphml.ts';
import { toSvg } from './picture.ts';
import { fromCsv, kindOf, numberOf, toCsv, toLinkCsv } from './tables.ts';

export { drawingOf, type Drawing, type DrawnLink, type DrawnNode } from './drawing.ts';

/** What a chart is written as, with its media type and the end of its name. A PNG is drawn by a browser. */
export const WRITERS = {
  json: { type: 'application/json', end: 'json', write: (drawing: Drawing): string => `${JSON.stringify({ format: CHART_FILE, ...drawing }, undefined, 2)}\n` },
  csv: { type: 'text/csv', end: 'csv', write: toCsv },
  graphml: { type: 'application/graphml+xml', end: 'graphml', write: toGraphml },
  'i2-csv': { type: 'text/csv', end: 'i2.csv', write: toLinkCsv },
  svg: { type: 'image/svg+xml', end: 'svg', write: toSvg },
} as const;

const CHART_FILE = 'watchword-chart/1';

/** A chart from a file, whichever of JSON, CSV and GraphML it is. @throws `joint.file` */
export function parseChart(text: string): Pick<Drawing, 'nodes' | 'links'> {
  const start = text.trimStart().replace(/^\uFEFF/, '');
  return start.startsWith('{') ? fromJson(start) : start.startsWith('<') ? fromGraphml(start) : fromCsv(text);
}

function fromJson(text: string): Pick<Drawing, 'nodes' | 'links'> {
  const read = parse(text);
  if (typeof read !== 'object' || read === null || !('nodes' in read) || !Array.isArray(read.nodes) || !('links' in read) || !Array.isArray(read.links)) throw fail('joint.file', { detail: 'This is no chart: it has no nodes and links.' });
  return { nodes: read.nodes.filter(isObject).map(nodeOf), links: read.links.filter(isObject).map(linkOf) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw fail('joint.file', { detail: 'This is no JSON.' });
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function nodeOf(read: Record<string, unknown>): DrawnNode {
  const of = (name: string): string => textOf(read[name]);
  return { id: of('id'), kind: kindOf(of('kind')), label: of('label'), detail: of('detail'), country: of('country'), roles: of('roles'), x: numberOf(of('x')), y: numberOf(of('y')), pinned: read['pinned'] === true, own: read['own'] === true, incidents: numberOf(of('incidents')) ?? 0, countries: of('countries'), first: of('first'), last: of('last'), note: of('note') };
}

function linkOf(read: Record<string, unknown>): DrawnLink {
  const of = (name: string): string => textOf(read[name]);
  return { id: of('id'), from: of('from'), to: of('to'), relation: of('relation'), directed: read['directed'] === true, count: numberOf(of('count')) ?? 1, amount: of('amount'), first: of('first'), last: of('last'), sources: of('sources') };
}
