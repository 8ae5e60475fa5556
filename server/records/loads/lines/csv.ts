/** CSV as RFC 4180 has it: where a record ends, which sign parts its cells, and the cells. */
import { parse } from 'csv-parse/sync';
import type { FindEnd } from './frames.ts';

export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;

/**
 * The end of a record, whose quoted cells may hold line breaks. A quote counts as one only where a cell begins, so that a stray
 * one spoils no line but its own. A record whose quote is not closed ends with its first line: the next lines may be good.
 */
export function findRecordEnd(delimiter: Delimiter): FindEnd {
  const sign = delimiter.charCodeAt(0);
  return (bytes, at, isLast) => {
    const newline = bytes.indexOf(NEWLINE, at);
    const lineEnd = newline < 0 ? bytes.length : newline + 1;
    const quote = bytes.indexOf(QUOTE, at);
    if (quote < 0 || quote >= lineEnd) return newline >= 0 || isLast ? { end: lineEnd } : 'need-more';
    const found = scanRecord(bytes, at, sign);
    if (found !== 'open' && found !== 'broken') return found < bytes.length || isLast || bytes[found - 1] === NEWLINE ? { end: found, isRecord: true } : 'need-more';
    if (found === 'open' && !isLast) return 'need-more';
    if (newline < 0 && !isLast) return 'need-more';
    return { end: lineEnd, fault: 'quote' };
  };
}

/** The byte after the record; `open` when a quote is not closed in these bytes, `broken` when something follows a closed one. */
function scanRecord(bytes: Buffer, from: number, delimiter: number): number | 'open' | 'broken' {
  let at = from;
  let isCellStart = true;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (isCellStart && byte === QUOTE) {
      const end = endOfQuoted(bytes, at + 1);
      if (end < 0) return 'open';
      const after = bytes[end];
      const isEnd = after === undefined || after === delimiter || after === NEWLINE || (after === RETURN && (bytes[end + 1] ?? NEWLINE) === NEWLINE);
      if (!isEnd) return 'broken';
      at = end;
      isCellStart = false;
      continue;
    }
    at += 1;
    if (byte === NEWLINE) return at;
    isCellStart = byte === delimiter;
  }
  return at;
}

/** The byte after the closing quote; -1 when there is none. */
function endOfQuoted(bytes: Buffer, from: number): number {
  let quote = bytes.indexOf(QUOTE, from);
  while (quote >= 0 && bytes[quote + 1] === QUOTE) quote = bytes.indexOf(QUOTE, quote + 2);
  return quote < 0 ? -1 : quote + 1;
}

/** The sign that parts a header into the most cells; a comma when there is only one cell. */
export function detectDelimiter(header: string): Delimiter {
  let best: Delimiter = ',';
  let most = 1;
  for (const delimiter of DELIMITERS) {
    const cells = parseRecords([header], delimiter)[0]?.length ?? 0;
    if (cells > most) [best, most] = [delimiter, cells];
  }
  return best;
}

/** The cells of each record; undefined for one that is no CSV. Together they go faster than one by one. */
export function parseRecords(records: readonly string[], delimiter: Delimiter): (string[] | undefined)[] {
  const together = tryParse(records.join('\n'), delimiter);
  if (together?.length === records.length) return together;
  return records.map((record) => {
    const alone = tryParse(record, delimiter);
    return alone?.length === 1 ? alone[0] : undefined;
  });
}

function tryParse(text: string, delimiter: Delimiter): string[][] | undefined {
  try {
    return parse(text, { delimiter, record_delimiter: ['\r\n', '\n'], relax_column_count: true, relax_quotes: true });
  } catch {
    return undefined;
  }
}

/** One record of these cells, with quotes where they are needed and no line break at its end. */
export function writeRecord(cells: readonly string[], delimiter: Delimiter): string {
  return cells.map((cell) => (needsQuotes(cell, delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter);
}

function needsQuotes(cell: string, delimiter: Delimiter): boolean {
  return /["\r\n]|^\s|\s$/u.test(cell) || cell.includes(delimiter);
}
