/** Guesses at codes, passkeys and sign-ins are counted: after a few wrong ones an address has to wait. */
import { fail } from '@watchword/api/errors.ts';
import type { Clock } from '../clock.ts';

export type Tries = {
  /** @throws `access.too-many-tries` when this address, or all together, were wrong too often in the last minute */
  require(address: string): void;
  /** Notes a wrong one. */
  miss(address: string): void;
};

const WINDOW_MS = 60_000;
/** Wrong ones a minute from one address; a bureau behind one gateway has one address, so it is not small. */
const MOST_OF_ONE = 20;
const MOST_OF_ALL = 300;

export function openTries(clock: Clock): Tries {
  let began = clock.now();
  let all = 0;
  const missed = new Map<string, number>();
  const roll = (): void => {
    const now = clock.now();
    if (now - began < WINDOW_MS && now >= began) return;
    began = now;
    all = 0;
    missed.clear();
  };
  return {
    require(address) {
      roll();
      if (all >= MOST_OF_ALL || (missed.get(address) ?? 0) >= MOST_OF_ONE) throw fail('access.too-many-tries');
    },
    miss(address) {
      roll();
      all += 1;
      missed.set(address, (missed.get(address) ?? 0) + 1);
    },
  };
}
