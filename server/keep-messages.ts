/** Keys and messages in a hub: what is opened for them, and what is done beside the requests. */
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Cron } from 'croner';
import type { Implementation } from '#door/implement.ts';
import { openHubKey, openKeyBook } from '#keys/keys.ts';
import { keyRoutes } from '#keys/routes.ts';
import { messageRoutes, openFileStore, type MESSAGE_SLICES } from '#messages/messages.ts';
import type { Handlers, Read, Writer } from '#store/store.ts';
import type { Clock } from './clock.ts';
import { errorLine, type Log } from './logging.ts';

const HOUR_MS = 3_600_000;

/** `sweep` destroys what is due now. */
export type KeptMessages = { readonly routes: readonly Implementation[]; sweep(): Promise<void>; close(): void };

/** Opens it. `dir`: the hub's folder. @throws `config.invalid` when its key is damaged */
export async function keepMessages({ clock, log, store, dir }: { clock: Clock; log: Log; dir: string; store: { readonly read: Read; readonly writer: Writer<Handlers> } }): Promise<KeptMessages> {
  const { read } = store;
  const writer = store.writer as unknown as Writer<typeof MESSAGE_SLICES>;
  const book = openKeyBook(read);
  const hubKey = await openHubKey(join(dir, 'messages.key'));
  const files = openFileStore({ folder: join(dir, 'files'), read, writer, now: clock.now });
  const sweep = async (): Promise<void> => {
    for (;;) {
      const { result } = await writer.run('messages.sweep', { at: clock.now() });
      await files.remove(result.files);
      if (!result.isMore) break;
      await nextTurn();
    }
    await files.removeUnknown(clock.now() - HOUR_MS);
  };
  const job = new Cron('41 * * * *', () => void sweep().catch((error: unknown) => log.error({ work: 'messages', ...errorLine(error) }, 'work beside the requests failed')));
  return { routes: [...keyRoutes({ read, book, hubKey }), ...messageRoutes({ read, book, hubKey, files })], sweep, close: () => job.stop() };
}
