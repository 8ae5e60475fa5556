/** Charts as CSV: as a table that can be read in again, and as one row a link, as link-analysis tools take it. */
import { ENTITY_KINDS, type EntityKind } from '@watchword/api/joint/network.ts';
import { fail } from '@watchword/api/errors.ts';
import type { Drawing, DrawnLink, DrawnNode } from './drawing.ts';

const COLUMNS = ['type', 'id', 'kind', 'label', 'detail', 'country', 'roles', 'x', 'y', 'pinned', 'own', 'incidents', 'countries', 'from', 'to', 'relation', 'directed', 'count', 'amount', 'first', 'last', 'sources', 'note', 'handling'] as const;
type Column = (typeof COLUMNS)[number];

/** As such tools call what we have. */
const TOOL_KINDS: Readonly<Record<EntityKind, string>> = { person: 'Person', phone: 'Phone', vehicle: 'Vehicle', document: 'Document', account: 'Account', place: 'Location', handle: 'Online Account', incident: 'Event', network: 'Organisation' };

/** The chart as a table: entities first, then links. */
export function toCsv({ nodes, links, handling }: Drawing): string {
  const row = (cells: Partial<Record<Column, string | number | boolean | undefined>>): string => lineOf(COLUMNS.map((column) => String(cells[column] ?? '')));
  return [lineOf([...COLUMNS]), ...nodes.map((node) => row({ type: 'entity', ...node, handling })), ...links.map((link) => row({ type: 'link', ...link, handling }))].join('');
}

/** One row for each link, with both of its ends; an entity without a link has a row of its own. */
export function toLinkCsv({ nodes, links, handling }: Drawing): string {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ends = (node: DrawnNode | undefined): string[] => (node === undefined ? ['', '', '', ''] : [TOOL_KINDS[node.kind], node.id, node.label, node.detail]);
  const linked = new Set(links.flatMap(({ from, to }) => [from, to]));
  return [
    lineOf(['Entity 1 Type', 'Entity 1 Identity', 'Entity 1 Label', 'Entity 1 Description', 'Link Type', 'Link Label', 'Link Direction', 'Occurrences', 'Start Date', 'End Date', 'Entity 2 Type', 'Entity 2 Identity', 'Entity 2 Label', 'Entity 2 Description', 'Source Reference', 'Handling Code']),
    ...links.map(({ from, to, relation, amount, directed, count, first, last, sources }) => lineOf([...ends(byId.get(from)), relation, amount, directed ? 'Entity 1 to Entity 2' : 'None', String(count), first, last, ...ends(byId.get(to)), sources, handling])),
    ...nodes.filter(({ id }) => !linked.has(id)).map((node) => lineOf([...ends(node), '', '', '', '', node.first, node.last, '', '', '', '', '', handling])),
  ].join('');
}

/** A chart from such a table. @throws `joint.file` for another table */
export function fromCsv(text: string): Pick<Drawing, 'nodes' | 'links'> {
  const [header = [], ...rows] = cellsOf(text);
  const places = new Map(header.map((name, at) => [name.trim(), at]));
  if (!['type', 'id', 'label'].every((name) => places.has(name))) throw fail('joint.file', { detail: 'The first line of a chart names its columns: type, id, label and more.' });
  const read = rows.filter((row) => row.some((cell) => cell !== '')).map((row) => (column: Column): string => row[places.get(column) ?? -1] ?? '');
  return {
    nodes: read.filter((cell) => cell('type') === 'entity').map((cell): DrawnNode => ({
      id: cell('id'), kind: kindOf(cell('kind')), label: cell('label'), detail: cell('detail'), country: cell('country'), roles: cell('roles'), x: numberOf(cell('x')), y: numberOf(cell('y')), pinned: cell('pinned') === 'true', own: cell('own') === 'true',
      incidents: numberOf(cell('incidents')) ?? 0, countries: cell('countries'), first: cell('first'), last: cell('last'), note: cell('note'),
    })),
    links: read.filter((cell) => cell('type') === 'link').map((cell): DrawnLink => ({ id: cell('id'), from: cell('from'), to: cell('to'), relation: cell('relation'), directed: cell('directed') === 'true', count: numberOf(cell('count')) ?? 1, amount: cell('amount'), first: cell('first'), last: cell('last'), sources: cell('sources') })),
  };
}

/** The kind of that name; whatever else it is called is taken for a person's doing: an incident. */
export function kindOf(text: string): EntityKind {
  return ENTITY_KINDS.find((kind) => kind === text) ?? 'incident';
}

/** A finite number, or none. */
export function numberOf(text: string): number | undefined {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** A row of CSV. A cell that a spreadsheet would run as a formula begins with an apostrophe, and so does one that begins with one. */
export function lineOf(cells: readonly string[]): string {
  return `${cells.map((cell) => {
    const safe = /^['=+\-@\t\r]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
    return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }).join(',')}\r\n`;
}

function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const end = (): void => {
    row.push(cell.startsWith("'") ? cell.slice(1) : cell);
    cell = '';
  };
  const endRow = (): void => {
    end();
    rows.push(row);
    row = [];
  };
  const whole = text.replace(/^\uFEFF/, '');
  for (let at = 0; at < whole.length; at += 1) {
    const character = whole[at] ?? '';
    if (isQuoted && character === '"' && whole[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted;
    else if (isQuoted) cell += character;
    else if (character === ',' || character === ';') end();
    else if (character === '\n') endRow();
    else if (character !== '\r') cell += character;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}
