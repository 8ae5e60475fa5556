/**
 * Whoever goes on asking after many refusals gets the next ones after a pause. A sender that waits for its answers is slowed down by
 * that, and the others do not wait behind refusals that cost almost as much as answers.
 */
import { setTimeout as sleep } from 'node:timers/promises';

/** `freely`: refusals a second that are answered at once; `pauseMs`: how long the others wait; `held`: how many wait at most, of all. */
export type PauseRules = { readonly freely: number; readonly pauseMs: number; readonly held: number };
export const PAUSES: PauseRules = { freely: 20, pauseMs: 500, held: 2000 };

export type Pauses = {
  /** Waits before a refusal is answered, when this name was refused too often in the last second. */
  beforeRefusal(name: string): Promise<void> | undefined;
};

/** `now`: milliseconds that only rise. */
export function openPauses({ now = () => performance.now(), rules = PAUSES }: { now?: () => number; rules?: PauseRules } = {}): Pauses {
  let began = now();
  let held = 0;
  const refused = new Map<string, number>();
  return {
    beforeRefusal(name) {
      if (now() - began >= 1000) {
        began = now();
        refused.clear();
      }
      const count = (refused.get(name) ?? 0) + 1;
      refused.set(name, count);
      if (count <= rules.freely || held >= rules.held) return undefined;
      held += 1;
      return sleep(rules.pauseMs).then(() => void (held -= 1));
    },
  };
}
