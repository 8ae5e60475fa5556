/** The write of a comparison, and the sweep, as they run inside the writer. */
import type { ComparisonAnswer } from '@watchword/api/comparisons.ts';
import { compareFound } from '@watchword/api/comparisons.ts';
import { calendarOfDay, dayOfCalendar, dayOfMs, formatDay } from '@watchword/api/dates.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import { comparisonRecorded } from '#audit/audit.ts';
import type { Call, WriteReply } from '#door/calls.ts';
import type { WriteHandlers } from '#door/implement.ts';
import type { Handlers, Write } from '#store/store.ts';
import { countComparison, forgetMemories, keepMemory, sweepMemories } from './queries.ts';

/** Days for which a "not the same" is told to the next officer. */
export const REMEMBERED_DAYS = 365;

/** A comparison, prepared where question and key are: the writer sees neither. `owner`: number of the record's owner. */
export type Compared = { readonly record: Uint8Array; readonly owner: number; readonly rule: ComparisonAnswer['items'][number]['rule']; readonly travellers: readonly Uint8Array[] };
export type PreparedComparison = {
  readonly items: readonly Compared[];
  readonly finding: 'same' | 'not-same';
  readonly reason: string;
  /** False for those of whom nothing is kept: a count alone could tell the owner of a record where they are. */
  readonly isCounted: boolean;
  readonly purpose: string;
  /** The check that showed them, where the officer has said it. */
  readonly check?: string | undefined;
  /** The question and the records, canonical: sealed in the audit log. */
  readonly question: string;
};

/** Handlers of the writer, by operation. */
export const COMPARISON_WRITES: WriteHandlers = { [compareFound.id]: record };

async function record(tx: Write, call: Call<PreparedComparison>): Promise<WriteReply<ComparisonAnswer>> {
  const { asker, at, input } = call;
  const day = dayOfMs(at);
  const isSame = input.finding === 'same';
  const items: ComparisonAnswer['items'] = [];
  for (const { record: id, owner, rule, travellers } of input.items) {
    if (input.isCounted) await countComparison(tx, { owner, rule, month: firstOfMonth(day), isSame });
    for (const traveller of travellers) {
      if (isSame) await forgetMemories(tx, traveller);
      else await keepMemory(tx, { traveller, organisation: asker.number, compared_on: day, reason: input.reason, expires_on: day + REMEMBERED_DAYS });
    }
    const isKept = !isSame && travellers.length > 0;
    items.push({ record: idFromBytes('rec', id), rule, ...(isKept && { until: formatDay(day + REMEMBERED_DAYS) }) });
  }
  // Nothing in it that tells an owner: the change log is followed by others than the finder.
  await tx.appendChange({ at, kind: 'comparison' });
  return { answer: { items }, entry: comparisonRecorded(asker, { purpose: input.purpose, finding: input.finding, reason: input.reason, count: items.length, question: input.question }) };
}

/** First day of the month of a day. */
export function firstOfMonth(day: number): number {
  return dayOfCalendar({ ...calendarOfDay(day), day: 1 });
}

/** Slices of the writer that no operation stands behind. */
export const COMPARISON_SLICES = {
  'comparisons.sweep': (tx: Write, { at }: { at: number }): Promise<number> => sweepMemories(tx, { day: dayOfMs(at), most: SWEPT_AT_ONCE }),
} satisfies Handlers;
const SWEPT_AT_ONCE = 300;

/** Forgets every memory that has ended, some hundred at a time. `now`: in ms. */
export async function sweepComparisons(writer: { run(name: 'comparisons.sweep', payload: { at: number }): Promise<{ readonly result: number }> }, now: number): Promise<void> {
  while ((await writer.run('comparisons.sweep', { at: now })).result >= SWEPT_AT_ONCE);
}
