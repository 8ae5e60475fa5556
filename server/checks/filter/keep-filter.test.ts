import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Read, Store, Write } from '#store/store.ts';
import { fillFromFile, fillFromRead } from './fill-filter.ts';
import type { KeptFilter } from './keep-filter.ts';
import { amend, blanksOf, create, filesIn, isMissed, keysOf, pairsOf, publish, storeSlice, tailOf, vehicleOf, withdraw, type Made } from './kept-filter-under-test.ts';

let folder = '';
before(async () => (folder = await mkdtemp(join(tmpdir(), 'watchword-kept-'))));
after(() => rm(folder, { recursive: true }));

type World = { store: Store; files: ReturnType<typeof filesIn>; write: (kept: KeptFilter, work: (tx: Write) => Promise<unknown>) => Promise<void> };

async function withStore(work: (world: World) => Promise<void>): Promise<void> {
  const files = filesIn(await mkdtemp(join(folder, 'store-')));
  const store = files.openStore();
  try {
    await work({ store, files, write: async (kept, act) => kept.follow((await store.write(act)).changes?.last ?? 0) });
  } finally {
    await store.close();
  }
}

const isNot = (kept: KeptFilter, made: Made): boolean => keysOf(made).every(({ hi, lo }) => !kept.mightContain(hi, lo));

test('an empty store has a complete filter at once, and a record is found when follow returns', () =>
  withStore(async ({ store, files, write }) => {
    const kept = await files.openKept(store.read, { walk: fillFromRead(store.read) });
    assert.equal(kept.state().state, 'complete');
    assert.ok(isNot(kept, vehicleOf(1)));
    await write(kept, (tx) => create(tx, vehicleOf(1)));
    assert.equal(isMissed(kept, 1, vehicleOf(1)), false);
    assert.ok(isNot(kept, vehicleOf(2)));
    await write(kept, (tx) => amend(tx, 1, { before: vehicleOf(1), after: vehicleOf(2) }));
    assert.equal(isMissed(kept, 1, vehicleOf(2)), false);
    await kept.close();
  }));

test('a store without a file is answered with "maybe" until the filter was built, in a thread or here', () =>
  withStore(async ({ store, files }) => {
    await store.write(async (tx) => {
      for (let number = 1; number <= 500; number += 1) await create(tx, vehicleOf(number));
    });
    for (const walk of [fillFromFile({ file: join(files.file, '..', 'store.db') }), fillFromRead(store.read)]) {
      await files.removeFile();
      const rebuilt: unknown[] = [];
      const kept = await files.openKept(store.read, { walk, onRebuilt: (told) => rebuilt.push(told) });
      assert.equal(kept.state().state, 'building');
      assert.equal(isNot(kept, vehicleOf(0)), false);
      await kept.settled();
      assert.equal(kept.state().state, 'complete');
      assert.deepEqual(rebuilt, [{ keys: kept.state().keys, reason: 'missing' }]);
      for (let number = 1; number <= 500; number += 1) assert.equal(isMissed(kept, number, vehicleOf(number)), false);
      assert.ok(isNot(kept, vehicleOf(0)));
      await kept.close();
      const again = await files.openKept(store.read, { walk: () => assert.fail('not walked') });
      assert.equal(again.state().state, 'complete');
      assert.equal(again.state().keys, rebuilt.length > 0 ? kept.state().keys : 0);
      await again.close();
    }
  }));

test('a file follows the log from where it was saved, and of too many changes it is built anew', () =>
  withStore(async ({ store, files }) => {
    const first = await files.openKept(store.read, { walk: fillFromRead(store.read) });
    await first.follow((await store.write((tx) => create(tx, vehicleOf(1)))).changes?.last ?? 0);
    await first.close();
    for (let number = 2; number <= 40; number += 1) await store.write((tx) => create(tx, vehicleOf(number)));
    const lines: string[] = [];
    const old = await files.openKept(store.read, { walk: fillFromRead(store.read), replayMost: 38, log: (line) => lines.push(line) });
    assert.match(lines[0] ?? '', /too-old/);
    assert.equal(old.state().state, 'building');
    const kept = await files.openKept(store.read, { walk: () => assert.fail('not walked'), replayMost: 39 });
    assert.equal(kept.state().state, 'complete');
    for (let number = 1; number <= 40; number += 1) assert.equal(isMissed(kept, number, vehicleOf(number)), false);
    await old.close();
    await kept.close();
  }));

test('the file of another store, of another history or of a later one is refused', () =>
  withStore(async ({ store, files }) => {
    await store.write((tx) => create(tx, vehicleOf(1)));
    const kept = await files.openKept(store.read, { walk: fillFromRead(store.read) });
    await kept.settled();
    await kept.close();
    const reasonWith = async (read: Read, origin: string): Promise<string> => {
      const lines: string[] = [];
      await files.keepFile();
      const opened = await files.openKept(read, { origin, walk: () => new Promise(() => undefined), log: (line) => lines.push(line) });
      assert.equal(isNot(opened, vehicleOf(0)), opened.state().state === 'complete');
      await files.restoreFile();
      return lines[0] ?? '';
    };
    assert.match(await reasonWith(store.read, 'this store'), /loaded/);
    assert.match(await reasonWith(store.read, 'another store'), /not-ours/);
    // Put back from a backup, the store has counted on: same number, other change.
    const forked: Read = { ...store.read, readChanges: async (since, limit) => (await store.read.readChanges(since, limit)).map((change) => ({ ...change, at: 77 })) };
    assert.match(await reasonWith(forked, 'this store'), /not-ours/);
    const earlier: Read = { ...store.read, readChanges: async () => [], lastChange: async () => 0 };
    assert.match(await reasonWith(earlier, 'this store'), /not-ours/);
  }));

test('ranges are fresh when follow returns, whatever becomes of their record', () =>
  withStore(async ({ store, files, write }) => {
    await store.write((tx) => create(tx, blanksOf(1)));
    const kept = await files.openKept(store.read, { walk: fillFromRead(store.read) });
    const rowsAt = (text: string) => kept.findRangeRows(tailOf(text));
    assert.deepEqual(rowsAt('XK00000150'), [1]);
    await write(kept, (tx) => create(tx, blanksOf(2)));
    assert.deepEqual([rowsAt('XK00000199'), rowsAt('XK00000200'), rowsAt('XK00000300'), rowsAt('XL00000150')], [[1], [2], [], []]);
    await write(kept, (tx) => amend(tx, 1, { before: blanksOf(1), after: blanksOf(3) }));
    assert.deepEqual([rowsAt('XK00000150'), rowsAt('XK00000350')], [[], [1]]);
    await write(kept, (tx) => withdraw(tx, 1, blanksOf(3)));
    assert.deepEqual(rowsAt('XK00000350'), []);
    assert.equal(kept.state().ranges, 1);
    await kept.close();
  }));

const delivered = async (store: Store, kept: KeptFilter, numbers: readonly number[]) => {
  const { result: run } = await store.write((tx) => tx.beginRun());
  const made = numbers.map(vehicleOf);
  const written = await store.write((tx) => storeSlice(tx, run, made));
  await kept.follow(written.changes?.last ?? 0);
  const rows = new Map(made.map((each, at) => [written.result + at, each]));
  const { keys } = pairsOf(rows);
  return { run, rows, keys };
};

/** A reader that counts the rows it is asked for. */
function counting(read: Read): { read: Read; rows: () => number } {
  let rows = 0;
  const counted = async <T>(found: Promise<T[]>): Promise<T[]> => {
    rows += (await found).length;
    return found;
  };
  return { rows: () => rows, read: { ...read, findByRows: (asked) => counted(read.findByRows(asked)), readRows: (from, limit) => counted(read.readRows(from, limit)) } };
}

test('the rows of a run that was delivered whole are not read again; of one that was not, they are', () =>
  withStore(async ({ store, files, write }) => {
    const { read, rows } = counting(store.read);
    const kept = await files.openKept(read, { walk: fillFromRead(store.read) });
    const whole = await delivered(store, kept, [1, 2, 3]);
    await kept.insertLoaded({ run: whole.run, keys: whole.keys.subarray(0, 5) });
    await kept.insertLoaded({ run: whole.run, keys: whole.keys.subarray(5) });
    await write(kept, (tx) => publish(tx, whole.run, { rows: whole.rows, said: { run: whole.run, keys: whole.keys.length } }));
    assert.equal(rows(), 0);
    for (const [row, made] of whole.rows) assert.equal(isMissed(kept, row, made), false);
    const part = await delivered(store, kept, [4, 5, 6]);
    await kept.insertLoaded({ run: part.run, keys: part.keys.subarray(0, 5) });
    await write(kept, (tx) => publish(tx, part.run, { rows: part.rows, said: { run: part.run, keys: part.keys.length } }));
    assert.equal(rows(), 3);
    for (const [row, made] of part.rows) assert.equal(isMissed(kept, row, made), false);
    const silent = await delivered(store, kept, [7]);
    await write(kept, (tx) => publish(tx, silent.run, { rows: silent.rows, said: null }));
    assert.equal(rows(), 4);
    for (const [row, made] of silent.rows) assert.equal(isMissed(kept, row, made), false);
    await kept.close();
  }));

test('keys delivered before a rebuild and published after its snapshot are in the new filter', () =>
  withStore(async ({ store, files, write }) => {
    await store.write((tx) => create(tx, vehicleOf(100)));
    const gate = Promise.withResolvers<void>();
    const walk = async (next: Parameters<ReturnType<typeof fillFromRead>>[0], signal: AbortSignal): Promise<void> => {
      await fillFromRead(store.read)(next, signal);
      await gate.promise;
    };
    const kept = await files.openKept(store.read, { walk: fillFromRead(store.read) });
    await kept.settled();
    await kept.close();
    const again = await files.openKept(store.read, { walk });
    const { run, rows, keys } = await delivered(store, again, [1, 2, 3]);
    await again.insertLoaded({ run, keys });
    const grown = again.reserve(2_000_000);
    await new Promise((resolve) => setImmediate(resolve));
    await write(again, (tx) => publish(tx, run, { rows, said: { run, keys: keys.length } }));
    gate.resolve();
    await grown;
    assert.ok(again.state().capacity > 2_000_000);
    assert.ok(isNot(again, vehicleOf(99)));
    for (const [row, made] of rows) assert.equal(isMissed(again, row, made), false);
    await again.close();
  }));

test('many rows of another server send checks to the store until they are read', () =>
  withStore(async ({ store, files, write }) => {
    const kept = await files.openKept(store.read, { walk: fillFromRead(store.read) });
    const { run, rows } = await delivered(store, kept, Array.from({ length: 6000 }, (_, at) => at));
    await write(kept, (tx) => publish(tx, run, { rows, said: { run } }));
    assert.equal(kept.state().state, 'building');
    assert.equal(kept.mightContain(1, 2), true);
    await write(kept, (tx) => create(tx, vehicleOf(7000)));
    await kept.settled();
    assert.equal(kept.state().state, 'complete');
    assert.equal(kept.mightContain(1, 2), false);
    for (const [row, made] of [...rows, [6001, vehicleOf(7000)] as const]) assert.equal(isMissed(kept, row, made), false);
    await kept.close();
  }));

test('while the change log cannot be read, nothing is "certainly not" there and writes are answered', () =>
  withStore(async ({ store, files, write }) => {
    let broken = false;
    const read: Read = { ...store.read, readChanges: (since, limit) => (broken ? Promise.reject(new Error('disk')) : store.read.readChanges(since, limit)) };
    const lines: string[] = [];
    await store.write((tx) => create(tx, blanksOf(9)));
    const kept = await files.openKept(read, { walk: fillFromRead(store.read), log: (line) => lines.push(line) });
    broken = true;
    await write(kept, (tx) => create(tx, vehicleOf(1)));
    assert.equal(isMissed(kept, 2, vehicleOf(1)), false);
    assert.equal(kept.state().state, 'building');
    assert.throws(() => kept.findRangeRows(tailOf('XK00000901')), { code: 'store.unavailable' });
    broken = false;
    await kept.settled();
    assert.equal(kept.state().state, 'complete');
    assert.deepEqual(kept.findRangeRows(tailOf('XK00000901')), [1]);
    assert.equal(isMissed(kept, 2, vehicleOf(1)), false);
    assert.equal(lines.filter((line) => line.includes('could not be followed')).length, 1);
    await kept.close();
  }));

test('content that cannot be read is not quoted in the log', () =>
  withStore(async ({ store, files }) => {
    const lines: string[] = [];
    const kept = await files.openKept(store.read, { walk: fillFromRead(store.read), log: (line) => lines.push(line) });
    const { changes } = await store.write(async (tx) => {
      const row = await create(tx, vehicleOf(1));
      await tx.db.updateTable('record').set({ content: '["Anna Canary' }).where('row', '=', row).execute();
    });
    await kept.follow(changes?.last ?? 0);
    assert.equal(kept.mightContain(1, 2), true);
    assert.match(lines.join(' '), /row 1 /i);
    assert.doesNotMatch(lines.join(' '), /Canary/);
    await kept.close();
  }));

test('a filter that was built too small grows, and a walk that fails is tried again', () =>
  withStore(async ({ store, files }) => {
    await store.write((tx) => create(tx, vehicleOf(1)));
    let walks = 0;
    const walk: ReturnType<typeof fillFromRead> = async (next, signal) => {
      if ((walks += 1) === 1) throw new Error('busy');
      await fillFromRead(store.read)(next, signal);
    };
    const kept = await files.openKept(store.read, { walk });
    await kept.settled();
    assert.equal(walks, 2);
    const keys = Float64Array.from({ length: 1_100_000 }, (_, at) => (Math.imul(at, 0x9e3779b1) >>> 0) * 0x20_0000 + (at & 0x1f_ffff));
    await kept.insertLoaded({ run: 99, keys });
    await kept.settled();
    assert.ok(kept.state().capacity >= 4_000_000, String(kept.state().capacity));
    assert.equal(isMissed(kept, 1, vehicleOf(1)), false);
    kept.forgetLoaded(99);
    await kept.close();
  }));
