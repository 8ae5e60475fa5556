/** One request to a webhook, signed. */
import { createHmac } from 'node:crypto';
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';
import type { AttemptFailure } from '@watchword/api/live/webhooks.ts';
import { faultOf, lookupFor, RefusedAddress } from './address.ts';

/** What is sent. `secrets`: each of them signs. `at`: ms since 1970. */
export type Sent = { readonly id: string; readonly url: string; readonly body: string; readonly secrets: readonly Uint8Array[]; readonly at: number };
export type Outcome = { readonly ms: number; readonly status?: number; readonly failure?: AttemptFailure };

const LONGEST_MS = 10_000;

/** The header `webhook-signature` of Standard Webhooks: version 1, HMAC-SHA256 over id, time in seconds and body. */
export function signatureOf({ id, body, secrets, at }: Pick<Sent, 'id' | 'body' | 'secrets' | 'at'>): string {
  const signed = `${id}.${Math.floor(at / 1000)}.${body}`;
  return secrets.map((secret) => `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`).join(' ');
}

/** Sends it once. Nothing is followed, and nothing of the answer is read but its status. */
export async function sendOnce(sent: Sent, allowed: ReadonlySet<string>, longestMs = LONGEST_MS): Promise<Outcome> {
  const began = performance.now();
  const elapsed = (): number => Math.round(performance.now() - began);
  // The operator may have taken back what he allowed.
  if (faultOf(sent.url, allowed) !== undefined) return { ms: 0, failure: 'refused-address' };
  try {
    const status = await post(sent, allowed, longestMs);
    if (status >= 200 && status < 300) return { ms: elapsed(), status };
    return { ms: elapsed(), status, failure: status >= 300 && status < 400 ? 'redirect' : 'status' };
  } catch (error) {
    return { ms: elapsed(), failure: failureOf(error) };
  }
}

async function post(sent: Sent, allowed: ReadonlySet<string>, longestMs: number): Promise<number> {
  const url = new URL(sent.url);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const headers = {
    'content-type': 'application/json', 'content-length': Buffer.byteLength(sent.body), 'user-agent': 'Watchword', connection: 'close',
    'webhook-id': sent.id, 'webhook-timestamp': String(Math.floor(sent.at / 1000)), 'webhook-signature': signatureOf(sent),
  };
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  const options = { method: 'POST', headers, agent: false as const, ...(isIP(literal) === 0 && { lookup: lookupFor(allowed) }) };
  const take = (response: IncomingMessage): void => {
    resolve(response.statusCode ?? 0);
    response.destroy();
  };
  const asked = url.protocol === 'https:' ? requestSecure(url, options, take) : requestPlain(url, options, take);
  const timer = setTimeout(() => asked.destroy(new DOMException('too slow', 'TimeoutError')), longestMs);
  asked.on('error', reject).end(sent.body);
  return await promise.finally(() => clearTimeout(timer));
}

function failureOf(error: unknown): AttemptFailure {
  if (error instanceof RefusedAddress) return 'refused-address';
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'timeout';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /CERT|TLS|SSL|SELF_SIGNED|ALTNAME/.test(code) ? 'tls' : 'unreachable';
}
