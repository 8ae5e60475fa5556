import { useSyncExternalStore } from 'react';
import { setAttended } from '../../api.ts';
import { nowMs } from '../../clock.ts';
import { onForget } from '../../session/session.ts';
import { unlockSound } from '../watch/tone.ts';

let startedAt: number | undefined;
const listeners = new Set<() => void>();

function change(next: number | undefined): void {
  startedAt = next;
  for (const listener of listeners) listener();
}

/** When the shift began in this window, in ms since 1970; undefined before. Only then does the window ring. */
export function useShiftStart(): number | undefined {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => startedAt);
}

/** Whether the shift has begun in this window. */
export function useShiftStarted(): boolean {
  return useShiftStart() !== undefined;
}

/** Begins the shift, and lets the window sound. Resolves to whether it can. */
export async function startShift(): Promise<boolean> {
  const sounds = await unlockSound();
  change(nowMs());
  return sounds;
}

setAttended(() => startedAt !== undefined);
onForget(() => change(undefined));
