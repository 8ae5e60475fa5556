/**
 * Files that hold a key, made at the first start. A crash leaves such a file whole or not there at all: it is written beside, made durable, put in
 * its place, and its folder is made durable before the key is used.
 */
import { chmodSync, closeSync, existsSync, fchmodSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { randomBytes } from 'node:crypto';
import { fail } from '@watchword/api/errors.ts';

/** `make`: what a new file holds; without it a file that is not there is a fault. `parse`: the key, undefined when the bytes hold none. `isReadOnly`: nothing is changed, not even who may read the file. */
export type KeyFileParts<Key> = { readonly file: string; readonly make?: () => string | Uint8Array; parse(bytes: Buffer): Key | undefined; readonly isReadOnly?: boolean };

/**
 * The key in a file that its user alone reads and writes. The file is made where there is none; one that is there and damaged is never replaced.
 * @throws `config.invalid`, which names the file and says what to do, never what stands in it
 */
export function openKeyFile<Key>({ file, make, parse, isReadOnly = false }: KeyFileParts<Key>): Key {
  if (!existsSync(file)) {
    if (make === undefined) throw damaged(file, 'is not there');
    writeKeyFile(file, make());
  }
  if (!isReadOnly) keepPrivate(file);
  const bytes = readFileSync(file);
  const key = parse(bytes);
  if (key === undefined) throw damaged(file, bytes.length === 0 ? 'is empty' : 'does not hold the key that it should');
  return key;
}

/** Writes a key file, or replaces it as a whole; it is durable when this returns. */
export function writeKeyFile(file: string, content: string | Uint8Array): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fd = openSync(`${file}.new`, 'w', 0o600);
  try {
    // What a crash left under this name keeps the rights that it had.
    fchmodSync(fd, 0o600);
    writeFileSync(fd, content);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(`${file}.new`, file);
  syncFolder(folder);
}

/** Gives a key file that earlier versions named otherwise its present name. */
export function renameKeyFile(formerly: string, file: string): void {
  if (existsSync(file) || !existsSync(formerly)) return;
  renameSync(formerly, file);
  syncFolder(dirname(file));
}

/** Makes the names in a folder durable. Windows cannot open a folder and needs no such step. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

const SECRET_BYTES = 32;
const SECRET = /^[0-9a-f]{64}$/i;

/**
 * A secret of 32 bytes: the one that is set (64 hex digits), else that of the file, which is made at the first start. `setting`: the name of the
 * setting, for the fault. @throws `config.invalid`
 */
export function openSecret({ file, secret, setting }: { file: string; secret: string | undefined; setting: string }): Buffer {
  if (secret === undefined) return openKeyFile({ file, make: () => `${randomBytes(SECRET_BYTES).toString('hex')}\n`, parse: (bytes) => parseSecret(bytes.toString('latin1').trim()) });
  const key = parseSecret(secret);
  if (key === undefined) throw fail('config.invalid', { errors: [{ pointer: `/${setting}`, code: 'invalid', detail: 'The key is 64 hexadecimal digits.' }] });
  return key;
}

function parseSecret(text: string): Buffer | undefined {
  return SECRET.test(text) ? Buffer.from(text, 'hex') : undefined;
}

/** Takes from others what they were given by mistake, as with a copy. A folder of secrets that is mounted to be read only stays as it is. */
function keepPrivate(file: string): void {
  if (process.platform === 'win32' || (statSync(file).mode & 0o077) === 0) return;
  try {
    chmodSync(file, 0o600);
  } catch {
    // It belongs to somebody else, who sees to it.
  }
}

function damaged(file: string, how: string): Error {
  const name = basename(file);
  const detail = `The key file ${name} ${how}. Put it back from a backup (${file}): another key would open nothing of what was kept with this one. Remove it only if nothing was ever kept with it; then a new one is made.`;
  return fail('config.invalid', { errors: [{ pointer: `/${name}`, code: 'damaged', detail }] });
}
