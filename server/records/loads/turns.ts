/** Whose sending may run: a few at once, one of each organisation, the others in the order in which they came. */
import { fail } from '@watchword/api/errors.ts';

/** Gives the turn back. */
export type Free = () => void;

export type Turns = {
  /** Resolves when it is this organisation's turn. Throws `server.busy` when too many wait, or when `signal` says that nobody waits any more. */
  take(organisation: string, signal?: AbortSignal): Promise<Free>;
  /** Turns away all who wait and who come. */
  close(): void;
};

const WAITING_MOST = 32;

type Waiting = { readonly organisation: string; readonly go: () => void; readonly refuse: () => void };

/** `atOnce`: sendings that may run at the same time. */
export function createTurns(atOnce: number): Turns {
  const running = new Set<string>();
  let waiting: Waiting[] = [];
  let closed = false;

  const next = (): void => {
    while (running.size < atOnce) {
      const chosen = waiting.find(({ organisation }) => !running.has(organisation));
      if (chosen === undefined) return;
      waiting = waiting.filter((one) => one !== chosen);
      running.add(chosen.organisation);
      chosen.go();
    }
  };
  return {
    take: (organisation, signal) =>
      new Promise((resolve, reject) => {
        const refuse = (): void => {
          waiting = waiting.filter((one) => one !== mine);
          reject(fail('server.busy'));
        };
        const free = (): void => {
          running.delete(organisation);
          next();
        };
        const mine: Waiting = {
          organisation,
          refuse,
          go() {
            signal?.removeEventListener('abort', refuse);
            resolve(free);
          },
        };
        if (closed || signal?.aborted === true || waiting.length >= WAITING_MOST) return refuse();
        signal?.addEventListener('abort', refuse, { once: true });
        waiting.push(mine);
        next();
      }),
    close() {
      closed = true;
      for (const { refuse } of waiting) refuse();
    },
  };
}
