import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HEARTBEAT_MS, isSilent, parseEvent, pauseAfter } from './feed-states.ts';

describe('the live feed', () => {
  it('passes over what it does not know, and never breaks on it', () => {
    assert.deepEqual(parseEvent('{"seq":3,"kind":"hit.opened","subject":"hit_1","at":"2026-11-25T10:00:00.000Z","more":1}'), { seq: 3, kind: 'hit.opened', subject: 'hit_1' });
    for (const data of ['', '{', 'null', '[]', '{"seq":"3","kind":"a","subject":"b"}', 7, undefined]) assert.equal(parseEvent(data), undefined);
  });

  it('is lost after two heartbeats that did not come, and not before', () => {
    assert.equal(isSilent(0, 2 * HEARTBEAT_MS), false);
    assert.equal(isSilent(0, 3 * HEARTBEAT_MS), true);
  });

  it('is tried again at once, then ever more seldom', () => {
    assert.deepEqual([0, 1, 2, 3, 9].map(pauseAfter), [500, 1000, 2000, 5000, 5000]);
  });
});
