import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { classifyRecord, type RecordAnswer } from '@watchword/api/records.ts';
import { HIDING_SLICES, sweepHiding } from './hiding.ts';
import { FRANCE, NOW, onEachStore, refusalOf, REVIEWER, type RecordsUnderTest } from './records-under-test.ts';
import { findShown, viewerOf } from './shown.ts';
import { idBytes, type Id } from '@watchword/api/ids.ts';

const HOUR = 3_600_000;
const AUTHORITY = 'Public prosecutor, order 7/2026';
const HIDING = { hiddenFromFrontLine: true, hidingAuthority: AUTHORITY } as const;
const FRONT = { ...FRANCE, role: 'front-line' } as const;

onEachStore((open) => {
  let records: RecordsUnderTest;
  before(async () => (records = await open()));
  after(() => records.close());

  const shownAt = async ({ id }: RecordAnswer, at: number, asker: typeof FRANCE = FRONT): Promise<boolean> => {
    const stored = await records.store.read.findById(idBytes(id as Id<'rec'>));
    assert.ok(stored);
    return findShown(stored, viewerOf({ asker, at }, 'border-control')) !== undefined;
  };

  describe('hiding from the front line', () => {
    it('needs the reference of an authority, each time', async () => {
      assert.equal(await refusalOf(records.enter('vehicles', undefined, { hiddenFromFrontLine: true })), 'record.invalid /hidingAuthority required');
      assert.equal(await refusalOf(records.enter('vehicles', undefined, { hidingAuthority: AUTHORITY })), 'record.invalid /hidingAuthority not-hidden');
      assert.equal(await refusalOf(records.enter('vehicles', undefined, { ...HIDING, hidingAuthority: '    ' })), 'record.invalid /hidingAuthority blank');
      const entered = await records.enter('vehicles');
      assert.equal(await refusalOf(records.amend(entered, { hiddenFromFrontLine: true })), 'record.invalid /hidingAuthority required');
      const hidden = await records.amend(entered, HIDING);
      assert.deepEqual([hidden.hiddenFromFrontLine, hidden.hiddenFromFrontLineUntil], [true, '2026-11-26T12:00:00.000Z']);
      assert.equal(await refusalOf(records.amend(hidden, { hiddenFromFrontLine: true }, { at: NOW + 49 * HOUR })), 'record.invalid /hidingAuthority required');
    });

    it('holds for 48 hours to the minute, for the front line of every country and nobody else', async () => {
      const hidden = await records.enter('vehicles', undefined, HIDING);
      for (const [hours, isShown] of [[0, false], [47.9, false], [48, true], [900, true]] as const) assert.equal(await shownAt(hidden, NOW + hours * HOUR), isShown, `${hours} hours`);
      assert.ok(await shownAt(hidden, NOW, FRANCE), 'a desk finds it');
      assert.equal((await records.get(hidden, { at: NOW + 48 * HOUR })).hiddenFromFrontLine, undefined);
    });

    it('is renewed by naming the authority again', async () => {
      const hidden = await records.enter('vehicles', undefined, HIDING);
      const renewed = await records.amend(hidden, HIDING, { at: NOW + 40 * HOUR });
      assert.ok(!(await shownAt(renewed, NOW + 87 * HOUR)));
      assert.ok(await shownAt(renewed, NOW + 88 * HOUR));
      const kept = await records.amend(renewed, { content: { colour: 'red' }, hiddenFromFrontLine: true }, { at: NOW + 41 * HOUR });
      assert.equal(kept.hiddenFromFrontLineUntil, renewed.hiddenFromFrontLineUntil, 'true alone neither ends nor renews it');
    });

    it('stands in the history with its authority, which only the owner reads', async () => {
      const entered = await records.enter('persons', undefined, HIDING);
      const lifted = await records.amend(entered, { hiddenFromFrontLine: false }, { at: NOW + HOUR });
      const said = (await records.history(lifted)).map(({ change, hiddenFromFrontLineUntil, hidingAuthority, reason }) => [change, hiddenFromFrontLineUntil, hidingAuthority, reason]);
      assert.deepEqual(said, [['amended', undefined, undefined, undefined], ['created', '2026-11-26T12:00:00.000Z', AUTHORITY, undefined]]);
      const read = await records.history(lifted, { asker: REVIEWER });
      assert.ok(!JSON.stringify(read).includes('prosecutor'));
      assert.ok(!JSON.stringify(records.entries).includes('prosecutor'), 'nor does the audit log have it');
    });

    it('that has lapsed is tidied up, and the history says so', async () => {
      const hidden = await records.enter('vehicles', undefined, HIDING);
      const standing = await records.enter('vehicles', undefined, { ...HIDING, at: NOW + 10 * HOUR });
      await records.store.write((tx) => HIDING_SLICES['records.end-hiding'](tx, { at: NOW + 50 * HOUR, most: 1000 }));
      const ended = await sweepHiding({ run: async (name, portion) => await records.store.write((tx) => HIDING_SLICES[name](tx, portion)) }, NOW + 50 * HOUR);
      assert.equal(ended, 0, 'nothing is left to be done');
      const [last] = await records.history(hidden);
      assert.deepEqual([last?.change, last?.by, last?.version], ['hiding-ended', 'server', 2]);
      assert.equal((await records.history(standing)).length, 1);
    });

    it('that lapses after its record has ended changes nothing of it', async () => {
      const withdrawn = await records.withdraw(await records.enter('vehicles', undefined, HIDING));
      await records.store.write((tx) => HIDING_SLICES['records.end-hiding'](tx, { at: NOW + 50 * HOUR, most: 1000 }));
      assert.deepEqual((await records.history(withdrawn)).map(({ change }) => change), ['withdrawn', 'created']);
    });
  });

  describe('confidentiality', () => {
    it('is official use unless the owner says otherwise, and the owner may change it', async () => {
      assert.equal((await records.enter('vehicles')).confidentiality, undefined);
      const entered = await records.enter('vehicles', undefined, { confidentiality: 'confidential' });
      assert.equal((await records.amend(entered, { confidentiality: 'restricted' })).confidentiality, 'restricted');
    });

    it('is raised by the secretariat, never lowered by it, and not lowered by the owner after that', async () => {
      const entered = await records.enter('vehicles', undefined, { confidentiality: 'restricted' });
      const input = (confidentiality: 'official-use' | 'confidential') => ({ params: { id: entered.id }, body: { confidentiality, reason: 'A source is named' } });
      assert.equal(await refusalOf(records.write(classifyRecord, input('official-use'), { asker: REVIEWER, version: 1 })), 'record.invalid /confidentiality lower');
      assert.equal(await refusalOf(records.write(classifyRecord, input('confidential'), { version: 1 })), 'access.forbidden');
      const raised = await records.write(classifyRecord, input('confidential'), { asker: REVIEWER, version: 1 });
      assert.equal(await refusalOf(records.amend(raised, { confidentiality: 'restricted' })), 'record.invalid /confidentiality raised');
      assert.equal((await records.history(raised))[0]?.reason, 'confidential: A source is named');
    });

    it('never makes a record absent for an officer: he finds it, with fewer fields', async () => {
      assert.ok(await shownAt(await records.enter('vehicles', undefined, { confidentiality: 'confidential' }), NOW));
    });
  });
});
