import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HIT_SIDES, HIT_STATES, HIT_QUEUES } from '@watchword/api/hits.ts';
import { ESCALATION, minutesToAnswer, tellingOf, URGENCIES } from '@watchword/api/hits/policy.ts';
import type { HitTable } from '#store/hit-tables.ts';
import { nextAt, nextStep, queueOf } from './states.ts';

const HIT: HitTable = {
  id: new Uint8Array(16), record: new Uint8Array(16), database: 3, kind: 'stolen', owner: 1, finder: 2, delegate: null, opened_at: 1000, state: 'open', retro: 0, discreet: 0, shielded: 0, releases_at: null, released_at: 1000,
  wanted: null, urgency: null, number: 0, first_asked_at: null, asked_at: null, due_at: null, steps: 0, callback: null, message: null, delivered_at: null, read_at: null, need_until: null, need_reason: null, answered_at: null,
  answered_by: null, verdict: null, valid: null, same: null, instruction: null, outcome: null, outcome_at: null, clearing_at: null, cleared: null, stopped_at: null, closed_at: null, next_at: null,
};

describe('where a hit stands', () => {
  it('is on one list of every side, in every state', () => {
    for (const state of HIT_STATES) for (const side of HIT_SIDES) for (const waits of [true, false]) for (const clearing_at of [null, 5]) assert.ok(HIT_QUEUES.includes(queueOf({ state, clearing_at, cleared: null }, side, waits)));
  });

  it('is looked at again whenever something is left to be done, and never when it is stopped', () => {
    for (const state of HIT_STATES) {
      const closed_at = state === 'closed' || state === 'withdrawn' ? 2000 : null;
      const next = nextAt({ ...HIT, state, closed_at, asked_at: 1000, urgency: 'urgent', need_until: 5000, answered_at: 1000 });
      assert.equal(next === null, state === 'stopped', state);
    }
  });

  it('goes up step by step, each later than the one before', () => {
    const times = ESCALATION.map((_, steps) => nextStep({ ...HIT, asked_at: 0, urgency: 'urgent', steps })?.at ?? 0);
    assert.deepEqual(times, [5, 10, 15, 20, 25].map((minutes) => minutes * 60_000));
    assert.equal(nextStep({ ...HIT, asked_at: 0, urgency: 'urgent', steps: ESCALATION.length }), undefined);
  });
});

describe('what a finder may decide', () => {
  const person = { database: 'persons', kind: 'wanted', purpose: 'border-control', isProtected: false, byFinder: false };
  it('is when the owner is told, and nothing that goes against the rules of the network', () => {
    assert.deepEqual(tellingOf(person, []), { telling: 'on-release' });
    assert.deepEqual(tellingOf(person, [{ database: 'persons', after: 0 }]), { telling: 'on-release', afterMinutes: 0 });
    assert.deepEqual(tellingOf(person, [{ after: 'never' }]), { telling: 'never' });
    for (const purpose of ['asylum', 'victim-care']) assert.deepEqual(tellingOf({ ...person, purpose }, [{ after: 0 }]), { telling: 'never' });
    assert.deepEqual(tellingOf({ ...person, isProtected: true }, [{ after: 0 }]), { telling: 'never' });
    assert.deepEqual(tellingOf({ ...person, database: 'vehicles', kind: 'stolen', isProtected: true }, []), { telling: 'never' });
    assert.deepEqual(tellingOf({ ...person, byFinder: true }, [{ after: 0 }]), { telling: 'on-release' }, 'an earlier check is released by hand');
    assert.deepEqual(tellingOf({ ...person, database: 'vehicles', kind: 'stolen', byFinder: true }, []), { telling: 'on-release' });
  });

  it('has a clock for every record and urgency, the urgent one the shortest', () => {
    for (const database of ['persons', 'travel-documents', 'vehicles', 'works-of-art']) {
      const minutes = URGENCIES.map((urgency) => minutesToAnswer({ database, kind: 'wanted' }, urgency));
      assert.deepEqual(minutes, minutes.toSorted((a, b) => a - b));
      assert.equal(minutes[0], 10);
    }
  });
});
