/** The operations of messages. */
import { fail } from '@watchword/api/errors.ts';
import type { SentMessage, SignedObject, Wrap } from '@watchword/api/message-format.ts';
import {
  getFile, getMessage, getMessageFile, giveReceipt, listGroups, listMessages, listPlaces, listReceipts, removeGroup, saveGroup, sendFile, sendMessage, startFile, type MessageLine, type StoredReceipt,
} from '@watchword/api/messages.ts';
import { bytesOf, toBase64Url } from '@watchword/sdk/messages/encoding.ts';
import { readManifest } from '@watchword/sdk/messages/envelope/verify.ts';
import { blobHandedOver, messageHandedOver } from '#audit/audit.ts';
import type { Asker, Call } from '#door/calls.ts';
import { onDownload, onRead, onUpload, onWrite, type Implementation } from '#door/implement.ts';
import { listStates } from '#keys/keys.ts';
import { findOrganisationNumber, organisationCode } from '#organisations/organisations.ts';
import type { MessagePartTable, MessageTable } from '#store/message-tables.ts';
import type { FileStore } from './files/store.ts';
import { createAccepter } from './accepting.ts';
import { groupsFor } from './groups.ts';
import { findFile, findFileOfMessage, findMessage, findNumbers, findPart, listGroupRows, listLines, listParts, listReceiptsFor, type PartRow } from './queries.ts';
import { verifyGiven, verifyMessage, type VerifiedMessage, type VerifyParts } from './verify.ts';
import { acceptedOf } from './writes.ts';

export type MessageParts = Omit<VerifyParts, 'accept'> & { readonly files: FileStore };
type Parts = VerifyParts & { readonly files: FileStore };

const time = (ms: number): string => new Date(ms).toISOString();

/** Messages, their files, receipts and groups. */
export function messageRoutes(given: MessageParts): Implementation[] {
  const parts: Parts = { ...given, accept: createAccepter(given.hubKey) };
  const { read, files } = parts;
  return [
    onWrite(sendMessage, async (call) => {
      const { body } = call.input as { body: { message: SentMessage; files?: { sha256: string; data: string }[] } };
      const signed = await readManifest(body.message.manifest);
      const verified = (await findTaken(parts, call, signed)) ?? (await verifyMessage(parts, { message: body.message, signed, files: body.files ?? [] }, call));
      // The writer needs no more than this: what is not handed over to its thread need not be copied.
      return { ...call, input: { verified, manifest: JSON.stringify(body.message.manifest) } };
    }),
    onRead(listPlaces, async ({ asker, input: { query } }) => {
      const wanted = query.to?.split(',').map((code) => findOrganisationNumber(code)).filter((number) => number !== undefined);
      const lines = wanted?.length === 0 ? [] : await listLines(read, asker.number, wanted);
      return { answer: { items: lines.map(({ recipient, sequence, last }) => ({ organisation: organisationCode(recipient), sequence, last: toBase64Url(last) })) } };
    }),
    onRead(listMessages, async ({ asker, input: { query } }) => {
      const { after = 0, limit = 100, direction } = query;
      if (asker.unit !== undefined) return { answer: { items: [], last: 0 } };
      const [rows, { messages }] = [await listParts(read, { organisation: asker.number, after, limit, direction }), await findNumbers(read, asker.number)];
      return { answer: { items: rows.map((row) => lineOf(row, asker.number)), last: messages } };
    }),
    onRead(getMessage, async ({ asker, input: { params } }) => {
      const { message, part } = await getOwn(parts, asker, params.id);
      const answer = {
        manifest: JSON.parse(message.manifest) as SignedObject, wrap: JSON.parse(part.wrap) as Wrap, number: part.number, at: time(message.at),
        ...acceptedOf(message.accepted),
      };
      return { answer, entry: (response) => messageHandedOver(asker, { subject: params.id, response }) };
    }),
    onDownload(getMessageFile, async ({ asker, input: { params, query } }) => {
      await getOwn(parts, asker, params.id);
      const file = await findFileOfMessage(read, bytesOf(params.id), Number(params.n));
      if (file === undefined) throw fail('message.not-found');
      const from = Math.min(query.from ?? 0, file.size);
      const length = Math.min(query.length ?? file.size, file.size - from);
      return { type: 'application/octet-stream', text: files.bytes(file, from, length), entry: () => blobHandedOver(asker, { subject: toBase64Url(file.sha256), within: params.id, count: length }) };
    }),
    onWrite(giveReceipt, async (call) => {
      const { params, body } = call.input as { params: { id: string }; body: { receipt: SignedObject } };
      const { message } = await getOwn(parts, call.asker, params.id);
      const verified = await verifyGiven(parts, { receipt: body.receipt, id: params.id, manifest: JSON.parse(message.manifest) as SignedObject }, call);
      return { ...call, input: { ...(call.input as object), verified } };
    }),
    onRead(listReceipts, async ({ asker, input: { query } }) => {
      const { after = 0, limit = 100, message } = query;
      if (asker.unit !== undefined) return { answer: { items: [], last: 0 } };
      const rows = await listReceiptsFor(read, { organisation: asker.number, after, limit, message: message === undefined ? undefined : bytesOf(message) });
      const items = rows.map((row): StoredReceipt => ({ number: row.number, message: toBase64Url(row.message), from: organisationCode(row.sender), kind: row.kind as StoredReceipt['kind'], at: time(row.at), receipt: JSON.parse(row.object) as SignedObject }));
      return { answer: { items, last: (await findNumbers(read, asker.number)).receipts } };
    }),
    onWrite(startFile, async (call) => {
      const { params } = call.input as { params: { sha256: string } };
      if (call.asker.unit !== undefined) throw fail('access.forbidden', { detail: 'An agency writes through its bureau.' });
      const file = await findFile(read, { organisation: call.asker.number, sha256: bytesOf(params.sha256) });
      return { ...call, input: { ...(call.input as object), here: file === undefined ? 0 : (await files.stateOf(file)).offset } };
    }),
    onUpload(sendFile, async ({ asker, input: { params, query }, body }) => {
      const { organisation, actor, number } = asker;
      return { answer: await files.send({ organisation: number, sha256: bytesOf(params.sha256), actor: { organisation, actor }, offset: query.offset, body }) };
    }),
    onRead(getFile, async ({ asker, input: { params } }) => {
      const file = await findFile(read, { organisation: asker.number, sha256: bytesOf(params.sha256) });
      if (file === undefined || asker.unit !== undefined) throw fail('file.not-found');
      return { answer: await files.stateOf(file) };
    }),
    onRead(listGroups, async ({ asker }) => {
      const all = (await listStates(read)).filter(({ epoch }) => epoch > 0).map(({ organisation }) => organisationCode(organisation)).filter((code) => code !== asker.organisation);
      return { answer: { items: groupsFor(asker, { all, kept: await listGroupRows(read) }) } };
    }),
    onWrite(saveGroup),
    onWrite(removeGroup),
  ];
}

/** A message that was taken before is not judged again: meanwhile its device may have been removed. */
async function findTaken({ read }: Parts, { asker }: Pick<Call, 'asker'>, { payload, hash }: Awaited<ReturnType<typeof readManifest>>): Promise<VerifiedMessage | undefined> {
  const there = await findMessage(read, bytesOf(hash));
  if (there === undefined || there.sender !== asker.number || asker.unit !== undefined) return undefined;
  return { id: hash, manifest: payload, wraps: [], files: [], accepted: undefined };
}

/** A message of which the asker is a party. @throws `message.not-found`, `message.destroyed` */
async function getOwn({ read }: Parts, asker: Asker, text: string): Promise<{ message: MessageTable; part: MessagePartTable }> {
  const id = bytesOf(text);
  const part = asker.unit === undefined ? await findPart(read, { organisation: asker.number, message: id }) : undefined;
  const message = part === undefined ? undefined : await findMessage(read, id);
  if (part === undefined || message === undefined) throw fail('message.not-found');
  if (message.destroyed_at !== null) throw fail('message.destroyed');
  return { message, part };
}

function lineOf({ number, message, sender, sequence, priority, handling, at, size, destroyed_at }: PartRow, own: number): MessageLine {
  return {
    number, id: toBase64Url(message), from: organisationCode(sender), direction: sender === own ? 'out' : 'in', sequence,
    priority: priority as MessageLine['priority'], handling: handling as MessageLine['handling'], at: time(at), size, destroyed: destroyed_at !== null,
  };
}
