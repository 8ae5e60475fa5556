/**
 * An X-Wing private key of two CryptoKeys, ML-KEM-768 and X25519. Chromium has X-Wing as one CryptoKey, but loses it when it is cloned or put into
 * IndexedDB (the value comes back as null); its two parts are kept as they should be.
 */
import { sha3_256 } from '@noble/hashes/sha3.js';
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, NotSupportedError, type KEM, type Key } from 'hpke';
import { concatBytes, utf8, type Bytes } from '../../proofs/bytes.ts';
import { newPrivateKey, subtle } from '../webcrypto.ts';

/** The two private keys; neither need be extractable. Structured-cloneable. */
export type XWingParts = { readonly mlkem: CryptoKey; readonly x25519: CryptoKey };

/** The private key as HPKE has it. `publicX25519`: the second part of the public key. */
type PartsKey = Key & XWingParts & { readonly publicX25519: Bytes };

const CIPHERTEXT = 1088;
/** The six letters at the end of what is hashed (draft-connolly-cfrg-xwing-kem). */
const LABEL = utf8('\\.//^\\');

async function decapsulate(enc: Bytes, { mlkem, x25519, publicX25519 }: PartsKey): Promise<Bytes> {
  const [first, second] = [enc.slice(0, CIPHERTEXT), enc.slice(CIPHERTEXT)];
  const theirs = await subtle().importKey('raw', second, { name: 'X25519' }, true, []);
  const [one, other] = await Promise.all([
    subtle().decapsulateBits({ name: 'ML-KEM-768' }, mlkem, first),
    subtle().deriveBits({ name: 'X25519', public: theirs }, x25519, 256),
  ]);
  return new Uint8Array(sha3_256(concatBytes(new Uint8Array(one), new Uint8Array(other), second, publicX25519, LABEL)));
}

function unable(): never {
  throw new NotSupportedError('A key of two parts only opens.');
}

const kem: KEM<PartsKey> = {
  id: 0x647a, type: 'KEM', name: 'MLKEM768-X25519', Nsecret: 32, Nenc: 1120, Npk: 1216, Nsk: 32,
  DeriveKeyPair: unable, GenerateKeyPair: unable, SerializePublicKey: unable, DeserializePublicKey: unable, SerializePrivateKey: unable, DeserializePrivateKey: unable, Encap: unable,
  Decap: (enc, key) => decapsulate(new Uint8Array(enc), key),
};

/** The suite that opens with such a key. */
export function partsSuite(): CipherSuite<PartsKey> {
  return new CipherSuite<PartsKey>(() => kem, KDF_HKDF_SHA256, AEAD_AES_256_GCM);
}

/** The private key as HPKE has it. */
export function partsKey(parts: XWingParts, publicX25519: Bytes): PartsKey {
  return { algorithm: { name: kem.name }, extractable: false, type: 'private', ...parts, publicX25519 };
}

/** Makes a new pair of parts. */
export async function generateParts(): Promise<XWingParts> {
  const [mlkem, x25519] = await Promise.all([newPrivateKey('ML-KEM-768', ['encapsulateBits', 'decapsulateBits']), newPrivateKey('X25519', ['deriveBits'])]);
  return { mlkem, x25519 };
}
