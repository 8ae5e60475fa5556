import type { Operation } from '@watchword/api/operation.ts';

/** What a caller may add to one call. `version` goes into If-Match; times are milliseconds; 0 is no limit. */
export type CallOptions = {
  signal?: AbortSignal | undefined;
  timeout?: number | undefined;
  retries?: number | undefined;
  version?: number | undefined;
  idempotencyKey?: string | undefined;
};

/** The values for the parts of an operation, before they become a request. */
export type Parts = { params?: object; query?: object; body?: unknown };

/** Who asks, and in which way: what a client puts on each request. */
export type Identity = { token?: string | undefined; officer?: string | undefined; role?: string | undefined };

const BODY_TYPES = { json: 'application/json', 'merge-patch': 'application/merge-patch+json' } as const;

/** The address of a call: the parameters of the path encoded, the query in the order given, undefined values left out. */
export function addressOf(base: string, operation: Pick<Operation, 'path'>, parts: Parts): string {
  const params = new Map<string, unknown>(Object.entries(parts.params ?? {}));
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params.get(name);
    if (typeof value !== 'string' || value === '') throw new TypeError(`The path ${operation.path} needs ${name}.`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts.query ?? {})) if (value !== undefined) query.append(name, String(value));
  const text = query.toString();
  return base.replace(/\/+$/, '') + path + (text === '' ? '' : `?${text}`);
}

/** The headers of a call. Writes carry an Idempotency-Key, so that a repeated one is done once. */
export function headersOf(operation: Operation, identity: Identity, options: CallOptions): Headers {
  const headers = new Headers({ Accept: 'application/json, application/problem+json, application/x-ndjson, text/csv;q=0.9, */*;q=0.1' });
  if (identity.token !== undefined) headers.set('Authorization', `Bearer ${identity.token}`);
  if (identity.officer !== undefined) headers.set('Watchword-Officer', identity.officer);
  if (identity.role !== undefined) headers.set('Watchword-Role', identity.role);
  if (operation.body === 'json' || operation.body === 'merge-patch') headers.set('Content-Type', BODY_TYPES[operation.body]);
  if (operation.effect === 'write') headers.set('Idempotency-Key', options.idempotencyKey ?? globalThis.crypto.randomUUID());
  if (options.version !== undefined) headers.set('If-Match', `"${options.version}"`);
  return headers;
}
