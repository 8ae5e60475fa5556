/** Charts as GraphML, for Gephi and other tools that draw graphs. */
import { fail } from '@watchword/api/errors.ts';
import { parseXml, type XmlDocument, XmlElement } from '@rgrove/parse-xml';
import type { Drawing, DrawnLink, DrawnNode } from './drawing.ts';
import { kindOf, numberOf } from './tables.ts';

const NODE_KEYS = { kind: 'string', label: 'string', detail: 'string', country: 'string', roles: 'string', x: 'double', y: 'double', pinned: 'boolean', own: 'boolean', incidents: 'int', countries: 'string', first: 'string', last: 'string', note: 'string' } as const;
const EDGE_KEYS = { relation: 'string', directed: 'boolean', weight: 'double', amount: 'string', first: 'string', last: 'string', sources: 'string', handling: 'string' } as const;
/** More than this is no chart. */
const MOST = 20_000;

/** The chart as GraphML. `weight` is how often a link was reported; the handling code stands on every link and on the graph. */
export function toGraphml({ nodes, links, operation, title, handling, at }: Drawing): string {
  const key = (target: 'node' | 'edge' | 'graph', name: string, type: string): string => `  <key id="${target[0]}_${name}" for="${target}" attr.name="${name}" attr.type="${type}"/>\n`;
  const data = (target: 'node' | 'edge' | 'graph', values: Readonly<Record<string, unknown>>): string => Object.entries(values).filter(([, value]) => value !== undefined && value !== '').map(([name, value]) => `<data key="${target[0]}_${name}">${escape(String(value))}</data>`).join('');
  const [kept, linked] = [Object.keys(NODE_KEYS), Object.keys(EDGE_KEYS)];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n',
    ...['operation', 'title', 'handling', 'at'].map((name) => key('graph', name, 'string')), ...Object.entries(NODE_KEYS).map(([name, type]) => key('node', name, type)), ...Object.entries(EDGE_KEYS).map(([name, type]) => key('edge', name, type)),
    `  <graph id="chart" edgedefault="directed">${data('graph', { operation, title, handling, at })}\n`,
    ...nodes.map((node) => `    <node id="${escape(node.id)}">${data('node', pick(node, kept))}</node>\n`),
    ...links.map((link) => `    <edge id="${escape(link.id)}" source="${escape(link.from)}" target="${escape(link.to)}"${link.directed ? '' : ' directed="false"'}>${data('edge', { ...pick(link, linked), weight: link.count, handling })}</edge>\n`),
    '  </graph>\n</graphml>\n',
  ].join('');
}

type Reading = { readonly tag: string; readonly id: string; readonly from: string; readonly to: string; readonly directed: boolean; readonly data: ReadonlyMap<string, string> };

/** A chart from GraphML, ours or another tool's: keys are known by their names. Nothing outside of the file is fetched. @throws `joint.file` */
export function fromGraphml(text: string): Pick<Drawing, 'nodes' | 'links'> {
  const { root } = parse(text);
  const inside = root === null || root.name !== 'graphml' ? [] : elementsOf(root);
  const names = new Map(inside.filter(({ name }) => name === 'key').map(({ attributes }) => [attributes['id'] ?? '', attributes['attr.name'] ?? attributes['id'] ?? '']));
  const graph = inside.find(({ name }) => name === 'graph');
  const parts = graph === undefined ? [] : elementsOf(graph).filter(({ name }) => name === 'node' || name === 'edge');
  if (graph === undefined || parts.length > MOST) throw fail('joint.file', { detail: 'There is no graph in it, or one that is too large.' });
  const isDirected = graph.attributes['edgedefault'] !== 'undirected';
  const found = parts.map((part): Reading => {
    const { id = '', source: from = '', target: to = '', directed } = part.attributes;
    const data = elementsOf(part).filter(({ name }) => name === 'data').map((datum) => [names.get(datum.attributes['key'] ?? '') ?? datum.attributes['key'] ?? '', datum.text.trim()] as const);
    return { tag: part.name, id, from, to, directed: directed === undefined ? isDirected : directed === 'true', data: new Map(data) };
  });
  return { nodes: found.filter(({ tag }) => tag === 'node').map(nodeOf), links: found.filter(({ tag }) => tag === 'edge').map(linkOf) };
}

function parse(text: string): XmlDocument {
  try {
    return parseXml(text);
  } catch {
    throw fail('joint.file', { detail: 'This is no GraphML that can be read.' });
  }
}

function elementsOf({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => child instanceof XmlElement);
}

function nodeOf({ id, data }: Reading): DrawnNode {
  const of = (name: string): string => data.get(name) ?? '';
  return { id, kind: kindOf(of('kind')), label: of('label') || id, detail: of('detail'), country: of('country'), roles: of('roles'), x: numberOf(of('x')), y: numberOf(of('y')), pinned: of('pinned') === 'true', own: of('own') === 'true', incidents: numberOf(of('incidents')) ?? 0, countries: of('countries'), first: of('first'), last: of('last'), note: of('note') };
}

function linkOf({ id, from, to, directed, data }: Reading, place: number): DrawnLink {
  const of = (name: string): string => data.get(name) ?? '';
  return { id: id || `e${place}`, from, to, relation: of('relation') || of('label'), directed, count: numberOf(of('weight')) ?? 1, amount: of('amount'), first: of('first'), last: of('last'), sources: of('sources') };
}

function pick(from: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));
}

/** What XML cannot hold at all is left out. */
function escape(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what XML 1.0 forbids
  return text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\r', '&#13;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
