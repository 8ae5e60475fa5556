/** The terms of a record: what stands beside its content. Single writes and loads parse them here. */
import { findCountry } from '@watchword/api/countries/countries.ts';
import type { Database } from '@watchword/api/databases/database.ts';
import { addDuration, formatDay, parseDay, parseDuration, type Duration } from '@watchword/api/dates.ts';
import type { FieldError } from '@watchword/api/errors.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { findOrganisationNumber, maskOf } from '#organisations/organisations.ts';
import type { StoredRecord } from '#store/tables.ts';

/** Terms from outside. What is absent keeps its value, or has its default in a new record; null takes it away. */
export type AskedTerms = {
  readonly reference?: string | null;
  readonly expiresOn?: string;
  readonly hiddenFrom?: readonly string[] | null;
  readonly hiddenFromFrontLine?: boolean;
};

/** Terms as the store keeps them. */
export type Terms = Pick<StoredRecord, 'reference' | 'expires_on' | 'hidden_from' | 'hidden_front'>;

/** `owner`: code of the owner. `day`: today in UTC, in days since 1970. `before`: the terms of the record that is amended. */
export type TermsOptions = { readonly database: Database; readonly owner: string; readonly day: number; readonly before?: Terms };

/** Parses terms; tells everything that is wrong at once, with pointers `/reference`, `/expiresOn`, `/hiddenFrom/0`. */
export function parseTerms(asked: AskedTerms, options: TermsOptions): { terms: Terms } | { errors: FieldError[] } {
  const errors: FieldError[] = [];
  const { before } = options;
  const terms: Terms = {
    reference: asked.reference === undefined ? (before?.reference ?? null) : parseReference(asked.reference, errors),
    expires_on: asked.expiresOn === undefined ? (before?.expires_on ?? endOf(options).initial) : parseExpiry(asked.expiresOn, options, errors),
    hidden_from: asked.hiddenFrom === undefined ? (before?.hidden_from ?? null) : parseHidden(asked.hiddenFrom ?? [], options, errors),
    hidden_front: asked.hiddenFromFrontLine === undefined ? (before?.hidden_front ?? 0) : Number(asked.hiddenFromFrontLine),
  };
  return errors.length === 0 ? { terms } : { errors };
}

const LONGEST_REFERENCE = 80;

function parseReference(asked: string | null, errors: FieldError[]): string | null {
  if (asked === null) return null;
  const reference = asked.trim();
  const fault = (code: string, detail: string): unknown => errors.push({ pointer: '/reference', code, detail });
  if (reference === '') fault('blank', 'Write your reference, or leave it out.');
  else if (reference.length > LONGEST_REFERENCE) fault('too-long', `Write at most ${LONGEST_REFERENCE} characters.`);
  else if (/\p{Cc}/u.test(reference) || !reference.isWellFormed()) fault('characters', 'Take out the control characters.');
  return reference;
}

function parseExpiry(asked: string, options: TermsOptions, errors: FieldError[]): number {
  const fault = (code: string, detail: string): unknown => errors.push({ pointer: '/expiresOn', code, detail });
  const day = parseDay(asked);
  const { longest } = endOf(options);
  if (day === undefined) fault('not-a-day', 'The calendar has no such day. Write year-month-day, for example 2030-12-31.');
  else if (day < options.day) fault('in-the-past', 'This day is over. To end a record now, withdraw it.');
  // A record that was given a later day under other rules keeps it.
  else if (day > Math.max(longest, options.before?.expires_on ?? 0)) fault('too-late', `Records of this database last until ${formatDay(longest)} at most; you can renew them.`);
  return day ?? 0;
}

type Ends = { day: number; initial: number; longest: number };
const durations = new WeakMap<Database, { initial: Duration; longest: Duration }>();
const ends = new WeakMap<Database, Ends>();

/** The last day of a record that is entered today, by default and at most. Kept for the day: a load asks it for every line. */
function endOf({ database, day }: TermsOptions): Ends {
  const kept = ends.get(database);
  if (kept?.day === day) return kept;
  let lifetime = durations.get(database);
  if (lifetime === undefined) {
    lifetime = { initial: durationOf(database.lifetime.initial), longest: durationOf(database.lifetime.longest) };
    durations.set(database, lifetime);
  }
  const end = { day, initial: addDuration(day, lifetime.initial), longest: addDuration(day, lifetime.longest) };
  ends.set(database, end);
  return end;
}

function durationOf(text: string): Duration {
  const duration = parseDuration(text);
  if (duration === undefined) throw new RangeError(`${text} is no duration.`);
  return duration;
}

function parseHidden(asked: readonly string[], { database, owner }: TermsOptions, errors: FieldError[]): Uint8Array | null {
  const codes: string[] = [];
  asked.forEach((written, at) => {
    const code = findCountry(written)?.code;
    const fault = (kind: string, detail: string): unknown => errors.push({ pointer: `/hiddenFrom/${at}`, code: kind, detail });
    if (code === undefined || findOrganisationNumber(code) === undefined) fault('no-bureau', 'No bureau has this code. Write the three letters of a member country, for example FRA.');
    else if (code === owner) fault('own', 'You always see your own record. Leave your own code out.');
    else if (code === SECRETARIAT && database.review) fault('reviewer', 'The secretariat reviews these records, so it sees them. Leave its code out.');
    else codes.push(code);
  });
  return maskOf(codes);
}
