import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import type { AcceptedReceipt, DeliveredMessage, DirectoryLine, MessageContent, MessageProof, SignedObject } from '@watchword/api/message-format.ts';
import { deviceFromSeeds, publicKeysOf, type DeviceKeys } from '../devices/device-keys.ts';
import { fingerprintOf, followFromStart } from '../directory/chain.ts';
import type { Directory } from '../directory/directory.ts';
import { checkInLog, EMPTY_LOG, followLog, type DirectoryLog } from '../directory/log.ts';
import { bytesOf, canonicalJson, toBase64Url } from '../encoding.ts';
import { verifyAccepted } from '../envelope/acceptance.ts';
import { decryptAttachment, openMessage, readyKeys } from '../envelope/open.ts';
import { EMPTY_LINE } from '../envelope/places.ts';
import { verifyReceipt } from '../envelope/receipts.ts';
import { verifyMessage } from '../envelope/verify.ts';
import { openKeyrings } from '../keyring/keyrings.ts';
import { checkAnnounced, followKeyrings } from '../keyring/verify.ts';
import { verifyProof } from '../proof.ts';
import { decryptBytes, encryptBytes, readAll, streamOf } from '../sealing/files.ts';
import { kemKeyFromSeed } from '../sealing/hpke.ts';
import { paddedSize } from '../sealing/padding.ts';

type Seeds = { ed25519: string; mldsa65: string; xwing: string };
type Bureau = { organisation: string; pin: string; entries: SignedObject[]; keyrings: SignedObject[]; device: { id: string; seeds: Seeds }; recoverySeed: string };
type Vectors = {
  padding: [number, number][]; canonical: { value: unknown; canonical: string }[];
  keys: { seeds: Seeds; key: object; kem: string; id: string }[];
  chunks: { key: string; salt: string; context: string; size: number; padded: number; prefix: string; cipherSize: number; cipherSha256: string }[];
  sealed: { seed: string; publicKey: string; info: string; aad: string; plain: string; enc: string; ciphertext: string }[];
  bureaus: Bureau[]; lines: DirectoryLine[];
  message: { id: string; delivered: DeliveredMessage; contentKey: string; content: MessageContent; body: string; file: string; encryptedFile: string };
  receipt: SignedObject; acceptance: { secretariat: SignedObject[]; ids: string[]; receipts: AcceptedReceipt[] }; proof: MessageProof; refused: { why: string; code: string; delivered: DeliveredMessage }[];
};

const FILE = join(import.meta.dirname, 'vectors.json');
const deviceOf = ({ ed25519, mldsa65, xwing }: Seeds): Promise<DeviceKeys> => deviceFromSeeds({ ed25519: bytesOf(ed25519), mldsa65: bytesOf(mldsa65), xwing: bytesOf(xwing) });

describe('the test vectors', () => {
  let vectors: Vectors;
  let log: DirectoryLog;
  let france: Directory;
  let germany: Directory;
  let reader: Bureau;
  before(async () => {
    vectors = JSON.parse(await readFile(FILE, 'utf8')) as Vectors;
    log = await followLog(EMPTY_LOG, vectors.lines);
    const [first, second] = vectors.bureaus;
    assert.ok(first !== undefined && second !== undefined);
    reader = second;
    [france, germany] = [await followFromStart('FRA', first.pin, first.entries), await followFromStart('DEU', second.pin, second.entries)];
  });

  it('are what is printed today, byte for byte', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'print-vectors-under-test.ts')], { maxBuffer: 2 ** 26 });
    assert.ok(stdout === await readFile(FILE, 'utf8'), 'print them anew only when the format got a new version');
  });

  it('hold for padding, canonical JSON, keys, chunks and HPKE', async () => {
    for (const [size, padded] of vectors.padding) assert.equal(paddedSize(size), padded);
    for (const { value, canonical } of vectors.canonical) assert.equal(canonicalJson(value), canonical);
    for (const { seeds, key, kem, id } of vectors.keys) {
      const device = await deviceOf(seeds);
      assert.deepEqual({ id: device.id, ...publicKeysOf(device) }, { id, key, kem });
    }
    for (const { key, salt, context, size, prefix, cipherSize, cipherSha256 } of vectors.chunks) {
      const secret = { key: bytesOf(key), context: bytesOf(context), salt: bytesOf(salt) };
      const plain = Uint8Array.from({ length: size }, (_, at) => at % 251);
      const cipher = await encryptBytes(secret, plain);
      assert.deepEqual([toBase64Url(cipher.slice(0, 56)), cipher.length, createHash('sha256').update(cipher).digest('base64url')], [prefix, cipherSize, cipherSha256]);
      assert.deepEqual((await decryptBytes(secret, cipher)).slice(0, size), plain);
    }
    for (const { seed, publicKey, info, aad, plain, ...sealed } of vectors.sealed) {
      const key = await kemKeyFromSeed(bytesOf(seed));
      assert.equal(toBase64Url(key.publicKey), publicKey);
      assert.equal(toBase64Url(await key.open(sealed, { info: bytesOf(info), aad: bytesOf(aad) })), plain);
    }
  });

  it('hold for a message, from the pinned roots to the file that goes with it', async () => {
    for (const directory of [france, germany]) checkInLog(log, directory);
    const keyrings = await followKeyrings(reader.keyrings, germany);
    checkAnnounced(keyrings, germany);
    const secrets = await openKeyrings(keyrings, await deviceOf(reader.device.seeds));
    assert.deepEqual(secrets, await openKeyrings(keyrings, { recovery: await kemKeyFromSeed(bytesOf(reader.recoverySeed)) }));
    const { id, delivered, contentKey, content, body, file, encryptedFile } = vectors.message;
    const verified = await verifyMessage(delivered, { own: germany, sender: france, log, line: EMPTY_LINE });
    assert.equal(verified.id, id);
    const opened = await openMessage(verified, await readyKeys(secrets, germany), bytesOf(body));
    assert.deepEqual([opened.content, toBase64Url(opened.contentKey)], [content, contentKey]);
    assert.equal(toBase64Url(await readAll(decryptAttachment(opened, 1, streamOf(bytesOf(encryptedFile))))), file);
    assert.equal((await verifyReceipt(vectors.receipt, { id, manifest: verified.manifest, directory: germany })).kind, 'opened');
  });

  it('hold for the proof that a third party reads', async () => {
    const report = await verifyProof(vectors.proof, new Map([['FRA', france.pin], ['DEU', germany.pin]]));
    assert.deepEqual([report.id, report.content, report.isPinned, report.receipts.map(({ kind }) => kind), report.accepted?.size], [vectors.message.id, vectors.message.content, true, ['opened'], 5]);
  });

  it('hold for what the hub signs for many messages at once', async () => {
    const { secretariat, ids, receipts } = vectors.acceptance;
    const [root] = secretariat;
    const directory = await followFromStart('XPO', await fingerprintOf(root ?? assert.fail()), secretariat);
    for (const [at, receipt] of receipts.entries()) await verifyAccepted(receipt, { id: ids[at] ?? '', directory });
    assert.deepEqual(receipts.map(({ path }) => path.length), [3, 3, 3, 3, 1]);
  });

  it('hold for what must be refused', async () => {
    for (const { why, code, delivered } of vectors.refused) await assert.rejects(verifyMessage(delivered, { own: germany, sender: france, log, line: EMPTY_LINE }), { code }, why);
  });
});
