/** The hub signs once for many messages. Trees are compared with RFC 9162 as node:crypto does it, straight from its definition. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { ERRORS, isErrorCode } from '@watchword/api/errors.ts';
import { ACCEPTED_TOGETHER_MAX, type AcceptedReceipt } from '@watchword/api/message-format.ts';
import type { DeviceKeys } from '../devices/device-keys.ts';
import type { Directory } from '../directory/directory.ts';
import { headOf } from '../directory/log.ts';
import { bytesOf, canonicalBytes, toBase64Url } from '../encoding.ts';
import { BureauUnderTest, HubUnderTest, newDevice } from '../network-under-test.ts';
import { readSigned } from '../signing/signed.ts';
import { acceptTogether, verifyAccepted } from './acceptance.ts';

const idOf = (n: number): string => createHash('sha256').update(`message ${n}`).digest('base64url');
const idsOf = (count: number): string[] => Array.from({ length: count }, (_, at) => idOf(at));
const digest = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** MTH of RFC 9162, 2.1.1. */
function rootByDefinition(leaves: readonly Uint8Array[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return digest();
  if (leaves.length === 1) return digest(Uint8Array.of(0), first);
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return digest(Uint8Array.of(1), rootByDefinition(leaves.slice(0, half)), rootByDefinition(leaves.slice(half)));
}

describe('the receipt of the hub', () => {
  const hub = new HubUnderTest();
  let key: DeviceKeys;
  let secretariat: BureauUnderTest;
  let directory: Directory;
  const accept = async (ids: readonly string[], by = key): Promise<AcceptedReceipt[]> => acceptTogether({ ids, time: hub.time(), directory: headOf(await hub.log()) }, by);
  const refused = (code: string) => (fault: { code?: string }): boolean => fault.code === code && isErrorCode(fault.code) && ERRORS[fault.code].title.endsWith('.');
  before(async () => {
    const opened = await BureauUnderTest.withMailbox(hub, 'XPO');
    secretariat = opened.bureau;
    key = await newDevice();
    await secretariat.enter({ type: 'device', kind: 'hub', name: 'Hub', key: key.publicKey }, secretariat.officers);
    directory = secretariat.state();
  });

  it('stands for each message of a tree, whatever their number, and for no other', async () => {
    for (const count of [1, 2, 3, 5, 8, 13, 33]) {
      const ids = idsOf(count);
      const receipts = await accept(ids);
      const [first] = receipts;
      const { payload } = await readSigned('acceptance', first?.acceptance ?? assert.fail());
      assert.equal(payload.root, rootByDefinition(ids.map(bytesOf)).toString('base64url'));
      for (const [at, receipt] of receipts.entries()) {
        assert.equal((await verifyAccepted(receipt, { id: idOf(at), directory })).size, count);
        await assert.rejects(verifyAccepted(receipt, { id: idOf(count), directory }), refused('message.malformed'), 'another message');
        if (count > 1) await assert.rejects(verifyAccepted({ ...receipt, index: (at + 1) % count }, { id: idOf(at), directory }), refused('message.malformed'), 'another place');
      }
    }
  });

  it('is refused when anything in it was changed, or another signed it', async () => {
    const [receipt] = await accept(idsOf(4));
    assert.ok(receipt !== undefined);
    const { payload } = await readSigned('acceptance', receipt.acceptance);
    const check = (change: Partial<AcceptedReceipt>, code: string, what: string): Promise<void> => assert.rejects(verifyAccepted({ ...receipt, ...change }, { id: idOf(0), directory }), refused(code), what);
    await check({ path: receipt.path.slice(1) }, 'message.malformed', 'a shorter path');
    await check({ path: [...receipt.path, receipt.path[0] ?? ''] }, 'message.malformed', 'a longer path');
    await check({ path: receipt.path.map(() => idOf(9)) }, 'message.malformed', 'another path');
    await check({ acceptance: { ...receipt.acceptance, signatures: receipt.acceptance.signatures.slice(0, 1) } }, 'message.malformed', 'one signature');
    await check({ acceptance: { ...receipt.acceptance, payload: toBase64Url(canonicalBytes({ ...payload, time: '2027-01-01T00:00:00.000Z' })) } }, 'message.signature', 'another time');
    const [forged] = await accept(idsOf(4), await newDevice());
    await check({ acceptance: forged?.acceptance ?? receipt.acceptance }, 'key.not-enrolled', 'a key that nobody enrolled');
    const [byNode] = await accept(idsOf(4), await secretariat.enrol());
    await assert.rejects(verifyAccepted(byNode ?? receipt, { id: idOf(0), directory: secretariat.state() }), refused('key.not-enrolled'), 'a node of the secretariat is no hub');
    await assert.rejects(verifyAccepted(receipt, { id: idOf(0), directory: (await BureauUnderTest.withMailbox(hub, 'FRA')).bureau.state() }), refused('message.malformed'), 'the keys of another organisation');
  });

  it('is made for one message at least and for no more than a path can hold', async () => {
    await assert.rejects(accept([]), RangeError);
    await assert.rejects(accept(idsOf(ACCEPTED_TOGETHER_MAX + 1)), RangeError);
  });
});
