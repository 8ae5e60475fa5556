/** Challenges that were given out and not answered yet. In memory: they live for minutes, and whoever meets a restart begins again. */
import { randomBytes } from 'node:crypto';
import { fail } from '@watchword/api/errors.ts';
import type { Clock } from '../../clock.ts';
import type { Place } from '../visitor.ts';

/** What a challenge is for. */
export type Purpose = 'sign-in' | 'confirm' | 'code' | 'add';

/** `person` has to answer it; of a sign-in nobody knows yet who will. `handle`: the one-time code that it began with, and its digest. */
export type Ceremony = {
  readonly purpose: Purpose;
  readonly challenge: string;
  readonly place: Place;
  readonly person?: Uint8Array;
  readonly code?: { readonly handle: string; readonly digest: Uint8Array };
};

export type Ceremonies = {
  /** Gives out a new challenge. */
  begin(facts: Omit<Ceremony, 'challenge'>): { readonly id: string; readonly challenge: string };
  /** Takes a challenge back, once. @throws `access.ceremony-over` when it is not there, too old, for something else or of another place */
  take(id: string, expected: { readonly purpose: Purpose; readonly place: Place }): Ceremony;
};

/** How long an answer is waited for. */
export const CEREMONY_MS = 5 * 60_000;
/** Of more than that the oldest are forgotten: somebody begins and never answers. */
const MOST = 10_000;

export function openCeremonies(clock: Clock): Ceremonies {
  const waiting = new Map<string, Ceremony & { readonly until: number }>();
  return {
    begin(facts) {
      const oldest = waiting.size >= MOST ? waiting.keys().next().value : undefined;
      if (oldest !== undefined) waiting.delete(oldest);
      const id = randomBytes(16).toString('base64url');
      const challenge = randomBytes(32).toString('base64url');
      waiting.set(id, { ...facts, challenge, until: clock.now() + CEREMONY_MS });
      return { id, challenge };
    },
    take(id, { purpose, place }) {
      const found = waiting.get(id);
      waiting.delete(id);
      const fits = found !== undefined && found.until > clock.now() && found.purpose === purpose && found.place.code === place.code && found.place.origin === place.origin;
      if (!fits) throw fail('access.ceremony-over');
      return found;
    },
  };
}
