import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyseName, askedSignatureOf, isWordEnough, judgePerson, marksOfSignature, questionCodes, SIGNATURE_BYTES, signatureBound, storedCodes, writeSignature, type DateBand, type NameCode } from './names.ts';
import { readPairs } from './quality/pairs.ts';

const key = ({ family, code }: NameCode): string => family + code;
const stored = (text: string): Set<string> => new Set(storedCodes(analyseName({ text })).map(key));
const meets = (asked: string, recorded: string, families = 'XPJT'): boolean => {
  const codes = stored(recorded);
  return questionCodes(analyseName({ text: asked })).some((code) => families.includes(code.family) && codes.has(key(code)));
};

describe('a name is found by its codes', () => {
  test('in any order, spelling and script', () => {
    for (const [asked, recorded] of [['Anna Eriksson', 'ERIKSON, Ana'], ['محمد الراشد', 'Mohamed al-Rashid'], ['Kim Jongun', 'Kim Jong Un'], ['Bob Tanner', 'Robert Tanner'], ['Юлия Щеглова', 'Iouliia Chtcheglova']] as const) {
      assert.ok(meets(asked, recorded, 'XPJ'), `${asked} and ${recorded}`);
    }
  });

  test('few codes are stored, and each once', () => {
    const codes = storedCodes(analyseName({ text: 'José Luis Rodríguez Zapatero de la Vega' }));
    assert.equal(new Set(codes.map(key)).size, codes.length);
    assert.ok(codes.length <= 50);
  });

  test('the first rungs are narrow', () => {
    const rungs = questionCodes(analyseName({ text: 'Mohamed al-Rashid' }));
    assert.ok(rungs.filter(({ rung }) => rung === 1).length < 20);
    assert.ok(rungs.every(({ rung }) => rung >= 1 && rung <= 4));
    assert.ok(rungs.every(({ rung }, at) => rung >= (rungs[at - 1]?.rung ?? 0)));
  });

  test('a name without words has one code and finds nobody else', () => {
    assert.ok(!meets('', 'Anna Eriksson'));
  });

  test('nearly every pair of the quality table that belongs together meets', () => {
    const together = readPairs().filter(({ matches }) => matches);
    const met = (families: string): number => together.filter(({ query, candidate }) => meets(query, candidate, families)).length / together.length;
    assert.ok(met('XPJT') >= 0.99, `with single words: ${met('XPJT')}`);
    assert.ok(met('XPJ') >= 0.96, `by pairs of words: ${met('XPJ')}`);
  });
});

describe('a signature', () => {
  const bound = (asked: string, recorded: string, born: DateBand = 'equal'): number => {
    const view = new DataView(new ArrayBuffer(SIGNATURE_BYTES));
    const name = analyseName({ text: recorded });
    writeSignature(name, view, { at: 0, under: undefined });
    return signatureBound(askedSignatureOf(analyseName({ text: asked })), { view, at: 0, marks: marksOfSignature(name) }, born);
  };

  test('lets most strangers fall, and nearly nobody who belongs together', () => {
    const pairs = readPairs();
    const strangers = pairs.flatMap(({ query }, at) => [1, 7, 19].map((step) => bound(query, pairs[(at + step) % pairs.length]?.candidate ?? '')));
    assert.ok(strangers.filter((one) => one > 0).length / strangers.length < 0.08);
    const possible = pairs.filter(({ query, candidate, matches }) => {
      const born = [{ year: 1980, month: 5, day: 17 }];
      return matches && judgePerson({ name: analyseName({ text: query }), born }, { names: [analyseName({ text: candidate })], born }).band !== 'none';
    });
    const lost = possible.filter(({ query, candidate }) => bound(query, candidate) === 0);
    // Those of other writings are found by their codes, of which the search tells it.
    assert.ok(lost.length / possible.length < 0.04, lost.map(({ query, candidate }) => `${query} and ${candidate}`).join('; '));
  });

  test('lets nobody fall who bears the very name', () => {
    for (const { candidate } of readPairs()) assert.ok(bound(candidate, candidate) > 0, candidate);
  });

  test('asks more of a name when the birth dates tell less', () => {
    assert.ok(bound('Anna Eriksson', 'Anna Erikson', 'equal') > 0);
    assert.equal(bound('Anna Eriksson', 'Anna Marten', 'equal'), 0);
    assert.equal(bound('Mohammed Khan', 'Mohammed Kahn', 'differs'), 0);
  });

  test('one word is asked for alone only where it can be enough', () => {
    const asked = askedSignatureOf(analyseName({ text: 'Zbigniew Nowakowski' }));
    const [first] = storedCodes(analyseName({ text: 'Zbigniew' })).filter(({ family }) => family === 'T');
    assert.ok(isWordEnough(asked, first?.code ?? '', 'equal'));
    assert.ok(!isWordEnough(asked, first?.code ?? '', 'differs'));
  });
});
