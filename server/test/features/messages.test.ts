/** Messages between bureaus, through a real hub, with real keys. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { AppError } from '@watchword/api/errors.ts';
import { sendFile, startFile } from '@watchword/api/messages.ts';
import { headOf } from '@watchword/sdk/messages/directory/log.ts';
import { beginEnvelope, encryptAttachment } from '@watchword/sdk/messages/envelope/write.ts';
import { followFromStart } from '@watchword/sdk/messages/directory/chain.ts';
import { verifyAccepted } from '@watchword/sdk/messages/envelope/acceptance.ts';
import { signReceipt } from '@watchword/sdk/messages/envelope/receipts.ts';
import { readSigned } from '@watchword/sdk/messages/signing/signed.ts';
import { startMail, type Mail, type Mailbox } from '../start-mail.ts';
import { startServer, type House } from '../start-server.ts';

const DAY_MS = 86_400_000;
const code = (wanted: string) => (error: unknown): boolean => {
  assert.equal((error as AppError).code, wanted);
  return true;
};

describe('messages', { timeout: 180_000 }, () => {
  let house: House;
  let mail: Mail;
  let fra: Mailbox;
  let deu: Mailbox;
  let ita: Mailbox;
  before(async () => {
    house = await startServer({ settings: { logLevel: 'error' } });
    mail = startMail(house);
    await mail.enrolHub();
    [fra, deu, ita] = [await mail.mailbox('FRA'), await mail.mailbox('DEU'), await mail.mailbox('ITA')];
  });
  after(() => house.close());

  const receiptOf = async (by: Mailbox, id: string, to: string, kind: 'delivered' | 'opened' = 'delivered') =>
    await signReceipt({ kind, message: id, from: by.code, to, time: new Date(house.clock.now()).toISOString(), directory: headOf(await mail.log()) }, by.node);

  it('are read by those they are to and by the sender, and do not exist for anybody else', async () => {
    const { id, number } = await mail.send(fra, [deu], 'Do you know this man?');
    assert.equal(number, 1);
    assert.equal(await mail.open(deu, id), 'Do you know this man?');
    assert.equal(await mail.open(fra, id), 'Do you know this man?');
    await assert.rejects(ita.client.messages.get(id), code('message.not-found'));
    await assert.rejects(ita.client.messages.file(id, 0), code('message.not-found'));
    await assert.rejects(ita.client.messages.receipt(id, await receiptOf(ita, id, 'FRA')), code('message.not-found'));
    const { wrap } = await deu.client.messages.get(id);
    assert.equal(wrap.to, 'DEU', 'nobody gets the key of another');
  });

  it('are taken once however often they are sent, with the same receipt of the hub, which a client verifies', async () => {
    const { id, message, files } = await mail.write(fra, [deu, ita], { text: 'Twice' });
    const [first, second] = [await fra.client.messages.send(message, files), await fra.client.messages.send(message, files)];
    assert.deepEqual(second, first);
    const listed = (await deu.client.messages.list()).items.filter((line) => line.id === id);
    assert.equal(listed.length, 1);
    const secretariat = house.serving();
    assert.ok(secretariat !== undefined && first.accepted !== undefined);
    const { items } = await fra.client.keys.entries('XPO', 0);
    const [root] = items;
    assert.ok(root !== undefined);
    const directory = await followFromStart('XPO', (await readSigned('directory', root)).hash, items);
    assert.equal((await verifyAccepted(first.accepted, { id, directory })).from, 'XPO');
  });

  it('that come together are signed for together, and each receipt stands for its own', async () => {
    const senders = [fra, deu, ita];
    const written = await Promise.all(senders.map(async (from) => await mail.write(from, senders.filter((one) => one !== from), { text: from.code })));
    const taken = await Promise.all(written.map(async ({ message, files }, at) => await senders[at]?.client.messages.send(message, files)));
    const { items } = await fra.client.keys.entries('XPO', 0);
    const directory = await followFromStart('XPO', (await readSigned('directory', items[0] ?? assert.fail())).hash, items);
    for (const [at, one] of taken.entries()) {
      const { accepted } = one ?? assert.fail();
      assert.ok(accepted !== undefined);
      await verifyAccepted(accepted, { id: written[at]?.id ?? '', directory });
      await assert.rejects(verifyAccepted(accepted, { id: written[(at + 1) % 3]?.id ?? '', directory }), code('message.malformed'));
    }
  });

  it('keep their order in each line: none is left out, none comes twice, and none before its turn', async () => {
    const { items } = await fra.client.messages.list({ direction: 'out', limit: 500 });
    const skipping = new Map([['DEU', { sequence: 9, prev: items.at(-1)?.id ?? null }], ['FRA', { sequence: 9, prev: items.at(-1)?.id ?? null }]]);
    const { message, files } = await mail.write(fra, [deu], { text: 'Out of turn' }, skipping);
    await assert.rejects(fra.client.messages.send(message, files), (error: AppError) => {
      assert.deepEqual([error.code, error.details.errors?.map(({ pointer }) => pointer)], ['message.sequence', ['/message/wraps/DEU', '/message/wraps/FRA']]);
      return true;
    });
    const [one, other] = await Promise.all([mail.write(fra, [deu], { text: 'One' }), mail.write(fra, [deu], { text: 'Other' })]);
    const sent = await Promise.allSettled([fra.client.messages.send(one.message, one.files), fra.client.messages.send(other.message, other.files)]);
    assert.deepEqual(sent.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'], 'two devices at the same moment: one signs again');
    for (let at = 0; at < 5; at++) await mail.send(fra, [deu], `Number ${at}`);
    const lines = (await deu.client.messages.list({ limit: 500 })).items.filter(({ from }) => from === 'FRA');
    assert.deepEqual(lines.map(({ sequence }) => sequence), lines.map((_, at) => at + 1));
    assert.deepEqual(lines.map(({ number }) => number), lines.map(({ number }) => number).toSorted((a, b) => a - b));
  });

  it('with a false or missing signature, altered keys, other recipients or another sender are refused', async () => {
    const { message, files } = await mail.write(fra, [deu], { text: 'True' });
    const [ed, ml] = message.manifest.signatures;
    assert.ok(ed !== undefined && ml !== undefined);
    await assert.rejects(fra.client.messages.send({ ...message, manifest: { ...message.manifest, signatures: [ed, ed] } }, files), code('message.signature'));
    const other = await mail.write(fra, [deu], { text: 'Another' });
    await assert.rejects(fra.client.messages.send({ ...message, manifest: { ...message.manifest, signatures: other.message.manifest.signatures } }, files), code('message.signature'));
    await assert.rejects(fra.client.messages.send({ ...message, wraps: other.message.wraps }, files), code('message.changed'));
    await assert.rejects(fra.client.messages.send({ ...message, wraps: message.wraps.toReversed() }, files), code('message.changed'));
    await assert.rejects(deu.client.messages.send(message, files), code('message.malformed'));
    await assert.rejects(fra.client.messages.send(message), code('message.no-file'));
    await assert.rejects(fra.client.messages.send(message, [{ sha256: files[0]?.sha256 ?? '', data: other.files[0]?.data ?? '' }]), code('message.changed'));
    await fra.client.messages.send(message, files);
  });

  it('to a key that is no longer used are refused: five minutes after a device is removed, and once the next epoch runs', async () => {
    const esp = await mail.mailbox('ESP');
    const second = await esp.bureau.enrol();
    await esp.bureau.remove(second.id);
    await mail.send(fra, [esp], 'On its way');
    house.clock.moveMs(6 * 60_000);
    const late = await mail.write(fra, [esp], { text: 'Too late' });
    await assert.rejects(fra.client.messages.send(late.message, late.files), code('key.epoch-due'));
    await esp.bureau.begin([{ device: esp.node.id, reads: 'all' }], { by: esp.node });
    await assert.rejects(fra.client.messages.send(late.message, late.files).then(async () => { house.clock.moveMs(6 * 60_000); await fra.client.messages.send(late.message, late.files); const stale = await mail.write(fra, [{ ...esp, bureau: Object.assign(Object.create(esp.bureau), { state: () => ({ ...esp.bureau.state(), epochs: esp.bureau.state().epochs.slice(0, 1) }) }) as typeof esp.bureau }], { text: 'Stale' }); await fra.client.messages.send(stale.message, stale.files); }), code('message.stale-epoch'));
    await mail.send(fra, [esp], 'To the new one');
  });

  it('bring receipts to their sender, each kind once, signed by a device of the recipient', async () => {
    const { id } = await mail.send(fra, [deu, ita], 'Please confirm');
    const from = (await fra.client.messages.receipts()).last;
    const receipt = await receiptOf(deu, id, 'FRA');
    await deu.client.messages.receipt(id, receipt);
    await deu.client.messages.receipt(id, receipt);
    await deu.client.messages.receipt(id, await receiptOf(deu, id, 'FRA', 'opened'));
    await assert.rejects(ita.client.messages.receipt(id, receipt), code('message.malformed'));
    const { items } = await fra.client.messages.receipts({ after: from });
    assert.deepEqual(items.map(({ kind, from: by, message }) => [kind, by, message]), [['delivered', 'DEU', id], ['opened', 'DEU', id]]);
    assert.deepEqual((await fra.client.messages.receipts({ message: id })).items, items);
    assert.deepEqual((await deu.client.messages.receipts()).items, []);
    const kinds = (await fra.client.events.past({ after: 0, limit: 1000 })).items.filter(({ subject }) => subject === id).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['message.sent', 'message.receipt', 'message.receipt']);
  });

  it('carry files that go on where their line was cut', async () => {
    const envelope = await beginEnvelope('FRA', ['DEU']);
    const plain = randomBytes(3_000_000);
    const { stream, described } = encryptAttachment(envelope, 1, new Blob([plain]).stream());
    const ciphertext = Buffer.concat(await Array.fromAsync(stream as unknown as AsyncIterable<Uint8Array>));
    const { blob } = await described;
    const params = { sha256: blob.sha256 };
    await fra.client.call(startFile, { params, body: { size: blob.size } });
    const part = await fra.client.upload(sendFile, { params, query: { offset: 0 } }, ciphertext.subarray(0, 1_000_000), { type: 'application/octet-stream' });
    assert.deepEqual([part.offset, part.isComplete], [1_000_000, false]);
    await assert.rejects(fra.client.upload(sendFile, { params, query: { offset: 2_000_000 } }, ciphertext.subarray(2_000_000), { type: 'application/octet-stream' }), code('file.offset'));
    let cuts = 0;
    const cutting = async function* (from: number): AsyncGenerator<Uint8Array> {
      for (let at = from; at < ciphertext.length; at += 100_000) {
        if (at - from >= 700_000 && cuts < 3) {
          cuts += 1;
          throw new TypeError('the line is cut');
        }
        yield ciphertext.subarray(at, at + 100_000);
      }
    };
    for (let tries = 0; ; tries++) {
      assert.ok(tries < 10);
      try {
        const done = await fra.client.messages.upload({ sha256: blob.sha256, size: blob.size, read: cutting });
        assert.ok(done.isComplete);
        break;
      } catch (error) {
        assert.match(String(error), /the line is cut/);
      }
    }
    assert.equal(cuts, 3);
    const { id, message, files } = await mail.write(fra, [deu], { text: 'With a film', envelope, blobs: [blob], attachments: [{ n: 1, name: 'film.mp4', mediaType: 'video/mp4', size: plain.length }] });
    await fra.client.messages.send(message, files);
    const all = Buffer.concat(await Array.fromAsync((await deu.client.messages.file(id, 1)).chunks()));
    assert.equal(createHash('sha256').update(all).digest('base64url'), blob.sha256);
    const some = Buffer.concat(await Array.fromAsync((await deu.client.messages.file(id, 1, { from: 1000, length: 50 })).chunks()));
    assert.deepEqual(some, ciphertext.subarray(1000, 1050));
    await assert.rejects(ita.client.messages.file(id, 1), code('message.not-found'));
  });

  it('whose file is not the one that was named is not there', async () => {
    const bytes = randomBytes(100_000);
    const params = { sha256: createHash('sha256').update('other').digest('base64url') };
    await fra.client.call(startFile, { params, body: { size: bytes.length } });
    await assert.rejects(fra.client.upload(sendFile, { params, query: { offset: 0 } }, bytes, { type: 'application/octet-stream' }), code('message.changed'));
    await assert.rejects(fra.client.upload(sendFile, { params, query: { offset: 0 } }, Buffer.concat([bytes, bytes]), { type: 'application/octet-stream' }), code('file.offset'));
    await assert.rejects(deu.client.upload(sendFile, { params, query: { offset: 0 } }, bytes, { type: 'application/octet-stream' }), code('file.not-found'));
  });

  it('are destroyed when their time is over, files and all, sooner when everybody has them; and uploads that nobody wants', async () => {
    const kept = await mail.send(fra, [ita], 'Kept');
    const had = await mail.send(fra, [deu], 'Delivered');
    await deu.client.messages.receipt(had.id, await receiptOf(deu, had.id, 'FRA'));
    const forgotten = randomBytes(80_000);
    const sha256 = createHash('sha256').update(forgotten).digest('base64url');
    await fra.client.messages.upload({ sha256, size: forgotten.length, read: (from) => forgotten.subarray(from) });
    const folder = join(house.data, 'hub', 'files');
    const names = (): string[] => readdirSync(folder, { recursive: true }).map(String).filter((name) => name.includes('/'));
    assert.ok(names().length >= 2);
    house.clock.moveMs(31 * DAY_MS);
    await house.serving().hub.messages.sweep();
    await assert.rejects(deu.client.messages.get(had.id), code('message.destroyed'));
    await assert.rejects(fra.client.messages.file(had.id, 0), code('message.destroyed'));
    assert.equal(await mail.open(ita, kept.id), 'Kept');
    assert.ok((await deu.client.messages.list({ limit: 500 })).items.some(({ id, destroyed }) => id === had.id && destroyed));
    house.clock.moveMs(160 * DAY_MS);
    await house.serving().hub.messages.sweep();
    await assert.rejects(ita.client.messages.get(kept.id), code('message.destroyed'));
    assert.deepEqual(names(), []);
    house.clock.moveMs(400 * DAY_MS);
    await house.serving().hub.messages.sweep();
    await assert.rejects(ita.client.messages.get(kept.id), code('message.not-found'));
  });

  it('have groups to choose from: all, regions, operations for those who take part, and one\'s own', async () => {
    const secretariat = await house.client('XPO', { role: 'system' });
    await secretariat.messages.saveGroup('operation-lantern', { name: 'Operation Lantern', members: ['FRA', 'ITA'] });
    await fra.client.messages.saveGroup('own-neighbours', { name: 'Neighbours', members: ['DEU', 'ITA', 'ESP'] });
    await assert.rejects(fra.client.messages.saveGroup('operation-mine', { name: 'Mine', members: ['DEU'] }), code('access.forbidden'));
    await assert.rejects(fra.client.messages.saveGroup('own-none', { name: 'None', members: ['QQQ'] }), code('organisation.not-found'));
    const codes = async (mailbox: Mailbox): Promise<string[]> => (await mailbox.client.messages.groups()).map((group) => group.code);
    assert.deepEqual((await codes(fra)).filter((one) => !one.startsWith('region')), ['all', 'operation-lantern', 'own-neighbours']);
    assert.deepEqual((await codes(deu)).filter((one) => !one.startsWith('region')), ['all']);
    const [all, , , , europe] = await fra.client.messages.groups();
    assert.deepEqual([all?.members.toSorted(), europe?.members], [['DEU', 'ESP', 'ITA'], ['DEU', 'ESP', 'ITA']]);
    await fra.client.messages.removeGroup('own-neighbours');
    await assert.rejects(fra.client.messages.removeGroup('own-neighbours'), code('group.not-found'));
  });
});
