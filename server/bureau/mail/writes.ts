/** What people do in the mailbox, for the writer. */
import { archiveThread as archiveOperation, enrolMailboxDevice, keepDraft as keepOperation, noteReceipt, removeDraft as removeOperation, removeMailboxDevice, seeAlarms as seeOperation } from '@watchword/api/mailbox.ts';
import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, newId, parseId } from '@watchword/api/ids.ts';
import type { Receipt } from '@watchword/api/message-format.ts';
import { mailEntry } from '#audit/audit.ts';
import { writeOf } from '#door/implement.ts';
import { signedOf, whoOf } from '../visitor.ts';
import { archiveThread, findMessage, insertOutgoing, keepDevice, keepDraft, listDevices, noteRemoval, removeDraft, seeAlarms, updateMessage } from './queries.ts';
import { PIN_WRITES } from './pins.ts';
import { presentDevice } from './present.ts';

/** What was verified before the write. */
export type WithDevice = { readonly enrolled: { readonly id: string; readonly name: string } };
export type WithReceipt = { readonly receipt: Receipt; readonly text: string };

const MAY_REMOVE: ReadonlySet<string> = new Set(['administrator', 'security']);

export const mailWrites = {
  ...PIN_WRITES,
  ...writeOf(enrolMailboxDevice, async (tx, call) => {
    const { enrolled } = call.input as unknown as WithDevice;
    const { person } = signedOf(call);
    await keepDevice(tx, { id: enrolled.id, kind: 'browser', name: enrolled.name, person, enrolled_at: call.at, removed_at: null, reason: null });
    const row = (await listDevices(tx)).find(({ id }) => id === enrolled.id);
    // One that was removed does not come back, and nobody takes over another's.
    if (row === undefined || row.removed_at !== null || row.person === null || Buffer.compare(row.person, person) !== 0) throw fail('key.not-enrolled');
    await tx.appendChange({ at: call.at, kind: 'mail.changed' });
    return { answer: presentDevice(row, person), entry: mailEntry('mail.device-enrolled', whoOf(call), { subject: enrolled.id, reason: 'browser' }) };
  }),
  ...writeOf(removeMailboxDevice, async (tx, call) => {
    const { id: device } = call.input.params;
    const { person, role } = signedOf(call);
    const row = (await listDevices(tx)).find(({ id }) => id === device);
    const isOwn = row?.person !== undefined && row.person !== null && Buffer.compare(row.person, person) === 0;
    if (row === undefined || row.kind === 'node' || (!isOwn && !MAY_REMOVE.has(role))) throw fail('mailbox.device-not-found');
    await noteRemoval(tx, device, { at: call.at, reason: call.input.body.reason });
    const after = (await listDevices(tx)).find(({ id }) => id === device) ?? row;
    await tx.appendChange({ at: call.at, kind: 'mail.changed' });
    return { answer: presentDevice(after, person), entry: mailEntry('mail.device-removed', whoOf(call), { subject: device, reason: call.input.body.reason }) };
  }),
  ...writeOf(archiveOperation, async (tx, call) => {
    const { id: thread } = call.input.params;
    const { archived } = call.input.body;
    if ((await archiveThread(tx, thread, archived ? call.at : null)) === 0) throw fail('mailbox.message-not-found');
    await tx.appendChange({ at: call.at, kind: 'mail.changed' });
    return { answer: { archived }, entry: mailEntry('mail.acted', whoOf(call), { subject: thread, reason: archived ? 'archived' : 'taken-back' }) };
  }),
  ...writeOf(noteReceipt, async (tx, call) => {
    const { receipt, text } = call.input as unknown as WithReceipt;
    const message = await findMessage(tx, receipt.message);
    if (message === undefined || message.sent === 1) throw fail('mailbox.message-not-found');
    const isNew = receipt.kind === 'opened' ? message.opened_at === null : message.answered_at === null;
    if (isNew) {
      await updateMessage(tx, message.id, receipt.kind === 'opened' ? { opened_at: call.at } : { answered_at: call.at });
      await insertOutgoing(tx, { id: idBytes(newId('alm', call.at)), receipt: text });
    }
    await tx.appendChange({ at: call.at, kind: 'mail.changed' });
    return { answer: { noted: isNew }, entry: mailEntry('mail.acted', whoOf(call), { subject: receipt.message, reason: receipt.kind }) };
  }),
  ...writeOf(keepOperation, async (tx, call) => {
    const id = parseId('drf', call.input.params.id);
    if (id === undefined) throw fail('request.invalid');
    await keepDraft(tx, { id: idBytes(id), person: signedOf(call).person, at: call.at, sealed: JSON.stringify(call.input.body.sealed) });
    await tx.appendChange({ at: call.at, kind: 'mail.changed' });
    return { answer: { id, at: new Date(call.at).toISOString() }, entry: mailEntry('mail.acted', whoOf(call), { subject: id, reason: 'draft-kept' }) };
  }),
  ...writeOf(removeOperation, async (tx, call) => {
    const id = parseId('drf', call.input.params.id);
    if (id === undefined) throw fail('request.invalid');
    const removed = await removeDraft(tx, idBytes(id));
    await tx.appendChange({ at: call.at, kind: 'mail.changed' });
    return { answer: { removed }, entry: mailEntry('mail.acted', whoOf(call), { subject: id, reason: 'draft-removed' }) };
  }),
  ...writeOf(seeOperation, async (tx, call) => {
    const seen = await seeAlarms(tx, call.at);
    await tx.appendChange({ at: call.at, kind: 'mail.changed' });
    return { answer: { seen }, entry: mailEntry('mail.acted', whoOf(call), { reason: 'alarms-seen', count: seen }) };
  }),
};

/** The id of a draft as text. */
export function draftId(id: Uint8Array): string {
  return idFromBytes('drf', id);
}
