/** The mail of a bureau: its node, and what keeps it at work. */
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '@watchword/api/errors.ts';
import type { MailHub } from '@watchword/sdk/mailbox/hub.ts';
import type { Handlers, Read, Writer } from '#store/store.ts';
import { openBureauKeys } from './bureau-keys.ts';
import { openMailNode, type MailNode } from './node.ts';
import { isOfHub, type NodeParts } from './node-parts.ts';
import { listToDestroy } from './queries.ts';
import { openVault, type Vault } from './vault.ts';

/** What the operations of the mailbox need. */
export type BureauMail = { readonly node: MailNode; readonly vault: Vault; /** Says that something may be due; `keys` unless it is about messages alone. */ readonly wake: (what?: 'keys' | 'messages') => void; close(): Promise<void> };

/** Tells that something happened that concerns mail, until the signal is given. It comes back by itself when the line is lost. */
export type MailEvents = (signal: AbortSignal) => AsyncIterable<{ readonly type: string; readonly kind?: string }>;

export type MailOptions = {
  readonly code: string; readonly read: Read; readonly writer: Pick<Writer<Handlers>, 'run'>;
  readonly folder: string; readonly demo: boolean; readonly hub: MailHub; readonly noteReply?: NodeParts['noteReply']; readonly events: MailEvents; readonly now: () => number; readonly keepDays: number; readonly onFailure: (error: unknown) => void;
};

/** Without an event the node looks so often whether something is due. */
const LOOK_MS = 20_000;
/** So often it looks whether somebody at the machine wants something. */
const ASKED_MS = 2000;
const AGAIN_MS = 2000;
const AGAIN_MOST_MS = 60_000;
/** What is written in one go wakes the node once. */
const GATHER_MS = 30;
const DAY_MS = 86_400_000;

/** Opens the mail of a bureau and begins to work beside the requests. @throws AppError `config.invalid` when a key file is damaged */
export async function openBureauMail(options: MailOptions): Promise<BureauMail> {
  const { code, folder, demo, hub, noteReply, events, read, writer, now, keepDays, onFailure } = options;
  const keys = await openBureauKeys({ folder, code, demo, now });
  const vault = openVault(keys.store);
  const run = async (name: string, payload: object): Promise<unknown> => (await writer.run(name, payload as never)).result;
  const node = await openMailNode({ code, hub, keys, vault, read, run, now, ...(noteReply !== undefined && { noteReply }), onFailure });
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let isBusy = false;
  let isAgain = false;
  let isSettling = true;
  let listening: Promise<void> | undefined;
  /** How often in a row it failed, and why: the same reason is told once. */
  let failed = { times: 0, why: '' };
  const work = async (): Promise<void> => {
    if (isBusy) {
      isAgain = true;
      return;
    }
    isBusy = true;
    try {
      do {
        isAgain = false;
        if (isSettling || node.state() !== 'open') {
          isSettling = false;
          await node.settle();
          await destroyOld();
        }
        await node.fetch();
        // Before the mailbox is open there is nothing to hear of.
        if (node.state() === 'open') listening ??= listen(events, { signal: stop.signal, wake, onFailure });
      } while (isAgain && !stop.signal.aborted);
      failed = { times: 0, why: '' };
    } catch (error) {
      if (stop.signal.aborted) return;
      isSettling = true;
      const why = error instanceof AppError ? error.code : 'unknown';
      if (!isOfHub(error) && why !== failed.why) onFailure(error);
      failed = { times: failed.times + 1, why };
      later(Math.min(AGAIN_MS * 2 ** (failed.times - 1), AGAIN_MOST_MS));
    } finally {
      isBusy = false;
    }
  };
  const destroyOld = async (): Promise<void> => {
    const old = await listToDestroy(read, now() - keepDays * DAY_MS, 100);
    if (old.length > 0) await run('mail.destroy', { ids: old.map(({ id }) => id), at: now() });
  };
  const later = (ms: number): void => {
    if (stop.signal.aborted) return;
    clearTimeout(timer);
    timer = setTimeout(() => void work(), ms);
    timer.unref();
  };
  const wake = (what: 'keys' | 'messages' = 'keys'): void => {
    if (what === 'keys') isSettling = true;
    later(GATHER_MS);
  };
  const looking = setInterval(() => wake(), LOOK_MS);
  looking.unref();
  const asking = setInterval(() => {
    if (!isBusy && node.isAsked()) wake();
  }, ASKED_MS);
  asking.unref();
  wake();
  return {
    node, vault, wake,
    async close() {
      stop.abort();
      clearTimeout(timer);
      clearInterval(looking);
      clearInterval(asking);
      await node.close();
      await listening;
    },
  };
}

async function listen(events: MailEvents, { signal, wake, onFailure }: { signal: AbortSignal; wake: BureauMail['wake']; onFailure: (error: unknown) => void }): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const { kind } of events(signal)) if (kind === undefined || kind === 'keys.changed' || kind.startsWith('message.')) wake(kind?.startsWith('message.') === true ? 'messages' : 'keys');
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof AppError)) onFailure(error);
    }
    await wait(AGAIN_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
