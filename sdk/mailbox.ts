/**
 * The mailbox of an organisation, for a system that sends and reads messages with the country's key. It follows keys, encrypts, signs, verifies and
 * opens by itself; the hub that carries the messages can read none of them.
 */
import { AppError, fail, type ErrorCode } from '@watchword/api/errors.ts';
import type { AttachedFile, Card, HandlingCode, HitReply, MessageContent, MessageProof, Priority, SignedObject } from '@watchword/api/message-format.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { machineTime } from './client-keys.ts';
import type { Client } from './client.ts';
import { answerFirst } from './mailbox/hit-reply.ts';
import { mailHubOf, type Spool } from './mailbox/hub-client.ts';
import { openKeyBook, type Keep } from './mailbox/key-book.ts';
import { isMember } from './mailbox/key-ring.ts';
import { openPost, type OutgoingFile, type Post, type Received } from './mailbox/post.ts';
import { deviceFromSeeds, publicKeysOf, type DevicePublicKeys } from './messages/devices/device-keys.ts';
import { readKeyFile } from './messages/devices/key-files.ts';
import { decryptAttachment } from './messages/envelope/open.ts';
import { makeProof } from './messages/proof.ts';
import { readSigned } from './messages/signing/signed.ts';

export type { Keep, OutgoingFile, Spool };

/** `device`: text of the key file of a device that is enrolled in the mailbox. `keep`: where to remember keys that were seen and how far was read; without it they are forgotten with the process. */
export type MailboxOptions = {
  readonly client: Client; readonly device: string; readonly password?: string | undefined; readonly keep?: Keep | undefined;
  /** Fingerprints of root keys by organisation, as the organisations gave them. */
  readonly pins?: Readonly<Record<string, string>> | undefined;
  /** Where the ciphertext of large files waits for its upload; in memory unless told. */
  readonly spool?: Spool | undefined;
  /** Milliseconds since 1970; the machine's clock unless told. */
  readonly now?: (() => number) | undefined;
};

/** A message to be sent. */
export type NewMessage = {
  readonly to: readonly string[]; readonly subject: string; readonly text: string; readonly language?: string; readonly priority?: Priority; readonly handling?: HandlingCode; readonly case?: string; readonly author?: string;
  readonly template?: string; readonly cards?: readonly Card[]; readonly files?: readonly OutgoingFile[]; readonly answers?: Pick<ReadMessage, 'id' | 'thread'>;
  /** The hit that it is about, and the owner's answer to it: the hub is told the answer in the same act, and its clock stops. */
  readonly hit?: string; readonly answer?: HitReply; readonly signal?: AbortSignal;
};

/** A message that was verified and opened. `notices`: what a person should be told of it, as codes of errors. */
export type ReadMessage = {
  readonly id: string; readonly thread: string; readonly number: number; readonly sent: boolean; readonly from: string; readonly to: readonly string[]; readonly at: string; readonly subject: string; readonly text: string; readonly content: MessageContent;
  readonly priority: Priority; readonly handling: HandlingCode; readonly files: readonly AttachedFile[]; readonly notices: readonly ErrorCode[];
  /** The content of a file, decrypted as it comes; it fails at its end unless it is whole. */
  file(n: number): Promise<ReadableStream<Uint8Array>>;
  /** Everything that shows somebody outside who wrote this. Whoever has it can read the message. */
  proof(): Promise<MessageProof>;
};

/** One that is not believed: nothing of it is shown. */
export type RefusedMessage = { readonly id: string; readonly number: number; readonly fault: ErrorCode };

export type Mailbox = {
  readonly organisation: string;
  /** Public keys of this device, for its enrolment. */
  readonly keys: DevicePublicKeys;
  /** Whether the device is in the mailbox. */
  isMember(): Promise<boolean>;
  /** Resolves when the hub has it on disk. @throws AppError */
  send(message: NewMessage): Promise<{ id: string }>;
  /** What came and was sent since the last time that was read, in order; senders are told that it was delivered. `after: 0` begins anew. */
  read(options?: { after?: number; refused?: (message: RefusedMessage) => void }): AsyncGenerator<ReadMessage, void, undefined>;
  /** One message by its id. @throws AppError */
  get(id: string): Promise<ReadMessage>;
};

const CURSOR = 'cursor/read';

/** Opens the mailbox of the organisation that the client works for. */
export async function openMailbox({ client, device: text, password, keep = memoryKeep(), pins, spool, now = machineTime }: MailboxOptions): Promise<Mailbox> {
  const { organisation } = await client.me();
  const device = await deviceFromSeeds(await readKeyFile(text, password));
  const hub = mailHubOf(client, spool);
  const book = await openKeyBook({ hub, keep, ...(pins !== undefined && { pins }) });
  const post = openPost({ organisation, hub, book, keep, device, now });
  const requireMember = async (): Promise<void> => {
    await post.refresh();
    if (!isMember(post.keys(), device.id)) throw fail('key.no-access', { detail: 'This device is not in the mailbox. Enrol it: watchword keys enrol.' });
  };
  const receive = async (id: string, number: number, again: boolean): Promise<{ message: ReadMessage; received: Received }> => {
    const received = await post.receive(id, await hub.message(id), again);
    return { received, message: present({ received, number, organisation, post, hub, book }) };
  };
  return {
    organisation,
    keys: publicKeysOf(device),
    async isMember() {
      await post.refresh();
      return isMember(post.keys(), device.id);
    },
    async send({ to, priority, handling, files, signal, answers, cards, ...content }) {
      await requireMember();
      await answerFirst(client, content);
      const { id } = await post.send({ to, priority, handling, files, signal, content: { ...content, ...(cards !== undefined && { cards: [...cards] }), ...(answers !== undefined && { answers: answers.id, thread: answers.thread }) } });
      return { id };
    },
    async *read({ after, refused } = {}) {
      await requireMember();
      let at = after ?? Number(await keep.read(CURSOR) ?? 0);
      for (;;) {
        const page = await hub.list(at);
        if (page.length === 0) return;
        for (const { id, number, destroyed } of page) {
          at = number;
          const isNew = number > Number(await keep.read(CURSOR) ?? 0);
          const found = destroyed ? undefined : await receive(id, number, !isNew).catch((error: unknown) => {
            if (!(error instanceof AppError) || !/^(?:message|key)[.]/.test(error.code)) throw error;
            refused?.({ id, number, fault: error.code });
            return undefined;
          });
          if (found !== undefined && isNew) {
            await keep.write(found.received.line.name, JSON.stringify(found.received.line.state));
            if (!found.message.sent) await hub.giveReceipt(await post.receipt('delivered', found.message));
          }
          if (isNew) await keep.write(CURSOR, String(number));
          if (found !== undefined) yield found.message;
        }
      }
    },
    async get(id) {
      await requireMember();
      return (await receive(id, 0, true)).message;
    },
  };
}

type Presenting = { received: Received; number: number; organisation: string; post: Post; hub: ReturnType<typeof mailHubOf>; book: Awaited<ReturnType<typeof openKeyBook>> };

function present({ received: { id, manifest, delivered, body, opened, notices }, number, organisation, hub, book }: Presenting): ReadMessage {
  const { content } = opened;
  return {
    id, number, thread: content.thread ?? id, sent: manifest.from === organisation, from: manifest.from, to: manifest.to.map(([code]) => code), at: manifest.time, subject: content.subject, text: content.text, content,
    priority: manifest.priority, handling: manifest.handling, files: content.attachments ?? [], notices,
    file: async (n) => decryptAttachment(opened, n, await hub.blob(id, n)),
    async proof() {
      const receipts: SignedObject[] = [];
      if (manifest.from === organisation) for (let at = 0; ;) {
        const page = await hub.receipts(at);
        if (page.length === 0) break;
        for (const { number: next, receipt } of page) {
          at = next;
          if ((await readSigned('receipt', receipt)).payload.message === id) receipts.push(receipt);
        }
      }
      const { accepted } = await hub.message(id);
      const directories = new Map<string, readonly SignedObject[]>();
      for (const code of [manifest.from, ...(accepted === undefined ? [] : [SECRETARIAT]), ...await Promise.all(receipts.map(async (receipt) => (await readSigned('receipt', receipt)).payload.from))]) {
        await book.find(code);
        directories.set(code, book.entriesOf(code));
      }
      return makeProof({ manifest: delivered.manifest, contentKey: opened.contentKey, body, receipts, accepted, directories });
    },
  };
}

/** Remembers for as long as the process runs. */
function memoryKeep(): Keep {
  const kept = new Map<string, string>();
  return { read: async (name) => kept.get(name), write: async (name, text) => void kept.set(name, text) };
}
