/** This device in the field: what waits on it, where one may report, and the work of sending whenever there is a line. One for each window, also while another page is shown. */
import { getFieldKey } from '@watchword/api/field-key.ts';
import { listField, type FieldOperation } from '@watchword/api/joint/field.ts';
import { reportIncident } from '@watchword/api/joint/operations.ts';
import { openReportQueue, type QueuedReport, type ReportQueue } from '@watchword/sdk/joint/report-queue.ts';
import { useEffect, useSyncExternalStore } from 'react';
import { asAppError, client } from '../../../api.ts';
import { nowMs } from '../../../clock.ts';
import { onForget } from '../../../session/session.ts';
import { onReturn } from '../../../ui/connection.ts';
import { countOthers, importKey, keepingOf, putSealed, readKey, readSealed, writeKey, type FieldKey } from './keeping.ts';

/** `none`: there is no key here and no line to ask for it. `unable`: this browser keeps nothing. */
export type PhoneState = 'opening' | 'open' | 'none' | 'unable';
export type Phone = { readonly state: PhoneState; readonly reports: readonly QueuedReport[]; readonly operations: readonly FieldOperation[] | undefined; readonly others: number };

const EVERY_MS = 10_000;
const OPERATIONS = 'operations';
const SHUT: Phone = { state: 'opening', reports: [], operations: undefined, others: 0 };

let phone: Phone = SHUT;
let opened: { readonly key: FieldKey; readonly queue: ReportQueue } | undefined;
let opening: Promise<void> | undefined;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** The device, opened. `until`: when the session ends in any case, as far as the page knows. */
export function usePhone(until: number | undefined): Phone {
  useEffect(() => {
    opening ??= open(until).catch(() => change({ state: 'unable' })).finally(() => (opening = undefined));
  }, [until]);
  return useSyncExternalStore(subscribe, () => phone);
}

/** Keeps a report and sends it when there is a line. It is safe when this returns. */
export async function report(one: Parameters<ReportQueue['add']>[0]): Promise<QueuedReport> {
  if (opened === undefined) throw new Error('the device is not open');
  const kept = await opened.queue.add(one);
  void send();
  return kept;
}

/** Discards a report that waits or was refused. */
export async function discard(id: string): Promise<void> {
  await opened?.queue.discard(id);
}

/** Tries to send at once. */
export async function send(): Promise<void> {
  const { queue } = opened ?? {};
  if (queue === undefined) return;
  // Two windows do not send the same thing at the same time; if they did it would still be there once.
  if (navigator.locks === undefined) await queue.send();
  else await navigator.locks.request('watchword.field', { ifAvailable: true }, async (lock) => (lock === null ? undefined : queue.send()));
}

async function open(until: number | undefined): Promise<void> {
  const key = await findKey(until);
  if (key === undefined) return change({ ...SHUT, state: 'none' });
  if (opened?.key.owner !== key.owner) {
    const queue = await openReportQueue({
      keeping: keepingOf(key), now: nowMs, changed: () => change({ reports: queueOf(key)?.list() ?? [] }),
      send: ({ id, operation, content, share }) => client.call(reportIncident, { params: { id: operation }, body: { id, content, ...(share !== undefined && { share }) } }, { retries: 0 }),
    });
    opened = { key, queue };
    change({ state: 'open', reports: queue.list(), others: await countOthers(key), operations: await readSealed<FieldOperation[]>(`${OPERATIONS} ${key.owner}`, key) });
    timer ??= setInterval(() => void send().catch(() => undefined), EVERY_MS);
  }
  void send().catch(() => undefined);
  const operations = await client.call(listField).then(({ items }) => items, () => undefined);
  if (operations === undefined || opened?.key.owner !== key.owner) return;
  change({ operations });
  await putSealed(`${OPERATIONS} ${key.owner}`, operations, key);
}

function queueOf(key: FieldKey): ReportQueue | undefined {
  return opened?.key === key ? opened.queue : undefined;
}

/** The key of whoever is signed in: from the bureau, or, without a line, the one that lies here. */
async function findKey(until: number | undefined): Promise<FieldKey | undefined> {
  if (until !== undefined) {
    try {
      const { key, name } = await client.call(getFieldKey, undefined, { retries: 0 });
      const made: FieldKey = { owner: name, key: await importKey(key), until };
      await writeKey(made);
      return made;
    } catch (error) {
      if (asAppError(error).code !== 'server.unreachable') return undefined;
    }
  }
  return readKey(nowMs());
}

function close(): void {
  opened = undefined;
  clearInterval(timer);
  timer = undefined;
  change(SHUT);
}

// What was on the device is another person's business from here on.
onForget(close);
onReturn(() => void send().catch(() => undefined));

function change(next: Partial<Phone>): void {
  phone = { ...phone, ...next };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
