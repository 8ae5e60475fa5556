/** A file of documents of FRA in which one line in four is bad, of every kind there is, and the proof that a load lost no good line and told every bad one. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Read } from '#store/store.ts';
import { parseRecords } from './lines/csv.ts';
import type { LoadsUnderTest } from './loads-under-test.ts';
import { rejectsFileOf } from './rejects.ts';

type Format = 'ndjson' | 'csv';
type BadLine = readonly [line: string | Uint8Array, column: string, code: string];

const json = (more: object): string => JSON.stringify({ number: 'A1', issuer: 'FRA', type: 'passport', fraud: 'stolen', ...more });
const LONG = 'x'.repeat(70_000);

const BAD_JSON: readonly BadLine[] = [
  ['{"number":"A1"', '', 'json'], ['not JSON', '', 'json'], ['['.repeat(3000), '', 'json'], ['[1]', '', 'type'], ['"text"', '', 'type'], ['null', '', 'type'],
  ['{}', 'number', 'required'], [json({ number: 1 }), 'number', 'type'], [json({ number: '' }), 'number', 'too-short'], [json({ number: 'A#1' }), 'number', 'pattern'],
  [json({ colour: 'red' }), 'colour', 'unknown'], ['{"content":{},"colour":"red"}', 'colour', 'unknown'], [json({ issuer: 'XQX' }), 'issuer', 'country'],
  [json({ issuer: 'DEU' }), 'issuer', 'wrong-issuer'], [json({ type: 'card' }), 'type', 'not-in-list'], [json({ validUntil: '2026-02-30' }), 'validUntil', 'not-a-day'],
  [json({ numberTo: 'A9' }), 'numberTo', 'only-blanks'], [json({ numberTo: 'A0', fraud: 'stolen-blank' }), 'numberTo', 'range-reversed'],
  [json({ reference: '' }), 'reference', 'blank'], [json({ reference: 7 }), 'reference', 'type'], [json({ reference: 'r'.repeat(81) }), 'reference', 'too-long'],
  [json({ expiresOn: '2020-01-01' }), 'expiresOn', 'in-the-past'], [json({ expiresOn: '2099-01-01' }), 'expiresOn', 'too-late'],
  [json({ hiddenFrom: ['ZZZ'] }), 'hiddenFrom/0', 'no-bureau'], [json({ hiddenFrom: ['FRA'] }), 'hiddenFrom/0', 'own'], [json({ hiddenFrom: 'DEU' }), 'hiddenFrom', 'type'],
  [json({ hiddenFromFrontLine: 'yes' }), 'hiddenFromFrontLine', 'type'], [json({ database: 'vehicles' }), 'database', 'wrong-database'],
  [`{"number":"${LONG}"}`, '', 'too-long'], ['{"number":"A\0"}', '', 'characters'], [Buffer.from([0x7b, 0xe9, 0x7d]), '', 'encoding'],
];

const BAD_CSV: readonly BadLine[] = [
  ['A1,FRA,passport', '', 'cells'], ['A1,FRA,passport,stolen,,,one,more', '', 'cells'], ['"A1,FRA,passport,stolen,,', '', 'quote'], ['"A"1,FRA,passport,stolen,,', '', 'quote'],
  [',FRA,passport,stolen,,', 'number', 'required'], ['A1,XQX,passport,stolen,,', 'issuer', 'country'], ['A1,DEU,passport,stolen,,', 'issuer', 'wrong-issuer'],
  ['A1,FRA,card,stolen,,', 'type', 'not-in-list'], ['A1,FRA,passport,stolen,2026-02-30,', 'validUntil', 'not-a-day'], ['A1,FRA,passport,stolen,,ZZZ', 'hiddenFrom/0', 'no-bureau'],
  [`${LONG},FRA,passport,stolen,,`, '', 'too-long'], ['A\0,FRA,passport,stolen,,', '', 'characters'], [Buffer.from([0xe9, 0x2c]), '', 'encoding'],
];

const HEADER = 'number,issuer,type,fraud,validUntil,hiddenFrom';
const BAD_EVERY = 4;

/** A file of so many lines, and a header when it is CSV. */
export type BadFile = { readonly format: Format; readonly lines: number };

function badLine({ format, lines }: BadFile, n: number): BadLine | undefined {
  if (n % BAD_EVERY !== 1 || n >= lines) return undefined;
  const all = format === 'csv' ? BAD_CSV : BAD_JSON;
  return all[Math.floor(n / BAD_EVERY) % all.length];
}

function lineOf(file: BadFile, n: number): string | Uint8Array {
  const [bad] = badLine(file, n) ?? [];
  return bad ?? (file.format === 'csv' ? `G${n},FRA,passport,stolen,,` : json({ number: `G${n}` }));
}

/** The bytes of the file. */
export async function* badFile(file: BadFile): AsyncGenerator<Uint8Array> {
  if (file.format === 'csv') yield Buffer.from(`${HEADER}\n`);
  for (let from = 0; from < file.lines; from += 1000) {
    yield Buffer.concat(Array.from({ length: Math.min(1000, file.lines - from) }, (_, at) => Buffer.concat([Buffer.from(lineOf(file, from + at)), Buffer.from('\n')])));
  }
}

/** Throws unless each bad line is in the rejects, in order, with line, column, code and what to do, and each good line is a record. Returns how many were bad. */
export async function checkBadFile(file: BadFile, { under, load }: { under: LoadsUnderTest; load: Uint8Array }): Promise<number> {
  let bad = 0;
  let n = 1;
  for await (const said of readRejects(file, rejectsFileOf(join(under.folder, 'loads'), { id: load }))) {
    const [, column, code] = badLine(file, n) ?? [];
    const line = n + (file.format === 'csv' ? 2 : 1);
    if (said.line !== line || said.column !== column || said.code !== code || said.says === '') throw new Error(`Line ${line} should be rejected for ${column} ${code}; the file says ${JSON.stringify(said)}.`);
    bad += 1;
    n += BAD_EVERY;
  }
  if (n < file.lines) throw new Error(`Line ${n + 1} and all bad ones after it are not among the rejects.`);
  await checkRecords(file, under.read);
  return bad;
}

type Reject = { line: number; column: string; code: string; says: string };

async function* readRejects({ format }: BadFile, file: string): AsyncGenerator<Reject> {
  let isHeader = format === 'csv';
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (isHeader) isHeader = false;
    else if (format === 'csv') {
      const [line, column = '', code = '', message = '', hint = ''] = (parseRecords([text], ',')[0] ?? []).slice(-5);
      yield { line: Number(line), column, code, says: message + hint };
    } else {
      const { _line, _column, _code, _message, _hint } = JSON.parse(text) as Record<string, string | number>;
      yield { line: Number(_line), column: String(_column), code: String(_code), says: `${_message}${_hint}` };
    }
  }
}

/** Each good line once, and nothing else. */
async function checkRecords(file: BadFile, read: Read): Promise<void> {
  const seen = new Uint8Array(file.lines);
  const last = await read.lastRow();
  for (let from = 1; from <= last; from += 5000) {
    for (const { content } of await read.readRows(from, 5000)) {
      const n = Number(/^\["G(\d+)"/.exec(content)?.[1] ?? Number.NaN);
      if (seen[n] !== 0 || badLine(file, n) !== undefined) throw new Error(`A record that no good line asks for, or one twice: line ${n}.`);
      seen[n] = 1;
    }
  }
  const lost = seen.findIndex((one, n) => one === 0 && badLine(file, n) === undefined);
  if (lost >= 0) throw new Error(`Line ${lost} of the file is good and was lost.`);
}
