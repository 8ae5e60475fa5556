import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPartialDate, parseDay, parsePartialDate } from '../dates.ts';
import { isBeforeDay, type MrzDate, parseMrzBirth, parseMrzExpiry } from './mrz-dates.ts';

const TODAY = parseDay('2026-11-24') ?? assert.fail();

function shown(read: MrzDate): string {
  return read.outcome === 'known' ? formatPartialDate(read.date) : read.outcome;
}
const born = (text: string) => shown(parseMrzBirth(text, TODAY));
const expires = (text: string) => shown(parseMrzExpiry(text, TODAY));

test('a birth date is never in the future', () => {
  assert.equal(born('740812'), '1974-08-12');
  assert.equal(born('261124'), '2026-11-24');
  assert.equal(born('261125'), '1926-11-25');
  assert.equal(born('000101'), '2000-01-01');
});

test('a leap day that only one century has is read in that century', () => {
  assert.equal(born('000229'), '2000-02-29');
  assert.equal(shown(parseMrzBirth('000229', parseDay('2100-03-01') ?? assert.fail())), '2000-02-29');
});

test('unknown parts of a birth date are left out', () => {
  assert.equal(born('74<<<<'), '1974');
  assert.equal(born('7408<<'), '1974-08');
  assert.equal(born('740000'), '1974');
  assert.equal(born('740800'), '1974-08');
  assert.equal(born('74<<12'), '1974');
  assert.equal(born('26<<<<'), '2026');
  assert.equal(born('2612<<'), '1926-12');
  assert.equal(born('<<<<<<'), 'unknown');
  assert.equal(born('<<0812'), 'unknown');
});

test('what is no date of the calendar is invalid', () => {
  for (const text of ['741301', '740231', '7408', '74081', 'A40812', '7<0812', '74-08-', '', '7408122']) assert.equal(born(text), 'invalid', text);
  assert.equal(expires('230229'), 'invalid');
});

test('an expiry date lies within 49 years back and 50 years ahead', () => {
  assert.equal(expires('301231'), '2030-12-31');
  assert.equal(expires('120415'), '2012-04-15');
  assert.equal(expires('760101'), '2076-01-01');
  assert.equal(expires('770101'), '1977-01-01');
  assert.equal(expires('940623'), '1994-06-23');
  assert.equal(expires('31<<<<'), '2031');
});

test('an expiry that stands for never is unlimited, unless that day is near', () => {
  assert.equal(expires('991231'), 'unlimited');
  assert.equal(expires('990101'), 'unlimited');
  assert.equal(expires('990102'), '1999-01-02');
  assert.equal(shown(parseMrzExpiry('991231', parseDay('2095-01-01') ?? assert.fail())), '2099-12-31');
});

test('a partial date is before a day only when all of it is', () => {
  const before = (text: string) => isBeforeDay(parsePartialDate(text) ?? assert.fail(), TODAY);
  assert.equal(before('2026-11-23'), true);
  assert.equal(before('2026-11-24'), false);
  assert.equal(before('2026'), false);
  assert.equal(before('2025'), true);
});
