import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parseCheckpoint, type Checkpoint } from '@watchword/sdk/proofs/checkpoints.ts';
import { isHeadIn } from '@watchword/sdk/proofs/heads.ts';
import { hashLeaf, isContinued, isIncluded } from '@watchword/sdk/proofs/merkle.ts';
import { parseKey, parseNote, verifyNote } from '@watchword/sdk/proofs/notes.ts';
import { checkAnswered, openAuditLog, readAuditLog, type AuditEntry, type AuditLog } from '../audit.ts';
import { bytesOf } from './hashing.ts';
import { Keeper, readCommissionKey } from './keeper.ts';
import { BOX_BYTES, commitmentOf, detailText, openBox, parseLeaf, saltOf } from './owner-leaves.ts';
import { inclusionPath, rootAt } from './paths.ts';
import { QUESTIONS } from './questions.ts';
import { verifyTrees } from './verify-trees.ts';

const root = mkdtempSync(join(tmpdir(), 'watchword-keeper-'));
after(() => rmSync(root, { recursive: true, force: true }));
const at = Date.UTC(2026, 10, 24, 12);
let folders = 0;

type Shown = { owner: string; database: string; kind: string; record: string; outcome: 'hit' | 'possible' };
function check(organisation: string, shown: readonly Shown[] = [], { purpose = 'border-control', subject = { vehicle: { vin: 'x' } } }: { purpose?: string; subject?: object } = {}): AuditEntry {
  const hit = shown.length > 0 ? 1 : 0;
  return checkAnswered({ organisation, actor: 'ofc_1' }, {
    subject: `chk_${Math.random()}`, purpose, databases: ['vehicles'], outcomes: { hit, possible: 0, none: 1 - hit, unavailable: 0 }, response: 'cd'.repeat(32),
    question: JSON.stringify({ ...(hit === 1 && { shown }), subject }), owners: [...new Set(shown.map(({ owner }) => owner))],
  });
}
const car = (owner: string, more: Partial<Shown> = {}): Shown => ({ owner, database: 'vehicles', kind: 'stolen', record: 'rec_1', outcome: 'hit', ...more });

async function begin(segmentBytes?: number): Promise<{ dir: string; log: AuditLog; keeper: Keeper }> {
  const dir = join(root, String((folders += 1)));
  const log = await openAuditLog({ dir, now: () => at, ...(segmentBytes !== undefined && { segmentBytes }) });
  const keeper = new Keeper(dir, log.chain);
  await keeper.start(at);
  return { dir, log, keeper };
}
function newest(keeper: Keeper): Checkpoint {
  return parseCheckpoint(parseNote(keeper.history.last?.note ?? '')?.text ?? '') ?? assert.fail('no checkpoint');
}

test('every entry is a leaf, those of a country in its own tree too, and the checkpoint over them is signed twice', async () => {
  const { dir, log, keeper } = await begin(3000);
  for (let n = 0; n < 30; n += 1) await log.appendMany([check('FRA'), check('UTO'), check('FRA')]);
  await keeper.advance(log.lastSeq);
  keeper.publish(at);
  const checkpoint = newest(keeper);
  const entries = await Array.fromAsync(readAuditLog(dir));
  assert.equal(checkpoint.size, entries.length);
  for (const { seq, hash } of entries) {
    const path = inclusionPath(keeper.forest.log.tree, seq - 1, checkpoint.size).map(bytesOf);
    assert.ok(await isIncluded({ leaf: Uint8Array.from(Buffer.from(hash, 'hex')), index: seq - 1, path }, checkpoint));
  }
  const own = entries.filter(({ organisation }) => organisation === 'FRA');
  const page = await QUESTIONS.entries(keeper, { organisation: 'FRA', from: 0, limit: 1000 });
  assert.deepEqual(page.items.map(({ entry }) => entry.seq), own.map(({ seq }) => seq));
  assert.deepEqual(await Promise.all(page.items.map(async ({ bytes }) => Buffer.from(await hashLeaf(Buffer.from(bytes, 'base64'))).toString('hex'))), own.map(({ hash }) => hash));
  const head = keeper.heads.open({ organisation: 'FRA', kind: 'requester' }) ?? assert.fail();
  assert.ok(await isHeadIn(checkpoint.heads, { organisation: 'FRA', kind: 'requester' }, { ...head, path: head.path.map(bytesOf) }));
  assert.equal(await isHeadIn(checkpoint.heads, { organisation: 'UTO', kind: 'requester' }, { ...head, path: head.path.map(bytesOf) }), false);
  const note = parseNote(keeper.history.last?.note ?? '') ?? assert.fail();
  for (const line of [keeper.keys.generations[0]?.ed25519, keeper.keys.generations[0]?.mlDsa44]) assert.equal(await verifyNote(note, await parseKey(line ?? '') ?? assert.fail()), 'good');
  keeper.close();
  await log.close();
});

test('it goes on where it was after a restart, also after a crash between its files', async () => {
  const { dir, log, keeper } = await begin();
  await log.appendMany(Array.from({ length: 700 }, (_, n) => check(n % 3 === 0 ? 'DEU' : 'FRA', n % 50 === 0 ? [car('UTO')] : [])));
  await keeper.advance(log.lastSeq);
  keeper.publish(at);
  const first = newest(keeper);
  await log.appendMany([check('FRA', [car('UTO')]), check('DEU')]);
  await keeper.advance(log.lastSeq);
  keeper.forest.flush();
  keeper.close();
  // The newest leaves were written, their checkpoint was not.
  const again = new Keeper(dir, log.chain);
  assert.equal(await again.start(at), 'continued');
  assert.equal(again.size, first.size);
  await again.advance(log.lastSeq);
  again.publish(at + 1000);
  const second = newest(again);
  assert.equal(second.number, 2);
  const { path } = QUESTIONS.consistency(again, { tree: 'log', organisation: 'FRA', from: first.size });
  assert.ok(await isContinued(first, second, path.map((one) => Uint8Array.from(Buffer.from(one, 'base64')))));
  assert.equal(again.forest.owners.get('UTO')?.tree.size, 15);
  again.close();
  await log.close();
});

test('a damaged tile is made anew from the log; a log that does not fit what was signed is said, and nothing is signed', async () => {
  const { dir, log, keeper } = await begin();
  await log.appendMany(Array.from({ length: 600 }, () => check('FRA', [car('UTO')])));
  await keeper.advance(log.lastSeq);
  keeper.publish(at);
  keeper.close();
  await log.close();
  const tile = join(dir, 'trees', 'log', 'tile', '0');
  const bytes = readFileSync(tile);
  bytes.writeUInt8((bytes[18_500] ?? 0) ^ 1, 18_500);
  writeFileSync(tile, bytes);
  const mended = new Keeper(dir, log.chain);
  assert.equal(await mended.start(at), 'rebuilt');
  mended.close();
  for (const name of ['requesters/FRA/index', 'log/tile/1', 'log/places']) truncateSync(join(dir, 'trees', name), 10);
  const again = new Keeper(dir, log.chain);
  assert.match(await again.start(at), /rebuilt|continued/);
  assert.equal(again.forest.requesters.get('FRA')?.tree.size, 600);
  again.close();
  rmSync(join(dir, 'mark'));
  const file = join(dir, '000000000001.log');
  truncateSync(file, statSync(file).size - 1);
  const cut = await openAuditLog({ dir, now: () => at });
  const broken = new Keeper(dir, cut.chain);
  appendFileSync(join(dir, 'trees', 'log', 'tile', '0'), 'x');
  truncateSync(join(dir, 'trees', 'log', 'tile', '0'), 64);
  await assert.rejects(broken.start(at), { name: 'TreesBroken' });
  broken.close();
  await cut.close();
});

test('an owner learns at once of vehicles and blank documents; of all else nothing, whatever it looks at', async () => {
  const { log, keeper, dir } = await begin();
  await log.append(check('FRA', [car('UTO', { record: 'rec_told' })]));
  await keeper.advance(log.lastSeq);
  keeper.publish(at);
  const seenBy = async (): Promise<string> => {
    const owner = keeper.heads.open({ organisation: 'UTO', kind: 'owner' });
    return JSON.stringify([owner?.size, Buffer.from(owner?.root ?? []).toString('hex'), await QUESTIONS.ownerEntries(keeper, { organisation: 'UTO', from: 0, limit: 100 }), QUESTIONS.matrix(keeper, { organisation: 'UTO', from: at, to: at }).items]);
  };
  const before = await seenBy();
  assert.match(before, /rec_told/);
  const person = { owner: 'UTO', database: 'persons', kind: 'wanted', record: 'rec_secret', outcome: 'hit' } as const;
  const secret: AuditEntry[] = [
    check('FRA', [person]), check('FRA', [car('UTO')], { purpose: 'asylum' }), check('FRA', [car('UTO')], { purpose: 'victim-care' }), check('FRA', [car('UTO', { outcome: 'possible' })]),
    check('FRA', [{ ...person, database: 'travel-documents', kind: 'stolen' }]), check('FRA', [car('UTO', { database: 'travel-documents', kind: 'stolen-blank' })], { subject: { document: { number: '1', issuer: 'XXB' } } }),
  ];
  for (const entry of secret) await log.append(entry);
  await keeper.advance(log.lastSeq);
  keeper.publish(at + 1000);
  assert.equal(await seenBy(), before);
  assert.equal(keeper.sealedHead().size, secret.length);
  const box = keeper.forest.sealed.box(0);
  assert.match(openBox(box, readCommissionKey(readFileSync(join(dir, 'trees', 'sealed-log.key'), 'utf8'))), /rec_secret/);
  assert.equal(new Set(secret.map((_, n) => keeper.forest.sealed.box(n).length)).size, 1);
  assert.throws(() => openBox(Buffer.from(box).fill(1, 100, 101), readCommissionKey(readFileSync(join(dir, 'trees', 'sealed-log.key'), 'utf8'))));
  // A checkpoint after a secret hit and one after a check that found nothing differ in the same lines.
  const [one, two] = [newest(keeper), (await log.append(check('FRA')), await keeper.advance(log.lastSeq), keeper.publish(at + 2000), newest(keeper))];
  for (const part of ['root', 'heads', 'sealed', 'before'] as const) assert.notDeepEqual(one[part], two[part]);
  assert.deepEqual([two.number - one.number, two.size - one.size], [1, 1]);
  const leaf = parseLeaf(keeper.forest.owners.get('UTO')?.leaf(0) ?? Buffer.alloc(80));
  assert.deepEqual([leaf.seq, leaf.organisation, leaf.time], [1, 'FRA', at]);
  assert.equal(readdirSync(join(dir, 'trees', 'owners')).join(), 'UTO');
  assert.equal(rootAt(keeper.forest.log.tree, two.size), keeper.forest.log.tree.root());
  keeper.close();
  await log.close();
});

test('with the text of a check goes what was sealed to the Commission about it, and nobody can try which record its leaf commits to', async () => {
  const { log, keeper, dir } = await begin();
  const persons = [1, 2, 3].map((n): Shown => ({ owner: 'UTO', database: 'persons', kind: 'wanted', record: `rec_${n}`, outcome: 'hit' }));
  for (const one of persons) await log.append(check('FRA', [one, { ...one, record: `${one.record}_too` }, car('UTO')]));
  await keeper.advance(log.lastSeq);
  keeper.publish(at);
  const { checkpoint: before } = QUESTIONS.keys(keeper);
  assert.equal((await QUESTIONS.ownerEntries(keeper, { organisation: 'UTO', from: 0, limit: 10 })).items.filter(({ detail }) => detail !== undefined).length, 3);
  await log.eraseTexts({ seqs: [2], who: { organisation: 'XSE', actor: 'test' }, reason: 'test' });
  assert.deepEqual(QUESTIONS.eraseBoxes(keeper, { seqs: [2], entry: 2 }), { erased: 2 });
  const key = readCommissionKey(readFileSync(join(dir, 'trees', 'sealed-log.key'), 'utf8'));
  const { sealed } = keeper.forest;
  const opened = [0, 1, 2, 3, 4, 5].map((n) => {
    try {
      return (JSON.parse(openBox(sealed.box(n), key)) as { record: string }).record;
    } catch {
      return undefined;
    }
  });
  assert.deepEqual(opened, ['rec_1', 'rec_1_too', undefined, undefined, 'rec_3', 'rec_3_too']);
  assert.deepEqual(readFileSync(join(dir, 'trees', 'sealed', 'boxes')).subarray(2 * BOX_BYTES, 4 * BOX_BYTES), Buffer.alloc(2 * BOX_BYTES));
  const detail = { owner: 'UTO', database: 'persons', kind: 'wanted', record: 'rec_2', organisation: 'FRA', purpose: 'border-control', outcome: 'hit' };
  assert.notDeepEqual(Buffer.from(parseLeaf(sealed.leaf(2)).commitment), commitmentOf(saltOf(keeper.secret, { seq: 2, textSalt: undefined }, 0), detailText(detail)));
  assert.deepEqual((await QUESTIONS.ownerEntries(keeper, { organisation: 'UTO', from: 0, limit: 10 })).items.map((one) => one.detail !== undefined), [true, false, true]);
  assert.equal(QUESTIONS.keys(keeper).checkpoint, before);
  keeper.close();
  assert.deepEqual((await verifyTrees(dir))?.fault, undefined);
  await log.close();
});

test('new keys are vouched for by those before them', async () => {
  const { log, keeper } = await begin();
  keeper.keys.prepare();
  keeper.keys.adopt(at + 1);
  const [before, next] = keeper.keys.generations;
  const note = parseNote(next?.vouched ?? '') ?? assert.fail();
  assert.ok(note.text.includes(next?.ed25519 ?? '-'));
  assert.equal(await verifyNote(note, await parseKey(before?.ed25519 ?? '') ?? assert.fail()), 'good');
  await log.append(check('FRA'));
  await keeper.advance(log.lastSeq);
  keeper.publish(at);
  const checkpoint = parseNote(keeper.history.last?.note ?? '') ?? assert.fail();
  assert.equal(await verifyNote(checkpoint, await parseKey(next?.mlDsa44 ?? '') ?? assert.fail()), 'good');
  assert.equal(await verifyNote(checkpoint, await parseKey(before?.ed25519 ?? '') ?? assert.fail()), 'absent');
  keeper.close();
  await log.close();
});
