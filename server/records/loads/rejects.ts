/** Rejected lines in the format of the file, each with what is wrong, so that they can be mended and sent again. */
import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { FieldError } from '@watchword/api/errors.ts';
import { loadId } from './load-state.ts';
import { parseRecords, writeRecord } from './lines/csv.ts';
import { isAdded, REJECT_NAMES, rejectsHeader, type CsvHeader, type ReadLine } from './lines/read-lines.ts';

/** What was wrong with one line: the first error in full, the others by name. */
type Said = Record<(typeof REJECT_NAMES)[number], string | number>;

/** One line of the file of rejects, without line break. `header`: for CSV. */
export function writeReject(read: ReadLine, errors: readonly FieldError[], header: CsvHeader | undefined): string {
  const said = say(read.frame.line, errors);
  return header === undefined ? writeJsonReject(read, said) : writeCsvReject(read, said, header);
}

function say(line: number, errors: readonly FieldError[]): Said {
  const [first = { pointer: '', code: 'invalid', detail: 'The line cannot be taken.' }, ...others] = errors;
  // The details of the errors say first what is wrong, then what to write.
  const end = first.detail.indexOf('. ') + 1;
  const message = end > 0 ? first.detail.slice(0, end) : first.detail;
  const also = others.length === 0 ? '' : `Also wrong: ${others.map((error) => `${columnOf(error) || 'line'} (${error.code})`).join(', ')}.`;
  return { _line: line, _column: columnOf(first), _code: first.code, _message: message, _hint: [end > 0 ? first.detail.slice(end + 1) : '', also].filter((part) => part !== '').join(' ') };
}

/** The name of the field at the top of a pointer: that is the column, in both formats. */
function columnOf({ pointer }: FieldError): string {
  return pointer.replace(/^\/content(?=\/)/, '').slice(1);
}

function writeJsonReject(read: ReadLine, said: Said): string {
  const text = read.frame.text.trim();
  const value = 'value' in read ? read.value : undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify({ _text: text, ...said });
  const added = JSON.stringify(said).slice(1);
  // The line as it was sent: writing it anew could change numbers and spacing, and fails when it is nested very deep.
  if (!REJECT_NAMES.some((name) => Object.hasOwn(value, name))) return `${text.slice(0, -1).trimEnd()}${Object.keys(value).length === 0 ? '' : ','}${added}`;
  const kept = Object.entries(value).filter(([name]) => !isAdded(name));
  return JSON.stringify({ ...Object.fromEntries(kept), ...said });
}

function writeCsvReject(read: ReadLine, said: Said, header: CsvHeader): string {
  const { delimiter } = header;
  const added = REJECT_NAMES.map((name) => String(said[name]));
  const names = parseRecords([header.text], delimiter)[0] ?? [];
  const kept = names.flatMap((name, at) => (isAdded(name) ? [] : [at]));
  const { cells } = read;
  // What cannot be taken apart stands whole in the first column.
  const own = cells === undefined || cells.length > names.length ? kept.map((_, at) => (at === 0 ? read.frame.text : '')) : kept.map((at) => cells[at] ?? '');
  return writeRecord([...own, ...added], delimiter);
}

/** The file of rejects of one load. */
export type RejectsFile = {
  add(line: string): void;
  /** Bytes of the file with all that was added. */
  bytes(): number;
  /** Puts what was added on the disk; does nothing when nothing was. */
  flush(): void;
  close(): void;
};

/**
 * Opens the file of rejects and cuts it to the bytes that the last durable batch of the load knows of: what lies behind is of
 * lines that will be read again. The file is made with the first reject, readable by this user alone.
 */
export function openRejects(file: string, known: number, header: () => CsvHeader | undefined): RejectsFile {
  let handle: number | undefined;
  let waiting: string[] = [];
  let size = known;
  const open = (): number => {
    if (handle !== undefined) return handle;
    handle = openSync(file, 'a', 0o600);
    if (fstatSync(handle).size > known) ftruncateSync(handle, known);
    return handle;
  };
  if (known > 0) open();
  const put = (line: string): void => {
    waiting.push(line);
    size += Buffer.byteLength(line) + 1;
  };
  return {
    add(line) {
      const csv = header();
      if (size === 0 && csv !== undefined) put(rejectsHeader(csv));
      put(line);
    },
    bytes: () => size,
    flush() {
      if (waiting.length === 0) return;
      const bytes = Buffer.from(`${waiting.join('\n')}\n`);
      waiting = [];
      const into = open();
      for (let at = 0; at < bytes.length; ) at += writeSync(into, bytes, at);
      fdatasyncSync(into);
    },
    close() {
      if (handle !== undefined) closeSync(handle);
      handle = undefined;
    },
  };
}

const ENDING = '.rejects';
/** Rejected lines are data of their owner that nobody needs for long. In milliseconds. */
const KEPT = 30 * 24 * 3600 * 1000;

/** The file of rejects of a load. */
export function rejectsFileOf(folder: string, load: { id: Uint8Array }): string {
  return join(folder, `${loadId(load.id)}${ENDING}`);
}

/** Removes files of rejects that nothing was added to for 30 days. `now`: ms since 1970. */
export function forgetOldRejects(folder: string, now: number): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (name.endsWith(ENDING) && statSync(file).mtimeMs < now - KEPT) rmSync(file);
  }
}
