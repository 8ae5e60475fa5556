import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findCheckDigit, isCheckDigit } from './check-digit.ts';

// The worked examples of ICAO Doc 9303-3, section 4.9 and appendix A.
for (const [text, digit] of [
  ['520727', '3'],
  ['AB2134<<<', '5'],
  ['HA672242<658022549601086<<<<<<<<<<<<<<0', '8'],
  ['D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<', '2'],
] as const) {
  test(`the check digit of ${text} is ${digit}`, () => {
    assert.equal(findCheckDigit(text), digit);
    assert.equal(isCheckDigit(text, digit), true);
    assert.equal(isCheckDigit(text, String((Number(digit) + 1) % 10)), false);
  });
}

test('a text with a character of no alphabet has no check digit', () => {
  assert.equal(findCheckDigit('12?4'), undefined);
  assert.equal(findCheckDigit('12a4'), undefined);
  assert.equal(isCheckDigit('12?4', '0'), false);
});

test('a filler for a check digit counts as 0', () => {
  assert.equal(isCheckDigit('<<<<<<<<<<<<<<', '<'), true);
  assert.equal(isCheckDigit('<<<<<<<<<<<<<<', '0'), true);
  assert.equal(isCheckDigit('520727', '<'), false);
});
