/** Who is at the desk, as far as this process has heard. In memory alone: after a restart everybody is heard of again within seconds. */
import type { AtDesk } from '@watchword/api/presence.ts';

/** After so many ms without a word somebody is no longer there. */
const HERE_MS = 30_000;
/** So long, in ms, somebody's name is known of whom colleagues may still read that he has a hit. */
const KNOWN_MS = 12 * 3_600_000;
/** People that are remembered at most. */
const MOST = 2000;

/** What somebody at the desk says of himself. */
export type Told = Pick<AtDesk, 'pseudonym' | 'name' | 'onShift' | 'hit'>;

export type Presence = {
  /** Notes that somebody is at the desk and gives everybody who is or was, whoever was heard of last before the rest. `at`: now, in ms since 1970. */
  tell(told: Told, at: number): AtDesk[];
};

/** The people at one bureau's desk. */
export function openPresence(): Presence {
  const people = new Map<string, Told & { readonly at: number }>();
  return {
    tell(told, at) {
      people.delete(told.pseudonym);
      for (const [pseudonym, one] of people) if (at - one.at > KNOWN_MS || people.size >= MOST) people.delete(pseudonym);
      people.set(told.pseudonym, { ...told, at });
      return [...people.values()].toReversed().map((one) => {
        const isHere = at - one.at <= HERE_MS;
        const { pseudonym, name, hit } = one;
        return { pseudonym, name, isHere, onShift: isHere && one.onShift, seenAt: new Date(one.at).toISOString(), ...(isHere && hit !== undefined && { hit }) };
      });
    },
  };
}
