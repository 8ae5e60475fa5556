/** Sending in tests: everything that a client does between "write" and "hand over". */
import type { DeliveredMessage, DirectoryHead, MessageContent, SentMessage } from '@watchword/api/message-format.ts';
import type { Bytes } from '../../proofs/bytes.ts';
import type { DeviceKeys } from '../devices/device-keys.ts';
import { headOf } from '../directory/log.ts';
import type { BureauUnderTest } from '../network-under-test.ts';
import { readAll, streamOf } from '../sealing/files.ts';
import { beginEnvelope, encryptAttachment, encryptBody, signMessage, wrapKey, type Envelope, type Place } from './write.ts';

/** What a test wants of a message; the rest is ordinary. */
export type Wanted = { content?: MessageContent; files?: readonly Bytes[]; places?: ReadonlyMap<string, Place>; time?: string; head?: DirectoryHead; prev?: string | null };

export type SentUnderTest = { id: string; message: SentMessage; body: Bytes; files: Bytes[]; envelope: Envelope; again: Parameters<typeof signMessage>[0] };

/** Writes, encrypts, wraps and signs a message of a bureau to others. */
export async function sendUnderTest({ bureau, node }: { bureau: BureauUnderTest; node: DeviceKeys }, to: readonly BureauUnderTest[], wanted: Wanted): Promise<SentUnderTest> {
  const envelope = await beginEnvelope(bureau.code, to.map(({ code }) => code));
  const files: Bytes[] = [];
  const described = [];
  for (const [at, file] of (wanted.files ?? []).entries()) {
    const encrypted = encryptAttachment(envelope, at + 1, streamOf(file));
    files.push(await readAll(encrypted.stream));
    described.push(await encrypted.described);
  }
  const attachments = described.map(({ blob, size }) => ({ n: blob.n, name: `${blob.n}.bin`, mediaType: 'application/octet-stream', size }));
  const content = wanted.content ?? { v: 1, subject: 'A subject', text: 'A text', ...(attachments.length > 0 && { attachments }) };
  const { body, blob } = await encryptBody(envelope, content);
  const wraps = await wrapKey(envelope, to.map((one) => one.key()), bureau.key());
  const places = wanted.places ?? new Map([...to, bureau].map(({ code }) => [code, { sequence: 1, prev: null }]));
  const parts = { blobs: [blob, ...described.map((one) => one.blob)], priority: 'routine', handling: 'police', time: wanted.time ?? bureau.hub.time(), prev: wanted.prev ?? null, directory: wanted.head ?? headOf(await bureau.hub.log()) } as const;
  const again = { envelope, wraps, places, parts, device: node };
  return { ...await signMessage(again), body, files, envelope, again };
}

/** What an honest hub hands to an organisation. */
export function deliveredTo({ manifest, wraps }: SentMessage, code: string): DeliveredMessage {
  const wrap = wraps.find(({ to }) => to === code);
  if (wrap === undefined) throw new Error(`The message is not for ${code}.`);
  return { manifest, wrap };
}
