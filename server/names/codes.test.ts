import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyseName, askedSignatureOf, BANDS, compareNames, questionCodes, signatureBound, signatureOf, storedCodes, type NameCode } from './names.ts';
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
  const bound = (asked: string, recorded: string): number => signatureBound(askedSignatureOf(analyseName({ text: asked })), signatureOf(analyseName({ text: recorded })));

  test('lets most strangers fall, and nearly nobody who belongs together', () => {
    const pairs = readPairs();
    const strangers = pairs.flatMap(({ query }, at) => [1, 7, 19].map((step) => bound(query, pairs[(at + step) % pairs.length]?.candidate ?? '')));
    assert.ok(strangers.filter((one) => one >= BANDS.names.possible).length / strangers.length < 0.25);
    const wrong = pairs.filter(({ query, candidate, matches }) => {
      const { score } = compareNames(analyseName({ text: query }), analyseName({ text: candidate }));
      return matches && score >= BANDS.names.possible && bound(query, candidate) < BANDS.names.possible;
    });
    assert.ok(wrong.length <= 2, wrong.map(({ query, candidate }) => `${query} and ${candidate}`).join('; '));
  });

  test('is two unsigned numbers of 32 bits', () => {
    for (const { candidate } of readPairs()) {
      const { first, last } = signatureOf(analyseName({ text: candidate }));
      for (const one of [first, last]) assert.ok(Number.isInteger(one) && one >= 0 && one < 2 ** 32);
    }
  });
});
