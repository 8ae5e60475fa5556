/** What lists show of messages: kept encrypted, shown with how each recipient stands. */
import type { MessageState, MessageSummary, Standing } from '@watchword/api/mailbox.ts';
import { HANDLING_CODES, PRIORITIES, RECEIPT_KINDS, type DeliveredMessage, type HandlingCode, type Manifest, type MessageContent } from '@watchword/api/message-format.ts';
import { bytesOf } from '@watchword/sdk/messages/encoding.ts';
import type { MailMessageTable, MailReceiptTable } from '#store/mail-tables.ts';
import type { Vault } from './vault.ts';

/** What is kept of a message beside its ciphertext. */
export type Kept = Pick<MessageSummary, 'to' | 'handling' | 'subject' | 'beginning' | 'case' | 'template' | 'author' | 'cards' | 'attachments'> & { readonly answers?: string | undefined };

const BEGINNING = 160;

/** What is kept of a message that was opened. */
export function keptOf(manifest: Manifest, { subject, text, case: number, template, author, cards = [], attachments = [], answers }: MessageContent): Kept {
  return {
    to: manifest.to.map(([code]) => code), handling: manifest.handling, subject, beginning: text.replaceAll(/\s+/g, ' ').slice(0, BEGINNING),
    ...(number !== undefined && { case: number }), ...(template !== undefined && { template }), ...(author !== undefined && { author }), ...(answers !== undefined && { answers }),
    cards: cards.map(({ kind }) => kind), attachments: [...attachments],
  };
}

/** What is known of a message that was not believed, or whose content is gone: the envelope. */
export function keptOfEnvelope({ to, handling }: Pick<Manifest, 'to' | 'handling'>): Kept {
  return { to: to.map(([code]) => code), handling, subject: '', beginning: '', cards: [], attachments: [] };
}

/** All texts of a message in which words are looked for. */
export function textsOf({ subject, text, case: number, author, cards = [], attachments = [] }: MessageContent): string[] {
  return [subject, text, number ?? '', author ?? '', ...cards.flatMap(({ fields }) => Object.values(fields)), ...attachments.map(({ name }) => name)];
}

/** The manifest of a message that was stored: it was verified before. */
export function manifestOf({ delivered }: Pick<MailMessageTable, 'delivered'>): Manifest {
  const { manifest } = JSON.parse(delivered) as DeliveredMessage;
  return JSON.parse(new TextDecoder().decode(bytesOf(manifest.payload))) as Manifest;
}

const STATE: Readonly<Record<number, MessageState>> = { 1: 'delivered', 2: 'opened', 3: 'answered' };

/** How a message that was sent stands at each recipient. */
export function standingsOf(to: readonly string[], receipts: readonly MailReceiptTable[]): Standing[] {
  return to.map((organisation) => {
    const last = receipts.filter((receipt) => receipt.organisation === organisation && STATE[receipt.kind] !== undefined).toSorted((one, other) => other.kind - one.kind)[0];
    return last === undefined ? { organisation, state: 'queued' } : { organisation, state: STATE[last.kind] ?? 'delivered', at: new Date(last.at).toISOString() };
  });
}

/** A message as lists show it. */
export function presentMessage(row: MailMessageTable, vault: Vault, receipts: readonly MailReceiptTable[]): MessageSummary {
  const kept = row.summary.length === 0 ? keptOfEnvelope(manifestOf(row)) : vault.open(row.summary, row.id) as Kept;
  const { answers: _answers, ...shown } = kept;
  return {
    id: row.id, thread: row.thread, sent: row.sent === 1, from: row.sender, at: new Date(row.at).toISOString(), priority: PRIORITIES[row.priority] ?? 'routine', ...shown, handling: HANDLING_CODES.find((code) => code === kept.handling) ?? ('police' satisfies HandlingCode),
    unread: row.sent === 0 && row.opened_at === null && row.fault === null && row.destroyed_at === null, ...(row.fault !== null && { fault: row.fault }),
    ...(row.destroyed_at !== null && { destroyedAt: new Date(row.destroyed_at).toISOString() }),
    standings: row.sent === 1 ? standingsOf(kept.to, receipts.filter(({ message }) => message === row.id)) : [],
  };
}

/** The receipts of a message, as a page shows them. */
export function presentReceipts(receipts: readonly MailReceiptTable[], message: string): { kind: (typeof RECEIPT_KINDS)[number]; organisation: string; at: string }[] {
  return receipts.filter((receipt) => receipt.message === message).map(({ kind, organisation, at }) => ({ kind: RECEIPT_KINDS[kind] ?? 'delivered', organisation, at: new Date(at).toISOString() }));
}
