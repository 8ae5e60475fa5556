import type { ChangeSpan, Commit, OutboxEntry } from '../../store.ts';

/** Tells listeners of commits, of this server and of others. */
export interface Telling {
  /** A commit of this server: its own changes, and before them those that others committed meanwhile. */
  committed(changes: ChangeSpan | undefined, outbox: readonly OutboxEntry[]): void;
  /** Every change up to this one is committed. */
  reached(last: number): void;
  subscribe(listener: (commit: Commit) => void): () => void;
}

/**
 * Numbers of changes have no gap and are in the order of the commits, so whatever lies between the last one told and a
 * new one was committed by somebody and has not been told: each is told once, in order, whoever heard of it first.
 */
export function createTelling(last: number): Telling {
  const listeners = new Set<(commit: Commit) => void>();
  let told = last;
  const tell = (commit: Commit): void => {
    for (const listener of listeners) listener(commit);
  };
  const reached = (upTo: number): void => {
    if (upTo <= told) return;
    const changes = { first: told + 1, last: upTo };
    told = upTo;
    tell({ changes, outbox: [] });
  };
  return {
    reached,
    committed(changes, outbox) {
      if (changes !== undefined) reached(changes.first - 1);
      const fresh = changes !== undefined && changes.last > told ? { first: told + 1, last: changes.last } : undefined;
      if (fresh !== undefined) told = fresh.last;
      if (fresh !== undefined || outbox.length > 0) tell({ changes: fresh, outbox });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
