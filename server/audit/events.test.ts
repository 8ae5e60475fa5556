import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import * as audit from './audit.ts';
import type { AuditEntry, FieldName } from './audit.ts';

const WHO = { organisation: 'FRA', actor: 'tok_1' };
const HASH = '0f'.repeat(32);
const OUTCOMES = { hit: 1, possible: 2, none: 3, unavailable: 4 };
const CHECK = { subject: 'chk_1', purpose: 'border', databases: ['vehicles'], owners: ['DEU'], outcomes: OUTCOMES, question: 'q', response: HASH };
const ITEM = { ...CHECK, within: 'chk_0', item: 3 };
const WRITE = { database: 'vehicles', owner: 'FRA', subject: 'rec_1', version: 1, outbox: 1, detail: 'in words' };
const PHOTO = { database: 'persons', owner: 'FRA', subject: 'rec_1', version: 2, photo: 'pho_1' };
const READ = { database: 'vehicles', owner: 'FRA', subject: 'rec_1', response: HASH, purpose: 'border' };
const LIST = { databases: ['vehicles'], owners: ['FRA'], count: 2, question: 'q', response: HASH };
const REFUSED = { reason: 'access.forbidden', count: 2, since: 5 };
const ACT = { subject: 'cas_1', version: 2 };
const LOAD = { databases: ['vehicles'], subject: 'load_1' };

/** Events of people have one function for all. */
const MAIL = Object.keys(audit.AUDIT_EVENTS).filter((event) => event.startsWith('mail.')) as audit.MailEvent[];
const PEOPLE = Object.keys(audit.AUDIT_EVENTS).filter((event) => /^(?:sign-in\.(?:accepted|ended)|session\.|passkey\.|person\.|people\.|code\.|unit\.|proposal\.)/.test(event)) as audit.PeopleEvent[];

const ALL: AuditEntry[] = [
  audit.serverStarted({ version: '0.1.0', policy: '0123456789abcdef' }),
  audit.serverStopped({ reason: 'signal' }),
  audit.filterRebuilt({ databases: ['vehicles'], count: 1, reason: 'start' }),
  audit.auditRecovered({ reason: 'torn-tail', count: 1 }),
  audit.auditKeysChanged({ generation: 2, digest: HASH }),
  audit.auditTreesBroken(),
  audit.auditRead(WHO, { what: 'entries', count: 2, response: HASH }),
  audit.textErased(WHO, { from: 3, to: 9, count: 2, reason: 'commission' }),
  audit.signInRefused(WHO, REFUSED),
  audit.permissionRefused(WHO, REFUSED),
  audit.checkRefused(WHO, REFUSED),
  audit.clientEntry('client.registered', WHO, { subject: 'cli_1', owner: 'FRA' }),
  audit.clientEntry('client.changed', WHO, { subject: 'cli_1', owner: 'FRA', reason: 'key-added' }),
  audit.clientEntry('client.revoked', WHO, { subject: 'cli_1', owner: 'FRA', reason: 'by-hand' }),
  audit.organisationAdmitted(WHO, { subject: 'FRA-DOUANE' }),
  audit.organisationChanged(WHO, { subject: 'FRA-DOUANE', reason: 'suspended', detail: 'misuse' }),
  audit.tokenFetched(WHO, { key: '2026-11', bound: false }),
  audit.tokenIssued(WHO, { subject: 'tok_2', owner: 'FRA' }),
  audit.tokenRevoked(WHO, { subject: 'tok_2', owner: 'FRA', reason: 'lost' }),
  audit.checkAnswered(WHO, CHECK),
  audit.itemAnswered(WHO, ITEM),
  audit.streamItemAnswered(WHO, ITEM),
  audit.recordCreated(WHO, WRITE),
  audit.recordAmended(WHO, WRITE),
  audit.recordWithdrawn(WHO, { ...WRITE, reason: 'found' }),
  audit.recordReleased(WHO, WRITE),
  audit.recordBlocked(WHO, { ...WRITE, reason: 'political' }),
  audit.recordExpired({ database: 'vehicles', owner: 'FRA', count: 2, outbox: 1 }),
  audit.recordRead(WHO, READ),
  audit.recordListed(WHO, LIST),
  audit.recordHistoryRead(WHO, READ),
  audit.recordExported(WHO, { databases: ['vehicles'], count: 2, question: 'q', digest: HASH }),
  audit.keysPublished(WHO, { subject: 'abc', what: 'device' }),
  audit.keyringPublished(WHO, { subject: 'abc' }),
  audit.messageAccepted(WHO, { subject: 'abc', count: 193 }),
  audit.messageHandedOver(WHO, { subject: 'abc', response: HASH }),
  audit.receiptTaken(WHO, { subject: 'abc', kind: 'delivered' }),
  audit.messageDestroyed({ subject: 'abc', reason: 'time' }),
  audit.blobStored(WHO, { subject: 'abc', count: 72 }),
  audit.blobHandedOver(WHO, { subject: 'abc', within: 'def', count: 72 }),
  audit.groupChanged(WHO, { subject: 'own-neighbours', reason: 'saved' }),
  audit.webhookChanged(WHO, { subject: 'whk_1', reason: 'created' }),
  audit.webhooksListed(WHO, { count: 2, response: HASH }),
  audit.webhookDisabled({ subject: 'whk_1' }),
  audit.comparisonRecorded(WHO, { purpose: 'border', finding: 'not-same', reason: 'face', count: 1, question: 'q' }),
  audit.comparisonsCounted(WHO, { count: 2, response: HASH }),
  audit.photoAdded(WHO, { ...PHOTO, digest: HASH }),
  audit.photoDescribed(WHO, PHOTO),
  audit.photoRemoved(WHO, PHOTO),
  audit.photosListed(WHO, { ...READ, count: 2 }),
  audit.photoRead(WHO, { ...READ, photo: 'pho_1' }),
  audit.loadStarted(WHO, LOAD),
  audit.loadBatchCommitted(WHO, { database: 'vehicles', owner: 'FRA', within: 'load_1', item: 0, count: 500, digest: HASH, outbox: 1 }),
  audit.loadFinished(WHO, { ...LOAD, count: 2 }),
  audit.loadFailed(WHO, { ...LOAD, count: 2, reason: 'load.too-many-errors' }),
  ...PEOPLE.map((event) => audit.peopleEntry(event, WHO, {})),
  ...MAIL.map((event) => audit.mailEntry(event, WHO, {})),
  audit.useFlagged({ subject: 'flg_1', owner: 'FRA', sign: 'repeat' }),
  audit.flagsListed(WHO, { count: 2, response: HASH }),
  audit.flagAnswered(WHO, { subject: 'flg_1', finding: 'explained', note: 'in words' }),
  audit.hitOpened('FRA', { subject: 'hit_1', check: 'chk_1', purpose: 'border-control', shown: { owner: 'UTO', database: 'vehicles', kind: 'stolen', record: 'rec_1', outcome: 'hit' }, question: undefined }),
  audit.hitReleased(WHO, { subject: 'hit_1', released: [{ owner: 'UTO', database: 'persons', kind: 'wanted', record: 'rec_1', outcome: 'hit', purpose: 'border-control' }] }),
  audit.hitActed(WHO, { subject: 'hit_1', act: 'asked', words: 'in words' }),
  audit.hitsListed(WHO, { what: 'hits', count: 2, response: HASH }),
  audit.hitRead(WHO, { subject: 'hit_1', response: HASH }),
  audit.deskActed(WHO, { act: 'handed-over', subject: 'hov_1' }),
  audit.recordDoubted(WHO, { subject: 'dbt_1', record: 'rec_1', act: 'political', words: 'in words' }),
  audit.holderCleared(WHO, { subject: 'clr_1', record: 'rec_1', act: 'issued' }),
  audit.requestReceived(WHO, ACT),
  audit.requestActed(WHO, { ...ACT, act: 'admit' }),
  audit.requestDecided(WHO, { ...ACT, outcome: 'granted', count: 2 }),
  audit.requestsListed(WHO, { count: 2, response: HASH }),
  audit.requestRead(WHO, { subject: 'cas_1', response: HASH }),
  audit.packageGathered(WHO, { subject: 'cas_1', count: 9, response: HASH }),
  audit.textsErased(WHO, { ...ACT, count: 2 }),
  audit.correctionsListed(WHO, { count: 2, response: HASH }),
  audit.correctionAnswered(WHO, { database: 'persons', owner: 'FRA', subject: 'msr_1', within: 'rec_1', reason: 'done' }),
  audit.recordHeld(WHO, WRITE),
  audit.holdLifted(WHO, WRITE),
  audit.recordErased(WHO, WRITE),
  audit.endedErased({ database: 'persons', owner: 'FRA', count: 2 }),
  audit.endingCounted(WHO, { count: 2, response: HASH }),
  audit.auditSearched(WHO, { what: 'person', question: 'q', count: 2, response: HASH }),
  audit.auditExported(WHO, { log: 'requester', question: 'q', count: 2, digest: HASH }),
  audit.jointActed(WHO, { operation: 'opn_1', subject: 'inc_1', act: 'incident-corrected', count: 1, words: 'in words' }),
  audit.jointRead(WHO, { subject: 'opn_1', what: 'results', count: 2, response: HASH }),
  audit.loadRejectsRead(WHO, { databases: ['travel-documents'], subject: LOAD.subject, count: 3 }),
];

test('every event has a function, a number of its own and only fields that its table names', () => {
  const table = audit.AUDIT_EVENTS;
  assert.deepEqual(ALL.map(({ event }) => event).sort(), Object.keys(table).sort());
  assert.equal(new Set(Object.values(table).map(({ code }) => code)).size, ALL.length);
  for (const { event, sealed, outbox: _outbox, ...entry } of ALL) {
    const fields: readonly FieldName[] = table[event].fields;
    for (const name of Object.keys(entry)) assert.ok(fields.some((field) => field === name), `${event}: ${name}`);
    assert.equal(sealed === undefined || fields.includes('commitment'), true, event);
  }
});

test('a question that found nothing is sealed for a short time, one that found something for long', () => {
  assert.equal(audit.checkAnswered(WHO, { ...CHECK, outcomes: { hit: 0, possible: 0, none: 1, unavailable: 1 } }).keep, 'short');
  assert.equal(audit.checkAnswered(WHO, CHECK).keep, 'long');
  assert.equal(audit.checkAnswered(WHO, { ...CHECK, outcomes: { hit: 0, possible: 1, none: 0, unavailable: 0 } }).keep, 'long');
});

test('whatever can be written down is read back as it was', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'watchword-entries-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  const text = fc.string({ unit: 'grapheme-ascii', maxLength: 255 });
  const item = fc.stringMatching(/^[A-Za-z0-9-]{1,40}$/);
  const list = fc.array(item, { maxLength: 250 });
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
  const number = fc.nat({ max: 2 ** 48 - 1 });
  const count = fc.nat({ max: 2 ** 32 - 1 });
  const required = { event: fc.constantFrom(...ALL.map(({ event }) => event)), organisation: text, actor: text };
  const optional = { via: text, purpose: text, subject: text, within: text, reason: text, databases: list, owners: list, item: number, version: number, count: number, since: number, response: hash, digest: hash };
  const outcomes = fc.record({ hit: count, possible: count, none: count, unavailable: count }, { noNullPrototype: true });
  const entry = fc.record({ ...required, ...optional, outcomes }, { requiredKeys: ['event', 'organisation', 'actor'], noNullPrototype: true });
  const sealed = fc.option(fc.string({ unit: 'grapheme', maxLength: 2000 }));
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(entry, sealed, fc.constantFrom('short' as const, 'long' as const)), { maxLength: 20 }), async (drawn) => {
      const entries: AuditEntry[] = drawn.map(([plain, secret, keep]) => (secret === null ? plain : { ...plain, sealed: secret, keep }));
      const dir = join(root, String((runs += 1)));
      const log = await audit.openAuditLog({ dir, now: () => 2 ** 40 });
      await log.appendMany(entries);
      await log.close();
      const read = await Array.fromAsync(audit.readAuditLog(dir, { texts: true }));
      assert.deepEqual(read.map(({ seq: _seq, time: _time, prev: _prev, hash: _hash, commitment: _commitment, ...rest }) => rest), entries);
      assert.equal((await audit.verifyAuditLog(dir)).brokenAt, undefined);
    }),
    { numRuns: 60 },
  );
});

test('an entry that the log could not write is refused with the write that it tells of, and every other one is taken', () => {
  for (const entry of ALL) assert.ok(audit.encodeEntry(entry).length > 0, entry.event);
  const [one] = ALL.filter(({ event }) => event === 'hit.acted');
  assert.ok(one !== undefined);
  const wrong: Partial<AuditEntry>[] = [{ reason: 'é' }, { reason: 'x'.repeat(256) }, { subject: 'a\nb' }, { count: -1 }, { count: 0.5 }, { owners: [''] }, { owners: ['A,B'] }];
  for (const change of wrong) assert.throws(() => audit.encodeEntry({ ...one, ...change } as AuditEntry), { code: 'server.internal' }, JSON.stringify(change));
});
