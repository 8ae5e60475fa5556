/** The terms of a record: what stands beside its content. Single writes and loads parse them here. */
import { findCountry } from '@watchword/api/countries/countries.ts';
import type { Database } from '@watchword/api/databases/database.ts';
import { addDuration, formatDay, parseDay, parseDuration, type Duration } from '@watchword/api/dates.ts';
import type { FieldError } from '@watchword/api/errors.ts';
import { PARTNER_CODES } from '@watchword/api/organisations/numbers.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { CONFIDENTIALITY_LEVELS, type Confidentiality } from '@watchword/api/rights/kinds.ts';
import { findOrganisationNumber, maskOf } from '#organisations/organisations.ts';
import type { StoredRecord } from '#store/tables.ts';

/** Terms from outside. What is absent keeps its value, or has its default in a new record; null takes it away. */
export type AskedTerms = {
  readonly reference?: string | null;
  readonly expiresOn?: string;
  readonly hiddenFrom?: readonly string[] | null;
  readonly hiddenFromFrontLine?: boolean;
  readonly hidingAuthority?: string;
  readonly confidentiality?: Confidentiality;
};

/** Terms as the store keeps them. */
export type Terms = Pick<StoredRecord, 'reference' | 'expires_on' | 'hidden_from' | 'hidden_front' | 'confidentiality'>;

/**
 * `owner`: code of the owner. `day`: today in UTC, in days since 1970; `minute`: now, in minutes since 1970 (the first of the day
 * without it). `before`: the terms of the record that is amended. `least`: the level to which the secretariat has raised it.
 */
export type TermsOptions = { readonly database: Database; readonly owner: string; readonly day: number; readonly minute?: number; readonly before?: Terms; readonly least?: number };

/** Parses terms; tells everything that is wrong at once, with pointers `/reference`, `/expiresOn`, `/hiddenFrom/0`. */
export function parseTerms(asked: AskedTerms, options: TermsOptions): { terms: Terms } | { errors: FieldError[] } {
  const errors: FieldError[] = [];
  const { before } = options;
  const terms: Terms = {
    reference: asked.reference === undefined ? (before?.reference ?? null) : parseReference(asked.reference, errors),
    expires_on: asked.expiresOn === undefined ? (before?.expires_on ?? endOf(options).initial) : parseExpiry(asked.expiresOn, options, errors),
    hidden_from: asked.hiddenFrom === undefined ? (before?.hidden_from ?? null) : parseHidden(asked.hiddenFrom ?? [], options, errors),
    hidden_front: parseHiding(asked, options, errors),
    confidentiality: parseConfidentiality(asked.confidentiality, options, errors),
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
    // A partner has no country, but a code of its own.
    const code = findCountry(written)?.code ?? (PARTNER_CODES.includes(written) ? written : undefined);
    const fault = (kind: string, detail: string): unknown => errors.push({ pointer: `/hiddenFrom/${at}`, code: kind, detail });
    if (code === undefined || findOrganisationNumber(code) === undefined) fault('no-bureau', 'No bureau has this code. Write the three letters of a member country, for example FRA.');
    else if (code === owner) fault('own', 'You always see your own record. Leave your own code out.');
    else if (code === SECRETARIAT && database.review) fault('reviewer', 'The secretariat reviews these records, so it sees them. Leave its code out.');
    else codes.push(code);
  });
  return maskOf(codes);
}

/** How long a record is hidden from the front line unless its owner renews it: 48 hours. */
const HIDING_MINUTES = 2880;

/** The minute until which the front line does not see it; 0 when it does. Whoever hides names the authority that orders it, each time anew. */
function parseHiding({ hiddenFromFrontLine, hidingAuthority }: AskedTerms, { day, minute = day * 1440, before }: TermsOptions, errors: FieldError[]): number {
  const fault = (pointer: string, code: string, detail: string): unknown => errors.push({ pointer, code, detail });
  const standing = before?.hidden_front ?? 0;
  if (hidingAuthority !== undefined) {
    if (hiddenFromFrontLine !== true) fault('/hidingAuthority', 'not-hidden', 'An authority is named only to hide the record. Add hiddenFromFrontLine: true, or leave it out.');
    else if (/\p{Cc}/u.test(hidingAuthority) || !hidingAuthority.isWellFormed()) fault('/hidingAuthority', 'characters', 'Take out the control characters.');
    else if (hidingAuthority.trim().length < 3) fault('/hidingAuthority', 'blank', 'Write the reference under which the authority has ordered it.');
    return minute + HIDING_MINUTES;
  }
  if (hiddenFromFrontLine === undefined) return standing;
  if (!hiddenFromFrontLine) return 0;
  if (standing <= minute) fault('/hidingAuthority', 'required', 'Name the reference of the authority that orders the hiding. It ends after 48 hours unless you renew it.');
  return standing;
}

function parseConfidentiality(asked: Confidentiality | undefined, { before, least = 0 }: TermsOptions, errors: FieldError[]): number {
  if (asked === undefined) return before?.confidentiality ?? 0;
  const level = CONFIDENTIALITY_LEVELS.indexOf(asked);
  if (level < least) errors.push({ pointer: '/confidentiality', code: 'raised', detail: `The secretariat has raised it to ${CONFIDENTIALITY_LEVELS[least] ?? 'confidential'}. Write to it.` });
  return level;
}
