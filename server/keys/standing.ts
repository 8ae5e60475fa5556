/** Whether a mailbox may be written to with the key of an epoch. Pure. */
import type { ErrorCode } from '@watchword/api/errors.ts';
import { REMOVAL_GRACE_MS } from '@watchword/api/message-format.ts';
import type { KeyStateTable } from '#store/key-tables.ts';

/** Since when a new epoch is due (ms), if it is. */
export function dueSince({ epoch, epoch_until, due_at }: Pick<KeyStateTable, 'epoch' | 'epoch_until' | 'due_at'>, at: number): number | undefined {
  if (epoch === 0) return undefined;
  const ended = epoch_until <= at ? epoch_until : undefined;
  return due_at === null ? ended : Math.min(due_at, ended ?? due_at);
}

/** Why a message to this epoch is not taken; undefined when it is. For five minutes after a change the one before is good: it was on its way. */
export function refusalOf(state: KeyStateTable | undefined, epoch: number, at: number): ErrorCode | undefined {
  if (state === undefined || state.epoch === 0 || epoch > state.epoch) return 'key.chain';
  if (epoch < state.epoch) return epoch === state.epoch - 1 && at <= state.epoch_at + REMOVAL_GRACE_MS ? undefined : 'message.stale-epoch';
  const due = dueSince(state, at);
  return due !== undefined && at > due + REMOVAL_GRACE_MS ? 'key.epoch-due' : undefined;
}
