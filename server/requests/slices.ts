/** What runs beside the operations: who has followed a measure, texts that are being erased, and the end of what is sealed. */
import { dayOfMs } from '@watchword/api/dates.ts';
import type { Handlers, Read, Write } from '#store/store.ts';
import { parseErasing } from './writes.ts';
import { eraseSealed, findRequest, insertReceipt, keepErasing, listClosedBefore, listErasing, listUnreached } from './queries.ts';

/** A server of the hub has followed the change log up to this change. */
export type Reached = { readonly holder: string; readonly change: number; readonly at: number };

/** Slices of the writer that no operation stands behind. */
export const REQUEST_SLICES = {
  'requests.reached': async (tx: Write, { holder, change, at }: Reached): Promise<number> => {
    const unreached = await listUnreached(tx, { holder, change, limit: MOST });
    for (const measure of unreached) await insertReceipt(tx, { measure: measure.id, holder, at, change: measure.change, note: null });
    return unreached.length;
  },
  'requests.texts-erased': async (tx: Write, { id, server, texts }: { id: Uint8Array; server: string; texts: readonly number[] }): Promise<void> => {
    const request = await findRequest(tx, id);
    const { [server]: own = [], ...others } = parseErasing(request?.erasing ?? null);
    const left = own.filter((text) => !texts.includes(text));
    const pending = left.length === 0 ? others : { ...others, [server]: left };
    await keepErasing(tx, id, Object.keys(pending).length === 0 ? null : JSON.stringify(pending));
  },
  'requests.sweep': async (tx: Write, { before }: { before: number }): Promise<number> => {
    const ended = await listClosedBefore(tx, { day: before, limit: MOST });
    for (const request of ended) await eraseSealed(tx, request);
    return ended.length;
  },
} satisfies Handlers;

const MOST = 100;

/** The way to the writer, of which these need three slices alone. */
type Run = <Name extends keyof typeof REQUEST_SLICES>(name: Name, payload: Parameters<(typeof REQUEST_SLICES)[Name]>[1]) => Promise<{ readonly result: Awaited<ReturnType<(typeof REQUEST_SLICES)[Name]>> }>;
type Running = { readonly read: Read; readonly writer: { readonly run: Run } };

/** Says that this server follows every measure up to this change. It is asked first: almost always there is nothing to say. */
export async function confirmReached({ read, writer }: Running, reached: Reached): Promise<void> {
  while ((await listUnreached(read, { ...reached, limit: 1 })).length > 0) await writer.run('requests.reached', reached);
}

/** Erases texts of the audit log that decisions ordered, also those of before a crash. `server`: whose log it is. `erase`: destroys the keys of the texts of these entries. */
export async function erasePending({ read, writer }: Running, server: string, erase: (texts: readonly number[]) => Promise<void>): Promise<void> {
  for (const { id, erasing } of await listErasing(read)) {
    const { [server]: texts } = parseErasing(erasing);
    if (texts === undefined) continue;
    await erase(texts);
    await writer.run('requests.texts-erased', { id, server, texts });
  }
}

/** Erases what is sealed of requests that were closed more than so many days ago. `now`: in ms. */
export async function sweepRequests({ writer }: Pick<Running, 'writer'>, now: number, keepDays: number): Promise<void> {
  while ((await writer.run('requests.sweep', { before: dayOfMs(now) - keepDays })).result >= MOST);
}
