/**
 * What the filter rules out is answered at once; a record that is hidden from whoever asks costs a look-up before the same answer. So
 * that time does not tell the two apart answers leave in steps: a look-up fits into the first.
 */
import { performance } from 'node:perf_hooks';

/** A step, in ms: look-ups take some tenths of one. */
const STEP_MS = 2;

type Waiting = { readonly due: number; readonly go: () => void };

const waiting: Waiting[] = [];
let timer: NodeJS.Timeout | undefined;

/** Holds what was worked on since `began` (ms of `performance.now`) until the step ends in which it was done. One timer serves all who wait. */
export function holdToStep(began: number): Promise<void> {
  const steps = Math.max(1, Math.ceil((performance.now() - began) / STEP_MS));
  return new Promise((go) => {
    waiting.push({ due: began + steps * STEP_MS, go });
    timer ??= setTimeout(release, 1);
  });
}

function release(): void {
  timer = undefined;
  const now = performance.now();
  let kept = 0;
  for (const one of waiting) {
    if (one.due <= now) one.go();
    else waiting[kept++] = one;
  }
  waiting.length = kept;
  if (kept > 0) timer = setTimeout(release, 1);
}
