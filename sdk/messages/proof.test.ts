import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { MessageProof, SignedObject } from '@watchword/api/message-format.ts';
import type { DeviceKeys } from './devices/device-keys.ts';
import { headOf } from './directory/log.ts';
import { randomBytes, toBase64Url } from './encoding.ts';
import { acceptTogether } from './envelope/acceptance.ts';
import { decryptAttachment } from './envelope/open.ts';
import { signReceipt } from './envelope/receipts.ts';
import { sendUnderTest, type SentUnderTest } from './envelope/sending-under-test.ts';
import { BureauUnderTest, HubUnderTest, newDevice } from './network-under-test.ts';
import { makeProof, verifyProof } from './proof.ts';
import { readAll, streamOf } from './sealing/files.ts';

describe('a proof of a message', () => {
  const hub = new HubUnderTest();
  let france: { bureau: BureauUnderTest; node: DeviceKeys };
  let germany: { bureau: BureauUnderTest; node: DeviceKeys };
  let sent: SentUnderTest;
  let proof: MessageProof;
  let pins: Map<string, string>;
  const file = randomBytes(30_000);
  const receiptOf = async (device: DeviceKeys, message = sent.id): Promise<SignedObject> => signReceipt({ kind: 'opened', message, from: 'DEU', to: 'FRA', time: hub.time(), directory: headOf(await hub.log()) }, device);
  before(async () => {
    france = await BureauUnderTest.withMailbox(hub, 'FRA');
    germany = await BureauUnderTest.withMailbox(hub, 'DEU');
    sent = await sendUnderTest(france, [germany.bureau], { files: [file] });
    const directories = new Map([france, germany].map(({ bureau }) => [bureau.code, bureau.entries]));
    proof = makeProof({ manifest: sent.message.manifest, contentKey: sent.envelope.contentKey, body: sent.body, receipts: [await receiptOf(germany.node)], directories });
    pins = new Map([france, germany].map(({ bureau }) => [bureau.code, bureau.state().pin]));
  });

  it('shows offline who wrote what to whom and when, who opened it, and the files', async () => {
    const report = await verifyProof(structuredClone(proof), pins);
    assert.deepEqual([report.manifest.from, report.content.text, report.receipts.map(({ from, kind }) => [from, kind])], ['FRA', 'A text', [['DEU', 'opened']]]);
    assert.match(report.sentences[0] ?? '', /^FRA signed this message on .* to DEU\./);
    assert.deepEqual(await readAll(decryptAttachment(report.opened, 1, streamOf(sent.files[0] ?? new Uint8Array()))), file);
  });

  it('says so when nobody compared the root keys, and refuses others than those given', async () => {
    const report = await verifyProof(proof);
    assert.equal(report.isPinned, false);
    assert.match(report.sentences[1] ?? '', new RegExp(`not compared.*${report.pin}`));
    await assert.rejects(verifyProof(proof, new Map([['FRA', pins.get('DEU') ?? '']])), { code: 'key.unpinned' });
  });

  it('with anything changed in it shows nothing', async () => {
    const other = await sendUnderTest(france, [germany.bureau], {});
    const cases: [string, Partial<MessageProof>, string][] = [
      ['another key', { contentKey: toBase64Url(randomBytes(32)) }, 'message.changed'],
      ['another body', { body: toBase64Url(other.body) }, 'message.changed'],
      ['another manifest', { manifest: other.message.manifest }, 'message.changed'],
      ['a signature less', { manifest: { ...proof.manifest, signatures: proof.manifest.signatures.slice(1) } }, 'message.malformed'],
      ['the receipt of a stranger', { receipts: [await receiptOf(await newDevice())] }, 'key.not-enrolled'],
      ['the receipt of another message', { receipts: [await receiptOf(germany.node, other.id)] }, 'message.malformed'],
      ['no keys of the sender', { directories: proof.directories.slice(1) }, 'key.not-enrolled'],
      ['no keys of who gave the receipt', { directories: proof.directories.slice(0, 1) }, 'key.chain'],
      ['a chain without the device', { directories: proof.directories.map((one) => ({ ...one, entries: one.entries.slice(0, 2) })) }, 'key.not-enrolled'],
    ];
    for (const [what, change, code] of cases) await assert.rejects(verifyProof({ ...proof, ...change }, pins), { code }, what);
    for (const file of [null, {}, 'text', { ...proof, v: 3 }, { ...proof, accepted: {} }]) await assert.rejects(verifyProof(file, pins), { code: 'message.malformed' });
  });

  it('shows that the hub had it, by a path from the message to what the hub signed for many', async () => {
    const secretariat = await BureauUnderTest.withMailbox(hub, 'XPO');
    const key = await newDevice();
    await secretariat.bureau.enter({ type: 'device', kind: 'hub', name: 'Hub', key: key.publicKey }, secretariat.bureau.officers);
    const others = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(42) + 'A');
    const [, , accepted] = await acceptTogether({ ids: [...others.slice(0, 2), sent.id, ...others.slice(2)], time: hub.time(), directory: headOf(await hub.log()) }, key);
    const whole: MessageProof = { ...proof, ...(accepted !== undefined && { accepted }), directories: [...proof.directories, { organisation: 'XPO', entries: secretariat.bureau.entries }] };
    assert.match((await verifyProof(JSON.parse(JSON.stringify(whole)), pins)).sentences.at(-2) ?? '', /^The hub signed on .* that it had the message on its disk\.$/);
    await assert.rejects(verifyProof({ ...whole, directories: proof.directories }, pins), { code: 'key.chain' }, 'without the keys of the secretariat');
    await assert.rejects(verifyProof({ ...whole, ...(accepted !== undefined && { accepted: { ...accepted, index: 1 } }) }, pins), { code: 'message.malformed' }, 'the place of another message');
    const { accepted: _, ...first } = whole;
    assert.equal((await verifyProof({ ...first, v: 1 }, pins)).accepted, undefined, 'a proof of the first version is read');
  });

  it('is no proof when the device had been removed before', async () => {
    const spain = await BureauUnderTest.withMailbox(hub, 'ESP');
    const stolen = await spain.bureau.enrol();
    await spain.bureau.remove(stolen.id);
    const late = await sendUnderTest({ ...spain, node: stolen }, [germany.bureau], {});
    const forged = makeProof({ manifest: late.message.manifest, contentKey: late.envelope.contentKey, body: late.body, receipts: [], directories: new Map([['ESP', spain.bureau.entries]]) });
    await assert.rejects(verifyProof(forged), { code: 'key.not-enrolled' });
  });
});
