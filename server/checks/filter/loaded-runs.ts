import { setImmediate } from 'node:timers/promises';

/** Keys of a run, as the index holds them. */
export type LoadedKeys = { readonly run: number; readonly keys: Float64Array };

/** Where keys go: into every filter that is fed now. */
export type InsertKeys = (keys: Float64Array) => void;

/**
 * The runs of this server's own loads whose keys are in the filter before the store publishes them, so that their rows
 * need not be read again.
 *
 * Why no key is lost. A load delivers every key of a run (`deliver`), waits, and only then publishes the run, so at the
 * commit its keys are in the filter: checks find the records at once. Three things could go wrong.
 * 1. A rebuild begins between the delivery and the commit: the new filter was not fed then, and its snapshot does not
 *    show the run. So the keys are kept until the change of the publication was followed. `rebuildBegins` counts the
 *    rebuilds; whatever was delivered under an earlier count is inserted again, at the latest by `settle`, hence after
 *    the new filter is fed. A rebuild that begins after the commit sees the run in its snapshot.
 * 2. A run is published that was not delivered whole (a mistake, or a crash of the loading thread): the change of the
 *    publication says how many keys the run has, `settle` compares and says false, and the rows are read like those of
 *    any other server.
 * 3. The load fails: its keys stay in the filter. That costs looks into the store, never a hit.
 * Nothing of this survives the process. After a crash the change of the publication lies behind the stamp of the saved
 * filter, or the keys are in that filter: it is stamped with what was followed, and `settle` comes before that.
 */
export type LoadedRuns = {
  /** Inserts keys of a run and keeps them. May be called many times for one run. */
  deliver(loaded: LoadedKeys): Promise<void>;
  /**
   * The run was published with so many keys: true when all of them are in every filter that is fed. Forgets the run.
   * `onWait` is called when this is going to take a while.
   */
  settle(published: { run: number; keys: number }, onWait: () => void): Promise<boolean>;
  /** The load has failed: the memory is given back. */
  forget(run: number): void;
  /** Of these keys those that a run delivers which is not settled, as of the moment of the call. */
  findUnsettled(keys: ReadonlySet<number>): Promise<ReadonlySet<number>>;
  /** To be called in the same step in which a new filter begins to be fed. */
  rebuildBegins(): void;
};

/** `rebuilds`: under which count all pages were inserted. `delivered`: keys that are in the filter. */
type Run = { readonly pages: Float64Array[]; rebuilds: number; delivered: number };

/** So many keys between two turns of the event loop: a quarter of a millisecond, because a check needs several turns. */
const SLICE = 2048;

/** Keeps the register of delivered runs. */
export function createLoadedRuns(insertKeys: InsertKeys): LoadedRuns {
  const runs = new Map<number, Run>();
  let rebuilds = 0;

  async function insertSliced(keys: Float64Array): Promise<void> {
    for (let from = 0; from < keys.length; from += SLICE) {
      insertKeys(keys.subarray(from, from + SLICE));
      await setImmediate();
    }
  }

  async function insertAgain(run: Run): Promise<void> {
    while (run.rebuilds < rebuilds) {
      const now = rebuilds;
      for (const page of run.pages) await insertSliced(page);
      run.rebuilds = now;
    }
  }

  return {
    async deliver({ run: number, keys }) {
      const run = runs.get(number) ?? { pages: [], rebuilds, delivered: 0 };
      runs.set(number, run);
      run.pages.push(keys);
      await insertSliced(keys);
      run.delivered += keys.length;
    },
    async settle({ run: number, keys }, onWait) {
      const run = runs.get(number);
      runs.delete(number);
      if (run?.delivered !== keys) return false;
      if (run.rebuilds < rebuilds) onWait();
      await insertAgain(run);
      return true;
    },
    forget: (number) => void runs.delete(number),
    async findUnsettled(keys) {
      const found = new Set<number>();
      // Those there are now: what is delivered later is told as it comes.
      const pages = [...runs.values()].flatMap((run) => run.pages);
      for (const page of pages) {
        for (let from = 0; from < page.length; from += SLICE) {
          for (const key of page.subarray(from, from + SLICE)) if (keys.has(key)) found.add(key);
          await setImmediate();
        }
      }
      return found;
    },
    rebuildBegins() {
      rebuilds += 1;
      for (const run of runs.values()) void insertAgain(run);
    },
  };
}
