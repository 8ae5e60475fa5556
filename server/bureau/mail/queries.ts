/** What the mail of a bureau asks of the store. */
import type { Read, Write } from '#store/store.ts';
import type { MailAlarmTable, MailDeviceTable, MailDraftTable, MailMessageTable, MailOutgoingTable, MailReceiptTable } from '#store/mail-tables.ts';

export async function findState(read: Read, name: string): Promise<string | undefined> {
  return (await read.db.selectFrom('mail_state').select('value').where('name', '=', name).executeTakeFirst())?.value;
}

export async function keepState(tx: Write, name: string, value: string): Promise<void> {
  await tx.db.insertInto('mail_state').values({ name, value }).onConflict((conflict) => conflict.column('name').doUpdateSet({ value })).execute();
}

function asMessage(row: MailMessageTable): MailMessageTable {
  return { ...row, number: Number(row.number), at: Number(row.at), arrived_at: Number(row.arrived_at) };
}

export async function findMessage(read: Read, id: string): Promise<MailMessageTable | undefined> {
  const row = await read.db.selectFrom('mail_message').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : asMessage(row);
}

export async function listThread(read: Read, thread: string): Promise<MailMessageTable[]> {
  return (await read.db.selectFrom('mail_message').selectAll().where('thread', '=', thread).orderBy('number').limit(500).execute()).map(asMessage);
}

/** Stores a message as the newest. Answers false when it is there already. */
export async function insertMessage(tx: Write, message: Omit<MailMessageTable, 'number'>): Promise<number | undefined> {
  if ((await findMessage(tx, message.id)) !== undefined) return undefined;
  const last = await tx.db.selectFrom('mail_message').select((of) => of.fn.max('number').as('number')).executeTakeFirst();
  const number = Number(last?.number ?? 0) + 1;
  await tx.db.insertInto('mail_message').values({ number, ...message }).execute();
  return number;
}

export async function updateMessage(tx: Write, id: string, change: Partial<MailMessageTable>): Promise<void> {
  await tx.db.updateTable('mail_message').set(change).where('id', '=', id).execute();
}

export async function insertTerms(tx: Write, message: number, terms: readonly number[]): Promise<void> {
  for (let at = 0; at < terms.length; at += 400) {
    await tx.db.insertInto('mail_term').values(terms.slice(at, at + 400).map((term) => ({ term, message }))).onConflict((conflict) => conflict.doNothing()).execute();
  }
}

export async function removeTerms(tx: Write, message: number): Promise<void> {
  await tx.db.deleteFrom('mail_term').where('message', '=', message).execute();
}

/** Messages that have, of each group of terms, at least one; newest first. */
export async function findByTerms(read: Read, groups: readonly (readonly number[])[], limit: number): Promise<MailMessageTable[]> {
  let asked = read.db.selectFrom('mail_message').selectAll('mail_message').where('destroyed_at', 'is', null).orderBy('number', 'desc').limit(limit);
  for (const terms of groups) asked = asked.where((of) => of('number', 'in', of.selectFrom('mail_term').select('message').where('term', 'in', terms)));
  return (await asked.execute()).map(asMessage);
}

/** A thread in a list: its newest message in that box, how many messages there are and how many nobody has opened. */
export type ThreadRow = { readonly thread: string; readonly last: number; readonly messages: number; readonly unread: number };

const BOX = { inbox: { sent: 0, archived: false }, sent: { sent: 1, archived: false }, archive: { sent: undefined, archived: true } } as const;

/** Threads of a box, newest first. `before`: number of the last message of the page before. */
export async function listThreads(read: Read, { box, before, limit }: { box: keyof typeof BOX; before: number | undefined; limit: number }): Promise<ThreadRow[]> {
  const { sent, archived } = BOX[box];
  let asked = read.db.selectFrom('mail_message')
    .select('thread')
    .select((of) => [
      of.fn.max('number').as('last'), of.fn.countAll<number>().as('messages'),
      of.fn.sum<number>(of.case().when(of.and([of('opened_at', 'is', null), of('sent', '=', 0), of('fault', 'is', null)])).then(1).else(0).end()).as('unread'),
    ])
    .where('archived_at', archived ? 'is not' : 'is', null)
    .groupBy('thread').orderBy('last', 'desc').limit(limit);
  if (sent !== undefined) asked = asked.where((of) => of('thread', 'in', of.selectFrom('mail_message').select('thread').where('sent', '=', sent)));
  if (before !== undefined) asked = asked.having((of) => of.fn.max('number'), '<', before);
  return (await asked.execute()).map(({ thread, last, messages, unread }) => ({ thread, last: Number(last), messages: Number(messages), unread: Number(unread) }));
}

export async function listByNumbers(read: Read, numbers: readonly number[]): Promise<MailMessageTable[]> {
  if (numbers.length === 0) return [];
  return (await read.db.selectFrom('mail_message').selectAll().where('number', 'in', numbers).execute()).map(asMessage);
}

export async function countUnread(read: Read): Promise<number> {
  const { count } = await read.db.selectFrom('mail_message').select((of) => of.fn.countAll<number>().as('count')).where('opened_at', 'is', null).where('sent', '=', 0).where('fault', 'is', null).where('destroyed_at', 'is', null).executeTakeFirstOrThrow();
  return Number(count);
}

export async function countMail(read: Read): Promise<{ messages: number; receipts: number }> {
  const [messages, receipts] = await Promise.all([
    read.db.selectFrom('mail_message').select((of) => of.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
    read.db.selectFrom('mail_receipt').select((of) => of.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
  ]);
  return { messages: Number(messages.count), receipts: Number(receipts.count) };
}

export async function archiveThread(tx: Write, thread: string, at: number | null): Promise<number> {
  const { numUpdatedRows } = await tx.db.updateTable('mail_message').set({ archived_at: at }).where('thread', '=', thread).executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Messages whose content has been kept since before a moment. */
export async function listToDestroy(read: Read, before: number, limit: number): Promise<MailMessageTable[]> {
  return (await read.db.selectFrom('mail_message').selectAll().where('destroyed_at', 'is', null).where('arrived_at', '<', before).orderBy('arrived_at').limit(limit).execute()).map(asMessage);
}

/** Keeps a receipt; answers false when there was one. */
export async function insertReceipt(tx: Write, receipt: MailReceiptTable): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.db.insertInto('mail_receipt').values(receipt).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function listReceipts(read: Read, messages: readonly string[]): Promise<MailReceiptTable[]> {
  if (messages.length === 0) return [];
  return (await read.db.selectFrom('mail_receipt').selectAll().where('message', 'in', messages).execute()).map((row) => ({ ...row, at: Number(row.at) }));
}

export async function insertOutgoing(tx: Write, outgoing: MailOutgoingTable): Promise<void> {
  await tx.db.insertInto('mail_outgoing').values(outgoing).execute();
}

export function listOutgoing(read: Read): Promise<MailOutgoingTable[]> {
  return read.db.selectFrom('mail_outgoing').selectAll().orderBy('id').limit(200).execute();
}

export async function removeOutgoing(tx: Write, id: Uint8Array): Promise<void> {
  await tx.db.deleteFrom('mail_outgoing').where('id', '=', id).execute();
}

/** A draft, and the pseudonym of who wrote it last. */
export type DraftRow = MailDraftTable & { readonly pseudonym: string | null };

export async function listDrafts(read: Read): Promise<DraftRow[]> {
  return (await read.db.selectFrom('mail_draft').leftJoin('person', 'person.id', 'mail_draft.person').selectAll('mail_draft').select('person.pseudonym').orderBy('mail_draft.at', 'desc').limit(200).execute()).map((row) => ({ ...row, at: Number(row.at) }));
}

export async function keepDraft(tx: Write, draft: MailDraftTable): Promise<void> {
  const { person, at, sealed } = draft;
  await tx.db.insertInto('mail_draft').values(draft).onConflict((conflict) => conflict.column('id').doUpdateSet({ person, at, sealed })).execute();
}

export async function removeDraft(tx: Write, id: Uint8Array): Promise<boolean> {
  return Number((await tx.db.deleteFrom('mail_draft').where('id', '=', id).executeTakeFirst()).numDeletedRows) > 0;
}

/** A device, and its person's name and state. */
export type DeviceRow = MailDeviceTable & { readonly person_name: string | null; readonly person_state: number | null };

export async function listDevices(read: Read): Promise<DeviceRow[]> {
  const rows = await read.db.selectFrom('mail_device').leftJoin('person', 'person.id', 'mail_device.person').selectAll('mail_device').select(['person.name as person_name', 'person.state as person_state']).orderBy('mail_device.enrolled_at', 'desc').execute();
  return rows.map((row) => ({ ...row, enrolled_at: Number(row.enrolled_at), removed_at: row.removed_at === null ? null : Number(row.removed_at) }));
}

export async function keepDevice(tx: Write, device: MailDeviceTable): Promise<void> {
  await tx.db.insertInto('mail_device').values(device).onConflict((conflict) => conflict.doNothing()).execute();
}

/** Notes that a device is to go; what was noted before stays. */
export async function noteRemoval(tx: Write, id: string, { at, reason }: { at: number; reason: string }): Promise<void> {
  await tx.db.updateTable('mail_device').set({ removed_at: at, reason }).where('id', '=', id).where('removed_at', 'is', null).execute();
}

/** Notes that all browsers of a person are to go: she left, or ended every session because a device is lost. */
export async function noteRemovalsOf(tx: Write, person: Uint8Array, { at, reason }: { at: number; reason: string }): Promise<void> {
  await tx.db.updateTable('mail_device').set({ removed_at: at, reason }).where('person', '=', person).where('removed_at', 'is', null).execute();
}

export async function insertAlarm(tx: Write, alarm: MailAlarmTable): Promise<void> {
  await tx.db.insertInto('mail_alarm').values(alarm).execute();
}

export async function findAlarm(read: Read, { code, organisation, message }: Pick<MailAlarmTable, 'code' | 'organisation' | 'message'>): Promise<boolean> {
  let asked = read.db.selectFrom('mail_alarm').select('id').where('code', '=', code).where('organisation', '=', organisation);
  asked = message === null ? asked.where('message', 'is', null).where('seen_at', 'is', null) : asked.where('message', '=', message);
  return (await asked.executeTakeFirst()) !== undefined;
}

export async function listAlarms(read: Read): Promise<MailAlarmTable[]> {
  return (await read.db.selectFrom('mail_alarm').selectAll().orderBy('id', 'desc').limit(200).execute()).map((row) => ({ ...row, at: Number(row.at), seen_at: row.seen_at === null ? null : Number(row.seen_at) }));
}

export async function seeAlarms(tx: Write, at: number): Promise<number> {
  return Number((await tx.db.updateTable('mail_alarm').set({ seen_at: at }).where('seen_at', 'is', null).executeTakeFirst()).numUpdatedRows);
}
