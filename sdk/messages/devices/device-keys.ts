/** The keys of a device: it signs, and what is sealed to it opens. Made from seeds (a node, a system), or held by WebCrypto and not to be copied (a browser). */
import type { SigningPublicKey } from '@watchword/api/message-format.ts';
import type { Bytes } from '../../proofs/bytes.ts';
import { randomBytes, toBase64Url } from '../encoding.ts';
import { kemKeyFromSeed, type KemPrivateKey } from '../sealing/hpke.ts';
import { signerFromSeeds, type Signer, type SigningSeeds } from '../signing/signers.ts';

/** A device with its keys, wherever they lie. */
export type DeviceKeys = Signer & { readonly kem: KemPrivateKey };

/** Seeds of a device's keys: 32 bytes each. */
export type DeviceSeeds = SigningSeeds & { readonly xwing: Bytes };

/** Public keys of a device as its entry in the directory has them. */
export type DevicePublicKeys = { readonly key: SigningPublicKey; readonly kem: string };

/** New seeds, for a device whose keys lie in a file. */
export function generateSeeds(): DeviceSeeds {
  return { ed25519: randomBytes(32), mldsa65: randomBytes(32), xwing: randomBytes(32) };
}

/** A device from its seeds. */
export async function deviceFromSeeds(seeds: DeviceSeeds): Promise<DeviceKeys> {
  return { ...await signerFromSeeds(seeds), kem: await kemKeyFromSeed(seeds.xwing) };
}

/** What the directory says of a device's keys. */
export function publicKeysOf({ publicKey, kem }: DeviceKeys): DevicePublicKeys {
  return { key: publicKey, kem: toBase64Url(kem.publicKey) };
}
