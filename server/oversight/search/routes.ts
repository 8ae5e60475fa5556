/** The operation that looks something up in one's own logs. */
import { searchLog, type SearchLog } from '@watchword/api/audit/search.ts';
import { parseDay } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { auditSearched } from '#audit/audit.ts';
import { onRead, type Implementation } from '#door/implement.ts';
import type { Search } from './search-thread.ts';
import { readLookedFor } from './sought.ts';

const DAY_MS = 86_400_000;

/** The search. */
export function searchRoutes({ search }: { search: Search }): Implementation[] {
  return [
    onRead(searchLog, async ({ asker, at, input: { body } }) => {
      const { about, officer, reason, limit = 100, cursor } = body;
      if (about === undefined && officer === undefined) throw fail('check.no-subject', { errors: [{ pointer: '/about', code: 'required', detail: 'Say what you look for: `about`, `officer` or both.' }] });
      // Here, so that a search for nothing takes no turn.
      if (about !== undefined) readLookedFor(about, at);
      const { since, until } = periodOf(body);
      const found = await search({ organisation: asker.organisation, about, officer, at, since, until, from: cursor === undefined ? 1 : Number(cursor), limit });
      const question = JSON.stringify({ ...(about !== undefined && { about }), ...(officer !== undefined && { officer }), reason, ...(body.from !== undefined && { from: body.from }), ...(body.to !== undefined && { to: body.to }) });
      return { answer: found, entry: (response) => auditSearched(asker, { what: Object.keys(about ?? { officer }).join(','), question, count: found.items.length, response }) };
    }),
  ];
}

/** From the first moment of a day to the last of another. @throws `request.invalid` */
function periodOf({ from, to }: Pick<SearchLog, 'from' | 'to'>): { since: number | undefined; until: number | undefined } {
  const [first, last] = [dayAt(from, '/from'), dayAt(to, '/to')];
  if (first !== undefined && last !== undefined && first > last) throw fail('request.invalid', { errors: [{ pointer: '/to', code: 'order', detail: 'The last day is before the first.' }] });
  return { since: first === undefined ? undefined : first * DAY_MS, until: last === undefined ? undefined : (last + 1) * DAY_MS };
}

function dayAt(text: string | undefined, pointer: string): number | undefined {
  if (text === undefined) return undefined;
  const day = parseDay(text);
  if (day === undefined) throw fail('request.invalid', { errors: [{ pointer, code: 'date', detail: 'A day is written as 2026-11-24.' }] });
  return day;
}
