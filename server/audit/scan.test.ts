import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { checkAnswered, itemAnswered, openAuditLog, readAuditLog, recordAmended, recordRead, scanAuditLog, serverStarted } from './audit.ts';
import type { AuditEntry, ReadEntry, ScanOptions, Where } from './audit.ts';

const START = Date.UTC(2026, 10, 20);
const DAY = 86_400_000;
const HASH = 'ab'.repeat(32);
const ORGANISATIONS = ['FRA', 'DEU', 'FR', ''];
const OWNERS = [['DEU'], ['FRA', 'DEU'], ['ESP', 'FRA', 'ITA'], []];

let root = '';
let dir = '';
let all: ReadEntry[] = [];

function entryOf(n: number): AuditEntry {
  const who = { organisation: ORGANISATIONS[n % 3] ?? '', actor: `ofc_${n % 5}` };
  const owners = OWNERS[n % 4] ?? [];
  const facts = { subject: `chk_${n % 7}`, purpose: 'border', databases: ['vehicles'], owners, question: `question ${n}`, response: HASH, outcomes: { hit: n % 3 === 0 ? 1 : 0, possible: 0, none: 1, unavailable: 0 } };
  switch (n % 6) {
    case 0:
      return serverStarted({ version: '0.1.0' });
    case 1:
      return recordRead(who, { database: 'vehicles', owner: 'ITA', subject: `rec_${n % 4}`, response: HASH });
    case 2:
      return recordAmended(who, { database: 'vehicles', owner: 'ITA', subject: `rec_${n % 4}`, version: 2, detail: 'in words' });
    case 3:
      return itemAnswered(who, { ...facts, within: `chk_${n % 3}`, item: n });
    default:
      return checkAnswered(who, facts);
  }
}

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'watchword-scan-'));
  dir = join(root, 'audit');
  let day = 0;
  await using log = await openAuditLog({ dir, now: () => START + day * DAY, segmentBytes: 4000 });
  for (let n = 1; n <= 240; day = Math.floor(n / 30)) await log.appendMany(Array.from({ length: 1 + (n % 5) }, () => entryOf((n += 1))));
  await log.eraseTexts({ seqs: [6, 7, 40], who: { organisation: '', actor: 'server' }, reason: 'test' });
  all = await Array.fromAsync(readAuditLog(dir, { texts: true }));
});
after(() => rm(root, { recursive: true, force: true }));

function isWanted(entry: ReadEntry, { events, organisation, actor, owner, about, since = 0, until = Infinity }: Where): boolean {
  return (
    events?.includes(entry.event) !== false && (organisation === undefined || entry.organisation === organisation) && (actor === undefined || entry.actor === actor) &&
    (owner === undefined || entry.owners?.includes(owner) === true) && (about === undefined || entry.subject === about || entry.within === about) && entry.time >= since && entry.time < until
  );
}

const anyTime = fc.integer({ min: -1, max: 10 }).map((days) => START + days * DAY);
const anyWhere: fc.Arbitrary<Where> = fc.record(
  {
    events: fc.subarray(['check.answered', 'record.read', 'server.started', 'text.erased'] as const), organisation: fc.constantFrom(...ORGANISATIONS, 'ESP'), actor: fc.constantFrom('ofc_1', 'ofc_4', 'server', 'ofc'),
    owner: fc.constantFrom('FRA', 'DEU', 'ITA', 'FR', 'RA'), about: fc.constantFrom('chk_1', 'chk_2', 'chk_6', 'rec_3', 'rec_', '0.1.0'), since: anyTime, until: anyTime,
  },
  { requiredKeys: [] },
);

test('what is found by its bytes is what is found by looking at every entry, in reading and in scanning', async () => {
  assert.ok((await readdir(dir)).filter((name) => name.endsWith('.log')).length > 5);
  const anyOptions: fc.Arbitrary<ScanOptions> = fc.record({ where: anyWhere, from: fc.integer({ min: 1, max: 250 }), to: fc.integer({ min: 1, max: 250 }) }, { requiredKeys: ['where'] });
  await fc.assert(
    fc.asyncProperty(anyOptions, async (options) => {
      const wanted = all.filter((entry) => isWanted(entry, options.where ?? {}) && entry.seq >= (options.from ?? 1) && entry.seq <= (options.to ?? Infinity));
      assert.deepEqual(await Array.fromAsync(readAuditLog(dir, { ...options, texts: true })), wanted);
      const seen: ReadEntry[] = [];
      assert.equal(await scanAuditLog(dir, { ...options, texts: true }, (one) => seen.push(one.decode())), wanted.length);
      assert.deepEqual(seen, wanted);
    }),
    { numRuns: 150 },
  );
});

test('a scan shows seq, time and text without decoding, and tells an erased text from none', async () => {
  const seen: object[] = [];
  await scanAuditLog(dir, { texts: true }, (one) => seen.push({ seq: one.seq, time: one.time, text: one.text(), erased: one.hasText && one.text() === undefined }));
  assert.deepEqual(seen, all.map(({ seq, time, sealed, erased }) => ({ seq, time, text: sealed, erased: erased === true })));
  assert.deepEqual(all.filter(({ erased }) => erased).map(({ seq }) => seq).length > 0, true);
});

test('without texts nothing is opened', async () => {
  await scanAuditLog(dir, {}, (one) => assert.equal(one.text() ?? one.decode().sealed ?? one.decode().erased, undefined));
});
