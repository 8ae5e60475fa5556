/** How something is told: inside the write that does it. */
import { type EventKind, SUBJECT } from '@watchword/api/live.ts';
import type { Write } from '#store/store.ts';
import { insertEvents, takeNumbers } from './queries.ts';

/** What an organisation (its number) is told of. `subject` is an id and nothing more; `at` is ms since 1970. */
export type Telling = { readonly organisation: number; readonly kind: EventKind; readonly subject: string; readonly at: number };

/**
 * Tells organisations of something, in the transaction of the write that does it: if that is undone nobody heard, and if it is there so is
 * the event, whenever the server is killed. Whoever listens hears after the commit. Several at once cost one change. @throws RangeError when a subject is no id
 */
export async function emit(tx: Write, ...told: readonly Telling[]): Promise<void> {
  const [first] = told;
  if (first === undefined) return;
  const touched = await tx.appendChange({ at: first.at, kind: 'event.told' });
  const wanted = new Map<number, number>();
  for (const { organisation, kind, subject } of told) {
    if (!SUBJECT.test(subject)) throw new RangeError(`The subject of ${kind} is no id.`);
    wanted.set(organisation, (wanted.get(organisation) ?? 0) + 1);
  }
  const taken = await takeNumbers(tx, wanted, touched);
  await insertEvents(tx, told.map(({ organisation, kind, subject, at }) => {
    // Those of one organisation are numbered in the order in which they were told.
    const left = wanted.get(organisation) ?? 0;
    wanted.set(organisation, left - 1);
    return { organisation, seq: (taken.get(organisation) ?? 0) - left + 1, at, kind, subject };
  }));
}
