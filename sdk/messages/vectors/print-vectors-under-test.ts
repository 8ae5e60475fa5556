/**
 * Prints the test vectors: `node tools/node.js sdk/messages/vectors/print-vectors-under-test.ts > sdk/messages/vectors/vectors.json`. Every run prints the
 * same: all that is random comes from one stream of bytes, and the portable implementation is used, which takes its randomness from there too.
 */
import { createHash } from 'node:crypto';
import type { MessageContent, SentMessage, SignedObject } from '@watchword/api/message-format.ts';
import { utf8, type Bytes } from '../../proofs/bytes.ts';
import { deviceFromSeeds, generateSeeds, publicKeysOf, type DeviceKeys, type DeviceSeeds } from '../devices/device-keys.ts';
import { headOf } from '../directory/log.ts';
import { canonicalJson, randomBytes, toBase64Url } from '../encoding.ts';
import { acceptTogether } from '../envelope/acceptance.ts';
import { signReceipt } from '../envelope/receipts.ts';
import { deliveredTo, sendUnderTest } from '../envelope/sending-under-test.ts';
import { BureauUnderTest, HubUnderTest } from '../network-under-test.ts';
import { makeProof } from '../proof.ts';
import { encryptBytes } from '../sealing/files.ts';
import { kemKeyFromSeed, sealTo } from '../sealing/hpke.ts';
import { paddedSize } from '../sealing/padding.ts';

/** From here on this process has no randomness of its own. */
function fixRandomness(): void {
  let block = 0;
  let rest = new Uint8Array();
  globalThis.crypto.getRandomValues = (array) => {
    const bytes = new Uint8Array(array?.buffer ?? new ArrayBuffer(0), array?.byteOffset, array?.byteLength);
    for (let at = 0; at < bytes.length; at += 1) {
      if (rest.length === 0) {
        rest = new Uint8Array(createHash('sha256').update(`watchword vectors ${block}`).digest());
        block += 1;
      }
      bytes[at] = rest[0] ?? 0;
      rest = rest.subarray(1);
    }
    return array;
  };
  Object.defineProperty(SubtleCrypto, 'supports', { value: undefined });
}

const text = (bytes: Bytes): string => toBase64Url(bytes);
const seedsAsText = (seeds: DeviceSeeds): Record<string, string> => Object.fromEntries(Object.entries(seeds).map(([name, seed]) => [name, text(seed)]));

async function chunkVectors(): Promise<object[]> {
  return Promise.all([0, 1, 5000, 16_384, 20_000].map(async (size) => {
    const [key, salt, context] = [randomBytes(32), randomBytes(24), utf8('vector')];
    const plain = Uint8Array.from({ length: size }, (_, at) => at % 251);
    const cipher = await encryptBytes({ key, context, salt }, plain);
    return { key: text(key), salt: text(salt), context: text(context), size, padded: paddedSize(size), prefix: text(cipher.slice(0, 56)), cipherSize: cipher.length, cipherSha256: createHash('sha256').update(cipher).digest('base64url') };
  }));
}

async function sealedVectors(): Promise<object[]> {
  const vectors: object[] = [];
  for (const plain of ['', 'a content key of 32 bytes, indeed']) {
    const [seed, bound] = [randomBytes(32), { info: utf8('info'), aad: utf8('aad') }];
    const { publicKey } = await kemKeyFromSeed(seed);
    vectors.push({ seed: text(seed), publicKey: text(publicKey), info: text(bound.info), aad: text(bound.aad), plain: text(utf8(plain)), ...await sealTo(publicKey, utf8(plain), bound) });
  }
  return vectors;
}

async function keyVectors(): Promise<object[]> {
  return Promise.all([generateSeeds(), generateSeeds()].map(async (seeds) => {
    const device = await deviceFromSeeds(seeds);
    return { seeds: seedsAsText(seeds), ...publicKeysOf(device), id: device.id };
  }));
}

type Placed = { bureau: BureauUnderTest; node: DeviceKeys; seeds: DeviceSeeds; recovery: DeviceSeeds };

/** A bureau whose device and recovery key are known by their seeds. */
async function openBureau(hub: HubUnderTest, code: string): Promise<Placed> {
  const [seeds, recovery] = [generateSeeds(), generateSeeds()];
  const bureau = await BureauUnderTest.open(hub, code, await deviceFromSeeds(recovery));
  const node = await deviceFromSeeds(seeds);
  await bureau.enter({ type: 'device', kind: 'node', name: 'node', ...publicKeysOf(node) }, bureau.officers);
  await bureau.begin([{ device: node.id, reads: 'all' }], { by: node, officers: bureau.officers });
  return { bureau, node, seeds, recovery };
}

const idOfText = (name: string): string => createHash('sha256').update(name).digest('base64url');

const bureauAsText = ({ bureau, node, seeds, recovery }: Placed): object => ({
  organisation: bureau.code, pin: bureau.state().pin, entries: bureau.entries, keyrings: bureau.keyrings, device: { id: node.id, seeds: seedsAsText(seeds) }, recoverySeed: text(recovery.xwing),
});

async function networkVectors(): Promise<object> {
  const hub = new HubUnderTest();
  const [france, germany] = [await openBureau(hub, 'FRA'), await openBureau(hub, 'DEU')];
  const left = await germany.bureau.enrol('browser');
  await germany.bureau.admit({ device: left.id, reads: 'all' }, germany.node);
  await germany.bureau.remove(left.id);
  await germany.bureau.begin([{ device: germany.node.id, reads: 'all' }], { by: germany.node });
  const file = utf8('An attachment of a vector.');
  const attachments = [{ n: 1, name: 'note.txt', mediaType: 'text/plain', size: file.length }];
  const content: MessageContent = { v: 1, subject: 'Is this document genuine?', text: 'Pass\u00e9 simple, \u0623\u0647\u0644\u0627, \u{1F6C2}', language: 'fr', case: 'FRA 2026/7', cards: [{ kind: 'document', origin: 'FRA', fields: { number: 'L898902C3', issuer: 'UTO' } }], attachments };
  const { id, message, body, files, envelope } = await sendUnderTest(france, [germany.bureau], { content, files: [file] });
  const directory = headOf(await hub.log());
  const receipt = await signReceipt({ kind: 'opened', message: id, from: 'DEU', to: 'FRA', time: hub.time(), directory }, germany.node);
  const secretariat = await openBureau(hub, 'XPO');
  const hubSeeds = generateSeeds();
  const hubKey = await deviceFromSeeds(hubSeeds);
  await secretariat.bureau.enter({ type: 'device', kind: 'hub', name: 'Hub', key: hubKey.publicKey }, secretariat.bureau.officers);
  const ids = [...['one', 'two'].map(idOfText), id, ...['four', 'five'].map(idOfText)];
  const accepted = await acceptTogether({ ids, time: hub.time(), directory: headOf(await hub.log()) }, hubKey);
  const directories = new Map<string, readonly SignedObject[]>([france, germany, secretariat].map(({ bureau }) => [bureau.code, bureau.entries]));
  return {
    bureaus: [france, germany].map(bureauAsText), lines: hub.lines,
    message: { id, sent: message, delivered: deliveredTo(message, 'DEU'), contentKey: text(envelope.contentKey), opening: envelope.opening, content, body: text(body), file: text(file), encryptedFile: text(files[0] ?? new Uint8Array()) },
    receipt, acceptance: { secretariat: secretariat.bureau.entries, ids, receipts: accepted },
    proof: makeProof({ manifest: message.manifest, contentKey: envelope.contentKey, body, receipts: [receipt], accepted: accepted[2], directories }),
    refused: refusedOf(message),
  };
}

/** Messages that a client must refuse, each with the code for it. */
function refusedOf(message: SentMessage): object[] {
  const { manifest, wrap } = deliveredTo(message, 'DEU');
  const [first, second] = manifest.signatures;
  return [
    { why: 'one signature is missing', code: 'message.malformed', delivered: { manifest: { ...manifest, signatures: [first] }, wrap } },
    { why: 'the signatures are in the other order', code: 'message.signature', delivered: { manifest: { ...manifest, signatures: [second, first] }, wrap } },
    { why: 'one signature stands there twice', code: 'message.signature', delivered: { manifest: { ...manifest, signatures: [first, first] }, wrap } },
    { why: 'the wrap is that of the sender', code: 'message.not-for-you', delivered: { manifest, wrap: deliveredTo(message, 'FRA').wrap } },
    { why: 'the number was changed', code: 'message.changed', delivered: { manifest, wrap: { ...wrap, sequence: 2, prev: wrap.enc.slice(0, 42) + 'A' } } },
  ];
}

fixRandomness();
const values: unknown[] = [{ b: 1, a: [true, null, 'x'], '\u20ac': -5, '\r': '\u001f' }, { '1': {}, '10': [], '2': '\u{1F600}\ud7ff"\\/' }];
const vectors = {
  about: 'Test vectors of the message format; docs/message-format.md says what they are.',
  padding: [0, 1, 4096, 4097, 5000, 65_535, 65_537, 1_000_000, 209_715_200].map((size) => [size, paddedSize(size)]),
  canonical: values.map((value) => ({ value, canonical: canonicalJson(value) })),
  keys: await keyVectors(), chunks: await chunkVectors(), sealed: await sealedVectors(), ...await networkVectors(),
};
process.stdout.write(`${JSON.stringify(vectors, undefined, 1)}\n`);
