/**
 * The line between the thread that fills groups and the scribe's: a few numbers in shared memory. A message costs the caller three times as
 * much, and a server that is not busy sends one for every check. What is rare (a beginning, buffers that grew, a failure) goes as messages.
 */
import { GROUP_LIMIT } from '../group.ts';
import { HASH_DIGITS } from '../entry.ts';

/** What is shared. `turns`: 32-bit numbers at `TURN`; `numbers`: at `SENT` on the way there, at `BACK` on the way back; `hashes`: of a group, in hex. */
export type Line = { readonly turns: Int32Array; readonly numbers: Float64Array; readonly hashes: Uint8Array };

/** `asked` and `answered` count; `how`: 1 when the numbers say all, 0 when a message comes with them. */
export const TURN = { asked: 0, answered: 1, howAsked: 2, howAnswered: 3 } as const;
export const SENT = { id: 0, to: 1, short: 2, long: 3, answers: 4, first: 5, count: 6, outbox: 7, at: 8 } as const;
export const BACK = { frame: 0, end: 1 } as const;

export function newLine(): Line {
  return {
    turns: new Int32Array(new SharedArrayBuffer(16)),
    numbers: new Float64Array(new SharedArrayBuffer(128)),
    hashes: new Uint8Array(new SharedArrayBuffer(GROUP_LIMIT.entries * HASH_DIGITS)),
  };
}
