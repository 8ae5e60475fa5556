/** The lines of a file as values, whatever its format; a line that cannot be read says why. */
import type { Database } from '@watchword/api/databases/database.ts';
import { fail, type FieldError } from '@watchword/api/errors.ts';
import { lineOfCells, parseHeader, type Header } from '#databases/databases.ts';
import { detectDelimiter, findRecordEnd, parseRecords, writeRecord, type Delimiter } from './csv.ts';
import { createFraming, findLineEnd, LONGEST_LINE, type Frame, type LineFault, type Place } from './frames.ts';

export type Format = 'ndjson' | 'csv';

/** The header of a CSV file, kept with the load: who sends the rest does not send it again. */
export type CsvHeader = { text: string; delimiter: Delimiter };

/** A line and its value, or what is wrong with it. `cells`: of a CSV record that could be taken apart. */
export type ReadLine = { frame: Frame; cells?: readonly string[] } & ({ value: unknown } | { errors: readonly FieldError[] });

/** Reads a file from a place on. */
export type LineReader = {
  /** Throws `load.format` when the file is not of its format. */
  push(block: Uint8Array): ReadLine[];
  /** Only to be called at the end of the file. */
  finish(): ReadLine[];
  place(): Place;
  /** The header, as soon as it was read; undefined for NDJSON. */
  header(): CsvHeader | undefined;
};

/** What is read and from where. `header`: of a CSV file whose beginning was read before. */
export type LineSource = { database: Database; format: Format; place: Place; header?: CsvHeader | undefined };

/** Opens a reader of lines. */
export function createLineReader(source: LineSource): LineReader {
  return source.format === 'csv' ? createCsvReader(source) : createJsonReader(source);
}

function createJsonReader({ place }: LineSource): LineReader {
  const framing = createFraming(place, findLineEnd);
  return {
    push: (block) => framing.push(block).map(readJson),
    finish: () => framing.finish().map(readJson),
    place: framing.place,
    header: () => undefined,
  };
}

function readJson(frame: Frame): ReadLine {
  if (frame.fault !== undefined) return { frame, errors: [LINE_FAULTS[frame.fault]] };
  try {
    return { frame, value: JSON.parse(frame.text) };
  } catch {
    return { frame, errors: [{ pointer: '', code: 'json', detail: 'This is no JSON. Write one JSON object on each line.' }] };
  }
}

const LINE_FAULTS: Readonly<Record<LineFault, FieldError>> = {
  encoding: { pointer: '', code: 'encoding', detail: 'The line is not UTF-8. Save the file as UTF-8.' },
  nul: { pointer: '', code: 'characters', detail: 'The line holds NUL characters. Take them out.' },
  'too-long': { pointer: '', code: 'too-long', detail: `The line is longer than ${LONGEST_LINE / 1024} KiB. Only its beginning is kept here.` },
  quote: { pointer: '', code: 'quote', detail: 'A cell begins with a quote that is not closed rightly. Close it, and double each quote inside.' },
};

type Csv = { delimiter: Delimiter; header: Header; text: string };

function createCsvReader({ database, place, header }: LineSource): LineReader {
  let csv = header === undefined ? undefined : openCsv(database, header);
  /** Before the header is known a record ends with its line. */
  let framing = createFraming(place, csv === undefined ? findLineEnd : findRecordEnd(csv.delimiter));
  let start = Buffer.alloc(0);

  /** The header is framed alone, for the rest is framed by its delimiter. */
  const readHeader = (block: Uint8Array, isLast: boolean): Uint8Array | undefined => {
    start = Buffer.concat([start, block]);
    const first = framing.place();
    const end = endOfHeader(start);
    if (end === undefined && !isLast && start.length <= LONGEST_LINE) return undefined;
    const [frame] = [...framing.push(start.subarray(0, end)), ...framing.finish()];
    if (frame === undefined) {
      throw isLast ? notCsv('The file is empty. A CSV file begins with a header with the names of the columns; see the template.') : notCsv();
    }
    if (frame.fault !== undefined) throw notCsv(LINE_FAULTS[frame.fault].detail);
    csv = openCsv(database, { text: frame.text, delimiter: detectDelimiter(frame.text) });
    const rest = start.subarray(frame.end.offset - first.offset);
    framing = createFraming(frame.end, findRecordEnd(csv.delimiter));
    return rest;
  };
  const read = (frames: readonly Frame[]): ReadLine[] => (csv === undefined ? [] : readFrames(csv, frames));
  return {
    push(block) {
      const rest = csv === undefined ? readHeader(block, false) : block;
      return rest === undefined ? [] : read(framing.push(rest));
    },
    finish() {
      const rest = csv === undefined ? readHeader(new Uint8Array(), true) : new Uint8Array();
      return rest === undefined ? [] : read([...framing.push(rest), ...framing.finish()]);
    },
    place: () => framing.place(),
    header: () => (csv === undefined ? undefined : { text: csv.text, delimiter: csv.delimiter }),
  };
}

/** The byte after the first line that is not empty; undefined when it is not whole yet. */
function endOfHeader(bytes: Buffer): number | undefined {
  let at = bytes[0] === 0xef ? 3 : 0;
  while (bytes[at] === 10 || bytes[at] === 13 || bytes[at] === 32) at += 1;
  const newline = bytes.indexOf(10, at);
  return newline < 0 ? undefined : newline + 1;
}

function openCsv(database: Database, { text, delimiter }: CsvHeader): Csv {
  const cells = parseRecords([text], delimiter)[0];
  if (cells === undefined) throw notCsv();
  const parsed = parseHeader(database, cells);
  if ('errors' in parsed) throw fail('load.format', { errors: parsed.errors, detail: 'The first line must be a header with the names of the columns; see the template.' });
  return { delimiter, header: parsed.header, text };
}

function notCsv(detail = 'The first line must be a header with the names of the columns; see the template.'): Error {
  return fail('load.format', { detail });
}

function readFrames({ delimiter, header }: Csv, frames: readonly Frame[]): ReadLine[] {
  const good = frames.filter((frame) => frame.fault === undefined);
  const parsed = parseRecords(good.map((frame) => frame.text), delimiter);
  let at = 0;
  return frames.map((frame) => {
    if (frame.fault !== undefined) return { frame, errors: [LINE_FAULTS[frame.fault]] };
    const cells = parsed[at];
    at += 1;
    if (cells === undefined) return { frame, errors: [LINE_FAULTS.quote] };
    if (cells.length < header.length) return { frame, cells, errors: [tooFewCells(cells.length, header.length)] };
    return { frame, cells, ...lineOfCells(header, cells) };
  });
}

/** A line that was cut off must not be taken for one whose last cells are empty. */
function tooFewCells(cells: number, columns: number): FieldError {
  return { pointer: '', code: 'cells', detail: `The line has ${cells} cells, the header ${columns}. Keep the separators of empty cells.` };
}

/** Names that a file of rejects adds to each line. */
export const REJECT_NAMES = ['_line', '_column', '_code', '_message', '_hint'] as const;

/** The header of a file of rejects: the columns of the file, without what an earlier file of rejects added. */
export function rejectsHeader({ text, delimiter }: CsvHeader): string {
  const cells = parseRecords([text], delimiter)[0] ?? [];
  return writeRecord([...cells.filter((cell) => !isAdded(cell)), ...REJECT_NAMES], delimiter);
}

/** Whether a column of the header was added by a file of rejects. */
export function isAdded(name: string): boolean {
  return (REJECT_NAMES as readonly string[]).includes(name.trim());
}
