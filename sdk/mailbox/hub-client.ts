/** The way of a mailbox to the hub, over the contract. */
import { INLINE_BYTES_MAX } from '@watchword/api/messages.ts';
import type { Calls } from '../calls.ts';
import { createKeys, createMessages } from '../mail.ts';
import { hashOf, toBase64Url } from '../messages/encoding.ts';
import type { Place } from '../messages/envelope/write.ts';
import { readSigned } from '../messages/signing/signed.ts';
import type { MailHub } from './hub.ts';

/** Keeps a stream so that it can be read again from any byte: the name of an encrypted file is its hash, which is known when all of it was made. */
export type Spool = (stream: ReadableStream<Uint8Array>) => Promise<Blob>;

/** In a browser a large Blob lies on its disk; elsewhere it is in memory, unless another way is given. */
const asBlob: Spool = async (stream) => new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).blob();

/** The hub that a client reaches, as a mailbox uses it. */
export function mailHubOf(calls: Calls, spool: Spool = asBlob): MailHub {
  const [keys, messages] = [createKeys(calls), createMessages(calls)];
  const upload: MailHub['upload'] = async (stream, described, signal) => {
    const [whole, { sha256, size }] = await Promise.all([spool(stream), described]);
    await messages.upload({ sha256, size, read: (from) => whole.slice(from) }, { signal });
  };
  return {
    upload,
    lines: async (after) => (await keys.lines(after)).items,
    entries: async (organisation, from) => (await keys.entries(organisation, from)).items,
    publishEntry: async (entry) => void await keys.publish(entry),
    keyrings: async (from) => (await keys.keyrings(from)).items,
    publishKeyring: async (keyring) => void await keys.publishKeyring(keyring),
    hubKey: () => keys.hub(),
    groups: () => messages.groups(),
    async places(to) {
      const known = new Map((await messages.places(to)).map(({ organisation, sequence, last }) => [organisation, { sequence: sequence + 1, prev: last }] as const));
      return new Map(to.map((code): [string, Place] => [code, known.get(code) ?? { sequence: 1, prev: null }]));
    },
    async send(message, body) {
      const sha256 = await hashOf(body);
      const isSmall = body.length <= INLINE_BYTES_MAX;
      if (!isSmall) await messages.upload({ sha256, size: body.length, read: (from) => body.subarray(from) });
      return (await messages.send(message, isSmall ? [{ sha256, data: toBase64Url(body) }] : [])).accepted;
    },
    list: async (after) => (await messages.list({ after, limit: 200 })).items.map(({ number, id, destroyed }) => ({ number, id, destroyed })),
    async message(id) {
      const { manifest, wrap, accepted } = await messages.get(id);
      return { delivered: { manifest, wrap }, accepted };
    },
    async blob(message, n, from = 0) {
      const chunks = (await messages.file(message, n, from === 0 ? {} : { from })).chunks()[Symbol.asyncIterator]();
      return new ReadableStream<Uint8Array>({
        async pull(to) {
          const next = await chunks.next();
          if (next.done === true) to.close();
          else to.enqueue(next.value);
        },
        cancel: async () => void await chunks.return?.(),
      });
    },
    giveReceipt: async (receipt) => void await messages.receipt((await readSigned('receipt', receipt)).payload.message, receipt),
    receipts: async (after) => (await messages.receipts({ after, limit: 200 })).items.map(({ number, receipt }) => ({ number, receipt })),
  };
}
