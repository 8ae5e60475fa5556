/** What is measured, in Node and in a browser alike: writing a message to many, taking one, passing a file through. Times in milliseconds. */
import { toBase64Url, randomBytes } from './encoding.ts';
import { BureauUnderTest, HubUnderTest } from './network-under-test.ts';
import { beginEnvelope, encryptAttachment, encryptBody, signMessage, wrapKey } from './envelope/write.ts';
import { decryptAttachment, openBody, openMessage, readyKeys } from './envelope/open.ts';
import { EMPTY_LINE } from './envelope/places.ts';
import { readManifest, verifyMessage } from './envelope/verify.ts';
import { headOf } from './directory/log.ts';
import { kemKeyFromSeed } from './sealing/hpke.ts';

export type MessageTimes = { readonly write: number; readonly take: number };
export type FileTimes = { readonly encrypt: number; readonly decrypt: number };

const median = (times: number[]): number => times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
const TEXT = 'A text of four kilobytes. '.repeat(158);

/** Writes a message of 4 KB to these organisations, so many times, and takes it at one of them. */
export async function measureMessages({ to, rounds }: { to: readonly string[]; rounds: number }): Promise<MessageTimes> {
  const hub = new HubUnderTest();
  const { bureau: france, node: sender } = await BureauUnderTest.withMailbox(hub, 'FRA');
  const { bureau: germany, node: reader } = await BureauUnderTest.withMailbox(hub, 'DEU');
  const keys = await Promise.all(to.map(async (organisation) => (organisation === 'DEU' ? germany.key() : { organisation, epoch: 1, kem: toBase64Url((await kemKeyFromSeed(randomBytes(32))).publicKey) })));
  const log = await hub.log();
  const ready = await readyKeys(await germany.secretsOf(reader), germany.state());
  const places = new Map([...to, 'FRA'].map((code) => [code, { sequence: 1, prev: null }]));
  const [written, taken]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds + 2; round += 1) {
    const began = performance.now();
    const envelope = await beginEnvelope('FRA', to);
    const [{ body, blob }, wraps] = await Promise.all([encryptBody(envelope, { v: 1, subject: 'Measured', text: TEXT }), wrapKey(envelope, keys, france.key())]);
    const parts = { blobs: [blob], priority: 'routine', handling: 'police', time: hub.time(), prev: null, directory: headOf(log) } as const;
    const { message } = await signMessage({ envelope, wraps, places, parts, device: sender });
    const sent = performance.now();
    const wrap = message.wraps.find((one) => one.to === 'DEU');
    if (wrap === undefined) throw new Error('Germany is not among the recipients.');
    const fetched = performance.now();
    const verified = await verifyMessage({ manifest: message.manifest, wrap }, { own: germany.state(), sender: france.state(), log, line: EMPTY_LINE });
    const { content } = await openMessage(verified, ready, body);
    const done = performance.now();
    if (content.text !== TEXT) throw new Error('The message did not come back.');
    // The first two rounds load and compile.
    if (round < 2) continue;
    written.push(sent - began);
    taken.push(done - fetched);
  }
  return { write: median(written), take: median(taken) };
}

type Part = Uint8Array<ArrayBuffer>;

/** A file of so many bytes that is never there whole. */
function fileOf(size: number): ReadableStream<Part> {
  const part = randomBytes(65_536);
  let left = size;
  return new ReadableStream({
    pull(to) {
      if (left <= 0) {
        to.close();
        return;
      }
      to.enqueue(part.slice(0, Math.min(left, part.length)));
      left -= part.length;
    },
  });
}

async function drain(stream: ReadableStream<Uint8Array>, keep?: Uint8Array[]): Promise<void> {
  await stream.pipeTo(new WritableStream({ write: (part) => void keep?.push(part) }));
}

/** Encrypts a file as it passes. */
export async function measureEncrypting(size: number): Promise<number> {
  const { stream, described } = encryptAttachment(await beginEnvelope('FRA', ['DEU']), 1, fileOf(size));
  const began = performance.now();
  await drain(stream);
  await described;
  return performance.now() - began;
}

/** Makes a message with a file whose ciphertext is kept, and gives what decrypts it as it passes and says how long that took. */
export async function keepEncrypted(size: number): Promise<() => Promise<number>> {
  const hub = new HubUnderTest();
  const { bureau, node } = await BureauUnderTest.withMailbox(hub, 'FRA');
  const envelope = await beginEnvelope('FRA', ['DEU']);
  const kept: Part[] = [];
  const encrypted = encryptAttachment(envelope, 1, fileOf(size));
  await drain(encrypted.stream, kept);
  const { blob } = await encrypted.described;
  const { body, blob: first } = await encryptBody(envelope, { v: 1, subject: 'Measured', text: '', attachments: [{ n: 1, name: 'large', mediaType: 'application/octet-stream', size }] });
  const places = new Map(['DEU', 'FRA'].map((code) => [code, { sequence: 1, prev: null }]));
  const wraps = await wrapKey(envelope, [{ ...bureau.key(), organisation: 'DEU' }], bureau.key());
  const parts = { blobs: [first, blob], priority: 'routine', handling: 'police', time: hub.time(), prev: null, directory: headOf(await hub.log()) } as const;
  const { message } = await signMessage({ envelope, wraps, places, parts, device: node });
  const { payload: manifest } = await readManifest(message.manifest);
  const opened = await openBody(manifest, envelope.contentKey, body);
  return async () => {
    let at = 0;
    const stream = new ReadableStream<Part>({
      pull(to) {
        const part = kept[at];
        at += 1;
        if (part === undefined) to.close();
        else to.enqueue(part);
      },
    });
    const began = performance.now();
    await drain(decryptAttachment(opened, 1, stream));
    return performance.now() - began;
  };
}

/** Both ways, one after the other. */
export async function measureFile(size: number): Promise<FileTimes> {
  const encrypt = await measureEncrypting(size);
  return { encrypt, decrypt: await (await keepEncrypted(size))() };
}
