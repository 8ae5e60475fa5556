/** What every store must do, whatever its engine: each engine's test file calls this once. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fail } from '@watchword/api/errors.ts';
import { describePostings } from './postings-behaviour.ts';
import { describeDamage } from './damage-behaviour.ts';
import { newRecordSum } from './record-sum.ts';
import { recordOf } from './records-under-test.ts';
import type { CandidatePage, Read, Store, Write } from './store.ts';
import type { StoredRecord } from './tables.ts';

/** A store of its own for one test. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Closes it and opens it again, as after a restart. */
  reopen(): Promise<Store>;
  remove(): Promise<void>;
}

const enter = (number: number, keys: readonly number[]) => (tx: Write) => tx.insertRecord(recordOf(number), keys);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
/** The largest key there is: 53 bits. */
const LARGEST = Number.MAX_SAFE_INTEGER;

export function describeStore(engine: string, open: () => Promise<StoreUnderTest>): void {
  const on = (name: string, test: (under: StoreUnderTest) => Promise<void>): void => {
    it(name, async () => {
      const under = await open();
      try {
        await test(under);
      } finally {
        await under.remove();
      }
    });
  };
  describe(`records on ${engine}`, () => describeRecords(on));
  describe(`keys on ${engine}`, () => describeKeys(on));
  describe(`damage on ${engine}`, () => describeDamage(on));
  describe(`postings on ${engine}`, () => describePostings(on));
  describe(`logs on ${engine}`, () => describeLogs(on));
  describe(`loads on ${engine}`, () => describeLoads(on));
}

type On = (name: string, test: (under: StoreUnderTest) => Promise<void>) => void;

function describeRecords(on: On): void {
  on('a record is read back as it was written', async ({ store }) => {
    const mask = new Uint8Array(32).fill(5);
    const made = { ...recordOf(1), hidden_from: mask, hidden_front: 1, notice: bytes('0123456789abcdef'), amended_at: 5, verified_on: 6 };
    const { result: row } = await store.write((tx) => tx.insertRecord(made, [4]));
    const found = await store.read.findById(made.id);
    assert.deepEqual({ ...found }, { ...made, row, released: null, sum: newRecordSum(made), id: found?.id, hidden_from: found?.hidden_from, notice: found?.notice });
    assert.deepEqual([...(found?.id ?? [])], [...made.id]);
    assert.deepEqual([...(found?.hidden_from ?? [])], [...mask]);
    assert.deepEqual(await store.read.findByKeys([4]), [found]);
    assert.equal(await store.read.findById(bytes('no such record..')), undefined);
  });

  on('rows ascend and the last one is known', async ({ store }) => {
    const rows = [];
    for (const number of [1, 2, 3]) rows.push((await store.write(enter(number, [number]))).result);
    assert.deepEqual(rows, [1, 2, 3]);
    assert.equal(await store.read.lastRow(), 3);
    assert.deepEqual((await store.read.readRows(2, 10)).map((record) => record.row), [2, 3]);
    assert.deepEqual((await store.read.findByRows([3, 9, 1])).map((record) => record.row), [1, 3]);
  });

  on('active records that expire in a span of days are found, page by page, of that owner alone', async ({ store }) => {
    await store.write(async (tx) => {
      for (let number = 0; number < 200; number += 1) {
        await tx.insertRecord({ ...recordOf(number), owner: number % 2, expires_on: 20_000 + ((number * 37) % 100) }, []);
        await tx.insertRecord({ ...recordOf(1000 + number), owner: number % 2, state: 1, expires_on: 20_000 + (number % 100) }, []);
      }
    });
    const days: number[] = [];
    let after: StoredRecord | undefined;
    do {
      const page: StoredRecord[] = await store.read.findExpiring({ owner: 1, fromDay: 20_010, toDay: 20_079, limit: 7, ...(after && { after }) });
      days.push(...page.map((record) => record.expires_on));
      assert.ok(page.every((record) => record.owner === 1));
      after = page.at(-1);
    } while (after !== undefined);
    const expected = Array.from({ length: 100 }, (_, at) => 20_000 + (((at * 2 + 1) * 37) % 100)).filter((day) => day >= 20_010 && day <= 20_079);
    assert.deepEqual(days.toSorted((a, b) => a - b), expected.toSorted((a, b) => a - b));
  });

  on('the number of a deleted row never comes back', async ({ store, reopen }) => {
    await store.write(enter(1, []));
    await store.write((tx) => tx.db.deleteFrom('record').where('row', '=', 1).execute());
    const again = await reopen();
    assert.equal((await again.write(enter(2, []))).result, 2);
  });

  on('a write that throws leaves nothing behind', async ({ store }) => {
    const refused = store.write(async (tx) => {
      await tx.insertRecord(recordOf(1), [11]);
      await tx.appendChange({ at: 1, kind: 'entered' });
      await tx.appendOutbox(bytes('entry'));
      throw fail('record.not-owner');
    });
    await assert.rejects(refused, { code: 'record.not-owner' });
    assert.deepEqual(await store.read.findByKeys([11]), []);
    assert.equal(await store.read.lastChange(), 0);
    assert.deepEqual(await store.read.readOutbox(10), []);
  });

  on('a reader cannot write', async ({ store }) => {
    await store.write(enter(1, [1]));
    await assert.rejects(store.read.db.deleteFrom('record').execute());
    assert.equal((await store.read.findByKeys([1])).length, 1);
  });

  on('ranges hold their ends and nothing beyond, and their version tells of every change', async ({ store }) => {
    const range = { database: 1, kind: 2, prefix: 'AB', digits: 4, low: 100, high: 199, row: 1 };
    const asked = { database: 1, kind: 2, prefix: 'AB', digits: 4 };
    const versions = [await store.read.rangesVersion()];
    await store.write((tx) => tx.addRanges([range]));
    versions.push(await store.read.rangesVersion());
    for (const [number, hits] of [[99, 0], [100, 1], [199, 1], [200, 0]] as const) {
      assert.equal((await store.read.findRanges({ ...asked, number })).length, hits, String(number));
    }
    assert.deepEqual(await store.read.findRanges({ ...asked, digits: 5, number: 150 }), []);
    await store.write((tx) => tx.removeRanges(1));
    versions.push(await store.read.rangesVersion());
    assert.deepEqual(await store.read.findRanges({ ...asked, number: 150 }), []);
    assert.equal(new Set(versions).size, 3);
  });

  on('ranges are read in order of row, in pages that never end inside a row', async ({ store }) => {
    const range = { database: 1, kind: 2, prefix: 'AB', digits: 4, high: 9999 };
    const rows = [2, 2, 3, 5, 5, 5, 5, 8, 9];
    await store.write((tx) => tx.addRanges(rows.map((row, low) => ({ ...range, low, row }))));
    const read = async (asked: { fromRow: number; toRow: number; limit: number }): Promise<number[]> => (await store.read.readRanges(asked)).map(({ row }) => row);
    assert.deepEqual(await read({ fromRow: 0, toRow: 100, limit: 100 }), rows);
    assert.deepEqual(await read({ fromRow: 0, toRow: 100, limit: 1 }), [2, 2]);
    assert.deepEqual(await read({ fromRow: 3, toRow: 100, limit: 2 }), [3, 5, 5, 5, 5]);
    assert.deepEqual(await read({ fromRow: 3, toRow: 8, limit: 100 }), [3, 5, 5, 5, 5, 8]);
    assert.deepEqual(await read({ fromRow: 10, toRow: 100, limit: 5 }), []);
    assert.deepEqual({ ...(await store.read.readRanges({ fromRow: 8, toRow: 8, limit: 1 }))[0] }, { ...range, low: 7, row: 8 });
  });
}

function describeKeys(on: On): void {
  on('a record is found by each of its keys, and once by all of them', async ({ store }) => {
    await store.write(enter(1, [0, 17, LARGEST]));
    for (const key of [0, 17, LARGEST]) assert.equal((await store.read.findByKeys([key])).length, 1, String(key));
    assert.deepEqual(await store.read.findRowsByKeys([0, 17, LARGEST, 18]), [1]);
    assert.deepEqual(await store.read.findByKeys([18, LARGEST - 1]), []);
    assert.deepEqual(await store.read.findByKeys([]), []);
  });

  on('candidates come page by page in order of row, each once, whether by key or by row, across every run', async ({ store }) => {
    for (let number = 1; number <= 60; number += 1) await store.write(enter(number, number % 2 === 0 ? [5, 6] : [7, number * 100]));
    const walk = async (keys: readonly number[], rows: readonly number[], limit: number): Promise<number[]> => {
      const found: number[] = [];
      for (let after: number | undefined = 0; after !== undefined; ) {
        const page: CandidatePage = await store.read.findCandidates({ keys, rows, after, limit });
        assert.ok(page.records.length <= limit);
        found.push(...page.records.map(({ row }) => row));
        after = page.next;
      }
      return found;
    };
    const even = Array.from({ length: 30 }, (_, at) => 2 * (at + 1));
    for (const limit of [1, 7, 29, 30, 100]) {
      assert.deepEqual(await walk([5, 6], [], limit), even, `by keys, ${limit} at a time`);
      assert.deepEqual(await walk([5], [2, 3], limit), [2, 3, ...even.slice(1)], `by key and rows, ${limit} at a time`);
    }
    assert.deepEqual(await walk([8], [], 5), []);
    assert.deepEqual(await walk([], [4, 1], 1), [1, 4]);
    assert.deepEqual(await walk([], [], 5), []);
  });

  on('records that share a key are all found, across every run', async ({ store }) => {
    for (let number = 1; number <= 60; number += 1) await store.write(enter(number, [5, number * 100]));
    assert.equal((await store.read.findByKeys([5])).length, 60);
    for (let number = 1; number <= 60; number += 1) assert.deepEqual(await store.read.findRowsByKeys([number * 100]), [number]);
  });

  on('a key that was removed is not found, and is found again when it is added again', async ({ store, reopen }) => {
    for (let number = 1; number <= 30; number += 1) await store.write(enter(number, [number, 1000 + number]));
    await store.write((tx) => tx.removeKeys(3, [3, 999]));
    assert.deepEqual(await store.read.findRowsByKeys([3]), []);
    assert.deepEqual(await store.read.findRowsByKeys([1003]), [3]);
    await store.write((tx) => tx.addKeys(3, [3, 3]));
    const again = await reopen();
    assert.deepEqual(await again.read.findRowsByKeys([3]), [3]);
  });

  const walked = async (read: Read, pageSize: number): Promise<number[]> => {
    const keys = new Set<number>();
    for await (const page of read.walkKeys(pageSize)) {
      assert.ok(page.length > 0 && page.length <= pageSize, `${page.length} in a page of ${pageSize}`);
      for (const key of page) keys.add(key);
    }
    return [...keys].sort((a, b) => a - b);
  };

  on('a walk hands out every key that can be found, whatever the size of its pages', async ({ store, reopen }) => {
    assert.deepEqual(await walked(store.read, 5), []);
    for (let number = 1; number <= 50; number += 1) await store.write(enter(number, [0, number * 10, LARGEST]));
    await store.write((tx) => tx.removeKeys(3, [30, 0]));
    const { result: run } = await store.write((tx) => tx.beginRun());
    await store.write((tx) => tx.appendRun({ run, keys: Float64Array.of(7777), rows: Float64Array.of(1) }));
    const expected = [0, ...Array.from({ length: 50 }, (_, at) => (at + 1) * 10).filter((key) => key !== 30), LARGEST];
    for (const pageSize of [1, 2, 7, 50, 1000]) assert.deepEqual(await walked(store.read, pageSize), expected, `pages of ${pageSize}`);
    const again = await reopen();
    assert.deepEqual(await walked(again.read, 3), expected);
  });

  on('a walk stands on one snapshot while others write, and can be left half-way', async ({ store }) => {
    for (let number = 1; number <= 40; number += 1) await store.write(enter(number, [number]));
    const pages = store.read.walkKeys(10)[Symbol.asyncIterator]();
    const seen = [...((await pages.next()).value as Float64Array)];
    for (let number = 41; number <= 80; number += 1) {
      await store.write(enter(number, [number]));
      await store.write((tx) => tx.removeKeys(number - 40, [number - 40]));
    }
    for (let page = await pages.next(); page.done !== true; page = await pages.next()) seen.push(...page.value);
    assert.deepEqual([...new Set(seen)].sort((a, b) => a - b), Array.from({ length: 40 }, (_, at) => at + 1));
    for await (const page of store.read.walkKeys(10)) if (page.length > 0) break;
    assert.equal((await walked(store.read, 100)).length, 40);
  });

  on('a removal that is rolled back has not happened', async ({ store }) => {
    await store.write(enter(1, [3]));
    const refused = store.write(async (tx) => {
      await tx.removeKeys(1, [3]);
      assert.deepEqual(await tx.findRowsByKeys([3]), []);
      throw fail('record.withdrawn');
    });
    await assert.rejects(refused, { code: 'record.withdrawn' });
    assert.deepEqual(await store.read.findRowsByKeys([3]), [1]);
  });
}

function describeLogs(on: On): void {
  on('changes are numbered without gaps although writes between them fail', async ({ store, reopen }) => {
    const change = (kind: string, failing: boolean) => async (tx: Write) => {
      await tx.appendChange({ at: 9, kind, database: 1, owner: 2, fromRow: 3, toRow: 4, detail: { kind } });
      if (failing) throw fail('record.withdrawn');
    };
    for (const number of [1, 2, 3, 4, 5, 6]) await store.write(change(`c${number}`, number % 2 === 0)).catch(() => undefined);
    const again = await reopen();
    await again.write(change('last', false));
    const changes = await again.read.readChanges(0, 10);
    assert.deepEqual(changes.map(({ seq, kind }) => `${seq} ${kind}`), ['1 c1', '2 c3', '3 c5', '4 last']);
    assert.deepEqual({ ...changes[0] }, { seq: 1, at: 9, kind: 'c1', database: 1, owner: 2, fromRow: 3, toRow: 4, detail: { kind: 'c1' } });
    assert.deepEqual((await again.read.readChanges(2, 1)).map(({ seq }) => seq), [3]);
    assert.equal(await again.read.lastChange(), 4);
  });

  on('a write tells its result, its changes and its audit entries', async ({ store }) => {
    const written = await store.write(async (tx) => {
      await tx.appendChange({ at: 1, kind: 'one' });
      await tx.appendChange({ at: 1, kind: 'two' });
      await tx.appendOutbox(bytes('entry'));
      return 'done';
    });
    assert.equal(written.result, 'done');
    assert.deepEqual(written.changes, { first: 1, last: 2 });
    assert.deepEqual(written.outbox.map(({ id, entry }) => [id, new TextDecoder().decode(entry)]), [[1, 'entry']]);
    assert.equal((await store.write(() => 'nothing')).changes, undefined);
  });

  on('audit entries stay until they are forgotten, and their numbers never come back', async ({ store, reopen }) => {
    for (const text of ['a', 'b', 'c']) await store.write((tx) => tx.appendOutbox(bytes(text)));
    await store.write((tx) => tx.forgetOutbox(2));
    assert.deepEqual((await store.read.readOutbox(10)).map(({ id }) => id), [3]);
    await store.write((tx) => tx.forgetOutbox(3));
    const again = await reopen();
    assert.deepEqual(await again.read.readOutbox(10), []);
    assert.equal((await again.write((tx) => tx.appendOutbox(bytes('d')))).result, 4);
  });
}

function describeLoads(on: On): void {
  const load = (run: number, numbers: readonly number[]) => (tx: Write) =>
    tx.insertRecords({ run, records: numbers.map(recordOf), referenceKeys: numbers });
  const slice = (run: number, pairs: readonly (readonly [number, number])[]) => ({
    run,
    keys: Float64Array.from(pairs, ([key]) => key),
    rows: Float64Array.from(pairs, ([, row]) => row),
  });
  const numbers = Array.from({ length: 100 }, (_, at) => at + 1);
  const pairs = numbers.map((number) => [number, number] as const);

  on('loaded records are found from the moment their run is published', async ({ store }) => {
    const { result: run } = await store.write((tx) => tx.beginRun());
    assert.equal((await store.write(load(run, numbers))).result, 1);
    await store.write((tx) => tx.appendRun(slice(run, pairs.slice(0, 70))));
    assert.deepEqual(await store.read.findRowsByKeys([5]), []);
    await store.write(async (tx) => {
      await tx.appendRun(slice(run, pairs.slice(70)));
      await tx.publishRun(run);
    });
    for (const number of numbers) assert.deepEqual(await store.read.findRowsByKeys([number]), [number]);
    assert.equal(await store.read.findReindexSpan(), undefined);
  });

  on('the writer sees references of a load before they are published', async ({ store }) => {
    const { result: run } = await store.write((tx) => tx.beginRun());
    await store.write(load(run, numbers));
    const find = (key: number) => store.write((tx) => tx.findRowsByKeyIncludingPending(key));
    assert.deepEqual((await find(5)).result, [5]);
    assert.deepEqual((await find(500)).result, []);
    await assert.rejects(store.write(async (tx) => void (await tx.insertRecords({ run, records: [recordOf(500)], referenceKeys: [500] }), assert.fail('undone'))));
    assert.deepEqual((await find(500)).result, []);
  });

  on('a key removed while its run is being built does not come back with the run', async ({ store }) => {
    const { result: run } = await store.write((tx) => tx.beginRun());
    await store.write(load(run, numbers));
    await store.write((tx) => tx.appendRun(slice(run, pairs.slice(0, 50))));
    await store.write((tx) => tx.removeKeys(10, [10]));
    await store.write((tx) => tx.removeKeys(60, [60]));
    await assert.rejects(store.write(async (tx) => {
      await tx.removeKeys(70, [70]);
      throw fail('record.withdrawn');
    }));
    await store.write(async (tx) => {
      await tx.appendRun(slice(run, pairs.slice(50)));
      await tx.publishRun(run);
    });
    assert.deepEqual(await store.read.findRowsByKeys([10, 60]), []);
    assert.deepEqual(await store.read.findRowsByKeys([70]), [70]);
  });

  on('after a restart the rows of a load that was cut off are named until they have their keys', async ({ store, reopen }) => {
    await store.write(enter(900, [900]));
    const { result: run } = await store.write((tx) => tx.beginRun());
    await store.write(load(run, numbers));
    await store.write((tx) => tx.appendRun(slice(run, [[1, 2]])));
    await store.write(enter(901, [901]));
    const again = await reopen();
    assert.deepEqual(await again.read.findReindexSpan(), { fromRow: 2, toRow: 102 });
    assert.deepEqual(await again.read.findRowsByKeys([1]), []);
    await again.write(async (tx) => {
      for (const record of await tx.readRows(2, 50)) await tx.addKeys(record.row, [record.row - 1]);
      await tx.markReindexed(51);
    });
    assert.deepEqual(await again.read.findReindexSpan(), { fromRow: 52, toRow: 102 });
    await again.write((tx) => tx.markReindexed(102));
    assert.equal(await again.read.findReindexSpan(), undefined);
    assert.deepEqual(await again.read.findRowsByKeys([50]), [51]);
  });

  on('an abandoned run gives its rows back, and its references stay known', async ({ store }) => {
    const { result: run } = await store.write((tx) => tx.beginRun());
    await store.write(load(run, [1, 2]));
    await store.write((tx) => tx.abandonRun(run));
    assert.deepEqual(await store.read.findReindexSpan(), { fromRow: 1, toRow: 2 });
    assert.deepEqual((await store.write((tx) => tx.findRowsByKeyIncludingPending(2))).result, [2]);
    await assert.rejects(store.write((tx) => tx.appendRun(slice(run, [[1, 1]]))));
    await assert.rejects(store.write((tx) => tx.publishRun(run)));
  });
}
