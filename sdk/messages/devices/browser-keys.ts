/**
 * Keys of a browser: WebCrypto holds them and gives them to nobody, and IndexedDB keeps them so. Where WebCrypto knows neither X-Wing nor ML-DSA-65
 * their seeds are kept encrypted under an AES key that WebCrypto gives to nobody: then they are in the page's memory while it works, and only then.
 */
import { fail } from '@watchword/api/errors.ts';
import type { Bytes } from '../../proofs/bytes.ts';
import { randomBytes } from '../encoding.ts';
import { hasNativeXWing, kemKeyFromParts, kemKeyFromSeed } from '../sealing/hpke.ts';
import { generateParts, type XWingParts } from '../sealing/xwing-parts.ts';
import { hasNativeMlDsa, publicHalf, signWith } from '../signing/algorithms.ts';
import { signerFromSeeds, signerOf } from '../signing/signers.ts';
import { newPrivateKey, subtle } from '../webcrypto.ts';
import type { DeviceKeys } from './device-keys.ts';

/** What is kept: nothing but CryptoKeys, each of them whole for itself, and, without native support, one ciphertext. Structured-cloneable. */
export type StoredKeys =
  | { readonly kind: 'native'; readonly ed25519: CryptoKey; readonly mldsa65: CryptoKey; readonly xwing: XWingParts }
  | { readonly kind: 'sealed'; readonly under: CryptoKey; readonly iv: Bytes; readonly ciphertext: Bytes };

/** New keys that cannot be taken out of this browser. */
export async function generateStoredKeys(): Promise<StoredKeys> {
  if (!hasNativeXWing() || !hasNativeMlDsa()) return sealSeeds(randomBytes(96));
  const [ed25519, mldsa65, xwing] = await Promise.all([newPrivateKey('Ed25519', ['sign', 'verify']), newPrivateKey('ML-DSA-65', ['sign', 'verify']), generateParts()]);
  return { kind: 'native', ed25519, mldsa65, xwing };
}

/** New keys kept the other way; for browsers without native support. */
async function sealSeeds(seeds: Bytes): Promise<StoredKeys> {
  const under = await subtle().generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']) as CryptoKey;
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
  return { ...signer, kem: await kemKeyFromParts(stored.xwing) };
}

const STORE = 'keys';

/** IndexedDB, as far as it is used: Node, which checks these types too, does not have it. */
type Asked<T> = { readonly result: T; readonly error: unknown; addEventListener(event: string, listener: () => void): void };
type ObjectStore = { get(key: string): Asked<unknown>; put(value: unknown, key: string): Asked<unknown>; delete(key: string): Asked<unknown> };
type Database = { createObjectStore(name: string): unknown; transaction(store: string, mode: string, options: { durability: 'strict' }): { objectStore(name: string): ObjectStore }; close(): void };

/** Where a browser keeps keys, by name: one IndexedDB database for the page's origin. */
export type KeyKeeping = { read(name: string): Promise<StoredKeys | undefined>; write(name: string, keys: StoredKeys): Promise<void>; forget(name: string): Promise<void>; close(): void };

/** Opens the place where this browser keeps keys. */
export async function openKeyKeeping(database = 'watchword-keys'): Promise<KeyKeeping> {
  const { indexedDB } = globalThis as unknown as { indexedDB: { open(name: string, version: number): Asked<Database> } };
  const opening = indexedDB.open(database, 1);
  opening.addEventListener('upgradeneeded', () => void opening.result.createObjectStore(STORE));
  const db = await resultOf(opening);
  const store = (mode: 'readonly' | 'readwrite'): ObjectStore => db.transaction(STORE, mode, { durability: 'strict' }).objectStore(STORE);
  return {
    read: async (name) => await resultOf(store('readonly').get(name)) as StoredKeys | undefined,
    write: async (name, keys) => void await resultOf(store('readwrite').put(keys, name)),
    forget: async (name) => void await resultOf(store('readwrite').delete(name)),
    close: () => db.close(),
  };
}

function resultOf<T>(request: Asked<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(fail('server.internal', { detail: 'The browser does not keep keys: its storage is full or closed to this page.' }, request.error)));
  });
}
