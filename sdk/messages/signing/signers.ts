/** Who can sign: two keys that go together and have one name. Where the private halves lie is nobody's business here. */
import type { SigningPublicKey } from '@watchword/api/message-format.ts';
import type { Bytes } from '../../proofs/bytes.ts';
import { bytesOf, hashOf, labelled, toBase64Url } from '../encoding.ts';
import { ed25519FromSeed, hasNativeMlDsa, mlDsaFromSeed, signWith, type Algorithm } from './algorithms.ts';

/** Somebody or something that signs. `id`: the name of both keys together. */
export type Signer = { readonly id: string; readonly publicKey: SigningPublicKey; sign(algorithm: Algorithm, message: Bytes): Promise<Bytes> };

/** The name of a pair of signing keys: the id of the device, officer or custodian. */
export async function keyIdOf({ ed25519, mldsa65 }: SigningPublicKey): Promise<string> {
  return hashOf(labelled('key', bytesOf(ed25519), bytesOf(mldsa65)));
}

/** The seeds of a pair of signing keys: 32 bytes each. */
export type SigningSeeds = { readonly ed25519: Bytes; readonly mldsa65: Bytes };

/** A signer from its seeds. */
export async function signerFromSeeds(seeds: SigningSeeds): Promise<Signer> {
  const ed = await ed25519FromSeed(seeds.ed25519);
  if (!hasNativeMlDsa()) {
    const portable = await import('../sealing/portable-keys.ts');
    const publicKey = portable.mlDsaPublicKey(seeds.mldsa65);
    return signerOf({ ed25519: ed.publicKey, mldsa65: publicKey }, async (algorithm, message) => (algorithm === 'Ed25519' ? signWith(algorithm, ed.key, message) : portable.signMlDsa(seeds.mldsa65, message)));
  }
  const ml = await mlDsaFromSeed(seeds.mldsa65);
  return signerOf({ ed25519: ed.publicKey, mldsa65: ml.publicKey }, (algorithm, message) => signWith(algorithm, algorithm === 'Ed25519' ? ed.key : ml.key, message));
}

/** A signer from both public keys and what signs. */
export async function signerOf(keys: SigningSeeds, sign: Signer['sign']): Promise<Signer> {
  const publicKey = { ed25519: toBase64Url(keys.ed25519), mldsa65: toBase64Url(keys.mldsa65) };
  return { id: await keyIdOf(publicKey), publicKey, sign };
}
