import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { DELIMITERS, detectDelimiter, findRecordEnd, parseRecords, writeRecord, type Delimiter } from './csv.ts';
import { createFraming, type Frame, type Place } from './frames.ts';

const START: Place = { line: 1, offset: 0, inside: false };

function frame(text: string, delimiter: Delimiter = ',', cuts: readonly number[] = []): Frame[] {
  const bytes = Buffer.from(text);
  const framing = createFraming(START, findRecordEnd(delimiter));
  const frames: Frame[] = [];
  let from = 0;
  for (const cut of [...cuts.map((one) => one % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)) {
    frames.push(...framing.push(bytes.subarray(from, cut)));
    from = cut;
  }
  return [...frames, ...framing.finish()];
}

it('whatever stands in the cells, the records come back, however the bytes are cut', () => {
  const cell = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', 'a', ' '), maxLength: 8 }));
  const records = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(records, fc.constantFrom(...DELIMITERS), fc.constantFrom('\n', '\r\n'), fc.array(fc.nat(), { maxLength: 6 }), (rows, delimiter, newline, cuts) => {
      const clean = rows.map((row) => row.map((one) => one.replaceAll('\0', '').toWellFormed()));
      const kept = clean.filter((row) => writeRecord(row, delimiter).trim() !== '');
      const frames = frame(clean.map((row) => writeRecord(row, delimiter)).join(newline), delimiter, cuts);
      assert.deepEqual(frames.filter(({ fault }) => fault !== undefined), []);
      assert.deepEqual(parseRecords(frames.map(({ text }) => text), delimiter), kept);
    }),
    { numRuns: 2000 },
  );
});

it('a record over several lines has the number of its first, and the next one goes on behind it', () => {
  const frames = frame('a,b\n"x\ny",1\n\nc,d\n');
  assert.deepEqual(frames.map(({ line, text }) => [line, text]), [[1, 'a,b'], [2, '"x\ny",1'], [5, 'c,d']]);
});

it('a quote that is not closed, or closed wrongly, spoils its own line alone', () => {
  const frames = frame('a,b\n"open,1\nc,d\n"x"y,2\ne,"f"\ng,5" wide\nh,"');
  assert.deepEqual(frames.map(({ text, fault }) => [text, fault]), [
    ['a,b', undefined], ['"open,1', 'quote'], ['c,d', undefined], ['"x"y,2', 'quote'], ['e,"f"', undefined], ['g,5" wide', undefined], ['h,"', 'quote'],
  ]);
});

it('a stray quote far from its end does not swallow the lines behind it', () => {
  const lines = Array.from({ length: 20_000 }, (_, at) => `line ${at},${at}`);
  const frames = frame(['a,b', '"open,1', ...lines].join('\n'));
  assert.equal(frames.length, lines.length + 2);
  assert.deepEqual(frames.filter(({ fault }) => fault !== undefined).map(({ line }) => line), [2]);
});

it('the delimiter is what parts the header into the most cells', () => {
  assert.deepEqual(['a,b;c', 'a;b;c', 'a\tb', '"a,b,c";d', 'a'].map(detectDelimiter), [',', ';', '\t', ';', ',']);
});
