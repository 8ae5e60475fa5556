/** How often whom may ask what: data, with defaults that a deployment changes by a file. */
import { readFileSync } from 'node:fs';
import { BATCH_LIMIT } from '@watchword/api/checks/checks.ts';
import { fail } from '@watchword/api/errors.ts';

/** Kinds of request: a single check, an item of a batch or stream, a write, everything else that is read, and a try to sign in. */
export const LIMIT_CLASSES = ['check', 'item', 'write', 'read', 'sign-in'] as const;
export type LimitClass = (typeof LIMIT_CLASSES)[number];

/** Who is counted: an officer of the front line or another, a system, all of an organisation together, an address or client that fetches tokens. */
export const HOLDERS = ['front-line', 'officer', 'system', 'organisation', 'address', 'client'] as const;
export type Holder = (typeof HOLDERS)[number];

/** So many a minute in the long run, and so many at once after a pause. */
export type Rate = { readonly perMinute: number; readonly burst: number };
export type Rates = Readonly<Record<Holder, Readonly<Partial<Record<LimitClass, Rate>>>>>;

/**
 * People work at the speed of people; a national system that checks every traveller is never in the way of these, and one that has gone
 * wild is. An organisation has twice what one of its systems has.
 */
export const DEFAULT_RATES: Rates = {
  'front-line': { check: { perMinute: 60, burst: 20 }, item: { perMinute: 1000, burst: 1000 }, write: { perMinute: 60, burst: 30 }, read: { perMinute: 300, burst: 100 } },
  officer: { check: { perMinute: 120, burst: 60 }, item: { perMinute: 10_000, burst: 5000 }, write: { perMinute: 240, burst: 120 }, read: { perMinute: 1200, burst: 600 } },
  system: { check: { perMinute: 3_000_000, burst: 100_000 }, item: { perMinute: 30_000_000, burst: 1_000_000 }, write: { perMinute: 600_000, burst: 20_000 }, read: { perMinute: 600_000, burst: 20_000 } },
  organisation: { check: { perMinute: 6_000_000, burst: 200_000 }, item: { perMinute: 60_000_000, burst: 2_000_000 }, write: { perMinute: 1_200_000, burst: 40_000 }, read: { perMinute: 1_200_000, burst: 40_000 } },
  address: { 'sign-in': { perMinute: 600, burst: 200 } },
  client: { 'sign-in': { perMinute: 60, burst: 20 } },
};

/** Reads changed limits from a file: the same names as above, only what differs. An empty name changes nothing. @throws `config.invalid` */
export function readRates(file: string): Rates {
  if (file === '') return DEFAULT_RATES;
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw wrong('', 'The file cannot be read, or is no JSON.');
  }
  return mergeRates(given);
}

/** The defaults with what was given in their place. @throws `config.invalid` */
export function mergeRates(given: unknown): Rates {
  const merged: Record<string, Partial<Record<LimitClass, Rate>>> = { ...DEFAULT_RATES };
  for (const [holder, classes] of entriesOf(given, '')) {
    const known = HOLDERS.find((one) => one === holder);
    if (known === undefined) throw wrong(`/${holder}`, `One of ${HOLDERS.join(', ')}.`);
    const changed: Partial<Record<LimitClass, Rate>> = { ...DEFAULT_RATES[known] };
    for (const [name, rate] of entriesOf(classes, `/${holder}`)) {
      const kind = LIMIT_CLASSES.find((one) => one === name);
      if (kind === undefined || DEFAULT_RATES[known][kind] === undefined) throw wrong(`/${holder}/${name}`, `One of ${Object.keys(DEFAULT_RATES[known]).join(', ')}.`);
      changed[kind] = parseRate(rate, kind, `/${holder}/${name}`);
    }
    merged[known] = changed;
  }
  return merged as Rates;
}

function parseRate(rate: unknown, kind: LimitClass, pointer: string): Rate {
  const { perMinute, burst, ...rest } = Object.fromEntries(entriesOf(rate, pointer));
  const isCount = (value: unknown, least: number): value is number => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 1e9;
  const least = kind === 'item' ? BATCH_LIMIT : 1;
  if (!isCount(perMinute, 1) || !isCount(burst, least) || Object.keys(rest).length > 0) {
    throw wrong(pointer, `Give perMinute and burst as whole numbers${least > 1 ? `; a burst of items is ${least} at least, so that a full batch can be sent` : ''}.`);
  }
  return { perMinute, burst };
}

function entriesOf(value: unknown, pointer: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(pointer, 'This must be a JSON object.');
  return Object.entries(value);
}

function wrong(pointer: string, detail: string): Error {
  return fail('config.invalid', { errors: [{ pointer: `/WATCHWORD_LIMITS${pointer}`, code: 'invalid', detail }] });
}
