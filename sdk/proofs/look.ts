/** A look at a hub: what a witness asks for, so that it can be judged. */
import { proveConsistency } from '@watchword/api/audit.ts';
import type { Client } from '../client.ts';
import type { Look, Remembered } from './witnessing.ts';

const MOST_TRIES = 20;

/**
 * Proofs for the log and the own trees, all of one checkpoint; a sentence when the hub cannot give them; undefined when it publishes checkpoints
 * faster than it can be looked at. @throws AppError
 */
export async function takeLook(client: Pick<Client, 'call'>, before: Remembered | undefined, signal?: AbortSignal): Promise<Look | string | undefined> {
  const sizes = { log: before?.size ?? 0, requester: before?.heads.requester.size ?? 0, owner: before?.heads.owner.size ?? 0 };
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    try {
      const [log, requester, owner] = await Promise.all((['log', 'requester', 'owner'] as const).map((tree) => client.call(proveConsistency, { query: { tree, from: sizes[tree] } }, { signal })));
      const textOf = (one: { checkpoint: string } | undefined): string | undefined => one?.checkpoint.split('\n\n')[0];
      // On a busy hub a checkpoint may pass between two of them.
      if (log !== undefined && requester !== undefined && owner !== undefined && textOf(log) === textOf(requester) && textOf(log) === textOf(owner)) return { log, requester, owner };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'audit.not-found')) throw error;
      // A tree that is too small is a roll-back, unless the log itself has forked.
      const log = await client.call(proveConsistency, { query: { tree: 'log', from: sizes.log } }, { signal }).catch(() => undefined);
      if (log !== undefined) return { log, requester: log, owner: log };
      return `ROLLED BACK: the hub has no longer what this witness saw: ${sizes.log} entries in all, ${sizes.requester} of the own checks, ${sizes.owner} checks of the own records.`;
    }
  }
  return undefined;
}
