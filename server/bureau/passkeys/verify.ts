/** What an authenticator answered is verified here, and nowhere else. */
import { fail } from '@watchword/api/errors.ts';
import type { Assertion, CreationOptions, NewCredential, RequestOptions } from '@watchword/api/passkeys/webauthn.ts';
import type * as Verifier from '@simplewebauthn/server';
import { CEREMONY_MS, type Ceremony } from './ceremonies.ts';
import type { PasskeyRow } from './queries.ts';

/** Hundreds of files, of which a server without pages and sign-in needs none: they are loaded with the first answer of an authenticator. */
const loadVerifier = (): Promise<typeof Verifier> => import('@simplewebauthn/server');

/** Signatures that are taken: Ed25519, ECDSA with P-256, RSA with SHA-256 (COSE numbers). */
const ALGORITHMS = [-8, -7, -257];
const NO_MODEL = '00000000-0000-0000-0000-000000000000';

/** Where COSE keeps the modulus of RSA, and how short it may be. */
const KIND = 1;
const RSA = 3;
const MODULUS = -1;
const LEAST_RSA_BITS = 2048;

/** Whether a public key (COSE) is long enough to be believed: RSA from 2048 bits; other kinds have one length. */
export async function isLongEnough(publicKey: Uint8Array): Promise<boolean> {
  const { decodeCredentialPublicKey } = await import('@simplewebauthn/server/helpers');
  const key = decodeCredentialPublicKey(Uint8Array.from(publicKey)) as unknown as Map<number, unknown>;
  if (key.get(KIND) !== RSA) return true;
  const modulus = key.get(MODULUS);
  return modulus instanceof Uint8Array && BigInt(`0x${Buffer.from(modulus).toString('hex') || '0'}`).toString(2).length >= LEAST_RSA_BITS;
}

/** A passkey that an authenticator has just made, verified. */
export type MadePasskey = {
  readonly credential: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly domain: string;
  readonly model: string | undefined;
  readonly attestation: string;
  readonly synced: boolean;
  readonly proof: Uint8Array;
  readonly proofData: Uint8Array;
};

/** An answer that was verified: which passkey gave it, and what is to be noted with it. */
export type Answered = { readonly passkey: Uint8Array; readonly person: Uint8Array; readonly counter: number; readonly synced: boolean };

type Known = Pick<PasskeyRow, 'credential' | 'transports'>;

function descriptorOf({ credential, transports }: Known): { id: string; type: 'public-key'; transports?: string[] } {
  const known = JSON.parse(transports) as string[];
  return { id: Buffer.from(credential).toString('base64url'), type: 'public-key', ...(known.length > 0 && { transports: known }) };
}

/** What a browser needs to make a passkey. `known`: those that the person has at this place already. */
export function creationOptions({ ceremony, name, known }: { ceremony: Ceremony & { person: Uint8Array }; name: string; known: readonly Known[] }): CreationOptions {
  const { place, challenge, person } = ceremony;
  return {
    rp: { id: place.domain, name: `Watchword ${place.code}` },
    user: { id: Buffer.from(person).toString('base64url'), name, displayName: name },
    challenge,
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ alg, type: 'public-key' })),
    timeout: CEREMONY_MS,
    excludeCredentials: known.map(descriptorOf),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    attestation: 'direct',
  };
}

/** What a browser needs to answer with a passkey. `known`: one of these has to answer; without it any that the authenticator has. */
export function requestOptions({ place, challenge }: Pick<Ceremony, 'place' | 'challenge'>, known?: readonly Known[]): RequestOptions {
  return { rpId: place.domain, challenge, timeout: CEREMONY_MS, userVerification: 'required', ...(known !== undefined && { allowCredentials: known.map(descriptorOf) }) };
}

/** Verifies a new passkey and its attestation. @throws `access.passkey-refused` */
export async function verifyMade(credential: NewCredential, { place, challenge }: Ceremony): Promise<MadePasskey> {
  const { verifyRegistrationResponse } = await loadVerifier();
  const verified = await believed(() => verifyRegistrationResponse({
    response: credential as Parameters<typeof verifyRegistrationResponse>[0]['response'],
    expectedChallenge: challenge, expectedOrigin: place.origin, expectedRPID: place.domain, requireUserVerification: true, supportedAlgorithmIDs: ALGORITHMS,
  }));
  if (!verified.verified || !(await isLongEnough(verified.registrationInfo.credential.publicKey))) throw fail('access.passkey-refused');
  const { credential: made, fmt, aaguid, attestationObject, credentialBackedUp, credentialDeviceType } = verified.registrationInfo;
  return {
    credential: Buffer.from(made.id, 'base64url'),
    publicKey: made.publicKey,
    counter: made.counter,
    transports: credential.response.transports ?? [],
    domain: place.domain,
    model: aaguid === NO_MODEL ? undefined : aaguid,
    attestation: fmt,
    synced: credentialBackedUp || credentialDeviceType === 'multiDevice',
    proof: attestationObject,
    proofData: Buffer.from(credential.response.clientDataJSON, 'base64url'),
  };
}

/** Verifies an answer against the passkey that it names. @throws `access.passkey-refused`, without a word of why */
export async function verifyAnswer(assertion: Assertion, { place, challenge, person }: Ceremony, passkey: PasskeyRow | undefined): Promise<Answered> {
  if (passkey === undefined || passkey.domain !== place.domain || (person !== undefined && !isSame(person, passkey.person))) throw fail('access.passkey-refused');
  const { userHandle } = assertion.response;
  if (userHandle !== undefined && !isSame(Buffer.from(userHandle, 'base64url'), passkey.person)) throw fail('access.passkey-refused');
  const { verifyAuthenticationResponse } = await loadVerifier();
  const { verified, authenticationInfo } = await believed(() => verifyAuthenticationResponse({
    response: assertion as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
    expectedChallenge: challenge, expectedOrigin: place.origin, expectedRPID: place.domain, requireUserVerification: true,
    credential: { id: Buffer.from(passkey.credential).toString('base64url'), publicKey: new Uint8Array(passkey.public_key), counter: passkey.counter },
  }));
  if (!verified) throw fail('access.passkey-refused');
  return { passkey: passkey.id, person: passkey.person, counter: authenticationInfo.newCounter, synced: authenticationInfo.credentialBackedUp || authenticationInfo.credentialDeviceType === 'multiDevice' };
}

/** Whatever the verifier throws is a refusal: its text may repeat what was sent. */
async function believed<Result>(verify: () => Promise<Result>): Promise<Result> {
  try {
    return await verify();
  } catch (error) {
    throw fail('access.passkey-refused', {}, error);
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
