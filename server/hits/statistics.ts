/** How fast owners answer: what is kept of each question, and what is published of it. */
import { calendarOfDay, dayOfCalendar, dayOfMs } from '@watchword/api/dates.ts';
import type { AnswerTimes } from '@watchword/api/hits/desk.ts';
import { SMALLEST, withhold } from '#oversight/oversight.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { HitMonthTable, HitTable } from '#store/hit-tables.ts';
import type { Read, Write } from '#store/store.ts';

/** The owner was asked in this month. Asked again, it counts once. */
export async function putAsked(tx: Write, { id, owner }: Pick<HitTable, 'id' | 'owner'>, month: number): Promise<void> {
  const row: HitMonthTable = { month, hit: id, owner, seconds: null, in_time: 0, verdict: null, outcome: null };
  await tx.db.insertInto('hit_month').values(row).onConflict((conflict) => conflict.columns(['month', 'hit']).doNothing()).execute();
}

/** What came of it. Only hits about which the owner was asked are counted, so nothing is counted of which it does not know. */
export async function putResult(tx: Write, { id, first_asked_at }: Pick<HitTable, 'id' | 'first_asked_at'>, change: Partial<Pick<HitMonthTable, 'seconds' | 'in_time' | 'verdict' | 'outcome'>>): Promise<void> {
  if (first_asked_at === null || Object.keys(change).length === 0) return;
  await tx.db.updateTable('hit_month').set(change).where('month', '=', monthOf(first_asked_at)).where('hit', '=', id).execute();
}

/** The first day of the month of a moment. */
export function monthOf(ms: number): number {
  return dayOfCalendar({ ...calendarOfDay(dayOfMs(ms)), day: 1 });
}

export async function forgetMonths(tx: Write, before: number): Promise<void> {
  await tx.db.deleteFrom('hit_month').where('month', '<', before).execute();
}

const COLUMNS = ['asked', 'answered', 'inTime', 'confirmed', 'notConfirmed'] as const;

/** The published table of a month that is over. */
export async function listAnswerTimes(read: Read, month: number): Promise<{ items: AnswerTimes[]; outcomes: { finding: string; count: number | null }[] }> {
  const rows = await read.db.selectFrom('hit_month').selectAll().where('month', '=', month).execute();
  const byOwner = Map.groupBy(rows, ({ owner }) => owner);
  const counted = [...byOwner].map(([owner, mine]) => ({
    owner: organisationCode(owner), asked: mine.length, answered: mine.filter(({ verdict }) => verdict !== null).length, inTime: mine.filter(({ in_time }) => in_time === 1).length,
    confirmed: mine.filter(({ verdict }) => verdict === 'confirmed').length, notConfirmed: mine.filter(({ verdict }) => verdict === 'not-confirmed').length,
  })).toSorted((a, b) => (a.owner < b.owner ? -1 : 1));
  const shown = withhold(counted, COLUMNS);
  const items = shown.map((row): AnswerTimes => {
    const times = rows.filter(({ owner, seconds }) => organisationCode(owner) === row.owner && seconds !== null).map(({ seconds }) => Number(seconds)).toSorted((a, b) => a - b);
    // A time of few answers would be that of one of them.
    const isShown = row.answered !== null && row.answered >= SMALLEST;
    return { ...row, medianSeconds: isShown ? at(times, 0.5) : null, p90Seconds: isShown ? at(times, 0.9) : null };
  });
  const outcomes = [...Map.groupBy(rows.filter(({ outcome }) => outcome !== null), ({ outcome }) => outcome)]
    .map(([finding, mine]) => ({ finding: finding ?? '', count: mine.length })).toSorted((a, b) => (a.finding < b.finding ? -1 : 1));
  return { items, outcomes: withhold(outcomes, ['count'] as const) };
}

function at(sorted: readonly number[], part: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? null;
}
