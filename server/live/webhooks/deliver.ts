/** Sends what is due, beside the requests. */
import { idFromBytes } from '@watchword/api/ids.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { Commit, Read, Writer } from '#store/store.ts';
import { findHead } from '../queries.ts';
import { listDue, listWebhookRows } from './queries.ts';
import { sendOnce, type Outcome, type Sent } from './send.ts';
import type { Due, WEBHOOK_SLICES } from './slices.ts';

/** What is sent at the same time, and how often it is looked for what is due. */
const AT_ONCE = 20;
const LOOK_EVERY_MS = 1000;

export type Delivering = { close(): Promise<void> };

export type DeliveringParts = {
  readonly read: Read;
  readonly writer: Pick<Writer<typeof WEBHOOK_SLICES>, 'run'>;
  readonly subscribe: (listener: (commit: Commit) => void) => () => void;
  readonly now: () => number;
  readonly allowed: ReadonlySet<string>;
  readonly onFailure: (error: unknown) => void;
  readonly send?: (sent: Sent) => Promise<Outcome>;
};

/** Begins. What was being sent when a server was killed is sent again a minute later: with the same id, so that it can be told. */
export function beginDelivering({ read, writer, subscribe, now, allowed, onFailure, send = (sent) => sendOnce(sent, allowed) }: DeliveringParts): Delivering {
  let isClosed = false;
  let running: Promise<void> | undefined;
  let isAsked = false;

  const gather = async (): Promise<void> => {
    for (const { organisation, told } of await listWebhookRows(read, { state: 'active' })) {
      if (((await findHead(read, organisation))?.last ?? 0) <= told) continue;
      while ((await writer.run('webhooks.gather', { at: now() })).result);
      return;
    }
  };
  const sendDue = async (): Promise<boolean> => {
    if ((await listDue(read, now(), 1)).length === 0) return false;
    const { result: due } = await writer.run('webhooks.take', { at: now(), limit: AT_ONCE });
    const tried = await Promise.all(due.map(async (one) => ({ id: one.id, at: now(), outcome: await send(sentOf(one, now())) })));
    if (tried.length > 0) await writer.run('webhooks.tried', { tried });
    return due.length > 0;
  };
  const work = async (): Promise<void> => {
    do {
      isAsked = false;
      await gather();
      while (!isClosed && (await sendDue()));
    } while (isAsked && !isClosed);
  };
  const look = (): void => {
    isAsked = true;
    if (isClosed || running !== undefined) return;
    running = work().catch(onFailure).finally(() => void (running = undefined));
  };
  const unsubscribe = subscribe(look);
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  return {
    async close() {
      isClosed = true;
      clearInterval(timer);
      unsubscribe();
      await running;
    },
  };
}

/** The request for a delivery: ids and nothing else. */
function sentOf({ id, url, secrets, organisation, seq, kind, subject, at }: Due, now: number): Sent {
  const body = JSON.stringify({ type: kind, timestamp: new Date(at).toISOString(), data: { organisation: organisationCode(organisation), seq, subject } });
  return { id: idFromBytes('whd', id), url, secrets, body, at: now };
}
