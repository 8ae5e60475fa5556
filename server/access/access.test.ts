import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { AppError } from '@watchword/api/errors.ts';
import { idBytes, newId } from '@watchword/api/ids.ts';
import type { ChangeKind } from '#store/changes.ts';
import { openSqliteStore } from '#store/sqlite.ts';
import type { ChangeSpan, Read } from '#store/store.ts';
import { openAccess, type AccessParts } from './access.ts';
import type { Asker, Call } from '#door/calls.ts';
import { mayManage } from './reach.ts';
import { insertCredential, markRevoked } from './queries.ts';
import { hashSecret, newSecret } from './tokens.ts';
import { accessWrites } from './writes.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const folder = mkdtempSync(join(tmpdir(), 'watchword-access-'));
const store = openSqliteStore({ file: join(folder, 'store.db'), cache: 8 }, NOW);
after(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** A token in the store, and the access of a server that did not write it itself. */
async function tokenSeenBy(parts: Partial<AccessParts> = {}) {
  const [id, secret] = [idBytes(newId('tok', NOW)), newSecret()];
  const change = async (kind: ChangeKind, write: (tx: Parameters<typeof markRevoked>[0]) => Promise<void>): Promise<ChangeSpan> => {
    const { changes } = await store.write(async (tx) => {
      await write(tx);
      await tx.appendChange({ at: NOW, kind });
    });
    return changes ?? assert.fail();
  };
  await change('token.issued', (tx) => insertCredential(tx, { id, organisation: 'FRA', name: 'Gate', token_hash: hashSecret(secret), permissions: '["check"]', role: 'system', created_at: NOW, expires_at: null, revoked_at: null, last_used_on: null }));
  const access = openAccess({ read: store.read, clock: { now: () => NOW }, ...parts });
  const isGood = async (): Promise<boolean> => {
    try {
      return (await access.authenticate({ authorization: `Bearer ${secret}`, officer: undefined, role: undefined })).organisation === 'FRA';
    } catch (error) {
      assert.ok(error instanceof AppError && error.code === 'access.unauthenticated');
      return false;
    }
  };
  assert.equal(await isGood(), true);
  return { access, isGood, change, revoke: () => change('token.revoked', (tx) => markRevoked(tx, id, NOW)) };
}

test('a token that another server revoked is good until its change is followed, and not after', async () => {
  const { access, isGood, revoke } = await tokenSeenBy();
  const changes = await revoke();
  assert.equal(await isGood(), true);
  await access.follow(changes);
  assert.equal(await isGood(), false);
});

test('changes that are about no token leave what is known as it is', async () => {
  let looks = 0;
  const counting = { ...store.read, get db() { looks += 1; return store.read.db; } } satisfies Read;
  const { access, isGood, change } = await tokenSeenBy({ read: counting });
  await access.follow(await change('record.created', async () => undefined));
  assert.deepEqual([await isGood(), looks], [true, 2], 'once for the token, once for its organisation');
});

test('changes that cannot be looked through, or are too many, are taken for one about a token', async () => {
  const deaf = { ...store.read, readChanges: () => Promise.reject(new Error('no answer')) };
  for (const [read, most] of [[deaf, 0], [store.read, 5000]] as const) {
    const { access, isGood, revoke } = await tokenSeenBy({ read });
    const { first, last } = await revoke();
    await access.follow({ first, last: last + most });
    assert.equal(await isGood(), false);
  }
});

test('a server that no longer hears of changes asks the store about every token', async () => {
  let stale = 0;
  const { isGood, revoke } = await tokenSeenBy({ staleFor: () => stale });
  await revoke();
  assert.equal(await isGood(), true);
  stale = 1001;
  assert.equal(await isGood(), false);
});

test('the entry of a token that was issued holds who did it, and nothing else of him', async () => {
  const asker = { organisation: 'FRA', number: 61, role: 'system', actor: 'tok_1', name: 'Laptop of J. Doe', permissions: ['check', 'token:manage'] } as const;
  const call: Call = { asker, at: NOW, input: { body: { name: 'Gate', role: 'system', permissions: ['check'] } } };
  const issue = accessWrites['tokens.issue'] ?? assert.fail();
  const { result } = await store.write((tx) => issue(tx, call as never));
  const { event, organisation, actor, subject, owners, ...rest } = result.entry;
  assert.deepEqual([event, organisation, actor, owners, rest], ['token.issued', 'FRA', 'tok_1', ['FRA'], {}]);
  assert.match(subject ?? '', /^tok_/);
});

test('an agency acts under the code of its bureau, and manages nobody, whatever its token says', () => {
  const bureau: Asker = { organisation: 'FRA', number: 75, role: 'desk', actor: 'ofc_1', name: 'Desk', permissions: ['token:manage'] };
  assert.deepEqual(['FRA', 'FRA-DOUANE', 'UTO', 'XPO'].map((code) => mayManage(bureau, code)), [true, true, false, false]);
  for (const kind of ['agency', 'partner'] as const) {
    const unit: Asker = { ...bureau, unit: { code: 'FRA-DOUANE', kind } as unknown as NonNullable<Asker['unit']> };
    assert.deepEqual(['FRA', 'FRA-DOUANE', 'UTO'].map((code) => mayManage(unit, code)), [false, false, false]);
  }
  assert.ok(['FRA', 'FRA-DOUANE', 'UTO'].every((code) => mayManage({ ...bureau, organisation: 'XPO' }, code)));
});
