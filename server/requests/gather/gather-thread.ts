/** Gathering in a thread of its own, so that no check waits for it. One at a time: each reads everything. */
import type { PackageLanguage, RequestSubject } from '@watchword/api/requests.ts';
import type { Gathered } from './gather.ts';
import { openTurns, type TurnMessage } from './turns.ts';

/** Where the thread reads. `url`: of PostgreSQL, then with the name of the server; `file`: of SQLite. */
export type GatherPlace = { readonly audit: string; readonly travellerKey: Uint8Array; readonly training: boolean } & ({ readonly file: string } | { readonly url: string; readonly server: string });

/** What is asked of it. `print`: make the PDF as well, in this language. */
export type GatherTask = { readonly request: string; readonly subject: RequestSubject; readonly at: number; readonly print?: PackageLanguage };

/** What comes back. */
export type GatherResult = Gathered & { readonly pdf?: Uint8Array };

/** The data of the thread, and what it says. */
export type GatherWork = { readonly place: GatherPlace; readonly task: GatherTask };
export type GatherMessage = TurnMessage<GatherResult>;

/** Gathers. @throws `server.busy` when two others wait, and what the gathering threw */
export type Gather = (task: GatherTask) => Promise<GatherResult>;

/** Ties gathering to where it reads. `entry`: file of the thread. `close` ends what runs. */
export function openGathering(place: GatherPlace, entry: URL): { gather: Gather; close(): Promise<void> } {
  const turns = openTurns<GatherWork, GatherResult>(entry, { mostWaiting: 3, longestMs: 15 * 60_000, busy: 'Other packages are being gathered. Ask again in a minute.' });
  return { gather: (task) => turns.take({ place, task }), close: turns.close };
}
