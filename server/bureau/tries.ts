/**
 * Guesses at codes, passkeys and sign-ins are counted: after a few wrong ones whoever guesses has to wait. Codes can be guessed from many
 * addresses at once, so there all together have to; a signature cannot, and whoever sends wrong ones must not keep a whole bureau out.
 * Sign-ins that are begun are counted as well: those of everybody wait in the same room, and whoever fills it would push the others out.
 */
import { fail } from '@watchword/api/errors.ts';
import type { Clock } from '../clock.ts';

/** What was tried: a code, or the answer of a passkey or a provider. */
export type Tried = 'code' | 'key';

/** `who`: the address of whoever is not signed in yet. */
export type Tries = {
  /** @throws `access.too-many-tries` when this one, or all together with codes, were wrong too often in the last minute */
  require(who: string, what: Tried): void;
  /** Counts a sign-in that begins. @throws `access.too-many-tries` when this one has begun too many in the last minute */
  begin(who: string): void;
  /** Notes a wrong one. */
  miss(who: string, what: Tried): void;
};

const WINDOW_MS = 60_000;
/** Wrong ones a minute from one address; a bureau behind one gateway has one address, so it is not small. */
const MOST_OF_ONE = 20;
const MOST_CODES = 300;
/** Sign-ins a minute that one address begins: a whole shift behind one gateway, and far from what `passkeys/ceremonies.ts` and `provider/provider.ts` keep. */
const MOST_BEGUN = 300;

export function openTries(clock: Clock): Tries {
  let began = clock.now();
  let codes = 0;
  const missed = new Map<string, number>();
  const begun = new Map<string, number>();
  const roll = (): void => {
    const now = clock.now();
    if (now - began < WINDOW_MS && now >= began) return;
    began = now;
    codes = 0;
    missed.clear();
    begun.clear();
  };
  return {
    require(who, what) {
      roll();
      if ((what === 'code' && codes >= MOST_CODES) || (missed.get(who) ?? 0) >= MOST_OF_ONE) throw fail('access.too-many-tries');
    },
    begin(who) {
      roll();
      const before = begun.get(who) ?? 0;
      if (before >= MOST_BEGUN) throw fail('access.too-many-tries');
      begun.set(who, before + 1);
    },
    miss(who, what) {
      roll();
      if (what === 'code') codes += 1;
      missed.set(who, (missed.get(who) ?? 0) + 1);
    },
  };
}
