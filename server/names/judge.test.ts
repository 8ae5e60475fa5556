import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyseName, judgePerson, type BirthDate, type PersonJudgement } from './names.ts';

const NAME = 'Zbigniew Brzezicki';
const BORN = { year: 1974, month: 8, day: 12 };

type Known = { name?: string; born?: BirthDate; sex?: string; nationality?: string };
const person = ({ name = NAME, born, sex, nationality }: Known) => ({ name: analyseName({ text: name }), ...(born && { born: [born] }), ...(sex && { sex }), ...(nationality && { nationalities: [nationality] }) });
function judge(asked: Known, recorded: Known): PersonJudgement {
  const { name, ...rest } = person(recorded);
  return judgePerson(person(asked), { names: [name], ...rest });
}

describe('a person is judged', () => {
  test('name and full birth date beyond doubt are a hit', () => {
    const found = judge({ born: BORN, sex: 'M', nationality: 'POL' }, { born: BORN, sex: 'M', nationality: 'POL' });
    assert.deepEqual([found.band, found.born, found.sex, found.nationality, found.whole], ['hit', 'equal', 'agrees', 'agrees', 1]);
  });

  test('a name alone, or with the year, is possible and never a hit', () => {
    assert.equal(judge({}, {}).band, 'possible');
    assert.equal(judge({ born: { year: 1974 } }, { born: BORN }).band, 'possible');
  });

  test('the birth date never lifts a weak name', () => {
    const born = { born: BORN };
    assert.equal(judge({ ...born, name: 'Zbigniew Kowalczyk' }, born).band, 'none');
    const [with_, without] = [judge({ ...born, name: 'Zbignev Brzezicky' }, born), judge({ name: 'Zbignev Brzezicky' }, {})];
    assert.equal(with_.name, without.name);
    assert.ok(with_.whole <= with_.name);
  });

  test('a date that clearly differs leaves nothing of an ordinary name', () => {
    const other = { born: { year: 1981, month: 3, day: 30 } };
    assert.equal(judge({ name: 'Maria Garcia', born: BORN }, { name: 'Maria Garcia', ...other }).band, 'none');
    assert.equal(judge({ name: 'Zbignev Brzezicky', born: BORN }, other).band, 'none');
  });

  test('a flipped day and month, a misread digit and 1 January are no contradiction', () => {
    assert.equal(judge({ born: { year: 1974, month: 12, day: 8 } }, { born: BORN }).born, 'flipped');
    assert.equal(judge({ born: { year: 1974, month: 8, day: 17 } }, { born: BORN }).born, 'digit');
    assert.equal(judge({ born: { year: 1947, month: 8, day: 12 } }, { born: BORN }).born, 'digit');
    assert.equal(judge({ born: { year: 1974, month: 1, day: 1 } }, { born: BORN }).born, 'partial');
    assert.equal(judge({ born: { year: 1974, month: 8 } }, { born: BORN }).born, 'partial');
    assert.equal(judge({ born: { year: 1975 } }, { born: BORN }).born, 'near');
    assert.equal(judge({ born: { year: 1974, month: 9 } }, { born: BORN }).born, 'differs');
    for (const born of [{ year: 1974, month: 12, day: 8 }, { year: 1974, month: 8, day: 17 }]) assert.equal(judge({ born }, { born: BORN }).band, 'possible');
  });

  test('the same 1 January is possible and no birthday beyond doubt', () => {
    const born = { year: 1974, month: 1, day: 1 };
    const { band, born: evidence } = judge({ born }, { born });
    assert.deepEqual([band, evidence], ['possible', 'equal']);
  });

  test('1 January on both sides is a year, and no day, for a part of a common name', () => {
    const [common, part] = ['Muhammad Hussain', 'Muhammad Hussain Islam'];
    const band = (born: BirthDate): string => judge({ name: common, born }, { name: part, born }).band;
    assert.equal(band(BORN), 'possible');
    assert.equal(band({ year: 1974, month: 1, day: 1 }), 'none');
  });

  test('a year is enough for a name that is the same, and not for a common one that is only like it', () => {
    const year = { born: { year: 1974 } };
    assert.equal(judge({ born: BORN }, year).band, 'possible');
    assert.equal(judge({ name: 'Imran Khan', born: BORN }, { name: 'Imran Khan', ...year }).band, 'possible');
    assert.equal(judge({ name: 'Imran Khan', born: BORN }, { name: 'Emran Khaan', ...year }).band, 'none');
    assert.equal(judge({ name: 'Imran Khan', ...year }, { name: 'Imran Khan', born: BORN }).band, 'possible');
  });

  test('a part of a common name needs more than a year', () => {
    const [asked, recorded] = [{ name: 'Taslima Akter' }, { name: 'Taslima Akter Khatun' }];
    assert.equal(judge({ ...asked, born: { year: 1974 } }, { ...recorded, born: BORN }).band, 'none');
    assert.equal(judge({ ...asked, born: BORN }, { ...recorded, born: BORN }).band, 'possible');
  });

  test('another nationality hides nobody: wanted persons travel under several', () => {
    const [asked, recorded] = [{ name: 'Imran Khan', nationality: 'PAK' }, { name: 'Imran Khan', nationality: 'IND' }];
    assert.equal(judge({ ...asked, born: { year: 1974 } }, { ...recorded, born: BORN }).band, 'possible');
    assert.equal(judge({ ...asked, born: BORN }, { ...recorded, born: BORN }).band, 'possible');
  });

  test('a record without birth date is possible when name and rarity leave little doubt', () => {
    assert.equal(judge({ born: BORN }, {}).band, 'possible');
    assert.equal(judge({ name: 'Muhammad Ali', born: BORN }, { name: 'Muhammad Ali' }).band, 'none');
  });

  test('of several dates the one that agrees counts', () => {
    const name = analyseName({ text: NAME });
    const found = judgePerson({ name, born: [BORN] }, { names: [name], born: [{ year: 1960 }, BORN] });
    assert.equal(found.born, 'equal');
  });

  test('sex and nationality only lower', () => {
    const agree = judge({ born: BORN, sex: 'M', nationality: 'POL' }, { born: BORN, sex: 'M', nationality: 'POL' });
    const against = judge({ born: BORN, sex: 'F', nationality: 'DEU' }, { born: BORN, sex: 'M', nationality: 'POL' });
    assert.deepEqual([against.sex, against.nationality], ['differs', 'differs']);
    assert.ok(against.whole < agree.whole);
    assert.notEqual(against.band, 'hit');
    assert.equal(judge({ sex: 'X' }, { sex: 'M' }).sex, 'unknown');
  });

  test('how countries compare is asked of the caller', () => {
    const name = analyseName({ text: NAME });
    const judged = (sameCountry?: (a: string, b: string) => boolean) => judgePerson({ name, nationalities: ['D'] }, { names: [name], nationalities: ['DEU'] }, sameCountry && { sameCountry }).nationality;
    assert.equal(judged(), 'differs');
    assert.equal(judged((a, b) => b.startsWith(a)), 'agrees');
  });

  test('it says which alias agreed', () => {
    const names = ['Somebody Else', 'Збигнев Бжезицкий', NAME].map((text) => analyseName({ text }));
    assert.equal(judgePerson({ name: analyseName({ text: NAME }) }, { names }).alias, 2);
    assert.equal(judgePerson({ name: analyseName({ text: NAME }) }, { names: [] }).band, 'none');
  });
});
