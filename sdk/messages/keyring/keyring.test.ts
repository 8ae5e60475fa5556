import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Keyring, SignedObject } from '@watchword/api/message-format.ts';
import type { DeviceKeys } from '../devices/device-keys.ts';
import { BureauUnderTest, HubUnderTest, newDevice } from '../network-under-test.ts';
import { readSigned, signPayload } from '../signing/signed.ts';
import { openKeyrings } from './keyrings.ts';
import { checkAnnounced, followKeyrings, verifyKeyring } from './verify.ts';

const all = (device: DeviceKeys): { device: string; reads: 'all' } => ({ device: device.id, reads: 'all' });
const epochsOf = async (bureau: BureauUnderTest, device: DeviceKeys): Promise<number[]> => [...(await bureau.secretsOf(device)).keys()].toSorted((one, other) => one - other);

describe('the keyring of a mailbox', () => {
  it('opens for its members, for the recovery key and for nobody else', async () => {
    const { bureau, node } = await BureauUnderTest.withMailbox(new HubUnderTest(), 'FRA');
    const stranger = await bureau.enrol();
    assert.deepEqual(await epochsOf(bureau, node), [1]);
    assert.deepEqual(await epochsOf(bureau, stranger), []);
    assert.ok(bureau.recovery !== undefined);
    const recovered = await openKeyrings(await bureau.trusted(), { recovery: bureau.recovery.kem });
    assert.deepEqual(recovered.get(1)?.seed, (await bureau.secretsOf(node)).get(1)?.seed);
    await assert.rejects(openKeyrings(await bureau.trusted(), { recovery: node.kem }), { code: 'key.keyring' });
    checkAnnounced(await bureau.trusted(), bureau.state());
  });

  it('lets a joiner read back as far as it was admitted, and the recovery key everything', async () => {
    const { bureau, node } = await BureauUnderTest.withMailbox(new HubUnderTest(), 'FRA');
    for (let turn = 0; turn < 3; turn += 1) await bureau.begin([all(node)], { by: node });
    const [whole, some, none] = [await bureau.enrol(), await bureau.enrol(), await bureau.enrol()];
    await bureau.admit(all(whole), node);
    await bureau.admit({ device: some.id, reads: 3 }, node);
    await bureau.admit({ device: none.id, reads: 4 }, node);
    assert.deepEqual(await epochsOf(bureau, whole), [1, 2, 3, 4]);
    assert.deepEqual(await epochsOf(bureau, some), [3, 4]);
    assert.deepEqual(await epochsOf(bureau, none), [4]);
    await assert.rejects(bureau.admit(all(none), some), { code: 'key.no-access' });
    const after = [all(node), all(whole), { device: some.id, reads: 3 }];
    await bureau.begin(after, { by: whole });
    assert.deepEqual(await epochsOf(bureau, some), [3, 4, 5]);
    assert.deepEqual(await epochsOf(bureau, none), [4], 'who left has what he had, and nothing after it');
    assert.ok(bureau.recovery !== undefined);
    assert.equal((await openKeyrings(await bureau.trusted(), { recovery: bureau.recovery.kem })).size, 5);
  });

  it('comes back after all devices are lost, by the recovery key, a new device and two officers', async () => {
    const { bureau, node } = await BureauUnderTest.withMailbox(new HubUnderTest(), 'FRA');
    await bureau.begin([all(node)], { by: node });
    await bureau.remove(node.id);
    const fresh = await bureau.enrol();
    await assert.rejects(bureau.begin([all(fresh)], { by: fresh }), { code: 'key.no-access' });
    await bureau.begin([all(fresh)], { by: fresh, officers: bureau.officers });
    assert.deepEqual(await epochsOf(bureau, fresh), [3]);
    assert.deepEqual(await epochsOf(bureau, node), [1, 2]);
    assert.ok(bureau.recovery !== undefined);
    const trusted = await bureau.trusted();
    assert.deepEqual([...(await openKeyrings(trusted, { recovery: bureau.recovery.kem })).keys()].toSorted((one, other) => one - other), [1, 2, 3]);
    assert.equal(trusted.at(-1)?.keyring.previous, null);
  });

  it('leads back to everything again when the recovery key is at hand', async () => {
    const { bureau, node } = await BureauUnderTest.withMailbox(new HubUnderTest(), 'FRA');
    await bureau.begin([all(node)], { by: node });
    await bureau.remove(node.id);
    const fresh = await bureau.enrol();
    assert.ok(bureau.recovery !== undefined);
    await bureau.begin([all(fresh)], { by: fresh, officers: bureau.officers, known: await openKeyrings(await bureau.trusted(), { recovery: bureau.recovery.kem }) });
    assert.deepEqual(await epochsOf(bureau, fresh), [1, 2, 3]);
  });

  it('that a hub or a former member made, changed or held back is refused', async () => {
    const { bureau, node } = await BureauUnderTest.withMailbox(new HubUnderTest(), 'FRA');
    const leaver = await bureau.enrol();
    await bureau.admit(all(leaver), node);
    const outsider = await bureau.enrol();
    await bureau.remove(leaver.id);
    await bureau.begin([all(node)], { by: node });
    const [first, second, third] = bureau.keyrings as [SignedObject, SignedObject, SignedObject];
    const trusted = await bureau.trusted();
    const signAnew = async (change: Partial<Keyring>, by: DeviceKeys, officers = bureau.officers.slice(0, 0)): Promise<SignedObject> => {
      const { payload } = await readSigned('keyring', third);
      return signPayload('keyring', { ...payload, by: by.id, ...change }, [by, ...officers]);
    };
    const verify = (object: SignedObject): Promise<unknown> => verifyKeyring(object, { before: trusted[1], directory: bureau.state() });
    const members = trusted[1]?.keyring.members ?? [];
    await verify(await signAnew({}, node));
    await assert.rejects(followKeyrings([first, third], bureau.state()), { code: 'key.keyring' }, 'one was held back');
    await assert.rejects(followKeyrings([first, second, second], bureau.state()), { code: 'key.keyring' }, 'one came twice');
    await assert.rejects(verify(await signAnew({}, leaver)), { code: 'key.not-enrolled' }, 'a former member signs');
    await assert.rejects(verify(await signAnew({ members }, node)), { code: 'key.keyring' }, 'a former member is in it');
    await assert.rejects(verify(await signAnew({}, await newDevice())), { code: 'key.not-enrolled' }, 'a stranger signs');
    await assert.rejects(verify(await signAnew({}, outsider)), { code: 'key.two-persons' }, 'a device signs that is no member');
    await assert.rejects(verify(await signAnew({ epoch: 4 }, node)), { code: 'key.keyring' }, 'an epoch is left out');
    await assert.rejects(verify(await signAnew({ previous: null }, node)), { code: 'key.keyring' }, 'the way back is cut');
    await assert.rejects(verify(await signAnew({ epoch: 1, kem: trusted[1]?.keyring.kem ?? '', until: trusted[1]?.keyring.until ?? '', previous: null }, node)), { code: 'key.keyring' }, 'somebody leaves without a new epoch');
    const stripped = { ...third, signatures: third.signatures.slice(0, 1) };
    await assert.rejects(verify(stripped), { code: 'message.malformed' });
    const swapped = await signAnew({ kem: (await readSigned('keyring', first)).payload.kem }, node);
    await assert.rejects(verify(swapped), { code: 'key.keyring' }, 'the key of the epoch before is used again');
    const other = await followKeyrings([first, second, await signAnew({ time: bureau.hub.time() }, node)], bureau.state());
    assert.throws(() => checkAnnounced(other, bureau.state()), { code: 'key.keyring' }, 'it is not the one whose key was announced');
  });

  it('that holds other secrets than those of the announced key is found out by whoever opens it', async () => {
    const { bureau, node } = await BureauUnderTest.withMailbox(new HubUnderTest(), 'FRA');
    const trusted = await bureau.trusted();
    const { bureau: other, node: otherNode } = await BureauUnderTest.withMailbox(new HubUnderTest(), 'DEU');
    const theirs = (await other.trusted())[0];
    assert.ok(trusted[0] !== undefined && theirs !== undefined);
    const mixed = [{ ...trusted[0], keyring: { ...trusted[0].keyring, kem: theirs.keyring.kem } }];
    await assert.rejects(openKeyrings(mixed, node), { code: 'key.keyring' });
    await assert.rejects(openKeyrings(trusted, { id: node.id, kem: otherNode.kem }), { code: 'key.keyring' });
  });

  it('gives every device exactly what the rules say, whatever happens in whatever order', async () => {
    type Act = { act: 'admit'; back: number | 'all' } | { act: 'remove'; which: number } | { act: 'rotate' };
    const acts = fc.array(fc.oneof<fc.Arbitrary<Act>[]>(
      fc.record({ act: fc.constant('admit' as const), back: fc.oneof(fc.constant('all' as const), fc.nat(3)) }),
      fc.record({ act: fc.constant('remove' as const), which: fc.nat(5) }),
      fc.constant({ act: 'rotate' as const }),
    ), { minLength: 4, maxLength: 9 });
    await fc.assert(fc.asyncProperty(acts, async (list) => {
      const { bureau, node } = await BureauUnderTest.withMailbox(new HubUnderTest(), 'FRA');
      const model = new Map<DeviceKeys, { from: number; to: number | undefined; reads: number | 'all' }>([[node, { from: 1, to: undefined, reads: 'all' }]]);
      let epoch = 1;
      const members = (): { device: string; reads: number | 'all' }[] => [...model].filter(([, { to }]) => to === undefined).map(([{ id }, { reads }]) => ({ device: id, reads }));
      for (const one of list) {
        if (one.act === 'admit') {
          const device = await bureau.enrol();
          const reads = one.back === 'all' ? 'all' : Math.max(1, epoch - one.back);
          await bureau.admit({ device: device.id, reads }, node);
          model.set(device, { from: reads === 'all' ? 1 : reads, to: undefined, reads });
          continue;
        }
        const present = [...model].filter(([device, { to }]) => to === undefined && device !== node);
        const leaver = one.act === 'remove' ? present[one.which % Math.max(1, present.length)] : undefined;
        if (one.act === 'remove' && leaver === undefined) continue;
        if (leaver !== undefined) {
          await bureau.remove(leaver[0].id);
          model.set(leaver[0], { ...leaver[1], to: epoch });
        }
        await bureau.begin(members(), { by: node });
        epoch += 1;
      }
      checkAnnounced(await bureau.trusted(), bureau.state());
      for (const [device, { from, to = epoch }] of model) assert.deepEqual(await epochsOf(bureau, device), Array.from({ length: to - from + 1 }, (_, at) => from + at));
      assert.deepEqual(await epochsOf(bureau, await bureau.enrol()), []);
    }), { numRuns: 12 });
  });
});
