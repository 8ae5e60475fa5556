import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Keep } from '../entry.ts';
import { destroyFile, newKeys, readKeys, replaceKeys, syncFolder, writeKeys } from './key-file.ts';
import type { KeyTree } from './key-tree.ts';

/**
 * The keys of the sealed texts: a tree of keys per UTC day and kind of keeping, in a file of its own (`keys/2026-11-24.short.key`, mode 0600).
 * To erase is to destroy keys: no byte of the log changes, so chain and proofs stay valid. The rules on keeping (30 days for questions
 * that found nothing, longer for the rest) destroy a day's file; a person's right to be forgotten cuts the keys of a few groups out of it.
 */
export type KeyRing = {
  find(id: string): KeyTree | undefined;
  /** Reads keys or makes them, durable before it resolves. */
  prepare(id: string): Promise<KeyTree>;
  /** Forgets what is in memory: of one day and kind, or all. */
  forget(id?: string): void;
};

const NAME = /^(\d{4}-\d{2}-\d{2})\.(short|long)\.key(?:\.old|\.new)?$/;

/** The id of the keys that seal at this time, e.g. `2026-11-24.short`. */
export function keyId(timeMs: number, keep: Keep): string {
  return `${new Date(timeMs).toISOString().slice(0, 10)}.${keep}`;
}

/** Opens the keys under `dir` (the log's folder), for the one who writes. */
export function openKeyRing(dir: string): KeyRing {
  const trees = new Map<string, KeyTree>();
  const forget = (id: string): void => {
    trees.get(id)?.forget();
    trees.delete(id);
  };
  return {
    find: (id) => trees.get(id),
    async prepare(id) {
      const tree = await prepareTree(dir, id);
      // Two days' keys of each kind are enough: the day that ends and the one that begins.
      if (trees.size >= 4) for (const known of trees.keys()) forget(known);
      trees.set(id, tree);
      return tree;
    },
    forget: (id) => {
      for (const known of id === undefined ? trees.keys() : [id]) forget(known);
    },
  };
}

async function prepareTree(dir: string, id: string): Promise<KeyTree> {
  const found = await readKeys(dir, id);
  if (found?.tree !== undefined) return found.tree;
  // A day that the first version began: what it sealed stays readable by its key, what follows gets keys of its own.
  const keys = newKeys(found?.direct);
  if (found === undefined) await writeKeys(dir, id, keys);
  else await replaceKeys(dir, id, keys);
  return keys.tree;
}

/**
 * Destroys the keys of one kind for all days before `before` (`2026-10-25`, UTC); what they sealed cannot be read again.
 * Returns the ids that were destroyed. The files are overwritten first.
 */
export async function destroyKeys(dir: string, which: { keep: Keep; before: string }): Promise<string[]> {
  const folder = join(dir, 'keys');
  const destroyed = new Set<string>();
  for (const name of await readdir(folder).catch(() => [])) {
    const [, day = '', keep] = NAME.exec(name) ?? [];
    if (keep !== which.keep || day >= which.before) continue;
    await destroyFile(join(folder, name));
    await rm(join(dir, 'kept', `${day}.${keep}`), { recursive: true, force: true });
    destroyed.add(`${day}.${keep}`);
  }
  if (destroyed.size > 0) await syncFolder(folder);
  return [...destroyed].toSorted((a, b) => a.localeCompare(b));
}
