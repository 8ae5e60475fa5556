import { fail } from '@watchword/api/errors.ts';

/** Bytes that can be sent: in one piece, as a file, or as they come. */
export type Bytes = string | Uint8Array | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>;

const failures = new WeakMap<ReadableStream<Uint8Array>, { error: unknown }>();

/** Why the source of a stream broke, if it did: `fetch` does not say. */
export function sourceFailure(stream: ReadableStream<Uint8Array>): { error: unknown } | undefined {
  return failures.get(stream);
}

/** Called with all bytes that have passed so far. */
export type OnBytes = (bytes: number) => void;

const encoder = new TextEncoder();

/** Whether a request can be sent as it comes. Browsers cannot over HTTP/1.1, so there a body is gathered first. */
export function canStream(): boolean {
  return !('document' in globalThis) && !('WorkerGlobalScope' in globalThis);
}

/** Any bytes as a stream. What has passed is counted; a stream that is given up closes its source. */
export function streamOf(bytes: Bytes, onBytes?: OnBytes): ReadableStream<Uint8Array> {
  const source = chunksOf(bytes)[Symbol.asyncIterator]();
  let passed = 0;
  const take = async (): Promise<Uint8Array | undefined> => {
    for (let next = await source.next(); next.done !== true; next = await source.next()) {
      const chunk = typeof next.value === 'string' ? encoder.encode(next.value) : next.value;
      if (chunk.byteLength > 0) return chunk;
    }
    return undefined;
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await take().catch((error: unknown) => {
          failures.set(stream, { error });
          throw error;
        });
        if (chunk === undefined) return controller.close();
        passed += chunk.byteLength;
        onBytes?.(passed);
        controller.enqueue(chunk);
      },
      async cancel() {
        await source.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
  return stream;
}

/** The chunks of a stream; leaving the loop early cancels it. (Not every browser can loop over a ReadableStream.) */
export async function* chunksOf(bytes: Bytes): AsyncGenerator<Uint8Array | string> {
  if (typeof bytes === 'string' || bytes instanceof Uint8Array) return yield bytes;
  if (!(bytes instanceof Blob) && Symbol.asyncIterator in bytes) return yield* bytes;
  const reader = (bytes instanceof Blob ? bytes.stream() : bytes).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** The lines of UTF-8 text as it arrives, without their ends. Empty lines too. */
export async function* linesOf(bytes: Bytes): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunksOf(bytes)) {
    const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}

/** The values of NDJSON as it arrives. @throws `server.unreachable` when the stream ends within a line */
export async function* parseNdjson<Value>(bytes: Bytes): AsyncGenerator<Value> {
  for await (const line of linesOf(bytes)) {
    if (line.trim() === '') continue;
    yield parseLine(line) as Value;
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw fail('server.unreachable', { detail: 'The answer was cut short.' }, cause);
  }
}

/** A portion leaves when so many values wait, or so many ms after its first: the server answers it with one flush. */
const PORTION = { values: 500, ms: 5 };

/** Values as NDJSON, as they come: those that are there already travel together. */
export async function* formatNdjson(values: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator<string> {
  const source = Symbol.asyncIterator in values ? values[Symbol.asyncIterator]() : values[Symbol.iterator]();
  const take = (): Promise<IteratorResult<unknown>> => Promise.resolve(source.next());
  let next = take();
  try {
    for (let one: IteratorResult<unknown> | undefined = await next; one.done !== true; one = await next) {
      let text = '';
      const enough = new Promise<undefined>((resolve) => { setTimeout(() => { resolve(undefined); }, PORTION.ms); });
      let waiting: IteratorResult<unknown> | undefined = one;
      for (let count = 1; waiting !== undefined && waiting.done !== true && count <= PORTION.values; count++) {
        text += `${JSON.stringify(waiting.value)}\n`;
        next = take();
        waiting = await Promise.race([next, enough]);
      }
      yield text;
    }
  } finally {
    next.catch(() => undefined);
    await source.return?.(undefined);
  }
}
