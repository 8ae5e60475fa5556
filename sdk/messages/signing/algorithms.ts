/** Ed25519 and ML-DSA-65 over WebCrypto; ML-DSA-65 in plain JavaScript where WebCrypto does not know it. */
import { fail } from '@watchword/api/errors.ts';
import type { Bytes } from '../../proofs/bytes.ts';
import { toBase64Url } from '../encoding.ts';
import { isSupported, subtle } from '../webcrypto.ts';

/** The two algorithms, in the order in which their signatures stand. */
export const ALGORITHMS = ['Ed25519', 'ML-DSA-65'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** Whether WebCrypto of this machine knows ML-DSA-65. */
export function hasNativeMlDsa(): boolean {
  return isSupported('verify', 'ML-DSA-65');
}

/** Whether a signature is good. A key that is none has no good signatures. */
export async function isGood(algorithm: Algorithm, publicKey: Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
  if (algorithm === 'ML-DSA-65' && !hasNativeMlDsa()) return (await import('../sealing/portable-keys.ts')).isMlDsaGood(publicKey, signature, message);
  try {
    return await subtle().verify({ name: algorithm }, await publicKeyOf(algorithm, publicKey), signature, message);
  } catch {
    return false;
  }
}

/** Public keys of whoever signed lately: importing one costs a good part of verifying with it. */
const imported = new Map<string, CryptoKey>();
const MOST_IMPORTED = 2000;

async function publicKeyOf(algorithm: Algorithm, bytes: Bytes): Promise<CryptoKey> {
  const name = `${algorithm} ${toBase64Url(bytes)}`;
  const known = imported.get(name);
  if (known !== undefined) return known;
  const key = await subtle().importKey(algorithm === 'Ed25519' ? 'raw' : 'raw-public', bytes, { name: algorithm }, false, ['verify']);
  if (imported.size >= MOST_IMPORTED) imported.clear();
  imported.set(name, key);
  return key;
}

/** Signs with a key that WebCrypto holds. */
export async function signWith(algorithm: Algorithm, key: CryptoKey, message: Bytes): Promise<Bytes> {
  return new Uint8Array(await subtle().sign({ name: algorithm }, key, message));
}

const PKCS8 = { Ed25519: 0x70, X25519: 0x6e } as const;

/** A private key of Ed25519 from its seed of 32 bytes, with its public key. */
export async function ed25519FromSeed(seed: Bytes): Promise<{ key: CryptoKey; publicKey: Bytes }> {
  const pkcs8 = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, PKCS8.Ed25519, 4, 0x22, 4, 0x20, ...seed);
  const readable = await subtle().importKey('pkcs8', pkcs8, { name: 'Ed25519' }, true, ['sign']);
  const { x } = await subtle().exportKey('jwk', readable) as { x?: string };
  if (x === undefined) throw fail('server.internal', { detail: 'WebCrypto gives no public key.' });
  const key = await subtle().importKey('pkcs8', pkcs8, { name: 'Ed25519' }, false, ['sign']);
  return { key, publicKey: Uint8Array.fromBase64(x, { alphabet: 'base64url' }) };
}

/** A private key of ML-DSA-65 from its seed of 32 bytes, with its public key; only where WebCrypto knows it. */
export async function mlDsaFromSeed(seed: Bytes): Promise<{ key: CryptoKey; publicKey: Bytes }> {
  const key = await subtle().importKey('raw-seed', seed, { name: 'ML-DSA-65' }, false, ['sign']);
  return { key, publicKey: await publicHalf(key, 'verify') };
}

/** The public key of a private one that WebCrypto holds, as bytes. */
export async function publicHalf(key: CryptoKey, usage?: 'verify' | 'encapsulateBits'): Promise<Bytes> {
  return new Uint8Array(await subtle().exportKey('raw-public', await subtle().getPublicKey(key, usage === undefined ? [] : [usage])) as ArrayBuffer);
}
