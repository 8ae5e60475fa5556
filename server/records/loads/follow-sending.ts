/** What the main thread does for a sending: it gives the filter its keys, knows what is found by now, and mends what broke. */
import { connectLoader } from '#store/writer/connect-loader.ts';
import type { MessagePort } from 'node:worker_threads';
import type { Read } from '#store/store.ts';
import type { LoadFilter } from './load-filter.ts';
import type { LoadSlices } from './slices.ts';
import type { SendingListener } from './threads.ts';

/** Follows one sending. */
export type Follower = {
  readonly listener: SendingListener;
  /** The last run of this sending whose publication the filter has taken over; 0 for none. */
  settledRun(): number;
  /** Resolves when checks find everything that is published. */
  caughtUp(): Promise<void>;
  /** Runs that were opened and not published. */
  openRuns(): readonly number[];
};

/** `progress.found`: records of this load that checks find. */
export function createFollower({ read, filter }: { read: Read; filter: LoadFilter }, progress: { found: number }): Follower {
  const open = new Set<number>();
  const published: { readonly run: number; readonly change: number }[] = [];
  let following: Promise<unknown> = Promise.resolve();
  let settled = 0;

  const follow = async (): Promise<number> => {
    const change = await read.lastChange();
    await filter.follow(change);
    return change;
  };
  return {
    listener: {
      onRunOpened: (run) => void open.add(run),
      onKeys: (run, keys) => filter.insertLoaded({ run, keys }),
      onPublished(run, records) {
        open.delete(run);
        following = Promise.all([following, follow().then((change) => {
          progress.found += records;
          if (run > 0) published.push({ run, change });
        })]);
        following.catch(() => undefined);
      },
      onForget: (run) => filter.forgetLoaded(run),
    },
    settledRun() {
      const { followed } = filter.shared();
      for (let first = published[0]; first !== undefined && first.change <= followed; first = published[0]) {
        settled = first.run;
        published.shift();
      }
      return settled;
    },
    async caughtUp() {
      await following;
      await follow();
    },
    openRuns: () => [...open],
  };
}

/** Runs of sendings that broke: their rows are stored, and nobody finds them until they are indexed again. */
export type BrokenRuns = {
  add(runs: readonly number[]): void;
  /** Indexes what is left. To be awaited before the next sending. */
  settle(): Promise<void>;
};

/** `settle`: gives rows without keys their keys. */
export function createBrokenRuns(parts: { openLoaderPort: () => MessagePort; settle: () => Promise<unknown>; filter: LoadFilter }): BrokenRuns {
  const runs = new Set<number>();
  let settling: Promise<void> | undefined;
  const mend = async (): Promise<void> => {
    const loader = connectLoader<LoadSlices>(parts.openLoaderPort());
    try {
      for (const run of runs) {
        await loader.run('loads.abandon', run);
        parts.filter.forgetLoaded(run);
        runs.delete(run);
      }
    } finally {
      loader.close();
    }
    await parts.settle();
  };
  return {
    add(broken) {
      for (const run of broken) runs.add(run);
    },
    async settle() {
      if (runs.size === 0 && settling === undefined) return;
      settling ??= mend().finally(() => (settling = undefined));
      await settling;
    },
  };
}
