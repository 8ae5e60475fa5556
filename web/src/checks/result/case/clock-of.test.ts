import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clockOf, isTimeToCall, nextMoment, pauseOf, sayLeft } from './clock-of.ts';

const ASKED = { state: 'asked', request: { urgency: 'urgent', number: 1, askedAt: '2026-11-25T14:02:00.000Z', dueAt: '2026-11-25T14:12:00.000Z', overdue: false } } as const;
const at = (time: string): number => Date.parse(`2026-11-25T${time}.000Z`);

describe('the clock of a hit', () => {
  it('runs from the request to when the answer is due, and on', () => {
    assert.equal(clockOf(ASKED, at('14:04:19'))?.left, 461_000);
    assert.equal(isTimeToCall(clockOf(ASKED, at('14:06:59'))), false);
    assert.equal(isTimeToCall(clockOf(ASKED, at('14:07:00'))), true);
    assert.equal(clockOf(ASKED, at('14:12:20'))?.left, -20_000);
    assert.equal(clockOf(ASKED, at('14:30:00'))?.share, 1);
  });

  it('runs to the time that the owner names, and stands still once it was answered', () => {
    assert.equal(clockOf({ ...ASKED, state: 'need-time', needTime: { until: '2026-11-25T15:00:00.000Z', overdue: false } }, at('14:30:00'))?.left, 1_800_000);
    assert.equal(clockOf({ ...ASKED, state: 'confirmed' }, at('14:04:00')), undefined);
    assert.equal(clockOf({ state: 'open' }, 0), undefined);
  });

  it('is written so that nobody takes minutes for hours', () => {
    assert.equal(sayLeft(461_000), '07:41');
    assert.equal(sayLeft(3_729_000), '1:02:09');
    assert.equal(sayLeft(-20_000), '−00:20');
    assert.equal(sayLeft(-200), '00:00');
  });

  it('a time of day is the next one there is', () => {
    const now = new Date(2026, 10, 25, 14, 0).getTime();
    assert.equal(nextMoment('15:30', now), new Date(2026, 10, 25, 15, 30).toISOString());
    assert.equal(nextMoment('13:30', now), new Date(2026, 10, 26, 13, 30).toISOString());
    assert.equal(nextMoment('25:00', now), undefined);
  });

  it('what waits for an answer is asked for every second, what has ended no more', () => {
    assert.equal(pauseOf(undefined, false, 100), 300);
    assert.equal(pauseOf([], false, 90_000), false);
    assert.equal(pauseOf([{ state: 'asked' }], false, 0), 1000);
    assert.equal(pauseOf([{ state: 'open' }], true, 0), 1000);
    assert.equal(pauseOf([{ state: 'closed' }], false, 0), false);
  });
});
