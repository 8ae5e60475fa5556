import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyseName, askedSignatureOf, isWordEnough, judgePerson, questionCodes, SIGNATURE_BYTES, signatureBound, storedCodes, styleOf, writeSignature, type DateBand, type NameCode } from './names.ts';
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
    return signatureBound(askedSignatureOf(analyseName({ text: asked })), { view, at: 0, style: styleOf(name, [name]) }, born);
  };

  const judged = (asked: string, recorded: string): boolean => judgePerson({ name: analyseName({ text: asked }), born: [{ year: 1980 }] }, { names: [analyseName({ text: recorded })], born: [{ year: 1980 }] }).band !== 'none';

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

  test('knows a reading by which a name is found, initials, and words beyond the fourth', () => {
    assert.ok(bound('Wanda J. Kowalska', 'Wanda Jadwiga Kowalska') > 0);
    assert.equal(bound('Wanda J. Kowalska', 'Wanda Teresa Nowakowska'), 0);
    assert.ok(bound('Maria Luisa Ferreira', 'Maria Teresa Luisa Santos Oliveira Ferreira') > 0);
    assert.equal(bound('Zbigniew Nowakowski', 'Maria Teresa Luisa Santos Oliveira Ferreira'), 0);
    const view = new DataView(new ArrayBuffer(SIGNATURE_BYTES));
    const name = analyseName({ text: '陳偉' });
    const style = styleOf(name, [name]);
    const asked = askedSignatureOf(analyseName({ text: 'Chan Wai' }));
    writeSignature(name, view, { at: 0, under: undefined });
    const alone = signatureBound(asked, { view, at: 0, style }, 'partial');
    const codes = storedCodes(name).filter(({ family }) => family === 'P').map(({ code }) => code);
    const under = codes.map((code) => {
      writeSignature(name, view, { at: 0, under: code });
      return signatureBound(asked, { view, at: 0, style }, 'equal');
    });
    assert.ok(Math.max(...under) >= alone);
    assert.ok(under.some((one) => one > 0));
  });

  test('two names in pinyin agree when they are spelled alike, and of one that stands in Latin letters too less is guessed', () => {
    assert.ok(bound('Zhang Weiwen', 'Weiwen Zhang', 'partial') > 0);
    assert.equal(bound('Zhang Weiwen', 'Weiwen Chang', 'partial') > 0, judged('Zhang Weiwen', 'Weiwen Chang'));
    assert.equal(bound('Zhang Weiwen', 'Weiwen Sheng', 'partial'), 0);
    const [native, latin] = [analyseName({ text: 'محمد الراشد' }), analyseName({ text: 'Mohamed al-Rashid' })];
    const view = new DataView(new ArrayBuffer(SIGNATURE_BYTES));
    writeSignature(native, view, { at: 0, under: undefined });
    const asked = askedSignatureOf(analyseName({ text: 'Mohammed Al Rashid' }));
    assert.ok(signatureBound(asked, { view, at: 0, style: styleOf(native, [native]) }, 'equal') > 0);
    const guessed = askedSignatureOf(analyseName({ text: 'Mokammed Rackid' }));
    assert.ok(signatureBound(guessed, { view, at: 0, style: styleOf(native, [latin, native]) }, 'equal') <= signatureBound(guessed, { view, at: 0, style: styleOf(native, [native]) }, 'equal'));
    assert.notEqual(styleOf(native, [latin, native]), styleOf(native, [native]));
    assert.equal(styleOf(native, [analyseName({ text: 'Robert Smith' }), native]), styleOf(native, [native]));
    const inArabic = askedSignatureOf(native);
    assert.ok(signatureBound(inArabic, { view, at: 0, style: styleOf(native, [latin, native]) }, 'equal') > 0);
  });

  test('one word is asked for alone only where it can be enough', () => {
    const asked = askedSignatureOf(analyseName({ text: 'Zbigniew Nowakowski' }));
    const [first] = storedCodes(analyseName({ text: 'Zbigniew' })).filter(({ family }) => family === 'T');
    assert.ok(isWordEnough(asked, first?.code ?? '', 'equal'));
    assert.ok(!isWordEnough(asked, first?.code ?? '', 'differs'));
  });
});
