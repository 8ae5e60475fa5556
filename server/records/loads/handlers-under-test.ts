import { reindexHandlers } from '#checks/filter/reindex.ts';
import type { Call } from '#door/calls.ts';
import { nameIndexSlices } from '#name-index/name-index.ts';
import type { Handlers, Write } from '#store/store.ts';
import { postingsOf } from '../record-index.ts';
import { RECORD_WRITES } from '../writes.ts';
import { LOAD_SLICES } from './slices.ts';
import { LOAD_WRITES } from './writes.ts';

/** The writes of the tests: those of loads, and single writes of records without the door. */
export const HANDLERS = {
  ...LOAD_SLICES,
  ...reindexHandlers,
  ...nameIndexSlices(postingsOf),
  write: async (tx: Write, { operation, call }: { operation: string; call: Call }) => {
    const handler = { ...RECORD_WRITES, ...LOAD_WRITES }[operation];
    if (handler === undefined) throw new Error(`There is no ${operation}.`);
    return (await handler(tx, call as never)).answer;
  },
} satisfies Handlers;

export type HandlersUnderTest = typeof HANDLERS;
