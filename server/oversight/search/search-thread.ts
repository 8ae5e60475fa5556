/** A search of a log in a thread of its own, one at a time: it reads much, and no check waits for it. */
import type { SearchAbout, SearchFound } from '@watchword/api/audit/search.ts';
import { openTurns, type TurnMessage } from '#requests/requests.ts';

/** Where the thread reads: the folder of the audit log, and the store. */
export type SearchWhere = { readonly audit: string } & ({ readonly file: string } | { readonly url: string; readonly server: string });
/** What is asked of it; `at`, `since`, `until`: ms. */
export type SearchWanted = {
  readonly organisation: string; readonly about: SearchAbout | undefined; readonly officer: string | undefined; readonly at: number;
  readonly from: number; readonly since: number | undefined; readonly until: number | undefined; readonly limit: number;
};
export type SearchWork = { readonly place: SearchWhere; readonly wanted: SearchWanted };
export type SearchMessage = TurnMessage<SearchFound>;
/** Searches. @throws `server.busy` when others wait, `check.*`, `audit.broken` */
export type Search = (wanted: SearchWanted) => Promise<SearchFound>;

/** For so long one answer is looked for; what is left has a cursor. */
export const SEARCH_MS = 5000;

/** Ties the search to where it reads. `entry`: file of the thread. `close` ends what runs. */
export function openSearch(place: SearchWhere, entry: URL): { search: Search; close(): Promise<void> } {
  const turns = openTurns<SearchWork, SearchFound>(entry, { mostWaiting: 4, longestMs: 60_000, busy: 'Other searches of the log are running. Ask again in a minute.' });
  return { search: (wanted) => turns.take({ place, wanted }), close: turns.close };
}
