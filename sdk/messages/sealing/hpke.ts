/**
 * Encrypting something small to one key: HPKE (RFC 9180), base mode, X-Wing, HKDF-SHA256, AES-256-GCM. Where the machine's WebCrypto knows X-Wing it
 * does the work; elsewhere the portable implementation does, which is loaded only then.
 */
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_MLKEM768_X25519, type Key } from 'hpke';
import type { Sealed } from '@watchword/api/message-format.ts';
import { concatBytes, type Bytes } from '../../proofs/bytes.ts';
import { bytesOf, toBase64Url } from '../encoding.ts';
import { publicHalf } from '../signing/algorithms.ts';
import { isSupported, subtle } from '../webcrypto.ts';
import { partsKey, partsSuite, type XWingParts } from './xwing-parts.ts';

/** What a ciphertext is bound to: it opens for the same `info` and `aad` only. */
export type Bound = { readonly info: Bytes; readonly aad: Bytes };

/** The private half of a key that others encrypt to; where it lies is nobody's business here. */
export type KemPrivateKey = { readonly publicKey: Bytes; open(sealed: Sealed, bound: Bound): Promise<Bytes> };

/** One implementation of the suite. */
export type Engine = { readonly name: 'native' | 'portable'; readonly suite: CipherSuite };

/** The name of the algorithm in WebCrypto. */
const XWING = 'MLKEM768-X25519';

let chosen: Promise<Engine> | undefined;

/** The implementation for this machine. */
export async function findEngine(): Promise<Engine> {
  chosen ??= hasNativeXWing() ? Promise.resolve(nativeEngine()) : portableEngine();
  return chosen;
}

/** Whether WebCrypto of this machine knows X-Wing. */
export function hasNativeXWing(): boolean {
  return isSupported('encapsulateBits', XWING);
}

/** The implementation over the machine's WebCrypto. */
export function nativeEngine(): Engine {
  return { name: 'native', suite: new CipherSuite(KEM_MLKEM768_X25519, KDF_HKDF_SHA256, AEAD_AES_256_GCM) };
}

/** The implementation in plain JavaScript, for machines whose WebCrypto does not know ML-KEM. */
export async function portableEngine(): Promise<Engine> {
  const { KEM_MLKEM768_X25519: kem } = await import('@panva/hpke-noble');
  return { name: 'portable', suite: new CipherSuite(kem, KDF_HKDF_SHA256, AEAD_AES_256_GCM) };
}

/** Encrypts to a public key of 1,216 bytes. @throws Error when they are no key */
export async function sealTo(publicKey: Bytes, plaintext: Bytes, { info, aad }: Bound, engine?: Engine): Promise<Sealed> {
  const { suite } = engine ?? await findEngine();
  const { encapsulatedSecret, ciphertext } = await suite.Seal(await suite.DeserializePublicKey(publicKey), plaintext, { info, aad });
  return { enc: toBase64Url(encapsulatedSecret), ciphertext: toBase64Url(ciphertext) };
}

/** A private key from its seed of 32 bytes, and the public key to it. */
export async function kemKeyFromSeed(seed: Bytes, engine?: Engine): Promise<KemPrivateKey> {
  const { name, suite } = engine ?? await findEngine();
  if (name === 'native') return kemKeyFromCryptoKey(await subtle().importKey('raw-seed', seed, { name: XWING }, false, ['decapsulateBits']));
  const { xwingPublicKey } = await import('./portable-keys.ts');
  return openerOf(suite, await suite.DeserializePrivateKey(seed, false), xwingPublicKey(seed));
}

/** A private key that WebCrypto holds whole; it need not be extractable. */
async function kemKeyFromCryptoKey(key: CryptoKey): Promise<KemPrivateKey> {
  return openerOf(nativeEngine().suite, key, await publicHalf(key, 'encapsulateBits'));
}

/** A private key that WebCrypto holds in two parts, as it can be kept. */
export async function kemKeyFromParts(parts: XWingParts): Promise<KemPrivateKey> {
  const publicX25519 = await publicHalf(parts.x25519);
  return openerOf(partsSuite(), partsKey(parts, publicX25519), concatBytes(await publicHalf(parts.mlkem, 'encapsulateBits'), publicX25519));
}

function openerOf<K extends Key>(suite: CipherSuite<K>, key: K, publicKey: Bytes): KemPrivateKey {
  return {
    publicKey,
    open: async ({ enc, ciphertext }, { info, aad }) => new Uint8Array(await suite.Open(key, bytesOf(enc), bytesOf(ciphertext), { info, aad })),
  };
}
