import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getCulture } from './cultures.ts';
import { createPopulation, dayText } from './person.ts';
import { innocentQuestion, listedQuestion, NAME_WAYS } from './questions.ts';
import { respell, withoutSigns, withTypo, zoneText } from './spellings.ts';
import { createDraw } from './draw.ts';

const ASKED = { seed: 7, persons: 5000 };
const MANY = 5000;

test('the same seed asks the same questions', () => {
  for (const number of [0, 7, 4000]) {
    assert.deepEqual(listedQuestion(ASKED, number), listedQuestion(ASKED, number));
    assert.deepEqual(innocentQuestion(ASKED, number), innocentQuestion(ASKED, number));
  }
});

test('a question about a listed person is about that person, in every way that officers have', () => {
  const population = createPopulation(7);
  const ways = new Map<string, number>();
  for (let number = 0; number < MANY; number += 1) {
    const { of = -1, born, dateWay, nameWay, nationality } = listedQuestion(ASKED, number);
    const person = population.personOf(of);
    assert.equal(nationality, person.country);
    const expected = { true: dayText(person.born), year: String(person.born.year), flipped: dayText({ year: person.born.year, month: person.born.day, day: person.born.month }) }[dateWay];
    assert.equal(born, expected);
    ways.set(nameWay, (ways.get(nameWay) ?? 0) + 1);
    ways.set(dateWay, (ways.get(dateWay) ?? 0) + 1);
  }
  for (const way of [...NAME_WAYS, 'true', 'flipped', 'year']) assert.ok((ways.get(way) ?? 0) > MANY * 0.02, `${way}: ${ways.get(way)}`);
});

test('every question has a name', () => {
  for (let number = 0; number < MANY; number += 1) {
    for (const { name } of [listedQuestion(ASKED, number), innocentQuestion(ASKED, number)]) assert.match('text' in name ? name.text : `${name.family}${name.given}`, /\p{L}/u);
  }
});

test('travellers are not the persons of the list', () => {
  const population = createPopulation(7);
  const known = new Set(Array.from({ length: MANY }, (_, number) => JSON.stringify([population.personOf(number).naming, population.personOf(number).born])));
  const travellers = Array.from({ length: MANY }, (_, number) => innocentQuestion(ASKED, number));
  assert.ok(known.size > MANY * 0.99);
  assert.equal(travellers.filter(({ of }) => of !== undefined).length, 0);
});

test('zones are written as ICAO Doc 9303 and the states do', () => {
  assert.equal(zoneText('Müller', 'german'), 'MUELLER');
  assert.equal(zoneText('Şükrü Öztürk', 'turkish'), 'SUKRU OZTURK');
  assert.equal(zoneText("O'Brien", 'english'), 'OBRIEN');
  assert.equal(zoneText('Sørensen-Åkesson', 'scandinavian'), 'SOERENSEN AAKESSON');
  assert.equal(withoutSigns('Đặng Văn Łukasz ß'), 'Dang Van Lukasz ss');
});

test('another system writes another spelling, and a slip changes one word by a letter', () => {
  const draw = createDraw();
  draw.restart(1, 1);
  const spellings = new Set(Array.from({ length: 50 }, () => respell({ latin: 'Iurii', native: 'Юрий' }, getCulture('russian'), draw)));
  assert.ok(spellings.size >= 3, [...spellings].join());
  for (let at = 0; at < 200; at += 1) {
    const typed = withTypo('Anna Kowalczyk', draw);
    assert.notEqual(typed.replace('ll', 'l'), '');
    assert.ok(Math.abs(typed.length - 14) <= 1);
  }
});
