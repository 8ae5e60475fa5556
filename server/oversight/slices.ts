/** What oversight does in the writer: keeps the counts, sees the signs, raises the flags. */
import { idBytes, idFromBytes, newId } from '@watchword/api/ids.ts';
import type { UseSign } from '@watchword/api/oversight.ts';
import { encodeEntry, useFlagged } from '#audit/audit.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { Handlers, Write } from '#store/store.ts';
import { addAsked, addMonth, addUse, findFlagByMark, forgetAnswered, forgetMarks, forgetUse, insertFlag, listAsked, listHours, updateFlag } from './queries.ts';
import { isUnusualHour, SIGNS } from './signs.ts';
import type { Noted } from './watch.ts';

/** A flag that was raised just now. */
export type Raised = { readonly id: string; readonly organisation: string; readonly sign: UseSign };

/** A sign that was seen. */
type Seen = { readonly organisation: string; readonly number: number; readonly actor: string; readonly sign: UseSign; readonly mark: string; readonly first: number; readonly last: number; readonly count: number; readonly ids: readonly string[] };

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** Days for which an answered flag is kept. */
const ANSWERED_DAYS = 365;
const MOST_IDS = 20;

export const OVERSIGHT_SLICES = {
  'oversight.note': async (tx: Write, noted: Noted): Promise<Raised[]> => {
    for (const { organisation, month, checks, hits, possible, none, apart } of noted.months) {
      await addMonth(tx, { organisation: findOrganisationNumber(organisation) ?? 0, month, checks, hits, possible, none, kept_apart: apart });
    }
    const raised: Raised[] = [];
    for (const seen of [...(await seeHours(tx, noted)), ...(await seeAsked(tx, noted)), ...seeSequences(noted)]) {
      const flag = await raiseFlag(tx, seen, noted.at);
      if (flag !== undefined) raised.push(flag);
    }
    return raised;
  },
  /** Forgets what is older than it may be kept on this day. */
  'oversight.sweep': async (tx: Write, { day }: { day: number }): Promise<void> => {
    await forgetUse(tx, { hour: (day - SIGNS.hours.windowDays) * DAY_HOURS, day: day - SIGNS.repeat.windowDays });
    await forgetMarks(tx, 'repeat' satisfies UseSign);
    await forgetAnswered(tx, (day - ANSWERED_DAYS) * DAY_HOURS * HOUR_MS);
  },
} satisfies Handlers;

async function seeHours(tx: Write, { uses }: Noted): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const { organisation, actor, hour, checks, listed, ids } of uses) {
    const number = findOrganisationNumber(organisation);
    if (number === undefined) continue;
    await addUse(tx, { organisation: number, actor, hour, checks, listed });
    const today = hour - (hour % DAY_HOURS);
    const rows = await listHours(tx, { organisation: number, actor, from: today - SIGNS.hours.windowDays * DAY_HOURS, before: today + DAY_HOURS });
    const times = { organisation, number, actor, first: hour * HOUR_MS, last: (hour + 1) * HOUR_MS - 1, ids };
    const all = rows.find((row) => row.hour === hour)?.checks ?? checks;
    if (all > SIGNS.rate.checks) seen.push({ ...times, sign: 'rate', mark: `${hour}`, count: all });
    const before = rows.filter((row) => row.hour < today).map((row) => row.hour);
    if (isUnusualHour(hour, before)) seen.push({ ...times, sign: 'hours', mark: `${today}`, count: all });
    const lists = rows.filter((row) => row.hour >= today).reduce((sum, row) => sum + row.listed, 0);
    if (lists > SIGNS.list.checks) seen.push({ ...times, first: today * HOUR_MS, sign: 'list', mark: `${today}`, count: lists });
  }
  return seen;
}

async function seeAsked(tx: Write, { asked, at }: Noted): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const { organisation, actor, thing, day, checks, ids } of asked) {
    const number = findOrganisationNumber(organisation);
    if (number === undefined) continue;
    await addAsked(tx, { organisation: number, actor, thing, day, checks });
    const days = await listAsked(tx, { organisation: number, actor, thing, from: day - SIGNS.repeat.windowDays });
    const count = days.reduce((sum, one) => sum + one.checks, 0);
    if (days.length < SIGNS.repeat.days || count < SIGNS.repeat.checks) continue;
    seen.push({ organisation, number, actor, sign: 'repeat', mark: Buffer.from(thing).toString('hex'), first: Math.min(...days.map((one) => one.day)) * DAY_HOURS * HOUR_MS, last: at, count, ids });
  }
  return seen;
}

function seeSequences({ sequences }: Noted): Seen[] {
  return sequences.flatMap(({ organisation, actor, day, first, last, count, ids }) => {
    const number = findOrganisationNumber(organisation);
    return number === undefined ? [] : [{ organisation, number, actor, sign: 'sequence' as const, mark: `${day}`, first, last, count, ids }];
  });
}

/** Raises a flag, or adds to the one that is open. What was answered is not raised again for the same thing while its mark is kept. */
export async function raiseFlag(tx: Write, { organisation, number, actor, sign, mark, first, last, count, ids }: Seen, at: number): Promise<Raised | undefined> {
  const known = await findFlagByMark(tx, { organisation: number, actor, sign, mark });
  if (known !== undefined) {
    if (known.state !== 'open') return undefined;
    const checks = [...new Set([...(JSON.parse(known.checks) as string[]), ...ids])].slice(0, MOST_IDS);
    await updateFlag(tx, known.id, { last_at: Math.max(Number(known.last_at), last), count: Math.max(Number(known.count), count), checks: JSON.stringify(checks) });
    return undefined;
  }
  const id = idBytes(newId('flg', at));
  await insertFlag(tx, { id, organisation: number, actor, sign, mark, first_at: first, last_at: last, count, checks: JSON.stringify(ids.slice(0, MOST_IDS)), state: 'open', answered_at: null, answered_by: null, note: null });
  const raised = { id: idFromBytes('flg', id), organisation, sign };
  // In the same transaction: no flag is ever there without its entry.
  await tx.appendOutbox(encodeEntry(useFlagged({ subject: raised.id, owner: organisation, sign })));
  return raised;
}
