/**
 * A mailbox at work: follows keys, writes messages, and takes in what arrives. Whoever holds a device of a mailbox uses this: the bureau's node, a
 * national system, the command line. It verifies everything that the hub says.
 */
import { AppError, fail, type ErrorCode } from '@watchword/api/errors.ts';
import type { AcceptedReceipt, DeliveredMessage, HandlingCode, Manifest, MessageContent, Priority, SentMessage, SignedObject, SignedReceiptKind } from '@watchword/api/message-format.ts';
import type { Bytes } from '../proofs/bytes.ts';
import type { DeviceKeys } from '../messages/devices/device-keys.ts';
import type { Directory } from '../messages/directory/directory.ts';
import { openMessage, readyKeys, type MailboxKeys, type OpenedMessage } from '../messages/envelope/open.ts';
import { EMPTY_LINE, type LineState } from '../messages/envelope/places.ts';
import { verifyAccepted } from '../messages/envelope/acceptance.ts';
import { signReceipt, verifyReceipt } from '../messages/envelope/receipts.ts';
import { readManifest, verifyMessage } from '../messages/envelope/verify.ts';
import { beginEnvelope, encryptAttachment, encryptBody, signMessage, wrapKey, type RecipientKey } from '../messages/envelope/write.ts';
import { readAll } from '../messages/sealing/files.ts';
import { readSigned } from '../messages/signing/signed.ts';
import type { Signer } from '../messages/signing/signers.ts';
import type { MailHub } from './hub.ts';
import type { KeyBook, Keep } from './key-book.ts';
import { followOwn, NO_KEYS, type OwnKeys } from './key-ring.ts';
import { ownDirectory, type Members } from './members.ts';
import { requireMailable } from './rules.ts';

export type PostParts = {
  readonly organisation: string; readonly hub: MailHub; readonly book: KeyBook; readonly keep: Keep; readonly device: DeviceKeys; readonly officers?: readonly Signer[]; readonly now: () => number;
};

/** A file to be sent. `size` is told when it is known; the stream is read once. */
export type OutgoingFile = { readonly name: string; readonly mediaType: string; readonly stream: ReadableStream<Uint8Array> };

/** A message to be written. */
export type Outgoing = { readonly to: readonly string[]; readonly content: Omit<MessageContent, 'v' | 'attachments'>; readonly priority?: Priority | undefined; readonly handling?: HandlingCode | undefined; readonly files?: readonly OutgoingFile[] | undefined; readonly signal?: AbortSignal | undefined };

/** A message as the hub hands it out. */
export type Handed = Awaited<ReturnType<MailHub['message']>>;

/** A message that was believed and opened. `line` is to be kept with it; `notices` is what an officer should be told. */
export type Received = {
  readonly id: string; readonly manifest: Manifest; readonly delivered: DeliveredMessage; readonly body: Bytes; readonly opened: OpenedMessage; readonly notices: readonly ErrorCode[];
  readonly line: { readonly name: string; readonly state: LineState };
};

export type Post = {
  readonly members: Members;
  /** Follows the own keys to their end. */
  refresh(): Promise<void>;
  keys(): OwnKeys;
  setKeys(keys: OwnKeys): void;
  /** The mailbox keys that this device can open with. */
  ready(): Promise<MailboxKeys>;
  directory(): Promise<Directory>;
  /** The key of an organisation that messages are encrypted to now. @throws AppError `key.not-enrolled`, `key.epoch-due`, `key.*` */
  recipient(organisation: string): Promise<RecipientKey>;
  send(message: Outgoing): Promise<{ id: string; message: SentMessage; accepted: AcceptedReceipt | undefined }>;
  /** Verifies a message and opens it. `again`: it was taken in before, so its place in the line says nothing new. @throws AppError `message.*`, `key.*` */
  receive(id: string, handed: Handed, again?: boolean): Promise<Received>;
  receipt(kind: SignedReceiptKind, message: { id: string; from: string }, answer?: string): Promise<SignedObject>;
  /** Verifies a receipt for a message that is known. @throws AppError */
  checkReceipt(receipt: SignedObject, message: { id: string; manifest: Manifest }): Promise<void>;
};

/** So often a message is numbered anew because another device sent at the same moment. */
const TRIES = 8;
/** The last message that this device sent. */
const LAST = 'last/sent';

/** Opens a mailbox with a device of it. Nothing is asked of the hub before `refresh`. */
export function openPost(parts: PostParts): Post {
  const { organisation, hub, book, keep, device, now } = parts;
  const members: Members = { organisation, hub, book, device, officers: parts.officers ?? [], now };
  let keys = NO_KEYS;
  let ready: { of: OwnKeys; entries: number; keys: Promise<MailboxKeys> } | undefined;
  let refreshing: Promise<void> | undefined;
  const directory = async (): Promise<Directory> => await book.find(organisation) ?? ownDirectory(members);
  const readyNow = async (): Promise<MailboxKeys> => {
    const own = await directory();
    if (ready?.of !== keys || ready.entries !== own.entries.length) ready = { of: keys, entries: own.entries.length, keys: readyKeys(keys.secrets, own) };
    return ready.keys;
  };
  const refresh = (): Promise<void> => (refreshing ??= (async () => {
    const own = await ownDirectory(members);
    keys = await followOwn(keys, await hub.keyrings(keys.keyrings.length), { directory: own, device });
  })().finally(() => void (refreshing = undefined)));
  const recipient = async (code: string): Promise<RecipientKey> => {
    const found = await book.find(code);
    const epoch = found?.epochs.at(-1);
    if (epoch === undefined) throw fail('key.not-enrolled', { detail: `${code} has no mailbox yet.` });
    if (Date.parse(epoch.until) < now()) throw fail('key.epoch-due', { detail: `The key of ${code} has run out.` });
    return { organisation: code, epoch: epoch.epoch, kem: epoch.kem };
  };
  return {
    members, refresh, directory, ready: readyNow, recipient,
    keys: () => keys,
    setKeys: (next) => void (keys = next),
    send: (message) => send({ ...parts, recipient, refresh }, message),
    receive: (id, handed, again = false) => receive({ parts, directory, ready: readyNow, refresh }, id, { ...handed, again }),
    receipt: (kind, { id, from }, answer) => signReceipt({ kind, message: id, from: organisation, to: from, time: new Date(now()).toISOString(), directory: book.head(), ...(answer !== undefined && { answer }) }, device),
    async checkReceipt(receipt, message) {
      const { payload } = await readSigned('receipt', receipt);
      await book.compare(payload.directory);
      const signed = await book.find(payload.from);
      if (signed === undefined) throw fail('key.not-enrolled', { detail: `${payload.from} has no keys.` });
      await verifyReceipt(receipt, { ...message, directory: signed });
    },
  };

  async function send({ recipient: keyOf }: PostParts & { recipient: typeof recipient; refresh: typeof refresh }, { to, content, priority = 'routine', handling = 'police', files = [], signal }: Outgoing): ReturnType<Post['send']> {
    requireMailable(content, to);
    await refresh();
    const envelope = await beginEnvelope(organisation, to);
    const attachments = [];
    const blobs = [];
    for (const [at, { name, mediaType, stream }] of files.entries()) {
      const { stream: encrypted, described } = encryptAttachment(envelope, at + 1, stream);
      await hub.upload(encrypted, described.then(({ blob }) => blob), signal);
      const { blob, size } = await described;
      attachments.push({ n: at + 1, name, mediaType, size });
      blobs.push(blob);
    }
    const { body, blob } = await encryptBody(envelope, { v: 1, ...content, ...(attachments.length > 0 && { attachments }) });
    for (let tried = 1; ; tried += 1) {
      const keysOf = await Promise.all(envelope.opening.to.map(keyOf));
      const wraps = await wrapKey(envelope, keysOf, await keyOf(organisation));
      const [lines, prev] = await Promise.all([hub.places([...envelope.opening.to, organisation]), keep.read(LAST)]);
      const signed = await signMessage({ envelope, wraps, places: lines, device, parts: { blobs: [blob, ...blobs], priority, handling, time: new Date(now()).toISOString(), prev: prev ?? null, directory: book.head() } });
      try {
        const accepted = await hub.send(signed.message, body);
        await keep.write(LAST, signed.id);
        return { ...signed, accepted };
      } catch (error) {
        const isOld = error instanceof AppError && (error.code === 'message.sequence' || error.code === 'message.stale-epoch' || error.code === 'message.forked');
        if (!isOld || tried >= TRIES) throw error;
        await refresh();
      }
    }
  }

  async function receive(at: { parts: PostParts; directory: typeof directory; ready: typeof readyNow; refresh: typeof refresh }, id: string, { delivered, accepted, again }: Handed & { again: boolean }): Promise<Received> {
    const { payload } = await readManifest(delivered.manifest);
    if (book.head().size < payload.directory.size) await at.refresh();
    await book.compare(payload.directory);
    const sender = await book.find(payload.from);
    if (sender === undefined) throw fail('key.not-enrolled', { detail: `${payload.from} has no keys.` });
    const own = await at.directory();
    const acceptedAt = accepted === undefined ? undefined : await takenAt(id, accepted);
    const name = `line/${payload.from}`;
    const kept = again ? undefined : await keep.read(name);
    const verified = await verifyMessage(delivered, { own, sender, log: book.log(), line: kept === undefined ? EMPTY_LINE : JSON.parse(kept) as LineState, acceptedAt });
    if (verified.id !== id) throw fail('message.changed', { detail: 'The hub handed out another message than it named.' });
    const body = await readAll(await hub.blob(id, 0));
    const keyed = await at.ready();
    if (!keyed.has(verified.wrap.epoch)) await at.refresh();
    const opened = await openMessage(verified, await at.ready(), body);
    return { id, manifest: verified.manifest, delivered, body, opened, notices: again ? verified.notices.filter((notice) => notice !== 'message.gap') : verified.notices, line: { name, state: verified.line } };
  }

  /** When the hub took a message, by its own signature; undefined when that is not to be believed. */
  async function takenAt(id: string, accepted: AcceptedReceipt): Promise<string | undefined> {
    const { payload } = await readSigned('acceptance', accepted.acceptance);
    const signed = await book.find(payload.from);
    if (signed === undefined) return undefined;
    await book.compare(payload.directory);
    return (await verifyAccepted(accepted, { id, directory: signed })).time;
  }
}
