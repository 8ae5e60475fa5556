import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { createFraming, findLineEnd, KEPT_OF_LONG, LONGEST_LINE, type Frame, type Place } from './frames.ts';

const START: Place = { line: 1, offset: 0, inside: false };

function frame(bytes: Uint8Array, cuts: readonly number[], start = START): { frames: Frame[]; place: Place } {
  const framing = createFraming(start, findLineEnd);
  const frames: Frame[] = [];
  let from = 0;
  for (const cut of [...cuts.map((one) => one % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)) {
    frames.push(...framing.push(bytes.subarray(from, cut)));
    from = cut;
  }
  frames.push(...framing.finish());
  return { frames, place: framing.place() };
}

const texts = (frames: readonly Frame[]): string[] => frames.map(({ text }) => text);

it('lines come with their number and the byte after them; empty ones are passed over', () => {
  const { frames, place } = frame(Buffer.from('one\r\n\n  \nzwölf\nlast'), []);
  assert.deepEqual(texts(frames), ['one', 'zwölf', 'last']);
  assert.deepEqual(frames.map(({ line }) => line), [1, 4, 5]);
  assert.deepEqual(frames.map(({ end }) => end.offset), [5, 16, 20]);
  assert.deepEqual(place, { line: 6, offset: 20, inside: false });
});

it('however the bytes are cut, the frames are the same, and reading goes on from the end of any of them', () => {
  const line = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.constant('x'.repeat(LONGEST_LINE + 5)), fc.constant(''), fc.constant('\ufeff'));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 6 }), fc.boolean(), (lines, cuts, endsOpen) => {
      const bytes = Buffer.from(lines.join('\n') + (endsOpen ? '' : '\n'));
      const whole = frame(bytes, []);
      // Of a line that is too long the end is where its rest was first passed over.
      const plain = (frames: readonly Frame[]) => frames.map(({ end, ...rest }) => (rest.fault === 'too-long' ? rest : { ...rest, end }));
      assert.deepEqual(plain(frame(bytes, cuts).frames), plain(whole.frames));
      assert.deepEqual(frame(bytes, cuts).place, whole.place);
      for (const [at, { end }] of whole.frames.entries()) {
        assert.deepEqual(plain(frame(bytes.subarray(end.offset), cuts, end).frames), plain(whole.frames.slice(at + 1)));
      }
    }),
    { numRuns: 200 },
  );
});

it('a byte order mark is passed over at the beginning only', () => {
  assert.deepEqual(texts(frame(Buffer.from('\ufeffa\n\ufeffb'), []).frames), ['a', '\ufeffb']);
});

it('UTF-16 is refused with a word on what to do', () => {
  assert.throws(() => frame(Buffer.from('\ufeff{"a":1}', 'utf16le'), []), { code: 'load.format' });
});

it('a line that is not UTF-8 or holds NUL is told apart, its neighbours are not touched', () => {
  const bytes = Buffer.concat([Buffer.from('é\n'), Buffer.from([0x61, 0xe9, 0x0a]), Buffer.from('b\0c\nd\n')]);
  assert.deepEqual(frame(bytes, []).frames.map(({ text, fault }) => [text, fault]), [['é', undefined], ['a\ufffd', 'encoding'], ['b\0c', 'nul'], ['d', undefined]]);
});

it('of a line that is too long the beginning is kept, and the place says when the rest is still to be passed over', () => {
  const framing = createFraming(START, findLineEnd);
  const frames = framing.push(Buffer.from(`a\n${'x'.repeat(LONGEST_LINE * 3)}`));
  assert.deepEqual(frames.map(({ text, fault }) => [text.length, fault]), [[1, undefined], [KEPT_OF_LONG, 'too-long']]);
  assert.equal(framing.place().inside, true);
  const later = createFraming(framing.place(), findLineEnd);
  assert.deepEqual(texts(later.push(Buffer.from('xxx\nb\n'))), ['b']);
  assert.deepEqual(later.place(), { line: 4, offset: framing.place().offset + 6, inside: false });
});
