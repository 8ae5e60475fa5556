/**
 * Loads alone, without HTTP: how many lines a second become records that are found, and what each thread of the process spends on
 * a line. With `--bad` one line in four is bad, of every kind there is, and counts, rejects and records are compared
 * with what was made.
 *
 *     node tools/node.js bench/loads.ts [--records 2000000] [--references] [--csv] [--bad] [--run-keys 2000000]
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { badFile, checkBadFile, type BadFile } from '../server/records/loads/bad-file-under-test.ts';
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

function lineOf(n: number): string {
  const cells = [
    options.references ? `R-${n}` : '', `${String.fromCharCode(65 + (n % 26))}${100_000_000 + ((n * 7919) % 899_999_999)}`, 'FRA', TYPES[n % 3] ?? '', 'stolen', `2025-0${1 + (n % 9)}`, 'FRA',
    `203${n % 10}-01-01`,
  ];
  if (options.csv) return cells.join(',');
  return `{${COLUMNS.flatMap((name, at) => (cells[at] === '' ? [] : [`"${name}":"${cells[at]}"`])).join(',')}}`;
}

async function* body(): AsyncGenerator<Uint8Array> {
  if (options.csv) yield Buffer.from(`${COLUMNS.join(',')}\n`);
  for (let from = 0; from < RECORDS; from += 1000) {
    const parts: Uint8Array[] = [];
    for (let n = from; n < Math.min(from + 1000, RECORDS); n += 1) {
      parts.push(Buffer.from(`${lineOf(n)}\n`));
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

function sizeOf(...names: readonly string[]): number {
  return names.reduce((sum, name) => sum + (statSync(join(under.folder, name), { throwIfNoEntry: false })?.size ?? 0), 0);
}

const under = await openUnderTest({ runKeys: Number(options['run-keys']), cache: 256 });
await under.filter.reserve(RECORDS * (options.references ? 2 : 1));
let memory = 0;
const watch = setInterval(() => (memory = Math.max(memory, process.memoryUsage.rss())), 100);
const began = performance.now();
const file: BadFile = { format: options.csv ? 'csv' : 'ndjson', lines: RECORDS };
const { counts, id } = await under.loads.loadLines(options.bad ? badFile(file) : body(), { database: 'travel-documents', organisation: 'FRA', options: { format: file.format } });
const seconds = (performance.now() - began) / 1000;
clearInterval(watch);
const bad = options.bad ? await checkBadFile(file, { under, load: id }) : 0;
if (bad !== counts.rejected) throw new Error(`${bad} lines are bad, ${counts.rejected} were counted.`);
if (counts.created + counts.rejected !== RECORDS) throw new Error(`${counts.created} created and ${counts.rejected} rejected are not ${RECORDS}.`);
const figures = {
  lines: RECORDS, created: counts.created, rejected: counts.rejected, seconds: Number(seconds.toFixed(2)), 'lines/s': Math.round(RECORDS / seconds),
  'memory GiB': Number((memory / 2 ** 30).toFixed(2)), 'store bytes/record': Math.round(sizeOf('store.db', 'store.db-wal') / counts.created),
  'processor us/line by thread': threadSeconds().map((one) => Number(((one * 1e6) / RECORDS).toFixed(2))),
};
await under.close();
process.stdout.write(`${JSON.stringify(figures)}\n`);
