/** What is looked for in the checks of one officer, as data, and the judgement. Pure. */
import { foldNameTokens, foldPlate } from '@watchword/api/folding.ts';
import type { UseSign } from '@watchword/api/oversight.ts';

/** Thresholds. Hours are hours of UTC since 1970. */
export const SIGNS = {
  /** More checks in one hour than a booth makes. */
  rate: { checks: 150 },
  /** Somebody seen on so many days of the window works at an hour from which he was always further than the margin. */
  hours: { days: 8, windowDays: 42, marginHours: 1 },
  /** The same thing typed so often, on so many days of the window. */
  repeat: { checks: 4, days: 2, windowDays: 30 },
  /** Questions in lists, in one day. */
  list: { checks: 500 },
  /** Numbers typed within an hour of which each is at most a step from the one before. */
  sequence: { numbers: 8, minutes: 60, step: 3 },
  /** Entities of reports of joint operations that an officer has compared, and his links of a day that vanish with a correction. */
  entities: { hour: 600, day: 3000, vanished: 3 },
} as const satisfies Record<UseSign, Readonly<Record<string, number>>>;

const HOURS_A_DAY = 24;

/** Whether an hour lies apart from all hours at which somebody was seen. `seen`: hours before today, within the window. */
export function isUnusualHour(hour: number, seen: readonly number[]): boolean {
  const { days, marginHours } = SIGNS.hours;
  if (new Set(seen.map((one) => Math.floor(one / HOURS_A_DAY))).size < days) return false;
  return seen.every((one) => {
    const apart = Math.abs((one % HOURS_A_DAY) - (hour % HOURS_A_DAY));
    return Math.min(apart, HOURS_A_DAY - apart) > marginHours;
  });
}

/** A number that was typed: what stands before its last digits, those digits, and when (ms). */
export type TypedNumber = { readonly before: string; readonly number: number; readonly at: number; readonly check: string };

/** The longest run of numbers within the hour before the newest, each a step from another. `typed` in order of time. */
export function findSequence(typed: readonly TypedNumber[]): readonly TypedNumber[] {
  const newest = typed.at(-1);
  if (newest === undefined) return [];
  const { minutes, step, numbers } = SIGNS.sequence;
  const near = typed.filter(({ before, at }) => before === newest.before && at > newest.at - minutes * 60_000);
  const sorted = [...new Map(near.map((one) => [one.number, one])).values()].toSorted((a, b) => a.number - b.number);
  let run: TypedNumber[] = [];
  let best: TypedNumber[] = [];
  for (const one of sorted) {
    const last = run.at(-1);
    run = last !== undefined && one.number - last.number <= step ? [...run, one] : [one];
    if (run.length > best.length) best = run;
  }
  return best.length >= numbers ? best : [];
}

/** What was typed, as far as signs need it: the thing as one folded text, and its number if it has one. */
export type Typed = { readonly thing: string; readonly number?: { readonly before: string; readonly number: number } };

/** What an officer typed, out of the sealed text of a check. Undefined: nothing was typed, for a zone was scanned. */
export function typedOf(question: string): Typed | undefined {
  const { subject } = JSON.parse(question) as { subject?: Subject };
  if (subject === undefined || subject.mrz !== undefined) return undefined;
  const { document, vehicle, person } = subject;
  const number = document?.number ?? vehicle?.plate?.number ?? vehicle?.vin;
  if (number !== undefined) return { thing: `number|${foldPlate(number)}`, ...tailOf(foldPlate(number)) };
  if (person === undefined) return undefined;
  const names = foldNameTokens([person.name ?? '', person.family ?? '', person.given ?? ''].join(' ')).toSorted();
  return names.length === 0 ? undefined : { thing: `person|${names.join(' ')}|${person.born ?? ''}` };
}

type Subject = {
  mrz?: unknown;
  document?: { number?: string };
  vehicle?: { vin?: string; plate?: { number?: string } };
  person?: { name?: string; family?: string; given?: string; born?: string };
};

function tailOf(number: string): Pick<Typed, 'number'> {
  const [, before = '', digits = ''] = /^(.*?)(\d{1,9})$/.exec(number) ?? [];
  return digits === '' ? {} : { number: { before: `${before}|${digits.length}`, number: Number(digits) } };
}
