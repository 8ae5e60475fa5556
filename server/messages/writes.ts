/** The writes of messages, for the writer. */
import { fail } from '@watchword/api/errors.ts';
import type { AcceptedReceipt, HandlingCode } from '@watchword/api/message-format.ts';
import { giveReceipt, removeGroup, saveGroup, sendMessage, startFile } from '@watchword/api/messages.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { bytesOf } from '@watchword/sdk/messages/encoding.ts';
import { blobStored, groupChanged, messageAccepted, receiptTaken } from '#audit/audit.ts';
import { writeOf } from '#door/implement.ts';
import { emit } from '#live/live.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { MessageTable } from '#store/message-tables.ts';
import { acceptMessage } from './accept.ts';
import { presentGroup } from './groups.ts';
import { deleteGroup, findFile, findGroup, findMessage, findPart, findReceipt, insertFile, insertReceipt, saveGroupRow, sumWaiting, takeReceiptNumber, updateFile, updateMessage } from './queries.ts';
import { destroyAfterDelivery } from './retention.ts';
import type { VerifiedMessage, VerifiedReceipt } from './verify.ts';

/** What may wait of an organisation that goes with no message. */
const MOST_WAITING = { bytes: 4 * 1024 ** 3, files: 10_000 };

export const MESSAGE_WRITES = {
  ...writeOf(sendMessage, async (tx, call) => {
    const { asker, at } = call;
    const { verified: message, manifest } = call.input as unknown as { verified: VerifiedMessage; manifest: string };
    const id = bytesOf(message.id);
    await tx.appendChange({ at, kind: 'message.changed', owner: asker.number });
    const there = await findMessage(tx, id);
    const entry = messageAccepted(asker, { subject: message.id, count: there?.recipients ?? message.wraps.length - 1 });
    if (there !== undefined) return { answer: answerOf(message.id, there, (await findPart(tx, { organisation: asker.number, message: id }))?.number ?? 0), entry };
    const number = await acceptMessage(tx, { message, manifest, sender: asker.number, at });
    return { answer: answerOf(message.id, { at, accepted: message.accepted ?? null }, number), entry };
  }),
  ...writeOf(giveReceipt, async (tx, call) => {
    const { asker, at, input: { params, body } } = call;
    const { kind } = (call.input as unknown as { verified: VerifiedReceipt }).verified;
    const id = bytesOf(params.id);
    const message = await findMessage(tx, id);
    if (message === undefined || message.destroyed_at !== null) throw fail('message.not-found');
    await tx.appendChange({ at, kind: 'message.changed', owner: asker.number });
    const entry = receiptTaken(asker, { subject: params.id, kind });
    const there = await findReceipt(tx, { message: id, sender: asker.number, kind });
    if (there !== undefined) return { answer: { kind, at: new Date(there.at).toISOString() }, entry };
    const number = await takeReceiptNumber(tx, message.sender);
    await insertReceipt(tx, { organisation: message.sender, number, message: id, sender: asker.number, kind, at, object: JSON.stringify(body.receipt) });
    if (kind === 'delivered') {
      const delivered = message.delivered + 1;
      const last = delivered >= message.recipients ? { destroy_at: destroyAfterDelivery({ handling: message.handling as HandlingCode, destroyAt: message.destroy_at }, at) } : {};
      await updateMessage(tx, id, { delivered, ...last });
    }
    await emit(tx, { organisation: message.sender, kind: 'message.receipt', subject: params.id, at });
    return { answer: { kind, at: new Date(at).toISOString() }, entry };
  }),
  ...writeOf(startFile, async (tx, call) => {
    const { asker, at, input: { params, body } } = call;
    const key = { organisation: asker.number, sha256: bytesOf(params.sha256) };
    const known = await findFile(tx, key);
    await tx.appendChange({ at, kind: 'message.changed', owner: asker.number });
    const entry = blobStored(asker, { subject: params.sha256, count: 0 });
    if (known !== undefined && known.completed_at !== null) return { answer: { sha256: params.sha256, size: known.size, offset: known.size, isComplete: true }, entry };
    if (known === undefined) {
      const waiting = await sumWaiting(tx, asker.number);
      if (waiting.bytes + body.size > MOST_WAITING.bytes || waiting.files >= MOST_WAITING.files) throw fail('file.quota');
      await insertFile(tx, { ...key, size: body.size, started_at: at, completed_at: null, data: null, message: null, n: null });
    } else await updateFile(tx, key, { size: body.size });
    return { answer: { sha256: params.sha256, size: body.size, offset: (call.input as unknown as { here: number }).here, isComplete: false }, entry };
  }),
  ...writeOf(saveGroup, async (tx, { asker, at, input: { params, body } }) => {
    requireOwnKind(asker, params.code);
    for (const code of body.members) if (findOrganisationNumber(code) === undefined) throw fail('organisation.not-found', { errors: [{ pointer: '/members', code: 'unknown', detail: 'One of them is no organisation.' }] });
    const group = { organisation: asker.number, code: params.code, name: body.name, members: JSON.stringify([...body.members].toSorted()), version: ((await findGroup(tx, asker.number, params.code))?.version ?? 0) + 1 };
    await saveGroupRow(tx, group);
    await tx.appendChange({ at, kind: 'message.changed', owner: asker.number });
    return { answer: presentGroup(group), entry: groupChanged(asker, { subject: params.code, reason: 'saved' }) };
  }),
  ...writeOf(removeGroup, async (tx, { asker, at, input: { params } }) => {
    const group = await findGroup(tx, asker.number, params.code);
    if (group === undefined) throw fail('group.not-found');
    await deleteGroup(tx, asker.number, params.code);
    await tx.appendChange({ at, kind: 'message.changed', owner: asker.number });
    return { answer: presentGroup(group), entry: groupChanged(asker, { subject: params.code, reason: 'removed' }) };
  }),
};

function answerOf(id: string, { at, accepted }: Pick<MessageTable, 'at' | 'accepted'>, number: number): { id: string; number: number; at: string; accepted?: AcceptedReceipt } {
  return { id, number, at: new Date(at).toISOString(), ...acceptedOf(accepted) };
}

/** The receipt that was signed when a message was taken. One of the first form, which stood for a message alone, is not among the formats any more. */
export function acceptedOf(text: string | null): { accepted?: AcceptedReceipt } {
  const receipt = text === null ? undefined : (JSON.parse(text) as Partial<AcceptedReceipt>);
  return receipt?.acceptance === undefined ? {} : { accepted: receipt as AcceptedReceipt };
}

/** @throws `access.forbidden` */
function requireOwnKind({ organisation, unit }: { organisation: string; unit?: object }, code: string): void {
  if (unit !== undefined || code.startsWith('operation-') !== (organisation === SECRETARIAT)) throw fail('access.forbidden', { detail: 'Groups of operations are kept by the secretariat; your own begin with own-.' });
}
