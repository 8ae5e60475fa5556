import type { Session } from '@watchword/api/people/sessions.ts';

/**
 * What stands between a person and the pages. `locked` and `ended` keep the pages of before as they are beneath, so that nothing
 * half typed is lost: the session is locked, or has ended while they were open.
 */
export type Gate = 'open' | 'locked' | 'ended' | 'closed';

/** `openFor`: whose pages are open in this window, undefined before anybody signed in and after he signed out. */
export function gateOf({ signedIn }: Pick<Session, 'signedIn'>, openFor: string | undefined): Gate {
  if (signedIn === undefined) return openFor === undefined ? 'closed' : 'ended';
  if (!signedIn.locked) return 'open';
  return 'locked';
}

/** What the page does at this moment about somebody who has done nothing for a while. Times in ms since 1970. */
export type Idle = 'nothing' | 'sign-of-life' | 'lock';

/** So long before the session would end it is locked, which keeps the pages. */
export const LOCK_BEFORE_MS = 60_000;
/** How often the server hears of somebody who types, but asks nothing. */
export const SIGN_EVERY_MS = 120_000;

/** `acted`: when a key or pointer was last used; `told`: when the server last heard of that. */
export function idleAt(now: number, { idleUntil, acted, told }: { idleUntil: number; acted: number; told: number }): Idle {
  if (acted > told && now - told >= SIGN_EVERY_MS) return 'sign-of-life';
  return now >= idleUntil - LOCK_BEFORE_MS ? 'lock' : 'nothing';
}
