/** Incidents from rows of a table, as a CSV or a spreadsheet has them. All of it is checked here, before anything is sent. */
import { sha256 } from '@noble/hashes/sha2.js';
import { faultsOf, IncidentContent, type IncidentFault } from '@watchword/api/joint/incidents.ts';
import { SHARES } from '@watchword/api/joint/words.ts';
import { Value } from 'typebox/value';
import { toHex, utf8 } from '../proofs/bytes.ts';
import { columnOfPointer, INCIDENT_COLUMNS, ROW_COLUMNS, type IncidentColumn } from './incident-columns.ts';

/** A row: its line in the file, and its cells by column. */
export type Row = { readonly line: number; readonly cells: Readonly<Record<string, string>> };
export type RowFault = { readonly line: number; readonly column: string; readonly code: string; readonly detail: string };
/** An incident to be sent. `lineOf`: the line and column that something in it came from. */
export type RowIncident = { readonly id: string; readonly share: string | undefined; readonly content: IncidentContent; lineOf(pointer: string): { line: number; column: string } };
/** `named`: the country has decided to name migrants and victims. `of`: what makes an id of this operation and country its own. */
export type ReadingRows = { readonly named: boolean; readonly of: string };

type Draft = { readonly label: string; readonly first: number; readonly lines: Map<string, number>; readonly content: Record<string, unknown>; share?: string };
const BY_NAME: ReadonlyMap<string, IncidentColumn> = new Map(INCIDENT_COLUMNS.map((one) => [one.name, one]));

/** Columns of a head that are none. */
export function unknownColumns(head: readonly string[]): string[] {
  return head.filter((name) => !BY_NAME.has(name) && !(ROW_COLUMNS as readonly string[]).includes(name));
}

/** Reads all rows. Where there is a fault nothing of the file should be sent. */
export function readRows(rows: readonly Row[], asked: ReadingRows): { readonly incidents: readonly RowIncident[]; readonly faults: readonly RowFault[] } {
  const faults: RowFault[] = [];
  const drafts = new Map<string, Draft>();
  for (const row of rows) {
    const label = row.cells['incident']?.trim() ?? '';
    const key = label === '' ? `line ${row.line}` : `label ${label}`;
    const draft: Draft = drafts.get(key) ?? { label, first: row.line, lines: new Map(), content: {} };
    drafts.set(key, draft);
    fill(draft, row, faults);
  }
  const incidents = [...drafts.values()].map((draft): RowIncident => {
    const lineOf = (pointer: string): { line: number; column: string } => ({ line: lineIn(draft, pointer), column: nearest(columnOfPointer(pointer)) });
    for (const { pointer, code, detail } of faultsIn(draft.content, asked.named)) faults.push({ ...lineOf(pointer), code, detail });
    const content = draft.content as IncidentContent;
    return { id: idOf(content, draft, asked.of), share: draft.share, content, lineOf };
  });
  return { incidents, faults: faults.toSorted((one, other) => one.line - other.line) };
}

function fill(draft: Draft, { line, cells }: Row, faults: RowFault[]): void {
  const entries = new Map<string, unknown>();
  for (const [name, cell] of Object.entries(cells)) {
    const text = cell.trim();
    const column = BY_NAME.get(name);
    if (text === '' || column === undefined) continue;
    const value = valueOf(column, text);
    if (value === undefined) faults.push({ line, column: name, code: column.kind, detail: WANTED[column.kind] });
    else if (value === null) continue;
    else if (column.list === undefined) put(draft, { line, column, value }, faults);
    else if (column.path.length === 0) entries.set(column.list, value);
    else entries.set(column.list, set((entries.get(column.list) ?? {}) as Record<string, unknown>, column.path, value));
  }
  for (const [list, entry] of entries) {
    const all = (draft.content[list] ??= []) as unknown[];
    draft.lines.set(`/${list}/${all.length}`, line);
    all.push(entry);
  }
  const share = cells['share']?.trim() ?? '';
  if (share === '') return;
  if (!(SHARES as readonly string[]).includes(share) || (draft.share !== undefined && draft.share !== share)) faults.push({ line, column: 'share', code: 'share', detail: `One of ${SHARES.join(', ')}, the same in each row of an incident.` });
  draft.share = share;
}

/** What is of the whole incident stands in one of its rows, or the same in several. */
function put(draft: Draft, { line, column, value }: { line: number; column: IncidentColumn; value: unknown }, faults: RowFault[]): void {
  const pointer = `/${column.path.join('/')}`;
  const before = column.path.reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], draft.content);
  if (before !== undefined && before !== value) faults.push({ line, column: column.name, code: 'differs', detail: 'Another row of this incident says something else here.' });
  if (before !== undefined) return;
  draft.lines.set(pointer, line);
  set(draft.content, column.path, value);
}

function set(into: Record<string, unknown>, path: readonly string[], value: unknown): Record<string, unknown> {
  const [last = ''] = path.slice(-1);
  let at = into;
  for (const part of path.slice(0, -1)) at = (at[part] ??= {}) as Record<string, unknown>;
  at[last] = value;
  return into;
}

const WANTED = { integer: 'A whole number.', number: 'A number with a point: 12.5.', flag: 'yes, or nothing.', text: 'A text.' } as const;

/** null: says nothing; undefined: is not as it should be. */
function valueOf({ kind }: IncidentColumn, text: string): unknown {
  if (kind === 'text') return text;
  if (kind === 'flag') return /^(?:yes|true|1|x)$/iu.test(text) ? true : /^(?:no|false|0)$/iu.test(text) ? null : undefined;
  return (kind === 'integer' ? /^-?\d{1,15}$/u : /^-?\d{1,15}(?:\.\d{1,15})?$/u).test(text) ? Number(text) : undefined;
}

/** Faults of shape, or where there are none those that the schema cannot see. */
function faultsIn(content: Record<string, unknown>, named: boolean): readonly IncidentFault[] {
  const shape = [...Value.Errors(IncidentContent, content)].flatMap((error): IncidentFault[] => {
    const { requiredProperties } = error.params as { requiredProperties?: readonly string[] };
    if (requiredProperties !== undefined) return requiredProperties.map((name) => ({ pointer: `${error.instancePath}/${name}`, code: 'required', detail: 'This is missing.' }));
    return [{ pointer: error.instancePath, code: error.keyword, detail: error.keyword === 'enum' ? `One of ${choicesOf(error.instancePath)}.` : `This is not as it should be (${error.message}).` }];
  });
  return shape.length > 0 ? shape : faultsOf(content as IncidentContent, { named });
}

function choicesOf(pointer: string): string {
  return BY_NAME.get(columnOfPointer(pointer))?.choices?.join(', ') ?? 'those that are listed';
}

/** Of something that has several columns the first. */
function nearest(name: string): string {
  return BY_NAME.has(name) ? name : (INCIDENT_COLUMNS.find((one) => one.name.startsWith(`${name}.`))?.name ?? name);
}

/** The line of the nearest place around that a row gave. */
function lineIn({ lines, first }: Draft, pointer: string): number {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const line = lines.get(at);
    if (line !== undefined) return line;
  }
  return first;
}

/** The same rows have the same id each time: what was sent is there once, however often a file is sent. */
function idOf(content: IncidentContent, { label, first }: Draft, of: string): string {
  const ms = Date.parse(content.at);
  const hash = toHex(sha256(utf8(JSON.stringify([of, label, label === '' ? [first, content] : '']))));
  const time = Math.max(0, Number.isNaN(ms) ? 0 : ms).toString(16).padStart(12, '0');
  return `inc_${time}7${hash.slice(0, 3)}${'89ab'[Number.parseInt(hash[3] ?? '0', 16) % 4]}${hash.slice(4, 19)}`;
}
