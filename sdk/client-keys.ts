/** Sign-in of systems with a key of their own: an assertion is signed, and a short token fetched with it. WebCrypto only. */
import { ASSERTION_TYPE, type FetchedToken } from '@watchword/api/access/oauth.ts';
import type { PublicKey } from '@watchword/api/access/clients.ts';
import { fail, isErrorCode, type AppError, type ErrorCode } from '@watchword/api/errors.ts';
import { retryAfter, unreachable } from './problem.ts';

/** A private key as JWK with its name, or as a CryptoKey (which need not be extractable) with the name beside it. */
export type PrivateKey = { readonly kty: string; readonly crv: string; readonly x: string; readonly y?: string; readonly d: string; readonly kid?: string };

/** A key file, as `watchword client register` writes it: who the system is, its private key, and the address that the server calls its own. */
export type KeyFile = { readonly clientId: string; readonly issuer?: string; readonly key: PrivateKey };

/** Reads the text of a key file; undefined when it is none. */
export function parseKeyFile(text: string): KeyFile | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isKeyFile(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isKeyFile(value: unknown): value is KeyFile {
  if (typeof value !== 'object' || value === null || !('clientId' in value) || !('key' in value)) return false;
  const { clientId, key } = value;
  return typeof clientId === 'string' && typeof key === 'object' && key !== null && ['kty', 'crv', 'x', 'd', 'kid'].every((name) => typeof (key as Record<string, unknown>)[name] === 'string');
}

/** Who a system is. `keyId` is needed for a CryptoKey; `issuer` when the server is known under another address than `url`; `scope`: fewer permissions, with spaces between. */
export type SystemIdentity = { readonly clientId: string; readonly privateKey: PrivateKey | CryptoKey; readonly keyId?: string | undefined; readonly issuer?: string | undefined; readonly scope?: string | undefined };

/** Gives the present token and fetches another one in time. */
export type TokenSource = {
  /** @throws AppError */
  token(): Promise<string>;
  /** Says that this token was refused: the next one is fetched anew. */
  forget(token: string): void;
};

/** Where a token is kept between runs of a program. `renewAt`: ms since 1970. */
export type TokenKeeping = { read(): { token: string; renewAt: number } | undefined; write(kept: { token: string; renewAt: number }): void };

type Reaching = { readonly url: string; readonly fetch: typeof globalThis.fetch; readonly now?: () => number; readonly keep?: TokenKeeping | undefined };

/** Seconds for which an assertion is good; the server takes 300 at most. */
const ASSERTION_SECONDS = 60;
/** A token is renewed when less than a fifth of its time is left. */
const LEFT = 0.2;
const TIMEOUT_MS = 30_000;

/** The time of this machine, in ms since 1970: for what others judge by their own clock. */
export function machineTime(): number {
  return Date.now();
}

/** The tokens of one system at one server. Many calls at once fetch one token together. */
export function createTokenSource(identity: SystemIdentity, { url, fetch, now = machineTime, keep }: Reaching): TokenSource {
  let present = keep?.read();
  let coming: Promise<string> | undefined;
  const renew = async (): Promise<string> => {
    const began = now();
    const fetched = await fetchToken(identity, { url, fetch, now });
    present = { token: fetched.access_token, renewAt: began + fetched.expires_in * 1000 * (1 - LEFT) };
    keep?.write(present);
    return fetched.access_token;
  };
  return {
    async token() {
      if (present !== undefined && now() < present.renewAt) return present.token;
      coming ??= renew().finally(() => (coming = undefined));
      return coming;
    },
    forget(token) {
      if (present?.token === token) present = undefined;
    },
  };
}

/** Fetches one token. @throws AppError: `access.unauthenticated` says in its detail what the server did not believe */
export async function fetchToken(identity: SystemIdentity, { url, fetch, now = machineTime }: Reaching): Promise<FetchedToken> {
  const base = url.replace(/\/+$/, '');
  const assertion = await signAssertion(identity, { issuer: identity.issuer ?? new URL(base).origin, now: now() });
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE, client_assertion: assertion, ...(identity.scope !== undefined && { scope: identity.scope }) });
  let response: Response;
  try {
    response = await fetch(`${base}/v1/oauth/token`, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' }, body: form.toString(), signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (cause) {
    throw unreachable(cause, undefined, base);
  }
  const answer = await response.json().catch(() => ({})) as Record<string, unknown>;
  if (response.ok) return answer as unknown as FetchedToken;
  throw refusalOf(response, answer);
}

function refusalOf(response: Response, { code, error_description: sentence, detail = sentence, requestId }: Record<string, unknown>): AppError {
  const known: ErrorCode = isErrorCode(code) ? code : response.status === 401 ? 'access.unauthenticated' : response.status < 500 ? 'request.invalid' : 'server.busy';
  const wait = retryAfter(response);
  return fail(known, { ...(typeof detail === 'string' && { detail }), ...(typeof requestId === 'string' && { requestId }), ...(wait !== undefined && { retryAfter: wait / 1000 }) });
}

/** Signs who the system is, for one issuer and one use. `now`: ms since 1970. */
export async function signAssertion({ clientId, privateKey, keyId }: SystemIdentity, { issuer, now }: { issuer: string; now: number }): Promise<string> {
  const { key, kid } = await importKey(privateKey, keyId);
  const isEd25519 = key.algorithm.name === 'Ed25519';
  const seconds = Math.floor(now / 1000);
  const head = encodeJson({ alg: isEd25519 ? 'EdDSA' : 'ES256', typ: 'JWT', kid });
  const body = encodeJson({ iss: clientId, sub: clientId, aud: issuer, iat: seconds, exp: seconds + ASSERTION_SECONDS, jti: globalThis.crypto.randomUUID() });
  const signature = await globalThis.crypto.subtle.sign(isEd25519 ? { name: 'Ed25519' } : { name: 'ECDSA', hash: 'SHA-256' }, key, new TextEncoder().encode(`${head}.${body}`));
  return `${head}.${body}.${encodeBytes(new Uint8Array(signature))}`;
}

async function importKey(privateKey: PrivateKey | CryptoKey, keyId: string | undefined): Promise<{ key: CryptoKey; kid: string }> {
  const kid = keyId ?? ('kid' in privateKey ? privateKey.kid : undefined);
  if (kid === undefined) throw new TypeError('The key has no name: give keyId, or kid in the JWK.');
  if (privateKey instanceof CryptoKey) return { key: privateKey, kid };
  const algorithm = privateKey.crv === 'P-256' ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'Ed25519' };
  const { kty, crv, x, y, d } = privateKey;
  const jwk = { kty, crv, x, d, ...(y !== undefined && { y }) };
  return { key: await globalThis.crypto.subtle.importKey('jwk', jwk, algorithm, false, ['sign']), kid };
}

/** Makes a new pair of keys with a name: the private half stays with the system, the public one is registered. */
export async function generateClientKey({ kid, algorithm = 'Ed25519' }: { kid: string; algorithm?: 'Ed25519' | 'ES256' }): Promise<{ privateKey: PrivateKey; publicKey: PublicKey }> {
  const wanted = algorithm === 'Ed25519' ? { name: 'Ed25519' } : { name: 'ECDSA', namedCurve: 'P-256' };
  const pair = await globalThis.crypto.subtle.generateKey(wanted, true, ['sign', 'verify']) as { privateKey: CryptoKey };
  const { kty, crv, x, y, d } = await globalThis.crypto.subtle.exportKey('jwk', pair.privateKey);
  const publicKey = { kty, crv, x, ...(y !== undefined && { y }), kid } as PublicKey;
  return { privateKey: { ...publicKey, d: d ?? '' }, publicKey };
}

function encodeJson(value: unknown): string {
  return encodeBytes(new TextEncoder().encode(JSON.stringify(value)));
}

function encodeBytes(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
