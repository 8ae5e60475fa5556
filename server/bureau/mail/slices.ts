/** What the node writes by itself: messages and receipts that came, receipts that wait, alarms. */
import { idBytes, newId } from '@watchword/api/ids.ts';
import { RECEIPT_KINDS } from '@watchword/api/message-format.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import type { MailDeviceTable, MailMessageTable, MailReceiptTable } from '#store/mail-tables.ts';
import type { Handlers, Write } from '#store/store.ts';
import { archiveThread, findAlarm, findMessage, insertAlarm, insertMessage, insertOutgoing, insertReceipt, insertTerms, keepDevice, keepState, noteRemoval, removeOutgoing, removeTerms, updateMessage } from './queries.ts';

/** A message that came. `state`: what is remembered with it, by name. `answers`: the message that it answers. */
export type Came = {
  readonly message: Omit<MailMessageTable, 'number'>; readonly terms: readonly number[]; readonly state: Readonly<Record<string, string>>; readonly receipts: readonly string[];
  readonly alarms: readonly string[]; /** The hub's receipt, as JSON. */ readonly accepted?: string | undefined; readonly answers?: string | undefined; readonly at: number;
};

async function alarm(tx: Write, { code, organisation, message, at }: { code: string; organisation: string; message: string | null; at: number }): Promise<void> {
  if (await findAlarm(tx, { code, organisation, message })) return;
  await insertAlarm(tx, { id: idBytes(newId('alm', at)), at, code, organisation, message, seen_at: null });
}

const keepAll = async (tx: Write, state: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, value] of Object.entries(state)) await keepState(tx, name, value);
};

export const MAIL_SLICES = {
  'mail.state': async (tx: Write, { state, at }: { state: Readonly<Record<string, string>>; at: number }): Promise<void> => {
    await keepAll(tx, state);
    await tx.appendChange({ at, kind: 'mail.changed' });
  },
  'mail.came': async (tx: Write, { message, terms, state, receipts, alarms, accepted, answers, at }: Came): Promise<boolean> => {
    const number = await insertMessage(tx, message);
    await keepAll(tx, state);
    if (number !== undefined) {
      await insertTerms(tx, number, terms);
      for (const receipt of receipts) await insertOutgoing(tx, { id: idBytes(newId('alm', at)), receipt });
      if (accepted !== undefined) await insertReceipt(tx, { message: message.id, kind: receiptNumber('accepted'), organisation: SECRETARIAT, at, receipt: accepted });
      if (answers !== undefined) await updateMessage(tx, answers, { answered_at: at });
      // A new message takes its thread out of the archive.
      await archiveThread(tx, message.thread, null);
    }
    for (const code of alarms) await alarm(tx, { code, organisation: message.sender, message: message.id, at });
    await tx.appendChange({ at, kind: 'mail.changed' });
    return number !== undefined;
  },
  'mail.receipt': async (tx: Write, { receipt, state, at }: { receipt: MailReceiptTable | undefined; state: Readonly<Record<string, string>>; at: number }): Promise<void> => {
    if (receipt !== undefined) await insertReceipt(tx, receipt);
    await keepAll(tx, state);
    await tx.appendChange({ at, kind: 'mail.changed' });
  },
  'mail.handed-over': async (tx: Write, { id, at }: { id: Uint8Array; at: number }): Promise<void> => {
    await removeOutgoing(tx, id);
    await tx.appendChange({ at, kind: 'mail.changed' });
  },
  'mail.alarm': async (tx: Write, told: { code: string; organisation: string; message: string | null; at: number }): Promise<void> => {
    await alarm(tx, told);
    await tx.appendChange({ at: told.at, kind: 'mail.changed' });
  },
  'mail.device': async (tx: Write, { device, at }: { device: MailDeviceTable; at: number }): Promise<void> => {
    await keepDevice(tx, device);
    await tx.appendChange({ at, kind: 'mail.changed' });
  },
  'mail.device-gone': async (tx: Write, { id, reason, at }: { id: string; reason: string; at: number }): Promise<void> => {
    await noteRemoval(tx, id, { at, reason });
    await tx.appendChange({ at, kind: 'mail.changed' });
  },
  'mail.destroy': async (tx: Write, { ids, at }: { ids: readonly string[]; at: number }): Promise<void> => {
    await tx.overwriteDeleted();
    for (const id of ids) {
      const message = await findMessage(tx, id);
      if (message === undefined) continue;
      await removeTerms(tx, message.number);
      await updateMessage(tx, id, { destroyed_at: at, summary: new Uint8Array(), body: new Uint8Array() });
    }
    await tx.appendChange({ at, kind: 'mail.changed' });
  },
} satisfies Handlers;

/** The number of a kind of receipt in the store. */
export function receiptNumber(kind: (typeof RECEIPT_KINDS)[number]): number {
  return RECEIPT_KINDS.indexOf(kind);
}
