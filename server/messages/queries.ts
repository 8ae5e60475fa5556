/** What messages ask of the store. */
import type { MessageFileTable, MessageGroupTable, MessageLineTable, MessagePartTable, MessageReceiptTable, MessageTable } from '#store/message-tables.ts';
import { keepStatement, rowsOf } from '#store/kept-statement.ts';
import type { Read, Write } from '#store/store.ts';

const NO_BYTES = new Uint8Array();

const selectMessage = keepStatement((db) => db.selectFrom('message').selectAll().where('id', '=', NO_BYTES));

export async function findMessage(read: Read, id: Uint8Array): Promise<MessageTable | undefined> {
  const [row] = await selectMessage(read.db, [id]);
  return row === undefined ? undefined : messageOf(row);
}

export async function insertMessage(tx: Write, message: MessageTable): Promise<void> {
  await tx.db.insertInto('message').values(message).execute();
}

export async function updateMessage(tx: Write, id: Uint8Array, change: Partial<MessageTable>): Promise<void> {
  await tx.db.updateTable('message').set(change).where('id', '=', id).execute();
}

/** What an organisation has of a message; undefined when it is no party of it. */
export async function findPart(read: Read, { organisation, message }: { organisation: number; message: Uint8Array }): Promise<MessagePartTable | undefined> {
  const row = await read.db.selectFrom('message_part').selectAll().where('message', '=', message).where('organisation', '=', organisation).executeTakeFirst();
  return row === undefined ? undefined : { ...row, number: Number(row.number), sequence: Number(row.sequence) };
}

const insertRows = keepStatement((db, count) => db.insertInto('message_part').values(rowsOf({ organisation: 0, number: 0, message: NO_BYTES, sequence: 0, wrap: '' }, count)));

export async function insertParts(tx: Write, parts: readonly MessagePartTable[]): Promise<void> {
  await insertRows(tx.db, parts.flatMap(({ organisation, number, message, sequence, wrap }) => [organisation, number, message, sequence, wrap]), parts.length);
}

/** Organisations that are parties of a message. */
export async function listParties(read: Read, message: Uint8Array): Promise<number[]> {
  return (await read.db.selectFrom('message_part').select('organisation').where('message', '=', message).execute()).map(({ organisation }) => organisation);
}

export type PartRow = Pick<MessagePartTable, 'number' | 'sequence' | 'message'> & Pick<MessageTable, 'sender' | 'at' | 'priority' | 'handling' | 'size' | 'destroyed_at'>;

/** Messages to and from an organisation after a number, in order. */
export async function listParts(read: Read, { organisation, after, limit, direction }: { organisation: number; after: number; limit: number; direction: 'in' | 'out' | undefined }): Promise<PartRow[]> {
  let asked = read.db.selectFrom('message_part').innerJoin('message', 'message.id', 'message_part.message')
    .select(['message_part.number', 'message_part.sequence', 'message_part.message', 'message.sender', 'message.at', 'message.priority', 'message.handling', 'message.size', 'message.destroyed_at'])
    .where('message_part.organisation', '=', organisation).where('message_part.number', '>', after).orderBy('message_part.number').limit(limit);
  if (direction !== undefined) asked = asked.where('message.sender', direction === 'out' ? '=' : '<>', organisation);
  return (await asked.execute()).map((row) => ({ ...row, number: Number(row.number), sequence: Number(row.sequence), at: Number(row.at), size: Number(row.size) }));
}

/** Lines from an organisation, to these or to all. */
export async function listLines(read: Read, sender: number, recipients?: readonly number[]): Promise<MessageLineTable[]> {
  const asked = read.db.selectFrom('message_line').selectAll().where('sender', '=', sender).orderBy('recipient');
  const rows = await (recipients === undefined ? asked : asked.where('recipient', 'in', [...recipients])).execute();
  return rows.map((row) => ({ ...row, sequence: Number(row.sequence) }));
}

const moveLines = keepStatement((db, count) => db.insertInto('message_line').values(rowsOf({ sender: 0, recipient: 0, sequence: 0, last: NO_BYTES }, count))
  .onConflict((conflict) => conflict.columns(['sender', 'recipient']).doUpdateSet((all) => ({ sequence: all.ref('excluded.sequence'), last: all.ref('excluded.last') }))));

/** Moves lines on: one statement, whatever their number. */
export async function saveLines(tx: Write, lines: readonly MessageLineTable[]): Promise<void> {
  await moveLines(tx.db, lines.flatMap(({ sender, recipient, sequence, last }) => [sender, recipient, sequence, last]), lines.length);
}

const takeNumbers = keepStatement((db, count) => db.insertInto('message_head').values(rowsOf({ organisation: 0, messages: 1, receipts: 0 }, count))
  .onConflict((conflict) => conflict.column('organisation').doUpdateSet((all) => ({ messages: all('message_head.messages', '+', 1) })))
  .returning(['organisation', 'messages']));

/** Takes the next number of a message of each of these organisations, each named once. */
export async function takeMessageNumbers(tx: Write, organisations: readonly number[]): Promise<Map<number, number>> {
  const rows = await takeNumbers(tx.db, organisations.flatMap((organisation) => [organisation, 1, 0]), organisations.length);
  return new Map(rows.map(({ organisation, messages }) => [organisation, Number(messages)]));
}

/** Takes the next number of a receipt of an organisation. */
export async function takeReceiptNumber(tx: Write, organisation: number): Promise<number> {
  const { receipts } = await tx.db.insertInto('message_head').values({ organisation, messages: 0, receipts: 1 })
    .onConflict((conflict) => conflict.column('organisation').doUpdateSet((all) => ({ receipts: all('message_head.receipts', '+', 1) })))
    .returning('receipts').executeTakeFirstOrThrow();
  return Number(receipts);
}

export async function findNumbers(read: Read, organisation: number): Promise<{ messages: number; receipts: number }> {
  const row = await read.db.selectFrom('message_head').selectAll().where('organisation', '=', organisation).executeTakeFirst();
  return { messages: Number(row?.messages ?? 0), receipts: Number(row?.receipts ?? 0) };
}

export async function findReceipt(read: Read, { message, sender, kind }: Pick<MessageReceiptTable, 'message' | 'sender' | 'kind'>): Promise<MessageReceiptTable | undefined> {
  const row = await read.db.selectFrom('message_receipt').selectAll().where('message', '=', message).where('sender', '=', sender).where('kind', '=', kind).executeTakeFirst();
  return row === undefined ? undefined : receiptOf(row);
}

export async function insertReceipt(tx: Write, receipt: MessageReceiptTable): Promise<void> {
  await tx.db.insertInto('message_receipt').values(receipt).execute();
}

/** Receipts for an organisation after a number, of one message or all. */
export async function listReceiptsFor(read: Read, { organisation, after, limit, message }: { organisation: number; after: number; limit: number; message: Uint8Array | undefined }): Promise<MessageReceiptTable[]> {
  let asked = read.db.selectFrom('message_receipt').selectAll().where('organisation', '=', organisation).where('number', '>', after).orderBy('number').limit(limit);
  if (message !== undefined) asked = asked.where('message', '=', message);
  return (await asked.execute()).map(receiptOf);
}

const selectFile = keepStatement((db) => db.selectFrom('message_file').selectAll().where('organisation', '=', 0).where('sha256', '=', NO_BYTES));

export async function findFile(read: Read, { organisation, sha256 }: { organisation: number; sha256: Uint8Array }): Promise<MessageFileTable | undefined> {
  const [row] = await selectFile(read.db, [organisation, sha256]);
  return row === undefined ? undefined : fileOf(row);
}

export async function findFileOfMessage(read: Read, message: Uint8Array, n: number): Promise<MessageFileTable | undefined> {
  const row = await read.db.selectFrom('message_file').selectAll().where('message', '=', message).where('n', '=', n).executeTakeFirst();
  return row === undefined ? undefined : fileOf(row);
}

export async function insertFile(tx: Write, file: MessageFileTable): Promise<void> {
  await tx.db.insertInto('message_file').values(file).execute();
}

export async function updateFile(tx: Write, { organisation, sha256 }: { organisation: number; sha256: Uint8Array }, change: Partial<MessageFileTable>): Promise<void> {
  await tx.db.updateTable('message_file').set(change).where('organisation', '=', organisation).where('sha256', '=', sha256).execute();
}

export async function deleteFile(tx: Write, { organisation, sha256 }: { organisation: number; sha256: Uint8Array }): Promise<void> {
  await tx.db.deleteFrom('message_file').where('organisation', '=', organisation).where('sha256', '=', sha256).execute();
}

/** Bytes and number of files of an organisation that go with no message. */
export async function sumWaiting(read: Read, organisation: number): Promise<{ bytes: number; files: number }> {
  const rows = await read.db.selectFrom('message_file').select((all) => [all.fn.sum<number>('size').as('bytes'), all.fn.countAll<number>().as('files')]).where('organisation', '=', organisation).where('message', 'is', null).execute();
  return { bytes: Number(rows[0]?.bytes ?? 0), files: Number(rows[0]?.files ?? 0) };
}

/** Files without a message that were begun before this moment. */
export async function listAbandoned(read: Read, { before, incompleteBefore, limit }: { before: number; incompleteBefore: number; limit: number }): Promise<MessageFileTable[]> {
  const rows = await read.db.selectFrom('message_file').selectAll().where('message', 'is', null)
    .where((all) => all.or([all('started_at', '<', before), all.and([all('started_at', '<', incompleteBefore), all('completed_at', 'is', null)])])).limit(limit).execute();
  return rows.map(fileOf);
}

export async function listFilesOfMessage(read: Read, message: Uint8Array): Promise<MessageFileTable[]> {
  return (await read.db.selectFrom('message_file').selectAll().where('message', '=', message).orderBy('n').execute()).map(fileOf);
}

/** Messages whose time is over. */
export async function listEnded(read: Read, at: number, limit: number): Promise<MessageTable[]> {
  return (await read.db.selectFrom('message').selectAll().where('destroyed_at', 'is', null).where('destroy_at', '<=', at).orderBy('destroy_at').limit(limit).execute()).map(messageOf);
}

/** Takes the keys of all parties and everything signed out of a message. */
export async function emptyMessage(tx: Write, id: Uint8Array, at: number): Promise<void> {
  await tx.db.updateTable('message').set({ manifest: '', accepted: null, destroyed_at: at }).where('id', '=', id).execute();
  await tx.db.updateTable('message_part').set({ wrap: '' }).where('message', '=', id).execute();
  await tx.db.deleteFrom('message_receipt').where('message', '=', id).execute();
  await tx.db.deleteFrom('message_file').where('message', '=', id).execute();
}

/** Forgets messages that were destroyed before this moment; at most so many. */
export async function forgetDestroyed(tx: Write, before: number, limit: number): Promise<number> {
  const rows = await tx.db.selectFrom('message').select('id').where('destroyed_at', '<', before).limit(limit).execute();
  for (const { id } of rows) {
    await tx.db.deleteFrom('message_part').where('message', '=', id).execute();
    await tx.db.deleteFrom('message').where('id', '=', id).execute();
  }
  return rows.length;
}

export async function listGroupRows(read: Read): Promise<MessageGroupTable[]> {
  return await read.db.selectFrom('message_group').selectAll().orderBy('organisation').orderBy('code').execute();
}

export async function findGroup(read: Read, organisation: number, code: string): Promise<MessageGroupTable | undefined> {
  return await read.db.selectFrom('message_group').selectAll().where('organisation', '=', organisation).where('code', '=', code).executeTakeFirst();
}

export async function saveGroupRow(tx: Write, group: MessageGroupTable): Promise<void> {
  const { organisation: _, code: __, ...change } = group;
  await tx.db.insertInto('message_group').values(group).onConflict((conflict) => conflict.columns(['organisation', 'code']).doUpdateSet(change)).execute();
}

export async function deleteGroup(tx: Write, organisation: number, code: string): Promise<void> {
  await tx.db.deleteFrom('message_group').where('organisation', '=', organisation).where('code', '=', code).execute();
}

function messageOf(row: MessageTable): MessageTable {
  return { ...row, at: Number(row.at), size: Number(row.size), destroy_at: Number(row.destroy_at), destroyed_at: row.destroyed_at === null ? null : Number(row.destroyed_at) };
}

function receiptOf(row: MessageReceiptTable): MessageReceiptTable {
  return { ...row, number: Number(row.number), at: Number(row.at) };
}

function fileOf(row: MessageFileTable): MessageFileTable {
  return { ...row, size: Number(row.size), started_at: Number(row.started_at), completed_at: row.completed_at === null ? null : Number(row.completed_at) };
}
