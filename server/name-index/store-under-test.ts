/** A store of its own for a test of the name index, and what lies in it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { ANALYSER_VERSION } from '#names/names.ts';
import { openPostgresStore } from '#store/postgres.ts';
import { openSqliteStore } from '#store/sqlite.ts';
import type { Read, Store } from '#store/store.ts';
import { startPostgres, type Postgres } from '#test/start-postgres.ts';
import { underPostgres } from '#test/under-postgres.ts';
import { spanOfSlot } from './keys.ts';
import { POSTING_BYTES, readRow } from './posting.ts';

/** An empty store, and the way to remove it. */
export type StoreUnderTest = { readonly store: Store; remove(): Promise<void> };

/** Runs tests on SQLite and, where `STORES` names it, on PostgreSQL. */
export function onEachStore(tests: (open: () => Promise<StoreUnderTest>) => void): void {
  describe('on SQLite', () => {
    tests(async () => {
      const folder = await mkdtemp(join(tmpdir(), 'watchword-names-'));
      const store = openSqliteStore({ file: join(folder, 'store.db'), cache: 8 }, 0);
      return { store, remove: async () => (await store.close(), rm(folder, { recursive: true })) };
    });
  });
  underPostgres(() => {
    let postgres: Postgres;
    before(async () => (postgres = await startPostgres()));
    after(() => postgres.stop());
    tests(async () => {
      const store = await openPostgresStore({ url: await postgres.createDatabase(), now: 0, poolSize: 2 });
      return { store, remove: () => store.close() };
    });
  });
}

/** A slot of this version that is complete. */
export const COMPLETE = { slot: 0, version: ANALYSER_VERSION, state: 'complete', nextRow: 1 } as const;

/** Every posting of a slot, as `key row payload`, the key without its block; each once, in order. */
export async function listPostings(read: Pick<Read, 'readPostings'>, slot: 0 | 1, firstOf: (key: number) => number): Promise<string[]> {
  const { blocks } = await read.readPostings([spanOfSlot(slot)], Number.MAX_SAFE_INTEGER);
  const found = new Set<string>();
  for (const { key, postings } of blocks[0] ?? []) {
    for (let at = 0; at < postings.length; at += POSTING_BYTES) {
      found.add(`${firstOf(key - spanOfSlot(slot).first)} ${readRow(postings, at)} ${Buffer.from(postings.subarray(at + 5, at + POSTING_BYTES)).toString('hex')}`);
    }
  }
  return [...found].sort();
}
