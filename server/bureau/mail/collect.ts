/** Fetching what is new: every message is verified before anybody sees it, and what is not as it must be is shown as such. */
import { AppError } from '@watchword/api/errors.ts';
import { HANDLING_CODES, PRIORITIES, type AcceptedReceipt, type DeliveredMessage, type Manifest } from '@watchword/api/message-format.ts';
import { readManifest } from '@watchword/sdk/messages/envelope/verify.ts';
import { readSigned } from '@watchword/sdk/messages/signing/signed.ts';
import type { KeyBook } from '@watchword/sdk/mailbox/key-book.ts';
import type { Listed } from '@watchword/sdk/mailbox/hub.ts';
import type { Post, Received } from '@watchword/sdk/mailbox/post.ts';
import type { MailMessageTable } from '#store/mail-tables.ts';
import { isOfHub, type NodeParts } from './node-parts.ts';
import { findMessage, findState, listOutgoing } from './queries.ts';
import { receiptNumber, type Came } from './slices.ts';
import { keptOf, keptOfEnvelope, manifestOf, textsOf } from './summary.ts';

export type Collecting = NodeParts & { readonly post: Post; readonly book: KeyBook };

const CURSOR = 'cursor/messages';
const RECEIPTS = 'cursor/receipts';

/** Fetches messages, then receipts, then hands over the receipts of this bureau. */
export async function collectMail(collecting: Collecting): Promise<void> {
  const { hub, read } = collecting;
  for (;;) {
    const page = await hub.list(Number(await findState(read, CURSOR) ?? 0));
    if (page.length === 0) break;
    for (const listed of page) await collectOne(collecting, listed);
  }
  await handOver(collecting);
  await collectReceipts(collecting);
}

async function collectOne(collecting: Collecting, listed: Listed): Promise<void> {
  const { hub, read, run, now } = collecting;
  const state = { [CURSOR]: String(listed.number) };
  const known = await findMessage(read, listed.id);
  if (known !== undefined || listed.destroyed) {
    if (known !== undefined && listed.destroyed && known.destroyed_at === null) await run('mail.destroy', { ids: [listed.id], at: now() });
    await run('mail.state', { state, at: now() });
    return;
  }
  const handed = await hub.message(listed.id);
  const { delivered } = handed;
  try {
    const received = await collecting.post.receive(listed.id, handed);
    await tellReply(collecting, received);
    await run('mail.came', await cameOf(collecting, received, { accepted: handed.accepted, state }));
  } catch (error) {
    if (isOfHub(error) || !(error instanceof AppError)) throw error;
    await run('mail.came', await refusedOf(collecting, { listed, delivered, error, state }));
  }
}

/** An answer to a hit stops its clock, whichever way it came: before the message is kept, so that a cut line does it again. */
async function tellReply({ code, noteReply }: Collecting, { id, manifest: { from }, opened: { content: { hit, answer } } }: Received): Promise<void> {
  if (from !== code && answer !== undefined) await noteReply?.({ hit, answer, from, message: id });
}

/** What is kept of a message that was believed, and the receipts that are due. */
async function cameOf({ code, post, read, vault, now }: Collecting, received: Received, { accepted, state }: { accepted: AcceptedReceipt | undefined; state: Record<string, string> }): Promise<Came> {
  const { id, manifest, delivered, body, opened: { content }, notices, line } = received;
  const isOwn = manifest.from === code;
  const answered = content.answers === undefined ? undefined : await findMessage(read, content.answers);
  const receipts = [
    ...(isOwn ? [] : [await post.receipt('delivered', { id, from: manifest.from })]),
    ...(isOwn && answered !== undefined && answered.sent === 0 && answered.fault === null ? [await post.receipt('answered', { id: answered.id, from: answered.sender }, id)] : []),
  ];
  const at = now();
  return {
    at, state: { ...state, [line.name]: JSON.stringify(line.state), ...(isOwn && { [`last/${manifest.device}`]: id }) }, ...(accepted !== undefined && isOwn && { accepted: JSON.stringify(accepted) }), alarms: isOwn ? [] : notices, terms: vault.terms(...textsOf(content)), receipts: receipts.map((receipt) => JSON.stringify(receipt)),
    ...(isOwn && answered !== undefined && { answers: answered.id }),
    message: rowOf({ id, manifest, delivered, at, isOwn }, { thread: content.thread ?? id, summary: vault.seal(keptOf(manifest, content), id), body, fault: null }),
  };
}

/** What is kept of a message that is not believed: it is shown as such, and not what it says. */
async function refusedOf({ code, vault, now }: Collecting, { listed, delivered, error, state }: { listed: Listed; delivered: DeliveredMessage; error: AppError; state: Record<string, string> }): Promise<Came> {
  const at = now();
  const manifest = await readManifest(delivered.manifest).then(({ payload }) => payload, () => undefined);
  const from = manifest?.from ?? 'XXX';
  const envelope = manifest ?? { from, to: [], handling: HANDLING_CODES[0], priority: PRIORITIES[0], time: new Date(at).toISOString() };
  return {
    at, state, terms: [], receipts: [], alarms: [error.code],
    message: rowOf({ id: listed.id, manifest: envelope, delivered, at, isOwn: from === code }, { thread: listed.id, summary: vault.seal(keptOfEnvelope(envelope), listed.id), body: new Uint8Array(), fault: error.code }),
  };
}

type Envelope = { id: string; manifest: Pick<Manifest, 'from' | 'time' | 'priority'>; delivered: DeliveredMessage; at: number; isOwn: boolean };

function rowOf({ id, manifest, delivered, at, isOwn }: Envelope, content: Pick<MailMessageTable, 'thread' | 'summary' | 'body' | 'fault'>): Omit<MailMessageTable, 'number'> {
  return {
    id, ...content, sent: isOwn ? 1 : 0, sender: manifest.from, at: Date.parse(manifest.time), arrived_at: at, priority: PRIORITIES.indexOf(manifest.priority), opened_at: isOwn ? at : null,
    answered_at: null, archived_at: null, destroyed_at: null, delivered: JSON.stringify(delivered),
  };
}

/** Hands receipts over that wait; one that the hub refuses for good is given up. */
async function handOver({ hub, read, run, now }: Collecting): Promise<void> {
  for (const { id, receipt } of await listOutgoing(read)) {
    try {
      await hub.giveReceipt(JSON.parse(receipt) as Parameters<typeof hub.giveReceipt>[0]);
    } catch (error) {
      if (!(error instanceof AppError) || isOfHub(error)) throw error;
    }
    await run('mail.handed-over', { id, at: now() });
  }
}

async function collectReceipts({ code, hub, post, read, run, now }: Collecting): Promise<void> {
  for (;;) {
    const page = await hub.receipts(Number(await findState(read, RECEIPTS) ?? 0));
    if (page.length === 0) return;
    for (const { number, receipt: object } of page) {
      const at = now();
      const state = { [RECEIPTS]: String(number) };
      try {
        const { payload } = await readSigned('receipt', object);
        const message = await findMessage(read, payload.message);
        if (message !== undefined && message.sent === 1) await post.checkReceipt(object, { id: message.id, manifest: manifestOf(message) });
        const receipt = message === undefined || message.sent === 0 ? undefined : { message: message.id, kind: receiptNumber(payload.kind), organisation: payload.from, at: Date.parse(payload.time), receipt: JSON.stringify(object) };
        await run('mail.receipt', { receipt, state, at });
      } catch (error) {
        if (isOfHub(error) || !(error instanceof AppError)) throw error;
        await run('mail.alarm', { code: error.code, organisation: code, message: null, at });
        await run('mail.receipt', { receipt: undefined, state, at });
      }
    }
  }
}
