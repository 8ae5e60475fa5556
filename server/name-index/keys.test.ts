import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { keyOf, lastOf, spanOf, spanOfSlot, yearNumber } from './keys.ts';
import { bornOf, countryOf, styleIn, packFacts, readRow, sexOf, writeRow } from './posting.ts';

const FAMILIES = ['P', 'J', 'T', 'U', 'B'] as const;
const family = fc.constantFrom(...FAMILIES);
const slot = fc.constantFrom(0 as const, 1 as const);

it('every key is a safe number inside its slot, and a code owns its span alone', () => {
  fc.assert(
    fc.property(slot, family, fc.string(), fc.nat({ max: 255 }), (number, one, code, year) => {
      const span = spanOf(number, { family: one, code });
      const inside = spanOfSlot(number);
      assert.ok(Number.isSafeInteger(span.last) && span.first >= inside.first && span.last <= inside.last);
      const first = keyOf(one, code, year) + inside.first;
      assert.ok(first >= span.first && lastOf(first - inside.first) + inside.first <= span.last);
    }),
  );
});

it('a code is read in some years by a span that holds these years and no other', () => {
  fc.assert(
    fc.property(slot, fc.string(), fc.tuple(fc.nat({ max: 255 }), fc.nat({ max: 255 }), fc.nat({ max: 255 })), (number, code, [a, b, year]) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const span = spanOf(number, { family: 'T', code }, { from, to });
      const first = keyOf('T', code, year) + spanOfSlot(number).first;
      const last = lastOf(first - spanOfSlot(number).first) + spanOfSlot(number).first;
      assert.equal(first >= span.first && last <= span.last, year >= from && year <= to);
    }),
  );
});

it('families of one code do not meet', () => {
  const keys = FAMILIES.map((one) => keyOf(one, 'MMT', 0));
  assert.equal(new Set(keys).size, FAMILIES.length);
});

it('years outside 1850 to 2104 count as unknown', () => {
  assert.deepEqual([1849, 1850, 1978, 2104, 2105].map(yearNumber), [0, 1, 129, 255, 0]);
});

it('facts are read back as they were packed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1850, max: 2104 }), fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }), fc.option(fc.integer({ min: 1, max: 31 }), { nil: undefined }), (year, month, day) => {
      const born = { year, ...(month !== undefined && { month, ...(day !== undefined && { day }) }) };
      const facts = packFacts({ style: 7, born, sex: 'F', nationalities: ['FRA'] });
      assert.deepEqual(bornOf(facts), born);
      assert.equal(styleIn(facts), 7);
      assert.equal(sexOf(facts), 2);
      assert.ok(countryOf(facts) > 0 && countryOf(facts) < 1023);
    }),
  );
  const unknown = packFacts({ style: 0, born: undefined, sex: 'X', nationalities: [] });
  assert.equal(unknown, 0);
  assert.equal(countryOf(packFacts({ style: 0, born: undefined, sex: '', nationalities: ['FRA', 'DZA'] })), 1023);
});

it('rows up to 2^40 are read back', () => {
  const bytes = new Uint8Array(8);
  for (const row of [0, 1, 255, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 40 - 1]) {
    writeRow(bytes, 2, row);
    assert.equal(readRow(bytes, 2), row);
  }
});
