import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildMrz } from './build.ts';
import { findCheckDigit } from './check-digit.ts';
import { parseMrz, printableMrz } from './mrz.ts';

/** The specimens of ICAO Doc 9303, parts 4 to 7. */
const TD3 = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];
const TD2 = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'];
const TD1 = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'];
const MRVA = ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L8988901C4XXX4009078F96121096ZE184226B<<<<<<'];
const MRVB = ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'L8988901C4XXX4009078F9612109<<<<<<<<'];

const HOLDER = { lastName: 'ERIKSSON', firstName: 'ANNA MARIA', issuingState: 'UTO', sex: 'F' };

test('the passport of ICAO 9303-4 reads as a TD3', () => {
  assert.deepEqual(printableMrz(parseMrz(TD3)), {
    format: 'TD3',
    valid: true,
    fields: {
      ...HOLDER, documentCode: 'P', documentNumber: 'L898902C3', nationality: 'UTO', birthDate: '740812',
      expirationDate: '120415', optional: 'ZE184226B',
    },
    checks: { documentNumber: true, birthDate: true, expirationDate: true, optional: true, composite: true },
  });
});

test('the cards of ICAO 9303-5 and 9303-6 read as TD1 and TD2', () => {
  const fields = {
    ...HOLDER, documentCode: 'I', documentNumber: 'D23145890', nationality: 'UTO', birthDate: '740812', expirationDate: '120415',
  };
  const checks = { documentNumber: true, birthDate: true, expirationDate: true, composite: true };
  assert.deepEqual(printableMrz(parseMrz(TD1)),
    { format: 'TD1', valid: true, fields: { ...fields, optional1: '', optional2: '' }, checks });
  assert.deepEqual(printableMrz(parseMrz(TD2)), { format: 'TD2', valid: true, fields: { ...fields, optional: '' }, checks });
});

test('the visas of ICAO 9303-7 have no composite digit', () => {
  const fields = {
    ...HOLDER, documentCode: 'V', documentNumber: 'L8988901C', nationality: 'XXX', birthDate: '400907', expirationDate: '961210',
  };
  const checks = { documentNumber: true, birthDate: true, expirationDate: true };
  assert.deepEqual(printableMrz(parseMrz(MRVA)),
    { format: 'MRVA', valid: true, fields: { ...fields, optional: '6ZE184226B' }, checks });
  assert.deepEqual(printableMrz(parseMrz(MRVB)), { format: 'MRVB', valid: true, fields: { ...fields, optional: '' }, checks });
});

/** A French card with the digits put right; the layout as in the tests of cheminfo/mrz (MIT). */
function frenchCard(): string[] {
  const first = 'IDFRAEXEMPLE<DU<NORD<<<<<<<<<<0CHE02';
  const number = '1710GVA12345';
  const born = '911231';
  const second = `${number}${findCheckDigit(number)}ROBERTA<<LISE<${born}${findCheckDigit(born)}F`;
  return [first, second + findCheckDigit(first + second)];
}

test('the old French identity card has its own layout and a French holder', () => {
  const mrz = parseMrz(frenchCard());
  assert.deepEqual(printableMrz(mrz), {
    format: 'FRA_ID',
    valid: true,
    fields: {
      documentCode: 'ID', issuingState: 'FRA', lastName: 'EXEMPLE DU NORD', firstName: 'ROBERTA LISE',
      documentNumber: '1710GVA12345', birthDate: '911231', sex: 'F',
    },
    checks: { documentNumber: true, birthDate: true, composite: true },
  });
  assert.equal(mrz.normalised.nationality, 'FRA');
});

test('a TD2 card of another state is not taken for the French one', () => {
  assert.equal(parseMrz(buildMrz({
    format: 'TD2', documentCode: 'ID', documentNumber: 'X1', lastName: 'A', birthDate: '900101', expirationDate: '300101',
  })).format, 'TD2');
});

test('a long number goes on in the optional data, with the filler counted (Belgium) or not (ICAO)', () => {
  const head = 'IDUTO000590240<601';
  const tail = ['8512017F1311048UTO<<<<<<<<<<<0', 'SPECIMEN<<ULRIKE<<<<<<<<<<<<<<'];
  const counted = findCheckDigit('000590240<601');
  const plain = findCheckDigit('000590240601');
  assert.notEqual(counted, plain);
  for (const digit of [counted, plain]) {
    const { fields, checks } = parseMrz([`${head}${digit}`.padEnd(30, '<'), ...tail]);
    assert.equal(fields.documentNumber, '000590240601');
    assert.equal(fields.optional1, `601${digit}`);
    assert.equal(checks.documentNumber, true);
  }
  const neither = ['7', '8', '9'].find((digit) => digit !== counted && digit !== plain);
  const wrong = parseMrz([`${head}${neither}`.padEnd(30, '<'), ...tail]);
  assert.equal(wrong.checks.documentNumber, false);
  assert.deepEqual(wrong.faults.find((f) => f.field === 'documentNumber'),
    { code: 'check-digit', line: 1, column: 19, field: 'documentNumber', expected: plain });
});

test('a long number of a TD2 goes on in its optional data', () => {
  const { fields, valid } = parseMrz(['I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<', 'D23145890<UTO3407127M95071227349<<<8']);
  assert.equal(fields.documentNumber, 'D23145890734');
  assert.equal(fields.optional, '7349');
  assert.equal(valid, true);
});

test('a missing digit of a short number is a broken digit, not a long number', () => {
  const { fields, checks } = parseMrz(['I<UTOD23145890<<<<<<<<<<<<<<<<', TD1[1] ?? '', TD1[2] ?? '']);
  assert.equal(fields.documentNumber, 'D23145890');
  assert.equal(checks.documentNumber, false);
});

const SECOND = TD3[1] ?? '';
for (const [what, name, lastName, firstName] of [
  ['one name only', 'ARKFREITH', 'ARKFREITH', ''],
  ['no last name', '<<ANNA<MARIA', '', 'ANNA MARIA'],
  ['three fillers between the names', 'ERIKSSON<<<ANNA', 'ERIKSSON', 'ANNA'],
  ['a filler too many among the first names', 'ERIKSSON<<ANNA<<MARIA', 'ERIKSSON', 'ANNA MARIA'],
  ['ICAO Arabic letters', 'MXHMWD<<EBDALRXHYM', 'MXHMWD', 'EBDALRXHYM'],
] as const) {
  test(`a name field with ${what}`, () => {
    const { fields, normalised } = parseMrz([`P<UTO${name}`.padEnd(44, '<'), SECOND]);
    assert.deepEqual([fields.lastName, fields.firstName], [lastName, firstName]);
    assert.deepEqual([normalised.lastName, normalised.firstName], [lastName, firstName]);
  });
}

test('a name that fills its field may have been cut', () => {
  assert.equal(parseMrz(['P<UTONILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K', SECOND]).mayBeTruncated, true);
  assert.equal(parseMrz(TD3).mayBeTruncated, false);
});

test('fields stay as read; look-alikes are set right beside them and marked', () => {
  const mrz = parseMrz(['P<UT0ERIK55ON<<ANNA<MAR1A<<<<<<<<<<<<<<<<<<<', 'L898902C36UT0740BIZZF12041S9ZE184226B<<<<<10']);
  assert.equal(mrz.fields.issuingState, 'UT0');
  assert.equal(mrz.fields.lastName, 'ERIK55ON');
  assert.equal(mrz.fields.birthDate, '740BIZ');
  assert.deepEqual(
    [mrz.normalised.issuingState, mrz.normalised.nationality, mrz.normalised.lastName, mrz.normalised.firstName,
      mrz.normalised.birthDate, mrz.normalised.expirationDate],
    ['UTO', 'UTO', 'ERIKSSON', 'ANNA MARIA', '740812', '120415']);
  const marked = mrz.faults.filter((f) => f.code === 'look-alike').map((f) => [f.line, f.column, f.field, f.expected]);
  assert.deepEqual(marked.slice(0, 4),
    [[1, 5, 'issuingState', 'O'], [1, 10, 'lastName', 'S'], [1, 11, 'lastName', 'S'], [1, 24, 'firstName', 'I']]);
  assert.deepEqual(mrz.checks, { documentNumber: true, birthDate: false, expirationDate: false, optional: true, composite: false });
});

test('digits in the names of a Russian internal passport are letters of its code', () => {
  const { normalised, faults } = parseMrz(['PNRUSZDRIL7K<<SERGEQ<ANATOL9EVI3<<<<<<<<<<<<', SECOND]);
  assert.deepEqual([normalised.lastName, normalised.firstName], ['ZDRIL7K', 'SERGEQ ANATOL9EVI3']);
  assert.deepEqual(faults, []);
});

test('the state D is kept as read and offered as DEU', () => {
  const lines = buildMrz({
    format: 'TD3', issuingState: 'D', documentNumber: 'C01X00T47', lastName: 'MUSTER', birthDate: '640812', expirationDate: '270228',
  });
  const { fields, normalised, faults } = parseMrz(lines);
  assert.deepEqual([fields.issuingState, fields.nationality], ['D', 'D']);
  assert.deepEqual([normalised.issuingState, normalised.nationality], ['DEU', 'DEU']);
  assert.deepEqual(faults, []);
});

test('a birth date that is unknown in part is no fault', () => {
  for (const birthDate of ['74<<<<', '<<<<<<', '7408<<']) {
    const mrz = parseMrz(buildMrz({ format: 'TD1', documentNumber: 'D1', lastName: 'A', birthDate, expirationDate: '300101' }));
    assert.equal(mrz.valid, true);
    assert.equal(mrz.fields.birthDate, birthDate);
    assert.deepEqual(mrz.faults, []);
    assert.deepEqual([mrz.fields.sex, mrz.normalised.sex], ['', 'X']);
  }
});

test('an empty personal number may have a filler or a 0 for its digit', () => {
  const lines = buildMrz({ format: 'TD3', documentNumber: 'L1', lastName: 'A', birthDate: '900101', expirationDate: '300101' });
  const line = lines[1] ?? '';
  assert.equal(line[42], '0');
  assert.equal(parseMrz([lines[0] ?? '', `${line.slice(0, 42)}<${line[43]}`]).valid, true);
});

test('a broken digit is named with its place and the digit that would fit', () => {
  const mrz = parseMrz([TD3[0] ?? '', 'L898902C35UTO7408122F1204159ZE184226B<<<<<10']);
  assert.equal(mrz.valid, false);
  assert.equal(mrz.fields.documentNumber, 'L898902C3');
  assert.deepEqual(mrz.faults, [
    { code: 'check-digit', line: 2, column: 10, field: 'documentNumber', expected: '6' },
    { code: 'check-digit', line: 2, column: 44, field: 'composite', expected: '3' },
  ]);
});

test('a month 13 and a character of no alphabet are named', () => {
  const lines = buildMrz({ format: 'TD3', documentNumber: 'L1', lastName: 'A', birthDate: '901301', expirationDate: '300101' });
  assert.deepEqual(parseMrz(lines).faults, [{ code: 'date', line: 2, column: 16, field: 'birthDate' }]);
  const odd = parseMrz([(lines[0] ?? '').replace('UTOA', 'UTO?'), lines[1] ?? '']);
  assert.deepEqual(odd.faults[0], { code: 'character', line: 1, column: 6, field: 'lastName' });
});
