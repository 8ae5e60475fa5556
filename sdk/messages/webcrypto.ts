/** WebCrypto as it is used here, with algorithms and formats that the types of the language do not know yet. */
import type { Bytes } from '../proofs/bytes.ts';

type Named = { readonly name: string } & Readonly<Record<string, unknown>>;

/** The part of SubtleCrypto that messages need. */
export type Subtle = {
  importKey(format: string, key: Bytes, algorithm: Named | string, extractable: boolean, usages: readonly string[]): Promise<CryptoKey>;
  exportKey(format: 'raw-public' | 'jwk', key: CryptoKey): Promise<unknown>;
  generateKey(algorithm: Named, extractable: boolean, usages: readonly string[]): Promise<unknown>;
  getPublicKey(key: CryptoKey, usages: readonly string[]): Promise<CryptoKey>;
  sign(algorithm: Named | string, key: CryptoKey, message: Bytes): Promise<ArrayBuffer>;
  verify(algorithm: Named, key: CryptoKey, signature: Bytes, message: Bytes): Promise<boolean>;
  encrypt(algorithm: Named, key: CryptoKey, plain: Bytes): Promise<ArrayBuffer>;
  decrypt(algorithm: Named, key: CryptoKey, cipher: Bytes): Promise<ArrayBuffer>;
  deriveBits(algorithm: Named, key: CryptoKey, length: number): Promise<ArrayBuffer>;
  deriveKey(algorithm: Named, key: CryptoKey, wanted: Named, extractable: boolean, usages: readonly string[]): Promise<CryptoKey>;
  decapsulateBits(algorithm: Named, key: CryptoKey, ciphertext: Bytes): Promise<ArrayBuffer>;
};

/** WebCrypto of this machine. */
export function subtle(): Subtle {
  return globalThis.crypto.subtle as unknown as Subtle;
}

/** Whether WebCrypto of this machine can do this. */
export function isSupported(operation: 'verify' | 'encapsulateBits', algorithm: string): boolean {
  const { SubtleCrypto: own } = globalThis as unknown as { SubtleCrypto?: { supports?: (operation: string, algorithm: string) => boolean } };
  return own?.supports?.(operation, algorithm) === true;
}

/** A new private key that cannot be taken out. */
export async function newPrivateKey(name: string, usages: readonly string[]): Promise<CryptoKey> {
  return (await subtle().generateKey({ name }, false, usages) as { privateKey: CryptoKey }).privateKey;
}
