/**
 * The front of limits: how much whoever asks has left. In memory and of this server alone, by the generic cell rate algorithm: of each
 * kind of request only the moment is kept at which all that was asked so far is paid off.
 */
import { fail, type AppError } from '@watchword/api/errors.ts';
import type { Operation } from '@watchword/api/operation.ts';
import type { Clock } from '../clock.ts';
import { LIMIT_CLASSES, type Holder, type LimitClass, type Rate, type Rates } from './rates.ts';

export { readRates } from './rates.ts';
export { openPauses, type Pauses } from './pauses.ts';

/** Who asks, as far as limits need to know. */
export type Counted = { readonly organisation: string; readonly actor: string; readonly role: string; readonly officer?: string | undefined; readonly via?: string | undefined };

/** The headers of draft-ietf-httpapi-ratelimit-headers-10: what is allowed, and what is left. */
export type RateHeaders = { readonly policy: string; readonly state: string };

export type Limits = {
  /**
   * Takes so many of a kind from everybody who is counted for a request. Returns the headers for the tightest limit when they are worth
   * sending: of limits at the speed of people always, of others when less than half is left.
   * @throws `request.rate-limited`; then nothing was taken
   */
  take(who: Counted, kind: LimitClass, cost?: number): RateHeaders | undefined;
  /** Milliseconds until so many could be taken; 0 when they were taken. For streams, which can wait. */
  tryTake(who: Counted, kind: LimitClass, cost: number): number;
  /** A try to fetch a token, by address or client (`address 192.0.2.1`). Seconds to wait, or undefined. */
  trySignIn(name: `address ${string}` | `client ${string}`): number | undefined;
};

/** Which kind of request an operation is. Batches and streams are counted by their items. */
export function classOf({ id, effect }: Pick<Operation, 'id' | 'effect'>): LimitClass {
  if (id.startsWith('checks.')) return 'check';
  return effect === 'write' ? 'write' : 'read';
}

/** Limits of at most so many a minute are of people: headers go with every answer. */
const HUMAN_PER_MINUTE = 60_000;
const SLACK = 0.01;
/** Accounts kept; those that owe nothing are dropped first. */
const MOST_ACCOUNTS = 100_000;

/** A rate as it is reckoned with: milliseconds that one costs, and that may be owed. */
type Reckoned = { readonly cost: number; readonly most: number; readonly quota: number; readonly seconds: number; readonly policy: string; readonly always: boolean };
type Account = { readonly holder: Holder; readonly rates: readonly (Reckoned | undefined)[]; /** By kind: when all is paid off, in milliseconds since the start. */ readonly paid: Float64Array };

const headersOf = new WeakMap<Error, RateHeaders>();

/** The headers that go with a refusal for its rate. */
export function findRateHeaders(error: unknown): RateHeaders | undefined {
  return error instanceof Error ? headersOf.get(error) : undefined;
}

export function openLimits({ rates, clock }: { rates: Rates; clock: Clock }): Limits {
  const reckoned = Object.fromEntries(Object.entries(rates).map(([holder, classes]) => [holder, LIMIT_CLASSES.map((kind) => reckon(holder, kind, classes[kind]))])) as Record<Holder, (Reckoned | undefined)[]>;
  // Milliseconds are counted from here: so numbers stay small, and a thousandth of one is not lost in them.
  const began = clock.now();
  const accounts = new Map<string, Account>();
  /** Of systems the same object asks again and again. */
  const known = new WeakMap<Counted, readonly Account[]>();

  const accountOf = (holder: Holder, name: string): Account => {
    const key = `${holder} ${name}`;
    const found = accounts.get(key);
    if (found !== undefined) return found;
    if (accounts.size >= MOST_ACCOUNTS) forgetPaid(accounts, clock.now() - began);
    const made = { holder, rates: reckoned[holder], paid: new Float64Array(LIMIT_CLASSES.length) };
    accounts.set(key, made);
    return made;
  };
  const accountsOf = (who: Counted): readonly Account[] => {
    const found = who.officer === undefined ? known.get(who) : undefined;
    if (found !== undefined) return found;
    const organisation = accountOf('organisation', who.organisation);
    // An officer's name is said by the system that asks for him, so the system is counted as well.
    if (who.officer !== undefined) return [accountOf(who.role === 'front-line' ? 'front-line' : 'officer', `${who.organisation} ${who.officer}`), accountOf('system', who.via ?? who.actor), organisation];
    const made = [accountOf('system', who.actor), organisation];
    known.set(who, made);
    return made;
  };

  return {
    take(who, kind, cost = 1) {
      const now = clock.now() - began;
      const at = LIMIT_CLASSES.indexOf(kind);
      const counted = accountsOf(who);
      for (const account of counted) {
        const wait = waitOf(account, at, cost, now);
        if (wait > 0) throw refusal(account.rates[at], wait);
      }
      let tight: RateHeaders | undefined;
      let least = 1;
      for (const account of counted) {
        const rate = account.rates[at];
        if (rate === undefined) continue;
        const paid = owedUntil(account.paid[at], rate, now) + cost * rate.cost;
        account.paid[at] = paid;
        const left = 1 - (paid - now) / rate.most;
        if (left < least && (rate.always || left < 0.5)) {
          least = left;
          tight = stateOf(rate, paid - now);
        }
      }
      return tight;
    },
    tryTake(who, kind, cost) {
      const now = clock.now() - began;
      const at = LIMIT_CLASSES.indexOf(kind);
      const counted = accountsOf(who);
      const wait = Math.max(...counted.map((account) => waitOf(account, at, cost, now)));
      if (wait > 0) return wait;
      for (const account of counted) pay(account, at, cost, now);
      return 0;
    },
    trySignIn(name) {
      const now = clock.now() - began;
      const at = LIMIT_CLASSES.indexOf('sign-in');
      const account = accountOf(name.startsWith('address ') ? 'address' : 'client', name);
      const wait = waitOf(account, at, 1, now);
      if (wait > 0) return Math.ceil(wait / 1000);
      pay(account, at, 1, now);
      return undefined;
    },
  };
}

/** Milliseconds until this much could be taken; 0 when it can be now. */
function waitOf({ rates, paid }: Account, at: number, cost: number, now: number): number {
  const rate = rates[at];
  if (rate === undefined) return 0;
  return Math.max(0, owedUntil(paid[at], rate, now) + cost * rate.cost - now - rate.most);
}

function pay({ rates, paid }: Account, at: number, cost: number, now: number): void {
  const rate = rates[at];
  if (rate !== undefined) paid[at] = owedUntil(paid[at], rate, now) + cost * rate.cost;
}

/** When all is paid off. Nobody can owe more than the most: where it looks so the clock was put back, and nobody waits for that. */
function owedUntil(paid: number | undefined, { most }: Reckoned, now: number): number {
  return paid === undefined || paid < now || paid > now + most ? now : paid;
}

function reckon(holder: string, kind: LimitClass, rate: Rate | undefined): Reckoned | undefined {
  if (rate === undefined) return undefined;
  const cost = 60_000 / rate.perMinute;
  // A little more, so that no rounding keeps back the last one.
  const most = rate.burst * cost + cost * SLACK;
  const seconds = Math.max(1, Math.ceil((rate.burst * cost) / 1000));
  return { cost, most, quota: rate.burst, seconds, policy: `"${holder}-${kind}";q=${rate.burst};w=${seconds}`, always: rate.perMinute <= HUMAN_PER_MINUTE };
}

/** `owed`: milliseconds that what was asked so far still costs. */
function stateOf({ policy, cost, quota }: Reckoned, owed: number): RateHeaders {
  const left = Math.max(0, Math.min(quota, Math.floor(quota + SLACK - owed / cost)));
  return { policy, state: `${policy.slice(0, policy.indexOf(';'))};r=${left};t=${Math.max(0, Math.ceil(owed / 1000))}` };
}

function refusal(rate: Reckoned | undefined, wait: number): AppError {
  const retryAfter = Math.max(1, Math.ceil(wait / 1000));
  const error = fail('request.rate-limited', { retryAfter, detail: `Wait ${retryAfter} s.` });
  if (rate !== undefined) headersOf.set(error, { policy: rate.policy, state: `${rate.policy.slice(0, rate.policy.indexOf(';'))};r=0;t=${retryAfter}` });
  return error;
}

/** Forgets who owes nothing; were that not enough, the oldest half. */
function forgetPaid(accounts: Map<string, Account>, now: number): void {
  for (const [key, { paid }] of accounts) if (paid.every((moment) => moment <= now)) accounts.delete(key);
  if (accounts.size < MOST_ACCOUNTS) return;
  let left = MOST_ACCOUNTS / 2;
  for (const key of accounts.keys()) {
    if (left <= 0) return;
    accounts.delete(key);
    left -= 1;
  }
}
