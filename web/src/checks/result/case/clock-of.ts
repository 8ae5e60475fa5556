import type { Hit } from '@watchword/api/hits.ts';

/** A hit as far as both sides see its way: the officer's standing and the desk's hit have this alike. */
export type Case = Pick<Hit, 'id' | 'owner' | 'state' | 'request' | 'needTime' | 'answer' | 'escalations'>;

/** How far the clock of a hit has run. `share`: part of the time that has gone, 0 to 1. `left`: ms until the answer is due, below 0 when it is late. */
export type CaseClock = { readonly dueAt: number; readonly share: number; readonly left: number };

/** The clock of a hit, or undefined while none runs. `now`: ms since 1970. */
export function clockOf({ state, request, needTime }: Pick<Case, 'state' | 'request' | 'needTime'>, now: number): CaseClock | undefined {
  if (request === undefined || (state !== 'asked' && state !== 'need-time')) return undefined;
  const dueAt = Date.parse(state === 'need-time' && needTime !== undefined ? needTime.until : request.dueAt);
  const whole = Math.max(1, dueAt - Date.parse(request.askedAt));
  const left = dueAt - now;
  return { dueAt, left, share: Math.min(1, Math.max(0, 1 - left / whole)) };
}

/** Time that is left, as a clock shows it: 07:41, 1:02:09, or -00:20 when it is over. */
export function sayLeft(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${ms < 0 && seconds > 0 ? '−' : ''}${hours > 0 ? `${hours}:` : ''}${two(minutes)}:${two(seconds % 60)}`;
}

/** Whether it is time to call the owner's desk: half of the time has gone, and nobody has answered. */
export function isTimeToCall(clock: CaseClock | undefined): boolean {
  return clock !== undefined && clock.share >= 0.5;
}

/** A local time of day, hh:mm, as the next moment at which it is that time; undefined when it is none. `now`: ms since 1970. */
export function nextMoment(time: string, now: number): string | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  const at = new Date(now);
  at.setHours(Number(hours), Number(minutes), 0, 0);
  if (at.getTime() <= now) at.setDate(at.getDate() + 1);
  return at.toISOString();
}

/** After how many ms the officer's page asks again what became of its hits; false when nothing can change any more. `age`: ms since the check. */
export function pauseOf(items: readonly Pick<Case, 'state'>[] | undefined, waits: boolean, age: number): number | false {
  if (items === undefined || items.length === 0) return age < 8000 ? 300 : age < 60_000 ? 5000 : false;
  if (waits || items.some(({ state }) => state === 'asked' || state === 'need-time')) return 1000;
  if (items.some(({ state }) => state === 'open' || state === 'stopped')) return 10_000;
  return items.some(({ state }) => state === 'confirmed' || state === 'not-confirmed') ? 30_000 : false;
}
