import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addDuration,
  addMonths,
  addYears,
  calendarOfDay,
  comparePartialDates,
  dayOfCalendar,
  dayOfMs,
  formatDay,
  formatMoment,
  formatPartialDate,
  msOfDay,
  parseDay,
  parseDuration,
  parsePartialDate,
  type PartialDate,
  rangeOfPartialDate,
} from './dates.ts';

function dayOf(text: string): number {
  return parseDay(text) ?? assert.fail(`${text} is no day`);
}

function dateOf(text: string): PartialDate {
  return parsePartialDate(text) ?? assert.fail(`${text} is no date`);
}

test('day numbers agree with the calendar of the platform for 1200 years', () => {
  for (let day = dayOf('1500-01-01'); day <= dayOf('2700-12-31'); day += 1) {
    const date = new Date(day * 86_400_000);
    assert.deepEqual(calendarOfDay(day), { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() });
    assert.equal(dayOfCalendar(calendarOfDay(day)), day);
  }
});

test('a day is read and written in ISO 8601', () => {
  assert.equal(dayOf('1970-01-01'), 0);
  assert.equal(dayOf('1969-12-31'), -1);
  assert.equal(formatDay(dayOf('2026-11-24')), '2026-11-24');
  assert.equal(formatDay(dayOf('0007-02-03')), '0007-02-03');
});

test('a day that the calendar does not have is no day', () => {
  for (const text of ['2023-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '0000-01-01', '2026-1-1', '2026-11', '24.11.2026', '', '2026-11-24 ', '2026-11-24\n']) {
    assert.equal(parseDay(text), undefined, text);
  }
  assert.equal(formatDay(dayOf('2000-02-29')), '2000-02-29');
});

test('a moment belongs to the day on which it lies in UTC', () => {
  const day = dayOf('2026-11-24');
  assert.equal(dayOfMs(msOfDay(day)), day);
  assert.equal(dayOfMs(msOfDay(day) - 1), day - 1);
  assert.equal(dayOfMs(-1), -1);
});

test('months and years later keep the day, or take the last of the month', () => {
  assert.equal(formatDay(addMonths(dayOf('2026-10-31'), 4)), '2027-02-28');
  assert.equal(formatDay(addMonths(dayOf('2026-03-31'), -1)), '2026-02-28');
  assert.equal(formatDay(addMonths(dayOf('2026-01-15'), -13)), '2024-12-15');
  assert.equal(formatDay(addYears(dayOf('2024-02-29'), 10)), '2034-02-28');
  assert.equal(formatDay(addYears(dayOf('2024-02-29'), 4)), '2028-02-29');
});

test('the lifetimes in use are read and added', () => {
  const from = dayOf('2026-11-24');
  const ends = ['P10Y', 'P5Y', 'P4M', 'P1Y6M', 'P15D', 'P2W'].map((text) => formatDay(addDuration(from, parseDuration(text) ?? assert.fail(text))));
  assert.deepEqual(ends, ['2036-11-24', '2031-11-24', '2027-03-24', '2028-05-24', '2026-12-09', '2026-12-08']);
});

test('what is not a duration of whole days, months and years is not read', () => {
  for (const text of ['P', '10Y', 'P10', 'PT4H', 'P-1Y', 'P1.5Y', 'P1Y2Y', 'P1D1Y', 'p1y', '']) assert.equal(parseDuration(text), undefined, text);
});

test('a partial date is read and written as far as it is known', () => {
  for (const text of ['1974', '1974-08', '1974-08-12']) assert.equal(formatPartialDate(dateOf(text)), text);
  assert.deepEqual(dateOf('1974-08'), { year: 1974, month: 8 });
  for (const text of ['74', '1974-', '1974-8', '1974-13', '1974-02-30', '1974-08-12T', '0000', '']) assert.equal(parsePartialDate(text), undefined, text);
});

test('partial dates are compared part by part', () => {
  const compare = (one: string, other: string) => comparePartialDates(dateOf(one), dateOf(other));
  assert.deepEqual(compare('1974-08-12', '1974-08-12'), { outcome: 'equal' });
  assert.deepEqual(compare('1974', '1974'), { outcome: 'equal' });
  assert.deepEqual(compare('1974-08', '1974-08'), { outcome: 'equal' });
  assert.deepEqual(compare('1974', '1974-08-12'), { outcome: 'compatible', part: 'month' });
  assert.deepEqual(compare('1974-08-12', '1974-08'), { outcome: 'compatible', part: 'day' });
  assert.deepEqual(compare('1974', '1975-08-12'), { outcome: 'differs', part: 'year', swapped: false });
  assert.deepEqual(compare('1974-08-12', '1974-09-12'), { outcome: 'differs', part: 'month', swapped: false });
  assert.deepEqual(compare('1974-08-12', '1974-08-13'), { outcome: 'differs', part: 'day', swapped: false });
  assert.deepEqual(compare('1974-08-12', '1974-12-08'), { outcome: 'differs', part: 'month', swapped: true });
});

test('a partial date spans all the days it can mean', () => {
  const span = (text: string) => {
    const { first, last } = rangeOfPartialDate(dateOf(text));
    return [formatDay(first), formatDay(last)];
  };
  assert.deepEqual(span('1976'), ['1976-01-01', '1976-12-31']);
  assert.deepEqual(span('1976-02'), ['1976-02-01', '1976-02-29']);
  assert.deepEqual(span('1976-02-03'), ['1976-02-03', '1976-02-03']);
});

test('a moment is written in UTC to the millisecond', () => {
  assert.equal(formatMoment(0), '1970-01-01T00:00:00.000Z');
  assert.equal(formatMoment(1_795_562_284_123), '2026-11-24T23:18:04.123Z');
});
