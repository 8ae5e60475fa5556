import { createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { chmod, mkdir, open, readFile, readdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '@watchword/api/errors.ts';
import type { Keep } from './entry.ts';

/**
 * The keys of the sealed texts: one random AES-256 key per UTC day and kind of keeping, in a file of its own
 * (`keys/2026-11-24.short.key`, mode 0600). To erase is to destroy that file: no byte of the log changes, so chain and
 * proofs stay valid. A key per entry would cost a durable write each (25,000 a second); a key derived per entry from
 * the day's would erase nothing more finely, since the day's key gives it back. A day and a kind is what the rules
 * on keeping ask for: 30 days for questions that found nothing, longer for the rest.
 */
export type KeyRing = {
  find(id: string): KeyObject | undefined;
  prepare(id: string): Promise<KeyObject>;
};

const NAME = /^(\d{4}-\d{2}-\d{2})\.(short|long)\.key$/;

/** The id of the key that seals at this time, e.g. `2026-11-24.short`. */
export function keyId(timeMs: number, keep: Keep): string {
  return `${new Date(timeMs).toISOString().slice(0, 10)}.${keep}`;
}

/** Opens the keys under `dir` (the log's folder). `prepare` reads a key or makes one, durable before it returns. */
export function openKeyRing(dir: string): KeyRing {
  const keys = new Map<string, KeyObject>();
  return {
    find: (id) => keys.get(id),
    async prepare(id) {
      const key = (await readKey(dir, id)) ?? (await makeKey(dir, id));
      // Two days' keys of each kind are enough: the day that ends and the one that begins.
      if (keys.size >= 4) keys.clear();
      keys.set(id, key);
      return key;
    },
  };
}

/** Reads a key; undefined when it was destroyed. Throws `audit.broken` when its file is damaged. */
export async function readKey(dir: string, id: string): Promise<KeyObject | undefined> {
  const text = await readFile(join(dir, 'keys', `${id}.key`), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  if (!/^[0-9a-f]{64}\n$/.test(text)) throw fail('audit.broken', { detail: `The key file ${id}.key is damaged.` });
  return createSecretKey(Buffer.from(text.trim(), 'hex'));
}

async function makeKey(dir: string, id: string): Promise<KeyObject> {
  const folder = join(dir, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const secret = randomBytes(32);
  const path = join(folder, `${id}.key`);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(`${secret.toString('hex')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  await syncFolder(folder);
  return createSecretKey(secret);
}

/**
 * Destroys the keys of one kind for all days before `before` (`2026-10-25`, UTC); what they sealed cannot be read again.
 * Returns the ids that were destroyed. The file is overwritten first; on disks that write elsewhere, the disk's own encryption must help.
 */
export async function destroyKeys(dir: string, which: { keep: Keep; before: string }): Promise<string[]> {
  const folder = join(dir, 'keys');
  const destroyed: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const match = NAME.exec(name);
    if (match === null || match[2] !== which.keep || (match[1] ?? '') >= which.before) continue;
    const file = await open(join(folder, name), 'r+');
    await file.write(randomBytes(65), 0, 65, 0);
    await file.sync();
    await file.close();
    await unlink(join(folder, name));
    destroyed.push(name.slice(0, -'.key'.length));
  }
  if (destroyed.length > 0) await syncFolder(folder);
  return destroyed.toSorted((a, b) => a.localeCompare(b));
}

/** Makes names in a folder durable. Windows cannot open a folder and needs no such step. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
