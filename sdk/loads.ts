import { cancelLoad, getLoad, getRejects, listLoads, sendLoad, startLoad, type LoadAnswer } from '@watchword/api/loads.ts';
import type { InputOf } from '@watchword/api/operation.ts';
import type { Calls, StreamOptions } from './calls.ts';
import type { Download } from './downloads.ts';
import type { CallOptions } from './request.ts';
import type { Bytes } from './streams.ts';
import { isRetryable, sleep } from './transport.ts';

/** Where the bytes of a load come from. `from(offset)` opens it at a byte; it is asked again after a broken line. */
export type LoadSource = { readonly bytes?: number | undefined; from(offset: number): Bytes | Promise<Bytes> };

/** How far a load is: as the server last said it, and the bytes sent by now. */
export type LoadProgress = { load: LoadAnswer; sent: number };

/** `every`: ms between two looks at the load while it runs (500 by default). */
export type SendOptions = CallOptions & { onProgress?: ((progress: LoadProgress) => void) | undefined; every?: number | undefined };

/** Bulk loads. */
export type Loads = {
  start(load: InputOf<typeof startLoad>['body'], options?: CallOptions): Promise<LoadAnswer>;
  /**
   * Sends what the server does not have yet, goes on after broken lines by itself, and answers when all is found by checks.
   * A load that was interrupted (`get` says where) is finished by the same call. A Blob is sent in slices.
   */
  send(load: LoadAnswer, source: LoadSource | Blob, options?: SendOptions): Promise<LoadAnswer>;
  /** Ends it: nothing more is taken, and what was stored stays. */
  cancel(id: string, options?: CallOptions): Promise<LoadAnswer>;
  get(id: string, options?: CallOptions): Promise<LoadAnswer>;
  list(options?: CallOptions): Promise<readonly LoadAnswer[]>;
  rejects(id: string, options?: StreamOptions): Promise<Download>;
};

/** The loads of a client. Without `streaming` a file is sent in slices, because browsers cannot send a stream over HTTP/1.1. */
export function createLoads({ call, upload, download }: Calls, streaming: boolean): Loads {
  const get: Loads['get'] = (id, options) => call(getLoad, { params: { id } }, options);
  const put: Put = (load, part, options) =>
    upload(sendLoad, { params: { id: load.id }, query: { offset: part.offset, ...(part.last ? {} : { last: false }) } }, part.bytes, {
      ...options, type: load.format === 'csv' ? 'text/csv' : 'application/x-ndjson', onBytes: part.onBytes,
    });
  return {
    start: (body, options) => call(startLoad, { body }, options),
    send: (load, source, options = {}) => sendAll({ get, put }, load, source instanceof Blob ? blobParts(source, streaming) : sourceParts(source), options),
    cancel: (id, options) => call(cancelLoad, { params: { id } }, options),
    get,
    list: async (options) => (await call(listLoads, undefined, options)).items,
    rejects: (id, options) => download(getRejects, { params: { id } }, options),
  };
}

type Part = { offset: number; bytes: Bytes; last: boolean; onBytes: (bytes: number) => void };
type Put = (load: LoadAnswer, part: Part, options: CallOptions) => Promise<LoadAnswer>;
type NextPart = (offset: number) => Promise<Pick<Part, 'bytes' | 'last'>>;

const SLICE = 8 * 1024 * 1024;
/** Broken lines in a row, without one more durable byte, after which sending is given up. */
const MOST_FAILURES = 10;
const LONGEST_PAUSE = 5000;

function sourceParts(source: LoadSource): NextPart {
  return async (offset) => ({ bytes: await source.from(offset), last: true });
}

function blobParts(blob: Blob, streaming: boolean): NextPart {
  const width = streaming ? Number.POSITIVE_INFINITY : SLICE;
  return async (offset) => ({ bytes: streaming ? blob.slice(offset) : new Uint8Array(await blob.slice(offset, offset + width).arrayBuffer()), last: offset + width >= blob.size });
}

async function sendAll({ get, put }: { get: Loads['get']; put: Put }, load: LoadAnswer, next: NextPart, options: SendOptions): Promise<LoadAnswer> {
  const { signal } = options;
  let now = load;
  let isCurrent = true;
  for (let failures = 0; ;) {
    const { offset } = now;
    try {
      if (!isCurrent) now = await get(now.id, { signal, retries: 0 });
      isCurrent = true;
      if (now.offset > offset) failures = 0;
      if (now.state !== 'open' && now.state !== 'running') return now;
      const sent = await sendPart({ get, put }, now, await next(now.offset), options);
      now = sent.load;
      failures = 0;
      if (sent.last) return now;
    } catch (error) {
      if (!isRetryable(error) || ++failures > MOST_FAILURES) throw error;
      isCurrent = false;
      await sleep(Math.min(2 ** failures * 100, LONGEST_PAUSE), signal);
    }
  }
}

async function sendPart({ get, put }: { get: Loads['get']; put: Put }, load: LoadAnswer, part: Pick<Part, 'bytes' | 'last'>, options: SendOptions): Promise<{ load: LoadAnswer; last: boolean }> {
  const { offset } = load;
  const watch = watchLoad(() => get(load.id, { signal: options.signal, retries: 0 }), load, options);
  try {
    const answer = await put(load, { ...part, offset, onBytes: (bytes) => watch.sent(offset + bytes) }, { signal: options.signal, timeout: options.timeout });
    return { load: answer, last: part.last };
  } finally {
    watch.stop();
  }
}

/** Looks at a running load again and again. A look that fails is skipped: the sending itself will say why. */
function watchLoad(look: () => Promise<LoadAnswer>, first: LoadAnswer, { onProgress, every = 500 }: SendOptions): { sent(bytes: number): void; stop(): void } {
  if (onProgress === undefined) return { sent: () => undefined, stop: () => undefined };
  let progress: LoadProgress = { load: first, sent: first.offset };
  let stopped = false;
  const timer = setInterval(() => {
    void look().then((load) => {
      if (stopped) return;
      progress = { ...progress, load };
      onProgress(progress);
    }, () => undefined);
  }, every);
  return { sent: (sent) => { progress = { ...progress, sent }; }, stop: () => { stopped = true; clearInterval(timer); } };
}
