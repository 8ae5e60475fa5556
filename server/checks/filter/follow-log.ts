import { setTimeout } from 'node:timers/promises';
import { fail } from '@watchword/api/errors.ts';
import type { Change, Read } from '#store/store.ts';

/** What follows the change log, and from where. */
export type FollowOptions = {
  readonly read: Read;
  /** The last change that is taken over already. */
  readonly from: number;
  /** Takes changes over: some or all after the last one, in order. When it rejects they are given to it again. */
  readonly takeOver: (changes: readonly Change[], pace: Pace) => Promise<void>;
  readonly onTrouble: (cause: unknown) => void;
};

/** How one who takes over tells that it will take long, and learns that it shall end. */
export type Pace = { readonly fallBehind: () => void; readonly signal: AbortSignal };

/** Something in memory that follows the change log. */
export type Following = {
  /** Resolves when everything up to this change is taken over, or when it `isBehind`. Never rejects. */
  follow(upTo: number): Promise<void>;
  /** Whether changes that were already acknowledged are lacking: then nothing may be concluded from what is not there. */
  isBehind(): boolean;
  /** Every change up to this one is taken over. */
  followed(): number;
  /** Resolves when it is no longer behind, or is closed. */
  caughtUp(): Promise<void>;
  /** Stops, after the step that runs. */
  close(): Promise<void>;
};

/** Changes of one step. */
export const STEP = 256;
/** Milliseconds after which a failed step is tried again, and how many failures in a row go untold. */
const FIRST_RETRY = 20;
const LAST_RETRY = 2000;
const TOLD_EVERY = 30;

/** Starts at `from`; nothing is read before `follow` is called. */
export function followLog(options: FollowOptions): Following {
  const closing = new AbortController();
  let followed = options.from;
  let target = followed;
  let behind = false;
  let failures = 0;
  let working: Promise<void> | undefined;
  let waiting: { readonly upTo: number; readonly resolve: () => void }[] = [];

  function release(): void {
    const done = (upTo: number): boolean => behind || closing.signal.aborted || upTo <= followed;
    for (const { upTo, resolve } of waiting) if (done(upTo)) resolve();
    waiting = waiting.filter(({ upTo }) => !done(upTo));
  }

  function fallBehind(): void {
    behind = true;
    release();
  }

  async function step(): Promise<void> {
    const changes = await options.read.readChanges(followed, STEP);
    const last = changes.at(-1);
    if (last === undefined) throw fail('store.unavailable', {}, new Error(`Change ${target} is not there yet.`));
    await options.takeOver(changes, { fallBehind, signal: closing.signal });
    followed = last.seq;
    failures = 0;
    release();
  }

  async function work(): Promise<void> {
    while (followed < target && !closing.signal.aborted) {
      try {
        await step();
      } catch (cause) {
        if (closing.signal.aborted) break;
        // What cannot be taken over now is tried again; until then checks ask the store, which knows.
        fallBehind();
        if (failures % TOLD_EVERY === 0) options.onTrouble(cause);
        await setTimeout(Math.min(FIRST_RETRY * 2 ** failures, LAST_RETRY), undefined, { ref: false, signal: closing.signal }).catch(() => undefined);
        failures += 1;
      }
    }
    if (followed >= target) behind = false;
    working = undefined;
  }

  return {
    async follow(upTo) {
      if (upTo <= followed || closing.signal.aborted) return;
      target = Math.max(target, upTo);
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ upTo, resolve });
      working ??= work();
      release();
      await promise;
    },
    isBehind: () => behind,
    async caughtUp() {
      while (behind && !closing.signal.aborted) await working;
    },
    followed: () => followed,
    async close() {
      closing.abort();
      release();
      await working;
    },
  };
}
