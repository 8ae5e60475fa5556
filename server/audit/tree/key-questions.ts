/** What is asked of the trees when the keys that sign them change. */
import { fail } from '@watchword/api/errors.ts';
import type { Keeper } from './keeper.ts';
import type { WaitingKeys } from './signing.ts';

/** The pair that waits to follow those in force. */
export function waitingKeys(keeper: Keeper, _asked: Record<string, never>): WaitingKeys | undefined {
  return keeper.keys.waiting();
}

/**
 * Puts the waiting keys in force, which this entry names. It is covered by a checkpoint of those that they replace: nobody without these can say that
 * others follow. @throws `audit.not-found` before that
 */
export function adoptKeys(keeper: Keeper, { entry, at }: { entry: number; at: number }): { generation: number } {
  const { last } = keeper.history;
  if (last === undefined || last.size < entry) throw fail('audit.not-found');
  return { generation: keeper.keys.adopt(Math.max(at, last.time + 1)).generation };
}
