/** Which references stood in the file already, as far as the filter may not know them. */
import { createSeenKeys, type SeenKeys } from './seen-keys.ts';

/**
 * Remembers keys of references in parts. A part is closed when a run is opened: what it holds then goes into that run or an
 * earlier one, so it may be forgotten when the filter has taken over the publication of that run.
 */
export type ReferenceMemory = {
  /** Remembers a key; false when it was remembered already. */
  add(key: number): boolean;
  /** A run was opened: the next keys go into another part. */
  turn(run: number): void;
  /** The filter knows every key of the runs up to this one. */
  forget(run: number): void;
};

/** An empty memory. */
export function createReferenceMemory(): ReferenceMemory {
  let current = createSeenKeys();
  let closed: { readonly run: number; readonly keys: SeenKeys }[] = [];
  return {
    add(key) {
      for (const { keys } of closed) if (keys.has(key)) return false;
      return current.add(key);
    },
    turn(run) {
      closed.push({ run, keys: current });
      current = createSeenKeys();
    },
    forget(run) {
      if (closed.some((part) => part.run <= run)) closed = closed.filter((part) => part.run > run);
    },
  };
}
