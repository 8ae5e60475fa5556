import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { History, type Published } from './history.ts';
import { LeafLog } from './forest.ts';
import type { Keeper } from './keeper.ts';
import { matrix } from './matrix.ts';
import { putLeaf } from './owner-leaves.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchword-history-'));
after(() => rmSync(folder, { recursive: true }));
const START = Date.UTC(2026, 10, 20, 23, 59, 30);
const DAY_MS = 86_400_000;
const published = (number: number, time: number, length = 400): Published => ({ number, size: number * 2, time, note: `${'n'.repeat(length)}\n\n— short\n— long\n`, place: { segment: 1, offset: number } });

/** Checkpoints over three days, of lengths that differ. */
function filled(name: string): { dir: string; all: number[] } {
  const dir = join(folder, name);
  const history = new History(dir);
  const all: number[] = [];
  for (let at = 0; at < 300; at += 1) {
    all.push(at + 7);
    history.add(published(at + 7, START + at * 600_000, at % 9 === 0 ? 70_000 : 300 + ((at * 37) % 200)));
  }
  history.close();
  return { dir, all };
}

test('a look from any number on finds what is there, over the ends of days', () => {
  const { dir, all } = filled('days');
  assert.ok(readdirSync(join(dir, 'checkpoints')).length >= 4);
  const history = new History(dir, true);
  for (const from of [0, 1, 7, 8, 9, 10, 11, 50, 149, 150, 151, 152, 200, 299, 305, 306, 307, 9999]) {
    for (const count of [1, 3, 1000]) assert.deepEqual(history.list(from, count).map(({ number }) => number), all.filter((number) => number >= from).slice(0, count), `${from} ${count}`);
  }
  assert.equal(history.last?.number, 306);
});

test('what a crash cut short is cut off, and a day in which nothing was written is no end', () => {
  const { dir } = filled('torn');
  const last = readdirSync(join(dir, 'checkpoints')).filter((name) => name.endsWith('.ndjson')).sort().at(-1) ?? assert.fail();
  const path = join(dir, 'checkpoints', last);
  const { size } = statSync(path);
  appendFileSync(path, '{"number":307,"size":9');
  assert.equal(new History(dir, true).last?.number, 306);
  assert.ok(statSync(path).size > size, 'whoever only looks changes nothing');
  const history = new History(dir);
  assert.equal(history.last?.number, 306);
  assert.equal(statSync(path).size, size);
  writeFileSync(join(dir, 'checkpoints', '2026-12-31.ndjson'), '{"numb');
  const later = new History(dir);
  assert.equal(later.last?.number, 306);
  assert.deepEqual(later.list(306, 5).map(({ number }) => number), [306]);
  assert.equal(readFileSync(join(dir, 'checkpoints', '2026-12-31.ndjson'), 'utf8'), '');
});

test('an empty folder has no checkpoint', () => {
  const dir = join(folder, 'empty');
  mkdirSync(dir);
  const history = new History(dir);
  assert.equal(history.last, undefined);
  assert.deepEqual(history.list(1, 10), []);
});

test('the matrix counts every leaf of its days once, also when the clock was set back', () => {
  const log = new LeafLog(join(folder, 'owner'), false);
  const noon = Date.UTC(2026, 10, 1, 12);
  const expected = new Map<string, number>();
  for (let at = 0; at < 10_000; at += 1) {
    // Half a day back, now and then.
    const time = noon + Math.floor(at / 1000) * DAY_MS - (at % 100 === 0 ? DAY_MS / 2 + 3_600_000 : 0);
    const organisation = at % 3 === 0 ? 'FRA' : 'DEU';
    const name = `${new Date(time).toISOString().slice(0, 10)} ${organisation}`;
    expected.set(name, (expected.get(name) ?? 0) + 1);
    log.append((to) => putLeaf(to, { seq: at + 1, time, organisation, entry: Buffer.alloc(32), commitment: Buffer.alloc(32) }), { segment: 1, offset: 0 });
  }
  const heads = { open: () => ({ size: log.tree.size, root: Buffer.alloc(32), salt: Buffer.alloc(16), path: [] }) };
  const keeper = { forest: { owners: new Map([['UTO', log]]) }, heads, history: { last: { number: 1, note: '' }, cosigned: () => [] } } as unknown as Keeper;
  for (const [first, last] of [[0, 0], [2, 4], [-1, 12], [9, 9], [20, 30]] as const) {
    const [from, to] = [Date.UTC(2026, 10, 1) + first * DAY_MS, Date.UTC(2026, 10, 1) + last * DAY_MS];
    const days = new Set(Array.from({ length: last - first + 1 }, (_, at) => new Date(from + at * DAY_MS).toISOString().slice(0, 10)));
    const wanted = [...expected].filter(([name]) => days.has(name.slice(0, 10))).sort(([a], [b]) => (a < b ? -1 : 1));
    assert.deepEqual(matrix(keeper, { organisation: 'UTO', from, to }).items.map(({ day, requester, count }) => [`${day} ${requester}`, count]), wanted);
    assert.deepEqual(matrix(keeper, { organisation: 'FRA', from, to }).items.map(({ requester }) => requester).every((one) => one === 'FRA'), true);
    assert.deepEqual(matrix(keeper, { organisation: 'ITA', from, to }).items, []);
  }
});
