import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyseName, BANDS, compareNames } from './names.ts';

const compare = (asked: string, recorded: string) => compareNames(analyseName({ text: asked }), analyseName({ text: recorded }));
const score = (asked: string, recorded: string): number => compare(asked, recorded).score;
const hows = (asked: string, recorded: string): string[] => compare(asked, recorded).parts.map(({ asked: one, recorded: other, how }) => `${one ?? ''}~${other ?? ''}:${how}`);
const possible = (asked: string, recorded: string): void => { assert.ok(score(asked, recorded) >= BANDS.names.possible, `${asked} and ${recorded}: ${score(asked, recorded)}`); };
const none = (asked: string, recorded: string): void => { assert.ok(score(asked, recorded) < BANDS.names.possible, `${asked} and ${recorded}: ${score(asked, recorded)}`); };

describe('two names are compared', () => {
  test('equal names are equal, in any order and case', () => {
    assert.equal(score('Anna Maria Eriksson', 'Anna Maria Eriksson'), 1);
    assert.ok(score('ERIKSSON, Anna Maria', 'anna maria eriksson') > 0.99);
    assert.ok(score('Eriksson Anna Maria', 'Anna Maria Eriksson') > 0.99);
  });

  test('slips of the pen are forgiven', () => {
    for (const [one, other] of [['Henrik Sorensen', 'Henrik Sørensen'], ['Katarzyna Wisniewska', 'Katarzyna Wiśniewksa'], ['Müller Jürgen', 'Juergen Mueller'], ['Yilmaz Ali', 'Ali Yılmaz']] as const) possible(one, other);
  });

  test('what is left out costs less than what contradicts', () => {
    const [whole, short, other] = ['Pavel Andreevich Morozov', 'Pavel Morozov', 'Pavel Igorevich Morozov'];
    assert.ok(score(short, whole) > 0.9);
    assert.ok(score(short, whole) - score(other, whole) > 0.2);
    none(other, whole);
  });

  test('what was asked for and is not recorded costs more than the other way', () => {
    assert.ok(score('Anna Eriksson', 'Anna Maria Eriksson') > score('Anna Maria Eriksson', 'Anna Eriksson'));
  });

  test('names cross scripts', () => {
    for (const [one, other] of [
      ['محمد عبد الله الحسيني', 'Mohammed Abdullah Al-Husseini'], ['Юлия Щербакова', 'Iuliia Shcherbakova'], ['דוד כהן', 'David Cohen'], ['김민수', 'Kim Min-soo'], ['王小明', 'Wang Xiaoming'],
      ['陳大文', 'Chan Tai Man'], ['ピーター・ジョンソン', 'Peter Johnson'], ['Γεώργιος Παπαδόπουλος', 'Georgios Papadopoulos'], ['გიორგი ბერიძე', 'Giorgi Beridze'],
    ] as const) {
      possible(one, other);
      possible(other, one);
    }
  });

  test('another given or family name is another person, however alike', () => {
    for (const [one, other] of [['Anna Petrova', 'Alla Petrova'], ['Khalid Mansour', 'Khalil Mansour'], ['Victor Lemaire', 'Victoria Lemaire'], ['Olena Shevchenko', 'Olena Shevchuk'], ['Zhao Min', 'Zhou Min']] as const) none(one, other);
  });

  test('the whole family is told apart by the stem of the patronymic', () => {
    none('Zaur Salimovich Gadzhiev', 'Zaur Magomedovich Gadzhiev');
  });

  test('women and men of one family bear one name', () => {
    possible('Elena Novikova', 'Elena Novikov');
    possible('Anna Kowalska', 'Anna Kowalski');
  });

  test('everyday forms are told as such', () => {
    assert.deepEqual(hows('Bob Tanner', 'Robert Tanner'), ['Bob~Robert:nickname', 'Tanner~Tanner:equal']);
  });

  test('an initial stands for a name, and contradicts another initial', () => {
    assert.deepEqual(hows('J. Tanner', 'John Tanner'), ['J~John:initial', 'Tanner~Tanner:equal']);
    none('Tanner, William G.', 'William W Tanner');
  });

  test('words written together are found', () => {
    assert.ok(hows('Kim Jongun', 'Kim Jong Un').includes('Jongun~Jong Un:joined'));
    possible('Maryann Delacroix', 'Mary Ann de la Croix');
  });

  test('a name of one word must agree better', () => {
    none('elvin', 'elvis');
    possible('Hanniball', 'Hannibal');
  });

  test('what is shared by chance is rarer the rarer the names', () => {
    assert.ok(compare('Zbigniew Brzezicki', 'Zbigniew Brzezicki').rarity > compare('Maria Garcia', 'Maria Garcia').rarity + 2);
    const everybody = compareNames(analyseName({ text: 'Zbigniew Brzezicki' }), analyseName({ text: 'Zbigniew Brzezicki' }), { commonness: () => 0.5 });
    assert.ok(everybody.rarity < 1);
  });

  test('a name without words agrees with nothing', () => {
    assert.equal(score('', ''), 0);
    assert.equal(score('123', 'Anna'), 0);
  });

  test('the same question gets the same answer', () => {
    assert.deepEqual(compare('Мария Иванова', 'Maria Ivanova'), compare('Мария Иванова', 'Maria Ivanova'));
  });
});
