/**
 * Keys in a file: a node's or a system's as plain seeds, in a file that only its process may read; those of custodians, officers and of recovery
 * under a password, since such a file lies on a stick in a safe.
 */
import { fail } from '@watchword/api/errors.ts';
import { utf8, type Bytes } from '../../proofs/bytes.ts';
import { canonicalJson, fromBase64Url, labelled, randomBytes, toBase64Url } from '../encoding.ts';
import { subtle } from '../webcrypto.ts';
import type { DeviceSeeds } from './device-keys.ts';

/** OWASP's figure for PBKDF2 with SHA-256. */
const ROUNDS = 600_000;
const NAMES = ['ed25519', 'mldsa65', 'xwing'] as const;

/** The text of a key file without a password. */
export function writeKeyFile(seeds: DeviceSeeds): string {
  return `${canonicalJson({ kind: 'watchword-keys', v: 1, ...Object.fromEntries(NAMES.map((name) => [name, toBase64Url(seeds[name])])) })}\n`;
}

/** The text of a key file under a password. */
export async function lockKeyFile(seeds: DeviceSeeds, password: string): Promise<string> {
  const salt = randomBytes(16);
  const sealed = await subtle().encrypt(options(), await keyOf(password, salt, 'encrypt'), utf8(writeKeyFile(seeds)));
  return `${canonicalJson({ kind: 'watchword-locked-keys', v: 1, rounds: ROUNDS, salt: toBase64Url(salt), sealed: toBase64Url(new Uint8Array(sealed)) })}\n`;
}

/** Reads a key file of either kind. @throws AppError `key.no-access` when the password is wrong or missing; `message.malformed` when it is no key file */
export async function readKeyFile(text: string, password?: string): Promise<DeviceSeeds> {
  const file = parse(text);
  if (file['kind'] === 'watchword-locked-keys' && file['v'] === 1) {
    const [salt, sealed] = [bytesIn(file, 'salt'), bytesIn(file, 'sealed')];
    if (salt === undefined || sealed === undefined || file['rounds'] !== ROUNDS) throw fail('message.malformed', { detail: 'The key file is damaged.' });
    if (password === undefined) throw fail('key.no-access', { detail: 'The key file needs its password.' });
    const plain = await subtle().decrypt(options(), await keyOf(password, salt, 'decrypt'), sealed).catch((cause: unknown) => {
      throw fail('key.no-access', { detail: 'The password is not the one of this key file.' }, cause);
    });
    return readKeyFile(new TextDecoder().decode(plain));
  }
  const [ed25519, mldsa65, xwing] = NAMES.map((name) => bytesIn(file, name));
  if (file['kind'] !== 'watchword-keys' || file['v'] !== 1 || ed25519?.length !== 32 || mldsa65?.length !== 32 || xwing?.length !== 32) throw fail('message.malformed', { detail: 'This is no key file.' });
  return { ed25519, mldsa65, xwing };
}

/** The key under a password is used for this one ciphertext, so the nonce may be fixed. */
function options(): { name: string; iv: Bytes; additionalData: Bytes } {
  return { name: 'AES-GCM', iv: new Uint8Array(12), additionalData: labelled('key file') };
}

async function keyOf(password: string, salt: Bytes, usage: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  const from = await subtle().importKey('raw', utf8(password.normalize('NFKC')), 'PBKDF2', false, ['deriveKey']);
  return subtle().deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }, from, { name: 'AES-GCM', length: 256 }, false, [usage]);
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {};
  } catch (cause) {
    throw fail('message.malformed', { detail: 'This is no key file.' }, cause);
  }
}

function bytesIn(file: Record<string, unknown>, name: string): Bytes | undefined {
  const text = file[name];
  return typeof text === 'string' ? fromBase64Url(text) : undefined;
}
