/** What a hub could try with messages that pass through it: each is refused, or shown to the officer. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { ERRORS, isErrorCode } from '@watchword/api/errors.ts';
import type { DeliveredMessage, Manifest, SentMessage, Wrap } from '@watchword/api/message-format.ts';
import type { Bytes } from '../../proofs/bytes.ts';
import type { DeviceKeys } from '../devices/device-keys.ts';
import { headOf } from '../directory/log.ts';
import { bytesOf, canonicalBytes, toBase64Url } from '../encoding.ts';
import { BureauUnderTest, HubUnderTest, newDevice } from '../network-under-test.ts';
import { sealTo } from '../sealing/hpke.ts';
import { readSigned, signPayload } from '../signing/signed.ts';
import { openMessage, readyKeys } from './open.ts';
import { EMPTY_LINE, takePlace, type LineState } from './places.ts';
import { signReceipt, verifyReceipt } from './receipts.ts';
import { deliveredTo, sendUnderTest } from './sending-under-test.ts';
import { verifyMessage, type Known, type VerifiedMessage } from './verify.ts';
import { boundToRecipient, hashOfWrap } from './write.ts';

describe('a hub that does not keep to the rules', () => {
  const hub = new HubUnderTest();
  let france: { bureau: BureauUnderTest; node: DeviceKeys };
  let germany: { bureau: BureauUnderTest; node: DeviceKeys };
  let spain: { bureau: BureauUnderTest; node: DeviceKeys };
  before(async () => {
    [france, germany, spain] = [await BureauUnderTest.withMailbox(hub, 'FRA'), await BureauUnderTest.withMailbox(hub, 'DEU'), await BureauUnderTest.withMailbox(hub, 'ESP')];
  });
  const known = async (change: Partial<Known> = {}): Promise<Known> => ({ own: germany.bureau.state(), sender: france.bureau.state(), log: await hub.log(), line: EMPTY_LINE, ...change });
  const take = async (delivered: DeliveredMessage, change: Partial<Known> = {}): Promise<VerifiedMessage> => verifyMessage(delivered, await known(change));
  const open = async (delivered: DeliveredMessage, body: Bytes): Promise<unknown> => openMessage(await take(delivered), await readyKeys(await germany.bureau.secretsOf(germany.node), germany.bureau.state()), body);
  const refused = (code: string): ((fault: { code: string; details?: { detail?: string } }) => boolean) => (fault) => {
    assert.equal(fault.code, code);
    assert.ok(isErrorCode(fault.code) && ERRORS[fault.code].title.endsWith('.'));
    return true;
  };
  const changed = async (message: SentMessage, change: (manifest: Manifest) => Manifest): Promise<SentMessage['manifest']> => {
    const { payload } = await readSigned('manifest', message.manifest);
    return { ...message.manifest, payload: toBase64Url(canonicalBytes(change(payload))) };
  };

  it('strips a signature: refused', async () => {
    const { message } = await sendUnderTest(france, [germany.bureau], {});
    const { manifest, wrap } = deliveredTo(message, 'DEU');
    for (const at of [0, 1]) await assert.rejects(take({ manifest: { ...manifest, signatures: manifest.signatures.filter((_, place) => place !== at) }, wrap }), refused('message.malformed'));
  });

  it('changes anything in the manifest: refused', async () => {
    const { message } = await sendUnderTest(france, [germany.bureau], {});
    const { wrap } = deliveredTo(message, 'DEU');
    const changes: ((manifest: Manifest) => Manifest)[] = [(one) => ({ ...one, priority: 'flash' }), (one) => ({ ...one, handling: 'case' }), (one) => ({ ...one, time: '2026-11-25T23:00:00.000Z' })];
    for (const change of changes) await assert.rejects(take({ manifest: await changed(message, change), wrap }), refused('message.signature'));
  });

  it('adds a recipient: refused by all, and useless to whoever is added', async () => {
    const { message, envelope, body } = await sendUnderTest(france, [germany.bureau], {});
    const forged = { to: 'ESP', epoch: 1, sequence: 1, prev: null, ...await sealTo(bytesOf(spain.bureau.key().kem), envelope.contentKey, boundToRecipient(envelope, { to: 'ESP', epoch: 1 })) } satisfies Wrap;
    const hash = await hashOfWrap(forged);
    const manifest = await changed(message, (one) => ({ ...one, to: [...one.to, ['ESP', 1, hash]] }));
    await assert.rejects(take({ ...deliveredTo(message, 'DEU'), manifest }), refused('message.signature'));
    await assert.rejects(verifyMessage({ manifest, wrap: forged }, await known({ own: spain.bureau.state() })), refused('message.signature'));
    await assert.rejects(verifyMessage({ manifest: message.manifest, wrap: forged }, await known({ own: spain.bureau.state() })), refused('message.not-for-you'));
    // Even a sender's own device cannot address a ciphertext anew: its content says to whom it was written.
    const { payload } = await readSigned('manifest', manifest);
    const signed = await signPayload('manifest', { ...payload, device: france.node.id }, [france.node]);
    const verified = await verifyMessage({ manifest: signed, wrap: forged }, await known({ own: spain.bureau.state() }));
    await assert.rejects(async () => openMessage(verified, await readyKeys(await spain.bureau.secretsOf(spain.node), spain.bureau.state()), body), refused('message.not-for-you'));
  });

  it('swaps the wrap for another, or the number in it: refused', async () => {
    const one = await sendUnderTest(france, [germany.bureau], {});
    const other = await sendUnderTest(france, [germany.bureau], {});
    const { manifest, wrap } = deliveredTo(one.message, 'DEU');
    await assert.rejects(take({ manifest, wrap: deliveredTo(other.message, 'DEU').wrap }), refused('message.changed'));
    await assert.rejects(take({ manifest, wrap: { ...wrap, sequence: 2, prev: one.id } }), refused('message.changed'));
    await assert.rejects(take({ manifest, wrap: deliveredTo(one.message, 'FRA').wrap }), refused('message.not-for-you'));
  });

  it('swaps or cuts the body: refused', async () => {
    const one = await sendUnderTest(france, [germany.bureau], {});
    const other = await sendUnderTest(france, [germany.bureau], {});
    const delivered = deliveredTo(one.message, 'DEU');
    await open(delivered, one.body);
    for (const body of [other.body, one.body.slice(0, -1), new Uint8Array(), one.body.with(100, (one.body[100] ?? 0) ^ 1)]) await assert.rejects(open(delivered, body), refused('message.changed'));
  });

  it('signs with a key of its own, or lets a stranger sign: refused', async () => {
    const { message } = await sendUnderTest(france, [germany.bureau], {});
    const { payload } = await readSigned('manifest', message.manifest);
    const { wrap } = deliveredTo(message, 'DEU');
    for (const device of [await newDevice(), germany.node]) await assert.rejects(take({ manifest: await signPayload('manifest', { ...payload, device: device.id }, [device]), wrap }), refused('key.not-enrolled'));
    await assert.rejects(take({ manifest: await signPayload('manifest', payload, [germany.node]), wrap }), refused('message.signature'));
  });

  it('shows another list of keys to the recipient than to the sender: found by the first message', async () => {
    const forked = new HubUnderTest();
    forked.lines.push(...hub.lines.slice(0, -1));
    const { bureau: other } = await BureauUnderTest.withMailbox(forked, 'ITA');
    assert.ok(other.state().entries.length > 0);
    const { message } = await sendUnderTest(france, [germany.bureau], {});
    await assert.rejects(take(deliveredTo(message, 'DEU'), { log: await forked.log() }), refused('key.log-forked'));
    const behind = await sendUnderTest(france, [germany.bureau], { head: headOf(await forked.log()) });
    await assert.rejects(take(deliveredTo(behind.message, 'DEU')), (fault: { code: string }) => ['key.log-forked', 'key.chain'].includes(fault.code));
  });

  it('serves the key of an epoch that is over: refused where the message arrives', async () => {
    const own = await BureauUnderTest.withMailbox(hub, 'NLD');
    const stale = own.bureau.key();
    const leaver = await own.bureau.enrol();
    await own.bureau.remove(leaver.id);
    await own.bureau.begin([{ device: own.node.id, reads: 'all' }], { by: own.node });
    const frozen = Object.assign(Object.create(own.bureau) as BureauUnderTest, { key: () => stale });
    const { message } = await sendUnderTest(france, [frozen], {});
    await assert.rejects(verifyMessage(deliveredTo(message, 'NLD'), await known({ own: own.bureau.state() })), refused('message.stale-epoch'));
    const unaware = await sendUnderTest(france, [frozen], { head: headOf({ ...await hub.log(), heads: (await hub.log()).heads.slice(0, 13) }) });
    await verifyMessage(deliveredTo(unaware.message, 'NLD'), await known({ own: own.bureau.state() }));
    await assert.rejects(verifyMessage(deliveredTo(unaware.message, 'NLD'), await known({ own: own.bureau.state(), acceptedAt: new Date(hub.ms + 400_000).toISOString() })), refused('message.stale-epoch'));
  });

  it('passes on what a stolen device writes after its removal: refused; what it wrote before is marked', async () => {
    const own = await BureauUnderTest.withMailbox(hub, 'BEL');
    const stolen = await own.bureau.enrol();
    const before = await sendUnderTest({ ...own, node: stolen }, [germany.bureau], {});
    const oldHead = headOf(await hub.log());
    await own.bureau.remove(stolen.id);
    const sender = own.bureau.state();
    assert.deepEqual((await take(deliveredTo(before.message, 'DEU'), { sender })).notices, ['message.sender-removed']);
    const after = await sendUnderTest({ ...own, node: stolen }, [germany.bureau], {});
    await assert.rejects(take(deliveredTo(after.message, 'DEU'), { sender }), refused('message.sender-removed'));
    const hiding = await sendUnderTest({ ...own, node: stolen }, [germany.bureau], { head: oldHead });
    await assert.rejects(take(deliveredTo(hiding.message, 'DEU'), { sender, acceptedAt: new Date(hub.ms + 6 * 60_000).toISOString() }), refused('message.sender-removed'));
  });

  it('replays, drops, holds back, reorders or replaces: each is seen', async () => {
    const ids: string[] = [];
    const sent: DeliveredMessage[] = [];
    for (let at = 0; at < 4; at += 1) {
      const place = { sequence: at + 1, prev: ids[at - 1] ?? null };
      const { id, message } = await sendUnderTest(france, [germany.bureau], { places: new Map([['DEU', place], ['FRA', place]]) });
      ids.push(id);
      sent.push(deliveredTo(message, 'DEU'));
    }
    const [one, two, three, four] = sent as [DeliveredMessage, DeliveredMessage, DeliveredMessage, DeliveredMessage];
    const first = await take(one);
    assert.deepEqual(first.notices, []);
    await assert.rejects(take(one, { line: first.line }), refused('message.replayed'));
    const third = await take(three, { line: first.line });
    assert.deepEqual(third.notices, ['message.gap']);
    assert.deepEqual(third.line.missing, [2]);
    const late = await take(two, { line: third.line });
    assert.deepEqual([late.notices, late.line.missing], [['message.reordered'], []]);
    await assert.rejects(take(two, { line: late.line }), refused('message.replayed'));
    assert.deepEqual((await take(four, { line: late.line })).notices, []);
    const other = await sendUnderTest(france, [germany.bureau], { places: new Map([['DEU', { sequence: 2, prev: ids[0] ?? null }], ['FRA', { sequence: 2, prev: ids[0] ?? null }]]) });
    await assert.rejects(take(deliveredTo(other.message, 'DEU'), { line: late.line }), refused('message.forked'));
    await assert.rejects(take(deliveredTo(other.message, 'DEU'), { line: third.line }), refused('message.forked'), 'the next one names another before it');
    const elsewhere = await sendUnderTest(france, [germany.bureau], { places: new Map([['DEU', { sequence: 2, prev: other.id }], ['FRA', { sequence: 1, prev: null }]]) });
    await assert.rejects(take(deliveredTo(elsewhere.message, 'DEU'), { line: first.line }), refused('message.forked'));
  });

  it('delivers in any order, with copies: every message is taken once, and none twice', () => {
    const sent = Array.from({ length: 30 }, (_, at) => ({ sequence: at + 1, id: `m${at + 1}`, prev: at === 0 ? null : `m${at}` }));
    fc.assert(fc.property(fc.array(fc.nat(29), { maxLength: 120 }), (order) => {
      let line: LineState = EMPTY_LINE;
      const taken = new Set<number>();
      for (const at of order) {
        const { sequence, prev, id } = sent[at] ?? { sequence: 0, prev: null, id: '' };
        try {
          const result = takePlace(line, { sequence, prev }, id);
          assert.ok(!taken.has(sequence));
          assert.equal(result.notices.includes('message.gap'), sequence > line.sequence + 1);
          line = result.line;
          taken.add(sequence);
        } catch (fault) {
          assert.equal((fault as { code?: string }).code, 'message.replayed');
          assert.ok(taken.has(sequence));
        }
      }
      const most = Math.max(0, ...taken);
      assert.deepEqual(line.missing, Array.from({ length: most }, (_, at) => at + 1).filter((number) => !taken.has(number)));
    }));
  });

  it('forges a receipt, or gives the receipt of another: refused', async () => {
    const { id, message } = await sendUnderTest(france, [germany.bureau], {});
    const { payload: manifest } = await readSigned('manifest', message.manifest);
    const receipt = { kind: 'opened', message: id, from: 'DEU', to: 'FRA', time: hub.time(), directory: manifest.directory } as const;
    const directory = germany.bureau.state();
    assert.equal((await verifyReceipt(await signReceipt(receipt, germany.node), { id, manifest, directory })).kind, 'opened');
    await assert.rejects(verifyReceipt(await signReceipt(receipt, await newDevice()), { id, manifest, directory }), refused('key.not-enrolled'));
    await assert.rejects(signReceipt({ ...receipt, kind: 'accepted' as 'opened' }, germany.node), refused('message.malformed'), 'only the hub says that it took a message, in another form');
    await assert.rejects(verifyReceipt(await signReceipt({ ...receipt, message: toBase64Url(new Uint8Array(32)) }, germany.node), { id, manifest, directory }), refused('message.malformed'));
    await assert.rejects(verifyReceipt(await signReceipt({ ...receipt, from: 'ESP' }, spain.node), { id, manifest, directory: spain.bureau.state() }), refused('message.malformed'));
  });
});
