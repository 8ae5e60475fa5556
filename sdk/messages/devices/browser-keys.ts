/**
 * Keys of a browser: WebCrypto holds them and gives them to nobody, and IndexedDB keeps them so. Where WebCrypto knows neither X-Wing nor ML-DSA-65
 * their seeds are kept encrypted under an AES key that WebCrypto gives to nobody: then they are in the page's memory while it works, and only then.
 */
import { fail } from '@watchword/api/errors.ts';
import { concatBytes, type Bytes } from '../../proofs/bytes.ts';
import { randomBytes } from '../encoding.ts';
import { hasNativeXWing, kemKeyFromCryptoKey, kemKeyFromSeed, XWING } from '../sealing/hpke.ts';
import { hasNativeMlDsa, publicHalf, signWith } from '../signing/algorithms.ts';
import { signerFromSeeds, signerOf } from '../signing/signers.ts';
import type { DeviceKeys } from './device-keys.ts';

/** What is kept: nothing but CryptoKeys, each of them whole for itself, and, without native support, one ciphertext. Structured-cloneable. */
export type StoredKeys =
  | { readonly kind: 'native'; readonly ed25519: CryptoKey; readonly mldsa65: CryptoKey; readonly xwing: CryptoKey }
  | { readonly kind: 'sealed'; readonly under: CryptoKey; readonly iv: Bytes; readonly ciphertext: Bytes };

const subtle = (): SubtleCrypto => globalThis.crypto.subtle;

/** New keys that cannot be taken out of this browser. */
export async function generateStoredKeys(): Promise<StoredKeys> {
  if (!hasNativeXWing() || !hasNativeMlDsa()) return sealSeeds(randomBytes(96));
  const make = async (name: string, usages: string[]): Promise<CryptoKey> => (await subtle().generateKey({ name }, false, usages as KeyUsage[]) as CryptoKeyPair).privateKey;
  const [ed25519, mldsa65, xwing] = await Promise.all([make('Ed25519', ['sign', 'verify']), make('ML-DSA-65', ['sign', 'verify']), make(XWING, ['encapsulateBits', 'decapsulateBits'])]);
  return { kind: 'native', ed25519, mldsa65, xwing };
}

/** New keys kept the other way; for browsers without native support, and for its test. */
export async function sealSeeds(seeds: Bytes): Promise<StoredKeys> {
  const under = await subtle().generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const iv = randomBytes(12);
  return { kind: 'sealed', under, iv, ciphertext: new Uint8Array(await subtle().encrypt({ name: 'AES-GCM', iv }, under, seeds)) };
}

/** The device to which stored keys belong. */
export async function deviceFromStored(stored: StoredKeys): Promise<DeviceKeys> {
  if (stored.kind === 'sealed') {
    const seeds = new Uint8Array(await subtle().decrypt({ name: 'AES-GCM', iv: stored.iv }, stored.under, stored.ciphertext));
    return { ...await signerFromSeeds({ ed25519: seeds.slice(0, 32), mldsa65: seeds.slice(32, 64) }), kem: await kemKeyFromSeed(seeds.slice(64)) };
  }
  const publicKeys = { ed25519: await publicHalf(stored.ed25519, 'verify'), mldsa65: await publicHalf(stored.mldsa65, 'verify') };
  const signer = await signerOf(publicKeys, (algorithm, message) => signWith(algorithm, algorithm === 'Ed25519' ? stored.ed25519 : stored.mldsa65, message));
  return { ...signer, kem: await kemKeyFromCryptoKey(stored.xwing) };
}

const STORE = 'keys';

/** Where a browser keeps keys, by name: one IndexedDB database for the page's origin. */
export type KeyKeeping = { read(name: string): Promise<StoredKeys | undefined>; write(name: string, keys: StoredKeys): Promise<void>; forget(name: string): Promise<void>; close(): void };

/** Opens the place where this browser keeps keys. */
export async function openKeyKeeping(database = 'watchword-keys'): Promise<KeyKeeping> {
  const opening = globalThis.indexedDB.open(database, 1);
  opening.addEventListener('upgradeneeded', () => void opening.result.createObjectStore(STORE));
  const db = await resultOf(opening);
  const store = (mode: IDBTransactionMode): IDBObjectStore => db.transaction(STORE, mode, { durability: 'strict' }).objectStore(STORE);
  return {
    read: async (name) => await resultOf(store('readonly').get(name)) as StoredKeys | undefined,
    write: async (name, keys) => void await resultOf(store('readwrite').put(keys, name)),
    forget: async (name) => void await resultOf(store('readwrite').delete(name)),
    close: () => db.close(),
  };
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(fail('server.internal', { detail: 'The browser does not keep keys: its storage is full or closed to this page.' }, request.error)));
  });
}

/** The seeds of three keys as `sealSeeds` takes them. */
export function joinSeeds(ed25519: Bytes, mldsa65: Bytes, xwing: Bytes): Bytes {
  return concatBytes(ed25519, mldsa65, xwing);
}
