/**
 * A country's own identity provider, by OpenID Connect: authorization code with PKCE, state and nonce, pushed where the provider takes
 * it, the issuer checked. What it says is a subject; who that is, and what he may, an administrator of the bureau has said.
 */
import { createHash, createPrivateKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { fail } from '@watchword/api/errors.ts';
import * as oidc from 'openid-client';
import type { Clock } from '../../clock.ts';
import type { Place } from '../visitor.ts';

/** Where the provider is and what this bureau is there. Either a private key (`private_key_jwt`) or a secret. */
export type ProviderSettings = { readonly issuer: string; readonly client: string; readonly name: string; readonly key: string | undefined; readonly secret: string | undefined };

/** What the provider said of somebody. `authenticatedAt`: when it last asked who it is, ms since 1970; 0 when it does not say. */
export type Said = { readonly subject: string; readonly authenticatedAt: number };

export type Provider = {
  /** For the button. */
  readonly name: string;
  /** Where the browser goes. `binding`: a value of this browser alone. `again`: the provider asks once more who it is. @throws `access.provider-unreachable` */
  begin(asked: { readonly place: Place; readonly binding: string; readonly again: boolean }): Promise<string>;
  /** Who came back. @throws `access.ceremony-over`, `access.provider-refused`, `access.provider-unreachable` */
  finish(asked: { readonly place: Place; readonly binding: string | undefined; readonly query: string }): Promise<Said>;
};

/** Path to which the browser comes back: a page, which hands on what stands behind the question mark. */
export const BACK = '/sign-in/provider';

type Begun = { readonly binding: Uint8Array; readonly verifier: string; readonly nonce: string; readonly again: boolean; readonly origin: string; readonly until: number };

const BEGUN_MS = 10 * 60_000;
const MOST = 10_000;
const AGAIN_SECONDS = 300;

/** The provider is looked up when somebody first asks for it, so that a bureau starts without it. */
export function openProvider(settings: ProviderSettings, clock: Clock): Provider {
  const begun = new Map<string, Begun>();
  let known: Promise<oidc.Configuration> | undefined;
  const configure = async (): Promise<oidc.Configuration> => {
    known ??= discover(settings);
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw fail('access.provider-unreachable', {}, error);
    }
  };
  return {
    name: settings.name,
    async begin({ place, binding, again }) {
      const config = await configure();
      const oldest = begun.size >= MOST ? begun.keys().next().value : undefined;
      if (oldest !== undefined) begun.delete(oldest);
      const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
      const parameters = {
        redirect_uri: `${place.origin}${BACK}`, scope: 'openid', state, nonce, code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
        ...(again && { prompt: 'login', max_age: String(AGAIN_SECONDS) }),
      };
      const pushed = config.serverMetadata().pushed_authorization_request_endpoint !== undefined;
      const url = pushed ? await reached(() => oidc.buildAuthorizationUrlWithPAR(config, parameters)) : oidc.buildAuthorizationUrl(config, parameters);
      begun.set(state, { binding: digest(binding), verifier, nonce, again, origin: place.origin, until: clock.now() + BEGUN_MS });
      return url.href;
    },
    async finish({ place, binding, query }) {
      const state = new URLSearchParams(query).get('state') ?? '';
      const found = begun.get(state);
      begun.delete(state);
      const isOwn = found !== undefined && binding !== undefined && timingSafeEqual(found.binding, digest(binding));
      if (!isOwn || found.until <= clock.now() || found.origin !== place.origin) throw fail('access.ceremony-over');
      const config = await configure();
      const checks = { pkceCodeVerifier: found.verifier, expectedState: state, expectedNonce: found.nonce, idTokenExpected: true, ...(found.again && { maxAge: AGAIN_SECONDS }) };
      const tokens = await oidc.authorizationCodeGrant(config, new URL(`${place.origin}${BACK}?${query}`), checks).catch((error: unknown) => {
        throw fail(error instanceof TypeError && error.message === 'fetch failed' ? 'access.provider-unreachable' : 'access.provider-refused', {}, error);
      });
      const claims = tokens.claims();
      if (claims === undefined) throw fail('access.provider-refused');
      return { subject: claims.sub, authenticatedAt: typeof claims.auth_time === 'number' ? claims.auth_time * 1000 : 0 };
    },
  };
}

async function reached<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw fail('access.provider-unreachable', {}, error);
  }
}

async function discover({ issuer, client, key, secret }: ProviderSettings): Promise<oidc.Configuration> {
  const url = new URL(issuer);
  const authentication = key === undefined ? oidc.ClientSecretBasic(secret) : oidc.PrivateKeyJwt(await importKey(key));
  // Without TLS only on this machine, for tests.
  const isLocal = url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return oidc.discovery(url, client, {}, authentication, { timeout: 10, execute: [oidc.enableNonRepudiationChecks, ...(isLocal ? [oidc.allowInsecureRequests] : [])] });
}

/** A private key, as PEM or as JWK. */
async function importKey(text: string): Promise<CryptoKey | { key: CryptoKey; kid: string }> {
  const isJwk = text.trimStart().startsWith('{');
  const jwk = isJwk ? (JSON.parse(text) as { kid?: string }) : undefined;
  const key = jwk === undefined ? createPrivateKey(text) : createPrivateKey({ key: jwk as never, format: 'jwk' });
  // The types of the browser know fewer uses of a key than those of Node.
  const imported = key.toCryptoKey(algorithmOf(key), false, ['sign']) as unknown as CryptoKey;
  return jwk?.kid === undefined ? imported : { key: imported, kid: jwk.kid };
}

function algorithmOf(key: KeyObject): { name: string; namedCurve?: string; hash?: string } {
  if (key.asymmetricKeyType === 'ec') return { name: 'ECDSA', namedCurve: 'P-256' };
  if (key.asymmetricKeyType === 'ed25519') return { name: 'Ed25519' };
  return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
}

function digest(value: string): Uint8Array {
  return createHash('sha256').update(value, 'utf8').digest();
}
