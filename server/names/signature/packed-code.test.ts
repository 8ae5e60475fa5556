import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { UNKNOWN_VOWELS, editsOf, isInBag, isInitial, isWord, lengthOf, letterBit, packBag, packCode, packInitial, packOpenVowels, packPinyin, packVowels, packWord, soundsOf, spellingBit, spellingBits, together, vowelEditsOf, vowelsOf, withoutSpelling } from './packed-code.ts';

const code = fc.string({ unit: fc.constantFrom('P', 'T', 'S', 'K', 'R', 'M', 'N'), minLength: 1, maxLength: 5 });

function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    for (let to = 1; to <= other.length; to++) next.push(Math.min((row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1, (row[to - 1] ?? 0) + (one[at - 1] === other[to - 1] ? 0 : 1)));
    row = next;
  }
  const whole = row[other.length] ?? 0;
  // Two neighbours that changed places are one edit.
  return whole === 2 && [...one].some((_, at) => one.slice(0, at) + (one[at + 1] ?? '') + (one[at] ?? '') + one.slice(at + 2) === other) ? 1 : whole;
}

it('edits are never fewer than there are, and exact where there is at most one', () => {
  fc.assert(
    fc.property(code, code, (one, other) => {
      const edits = editsOf(packCode(one), packCode(other));
      const exact = distance(one, other);
      assert.ok(edits >= exact, `${one} ${other} ${edits} ${exact}`);
      if (exact <= 1) assert.equal(edits, exact, `${one} ${other}`);
      assert.ok(edits <= Math.max(one.length, other.length));
    }),
    { numRuns: 5000 },
  );
});

it('one edit is found wherever it is', () => {
  for (const [one, other] of [['PTS', 'PTSK'], ['PTS', 'KPTS'], ['PTS', 'PTKS'], ['PTSK', 'PTRK'], ['PTSKR', 'PTSK'], ['N', 'NP'], ['PP', 'P'], ['RSRM', 'SRRM'], ['PTKS', 'PTSK']] as const) {
    assert.equal(editsOf(packCode(one), packCode(other)), 1, `${one} ${other}`);
    assert.equal(editsOf(packCode(other), packCode(one)), 1, `${other} ${one}`);
  }
});

it('vowels are those of the spelling, in order, and compare as sounds do', () => {
  assert.equal(packVowels('mohammed'), packVowels('mohaamyd') ^ ((2 ^ 3) << 6));
  assert.equal(vowelEditsOf(packVowels('mohammed'), packVowels('muhammad')), 2);
  assert.equal(vowelEditsOf(packVowels('ana'), packVowels('anna')), 0);
  assert.equal(vowelEditsOf(packVowels('li'), packVowels('lia')), 1);
  assert.notEqual(packVowels('aeiou'), UNKNOWN_VOWELS);
});

it('a word keeps its sounds and vowels, and two together are one', () => {
  const word = (code: string, spelling: string): number => packWord(packCode(code), packVowels(spelling));
  assert.deepEqual([soundsOf(word('MMT', 'mohammed')), vowelsOf(word('MMT', 'mohammed'))], [packCode('MMT'), packVowels('mohammed')]);
  assert.equal(lengthOf(packCode('Ra')), 2);
  assert.equal(together(word('SN', 'jong'), word('Na', 'na')), word('SNa', 'jongna'));
  assert.equal(together(word('KN', 'kim'), word('SK', 'jong')), word('KNSK', 'kimjong'));
  assert.equal(together(word('PTSKR', 'a'), word('MNP', 'o')), word('PTSKR', 'ao'));
  assert.equal(vowelsOf(together(packWord(packCode('SN'), UNKNOWN_VOWELS), word('Na', 'na'))), UNKNOWN_VOWELS);
});

it('of vowels that follow one another the last one is kept where letters are read in many ways', () => {
  assert.equal(packOpenVowels('iouliia'), packOpenVowels('yuliya'));
  assert.notEqual(packVowels('iouliia'), packVowels('yuliya'));
  assert.notEqual(packOpenVowels('anna'), packOpenVowels('anno'));
});

it('a bag holds each of its words, and an initial its letter', () => {
  const bag = packBag(['PTS', 'KR', 'MN'].map((code) => packWord(packCode(code), packVowels('ae'))));
  assert.ok(!isWord(bag) && !isInitial(bag));
  for (const code of ['PTS', 'KR', 'MN']) assert.ok(isInBag(bag, packCode(code)), code);
  const others = ['TTT', 'SNK', 'RRP', 'NMK', 'PPK', 'KKS', 'TMS', 'SRS', 'NNP', 'RTK'];
  assert.ok(others.filter((code) => isInBag(bag, packCode(code))).length < 5);
  assert.ok(isInBag(packBag([packInitial('k'), packInitial('1')]), packCode('PTS')), 'an initial among them can be any word');
  assert.ok(isInitial(packInitial('k')) && !isWord(packInitial('k')));
  assert.equal(letterBit(packInitial('c')), 4);
});

it('a word in pinyin keeps four sounds and a number of its spelling, unless it stands for several', () => {
  const stored = packPinyin('SNKRP', packVowels('a'), 'zhang');
  assert.equal(withoutSpelling(stored), packWord(packCode('SNKR'), packVowels('a')));
  assert.notEqual(spellingBits(['zhang']) & spellingBit(stored), 0);
  assert.equal(spellingBits(['chang']) & spellingBit(stored), 0);
  assert.notEqual(spellingBits(['chang']) & spellingBit(packPinyin('SN', packVowels('a'), undefined)), 0);
});
