import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Hit } from '@watchword/api/hits.ts';
import { nextAfter, queueOf, rangeOf, sortQueues, stepFrom } from './queue-of.ts';

function hit(change: Partial<Hit>): Hit {
  return {
    id: 'hit_1', side: 'owner', state: 'open', record: 'rec_1', database: 'vehicles', kind: 'stolen', owner: 'UTO', finder: 'FRA', openedAt: '2026-11-25T10:00:00.000Z', changedAt: '2026-11-25T10:00:00.000Z',
    checks: 1, last: { id: 'chk_1', at: '2026-11-25T10:00:00.000Z', outcome: 'hit', purpose: 'border-control', matched: [] }, escalations: [], rings: false, ...change,
  } as Hit;
}

describe('the queues of a desk', () => {
  it('a hit is on the list of whoever has it now', () => {
    assert.equal(queueOf(hit({})), 'alerts');
    assert.equal(queueOf(hit({ state: 'asked' })), 'to-answer');
    assert.equal(queueOf(hit({ state: 'need-time', side: 'delegate' })), 'to-answer');
    assert.equal(queueOf(hit({ state: 'confirmed' })), 'waiting');
    assert.equal(queueOf(hit({ state: 'confirmed', side: 'own' })), 'answered');
    assert.equal(queueOf(hit({ state: 'closed', clearing: { dueAt: '2026-12-05T00:00:00.000Z' } })), 'clearing');
    assert.equal(queueOf(hit({ side: 'finder', telling: { when: 'on-release' } })), 'to-release');
    const released = '2026-11-25T10:05:00.000Z';
    assert.equal(queueOf(hit({ side: 'finder', state: 'confirmed', telling: { when: 'on-release', releasedAt: released } })), 'answered');
    assert.equal(queueOf(hit({ side: 'finder', state: 'confirmed', telling: { when: 'on-release', releasedAt: released, wanted: 'urgent' } })), 'to-release');
    assert.equal(queueOf(hit({ side: 'finder', state: 'withdrawn', telling: { when: 'on-release' } })), 'done');
    assert.equal(queueOf(hit({ side: 'finder', telling: { when: 'never' } })), 'alerts');
    assert.equal(queueOf(hit({ side: 'finder', state: 'asked', telling: { when: 'at-once' } })), 'waiting');
    assert.equal(queueOf(hit({ side: 'finder', state: 'stopped', telling: { when: 'on-release' } })), 'stopped');
    assert.equal(queueOf(hit({ side: 'secretariat', state: 'asked' })), 'escalated');
    assert.equal(queueOf(hit({ side: 'secretariat', state: 'stopped' })), 'stopped');
  });

  it('what rings stands first, then what is due first, and hits of one case stand together', () => {
    const asked = (id: string, deadline: string, change: Partial<Hit> = {}): Hit => hit({ id, state: 'asked', deadline, ...change });
    const [queue] = sortQueues([
      asked('late', '2026-11-25T12:00:00.000Z', { group: 'g' }), asked('soon', '2026-11-25T11:00:00.000Z'), asked('rings', '2026-11-25T13:00:00.000Z', { rings: true, group: 'g' }),
    ]);
    assert.deepEqual(queue?.hits.map(({ id }) => id), ['rings', 'late', 'soon']);
  });

  it('moving stays within the list, and what is done is followed by the next', () => {
    const ids = ['a', 'b', 'c'];
    assert.equal(stepFrom(ids, 'a', 1), 'b');
    assert.equal(stepFrom(ids, 'c', 1), 'c');
    assert.equal(stepFrom(ids, undefined, 1), 'a');
    assert.equal(stepFrom([], undefined, 1), undefined);
    assert.equal(nextAfter(ids, 'b'), 'c');
    assert.equal(nextAfter(ids, 'c'), 'b');
    assert.deepEqual(rangeOf(ids, 'c', 'b'), ['b', 'c']);
  });
});
