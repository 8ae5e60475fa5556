import type { Read } from '../store.ts';
import type { SendLookup } from './protocol.ts';

/**
 * A reader whose look-ups are made in another thread. What stays with `local` is short and nearly always in memory: the logs, which
 * are read right after they were written, and what goes through Kysely.
 */
export function readThrough(local: Read, send: SendLookup): Read {
  return {
    ...local,
    findByKeys: (keys) => send('findByKeys', keys),
    findCandidates: (asked) => send('findCandidates', asked),
    findRowsByKeys: (keys) => send('findRowsByKeys', keys),
    findById: (id) => send('findById', id),
    findByRows: (rows) => send('findByRows', rows),
    readRows: (fromRow, limit) => send('readRows', fromRow, limit),
    findExpiring: (asked) => send('findExpiring', asked),
    findRanges: (asked) => send('findRanges', asked),
  };
}
