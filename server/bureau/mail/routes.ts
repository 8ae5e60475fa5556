/** The operations of the mailbox. */
import { AppError, fail } from '@watchword/api/errors.ts';
import { COUNTRIES } from '@watchword/api/countries/countries.ts';
import {
  archiveThread, enrolMailboxDevice, exportProof, fetchMail, getMailbox, getThread, keepDraft, listAddressees, listAlarms as listAlarmsOperation, listDrafts as listDraftsOperation, listMailboxDevices, listThreads as listThreadsOperation,
  noteReceipt, prepareMessage, removeDraft, removeMailboxDevice, searchMessages, seeAlarms, type Addressee, type SealedDraft,
} from '@watchword/api/mailbox.ts';
import type { DeliveredMessage, SigningPublicKey, SignedObject } from '@watchword/api/message-format.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { isActive } from '@watchword/sdk/messages/directory/directory.ts';
import { toBase64Url } from '@watchword/sdk/messages/encoding.ts';
import { keyIdOf } from '@watchword/sdk/messages/signing/signers.ts';
import { readSigned, verifySignatures } from '@watchword/sdk/messages/signing/signed.ts';
import { mailEntry } from '#audit/audit.ts';
import { onRead, onWrite, type Implementation } from '#door/implement.ts';
import type { BureauParts } from '../house.ts';
import { listPasskeys } from '../passkeys/queries.ts';
import { signedOf, whoOf } from '../visitor.ts';
import type { BureauMail } from './mail.ts';
import { presentAlarm, presentDevice } from './present.ts';
import { changedSince, pinRoutes } from './pins.ts';
import { proofOf } from './proof.ts';
import { countMail, countUnread, findByTerms, findMessage, findState, listAlarms, listByNumbers, listDevices, listDrafts, listReceipts, listThread, listThreads } from './queries.ts';
import { manifestOf, presentMessage, presentReceipts } from './summary.ts';
import { soughtOf } from './terms.ts';
import { draftId, type WithDevice, type WithReceipt } from './writes.ts';

/** Everything that a page asks of the mailbox. */
export function mailRoutes(parts: BureauParts): Implementation[] {
  const mailOf = (): BureauMail => {
    if (parts.mail === undefined) throw fail('mailbox.closed');
    return parts.mail;
  };
  return [...pinRoutes(parts, mailOf), ...keyRoutes(parts, mailOf), ...messageRoutes(parts, mailOf), ...deskRoutes(parts, mailOf)];
}

function keyRoutes({ code, read }: BureauParts, mailOf: () => BureauMail): Implementation[] {
  return [
    onRead(getMailbox, async () => {
      const { node } = mailOf();
      const directory = await node.book.find(code);
      const newest = node.post.keys().keyrings.at(-1)?.keyring;
      const [unread, alarms] = [await countUnread(read), (await listAlarms(read)).filter(({ seen_at: seen }) => seen === null).length];
      return {
        answer: {
          organisation: code, state: node.state(), directory: [...node.book.entriesOf(code)], keyrings: [...node.post.keys().objects], unread, alarms,
          ...(directory !== undefined && { pin: directory.pin }), ...(newest !== undefined && { epoch: newest.epoch, kem: newest.kem, until: newest.until }),
        },
      };
    }),
    onRead(listMailboxDevices, async (call) => {
      const { person } = signedOf(call);
      return { answer: { items: (await listDevices(read)).map((row) => presentDevice(row, person)).filter(({ own, removedAt }) => own || removedAt === undefined) } };
    }),
    onWrite(enrolMailboxDevice, async (call) => {
      const { key, kem, name } = (call.input as { body: { key: SigningPublicKey; kem: string; name: string } }).body;
      const signed = signedOf(call);
      if (signed.how === 'provider' && (await listPasskeys(read, signed.person)).length === 0) throw fail('access.passkey-needed');
      const id = await keyIdOf(key);
      await mailOf().node.enrol({ id, kind: 'browser', name, key, kem });
      return { ...call, input: { enrolled: { id, name } } satisfies WithDevice };
    }),
    onWrite(removeMailboxDevice),
    onRead(listAddressees, async () => {
      const { node } = mailOf();
      const ready = new Set(node.book.organisations());
      const groups = await node.post.members.hub.groups().catch(() => []);
      const codes = new Set([...COUNTRIES.filter(({ isMember }) => isMember).map(({ code: member }) => member), SECRETARIAT, ...ready]);
      codes.delete(code);
      return { answer: { items: [...codes].toSorted().map((organisation) => ({ organisation, ready: ready.has(organisation) })), groups: groups.map(({ code: id, name, members }) => ({ id, name, members: members.filter((member) => member !== code) })) } };
    }),
    onRead(prepareMessage, async (call) => ({ answer: await prepare({ code, read }, mailOf(), call.input.body) })),
  ];
}

/** Keys and numbers for a message that a browser encrypts. */
async function prepare({ code, read }: Pick<BureauParts, 'code' | 'read'>, { node }: BureauMail, { to, device }: { to: readonly string[]; device: string }) {
  const { post, book } = node;
  if (node.state() !== 'open') await node.settle();
  if (node.state() !== 'open') throw fail('mailbox.closed');
  await book.refresh();
  const found = await Promise.all(to.map(async (organisation) => post.recipient(organisation).catch((error: unknown) => {
    if (!(error instanceof AppError) || !/^(?:key|message)[.]/.test(error.code)) throw error;
    return { organisation, code: error.code };
  })));
  const keyed = found.flatMap((one) => ('kem' in one ? [one] : []));
  const [lines, prev] = await Promise.all([post.members.hub.places([...keyed.map(({ organisation }) => organisation), code]), findState(read, `last/${device}`)]);
  const addressee = async (key: { organisation: string; epoch: number; kem: string }): Promise<Addressee> => {
    const place = lines.get(key.organisation) ?? { sequence: 1, prev: null };
    return { ...key, ...place, ...await changedSince({ read, book }, key.organisation, place.prev) };
  };
  return { self: await addressee(await post.recipient(code)), to: await Promise.all(keyed.map(addressee)), prev: prev ?? null, directory: book.head(), missing: found.flatMap((one) => ('kem' in one ? [] : [one])) };
}

function messageRoutes({ read }: BureauParts, mailOf: () => BureauMail): Implementation[] {
  return [
    onRead(listThreadsOperation, async (call) => {
      const { box = 'inbox', limit = 50, cursor } = call.input.query;
      if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) throw fail('request.cursor');
      const rows = await listThreads(read, { box, before: cursor === undefined ? undefined : Number(cursor), limit: limit + 1 });
      const page = rows.slice(0, limit);
      const messages = new Map((await listByNumbers(read, page.map(({ last }) => last))).map((row) => [row.number, row]));
      const receipts = await listReceipts(read, [...messages.values()].map(({ id }) => id));
      const { vault } = mailOf();
      const items = page.flatMap(({ thread, last, messages: count, unread }) => {
        const row = messages.get(last);
        return row === undefined ? [] : [{ thread, messages: count, unread, last: presentMessage(row, vault, receipts) }];
      });
      const next = rows.length > limit ? page.at(-1)?.last : undefined;
      return { answer: { items, ...(next !== undefined && { nextCursor: String(next) }) }, entry: (response) => mailEntry('mail.listed', whoOf(call), { reason: box, count: items.length, response }) };
    }),
    onRead(getThread, async (call) => {
      const { id: thread } = call.input.params;
      const { node, vault } = mailOf();
      const rows = await listThread(read, thread);
      if (rows.length === 0) throw fail('mailbox.message-not-found');
      const receipts = await listReceipts(read, rows.map(({ id }) => id));
      const items = await Promise.all(rows.map(async (row) => {
        const delivered = JSON.parse(row.delivered) as DeliveredMessage;
        const manifest = manifestOf(row);
        const device = row.fault === null ? (await node.book.find(row.sender))?.devices.get(manifest.device) : undefined;
        return {
          summary: presentMessage(row, vault, receipts), delivered, body: toBase64Url(row.body), ...(device !== undefined && { sender: device.key }), senderDevice: device?.name ?? '', directory: node.book.head(),
          receipts: presentReceipts(receipts, row.id),
        };
      }));
      return { answer: { thread, archived: rows.every(({ archived_at: at }) => at !== null), items }, entry: (response) => mailEntry('mail.read', whoOf(call), { subject: thread, count: items.length, response }) };
    }),
    onRead(searchMessages, async (call) => {
      const { words, limit = 50 } = call.input.body;
      const { vault } = mailOf();
      const sought = soughtOf(words).slice(0, 12);
      const rows = sought.length === 0 ? [] : await findByTerms(read, sought.map((terms) => terms.map(vault.term)), limit);
      const receipts = await listReceipts(read, rows.map(({ id }) => id));
      return { answer: { items: rows.map((row) => presentMessage(row, vault, receipts)) }, entry: (response) => mailEntry('mail.searched', whoOf(call), { count: rows.length, response, words }) };
    }),
    onRead(exportProof, async (call) => {
      const message = await findMessage(read, call.input.params.id);
      if (message === undefined || message.destroyed_at !== null || message.fault !== null) throw fail('mailbox.message-not-found');
      const proof = await proofOf(mailOf(), message, await listReceipts(read, [message.id]));
      return { answer: { proof }, entry: (response) => mailEntry('mail.exported', whoOf(call), { subject: message.id, response }) };
    }),
  ];
}

function deskRoutes({ code, read }: BureauParts, mailOf: () => BureauMail): Implementation[] {
  return [
    onWrite(archiveThread),
    onWrite(noteReceipt, async (call) => {
      const { receipt: object } = (call.input as { body: { receipt: SignedObject } }).body;
      const receipt = await readSigned('receipt', object);
      const directory = await mailOf().node.book.find(code);
      const device = directory?.devices.get(receipt.payload.device);
      const kinds: readonly string[] = ['opened', 'answered'];
      if (directory === undefined || device === undefined || !isActive(directory, device.id) || receipt.payload.from !== code || !kinds.includes(receipt.payload.kind)) throw fail('key.not-enrolled');
      await verifySignatures('receipt', receipt, new Map([[device.id, device.key]]));
      return { ...call, input: { receipt: receipt.payload, text: JSON.stringify(object) } satisfies WithReceipt };
    }),
    onRead(fetchMail, async () => {
      await mailOf().node.fetch();
      return { answer: await countMail(read) };
    }),
    onRead(listDraftsOperation, async (call) => {
      const { person } = signedOf(call);
      const items = (await listDrafts(read)).map((row) => ({ id: draftId(row.id), at: new Date(row.at).toISOString(), own: Buffer.compare(row.person, person) === 0, by: row.pseudonym ?? '', sealed: JSON.parse(row.sealed) as SealedDraft }));
      return { answer: { items }, entry: (response) => mailEntry('mail.listed', whoOf(call), { reason: 'drafts', count: items.length, response }) };
    }),
    onWrite(keepDraft),
    onWrite(removeDraft),
    onRead(listAlarmsOperation, async (call) => {
      const items = (await listAlarms(read)).map(presentAlarm);
      return { answer: { items }, entry: (response) => mailEntry('mail.listed', whoOf(call), { reason: 'alarms', count: items.length, response }) };
    }),
    onWrite(seeAlarms),
  ];
}
