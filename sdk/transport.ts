import { ERRORS, AppError } from '@watchword/api/errors.ts';
import type { Operation } from '@watchword/api/operation.ts';
import { errorOf, retryAfter, unreachable } from './problem.ts';
import { canStream, sourceFailure } from './streams.ts';
import { createTokenSource, type PrivateKey, type TokenKeeping, type TokenSource } from './client-keys.ts';
import { addressOf, headersOf, type CallOptions, type Identity, type Parts } from './request.ts';

/** How to reach a server. See `createClient`. */
export type ClientOptions = {
  /** Origin of the server, perhaps with a path before `/v1`. */
  url: string;
  /** The bearer token, or a function that gives the present one. Without it the browser's own session counts. */
  token?: string | (() => string | undefined | Promise<string | undefined>) | undefined;
  /** Of a system that is registered with a key of its own, in place of a token: tokens are fetched and renewed as they are needed. */
  clientId?: string | undefined;
  /** Its private key: a JWK with `kid`, or a CryptoKey, which need not be extractable, with `keyId`. */
  privateKey?: PrivateKey | CryptoKey | undefined;
  keyId?: string | undefined;
  /** The address that the server calls its own, where that is not the origin of `url`. */
  issuer?: string | undefined;
  /** Keeps the fetched token between runs of a program. */
  keep?: TokenKeeping | undefined;
  /** Fewer permissions than the system has, with spaces between them. */
  scope?: string | undefined;
  /** Pseudonym and role of the officer for whom a system asks (permission `act-for-officer`). */
  officer?: string | undefined;
  role?: string | undefined;
  fetch?: typeof globalThis.fetch | undefined;
  /** Milliseconds until a call without a stream is given up: 30 s by default, 0 for never. */
  timeout?: number | undefined;
  /** How often a failed call is repeated, when repeating is safe: 3 by default. */
  retries?: number | undefined;
};

/** A body that is sent as it comes, with its media type. */
export type StreamBody = { stream: ReadableStream<Uint8Array>; type: string };

/** Sends one call and gives the answer of a status below 400. @throws AppError, or the reason of the caller's own signal */
export type Transport = (operation: Operation, parts: Parts, options?: CallOptions, body?: StreamBody) => Promise<Response>;

/** The transport of a client: identity, time limit, and repeats with growing pauses where they can do no harm. */
export function createTransport(client: ClientOptions): Transport {
  const fetch = client.fetch ?? globalThis.fetch.bind(globalThis);
  const source = sourceOf(client, fetch);
  const send = async (token: string | undefined, [operation, parts, options = {}, body]: Parameters<Transport>): Promise<Response> => {
    const url = addressOf(client.url, operation, parts);
    const identity: Identity = { token, officer: client.officer, role: client.role };
    const headers = headersOf(operation, identity, options);
    if (body !== undefined) headers.set('Content-Type', body.type);
    const init: RequestInit & { duplex?: 'half' } = {
      method: operation.method, headers, credentials: 'same-origin',
      ...(body === undefined ? parts.body !== undefined && { body: JSON.stringify(parts.body) } : canStream() ? { body: body.stream, duplex: 'half' } : { body: await new Response(body.stream).blob() }),
    };
    const isStream = operation.body === 'stream' || operation.body === 'image' || operation.body === 'file' || operation.answer === 'stream' || operation.answer === 'events' || operation.answer === 'bytes';
    const limit = options.timeout ?? (isStream ? 0 : (client.timeout ?? 30_000));
    const tries = body === undefined ? 1 + (options.retries ?? client.retries ?? 3) : 1;
    return repeat(tries, options.signal, () => attempt({ fetch, url, init, limit, signal: options.signal, body }));
  };
  // Nothing was sent yet: also before a stream it can be asked for again. Each try signs who the system is anew.
  const fetchedToken = (from: TokenSource, options: CallOptions = {}): Promise<string> =>
    repeat(1 + (options.retries ?? client.retries ?? 3), options.signal, () => from.token().then((value) => ({ value }), (error: unknown) => ({ error, wait: waitOf(error) })));
  return async (...asked) => {
    const token = source !== undefined ? await fetchedToken(source, asked[2]) : typeof client.token === 'function' ? await client.token() : client.token;
    try {
      return await send(token, asked);
    } catch (error) {
      const [, , options, body] = asked;
      if (source === undefined || token === undefined || !isRefusedToken(error)) throw error;
      // Its key was changed, or the server has moved: a new token may be good. What is streamed is gone.
      source.forget(token);
      if (body !== undefined) throw error;
      return send(await fetchedToken(source, options), asked);
    }
  };
}

function sourceOf({ url, clientId, privateKey, keyId, issuer, scope, keep }: ClientOptions, fetch: typeof globalThis.fetch): TokenSource | undefined {
  if (clientId === undefined || privateKey === undefined) return undefined;
  return createTokenSource({ clientId, privateKey, keyId, issuer, scope }, { url, fetch, keep });
}

function isRefusedToken(error: unknown): boolean {
  return error instanceof AppError && error.code === 'access.unauthenticated';
}

type Attempt = { fetch: typeof globalThis.fetch; url: string; init: RequestInit; limit: number; signal: AbortSignal | undefined; body: StreamBody | undefined };
type Outcome<Value> = { value: Value } | { error: unknown; wait?: number | undefined };

/** Milliseconds that the server asked to wait. */
function waitOf(error: unknown): number | undefined {
  const seconds = error instanceof AppError ? error.details.retryAfter : undefined;
  return seconds === undefined ? undefined : seconds * 1000;
}

async function attempt({ fetch, url, init, limit, signal, body }: Attempt): Promise<Outcome<Response>> {
  const signals = [signal, limit > 0 ? AbortSignal.timeout(limit) : undefined].filter((one) => one !== undefined);
  try {
    const response = await fetch(url, { ...init, ...(signals.length > 0 && { signal: AbortSignal.any(signals) }) });
    return response.ok ? { value: response } : { error: await errorOf(response), wait: retryAfter(response) };
  } catch (cause) {
    const broken = body === undefined ? undefined : sourceFailure(body.stream);
    return broken ?? { error: unreachable(cause, signal, url) };
  }
}

const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 5_000;

/** Reads can be repeated, and writes carry a key that makes the second one the first. */
async function repeat<Value>(tries: number, signal: AbortSignal | undefined, once: () => Promise<Outcome<Value>>): Promise<Value> {
  for (let left = tries - 1, pause = FIRST_PAUSE; ; left--, pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    signal?.throwIfAborted();
    const outcome = await once();
    if ('value' in outcome) return outcome.value;
    if (left <= 0 || !isRetryable(outcome.error)) throw outcome.error;
    await sleep(Math.min(outcome.wait ?? pause * (0.5 + Math.random() / 2), 60_000), signal);
  }
}

/** Whether the same call may succeed a moment later. */
export function isRetryable(error: unknown): boolean {
  return error instanceof AppError && ERRORS[error.code].retryable;
}

/** Waits so many ms, or throws the signal's reason as soon as it aborts. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const onAbort = (): void => { clearTimeout(timer); reject(signal?.reason); };
    const timer = setTimeout(() => { signal?.removeEventListener('abort', onAbort); resolve(); }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
