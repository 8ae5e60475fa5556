/** How something is told: inside the write that does it. */
import { type EventKind, SUBJECT } from '@watchword/api/live.ts';
import type { Write } from '#store/store.ts';
import { insertEvent, takeNumber } from './queries.ts';

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
  for (const { organisation, kind, subject, at } of told) {
    if (!SUBJECT.test(subject)) throw new RangeError(`The subject of ${kind} is no id.`);
    await insertEvent(tx, { organisation, seq: await takeNumber(tx, organisation, touched), at, kind, subject });
  }
}
