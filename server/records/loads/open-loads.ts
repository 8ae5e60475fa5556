/** Loads on the main thread: whose turn it is, the bytes to a loading thread, the keys to the filter. */
import { mkdirSync } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, newId } from '@watchword/api/ids.ts';
import type { Clock } from '#clock.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { Read } from '#store/store.ts';
import { createBrokenRuns, createFollower, type BrokenRuns, type Follower } from './follow-sending.ts';
import { gatherBlocks } from './gather-blocks.ts';
import type { LoadFilter } from './load-filter.ts';
import { loadId, type LoadOptions, type StoredLoad } from './load-state.ts';
import { findLoad } from './queries.ts';
import { forgetOldRejects } from './rejects.ts';
import type { NewLoad } from './slices.ts';
import { untilStopped } from './until-stopped.ts';
import { createThreads, type Threads, type ThreadSending } from './threads.ts';
import { createTurns } from './turns.ts';

export type LoadsParts = {
  readonly read: Read;
  readonly openLoaderPort: () => MessagePort;
  readonly filter: LoadFilter;
  /** Where files of rejects lie: `hub/loads` of the data folder. */
  readonly folder: string;
  /** The file that calls `serveLoads`. */
  readonly entry: URL;
  readonly clock: Clock;
  /** Gives rows that a broken load has left without keys their keys, as at the start. */
  readonly settle: () => Promise<unknown>;
  /** Sendings at once, 2 unless told. */
  readonly atOnce?: number;
  /** Keys of a run, 2 million unless told. */
  readonly runKeys?: number;
};

/** What comes of a sending: the load as it stands, and why it failed when it did. */
export type Sent = { readonly load: StoredLoad; readonly failure: unknown };

/** A sending. `offset`: byte of the file at which the body starts. `last`: whether the file ends with the body. */
export type Sending = { load: Uint8Array; organisation: string; actor: string; body: AsyncIterable<Uint8Array>; offset: number; last: boolean; signal?: AbortSignal };

/** A load of the server itself: of the demo world, and of tools. NDJSON unless told. */
export type OwnLoad = { database: string; organisation: string; name?: string; options?: Partial<LoadOptions>; actor?: string };

export type Loads = {
  readonly read: Read;
  readonly folder: string;
  /** Loads what is sent; resolves when all of it is stored and found. Throws `load.finished`, `request.invalid`, `server.busy`. */
  send(sending: Sending): Promise<Sent>;
  /** Starts a load and loads a whole file. Throws what ended it. */
  loadLines(source: AsyncIterable<Uint8Array>, load: OwnLoad): Promise<StoredLoad>;
  /** Ends the sending of a load that runs here: what it has read is stored, and found by checks, when this resolves. Never rejects. */
  stop(id: Uint8Array): Promise<void>;
  /** Of a load that is running here, how many of its new records checks find by now. */
  findRunning(id: Uint8Array): { readonly found: number } | undefined;
  close(): Promise<void>;
};

const AT_ONCE = 2;
const RUN_KEYS = 2_000_000;
/** About how many bytes a line has, and keys a record, for making the filter large enough. */
const BYTES_A_LINE = 160;
const KEYS_A_LINE = 2;

/** Opens the loads of a server; threads are started when they are needed. */
export function openLoads(parts: LoadsParts): Loads {
  const { read, folder, clock } = parts;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  forgetOldRejects(folder, clock.now());
  const running = new Map<string, Running>();
  const server: Server = { parts, running, threads: createThreads(parts), broken: createBrokenRuns(parts), sendings: 0 };
  const turns = createTurns(parts.atOnce ?? AT_ONCE);

  return {
    read,
    folder,
    async send({ load: id, organisation, actor, body, offset, last, signal }) {
      const free = await turns.take(organisation, signal);
      try {
        // Asked now: another sending of the same load may just have ended.
        const load = await findLoad(read, id);
        if (load?.state !== 'open') throw fail('load.finished');
        if (offset > load.byte_offset) throw fail('request.invalid', { errors: [tooFar(load.byte_offset)] });
        return await run(server, { load, actor, body, last, offset });
      } finally {
        free();
      }
    },
    async loadLines(source, { database, organisation, name, options, actor = 'server' }) {
      const free = await turns.take(organisation);
      try {
        const at = clock.now();
        const whole: LoadOptions = { format: 'ndjson', dryRun: false, onError: 'skip', ...options };
        const load: NewLoad = { id: idBytes(newId('load', at)), organisation, database: getDatabase(database).code, name: name ?? null, options: whole, actor, at };
        const sent = await run(server, { load, actor, body: source, last: true, offset: 0 });
        if (sent.failure !== undefined) throw sent.failure;
        return sent.load;
      } finally {
        free();
      }
    },
    async stop(id) {
      const one = running.get(loadId(id));
      one?.stopping.abort();
      await one?.ended;
    },
    findRunning: (id) => running.get(loadId(id)),
    async close() {
      turns.close();
      await server.threads.close();
    },
  };
}

function tooFar(offset: number) {
  return { pointer: '/offset', code: 'too-large', detail: `Send the file from byte ${offset} on: what lies before it is missing.` };
}

/** A sending that runs here. `ended` resolves when nothing more comes of it. */
type Running = { found: number; readonly stopping: AbortController; readonly ended: Promise<void> };

type Server = { readonly parts: LoadsParts; readonly running: Map<string, Running>; readonly threads: Threads; readonly broken: BrokenRuns; sendings: number };

/** One sending to be run. `offset`: byte of the file at which the body starts. */
type Run = { load: StoredLoad | NewLoad; actor: string; offset: number; last: boolean; body: AsyncIterable<Uint8Array> };

async function run(server: Server, task: Run): Promise<Sent> {
  const { parts, running, threads, broken } = server;
  const { load, actor } = task;
  await broken.settle();
  makeRoom(parts.filter, load.options);
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const progress: Running = { found: 'counts' in load ? load.counts.created : 0, stopping: new AbortController(), ended };
  const follower = createFollower(parts, progress);
  running.set(loadId(load.id), progress);
  server.sendings += 1;
  const started = 'counts' in load ? load.id : load;
  const sending = threads.begin(
    { number: server.sendings, load: started, owner: ownerOf(load.organisation), actor, rejectsFolder: parts.folder, runKeys: parts.runKeys ?? RUN_KEYS },
    follower.listener,
  );
  try {
    // The offset of now, and not of when the load was looked up: what a broken thread had sent may have been stored since.
    const begun = await sending.begun;
    progress.found = begun.counts.created;
    const body = untilStopped(task.body, progress.stopping.signal);
    const interruption = await feed(parts, { sending, follower, task: { ...task, body }, skip: begun.byte_offset - task.offset });
    const { ended: how, load: after } = await sending.done;
    await follower.caughtUp();
    return { load: after, failure: interruption ?? (how.state === 'failed' ? fail(how.problem, how.details) : undefined) };
  } catch (error) {
    broken.add(follower.openRuns());
    // At once, for nobody finds these records meanwhile; the next sending tries again what fails here.
    broken.settle().catch(() => undefined);
    throw error;
  } finally {
    running.delete(loadId(load.id));
    end();
  }
}

/** The load need not wait for it: a filter that is too small only says "maybe" more often. */
function makeRoom(filter: LoadFilter, { bytes, dryRun }: LoadOptions): void {
  if (bytes !== undefined && !dryRun) filter.reserve(Math.ceil(bytes / BYTES_A_LINE) * KEYS_A_LINE).catch(() => undefined);
}

function ownerOf(organisation: string): number {
  const number = findOrganisationNumber(organisation);
  if (number === undefined) throw new RangeError(`There is no organisation ${organisation}.`);
  return number;
}

/** Hands the bytes over. Returns why the body ended early, if it did: what came of it is stored all the same. */
async function feed({ filter, clock }: LoadsParts, { sending, follower, task, skip }: { sending: ThreadSending; follower: Follower; task: Run; skip: number }): Promise<unknown> {
  let told: SharedArrayBuffer | undefined;
  try {
    for await (const bytes of gatherBlocks(task.body, skip)) {
      const { buffer, followed } = filter.shared();
      await sending.send({ bytes, at: clock.now(), since: followed, settledRun: follower.settledRun(), ...(buffer === told ? {} : { filter: buffer }) });
      told = buffer;
      if (sending.hasEnded()) return undefined;
    }
    sending.end(task.last ? 'last' : 'rest');
    return undefined;
  } catch (error) {
    sending.end('rest');
    return error;
  }
}
