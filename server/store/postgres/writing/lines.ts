import type { Write, Written } from '../../store.ts';

/** An operation that waits for its transaction. */
export interface Waiting {
  readonly kind: 'single' | 'slice';
  readonly work: (tx: Write) => unknown;
  readonly resolve: (written: Written<unknown>) => void;
  readonly reject: (error: unknown) => void;
  /** How often it was begun. */
  tries: number;
}

/** Who waits: single operations go before slices of loads, and each kind in its order. */
export interface Lines {
  size(): number;
  hasSingle(): boolean;
  add(waiting: Waiting): void;
  /** Puts those who were begun in vain back to the front, in their order. */
  putBack(waiting: readonly Waiting[]): void;
  takeSingle(): Waiting | undefined;
  takeSlice(): Waiting | undefined;
  takeAll(): Waiting[];
}

export function createLines(): Lines {
  let singles: Waiting[] = [];
  let slices: Waiting[] = [];
  return {
    size: () => singles.length + slices.length,
    hasSingle: () => singles.length > 0,
    add: (waiting) => void (waiting.kind === 'single' ? singles : slices).push(waiting),
    putBack(waiting) {
      singles = [...waiting.filter(({ kind }) => kind === 'single'), ...singles];
      slices = [...waiting.filter(({ kind }) => kind === 'slice'), ...slices];
    },
    takeSingle: () => singles.shift(),
    takeSlice: () => slices.shift(),
    takeAll() {
      const all = [...singles, ...slices];
      singles = [];
      slices = [];
      return all;
    },
  };
}
