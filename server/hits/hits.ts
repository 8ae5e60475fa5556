/** The front of hits: what happens when a check showed a record. */
import { compareFound } from '@watchword/api/comparisons.ts';
import { withdrawRecord } from '@watchword/api/records.ts';
import type { WriteHandlers } from '#door/implement.ts';
import { compareAndOpen } from './compared.ts';
import { DESK_OPERATION_WRITES } from './desk-operations.ts';
import { DESK_WRITES } from './desk-writes.ts';
import { DOUBT_WRITES } from './doubts.ts';
import { withdrawAndAnswer } from './end-record.ts';
import { FINDER_WRITES } from './finder-writes.ts';
import { OWNER_WRITES } from './owner-writes.ts';

export { openBeside, type Beside } from './doubts.ts';
export { findDesk } from './desk.ts';
export { findHit, findMark, listByCheck, listDue, listSides } from './queries.ts';
export { HIT_SLICES, type Heard, type Reading, type Seen } from './slices.ts';
export type { Found } from './open.ts';
export { startBook, type RetroBook } from './retro/thread.ts';
export { openPacked } from './retro/packed.ts';
export type { EarlierCheck } from './retro/book.ts';

/** The writes of hits. Two are those of other domains, with what they mean for hits in the same transaction: they take the place of those. */
export const HIT_WRITES: WriteHandlers = {
  ...FINDER_WRITES, ...OWNER_WRITES, ...DESK_WRITES, ...DESK_OPERATION_WRITES, ...DOUBT_WRITES,
  [compareFound.id]: compareAndOpen,
  [withdrawRecord.id]: withdrawAndAnswer,
};
