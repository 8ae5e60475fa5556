import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { SentMessage } from '@watchword/api/message-format.ts';
import { concatBytes, utf8, type Bytes } from '../../proofs/bytes.ts';
import type { DeviceKeys } from '../devices/device-keys.ts';
import { canonicalJson, randomBytes } from '../encoding.ts';
import { BureauUnderTest, HubUnderTest } from '../network-under-test.ts';
import { readAll, streamOf } from '../sealing/files.ts';
import { decryptAttachment, openAttachment, openMessage, readyKeys, type OpenedMessage } from './open.ts';
import { EMPTY_LINE } from './places.ts';
import { deliveredTo, sendUnderTest } from './sending-under-test.ts';
import { verifyMessage } from './verify.ts';
import { beginEnvelope, encryptAttachment, signMessage } from './write.ts';

const CANARY = 'Zebedee Quillfeather-Canary 1962';

describe('a message', () => {
  const hub = new HubUnderTest();
  let france: { bureau: BureauUnderTest; node: DeviceKeys };
  let germany: { bureau: BureauUnderTest; node: DeviceKeys };
  let spain: { bureau: BureauUnderTest; node: DeviceKeys };
  before(async () => {
    france = await BureauUnderTest.withMailbox(hub, 'FRA');
    germany = await BureauUnderTest.withMailbox(hub, 'DEU');
    spain = await BureauUnderTest.withMailbox(hub, 'ESP');
  });
  const open = async (message: SentMessage, body: Bytes, at = germany): Promise<OpenedMessage> => {
    const verified = await verifyMessage(deliveredTo(message, at.bureau.code), { own: at.bureau.state(), sender: france.bureau.state(), log: await hub.log(), line: EMPTY_LINE });
    return openMessage(verified, await readyKeys(await at.bureau.secretsOf(at.node), at.bureau.state()), body);
  };

  it('arrives as it was written, at every recipient and in the mailbox of the sender', async () => {
    const { message, body } = await sendUnderTest(france, [germany.bureau, spain.bureau], { content: { v: 1, subject: 'Passport 12 AB', text: CANARY, case: 'case 7' } });
    for (const at of [germany, spain, france]) {
      const { content } = await open(message, body, at);
      assert.deepEqual(content, { v: 1, subject: 'Passport 12 AB', text: CANARY, case: 'case 7' });
    }
  });

  it('shows the hub nothing of what is in it', async () => {
    const { message, body } = await sendUnderTest(france, [germany.bureau], { content: { v: 1, subject: CANARY, text: CANARY, case: CANARY } });
    const seen = [canonicalJson(message), atob(message.manifest.payload.replaceAll('-', '+').replaceAll('_', '/')), new TextDecoder('latin1').decode(body)].join('\n');
    for (const word of ['Zebedee', 'Canary', '1962']) assert.ok(!seen.includes(word), word);
  });

  it('of four letters is as large as one of four hundred', async () => {
    const short = await sendUnderTest(france, [germany.bureau], { content: { v: 1, subject: '', text: 'no' } });
    const long = await sendUnderTest(france, [germany.bureau], { content: { v: 1, subject: 'x'.repeat(100), text: 'y'.repeat(300) } });
    assert.equal(short.body.length, long.body.length);
  });

  it('has the same id when it is signed again, and another when its place changes, with nothing encrypted anew', async () => {
    const { id, message, again } = await sendUnderTest(france, [germany.bureau], {});
    const same = await signMessage(again);
    assert.equal(same.id, id);
    const moved = await signMessage({ ...again, places: new Map([['DEU', { sequence: 9, prev: id }], ['FRA', { sequence: 9, prev: id }]]) });
    assert.notEqual(moved.id, id);
    assert.deepEqual(moved.message.wraps.map(({ ciphertext }) => ciphertext), message.wraps.map(({ ciphertext }) => ciphertext));
  });

  it('takes files along, which are read as they come or at any place', async () => {
    const file = randomBytes(60_000);
    const { message, body, files } = await sendUnderTest(france, [germany.bureau], { files: [file, utf8('small')] });
    const opened = await open(message, body);
    const cipher = files[0] ?? new Uint8Array();
    assert.deepEqual(await readAll(decryptAttachment(opened, 1, streamOf(cipher))), file);
    assert.deepEqual(await readAll(decryptAttachment(opened, 2, streamOf(files[1] ?? new Uint8Array()))), utf8('small'));
    const read = await openAttachment(opened, 1, async (at, length) => cipher.slice(at, at + length));
    assert.deepEqual(await read(20_000, 30_000), file.slice(20_000, 50_000));
    assert.equal((await read(59_990, 1000)).length, 10);
    const changed = { code: 'message.changed' };
    await assert.rejects(readAll(decryptAttachment(opened, 2, streamOf(cipher))), changed, 'files change places');
    await assert.rejects(readAll(decryptAttachment(opened, 1, streamOf(cipher.slice(0, -1)))), changed);
    await assert.rejects(readAll(decryptAttachment(opened, 1, streamOf(concatBytes(cipher, Uint8Array.of(0))))), changed);
    assert.throws(() => decryptAttachment(opened, 3, streamOf(cipher)), { code: 'message.malformed' });
  });

  it('of a file whose upload breaks off says so, and waits for nothing', async () => {
    const envelope = await beginEnvelope('FRA', ['DEU']);
    const broken = new ReadableStream<Bytes>({ pull: (to) => to.error(new Error('line cut')) });
    const { stream, described } = encryptAttachment(envelope, 1, broken);
    await assert.rejects(readAll(stream), /line cut/);
    await assert.rejects(described, /line cut/);
  });

  it('is not addressed to nobody, nor to its sender', async () => {
    for (const to of [[], ['FRA'], ['DEU', 'FRA']]) await assert.rejects(beginEnvelope('FRA', to), { code: 'message.malformed' });
  });

  it('opens for a device that was in the mailbox when it was sent, or may read back to it, and for no other', async () => {
    const italy = await BureauUnderTest.withMailbox(hub, 'ITA');
    const leaver = await italy.bureau.enrol('browser');
    await italy.bureau.admit({ device: leaver.id, reads: 'all' }, italy.node);
    const before = await sendUnderTest(france, [italy.bureau], {});
    await italy.bureau.remove(leaver.id);
    await italy.bureau.begin([{ device: italy.node.id, reads: 'all' }], { by: italy.node });
    const after = await sendUnderTest(france, [italy.bureau], {});
    const [reader, late] = [await italy.bureau.enrol('browser'), await italy.bureau.enrol('browser')];
    await italy.bureau.admit({ device: reader.id, reads: 'all' }, italy.node);
    await italy.bureau.admit({ device: late.id, reads: 2 }, italy.node);
    const may = async (device: DeviceKeys, { message, body }: typeof before): Promise<boolean> =>
      open(message, body, { bureau: italy.bureau, node: device }).then(() => true, (fault: { code?: string }) => {
        assert.equal(fault.code, 'key.no-access');
        return false;
      });
    const seen = await Promise.all([italy.node, leaver, reader, late, await italy.bureau.enrol()].map((device) => Promise.all([may(device, before), may(device, after)])));
    assert.deepEqual(seen, [[true, true], [true, false], [true, true], [false, true], [false, false]]);
  });
});
