/** The inner half of the door, in the writer: around every write the same steps, so that none can be left out. */
import { fail } from '@watchword/api/errors.ts';
import { encodeEntry } from '#audit/audit.ts';
import type { Handlers, Write } from '#store/store.ts';
import type { Call, WriteHandler } from './calls.ts';
import { nameToken } from './entries.ts';
import type { WriteHandlers } from './implement.ts';
import { findKept, forgetAnswers, keepAnswer } from './queries.ts';

/** One write on its way to the writer. `digest` is that of the request, for a key that is used again. */
export type WritePayload = { readonly call: Call<never>; readonly repeat: { readonly key: string; readonly digest: Uint8Array; readonly unkept: readonly string[] } | undefined };
/** What comes back: `outbox` is the id of its audit entry; or the answer kept from the first time, and a change that lies behind those of that time. */
export type WriteResult = { readonly answer: unknown; readonly outbox: number; readonly after?: never } | { readonly answer: unknown; readonly outbox?: never; readonly after: number };

const KEPT_FOR_MS = 24 * 3600_000;

/** All writes of the contract as the writer runs them, by the id of their operation, and the forgetting of kept answers. */
export function writerHandlers(writes: WriteHandlers): Handlers {
  const wrapped = Object.entries(writes).map(([id, handler]) => [id, (tx: Write, payload: WritePayload) => runWrite(tx, handler, payload)] as const);
  return { ...Object.fromEntries(wrapped), 'door.forget': (tx: Write, { at }: { at: number }) => forgetAnswers(tx, at - KEPT_FOR_MS, 500) };
}

async function runWrite(tx: Write, handler: WriteHandler, { call, repeat }: WritePayload): Promise<WriteResult> {
  const { asker } = call as Call;
  if (repeat !== undefined) {
    const kept = await findKept(tx, { organisation: asker.organisation, key: repeat.key });
    if (kept !== undefined) {
      if (kept.answer === '') throw fail('request.key-reused', { detail: 'What was written under this key has been erased. Do not send it again.' });
      if (Buffer.compare(kept.request, repeat.digest) !== 0) throw fail('request.key-reused');
      return { answer: JSON.parse(kept.answer), after: await tx.lastChange() };
    }
  }
  const { answer, entry } = await handler(tx, call);
  const outbox = await tx.appendOutbox(encodeEntry(nameToken(entry, asker)));
  if (repeat !== undefined) {
    const kept = Object.fromEntries(Object.entries(answer as object).filter(([name]) => !repeat.unkept.includes(name)));
    await keepAnswer(tx, { organisation: asker.organisation, key: repeat.key, request: repeat.digest, answer: JSON.stringify(kept), at: (call as Call).at });
  }
  return { answer, outbox };
}
