/** The secrets of a mailbox: for each epoch the seed of its key and, for those who may read everything before it, the key that opens the epoch before. */
import { fail } from '@watchword/api/errors.ts';
import type { Keyring } from '@watchword/api/message-format.ts';
import { isEqual, type Bytes } from '../../proofs/bytes.ts';
import { bytesOf, canonicalBytes, fromBase64Url, labelled, toBase64Url } from '../encoding.ts';
import { subtle } from '../webcrypto.ts';
import { kemKeyFromSeed, type Bound, type KemPrivateKey } from '../sealing/hpke.ts';

/** Secrets of one epoch. Without `link` the epochs before stay closed. */
export type EpochSecrets = { readonly epoch: number; readonly seed: Bytes; readonly link?: Bytes | undefined };

/** The secrets of a mailbox that are known here, by epoch. */
export type MailboxSecrets = ReadonlyMap<number, EpochSecrets>;

/** What travels inside a sealed part of a keyring: the link of the newest epoch, if it is given, and seeds. Canonical JSON. */
export function encodeSecrets(secrets: readonly EpochSecrets[], link: Bytes | undefined): Bytes {
  return canonicalBytes({ link: link && toBase64Url(link), seeds: secrets.map(({ epoch, seed }) => [epoch, toBase64Url(seed)]) });
}

/** Reads what `encodeSecrets` wrote. @throws AppError `key.keyring` */
export function decodeSecrets(bytes: Bytes): EpochSecrets[] {
  const read = parseObject(bytes);
  const link = typeof read.link === 'string' ? fromBase64Url(read.link) : undefined;
  const seeds = Array.isArray(read.seeds) ? read.seeds as unknown[] : [];
  const secrets = seeds.map((pair) => {
    const [epoch, text] = Array.isArray(pair) ? pair as unknown[] : [];
    const seed = typeof text === 'string' ? fromBase64Url(text) : undefined;
    if (typeof epoch !== 'number' || seed?.length !== 32) throw fail('key.keyring', { detail: 'The secrets in the keyring cannot be read.' });
    return { epoch, seed };
  });
  const newest = Math.max(...secrets.map(({ epoch }) => epoch));
  return secrets.map((secret) => (secret.epoch === newest && link !== undefined ? { ...secret, link } : secret));
}

function parseObject(bytes: Bytes): { readonly link?: unknown; readonly seeds?: unknown } {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as { link?: unknown; seeds?: unknown };
  } catch (cause) {
    throw fail('key.keyring', { detail: 'The secrets in the keyring cannot be read.' }, cause);
  }
}

/** What the secrets in a keyring are bound to: mailbox, epoch, its public key, and who is to open them. */
export function boundToMember({ organisation, epoch, kem }: Pick<Keyring, 'organisation' | 'epoch' | 'kem'>, member: string): Bound {
  return { info: labelled('keyring', canonicalBytes({ epoch, member, organisation })), aad: bytesOf(kem) };
}

/** Seals the secrets of the epoch before under the link key of this one, which is used for nothing else. */
export async function sealPrevious({ organisation, epoch }: Pick<Keyring, 'organisation' | 'epoch'>, link: Bytes, previous: EpochSecrets): Promise<string> {
  const key = await subtle().importKey('raw', link, 'AES-GCM', false, ['encrypt']);
  const plain = encodeSecrets([previous], previous.link);
  return toBase64Url(new Uint8Array(await subtle().encrypt(previousOptions(organisation, epoch), key, plain)));
}

/** Opens what `sealPrevious` sealed. @throws AppError `key.keyring` */
export async function openPrevious({ organisation, epoch, previous }: Pick<Keyring, 'organisation' | 'epoch' | 'previous'>, link: Bytes): Promise<EpochSecrets[]> {
  if (previous === null) return [];
  try {
    const key = await subtle().importKey('raw', link, 'AES-GCM', false, ['decrypt']);
    return decodeSecrets(new Uint8Array(await subtle().decrypt(previousOptions(organisation, epoch), key, bytesOf(previous.ciphertext))));
  } catch (cause) {
    throw fail('key.keyring', { detail: `The way back from epoch ${epoch} does not open.` }, cause);
  }
}

function previousOptions(organisation: string, epoch: number): { name: string; iv: Bytes; additionalData: Bytes } {
  return { name: 'AES-GCM', iv: new Uint8Array(12), additionalData: labelled('previous', canonicalBytes({ epoch, organisation })) };
}

/** The mailbox key of an epoch, when its seed makes the public key that was announced. @throws AppError `key.keyring` */
export async function mailboxKey({ seed }: EpochSecrets, kem: string): Promise<KemPrivateKey> {
  const key = await kemKeyFromSeed(seed);
  if (!isEqual(key.publicKey, bytesOf(kem))) throw fail('key.keyring', { detail: 'The secrets in the keyring are not those of the key that was announced.' });
  return key;
}
