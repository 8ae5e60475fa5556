/** What a country sees of the trees over the network: heads, proofs, its own entries, and nothing of others. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { getAuditKeys, getMatrix, getTile, listCheckpoints, listOwnEntries, listOwnerEntries, proveConsistency, proveInclusion } from '@watchword/api/audit.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { fromBase64, fromHex } from '@watchword/sdk/proofs/bytes.ts';
import { parseCheckpoint, type Checkpoint } from '@watchword/sdk/proofs/checkpoints.ts';
import { isHeadIn } from '@watchword/sdk/proofs/heads.ts';
import { hashLeaf, isContinued, isIncluded } from '@watchword/sdk/proofs/merkle.ts';
import { parseKey, parseNote, verifyNote } from '@watchword/sdk/proofs/notes.ts';
import { isCode } from '../operation-calls.ts';
import { car, startServer, unique } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const everything = { role: 'desk', permissions: PERMISSIONS } as const;
const [fra, uto, deu] = await Promise.all(['FRA', 'UTO', 'DEU'].map((code) => house.client(code, everything)));
if (fra === undefined || uto === undefined || deu === undefined) throw new Error('no clients');

function read(note: string): Checkpoint {
  return parseCheckpoint(parseNote(note)?.text ?? '') ?? assert.fail('no checkpoint');
}
const bytes = (texts: readonly string[]): Uint8Array[] => texts.map((text) => fromBase64(text) ?? assert.fail('no base 64'));
const one = (text: string): Uint8Array => bytes([text])[0] ?? assert.fail();

test('a receipt leads to the checkpoint that both keys signed, in the log and in the own tree', async () => {
  const { receipt } = await fra.checks.run({ purpose: 'border-control', subject: { document: { number: unique() } } });
  const proof = await fra.call(proveInclusion, { query: { entry: receipt.entry, hash: receipt.hash } });
  const checkpoint = read(proof.checkpoint);
  const leaf = fromHex(receipt.hash) ?? assert.fail();
  assert.ok(await isIncluded({ leaf, index: receipt.entry - 1, path: bytes(proof.path) }, checkpoint));
  const { own } = proof;
  assert.ok(own !== undefined);
  const head = { size: own.head.size, root: one(own.head.root), salt: one(own.head.salt), path: bytes(own.head.path) };
  assert.ok(await isHeadIn(checkpoint.heads, { organisation: 'FRA', kind: 'requester' }, head));
  assert.ok(await isIncluded({ leaf, index: own.index, path: bytes(own.path) }, head));
  const { keys } = await fra.call(getAuditKeys);
  const note = parseNote(proof.checkpoint) ?? assert.fail();
  for (const line of [keys.at(-1)?.ed25519, keys.at(-1)?.mlDsa44]) assert.equal(await verifyNote(note, (await parseKey(line ?? '')) ?? assert.fail()), 'good');
  const foreign = await deu.call(proveInclusion, { query: { entry: receipt.entry, hash: receipt.hash } });
  assert.equal(foreign.own, undefined, 'it is not in the tree of another');
  await assert.rejects(deu.call(proveInclusion, { query: { entry: receipt.entry, hash: 'ab'.repeat(32) } }), isCode('audit.not-found'));
});

test('the owner of a car sees who was shown it, both see the cell of the matrix, and nobody else sees either', async () => {
  const vin = '1M8GDM9AXKP042788';
  const record = await uto.records.create({ database: 'vehicles', content: car({ vin }) });
  const answer = await fra.checks.run({ purpose: 'police-check', subject: { vehicle: { vin } } });
  assert.equal(answer.outcome, 'hit');
  await fra.call(proveInclusion, { query: { entry: answer.receipt.entry, hash: answer.receipt.hash } });
  const { items } = await uto.call(listOwnerEntries, { query: {} });
  const found = items.find(({ entry }) => entry === answer.receipt.entry) ?? assert.fail('not in the log of the owner');
  assert.deepEqual([found.organisation, found.entryHash], ['FRA', answer.receipt.hash]);
  assert.deepEqual(JSON.parse(found.detail ?? ''), { database: 'vehicles', kind: 'stolen', organisation: 'FRA', outcome: 'hit', owner: 'UTO', purpose: 'police-check', record: record.id });
  const day = { from: '2026-11-24', to: '2026-11-24' };
  const cell = { day: '2026-11-24', requester: 'FRA', owner: 'UTO', count: 1 };
  assert.deepEqual((await uto.call(getMatrix, { query: day })).items, [cell]);
  assert.deepEqual((await fra.call(getMatrix, { query: day })).items, [cell]);
  assert.deepEqual((await deu.call(getMatrix, { query: day })).items, []);
  assert.deepEqual((await deu.call(listOwnerEntries, { query: {} })).items, []);
  assert.ok((await house.entries()).some(({ event, organisation, reason }) => event === 'audit.read' && organisation === 'UTO' && reason === 'owner-entries'));
});

test('own entries hash to the leaves of the own tree; a page of another begins where its own do', async () => {
  const { items, size } = await fra.call(listOwnEntries, { query: { limit: 1000 } });
  assert.ok(size >= 2);
  for (const { bytes: leaf, entry } of items) assert.deepEqual(await hashLeaf(one(leaf)), fromHex(entry.hash));
  const kept = (await house.entries()).filter(({ organisation }) => organisation === 'FRA').slice(0, size);
  assert.deepEqual(items.map(({ entry }) => entry.seq), kept.map(({ seq }) => seq));
});

test('what was seen is continued by what comes later, over a restart too', async () => {
  const before = read((await fra.call(getAuditKeys)).checkpoint);
  await house.restart();
  const again = await house.client('FRA', everything);
  const { receipt } = await again.checks.run({ purpose: 'border-control', subject: { document: { number: unique() } } });
  await again.call(proveInclusion, { query: { entry: receipt.entry, hash: receipt.hash } });
  const proof = await again.call(proveConsistency, { query: { from: before.size } });
  assert.ok(await isContinued(before, read(proof.checkpoint), bytes(proof.path)));
  const { items } = await again.call(listCheckpoints, { query: { limit: 1000 } });
  for (const [at, { note }] of items.entries()) {
    const previous = parseNote(items[at - 1]?.note ?? '')?.text;
    if (previous !== undefined) assert.deepEqual(Buffer.from(read(note).before), Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(previous))));
  }
  const { hashes } = await again.call(getTile, { query: { path: 'tile/0/000.p/2' } });
  assert.equal(one(hashes).length, 64);
  await assert.rejects(again.call(getTile, { query: { path: 'tile/0/x001/000' } }), isCode('audit.not-found'));
});
