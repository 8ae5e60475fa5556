import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findVinRegion, last8, parseVin } from './vin.ts';

// 11111111111111111 and 1M8GDM9AXKP042788 are the examples that every explanation of the check digit gives; the rest is self-made.
test('a check digit that fits is said to fit', () => {
  for (const vin of ['11111111111111111', '1M8GDM9AXKP042788', 'LZZZZZZZ5ZZZZZZZZ']) {
    const { isComplete, checkDigit } = parseVin(vin);
    assert.equal(isComplete, true);
    assert.deepEqual(checkDigit, { verdict: 'fits', expected: vin.charAt(8) });
  }
});

test('a check digit that does not fit is told where it binds, with the one expected', () => {
  assert.deepEqual(parseVin('1M8GDM9A0KP042788').checkDigit, { verdict: 'differs', expected: 'X' });
  assert.deepEqual(parseVin('LZZZZZZZ4ZZZZZZZZ').checkDigit, { verdict: 'differs', expected: '5' });
});

test('a European VIN with letters in the place of the check digit is complete and not at fault', () => {
  const vin = parseVin('WZZZZZ1KZ6W612305');
  assert.equal(vin.isComplete, true);
  assert.equal(vin.region, 'europe');
  assert.deepEqual(vin.checkDigit, { verdict: 'not-applicable', reason: 'region', expected: '4' });
});

test('one changed character of a North American VIN is always noticed', () => {
  const right = '1M8GDM9AXKP042788';
  for (const at of [3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16]) {
    const changed = `${right.slice(0, at)}${right[at] === '9' ? '8' : '9'}${right.slice(at + 1)}`;
    assert.equal(parseVin(changed).checkDigit.verdict, 'differs', changed);
  }
});

test('what is no whole VIN is still folded, and its check digit does not apply', () => {
  assert.deepEqual(parseVin('kp-o42788').checkDigit, { verdict: 'not-applicable', reason: 'length' });
  assert.equal(parseVin('kp-o42788').folded, 'KP042788');
  assert.deepEqual(parseVin('1M8GDM9AXKP04278Ж').checkDigit, { verdict: 'not-applicable', reason: 'characters' });
  assert.equal(parseVin('').isComplete, false);
});

test('letters that no VIN has are read as the digits they look like', () => {
  const vin = parseVin('IM8GDM9AXKPO42788');
  assert.equal(vin.folded, '1M8GDM9AXKP042788');
  assert.equal(vin.checkDigit.verdict, 'fits');
});

test('the first characters say where the maker is registered', () => {
  const regions = Object.entries({ A: 'africa', J: 'asia', H: 'asia', R: 'asia', S: 'europe', Z: 'europe', '1': 'north-america', '5': 'north-america', '6F': 'oceania', '7A': 'oceania', '7F': 'north-america', '9B': 'south-america' });
  for (const [start, region] of regions) assert.equal(findVinRegion(start), region, start);
  for (const start of ['', '0', 'Ж']) assert.equal(findVinRegion(start), undefined, start);
});

test('the last eight characters are taken from the folded VIN', () => {
  assert.equal(last8('1M8GDM9AXKP-O42788'), 'KP042788');
  assert.equal(last8('KPO 42788'), 'KP042788');
  assert.equal(last8('P042788'), undefined);
});
