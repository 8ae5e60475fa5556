import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findSequence, isUnusualHour, SIGNS, typedOf, type TypedNumber } from './signs.ts';

const day = (from: number, hours: readonly number[]): number[] => hours.map((hour) => from * 24 + hour);
const daysOf = (count: number, hours: readonly number[]): number[] => Array.from({ length: count }, (_, at) => day(at, hours)).flat();

describe('an hour', () => {
  it('is unusual for whoever was always seen at other hours', () => {
    const seen = daysOf(SIGNS.hours.days, [8, 9, 10, 15]);
    assert.equal(isUnusualHour(100 * 24 + 2, seen), true);
    assert.equal(isUnusualHour(100 * 24 + 9, seen), false);
    assert.equal(isUnusualHour(100 * 24 + 7, seen), false, 'an hour early is no sign');
    assert.equal(isUnusualHour(100 * 24 + 6, seen), true);
  });

  it('is near another across midnight', () => {
    const seen = daysOf(SIGNS.hours.days, [23]);
    assert.equal(isUnusualHour(100 * 24, seen), false);
    assert.equal(isUnusualHour(100 * 24 + 1, seen), true);
  });

  it('says nothing of whoever is hardly known', () => {
    assert.equal(isUnusualHour(100 * 24 + 2, daysOf(SIGNS.hours.days - 1, [9])), false);
  });
});

const typed = (numbers: readonly number[], { before = 'AB|6', at = 0 } = {}): TypedNumber[] => numbers.map((number, step) => ({ before, number, at: at + step * 1000, check: `chk_${step}` }));

describe('numbers typed one after the other', () => {
  it('are a sequence when there are enough of them, in any order and with gaps of a step', () => {
    const numbers = [100, 102, 101, 105, 104, 108, 110, 111];
    assert.equal(numbers.length, SIGNS.sequence.numbers);
    assert.equal(findSequence(typed(numbers)).length, numbers.length);
    assert.deepEqual(findSequence(typed(numbers.slice(1))), []);
  });

  it('are none when the same number is typed again, when other letters stand before it, or when they lie far apart in time', () => {
    assert.deepEqual(findSequence(typed([7, 7, 7, 7, 7, 7, 7, 7, 7, 7])), []);
    assert.deepEqual(findSequence([...typed([1, 2, 3, 4, 5], { before: 'X|6' }), ...typed([6, 7, 8, 9], { before: 'Y|6', at: 9000 })]), []);
    assert.deepEqual(findSequence([...typed([1, 2, 3, 4, 5]), ...typed([6, 7, 8, 9], { at: SIGNS.sequence.minutes * 60_000 + 5000 })]), []);
  });
});

describe('what was typed', () => {
  it('is the same however it was written', () => {
    assert.equal(typedOf('{"subject":{"document":{"number":"ab 123-456"}}}')?.thing, typedOf('{"subject":{"document":{"number":"AB123456"}}}')?.thing);
    const [one, other] = ['{"subject":{"person":{"family":"Voronova","given":"Daria","born":"1988"}}}', '{"subject":{"person":{"name":"DARIA  vORONOVA","born":"1988"}}}'].map((text) => typedOf(text)?.thing);
    assert.equal(one, other);
    assert.notEqual(one, typedOf('{"subject":{"person":{"name":"Daria Voronova","born":"1989"}}}')?.thing);
  });

  it('is nothing where a zone was scanned', () => {
    assert.equal(typedOf('{"subject":{"mrz":["P<UTO"],"document":{"number":"A1"}}}'), undefined);
  });

  it('has a number to follow where there is one', () => {
    assert.deepEqual(typedOf('{"subject":{"vehicle":{"plate":{"number":"AB 0123"}}}}')?.number, { before: 'AB|4', number: 123 });
    assert.equal(typedOf('{"subject":{"person":{"name":"Daria"}}}')?.number, undefined);
  });
});
