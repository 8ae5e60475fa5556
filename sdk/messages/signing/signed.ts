/**
 * Signed objects (JWS, general JSON serialisation): canonical JSON and, from every signer, one signature with Ed25519 and one with ML-DSA-65. Both must
 * be good. Headers are made here and compared, never read: who alters one, or leaves a signature out, has no signed object any more.
 */
import { fail } from '@watchword/api/errors.ts';
import { SIGNED_TYPES, type SignedObject, type SignedType, type SigningPublicKey } from '@watchword/api/message-format.ts';
import { utf8, type Bytes } from '../../proofs/bytes.ts';
import { bytesOf, canonicalBytes, canonicalJson, fromBase64Url, hashOf, toBase64Url } from '../encoding.ts';
import { ALGORITHMS, isGood, type Algorithm } from './algorithms.ts';
import { isPayload, isSignedObject, type Payloads } from './payloads.ts';
import type { Signer } from './signers.ts';

/** A signed object that was read. `hash`: SHA-256 of the payload, its name everywhere. `signers`: ids of those who signed, not yet verified. */
export type Read<K extends SignedType> = { readonly object: SignedObject; readonly payload: Payloads[K]; readonly hash: string; readonly signers: readonly string[] };

/** Signs a payload. Several signers where several persons must agree. */
export async function signPayload<K extends SignedType>(type: K, payload: Payloads[K], signers: readonly Signer[]): Promise<SignedObject> {
  if (!isPayload(type, payload)) throw fail('message.malformed', { detail: `This is no payload of a ${type}.` });
  const text = toBase64Url(canonicalBytes(payload));
  const pairs = signers.flatMap((signer) => ALGORITHMS.map((algorithm) => ({ signer, algorithm })));
  const signatures = await Promise.all(pairs.map(async ({ signer, algorithm }) => {
    const header = headerOf(type, algorithm, signer.id);
    return { protected: header, signature: toBase64Url(await signer.sign(algorithm, signedBytes(header, text))) };
  }));
  return { payload: text, signatures };
}

/** Adds what another signer says to the same payload: the second officer, the second custodian. */
export async function addSignature(type: SignedType, object: SignedObject, signer: Signer): Promise<SignedObject> {
  const { payload } = await readSigned(type, object);
  const own = await signPayload(type, payload, [signer]);
  return { payload: object.payload, signatures: [...object.signatures, ...own.signatures] };
}

/** Reads a signed object without believing it. @throws AppError `message.malformed`; `message.signature` when a signature was left out or a header altered */
export async function readSigned<K extends SignedType>(type: K, object: SignedObject): Promise<Read<K>> {
  if (!isSignedObject(object)) throw fail('message.malformed', { detail: `The ${type} is not a signed object.` });
  const bytes = fromBase64Url(object.payload);
  if (bytes === undefined) throw fail('message.malformed', { detail: `The ${type} is not base64url.` });
  const payload = parsePayload(type, bytes);
  const signers = object.signatures.filter((_, at) => at % ALGORITHMS.length === 0).map(({ protected: header }) => signerIn(header));
  const isWhole = object.signatures.length === signers.length * ALGORITHMS.length && new Set(signers).size === signers.length &&
    object.signatures.every(({ protected: header }, at) => header === headerOf(type, ALGORITHMS[at % ALGORITHMS.length] ?? 'Ed25519', signers[Math.floor(at / ALGORITHMS.length)] ?? ''));
  if (!isWhole) throw fail('message.signature', { detail: `The ${type} does not have both signatures of everyone who signed it.` });
  return { object, payload, hash: await hashOf(bytes), signers };
}

/** Verifies all signatures of a signed object with these keys. @throws AppError `message.signature` */
export async function verifySignatures(type: SignedType, { object, signers }: Read<SignedType>, keys: ReadonlyMap<string, SigningPublicKey>): Promise<void> {
  await Promise.all(signers.flatMap((id, place) => {
    const key = keys.get(id);
    return ALGORITHMS.map(async (algorithm, at) => {
      const signature = object.signatures[place * ALGORITHMS.length + at];
      const publicKey = key?.[algorithm === 'Ed25519' ? 'ed25519' : 'mldsa65'];
      const isSound = signature !== undefined && publicKey !== undefined &&
        await isGood(algorithm, bytesOf(publicKey), fromBase64Url(signature.signature) ?? new Uint8Array(), signedBytes(headerOf(type, algorithm, id), object.payload));
      if (!isSound) throw fail('message.signature', { detail: `The signature with ${algorithm} under the ${type} is false.` });
    });
  }));
}

/** Parses canonical JSON of one kind, and nothing that is written in another way. */
function parsePayload<K extends SignedType>(type: K, bytes: Bytes): Payloads[K] {
  let payload: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    payload = JSON.parse(text);
    if (canonicalJson(payload) !== text) payload = undefined;
  } catch {
    payload = undefined;
  }
  if (!isPayload(type, payload)) throw fail('message.malformed', { detail: `The ${type} is not as the format says.` });
  return payload;
}

function headerOf(type: SignedType, algorithm: Algorithm, id: string): string {
  return toBase64Url(canonicalBytes({ alg: algorithm, kid: id, typ: SIGNED_TYPES[type] }));
}

function signerIn(header: string): string {
  const match = /"kid":"([\w-]{43})"/.exec(new TextDecoder().decode(fromBase64Url(header) ?? new Uint8Array()));
  return match?.[1] ?? '';
}

function signedBytes(header: string, payload: string): Bytes {
  return utf8(`${header}.${payload}`);
}
