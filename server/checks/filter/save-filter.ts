import type { Filter } from './filter.ts';
import { isComplete } from './filter.ts';
import { saveFilter } from './filter-file.ts';
import type { FilterStamp } from './filter-head.ts';

/** What is saved, where and how often. */
export type SavingOptions = {
  readonly file: string;
  /** The filter in use, and the change up to which it holds every key. */
  readonly current: () => { readonly filter: Filter; readonly seq: number };
  /** The stamp for a change; undefined when the store does not have it. */
  readonly stampOf: (seq: number) => Promise<FilterStamp | undefined>;
  readonly onTrouble: (cause: unknown) => void;
};

/** Writes the filter to its file now and then. */
export type Saving = {
  /** So many rows went into the filter; a save follows when there were enough of them and it is quiet. */
  note(rows: number): void;
  /** Saves unless the file holds everything already. Never rejects: when it fails the old file stands. */
  save(): Promise<void>;
  close(): Promise<void>;
};

/** Rows that a start would have to read again: about half a second. With fewer it is not worth a file of some hundred MB. */
const ROWS_UNSAVED = 50_000;
/** Milliseconds without such rows before a save, and after which it is saved though more come. */
const QUIET = 10_000;
const LONGEST = 300_000;

/** Starts with a file that holds everything up to change `saved`, or with none. */
export function keepSaved(options: SavingOptions, saved: number | undefined): Saving {
  let rowsUnsaved = 0;
  let lastSaved = saved === undefined ? undefined : { seq: saved, filter: options.current().filter };
  let saving: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let latest = 0;

  async function saveNow(): Promise<void> {
    const { filter, seq } = options.current();
    if (!isComplete(filter) || (lastSaved?.seq === seq && lastSaved.filter === filter)) return;
    try {
      const rowsBefore = rowsUnsaved;
      const stamp = await options.stampOf(seq);
      if (stamp === undefined) throw new Error(`Change ${seq} is gone.`);
      await saveFilter(options.file, filter, stamp);
      rowsUnsaved -= rowsBefore;
      lastSaved = { seq, filter };
    } catch (cause) {
      options.onTrouble(cause);
    }
  }

  function save(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    saving = saving.then(saveNow);
    return saving;
  }

  return {
    note(rows) {
      rowsUnsaved += rows;
      if (rows === 0 || rowsUnsaved < ROWS_UNSAVED) return;
      const now = performance.now();
      if (timer === undefined) latest = now + LONGEST;
      clearTimeout(timer);
      timer = setTimeout(() => void save(), Math.max(0, Math.min(QUIET, latest - now))).unref();
    },
    save,
    close: save,
  };
}
