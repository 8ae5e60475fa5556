/** Hits in a real store against a model of them: whatever finder, owner, compliance desk and clock do in whatever order, both refuse the same and stand the same. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import { AppError } from '@watchword/api/errors.ts';
import { answerHit, askOwner, clearHit, decideProtection, HIT_OUTCOMES, needTime, noteAnswer, protectHit, releaseHit, reportOutcome, withdrawHit } from '@watchword/api/hits.ts';
import { URGENCIES } from '@watchword/api/hits/policy.ts';
import { idBytes, idFromBytes, newId, parseId } from '@watchword/api/ids.ts';
import { PERMISSIONS, type Operation, type OperationInput } from '@watchword/api/operation.ts';
import { createRecord } from '@watchword/api/records.ts';
import type { TSchema } from 'typebox';
import { loadHasher } from '#databases/databases.ts';
import type { Asker } from '#door/calls.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import { RECORD_WRITES } from '#records/records.ts';
import type { HitTable } from '#store/hit-tables.ts';
import { openSqliteStore } from '#store/sqlite.ts';
import { HIT_SLICES, HIT_WRITES } from './hits.ts';
import { follow, isAllowed, newModel, type Act, type HitModel } from './model-under-test.ts';
import { findHit, listHitsOf, listSides } from './queries.ts';
import { isHeard } from './states.ts';

const START = Date.UTC(2026, 10, 24, 12);
const folder = mkdtempSync(join(tmpdir(), 'watchword-hit-model-'));
await loadHasher();
const store = openSqliteStore({ file: join(folder, 'store.db') }, START);
after(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const numberOf = (code: string): number => findOrganisationNumber(code) ?? assert.fail(code);
const askerOf = (organisation: string): Asker => ({ organisation, number: numberOf(organisation), role: 'system', actor: `desk-${organisation}`, name: 'test', permissions: PERMISSIONS });
const [FINDER, OWNER, COMPLIANCE] = ['FRA', 'UTO', 'XPO'].map(askerOf) as [Asker, Asker, Asker];

/** A record of the owner's, and what is done with its hit. */
class RealHit {
  readonly record: Uint8Array;
  readonly database: HitModel['database'];
  now = START;
  constructor(record: Uint8Array, database: HitModel['database']) {
    this.record = record;
    this.database = database;
  }

  async hit(): Promise<HitTable | undefined> {
    const [last] = (await listHitsOf(store.read, this.record, FINDER.number)).toSorted((one, other) => Buffer.compare(other.id, one.id));
    return last === undefined ? undefined : findHit(store.read, last.id);
  }

  async call(operation: Operation<OperationInput, TSchema>, asker: Asker, body: object): Promise<void> {
    const id = idFromBytes('hit', (await this.hit())?.id ?? new Uint8Array(16));
    const handler = HIT_WRITES[operation.id] ?? assert.fail(operation.id);
    await store.write((tx) => handler(tx, { asker, at: this.now, input: { params: { id }, body } } as never));
  }

  async check(): Promise<void> {
    const found = {
      record: this.record, database: getDatabase(this.database).number, kind: 'stolen', owner: OWNER.number, finder: FINDER.number, check: idBytes(newId('chk', this.now)), at: this.now, outcome: 'hit' as const,
      purpose: 'border-control', officer: 'ofc_test', role: undefined, place: undefined, asked: undefined, matched: [], isProtected: false, discreet: false, retro: false,
    };
    await store.write((tx) => HIT_SLICES['hits.hear'](tx, { now: this.now, server: 'test', mark: undefined, found: [found], readings: [], seen: [] }));
  }

  async wait(minutes: number): Promise<void> {
    this.now += minutes * 60_000;
    for (let due = 1; due > 0;) due = (await store.write((tx) => HIT_SLICES['hits.tick'](tx, { at: this.now, most: 50 }))).result.due;
  }

  async do(act: Act): Promise<void> {
    const verdict = (isConfirmed: boolean): object => ({ valid: 'yes', same: isConfirmed ? 'yes' : 'no' });
    switch (act.act) {
      case 'check': return this.check();
      case 'wait': return this.wait(act.minutes);
      case 'ask': return this.call(askOwner, FINDER, { urgency: act.urgency });
      case 'release': return this.call(releaseHit, FINDER, {});
      case 'withdraw': return this.call(withdrawHit, FINDER, { reason: 'Let go.' });
      case 'protect': return this.call(protectHit, FINDER, {});
      case 'answer': return this.call(answerHit, OWNER, verdict(act.isConfirmed));
      case 'hear': return this.call(noteAnswer, FINDER, { way: 'telephone', ...verdict(act.isConfirmed) });
      case 'need-time': return this.call(needTime, OWNER, { until: new Date(this.now + act.minutes * 60_000).toISOString() });
      case 'outcome': return this.call(reportOutcome, FINDER, { finding: act.finding });
      case 'decide': return this.call(decideProtection, COMPLIANCE, { finding: act.isProtected ? 'protected' : 'lifted', note: 'Reasons.' });
      case 'clear': return this.call(clearHit, OWNER, act.isKept ? { do: 'keep', note: 'Not found.' } : { do: 'clear' });
    }
  }
}

let counted = 0;
async function openReal(database: HitModel['database']): Promise<RealHit> {
  counted += 1;
  const number = `MODEL${String(counted).padStart(4, '0')}`;
  const content = database === 'vehicles' ? { ...getDatabase('vehicles').example, plate: number } : { ...getDatabase('travel-documents').example, number };
  const handler = RECORD_WRITES[createRecord.id] ?? assert.fail();
  const { result } = await store.write((tx) => handler(tx, { asker: OWNER, at: START, input: { body: { database, content } } } as never));
  return new RealHit(idBytes(parseId('rec', (result.answer as { id: string }).id) ?? assert.fail()), database);
}

/** Both stand the same. */
async function compare(model: HitModel, real: RealHit, act: Act): Promise<void> {
  const hit = await real.hit();
  const after = JSON.stringify(act);
  if (model.state === 'none') return assert.equal(hit, undefined);
  assert.ok(hit !== undefined);
  assert.equal(hit.state, model.state, after);
  assert.equal(isHeard(hit), model.isHeard, after);
  assert.equal(hit.clearing_at === null ? 'none' : hit.cleared === null ? 'due' : 'done', model.clearing, after);
  if (model.state === 'asked') assert.deepEqual([hit.number, hit.steps], [model.number, model.steps], after);
  // Of what is due there is always a moment at which the clock looks again, and what is due was done.
  if (model.state === 'asked' || model.state === 'need-time') assert.ok(hit.next_at !== null && hit.next_at > real.now, after);
  const sides = (await listSides(store.read, hit.id)).map(({ organisation }) => organisation);
  assert.equal(sides.includes(OWNER.number), model.isTold, `the owner has it on a list when it was told: ${after}`);
  const events = await store.read.db.selectFrom('event').select('seq').where('organisation', '=', OWNER.number).where('subject', '=', idFromBytes('hit', hit.id)).execute();
  assert.equal(events.length > 0, model.isTold, `and hears of it: ${after}`);
}

const acts: fc.Arbitrary<Act> = fc.oneof<fc.Arbitrary<Act>[]>(
  fc.constant({ act: 'check' as const }), fc.record({ act: fc.constant('ask' as const), urgency: fc.constantFrom(...URGENCIES) }), fc.constant({ act: 'release' as const }), fc.constant({ act: 'withdraw' as const }), fc.constant({ act: 'protect' as const }),
  fc.record({ act: fc.constantFrom('answer' as const, 'hear' as const), isConfirmed: fc.boolean() }), fc.record({ act: fc.constant('need-time' as const), minutes: fc.integer({ min: 1, max: 120 }) }),
  fc.record({ act: fc.constant('outcome' as const), finding: fc.constantFrom(...HIT_OUTCOMES) }), fc.record({ act: fc.constant('decide' as const), isProtected: fc.boolean() }),
  fc.record({ act: fc.constant('clear' as const), isKept: fc.boolean() }), fc.record({ act: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 240 }) }),
);

test('a hit stands as its model says, and refuses what its model refuses', { timeout: 120_000 }, async () => {
  const runs = Number(process.env['MODEL_RUNS'] ?? 25);
  await fc.assert(fc.asyncProperty(fc.constantFrom('vehicles' as const, 'travel-documents' as const), fc.array(acts, { minLength: 4, maxLength: 24 }), async (database, list) => {
    const [model, real] = [newModel(database, START), await openReal(database)];
    for (const act of [{ act: 'check' } as const, ...list]) {
      if (act.act === 'check' && model.isOver) continue;
      const isTaken = await real.do(act).then(() => true, (error: unknown) => {
        if (error instanceof AppError) return false;
        throw error;
      });
      assert.equal(isTaken, isAllowed(model, act), `${JSON.stringify(act)} while ${model.state}`);
      if (isTaken) follow(model, act);
      await compare(model, real, act);
    }
  }), { numRuns: runs });
});
