/** What live does in the writer beside what is asked of it: it forgets. */
import type { Handlers, Write } from '#store/store.ts';
import { emit, type Telling } from './emit.ts';
import { deleteEvents, listHeads, findFirstSince, moveFirst } from './queries.ts';

/** Events that are forgotten at once. */
const AT_ONCE = 2000;

export const LIVE_SLICES = {
  /** Tells something that no other write does. */
  'live.tell': (tx: Write, told: readonly Telling[]): Promise<void> => emit(tx, ...told),
  /** Forgets events before this moment (ms), some of them. Answers whether there are more. */
  'live.forget': async (tx: Write, { before, at }: { before: number; at: number }): Promise<boolean> => {
    let left = AT_ONCE;
    for (const { organisation, first, last } of await listHeads(tx)) {
      const keep = (await findFirstSince(tx, organisation, before)) ?? last + 1;
      if (keep <= first) continue;
      const upTo = Math.min(keep, first + left);
      await deleteEvents(tx, organisation, upTo);
      await moveFirst(tx, organisation, upTo);
      left -= upTo - first;
      if (left <= 0) break;
    }
    if (left < AT_ONCE) await tx.appendChange({ at, kind: 'event.told' });
    return left <= 0;
  },
} satisfies Handlers;
