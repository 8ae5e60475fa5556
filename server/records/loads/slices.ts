/** What a load asks of the writer, as handlers. The loading thread reaches them through `connectLoader`. */
import { getDatabase, getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { fail, type ErrorCode } from '@watchword/api/errors.ts';
import { encodeEntry, loadFailed, loadFinished, loadStarted, type Who } from '#audit/audit.ts';
import { putChangedNames, putManyNames, type ManyNames } from '#name-index/name-index.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { Handlers, RunSlice, Write } from '#store/store.ts';
import { postingsOf } from '../record-index.ts';
import { forgetForeign } from './foreign-changes.ts';
import { findHolderHiding } from './hidden-holder.ts';
import { loadId, NO_COUNTS, type LoadOptions, type StoredLoad } from './load-state.ts';
import { insertLoad, updateLoad } from './queries.ts';
import { getOpenLoad, storeSlice } from './store-slice.ts';

/** A load to be started. */
export type NewLoad = { id: Uint8Array; organisation: string; database: string; name: string | null; options: LoadOptions; actor: string; at: number };

/** Stores a new load and logs its start. Returns it, and its entry for the audit log. */
export async function openLoad(tx: Write, { id, organisation, database, name, options, actor, at }: NewLoad) {
  const { code, number } = getDatabase(database);
  const load: StoredLoad = {
    id, organisation, database: number, state: 'open', file_name: name, file_digest: null, options, counts: NO_COUNTS, line: 0, byte_offset: 0, started_at: at, ended_at: null,
  };
  await insertLoad(tx, load);
  await appendLoadChange(tx, load, { at, kind: 'load.started' });
  return { load, entry: loadStarted({ organisation, actor }, { databases: [code], subject: loadId(id) }) };
}

async function appendLoadChange(tx: Write, load: StoredLoad, { at, kind }: { at: number; kind: 'load.started' | 'load.ended' }): Promise<void> {
  const owner = findOrganisationNumber(load.organisation);
  await tx.appendChange({ at, kind, database: load.database, ...(owner === undefined ? {} : { owner }), detail: { load: loadId(load.id) } });
}

/** How sending ended. `open`: the rest is to come. */
export type Ending = { load: Uint8Array; actor: string; at: number; state: 'open' | 'finished' | 'failed'; problem?: ErrorCode | undefined };

/** Ends a load before its time. One that was cancelled already stays so. @throws `load.finished` when it has ended otherwise */
export async function cancel(tx: Write, load: StoredLoad, { actor, at }: { actor: string; at: number }) {
  if (load.state !== 'open' && load.state !== 'cancelled') throw fail('load.finished');
  const cancelled: StoredLoad = { ...load, state: 'cancelled', ended_at: load.ended_at ?? at };
  forgetForeign(load.id);
  await updateLoad(tx, load.id, { state: cancelled.state, ended_at: cancelled.ended_at });
  await appendLoadChange(tx, load, { at, kind: 'load.ended' });
  const facts = { databases: [getDatabaseByNumber(load.database).code], subject: loadId(load.id), count: load.counts.created + load.counts.amended };
  return { load: cancelled, entry: loadFailed({ organisation: load.organisation, actor }, { ...facts, reason: 'cancelled' }) };
}

async function endLoad(tx: Write, { load: id, actor, at, state, problem }: Ending): Promise<StoredLoad> {
  const load = await getOpenLoad(tx, id);
  forgetForeign(id);
  if (state === 'open') return load;
  const ended: StoredLoad = { ...load, state, counts: { ...load.counts, problem }, ended_at: at };
  await updateLoad(tx, id, { state, counts: ended.counts, ended_at: at });
  const who: Who = { organisation: load.organisation, actor };
  const facts = { databases: [getDatabaseByNumber(load.database).code], subject: loadId(id), count: load.counts.created + load.counts.amended };
  await tx.appendOutbox(encodeEntry(state === 'failed' ? loadFailed(who, { ...facts, reason: problem ?? 'server.internal' }) : loadFinished(who, facts)));
  await appendLoadChange(tx, load, { at, kind: 'load.ended' });
  return ended;
}

/** A run that was begun after the change `since`, hence all its rows are newer. */
export type BegunRun = { run: number; since: number };

async function beginRun(tx: Write): Promise<BegunRun> {
  return { since: await tx.lastChange(), run: await tx.beginRun() };
}

/** A run whose keys and names are all appended. `keys`: how many, as they were given to the filter. */
export type Published = { load: Uint8Array; at: number; run: number; since: number; keys: number; fromRow: number; toRow: number };

async function publish(tx: Write, { load: id, at, run, since, keys, fromRow, toRow }: Published): Promise<void> {
  const load = await getOpenLoad(tx, id);
  await tx.publishRun(run);
  await putChangedNames(tx, { since, fromRow, toRow }, postingsOf);
  const owner = findOrganisationNumber(load.organisation);
  await tx.appendChange({ at, kind: 'load.published', database: load.database, ...(owner === undefined ? {} : { owner }), fromRow, toRow, detail: { load: loadId(id), run, keys } });
}

/** The handlers of loads, for the entry file of the writer. */
export const LOAD_SLICES = {
  /** For loads of the server itself: the entry goes to the outbox here. */
  'loads.open': async (tx: Write, load: NewLoad) => {
    const opened = await openLoad(tx, load);
    await tx.appendOutbox(encodeEntry(opened.entry));
    return opened.load;
  },
  /** Sending begins: the load as it stands. */
  'loads.resume': async (tx: Write, id: Uint8Array) => {
    forgetForeign(id);
    return await getOpenLoad(tx, id);
  },
  'loads.holder-hiding': findHolderHiding,
  'loads.begin-run': beginRun,
  'loads.store': storeSlice,
  'loads.append': (tx: Write, slice: RunSlice) => tx.appendRun(slice),
  'loads.append-names': (tx: Write, names: ManyNames) => putManyNames(tx, names),
  'loads.publish': publish,
  'loads.end': endLoad,
  /** The run will not be finished: its rows are to be indexed again. */
  'loads.abandon': (tx: Write, run: number) => tx.abandonRun(run),
} satisfies Handlers;

export type LoadSlices = typeof LOAD_SLICES;
