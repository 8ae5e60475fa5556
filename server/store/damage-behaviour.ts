/** What every store must do with what was changed past it, whatever its engine. */
import assert from 'node:assert/strict';
import { recordOf } from './records-under-test.ts';
import type { Store, Write } from './store.ts';
import type { Tables } from './tables.ts';

/** Makes a test with a store of its own. */
type On = (name: string, test: (under: { readonly store: Store; reopen(): Promise<Store> }) => Promise<void>) => void;

const enter = (number: number, keys: readonly number[]) => (tx: Write) => tx.insertRecord(recordOf(number), keys);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export function describeDamage(on: On): void {
  on('a record of which any column was changed past the store is told as damage, however it is asked for', async ({ store }) => {
    const changes: Partial<Tables['record']>[] = [
      { state: 1 }, { review: 3 }, { expires_on: 19_999 }, { owner: 8 }, { database: 2 }, { version: 2 }, { created_at: 1 }, { amended_at: 7 }, { verified_on: 0 },
      { hidden_from: new Uint8Array(32) }, { hidden_front: 1 }, { confidentiality: 1 }, { notice: bytes('n') }, { reference: 'R-9' }, { reference: null }, { released: '[]' }, { content: '["2"]' },
    ];
    for (const [at, columns] of changes.entries()) {
      const made = recordOf(at);
      const { result: row } = await store.write((tx) => tx.insertRecord(made, [at]));
      assert.equal((await store.read.findByKeys([at])).length, 1);
      await store.write((tx) => tx.db.updateTable('record').set(columns).where('row', '=', row).execute());
      const { read } = store;
      const asked = [() => read.findById(made.id), () => read.findByRows([row]), () => read.findByKeys([at]), () => read.findCandidates({ keys: [at], rows: [], after: 0, limit: 9 }), () => read.readRows(row, 1)];
      for (const ask of asked) await assert.rejects(ask, { code: 'store.broken' }, JSON.stringify(columns));
    }
  });

  on('a record from before there were checksums is read', async ({ store }) => {
    await store.write(enter(1, [1]));
    await store.write((tx) => tx.db.updateTable('record').set({ sum: null, owner: 3 }).where('row', '=', 1).execute());
    assert.equal((await store.read.findByKeys([1]))[0]?.owner, 3);
  });

  on('a row to which the index leads and that is not there is damage, not absence', async ({ store }) => {
    await store.write(enter(1, [1]));
    await store.write((tx) => tx.db.deleteFrom('record').where('row', '=', 1).execute());
    await assert.rejects(store.read.findCandidates({ keys: [1], rows: [], after: 0, limit: 9 }), { code: 'store.broken' });
  });

  on('pairs that no look-up would find are told, whatever run holds the others', async ({ store, reopen }) => {
    for (let number = 1; number <= 60; number += 1) await store.write(enter(number, [5, number * 100]));
    await store.write((tx) => tx.removeKeys(7, [700]));
    const asked = { keys: [100, 5, 700, 6000, 6100, 100], rows: [1, 60, 7, 60, 1, 2] };
    assert.deepEqual(await store.read.findMissingPairs(asked), [2, 4, 5]);
    assert.deepEqual(await store.read.findMissingPairs({ keys: [], rows: [] }), []);
    assert.deepEqual(await (await reopen()).read.findMissingPairs(asked), [2, 4, 5]);
  });

  on('while a load runs, and after it was cut off, its first row is known as one that may wait', async ({ store, reopen }) => {
    await store.write(enter(1, [1]));
    assert.equal(await store.read.findWaitingRow(), undefined);
    const { result: run } = await store.write((tx) => tx.beginRun());
    const { result: first } = await store.write((tx) => tx.insertRecords({ run, records: [recordOf(2), recordOf(3)] }));
    await store.write((tx) => tx.appendRun({ run, keys: Float64Array.of(20), rows: Float64Array.of(first) }));
    assert.deepEqual([await store.read.findWaitingRow(), await store.read.findMissingPairs({ keys: [20], rows: [first] })], [first, [0]]);
    const again = await reopen();
    assert.equal(await again.read.findWaitingRow(), first);
    await again.write((tx) => tx.markReindexed(first + 1));
    assert.equal(await again.read.findWaitingRow(), undefined);
  });
}
