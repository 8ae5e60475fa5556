/** Short tokens for registered systems: an assertion that holds, and was never used, becomes a token of ten minutes. */
import { PERMISSIONS, type Permission } from '@watchword/api/operation.ts';
import { ASSERTION_TYPE, TOKEN_SECONDS, type FetchedToken, type OAUTH_ERRORS } from '@watchword/api/access/oauth.ts';
import { encodeEntry, tokenFetched, type Outbox, type Refusals } from '#audit/audit.ts';
import type { Clock } from '../../clock.ts';
import type { Limits } from '#limits/limits.ts';
import type { Handlers, Read, Write, Writer } from '#store/store.ts';
import { hashSecret, newFetchedSecret } from '../tokens.ts';
import { believe, CLOCK_SKEW, Unbelieved, type Believed } from './assertion.ts';
import { findClient, forgetEnded, insertFetched, useAssertion, type Client } from './queries.ts';

/** A refusal of the token endpoint (RFC 6749, 5.2). `retryAfter`: seconds. */
export class OAuthRefusal extends Error {
  override readonly name = 'OAuthRefusal';
  readonly error: (typeof OAUTH_ERRORS)[number];
  readonly retryAfter: number | undefined;
  constructor(error: (typeof OAUTH_ERRORS)[number], sentence: string, retryAfter?: number) {
    super(sentence);
    this.error = error;
    this.retryAfter = retryAfter;
  }
}

/** What stands in a request for a token. `certificate`: thumbprint of the one that came with the connection. */
export type TokenRequest = { readonly form: URLSearchParams; readonly address: string; readonly certificate: string | undefined };

/** Gives out tokens. @throws OAuthRefusal, AppError when log or store do not work */
export type Grants = (request: TokenRequest) => Promise<FetchedToken>;

export type GrantParts = {
  readonly read: Read;
  readonly writer: Pick<Writer<Handlers>, 'run'>;
  readonly outbox: Pick<Outbox, 'durable'>;
  readonly refusals: Pick<Refusals, 'note'>;
  readonly clock: Clock;
  readonly limits: Pick<Limits, 'trySignIn'>;
  /** What must stand in `aud`: known once the server listens. */
  readonly issuer: () => string;
};

type Granting = { client: Uint8Array; kid: string; digest: Uint8Array; endsAt: number; hash: Uint8Array; permissions: string; certificate: string | null; expiresAt: number; at: number; organisation: string; id: string };
type Granted = { readonly outbox: number } | { readonly refused: 'used' | 'revoked' };

/** Tokens and assertions that are forgotten with each new one: more than come, so that none pile up. */
const FORGET_AT_ONCE = 20;

/** What is written for a token, for the writer. */
export const GRANT_SLICES = {
  'access.grant': async (tx: Write, granting: Granting): Promise<Granted> => {
    const { client, kid, digest, endsAt, hash, permissions, certificate, expiresAt, at, organisation, id } = granting;
    await forgetEnded(tx, at - CLOCK_SKEW * 1000, FORGET_AT_ONCE);
    // Revoked, or used on another server, since it was read.
    const found = await findClient(tx, client);
    if (found === undefined || found.client.revoked_at !== null || !found.keys.some((key) => key.kid === kid)) return { refused: 'revoked' };
    if (!(await useAssertion(tx, { digest, expires_at: endsAt }))) return { refused: 'used' };
    await insertFetched(tx, { hash, client, kid, permissions, certificate, expires_at: expiresAt });
    return { outbox: await tx.appendOutbox(encodeEntry(tokenFetched({ organisation, actor: id }, { key: kid, bound: certificate !== null }))) };
  },
} satisfies Handlers;

/** Opens the giving out of tokens. */
export function openGrants(parts: GrantParts): Grants {
  return async (request) => {
    const form = readForm(request.form);
    const wait = parts.limits.trySignIn(`address ${request.address}`);
    if (wait !== undefined) throw tooOften(parts, wait, undefined);
    try {
      const believed = await believe(form.assertion, { issuer: parts.issuer(), now: parts.clock.now(), find: (id) => findClient(parts.read, id) });
      if (form.clientId !== undefined && form.clientId !== believed.id) throw new Unbelieved('client', 'client_id is not the subject of the assertion.', believed.client);
      const slow = parts.limits.trySignIn(`client ${believed.id}`);
      if (slow !== undefined) throw tooOften(parts, slow, believed);
      const permissions = narrow(believed.client, form.scope);
      return await grant(parts, believed, { permissions, certificate: bindingOf(believed.client, request.certificate) });
    } catch (error) {
      if (!(error instanceof Unbelieved)) throw error;
      note(parts, error.reason, error.client);
      throw new OAuthRefusal('invalid_client', error.message);
    }
  };
}

async function grant(parts: GrantParts, believed: Believed, { permissions, certificate }: { permissions: readonly Permission[]; certificate: string | undefined }): Promise<FetchedToken> {
  const at = parts.clock.now();
  const secret = newFetchedSecret();
  const expiresAt = Math.min(at + TOKEN_SECONDS * 1000, believed.keyEndsAt);
  const { client } = believed.client;
  const granting: Granting = {
    client: client.id, kid: believed.kid, digest: believed.digest, endsAt: believed.endsAt, hash: hashSecret(secret), permissions: JSON.stringify(permissions),
    certificate: certificate ?? null, expiresAt, at, organisation: client.organisation, id: believed.id,
  };
  const { result } = await parts.writer.run('access.grant', granting as never);
  const granted = result as Granted;
  if ('refused' in granted) throw new Unbelieved(granted.refused, granted.refused === 'used' ? 'This assertion was used before. Make a new one each time.' : 'The client is revoked.', believed.client);
  await parts.outbox.durable(granted.outbox);
  return { access_token: secret, token_type: 'Bearer', expires_in: Math.max(1, Math.floor((expiresAt - at) / 1000)), scope: permissions.join(' ') };
}

function readForm(form: URLSearchParams): { assertion: string; scope: string | undefined; clientId: string | undefined } {
  for (const name of form.keys()) if (form.getAll(name).length > 1) throw new OAuthRefusal('invalid_request', 'A parameter came twice.');
  const type = form.get('grant_type');
  if (type === null) throw new OAuthRefusal('invalid_request', 'grant_type is missing.');
  if (type !== 'client_credentials') throw new OAuthRefusal('unsupported_grant_type', 'grant_type must be client_credentials.');
  const assertion = form.get('client_assertion');
  if (assertion === null || form.get('client_assertion_type') !== ASSERTION_TYPE) throw new OAuthRefusal('invalid_client', `Send client_assertion, with client_assertion_type ${ASSERTION_TYPE}.`);
  return { assertion, scope: form.get('scope') ?? undefined, clientId: form.get('client_id') ?? undefined };
}

/** The permissions that are asked for, all of the client's unless told. */
function narrow({ client }: Client, scope: string | undefined): Permission[] {
  const own = JSON.parse(client.permissions) as Permission[];
  if (scope === undefined || scope.trim() === '') return own;
  const wanted = new Set(scope.trim().split(/ +/));
  const beyond = [...wanted].find((one) => !own.some((permission) => permission === one));
  if (beyond !== undefined) throw new OAuthRefusal('invalid_scope', PERMISSIONS.some((one) => one === beyond) ? `The client does not have ${beyond}.` : 'There is no such permission.');
  return own.filter((permission) => wanted.has(permission));
}

function bindingOf(found: Client, certificate: string | undefined): string | undefined {
  const known = JSON.parse(found.client.certificates) as string[];
  if (known.length === 0) return undefined;
  if (certificate === undefined) throw new Unbelieved('no-certificate', 'This client is bound to a certificate, and none came with the connection.', found);
  if (!known.includes(certificate)) throw new Unbelieved('certificate', 'This is not a certificate of the client.', found);
  return certificate;
}

function tooOften(parts: GrantParts, wait: number, believed: Believed | undefined): OAuthRefusal {
  note(parts, 'too-often', believed?.client);
  return new OAuthRefusal('slow_down', 'Too many requests for tokens. A token is good for ten minutes: keep it.', wait);
}

function note({ refusals }: GrantParts, reason: string, found: Client | undefined): void {
  const who = found === undefined ? { organisation: '', actor: 'unknown' } : { organisation: found.client.organisation, actor: idOf(found) };
  refusals.note('sign-in.refused', who, `oauth.${reason}`);
}

function idOf({ client }: Client): string {
  return `cli_${Buffer.from(client.id).toString('hex')}`;
}

