import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openSqliteStore } from '#store/sqlite.ts';
import type { Store } from '#store/store.ts';
import { emit } from './emit.ts';
import { findHead, listEvents, listTouched } from './queries.ts';

describe('telling organisations', () => {
  let dir = '';
  let store: Store;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'live-'));
    store = openSqliteStore({ file: join(dir, 'store.db'), cache: 4 }, 1);
  });
  after(async () => {
    await store.close();
    await rm(dir, { recursive: true });
  });

  it('numbers the events of each organisation by themselves, from 1', async () => {
    const { changes } = await store.write((tx) => emit(tx, { organisation: 3, kind: 'hit.opened', subject: 'hit_1', at: 5 }, { organisation: 4, kind: 'hit.opened', subject: 'hit_1', at: 5 }, { organisation: 3, kind: 'hit.changed', subject: 'hit_1', at: 6 }));
    assert.equal(changes?.first, changes?.last, 'several at once are one change');
    assert.deepEqual((await listEvents(store.read, { organisation: 3, after: 0, limit: 9 })).map(({ seq, kind }) => [seq, kind]), [[1, 'hit.opened'], [2, 'hit.changed']]);
    assert.equal((await findHead(store.read, 4))?.last, 1);
    assert.deepEqual((await listTouched(store.read, (changes?.first ?? 0) - 1)).map(({ organisation }) => organisation), [3, 4]);
    assert.deepEqual(await listTouched(store.read, changes?.last ?? 0), []);
  });

  it('tells nothing of a write that is undone', async () => {
    await assert.rejects(store.write(async (tx) => {
      await emit(tx, { organisation: 3, kind: 'hit.changed', subject: 'hit_2', at: 7 });
      throw new Error('undone');
    }));
    assert.equal((await findHead(store.read, 3))?.last, 2);
  });

  it('takes nothing but an id for a subject', async () => {
    await assert.rejects(store.write((tx) => emit(tx, { organisation: 3, kind: 'hit.opened', subject: 'Eriksson, Anna', at: 5 })), RangeError);
  });
});
