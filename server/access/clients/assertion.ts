/** The signed assertion with which a registered system says who it is (RFC 7523). What is not exactly right is refused. */
import { createHash } from 'node:crypto';
import { MOST_ASSERTION_SECONDS } from '@watchword/api/access/oauth.ts';
import { idBytes, parseId, type Id } from '@watchword/api/ids.ts';
import { decodeJwt, decodeProtectedHeader, errors, importJWK, jwtVerify, type JWTPayload, type JWK } from 'jose';
import type { Client } from './queries.ts';
import { algorithmOf } from './writes.ts';

/** Seconds by which two clocks may differ. */
export const CLOCK_SKEW = 30;

/** Why an assertion is refused: a word for the audit log, and a sentence for whoever mends the client. */
export class Unbelieved extends Error {
  override readonly name = 'Unbelieved';
  readonly reason: string;
  /** The client that was named, when there is one of that name. */
  readonly client: Client | undefined;
  constructor(reason: string, sentence: string, client?: Client) {
    super(sentence);
    this.reason = reason;
    this.client = client;
  }
}

/** An assertion that holds. `digest` stands for client and `jti`; `endsAt`: ms since 1970 after which it is refused for its age. */
export type Believed = { readonly client: Client; readonly id: Id<'cli'>; readonly kid: string; readonly keyEndsAt: number; readonly digest: Uint8Array; readonly endsAt: number };

/** What an assertion is held against. `now`: ms since 1970. `issuer`: what must stand in `aud`. */
export type Against = { readonly issuer: string; readonly now: number; readonly find: (id: Uint8Array) => Promise<Client | undefined> };

/** Verifies an assertion; whether it was used before is for the store to say. @throws Unbelieved */
export async function believe(text: string, { issuer, now, find }: Against): Promise<Believed> {
  const { kid, alg, subject } = readUnverified(text);
  const id = parseId('cli', subject);
  const found = id === undefined ? undefined : await find(idBytes(id));
  if (id === undefined || found === undefined) throw new Unbelieved('client', 'No such client.');
  if (found.client.revoked_at !== null) throw new Unbelieved('revoked', 'The client is revoked.', found);
  const key = found.keys.find((one) => one.kid === kid);
  if (key === undefined) throw new Unbelieved('key', 'The client has no key of this kid.', found);
  if (key.not_before > now + CLOCK_SKEW * 1000 || key.expires_at <= now) throw new Unbelieved('key-time', 'The key is not good yet, or no more.', found);
  const own = algorithmOf(key.jwk);
  // Fixed by the key, never by what the header says: so no public key is taken for a shared secret.
  if (alg !== own && !(own === 'EdDSA' && alg === 'Ed25519')) throw new Unbelieved('algorithm', `This key signs with ${own}.`, found);
  const payload = await verified(text, { jwk: JSON.parse(key.jwk) as JWK, alg, id, issuer, now, found });
  return { client: found, id, kid: key.kid, keyEndsAt: key.expires_at, ...requireFresh(payload, { now, id, found }) };
}

function readUnverified(text: string): { kid: string; alg: string; subject: string } {
  try {
    const { kid, alg } = decodeProtectedHeader(text);
    const { sub } = decodeJwt(text);
    if (typeof kid === 'string' && typeof alg === 'string' && typeof sub === 'string') return { kid, alg, subject: sub };
  } catch {
    // Said below: it is no such thing.
  }
  throw new Unbelieved('form', 'The assertion is not a signed JWT with kid and alg in its header, and sub.');
}

type Verifying = { jwk: JWK; alg: string; id: string; issuer: string; now: number; found: Client };

async function verified(text: string, { jwk, alg, id, issuer, now, found }: Verifying): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(text, await importJWK(jwk, alg), { algorithms: [alg], issuer: id, subject: id, audience: issuer, requiredClaims: ['exp', 'jti'], clockTolerance: CLOCK_SKEW, currentDate: new Date(now) });
    // Of several audiences another one could send it on to us.
    const { aud } = payload;
    if (Array.isArray(aud) && aud.length !== 1) throw new Unbelieved('audience', `aud must be ${issuer} and nothing else.`, found);
    return payload;
  } catch (error) {
    if (error instanceof Unbelieved) throw error;
    if (error instanceof errors.JWTExpired) throw new Unbelieved('expired', 'The assertion has expired. Look at the clock.', found);
    if (error instanceof errors.JWTClaimValidationFailed) throw new Unbelieved(CLAIMS[error.claim] ?? 'claim', error.claim === 'aud' ? `aud must be ${issuer}.` : `The claim ${CLAIMS[error.claim] === undefined ? 'of the assertion' : error.claim} is not as it must be.`, found);
    throw new Unbelieved('signature', 'The signature does not belong to this key.', found);
  }
}

const CLAIMS: Readonly<Record<string, string>> = { aud: 'audience', iss: 'issuer', sub: 'subject', exp: 'expired', nbf: 'not-yet', iat: 'not-yet', jti: 'jti' };

function requireFresh({ exp = 0, iat, jti }: JWTPayload, { now, id, found }: { now: number; id: string; found: Client }): { digest: Uint8Array; endsAt: number } {
  const seconds = now / 1000;
  if (exp > seconds + MOST_ASSERTION_SECONDS + CLOCK_SKEW) throw new Unbelieved('too-long', `exp may lie ${MOST_ASSERTION_SECONDS} seconds ahead at most.`, found);
  if (iat !== undefined && iat > seconds + CLOCK_SKEW) throw new Unbelieved('not-yet', 'iat lies in the future. Look at the clock.', found);
  if (typeof jti !== 'string' || jti.length < 8 || jti.length > 200) throw new Unbelieved('jti', 'jti must have 8 to 200 characters, others each time.', found);
  return { digest: createHash('sha256').update(`${id}\n${jti}`).digest(), endsAt: (exp + CLOCK_SKEW) * 1000 };
}
