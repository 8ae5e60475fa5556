/**
 * Whether others wrote into the database of a load while it was on its way. The loading thread asked the filter whether a
 * reference is free, and the filter knew everything up to a change; what came after it, this thread sees in the change log.
 */
import type { Change, Write } from '#store/store.ts';
import { loadId } from './load-state.ts';

type Seen = {
  /** Every change up to this one was looked at. */
  upTo: number;
  /** The last change of somebody else. */
  foreign: number;
};

/** Of the loads that run. Each change is looked at once. */
const seenOf = new Map<string, Seen>();

const PAGE = 1000;

/** Whose changes are foreign. `owner`, `database`: numbers. `ownRows`: records that this slice has amended. */
export type AskedForeign = { load: Uint8Array; owner: number; database: number; ownRows: ReadonlySet<number> };

/**
 * Whether a reference that was free as of the change `since` may have been taken by another write, or by rows of a load that
 * was cut off, which nobody finds yet. The load knows what it has written itself.
 */
export async function findForeign(tx: Write, asked: AskedForeign & { since: number }): Promise<boolean> {
  const name = loadId(asked.load);
  const seen = seenOf.get(name) ?? { upTo: asked.since, foreign: 0 };
  seenOf.set(name, seen);
  await lookOn(tx, seen, asked);
  return seen.foreign > asked.since || (await tx.findReindexSpan()) !== undefined;
}

/** Passes over what this slice has written: to be called at its end. */
export async function passOwn(tx: Write, asked: AskedForeign): Promise<void> {
  const seen = seenOf.get(loadId(asked.load));
  if (seen !== undefined) await lookOn(tx, seen, asked);
}

/** Forgets what was seen: when sending begins and when it ends. A slice that failed may have seen what was then undone. */
export function forgetForeign(load: Uint8Array): void {
  seenOf.delete(loadId(load));
}

async function lookOn(tx: Write, seen: Seen, { load, owner, database, ownRows }: AskedForeign): Promise<void> {
  const name = loadId(load);
  const isOwn = ({ detail, fromRow }: Change): boolean => loadOf(detail) === name || (fromRow !== null && ownRows.has(fromRow));
  for (let more = true; more; ) {
    const changes = await tx.readChanges(seen.upTo, PAGE);
    for (const change of changes) {
      seen.upTo = change.seq;
      if (change.owner === owner && change.database === database && !isOwn(change)) seen.foreign = change.seq;
    }
    more = changes.length === PAGE;
  }
}

function loadOf(detail: unknown): unknown {
  return typeof detail === 'object' && detail !== null && 'load' in detail ? detail.load : undefined;
}
