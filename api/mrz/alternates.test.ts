import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { buildMrz } from './build.ts';
import { parseMrz } from './mrz.ts';

const NAME = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<';

test('a zone whose digits fit has no alternates', () => {
  assert.deepEqual(parseMrz([NAME, 'L898902C36UTO7408122F1204159ZE184226B<<<<<10']).alternates, []);
});

test('a letter O read for a 0 in the number is found, with its place', () => {
  const { alternates } = parseMrz([NAME, 'L8989O2C36UTO7408122F1204159ZE184226B<<<<<10']);
  assert.deepEqual(alternates[0], {
    field: 'documentNumber',
    value: 'L898902C3',
    changes: 1,
    composite: true,
    substitutions: [{ line: 2, column: 6, read: 'O', taken: '0' }],
  });
});

test('letters in a date and in its digit are read as digits, together', () => {
  const { alternates } = parseMrz([NAME, 'L898902C36UTO740BIZZF12041S9ZE184226B<<<<<1O']);
  assert.deepEqual(alternates.map((a) => [a.field, a.value, a.changes, a.composite]),
    [['birthDate', '740812', 4, true], ['expirationDate', '120415', 1, true]]);
});

test('a misread check digit is an alternate that leaves the field as it is', () => {
  const { alternates } = parseMrz([NAME, 'L898902C3GUTO7408122F1204159ZE184226B<<<<<10']);
  assert.equal(alternates[0]?.value, 'L898902C3');
  assert.deepEqual(alternates[0]?.substitutions, [{ line: 2, column: 10, read: 'G', taken: '6' }]);
});

test('a visa has no composite digit to confirm an alternate', () => {
  const { alternates } = parseMrz(['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L89889O1C4XXX4009078F96121096ZE184226B<<<<<<']);
  assert.deepEqual([alternates[0]?.value, alternates[0]?.composite], ['L8988901C', null]);
});

test('a broken digit without look-alikes has no alternates and is still read', () => {
  const mrz = parseMrz([NAME, 'L898902C36UTO7408132F1204159ZE184226B<<<<<10']);
  assert.deepEqual(mrz.alternates, []);
  assert.equal(mrz.fields.birthDate, '740813');
});

test('the continuation of a long number is searched too', () => {
  const lines = buildMrz({
    format: 'TD1', documentNumber: 'D23145890AB7340', lastName: 'A', birthDate: '900101', expirationDate: '300101',
  });
  const misread = (lines[0] ?? '').replace('AB7340', 'AB734O');
  const { alternates } = parseMrz([misread, ...lines.slice(1)]);
  assert.ok(alternates.some((a) => a.value === 'D23145890AB7340' && a.changes === 1 && a.composite === true));
});

/** Characters of a number, rich in look-alikes. */
const number = fc.array(fc.constantFrom(...'O0I1S5B8Z2ACE3479'), { minLength: 9, maxLength: 9 }).map((c) => c.join(''));
const TWINS = new Map(Object.entries({ O: '0', 0: 'O', I: '1', 1: 'I', S: '5', 5: 'S', B: '8', 8: 'B', Z: '2', 2: 'Z' }));

test('one misread look-alike: the printed number is among the alternates, which are few, ordered and fit', () => {
  fc.assert(fc.property(number, fc.nat(8), (documentNumber, at) => {
    const twin = TWINS.get(documentNumber.charAt(at));
    fc.pre(twin !== undefined);
    const lines = buildMrz({ format: 'TD3', documentNumber, lastName: 'A', birthDate: '900101', expirationDate: '300101' });
    const second = lines[1] ?? '';
    const mrz = parseMrz([lines[0] ?? '', second.slice(0, at) + twin + second.slice(at + 1)]);
    fc.pre(mrz.checks.documentNumber === false);
    assert.ok(mrz.alternates.some((a) => a.value === documentNumber && a.changes === 1 && a.composite === true));
    assert.ok(mrz.alternates.length <= 8);
    assert.deepEqual(mrz.alternates.map((a) => a.changes), mrz.alternates.map((a) => a.changes).toSorted((a, b) => a - b));
    for (const { value } of mrz.alternates) {
      assert.equal(parseMrz([lines[0] ?? '', value + second.slice(9)]).checks.documentNumber, true);
    }
  }), { numRuns: 300 });
});
