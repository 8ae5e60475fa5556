import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type MrzSpecimen, buildMrz } from './build.ts';
import { parseMrz } from './mrz.ts';

const ANNA = { lastName: 'Eriksson', firstName: 'Anna Maria', sex: 'F' } as const;
const CARD = { ...ANNA, documentNumber: 'D23145890', birthDate: '740812', expirationDate: '120415' } as const;
const VISA = { ...ANNA, documentNumber: 'L8988901C', nationality: 'XXX', birthDate: '400907', expirationDate: '961210' } as const;

test('the specimens of ICAO Doc 9303 are built character by character', () => {
  assert.deepEqual(
    buildMrz({ ...CARD, format: 'TD3', documentNumber: 'L898902C3', optional: 'ZE184226B' }),
    ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10']);
  assert.deepEqual(buildMrz({ ...CARD, format: 'TD2' }),
    ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6']);
  assert.deepEqual(buildMrz({ ...CARD, format: 'TD1' }),
    ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<']);
  assert.deepEqual(buildMrz({ ...VISA, format: 'MRVA', optional: '6ZE184226B' }),
    ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L8988901C4XXX4009078F96121096ZE184226B<<<<<<']);
  assert.deepEqual(buildMrz({ ...VISA, format: 'MRVB' }),
    ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'L8988901C4XXX4009078F9612109<<<<<<<<']);
});

test('the long number of ICAO 9303-6 is built with its digit after it', () => {
  assert.deepEqual(
    buildMrz({
      format: 'TD2', documentNumber: 'D23145890734', lastName: 'Stevenson', firstName: 'Peter John', birthDate: '340712', sex: 'M',
      expirationDate: '950712',
    }),
    ['I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<', 'D23145890<UTO3407127M95071227349<<<8']);
});

test('letters with marks, hyphens and apostrophes are written as ICAO asks', () => {
  const [first] = buildMrz({ ...CARD, format: 'TD3', lastName: "D'Ångström-Müller", firstName: 'Zoë Łucja' });
  assert.equal(first, 'P<UTODAANGSTROEM<MUELLER<<ZOE<LUCJA'.padEnd(44, '<'));
});

test('a name that is too long keeps the first letter of the first name', () => {
  const [first] = buildMrz({ ...CARD, format: 'TD2', lastName: 'Bennelong Wooloomooloo Warrandyte Warnambool' });
  assert.equal(first, 'I<UTOBENNELONG<WOOLOOMOOLOO<WARRA<<A');
  assert.equal(parseMrz(buildMrz({ ...CARD, format: 'TD2', lastName: 'A'.repeat(60) })).fields.firstName, 'A');
});

test('what cannot be written is refused', () => {
  for (const wrong of [
    { documentNumber: 'TOOLONG12345' },
    { documentNumber: 'lower' },
    { birthDate: '1974-08-12' },
    { expirationDate: '12041' },
    { issuingState: 'UTOP' },
    { lastName: 'Мюллер' },
    { lastName: '', firstName: '' },
    { optional: 'A'.repeat(15) },
  ]) {
    assert.throws(() => buildMrz({ ...CARD, format: 'TD3', ...wrong }), RangeError, JSON.stringify(wrong));
  }
  assert.throws(() => buildMrz({ ...CARD, format: 'TD1', documentNumber: 'D'.repeat(23) }), RangeError);
  assert.throws(() => buildMrz({ ...CARD, format: 'TD1', documentNumber: 'D23145890734', optional1: 'A' }), RangeError);
});

const word = fc.array(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), { minLength: 1, maxLength: 7 }).map((c) => c.join(''));
const date = fc.tuple(fc.nat(99), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(''));
const code = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'), { minLength, maxLength }).map((c) => c.join(''));
const specimen: fc.Arbitrary<MrzSpecimen> = fc.constantFrom('TD1', 'TD2', 'TD3', 'MRVA', 'MRVB').chain((format) => fc.record({
  format: fc.constant(format),
  documentNumber: code(1, format === 'TD1' ? 22 : format === 'TD2' ? 15 : 9),
  lastName: fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' ')),
  firstName: fc.array(word, { maxLength: 1 }).map((words) => words.join(' ')),
  birthDate: fc.oneof(date, fc.constant('<<<<<<')),
  sex: fc.constantFrom('M', 'F', 'X'),
  expirationDate: date,
  nationality: fc.constantFrom('UTO', 'D', 'FRA', 'XXB'),
}, { noNullPrototype: true }));

test('whatever is built is read back, from its lines and from one run', () => {
  fc.assert(fc.property(specimen, (built) => {
    const lines = buildMrz(built);
    const mrz = parseMrz(lines);
    assert.equal(mrz.format, built.format);
    assert.equal(mrz.valid, true);
    assert.deepEqual(mrz.faults, []);
    const { documentNumber, lastName, firstName, birthDate, expirationDate, nationality } = mrz.fields;
    assert.deepEqual(
      { documentNumber, lastName, firstName, birthDate, expirationDate, nationality, sex: mrz.normalised.sex, format: mrz.format },
      built);
    assert.deepEqual(parseMrz(lines.join('')).fields, mrz.fields);
  }), { numRuns: 1000 });
});
