import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { buildMrz } from './build.ts';
import { MRZ_FORMATS } from './layouts.ts';
import { parseMrz, printableMrz } from './mrz.ts';

const TD3 = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'] as const;
const TD2 = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'] as const;
const TD1 = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'] as const;
const MRVA = ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L8988901C4XXX4009078F96121096ZE184226B<<<<<<'] as const;

for (const lines of [TD3, TD2, TD1, MRVA]) {
  const plain = parseMrz(lines);
  for (const [how, text] of [
    ['joined by |', lines.join('|')],
    ['joined by line breaks', `${lines.join('\r\n')}\r\n`],
    ['joined by written line breaks', lines.join('\\n')],
    ['in one run', lines.join('')],
    ['joined by one space', lines.join(' ')],
    ['in small letters', lines.join('\n').toLowerCase()],
    ['with spaces for fillers', lines.join('\n').replaceAll('<', ' ')],
    ['with a byte order mark', `\uFEFF${lines.join('\n')}`],
    ['framed by a reader', `\u0002${lines.join('\r')}\r\u0003`],
    ['between tabs', `\t${lines.join('\t')}\t`],
    ['with blank lines', `\n${lines.join('\n\n')}\n \n`],
    ['in quotes', lines.map((line) => `"${line}"`).join(',\n')],
    ['with fillers from a web page', lines.join('\n').replaceAll('<', '&lt;')],
    ['with guillemets', lines.join('\n').replaceAll('<<', '«')],
    ['with spaces between the fields', lines.map((line) => line.replace(/(.{5})(.{5})/, '$1 $2 ')).join('\n')],
  ] as const) {
    test(`a ${plain.format} reads the same ${how}`, () => {
      assert.deepEqual(printableMrz(parseMrz(text)), printableMrz(plain));
    });
  }

  test(`a ${plain.format} that lost fillers at the ends of its lines reads the same, with a fault each`, () => {
    const cutLines = lines.map((line) => line.replace(/<+$/, ''));
    const mrz = parseMrz(cutLines);
    assert.deepEqual(printableMrz(mrz), printableMrz(plain));
    assert.deepEqual(
      mrz.faults.map((f) => [f.code, f.line]),
      cutLines.flatMap((line, i) => (line.length < (lines[i] ?? '').length ? [['length', i + 1]] : [])));
  });
}

test('a line that lost or gained fillers in its middle is set right by its check digits', () => {
  for (const second of ['L898902C36UTO7408122F1204159ZE184226B<<<10', 'L898902C36UTO7408122F1204159ZE184226B<<<<<<<10']) {
    const mrz = parseMrz([TD3[0], second]);
    assert.deepEqual(mrz.lines, TD3);
    assert.equal(mrz.valid, true);
    assert.deepEqual(mrz.faults, [{ code: 'length', line: 2, column: 1, field: null, expected: '44' }]);
  }
});

test('a character too many in front of a line is dropped', () => {
  assert.deepEqual(parseMrz([TD3[0], `1${TD3[1]}`]).lines, TD3);
});

test('a line of the wrong length is read even when its digits are broken', () => {
  const mrz = parseMrz([TD3[0].slice(0, 41), 'L898902C30UTO7408120F1204150ZE184226B<<<<<0']);
  assert.equal(mrz.format, 'TD3');
  assert.equal(mrz.fields.documentNumber, 'L898902C3');
});

test('a visa in one run is not taken for a card whose dates would all be fillers', () => {
  const lines = buildMrz({
    format: 'MRVA', documentNumber: '0ANTA', lastName: 'ZVEE', birthDate: '010101', sex: 'M', expirationDate: '000101',
  });
  assert.equal(parseMrz(lines.join('')).format, 'MRVA');
});

test('a composite digit that was cut off does not fit, even where it was 0', () => {
  const mrz = parseMrz([TD3[0], TD3[1].slice(0, 43)]);
  assert.equal(mrz.checks.composite, false);
  assert.equal(mrz.fields.optional, 'ZE184226B');
});

for (const [what, text] of [
  ['nothing', ''],
  ['a word', 'hello'],
  ['fillers only', TD3.map((line) => '<'.repeat(line.length)).join('\n')],
  ['four lines', [...TD2, TD2[1], TD2[1]].join('|')],
  ['two short lines', 'P<UTO\nL898902'],
  ['a single line of 30', 'D1UTO13AA000026181231MARTIN<<9'],
  ['lines of no format', 'AAA001D<<|FACUTO305142128?97<<800126<<<<<|MUSTER<<FABIENNE<<<<<<<<<<<<'],
] as const) {
  test(`${what} cannot be read, and says so`, () => {
    const mrz = parseMrz(text);
    assert.deepEqual(printableMrz(mrz), { format: null, valid: false, fields: {}, checks: {} });
    assert.deepEqual(mrz.faults.map((f) => f.code), ['unreadable']);
  });
}

test('no text makes the parser throw, and what it returns is whole', () => {
  const near = fc.array(fc.constantFrom(...'PVI<<<<AUTOFRD0158SZ|\n \u0002?é«\u{1F600}'), { maxLength: 140 }).map((c) => c.join(''));
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), near), (text) => {
    const mrz = parseMrz(text);
    if (mrz.format === null) return mrz.faults.length === 1;
    const width = mrz.lines[0]?.length;
    return MRZ_FORMATS.includes(mrz.format) && mrz.lines.every((line) => line.length === width)
      && (mrz.valid || mrz.faults.some((f) => f.code === 'check-digit'));
  }), { numRuns: 2000 });
});

test('a specimen with any characters exchanged keeps its format and places its faults inside the lines', () => {
  const specimen = buildMrz({
    format: 'TD3', documentNumber: 'L898902C3', lastName: 'ERIKSSON', firstName: 'ANNA', birthDate: '740812', expirationDate: '320415',
  });
  const edit = fc.record({
    line: fc.nat(1), column: fc.integer({ min: 1, max: 43 }), character: fc.string({ minLength: 1, maxLength: 1 }),
  });
  fc.assert(fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
    const lines = edits.filter((e) => /[!-~]/.test(e.character) && !/[|&\\"'`,;[\]]/.test(e.character)).reduce(
      (sofar, e) => sofar.map((line, i) => (i === e.line ? line.slice(0, e.column) + e.character + line.slice(e.column + 1) : line)),
      specimen);
    const mrz = parseMrz(lines);
    return mrz.format === 'TD3' && mrz.faults.every((f) => f.line >= 1 && f.line <= 2 && f.column >= 1 && f.column <= 44);
  }), { numRuns: 1000 });
});
