import { setTimeout } from 'node:timers/promises';
import { fail } from '@watchword/api/errors.ts';
import type { Commit, OutboxEntry, Read, Writer, Handlers } from '#store/store.ts';
import { requireEncodable } from './encode.ts';
import type { AuditEntry } from './events.ts';
import type { Receipt } from './group.ts';
import type { AuditLog } from './log.ts';

/**
 * Carries the entries of writes from the store's outbox to the audit log. A write stores its entry in its own transaction; here
 * it reaches the log, in the order of the commits, before the write is answered, or at the next start.
 */
export type Outbox = {
  /** Resolves when the entry with this id is durable in the log. To be asked for an id whose commit has been told. */
  durable(id: number): Promise<Receipt>;
  /** Resolves when everything told of so far is durable; rejects while the log cannot be written. */
  settled(): Promise<undefined>;
  /** After the log could not be written: mends it and brings in what waits in the store. Rejects while it still cannot. */
  recover(): Promise<void>;
  /** Whether entries wait in the store until `recover`. */
  isStalled(): boolean;
  close(): Promise<void>;
};

type Parts = { audit: AuditLog; read: Read; writer: Pick<Writer<Handlers>, 'subscribe' | 'forgetOutbox'> };

const PAGE = 1000;
/** Receipts that nobody asked for are kept so long. */
const KEPT_MS = 60_000;
const FORGOTTEN_WITHIN_MS = 100;

/** An audit entry as it lies in the outbox: JSON, without its outbox id. One that the log could not write is refused here, with the write that it tells of. @throws AppError `server.internal` */
export function encodeEntry(entry: AuditEntry): Uint8Array {
  requireEncodable(entry);
  return new TextEncoder().encode(JSON.stringify(entry));
}

function decodeEntry({ id, entry }: OutboxEntry): AuditEntry {
  return { ...(JSON.parse(new TextDecoder().decode(entry)) as AuditEntry), outbox: id };
}

/** Writes what a crash left in the outbox, then listens to commits. To be called before the first write. */
export async function openOutbox({ audit, read, writer }: Parts): Promise<Outbox> {
  const waiting = new Map<number, Promise<Receipt>>();
  let last: Promise<unknown> = Promise.resolve();
  /** After a failure nothing is carried until `recover`: a later entry must not come before one that is still in the store. */
  let stalled = false;
  /** The highest id that was told of, and the highest that was given to the log. */
  let told = 0;
  let handed = audit.lastOutboxId;

  /** Gives entries to the log, at once, so that their order is the order in the log. */
  const hand = (entries: readonly OutboxEntry[]): Promise<Receipt[]> => {
    handed = entries.at(-1)?.id ?? handed;
    const written = append(audit, entries);
    keepReceipts(waiting, entries, written);
    return written;
  };
  /** Brings into the log whatever the store's outbox has above its last entry. */
  const carryOver = async (): Promise<void> => {
    for (;;) {
      const left = await read.readOutbox(PAGE);
      const missing = left.filter(({ id }) => id > handed);
      if (missing.length > 0) await hand(missing);
      if (left.length > 0) writer.forgetOutbox(left.at(-1)?.id ?? 0);
      if (left.length < PAGE) return;
      // The forgetting comes with one of the next commits: wait for it, or the same page would be read again.
      while ((await read.readOutbox(1))[0]?.id === left[0]?.id) {
        await setTimeout(FORGOTTEN_WITHIN_MS);
        writer.forgetOutbox(left.at(-1)?.id ?? 0);
      }
    }
  };
  await carryOver();
  const carry = (entries: readonly OutboxEntry[]): void => {
    told = Math.max(told, entries.at(-1)?.id ?? 0);
    // What `recover` read in the store before its commit was told is in the log already.
    const fresh = entries.filter(({ id }) => id > handed);
    if (fresh.length === 0) return;
    if (stalled) return keepReceipts(waiting, fresh, Promise.reject(fail('audit.unavailable')));
    const upTo = fresh.at(-1)?.id ?? 0;
    last = hand(fresh).then(() => writer.forgetOutbox(upTo)).catch(() => (stalled = true));
  };
  const stop = writer.subscribe((commit: Commit) => carry(commit.outbox));
  const mend = async (): Promise<void> => {
    await audit.recover();
    if (!stalled) return;
    handed = audit.lastOutboxId;
    // Commits go on meanwhile: what was told of them is in the log before others are carried again.
    do await carryOver();
    while (told > handed);
    stalled = false;
  };
  let mending: Promise<void> | undefined;

  return {
    async durable(id) {
      const receipt = waiting.get(id);
      if (receipt === undefined) throw fail('server.internal', {}, new Error('an outbox entry was not told of'));
      waiting.delete(id);
      return receipt;
    },
    async settled() {
      await last;
      if (stalled) throw fail('audit.unavailable');
      return undefined;
    },
    recover: () => (mending ??= mend().finally(() => (mending = undefined))),
    isStalled: () => stalled,
    async close() {
      await last;
      stop();
    },
  };
}

function append(audit: AuditLog, entries: readonly OutboxEntry[]): Promise<Receipt[]> {
  try {
    return audit.appendMany(entries.map(decodeEntry));
  } catch (error) {
    return Promise.reject(error);
  }
}

function keepReceipts(waiting: Map<number, Promise<Receipt>>, entries: readonly OutboxEntry[], written: Promise<Receipt[]>): void {
  entries.forEach(({ id }, at) => {
    const receipt = written.then((receipts) => receipts[at] ?? Promise.reject(fail('server.internal')));
    receipt.catch(() => undefined);
    waiting.set(id, receipt);
    // Entries of loads have no caller who takes them out.
    globalThis.setTimeout(() => waiting.delete(id), KEPT_MS).unref();
  });
}
