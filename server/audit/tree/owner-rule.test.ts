import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { isOwnerTold, OWNER_RULE, OWNER_RULES, TOLD_AT_ONCE, type OwnerRule } from '@watchword/api/audit/owner-logs.ts';
import { DATABASES } from '@watchword/api/databases/databases.ts';
import { checkAnswered, openAuditLog, readAuditLog, recordRead, type AuditEntry, type ReadEntry } from '../audit.ts';
import { touchedBy } from './owner-leaves.ts';

const dir = mkdtempSync(join(tmpdir(), 'watchword-owner-rule-'));
after(() => rmSync(dir, { recursive: true, force: true }));
const now = (): number => Date.UTC(2026, 10, 24);
const who = { organisation: 'FRA', actor: 'ofc_1' };
const shown = [{ owner: 'UTO', database: 'vehicles', kind: 'stolen', record: 'rec_1', outcome: 'hit' }];

function check(rule: number | undefined): AuditEntry {
  const question = JSON.stringify({ ...(rule !== undefined && { rule }), shown, subject: { vehicle: { vin: 'x' } } });
  return checkAnswered(who, { subject: 'chk_1', purpose: 'border-control', databases: ['vehicles'], outcomes: { hit: 1, possible: 0, none: 0, unavailable: 0 }, response: 'cd'.repeat(32), question, owners: ['UTO'] });
}

/** Under a rule of a time to come, nobody is told of vehicles any more. */
const rules: ReadonlyMap<number, OwnerRule> = new Map([...OWNER_RULES, [3, { toldAtOnce: {}, neverToldPurposes: [] }]]);
const told = (entry: ReadEntry): (boolean | undefined)[] => touchedBy(entry, entry.sealed, rules).map((one) => one.told);

describe('what owners are told', () => {
  it('is decided by the rule under which the entry was written, also when another is in force', async () => {
    await using log = await openAuditLog({ dir, now });
    const reading = recordRead(who, { database: 'vehicles', owner: 'UTO', subject: 'rec_1', response: 'cd'.repeat(32), purpose: 'border-control' });
    await log.appendMany([check(undefined), check(1), check(3), { ...reading, rule: 1 }, { ...reading, rule: 3 }, check(4)]);
    const entries = await Array.fromAsync(readAuditLog(dir, { texts: true }));
    assert.deepEqual(entries.slice(0, 5).map(told), [[true], [true], [false], [true], [false]]);
    assert.throws(() => told(entries[5] ?? assert.fail()), { code: 'audit.broken', details: { detail: 'Entry 6: what owners are told was decided under rule 4, which this version does not know.' } });
  });

  it('is written with the version in force', () => {
    assert.equal(recordRead(who, { database: 'vehicles', owner: 'UTO', subject: 'rec_1', response: 'cd'.repeat(32) }).rule, OWNER_RULE);
    assert.ok(OWNER_RULES.has(OWNER_RULE));
  });

  it('names databases that there are', () => {
    const codes = DATABASES.map(({ code }) => code);
    assert.deepEqual(Object.keys(TOLD_AT_ONCE).filter((code) => !codes.includes(code)), []);
    const [hit, asker] = [{ owner: 'UTO', kind: 'stolen', record: 'rec_1', outcome: 'hit' }, { organisation: 'FRA', purpose: 'border-control', isProtected: false }] as const;
    assert.deepEqual(['works-of-art', 'vessels', 'persons'].map((database) => isOwnerTold({ ...hit, database }, asker)), [true, true, false]);
  });

  it('was decided by the first rule in logs that are there: it stays as it is', () => {
    assert.deepEqual(OWNER_RULES.get(1), {
      toldAtOnce: { vehicles: 'all', firearms: 'all', vessels: 'all', artworks: 'all', 'travel-documents': ['stolen-blank'], 'administrative-documents': ['stolen-blank'] },
      neverToldPurposes: ['asylum', 'victim-care'],
    });
  });
});
