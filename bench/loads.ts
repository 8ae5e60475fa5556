/**
 * Loads alone, without HTTP: how many lines a second become records that are found, and what each thread of the process spends on
 * a line. With `--bad` one line in four is bad, of every kind there is, and the counts and the rejects are compared with what was
 * made.
 *
 *     node tools/node.js bench/loads.ts [--records 2000000] [--references] [--csv] [--bad] [--run-keys 2000000]
 */
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { openUnderTest } from '../server/records/loads/loads-under-test.ts';

const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '2000000' }, references: { type: 'boolean', default: false }, csv: { type: 'boolean', default: false },
    bad: { type: 'boolean', default: false }, 'run-keys': { type: 'string', default: '2000000' },
  },
});
const RECORDS = Number(options.records);
const TYPES = ['passport', 'identity-card', 'visa'];
const COLUMNS = ['reference', 'number', 'issuer', 'type', 'fraud', 'occurredOn', 'occurredIn', 'validUntil'] as const;

/** Lines that are rejected, with the code that must be said of them. */
const BAD: readonly (readonly [line: string | Uint8Array, code: string])[] = [
  ['{"number":"A1"', 'json'], ['not JSON', 'json'], ['[1]', 'type'], ['"text"', 'type'], ['null', 'type'], ['{}', 'required'],
  ['{"number":"A1","issuer":"FRA","type":"passport","fraud":"stolen","colour":"red"}', 'unknown'],
  ['{"number":"A1","issuer":"XQX","type":"passport","fraud":"stolen"}', 'country'],
  ['{"number":"A1","issuer":"DEU","type":"passport","fraud":"stolen"}', 'wrong-issuer'],
  ['{"number":1,"issuer":"FRA","type":"passport","fraud":"stolen"}', 'type'],
  ['{"number":"A1","issuer":"FRA","type":"card","fraud":"stolen"}', 'not-in-list'],
  ['{"number":"A1","issuer":"FRA","type":"passport","fraud":"stolen","validUntil":"2026-02-30"}', 'not-a-day'],
  ['{"reference":"","number":"A1","issuer":"FRA","type":"passport","fraud":"stolen"}', 'blank'],
  ['{"expiresOn":"2020-01-01","content":{"number":"A1","issuer":"FRA","type":"passport","fraud":"stolen"}}', 'in-the-past'],
  ['{"hiddenFrom":["ZZZ"],"number":"A1","issuer":"FRA","type":"passport","fraud":"stolen"}', 'no-bureau'],
  [`{"number":"${'x'.repeat(70_000)}"}`, 'too-long'],
  ['['.repeat(3000), 'json'], ['{"number":"A\0"}', 'characters'], [Buffer.from([0x7b, 0xe9, 0x7d]), 'encoding'],
];
const BAD_EVERY = 4;

function lineOf(n: number): string | Uint8Array {
  if (options.bad && n % BAD_EVERY === 1) return badLine(n)[0];
  const cells = [
    options.references ? `R-${n}` : '', `${String.fromCharCode(65 + (n % 26))}${100_000_000 + ((n * 7919) % 899_999_999)}`, 'FRA', TYPES[n % 3] ?? '', 'stolen', `2025-0${1 + (n % 9)}`, 'FRA',
    `203${n % 10}-01-01`,
  ];
  if (options.csv) return cells.join(',');
  return `{${COLUMNS.flatMap((name, at) => (cells[at] === '' ? [] : [`"${name}":"${cells[at]}"`])).join(',')}}`;
}

function badLine(n: number): readonly [line: string | Uint8Array, code: string] {
  return BAD[Math.floor(n / BAD_EVERY) % BAD.length] ?? ['', ''];
}

async function* body(): AsyncGenerator<Uint8Array> {
  if (options.csv) yield Buffer.from(`${COLUMNS.join(',')}\n`);
  for (let from = 0; from < RECORDS; from += 1000) {
    const parts: Uint8Array[] = [];
    for (let n = from; n < Math.min(from + 1000, RECORDS); n += 1) {
      const line = lineOf(n);
      parts.push(typeof line === 'string' ? Buffer.from(`${line}\n`) : Buffer.concat([line, Buffer.from('\n')]));
    }
    yield Buffer.concat(parts);
  }
}

/** Seconds of processor time of each thread of this process that spent any worth telling. */
function threadSeconds(): number[] {
  if (process.platform !== 'linux') return [];
  const seconds = readdirSync('/proc/self/task').map((thread) => {
    const fields = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  });
  return seconds.filter((one) => one > 0.3).sort((a, b) => b - a);
}

/** Compares the rejects with what was made bad. */
async function checkRejects(folder: string, rejected: number): Promise<void> {
  const [name = ''] = readdirSync(join(folder, 'loads'));
  const said: { _line: number; _code: string }[] = [];
  for await (const line of createInterface({ input: createReadStream(join(folder, 'loads', name)) })) {
    const { _line, _code } = JSON.parse(line) as { _line: number; _code: string };
    said.push({ _line, _code });
  }
  const made = Array.from({ length: RECORDS }, (_, n) => n).filter((n) => n % BAD_EVERY === 1);
  if (rejected !== made.length || said.length !== made.length) throw new Error(`${made.length} lines are bad, ${rejected} were counted, ${said.length} are in the file.`);
  for (const [at, n] of made.entries()) {
    const { _line, _code } = said[at] ?? { _line: 0, _code: '' };
    if (_line !== n + 1 || _code !== badLine(n)[1]) throw new Error(`Line ${n + 1} should be ${badLine(n)[1]}; the file says ${_line} ${_code}.`);
  }
}

function sizeOf(...names: readonly string[]): number {
  return names.reduce((sum, name) => sum + (statSync(join(under.folder, name), { throwIfNoEntry: false })?.size ?? 0), 0);
}

const under = await openUnderTest({ runKeys: Number(options['run-keys']), cache: 256 });
await under.filter.reserve(RECORDS * (options.references ? 2 : 1));
let memory = 0;
const watch = setInterval(() => (memory = Math.max(memory, process.memoryUsage.rss())), 100);
const began = performance.now();
const { counts } = await under.loads.loadLines(body(), { database: 'travel-documents', organisation: 'FRA', options: { format: options.csv ? 'csv' : 'ndjson' } });
const seconds = (performance.now() - began) / 1000;
clearInterval(watch);
if (options.bad) await checkRejects(under.folder, counts.rejected);
if (counts.created + counts.rejected !== RECORDS) throw new Error(`${counts.created} created and ${counts.rejected} rejected are not ${RECORDS}.`);
const figures = {
  lines: RECORDS, created: counts.created, rejected: counts.rejected, seconds: Number(seconds.toFixed(2)), 'lines/s': Math.round(RECORDS / seconds),
  'memory GiB': Number((memory / 2 ** 30).toFixed(2)), 'store bytes/record': Math.round(sizeOf('store.db', 'store.db-wal') / counts.created),
  'processor us/line by thread': threadSeconds().map((one) => Number(((one * 1e6) / RECORDS).toFixed(2))),
};
await under.close();
process.stdout.write(`${JSON.stringify(figures)}\n`);
