/** A store with its writer's thread, a real filter and loads, in a folder of its own: what a server puts together, in small. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { idBytes, newId, parseId } from '@watchword/api/ids.ts';
import { fillFromRead } from '#checks/filter/fill-filter.ts';
import { openKeptFilter, type KeptFilter } from '#checks/filter/keep-filter.ts';
import { settleReindex, type reindexHandlers } from '#checks/filter/reindex.ts';
import type { Clock } from '#clock.ts';
import { loadHasher } from '#databases/databases.ts';
import type { Asker } from '#door/calls.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import { openSqliteReader, type SqliteReader } from '#store/sqlite.ts';
import type { Read } from '#store/store.ts';
import { startWriter, type ThreadWriter } from '#store/writer/start-writer.ts';
import type { HandlersUnderTest } from './handlers-under-test.ts';
import type { LoadFilter } from './load-filter.ts';
import type { LoadOptions, StoredLoad } from './load-state.ts';
import { openLoads, type Loads, type Sent } from './open-loads.ts';
import { findLoad } from './queries.ts';

export const AT = Date.UTC(2026, 10, 24, 12);
const hasher = await loadHasher();

export type LoadsUnderTest = {
  readonly folder: string;
  readonly read: Read;
  readonly writer: ThreadWriter<HandlersUnderTest>;
  readonly filter: KeptFilter;
  readonly loads: Loads;
  /** Starts a load of FRA in travel-documents unless told otherwise; returns its id. */
  start(options?: Partial<LoadOptions>, of?: { database?: string; organisation?: string }): Promise<Uint8Array>;
  /** Sends a whole file, or a part of it. */
  send(load: Uint8Array, body: string | Uint8Array, how?: { offset?: number; last?: boolean; organisation?: string }): Promise<Sent>;
  get(load: Uint8Array): Promise<StoredLoad>;
  close(): Promise<void>;
};

/** What may differ from one test to the next. `folder`: of an earlier one, which is opened again. */
export type UnderTestOptions = { folder?: string; runKeys?: number; clock?: Clock; maxPages?: number; cache?: number; entry?: URL; wrap?: (filter: KeptFilter) => LoadFilter };

/** Opens everything, and does what a start does: rows that a load left without keys and names get them, and in an empty store the index of names is there. */
export async function openUnderTest(options: UnderTestOptions = {}): Promise<LoadsUnderTest> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'watchword-loads-')));
  const clock = options.clock ?? { now: () => AT };
  const file = join(folder, 'store.db');
  const data = { file, cache: options.cache ?? 32, ...(options.maxPages === undefined ? {} : { maxPages: options.maxPages }) };
  const writer = await startWriter<HandlersUnderTest>({ entry: new URL('writer-under-test.ts', import.meta.url), data });
  const reader: SqliteReader = openSqliteReader({ file, cache: options.cache ?? 32 });
  const { read } = reader;
  const filter = await openKeptFilter({ file: join(folder, 'filter'), origin: 'test', read, hasher, walk: fillFromRead(read) });
  const settle = () => settleReindex({ writer: writer as unknown as ThreadWriter<typeof reindexHandlers>, read, hasher, now: clock.now, deliver: filter.insertLoaded });
  await settle();
  await writer.run('names.open', undefined);
  await filter.follow(await read.lastChange());
  writer.subscribe(({ changes }) => {
    if (changes !== undefined) void filter.follow(changes.last);
  });
  const loads = openLoads({
    read, filter: options.wrap?.(filter) ?? filter, clock, settle, openLoaderPort: () => writer.openLoaderPort(), folder: join(folder, 'loads'),
    entry: options.entry ?? new URL('load-worker-under-test.ts', import.meta.url), ...(options.runKeys === undefined ? {} : { runKeys: options.runKeys }),
  });
  return {
    folder, read, writer, filter, loads,
    async start(given = {}, { database = 'travel-documents', organisation = 'FRA' } = {}) {
      const id = newId('load', clock.now());
      const whole: LoadOptions = { format: 'ndjson', dryRun: false, onError: 'skip', ...given };
      await writer.run('loads.open', { id: idBytes(id), organisation, database, name: null, options: whole, actor: 'tok_test', at: clock.now() });
      return idBytes(parseId('load', id) ?? id);
    },
    async send(load, body, { offset = 0, last = true, organisation = 'FRA' } = {}) {
      return await loads.send({ load, organisation, actor: 'tok_test', body: piecesOf(body), offset, last });
    },
    async get(id) {
      const load = await findLoad(read, id);
      if (load === undefined) throw new Error('There is no such load.');
      return load;
    },
    async close() {
      await loads.close();
      await filter.close();
      await writer.close();
      reader.close();
      if (options.folder === undefined) await rm(folder, { recursive: true });
    },
  };
}

/** Somebody of an organisation, with every right. */
export function askerOf(organisation: string): Asker {
  return {
    organisation, number: findOrganisationNumber(organisation) ?? 0, role: 'system', actor: 'tok_test', name: 'test',
    permissions: ['record:load', 'record:export', 'record:write', 'record:read'],
  };
}

/** Pieces of odd sizes, as a network gives them. */
export async function* piecesOf(body: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  let size = 1;
  for (let at = 0; at < bytes.length; at += size) {
    size = (size * 7 + 13) % 65_521;
    yield bytes.subarray(at, at + size);
  }
}
