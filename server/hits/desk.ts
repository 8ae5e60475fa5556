/** What a duty desk has set, and what follows from it at a moment. */
import type { HitDesk } from '@watchword/api/hits/desk.ts';
import { SECRETARIAT_DESKS } from '@watchword/api/hits/policy.ts';
import { findOrganisationNumber, isMasked, organisationCode } from '#organisations/organisations.ts';
import type { Read, Write } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';

const DAY_MINUTES = 1440;

/** Of whoever has set nothing. */
export const DEFAULT_DESK: HitDesk = { timeZone: 'UTC', languages: ['en'], answersFor: [], releases: [] };

/** The settings of an organisation. */
export async function findDesk(read: Read, organisation: number): Promise<HitDesk> {
  const row = await read.db.selectFrom('hit_desk').select('settings').where('organisation', '=', organisation).executeTakeFirst();
  return row === undefined ? DEFAULT_DESK : (JSON.parse(row.settings) as HitDesk);
}

/** Keeps them. `at`: in ms. */
export async function putDesk(tx: Write, organisation: number, settings: HitDesk, at: number): Promise<void> {
  const row = { settings: JSON.stringify(settings), changed_at: at };
  await tx.db.insertInto('hit_desk').values({ organisation, ...row }).onConflict((conflict) => conflict.column('organisation').doUpdateSet(row)).execute();
}

/** Whether a text names a time zone. */
export function isTimeZone(zone: string): boolean {
  try {
    return clockOf(zone) !== undefined;
  } catch {
    return false;
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (clock === undefined) clocks.set(zone, (clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })));
  return clock;
}

/** The minute of the day in a time zone. */
function minuteThere(zone: string, at: number): number {
  const [hour = 0, minute = 0] = clockOf(zone).format(at).split(':').map(Number);
  return hour * 60 + minute;
}

function isWithin(minute: number, from: number, to: number): boolean {
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** Whether somebody is at the desk. */
export function isOpen({ timeZone, hours }: HitDesk, at: number): boolean {
  if (hours === undefined) return true;
  const [from, to] = [hours.from, hours.to].map((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
  return isWithin(minuteThere(timeZone, at), from ?? 0, to ?? 0);
}

/** A hit of which somebody else may answer. */
type Answered = { readonly owner: number; readonly finder: number; readonly at: number };

/**
 * Who answers for the owner now: the bureau that it has named, outside its hours, once that has agreed. Never the finder itself, nor a bureau from which the record
 * is hidden or that has no desk then either.
 */
export async function findDelegate(read: Read, record: StoredRecord | undefined, { owner, finder, at }: Answered): Promise<number | undefined> {
  const desk = await findDesk(read, owner);
  if (desk.delegate === undefined || isOpen(desk, at)) return undefined;
  const delegate = findOrganisationNumber(desk.delegate);
  if (delegate === undefined || delegate === finder || delegate === owner || (record !== undefined && isMasked(record.hidden_from, delegate))) return undefined;
  const other = await findDesk(read, delegate);
  return other.answersFor.includes(organisationCode(owner)) && isOpen(other, at) ? delegate : undefined;
}

/** Which desk of the secretariat takes over: one that is awake and speaks a language of the owner's, the best first; of several the one whose day is nearest to the owner's. */
export function chooseSecretariat({ languages, timeZone }: Pick<HitDesk, 'languages' | 'timeZone'>, at: number): { desk: string; language: string } {
  const there = minuteThere(timeZone, at);
  const apart = (zone: string): number => {
    const minutes = Math.abs(minuteThere(zone, at) - there);
    return Math.min(minutes, DAY_MINUTES - minutes);
  };
  const near = SECRETARIAT_DESKS.toSorted((one, other) => apart(one.zone) - apart(other.zone));
  const awake = near.filter(({ zone, from, to }) => isWithin(minuteThere(zone, at), from * 60, to * 60));
  for (const language of languages) {
    const desk = awake.find(({ languages: spoken }) => (spoken as readonly string[]).includes(language));
    if (desk !== undefined) return { desk: desk.code, language };
  }
  const [first = SECRETARIAT_DESKS[1]] = awake.length > 0 ? awake : near;
  return { desk: first.code, language: first.languages[0] };
}
