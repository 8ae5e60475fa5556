/**
 * The speed of keys and filter: nanoseconds for a key, an insertion and a question, at 1 million and 100 million keys.
 *
 *     node bench/filter.ts [--records 1000000,100000000] [--json]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { index53, loadHasher } from '../server/databases/keys.ts';
import { createFilter, insert, measureFilter, mightContain, type Filter } from '../server/checks/filter/filter.ts';
import { loadFilter, saveFilter } from '../server/checks/filter/filter-file.ts';
import { insertPage } from '../server/checks/filter/key-pages.ts';

type Row = { what: string; keys: number; value: number; unit: string };

const BITS_PER_KEY = 16;
const ASKED = 2_000_000;
const PAGE = 65_536;

/** The best of three: on a busy machine the least disturbed one. */
function nanoseconds(times: number, run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i += 1) {
    const from = process.hrtime.bigint();
    run();
    best = Math.min(best, Number(process.hrtime.bigint() - from) / times);
  }
  return best;
}

/** Reproducible halves of keys (xorshift32), cheap beside what is measured. */
function randomHalves(length: number, seed: number): Uint32Array {
  const halves = new Uint32Array(length);
  let state = seed;
  for (let i = 0; i < length; i += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    halves[i] = state;
  }
  return halves;
}

async function measureKeys(): Promise<Row[]> {
  const hasher = await loadHasher();
  const values = Array.from(randomHalves(1 << 16, 99), (half) => `UT${half.toString(36).toUpperCase()}`);
  let sum = 0;
  // The whole text, `v1|vehicles|plate|UT…`, is 25 to 30 characters long.
  const value = nanoseconds(values.length * 10, () => {
    for (let i = 0; i < 10; i += 1) {
      for (const text of values) {
        const { hi, lo } = hasher.key('vehicles', 'plate', text);
        sum += index53(hi, lo) % 2;
      }
    }
  });
  return sum < 0 ? [] : [{ what: 'one key from its text', keys: 0, value, unit: 'ns' }];
}

async function measureFilterOf(keys: number): Promise<Row[]> {
  const filter = createFilter(keys, BITS_PER_KEY);
  const from = process.hrtime.bigint();
  let seed = 1;
  for (let left = keys; left > 0; left -= PAGE) {
    const length = Math.min(PAGE, left);
    insertPage(filter, { hi: randomHalves(length, (seed += 2)), lo: randomHalves(length, (seed += 2) * 7919) });
  }
  const fillSeconds = Number(process.hrtime.bigint() - from) / 1e9;
  const absent = randomHalves(2 * ASKED, 0x5eed);
  const present = randomHalves(2 * ASKED, 0x0abc);
  let maybe = 0;
  const absentTime = nanoseconds(ASKED, () => (maybe = ask(filter, absent)));
  const { fill } = measureFilter(filter);
  const insertTime = nanoseconds(ASKED / 20, nextPart(present, (hi, lo) => insert(filter, hi, lo)));
  const presentTime = nanoseconds(ASKED * 3 / 20, () => ask(filter, present.subarray(0, (2 * ASKED * 3) / 20)));
  return [
    { what: 'question, key not in it', keys, value: absentTime, unit: 'ns' },
    { what: 'question, key in it', keys, value: presentTime, unit: 'ns' },
    { what: 'insertion, one by one', keys, value: insertTime, unit: 'ns' },
    { what: 'insertion, by pages', keys, value: (fillSeconds * 1e9) / keys, unit: 'ns' },
    { what: 'size', keys, value: filter.buffer.byteLength / 1e6, unit: 'MB' },
    { what: 'bits set', keys, value: fill * 100, unit: '%' },
    { what: 'false "maybe"', keys, value: (maybe / ASKED) * 100, unit: '%' },
    ...(await measureFile(filter, keys)),
  ];
}

/** Each call inserts another twentieth of the keys, so that all of them are new to the filter. */
function nextPart(halves: Uint32Array, each: (hi: number, lo: number) => void): () => void {
  let at = 0;
  return () => {
    for (const end = at + ASKED / 10; at < end; at += 2) each(halves[at] ?? 0, halves[at + 1] ?? 0);
  };
}

function ask(filter: Filter, halves: Uint32Array): number {
  let maybe = 0;
  for (let i = 0; i < halves.length; i += 2) if (mightContain(filter, halves[i] ?? 0, halves[i + 1] ?? 0)) maybe += 1;
  return maybe;
}

async function measureFile(filter: Filter, keys: number): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'watchword-bench-'));
  try {
    const path = join(folder, 'filter');
    const started = process.hrtime.bigint();
    await saveFilter(path, filter, { seq: keys, origin: 'bench' });
    const saved = process.hrtime.bigint();
    await loadFilter(path, () => true);
    const loaded = process.hrtime.bigint();
    return [
      { what: 'save, with fsync', keys, value: Number(saved - started) / 1e6, unit: 'ms' },
      { what: 'load, every digest compared', keys, value: Number(loaded - saved) / 1e6, unit: 'ms' },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false }, records: { type: 'string', default: '1000000,100000000' } } });
const rows = await measureKeys();
for (const keys of options.records.split(',').map(Number)) rows.push(...(await measureFilterOf(keys)));
if (options.json) process.stdout.write(`${JSON.stringify({ bench: 'filter', bitsPerKey: BITS_PER_KEY, rows })}\n`);
else {
  for (const { what, keys, value, unit } of rows) {
    const size = keys === 0 ? '' : keys.toLocaleString('en');
    process.stdout.write(`${what.padEnd(30)}${size.padStart(14)}${value.toFixed(unit === '%' ? 3 : 1).padStart(12)} ${unit}\n`);
  }
}
