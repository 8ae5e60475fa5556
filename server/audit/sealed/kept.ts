import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '@watchword/api/errors.ts';
import { syncFolder } from './key-file.ts';

/**
 * Texts of a group that stay when others of it are erased: sealed anew under the group's next key, in a file of their own beside the log
 * (`kept/2026-11-24.short/000000000123.1`, by the group's first seq and the generation of its key). A line that says so,
 * nonce (12), ciphertext, tag (16); the chain's id and the line are authenticated. Plaintext as in a section.
 */
export type KeptPlace = { readonly id: string; readonly first: number; readonly generation: number };

const NONCE = 12;
const TAG = 16;

/** Writes texts that stay; durable when it resolves, but for the names of the folder (`syncKept`). */
export async function writeKept(dir: string, place: KeptPlace, what: { chain: string; key: Buffer; plain: Buffer }): Promise<void> {
  const line = lineOf(place);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', what.key, nonce);
  cipher.setAAD(Buffer.concat([Buffer.from(what.chain, 'hex'), line]));
  const sealed = Buffer.concat([cipher.update(what.plain), cipher.final()]);
  const path = pathOf(dir, place);
  await mkdir(folderOf(dir, place.id), { recursive: true, mode: 0o700 });
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(Buffer.concat([line, nonce, sealed, cipher.getAuthTag()]));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

/** Makes the names of the files durable that were written or removed for these keys. */
export async function syncKept(dir: string, id: string): Promise<void> {
  await syncFolder(folderOf(dir, id)).catch(ifAbsent);
  await syncFolder(join(dir, 'kept')).catch(ifAbsent);
  await syncFolder(dir);
}

/** Opens texts that stayed; undefined when there is no such file. Throws `audit.broken` when it does not open with this key. */
export async function readKept(dir: string, place: KeptPlace, by: { chain: string; key: Buffer }): Promise<Buffer | undefined> {
  const bytes = await readFile(pathOf(dir, place)).catch(ifAbsent);
  if (bytes === undefined) return undefined;
  const line = lineOf(place);
  if (bytes.length < line.length + NONCE + TAG) throw damaged(place);
  const text = line.length + NONCE;
  const cipher = createDecipheriv('aes-256-gcm', by.key, bytes.subarray(line.length, text));
  cipher.setAAD(Buffer.concat([Buffer.from(by.chain, 'hex'), bytes.subarray(0, line.length)]));
  cipher.setAuthTag(bytes.subarray(-TAG));
  const plain = cipher.update(bytes.subarray(text, -TAG));
  try {
    cipher.final();
  } catch (cause) {
    throw damaged(place, cause);
  }
  return plain;
}

/** Removes what these keys no longer open: every file of a generation that is not the one in use, and what a crash left half written. */
export async function sweepKept(dir: string, id: string, generationOf: (first: number) => number): Promise<void> {
  const folder = folderOf(dir, id);
  const names = (await readdir(folder).catch(ifAbsent)) ?? [];
  for (const name of names) {
    const [first, generation] = name.split('.');
    if (name.endsWith('.new') || Number(generation) !== generationOf(Number(first))) await unlink(join(folder, name));
  }
  await syncKept(dir, id);
}

/** The error for texts that should be there. */
export function damaged(place: KeptPlace, cause?: unknown): Error {
  return fail('audit.broken', { detail: `The texts that were kept of group ${place.first} (kept/${place.id}) are missing or damaged.` }, cause);
}

function folderOf(dir: string, id: string): string {
  return join(dir, 'kept', id);
}

function pathOf(dir: string, { id, first, generation }: KeptPlace): string {
  return join(folderOf(dir, id), `${String(first).padStart(12, '0')}.${generation}`);
}

function lineOf({ id, first, generation }: KeptPlace): Buffer {
  return Buffer.from(`watchword-kept 1 key=${id} group=${first} generation=${generation}\n`, 'latin1');
}

function ifAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
