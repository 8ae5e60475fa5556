import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { SignedObject } from '@watchword/api/message-format.ts';
import { publicKeysOf } from '../devices/device-keys.ts';
import { toBase64Url } from '../encoding.ts';
import { BureauUnderTest, HubUnderTest, newDevice, newSigner } from '../network-under-test.ts';
import { signPayload } from '../signing/signed.ts';
import { fingerprintOf, followFromStart, followOn } from './chain.ts';
import { currentKey, epochDueSince, isActive } from './directory.ts';
import { makeEntry, type NewEntry } from './entries.ts';
import { checkInLog, compareHead, EMPTY_LOG, followLog, headOf } from './log.ts';

const pinOf = (bureau: BureauUnderTest): Promise<string> => fingerprintOf(bureau.entries[0] as SignedObject);

describe('the key directory of a bureau', () => {
  let hub: HubUnderTest;
  let france: BureauUnderTest;
  before(async () => {
    hub = new HubUnderTest();
    france = (await BureauUnderTest.withMailbox(hub, 'FRA')).bureau;
  });
  const entryFor = (entry: NewEntry, signers: Parameters<typeof makeEntry>[2]['signers']): Promise<SignedObject> => makeEntry(france.state(), entry, { time: hub.time(), signers });
  const deviceEntry = async (): Promise<NewEntry> => ({ type: 'device', kind: 'browser', name: 'desk', ...publicKeysOf(await newDevice()) });

  it('is followed from the pinned root to the key that others encrypt to', async () => {
    const directory = await followFromStart('FRA', await pinOf(france), france.entries);
    assert.equal(directory.entries.length, 4);
    assert.equal(directory.epochs[0]?.kem, france.key().kem);
    assert.deepEqual(await followOn(await followFromStart('FRA', await pinOf(france), france.entries.slice(0, 2)), france.entries.slice(2)), directory);
  });

  it('with other root keys than the pinned ones is refused, whole and sound as it may be', async () => {
    const { bureau: other } = await BureauUnderTest.withMailbox(new HubUnderTest(), 'FRA');
    await assert.rejects(followFromStart('FRA', await pinOf(france), other.entries), { code: 'key.unpinned' });
  });

  it('with an entry left out, twice, in another place or of another bureau is refused', async () => {
    const [a, b, c, d] = france.entries as [SignedObject, SignedObject, SignedObject, SignedObject];
    const { bureau: other } = await BureauUnderTest.withMailbox(new HubUnderTest(), 'DEU');
    for (const entries of [[a, c, d], [a, b, b, c, d], [a, c, b, d], [a, b, c, other.entries[3] as SignedObject], [b, c], []]) {
      await assert.rejects(followFromStart('FRA', await pinOf(france), entries), { code: 'key.chain' });
    }
  });

  it('takes a device from two officers, and from nobody else', async () => {
    const [one, two] = france.officers;
    const stranger = await newSigner();
    assert.ok(one !== undefined && two !== undefined);
    await followOn(france.state(), [await entryFor(await deviceEntry(), [one, two])]);
    await assert.rejects(followOn(france.state(), [await entryFor(await deviceEntry(), [one])]), { code: 'key.two-persons' });
    await assert.rejects(followOn(france.state(), [await entryFor(await deviceEntry(), [one, stranger])]), { code: 'key.not-enrolled' });
    await assert.rejects(followOn(france.state(), [await entryFor(await deviceEntry(), france.custodians)]), { code: 'key.not-enrolled' });
    const twice = await entryFor(await deviceEntry(), [one]);
    await assert.rejects(followOn(france.state(), [{ ...twice, signatures: [...twice.signatures, ...twice.signatures] }]), { code: 'message.signature' });
  });

  it('takes officers and root keys from two custodians of three, and recovers when one is lost', async () => {
    const [one, two, three] = france.custodians;
    const next = await Promise.all([newSigner(), newSigner(), newSigner()]);
    const root: NewEntry = { type: 'root', custodians: next.map(({ publicKey }) => publicKey), recovery: toBase64Url((await newDevice()).kem.publicKey) };
    assert.ok(one !== undefined && two !== undefined && three !== undefined);
    for (const pair of [[one, two], [one, three], [two, three]]) await followOn(france.state(), [await entryFor(root, pair)]);
    await assert.rejects(followOn(france.state(), [await entryFor(root, [one])]), { code: 'key.two-persons' });
    await assert.rejects(followOn(france.state(), [await entryFor(root, france.officers)]), { code: 'key.not-enrolled' });
    const after = await followOn(france.state(), [await entryFor(root, [one, three])]);
    const officers: NewEntry = { type: 'officers', officers: [{ name: 'a', key: (await newSigner()).publicKey }, { name: 'b', key: (await newSigner()).publicKey }] };
    await assert.rejects(followOn(after, [await makeEntry(after, officers, { time: hub.time(), signers: [one, two] })]), { code: 'key.not-enrolled' });
    await followOn(after, [await makeEntry(after, officers, { time: hub.time(), signers: next.slice(1) })]);
  });

  it('loses a device at the word of one officer, and then a new epoch is due', async () => {
    const { bureau, node } = await BureauUnderTest.withMailbox(hub, 'ESP');
    const stolen = await bureau.enrol('browser');
    assert.equal(epochDueSince(bureau.state(), hub.ms), undefined);
    await bureau.remove(stolen.id);
    assert.equal(isActive(bureau.state(), stolen.id), false);
    assert.equal(isActive(bureau.state(), stolen.id, bureau.state().entries.length - 1), true);
    assert.equal(epochDueSince(bureau.state(), hub.ms), bureau.state().devices.get(stolen.id)?.removed?.time);
    await assert.rejects(bureau.remove(stolen.id), { code: 'key.chain' });
    const announcement = await makeEntry(bureau.state(), { type: 'epoch', epoch: 2, kem: toBase64Url((await newDevice()).kem.publicKey), until: new Date(hub.ms + 86_400_000).toISOString(), keyring: bureau.state().entries[0] ?? '' }, { time: hub.time(), signers: [stolen] });
    await assert.rejects(followOn(bureau.state(), [announcement]), { code: 'key.not-enrolled' });
    await bureau.begin([{ device: node.id, reads: 'all' }], { by: node });
    assert.equal(epochDueSince(bureau.state(), hub.ms), undefined);
    assert.notEqual(epochDueSince(bureau.state(), hub.ms + 31 * 86_400_000), undefined);
  });

  it('gives the key to encrypt to, but none that is overdue: five minutes after a removal, or at the end of its time', async () => {
    const { bureau } = await BureauUnderTest.withMailbox(hub, 'PRT');
    const stolen = await bureau.enrol('browser');
    assert.deepEqual(currentKey(bureau.state(), hub.ms), bureau.key());
    assert.throws(() => currentKey(bureau.state(), hub.ms + 30 * 86_400_000), { code: 'key.epoch-due' });
    await bureau.remove(stolen.id);
    assert.deepEqual(currentKey(bureau.state(), hub.ms + 299_000), bureau.key());
    assert.throws(() => currentKey(bureau.state(), hub.ms + 301_000), { code: 'key.epoch-due' });
    assert.throws(() => currentKey({ ...bureau.state(), epochs: [] }, hub.ms), { code: 'key.epoch-due' });
  });

  it('lets a hub be a device of the secretariat only, and never one that can be encrypted to', async () => {
    const { kem, ...hubKeys } = { ...publicKeysOf(await newDevice()), type: 'device', kind: 'hub', name: 'hub' } as const;
    await assert.rejects(followOn(france.state(), [await entryFor(hubKeys, france.officers)]), { code: 'key.chain' });
    const secretariat = await BureauUnderTest.open(hub, 'XPO');
    await assert.rejects(secretariat.enter({ ...hubKeys, kem }, secretariat.officers), { code: 'key.chain' });
    await secretariat.enter(hubKeys, secretariat.officers);
  });

  it('does not let an epoch jump, last too long or use a key again', async () => {
    const { bureau, node } = await BureauUnderTest.withMailbox(hub, 'ITA');
    const kem = toBase64Url((await newDevice()).kem.publicKey);
    const make = (entry: object): Promise<SignedObject> => makeEntry(bureau.state(), { type: 'epoch', epoch: 2, kem, until: new Date(hub.ms + 86_400_000).toISOString(), keyring: bureau.state().entries[0] ?? '', ...entry }, { time: hub.time(), signers: [node] });
    for (const wrong of [{ epoch: 3 }, { epoch: 1 }, { kem: bureau.key().kem }, { until: new Date(hub.ms + 32 * 86_400_000).toISOString() }, { until: '2026-11-01T00:00:00.000Z' }]) {
      await assert.rejects(followOn(bureau.state(), [await make(wrong)]), { code: 'key.chain' }, JSON.stringify(wrong));
    }
  });

  it('is not signed for by an object of another kind', async () => {
    await assert.rejects(signPayload('directory', { type: 'officers' } as never, france.custodians), { code: 'message.malformed' });
  });
});

describe('the list of all entries', () => {
  it('is the same for everybody, or it is found out by the first head that is compared', async () => {
    const hub = new HubUnderTest();
    await BureauUnderTest.withMailbox(hub, 'FRA');
    const forked = new HubUnderTest();
    forked.lines.push(...hub.lines.slice(0, 2));
    const { bureau: germany } = await BureauUnderTest.withMailbox(hub, 'DEU');
    const { bureau: other } = await BureauUnderTest.withMailbox(forked, 'DEU');
    const [ours, theirs] = [await hub.log(), await forked.log()];
    assert.equal(compareHead(ours, headOf(await followLog(EMPTY_LOG, hub.lines.slice(0, 3)))), 'same');
    assert.equal(compareHead(await followLog(EMPTY_LOG, hub.lines.slice(0, 3)), headOf(ours)), 'ahead');
    assert.throws(() => compareHead(ours, headOf(theirs)), { code: 'key.log-forked' });
    checkInLog(ours, germany.state());
    assert.throws(() => checkInLog(ours, other.state()), { code: 'key.log-forked' });
  });

  it('that leaves out, changes or moves a line is refused', async () => {
    const hub = new HubUnderTest();
    await BureauUnderTest.withMailbox(hub, 'FRA');
    const [a, b, c] = hub.lines;
    assert.ok(a !== undefined && b !== undefined && c !== undefined);
    for (const lines of [[b], [a, c], [b, a], [a, { ...b, entry: c.entry }], [a, { ...b, organisation: 'DEU', sequence: 0 }], [a, b, b]]) await assert.rejects(followLog(EMPTY_LOG, lines), { code: 'key.log-forked' });
  });
});
