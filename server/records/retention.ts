/** How long records are kept, and how many of an owner's end soon. */
import { DATABASES, getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { dayOfMs, formatDay } from '@watchword/api/dates.ts';
import { getRetention, WARNED_DAYS, type DatabaseRetention } from '@watchword/api/requests/retention.ts';
import { endingCounted } from '#audit/audit.ts';
import type { Reading } from '#door/calls.ts';
import { onRead, type Implementation } from '#door/implement.ts';
import { countEnding } from './queries.ts';

/** `keepEndedDays`: after which what a record said that has ended is erased. */
export function retentionRoutes({ read, keepEndedDays }: Reading & { readonly keepEndedDays: number }): Implementation[] {
  return [
    onRead(getRetention, async ({ asker, at }) => {
      const today = dayOfMs(at);
      const ending = new Map((await countEnding(read, { owner: asker.number, fromDay: today, toDay: today + WARNED_DAYS })).map((one) => [getDatabaseByNumber(one.database).code, one]));
      const items = DATABASES.map(({ code, lifetime }): DatabaseRetention => {
        const found = ending.get(code);
        return { database: code, initial: lifetime.initial, longest: lifetime.longest, ending: found?.count ?? 0, ...(found !== undefined && { firstOn: formatDay(found.first) }) };
      });
      const count = items.reduce((sum, one) => sum + one.ending, 0);
      const { organisation, actor } = asker;
      return { answer: { items, warnedDays: WARNED_DAYS, keptAfterEndDays: keepEndedDays }, entry: (response) => endingCounted({ organisation, actor }, { count, response }) };
    }),
  ];
}
