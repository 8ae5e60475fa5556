import { fail } from '@watchword/api/errors.ts';
import type { Keep } from '../entry.ts';
import { readKeys, replaceKeys, sweepKeys } from './key-file.ts';
import type { DayKeys } from './key-file.ts';
import type { KeyTree } from './key-tree.ts';
import { destroyKeys } from './keys.ts';
import type { KeyRing } from './keys.ts';

/** The keys of these groups are cut out of a day's; `kept` texts of each stay under its next. `dropDirect`: the key of the day as the first version made it goes too. */
export type KeyErasure = { readonly id: string; readonly groups: readonly { readonly first: number; readonly kept: number }[]; readonly dropDirect: boolean };

/** What is done to keys beside sealing. While a log is written it is done by the one who writes it, who holds keys in memory. */
export type KeysChange =
  | { readonly kind: 'prepare'; readonly id: string }
  | { readonly kind: 'sweep' }
  | ({ readonly kind: 'erase' } & KeyErasure)
  | { readonly kind: 'destroy'; readonly keep: Keep; readonly before: string };

/** Changes keys on disk and forgets those in memory. Returns the ids of days of which all keys were destroyed. */
export async function changeKeys(dir: string, ring: KeyRing, change: KeysChange, step?: (name: string) => void): Promise<string[]> {
  if (change.kind === 'prepare') {
    await ring.prepare(change.id);
    return [];
  }
  if (change.kind === 'sweep') {
    await sweepKeys(dir);
    return [];
  }
  if (change.kind === 'destroy') {
    ring.forget();
    return destroyKeys(dir, change);
  }
  const { id, groups, dropDirect } = change;
  ring.forget(id);
  const { tree, direct } = await requireTree(dir, id);
  for (const { first, kept } of groups) tree.turn(first, kept);
  await replaceKeys(dir, id, dropDirect || direct === undefined ? { tree } : { tree, direct }, step);
  tree.forget();
  return [];
}

/** Reads keys of which there must be a tree. */
export async function requireTree(dir: string, id: string): Promise<DayKeys & { readonly tree: KeyTree }> {
  const keys = await readKeys(dir, id);
  if (keys?.tree === undefined) throw fail('server.internal', {}, new Error('the keys of a day are gone or have no tree'));
  return { ...keys, tree: keys.tree };
}
