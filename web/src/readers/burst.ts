import type { ReadKey } from './decode.ts';

/** Keys that follow one another faster than this, in ms, were not typed by a hand. */
const GAP = 35;
/** A burst is at least so many keys. */
const LEAST = 8;
/** And it is over after so many ms of silence, or, where more must follow, after so many: readers and computers stall. */
const SILENCE = 60;
const LONG_SILENCE = 500;

/** A key press with its time in ms, on any clock that does not jump. */
export type TimedKey = ReadKey & { readonly at: number };

/** What to do with the key: let the page have it, or keep it because a reader is typing. */
export type Verdict = 'pass' | 'keep';

/** Sets a timer and returns what stops it. */
export type Schedule = (run: () => void, ms: number) => () => void;

export type Burst = {
  /** Takes the next key. `onStart` has been called once when the first `keep` is given. */
  press(key: TimedKey): Verdict;
  /** Forgets the keys so far. */
  reset(): void;
};

/** `isUnfinished`: whether more keys must follow, by what came so far. */
export type BurstOptions = { onStart: () => void; onEnd: (keys: readonly ReadKey[]) => void; isUnfinished: (keys: readonly ReadKey[]) => boolean; schedule: Schedule };

/**
 * Tells a reader in keyboard mode from a hand: at least eight keys with less than 35 ms between them, ended by 60 ms of silence
 * (Enter alone ends a line, not the burst: zones have two or three). The first keys pass, because nobody can know yet.
 */
export function createBurst({ onStart, onEnd, isUnfinished, schedule }: BurstOptions): Burst {
  let keys: TimedKey[] = [];
  let running = false;
  let stop: (() => void) | undefined;
  const reset = (): void => {
    stop?.();
    keys = [];
    running = false;
  };
  const end = (): void => {
    const done = keys;
    reset();
    onEnd(done);
  };
  return {
    reset,
    press(key) {
      const last = keys.at(-1);
      if (last !== undefined && key.at - last.at >= GAP && !running) keys = [];
      keys.push(key);
      if (!running && keys.filter(isWriting).length >= LEAST) {
        running = true;
        onStart();
      }
      if (!running) return 'pass';
      stop?.();
      stop = schedule(end, isUnfinished(keys) ? LONG_SILENCE : SILENCE);
      return 'keep';
    },
  };
}

/** Whether the key writes something. Tab and Enter, pressed quickly many times, are a hand that is in a hurry. */
function isWriting({ key }: ReadKey): boolean {
  return key !== 'Tab' && key !== 'Enter';
}
