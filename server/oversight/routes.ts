/** The operations of oversight. */
import { calendarOfDay, dayOfCalendar, dayOfMs } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, parseId } from '@watchword/api/ids.ts';
import { answerFlag, listFlags, readStatistics } from '@watchword/api/oversight.ts';
import { flagsListed } from '#audit/audit.ts';
import { onRead, onWrite, type Implementation } from '#door/implement.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { Read } from '#store/store.ts';
import { presentFlag } from './present.ts';
import { listFlagsOf, listMonth } from './queries.ts';
import { searchRoutes } from './search/routes.ts';
import type { Search } from './search/search-thread.ts';
import { SMALLEST, withhold } from './statistics.ts';

const COLUMNS = ['checks', 'hits', 'possible', 'none'] as const;

/** Flags, statistics and the search of one's own logs. */
export function oversightRoutes({ read, search }: { read: Read; search: Search }): Implementation[] {
  return [
    ...searchRoutes({ search }),
    onRead(listFlags, async ({ asker, input: { query } }) => {
      const { limit = 50, state } = query;
      const found = await listFlagsOf(read, { organisation: asker.number, state, before: parseCursor(query.cursor), limit: limit + 1 });
      const items = found.slice(0, limit).map(presentFlag);
      const last = items.at(-1);
      const answer = found.length > limit && last !== undefined ? { items, nextCursor: last.id } : { items };
      return { answer, entry: (response) => flagsListed(asker, { count: items.length, response }) };
    }),
    onWrite(answerFlag),
    onRead(readStatistics, async ({ at, input: { query } }) => {
      const [year = 0, month = 1] = query.month.split('-').map(Number);
      const first = dayOfCalendar({ year, month, day: 1 });
      // A month that still runs would tell of each check as it is made.
      if (first >= dayOfCalendar({ ...calendarOfDay(dayOfMs(at)), day: 1 })) throw fail('statistics.not-over');
      const rows = (await listMonth(read, first)).map(({ organisation, checks, hits, possible, none, kept_apart }) => ({ organisation: organisationCode(organisation), checks: checks - kept_apart, hits, possible, none, apart: kept_apart }));
      const sum = (column: (typeof COLUMNS)[number] | 'apart'): number => rows.reduce((all, row) => all + row[column], 0);
      const items = withhold(rows.map(({ apart: _, ...row }) => row), COLUMNS);
      return { answer: { month: query.month, items, total: { checks: sum('checks') + sum('apart'), hits: sum('hits'), possible: sum('possible'), none: sum('none') }, smallest: SMALLEST } };
    }),
  ];
}

/** The cursor is the id of the last flag that was listed. @throws `request.cursor` */
function parseCursor(cursor: string | undefined): Uint8Array | undefined {
  if (cursor === undefined) return undefined;
  const id = parseId('flg', cursor);
  if (id === undefined) throw fail('request.cursor');
  return idBytes(id);
}
