import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import type { Content } from '@watchword/api/databases/database.ts';
import { foldDocumentNumber } from '@watchword/api/folding.ts';
import type { Asking } from './asking.ts';
import { dayOf, TODAY } from './checks-under-test.ts';
import { askAdministrativeDocuments, askTravelDocuments } from './documents/documents.ts';
import { askNumber, compareCountries, compareNumbers, judgeMarks, type Mark } from './judge.ts';
import { askPersons } from './persons/persons.ts';
import { readFacts } from './read-facts.ts';
import { askArtworks } from './things/artworks.ts';
import { askFirearms } from './things/firearms.ts';
import { askVessels } from './things/vessels.ts';
import { askVehicles } from './vehicles/vehicles.ts';

/** The outcome of a subject against a record, and each reason as `field:how`. */
function judge(asking: Asking, subject: Subject, content: Content): [string, ...string[]] {
  const judged = asking.judge(readFacts(subject, dayOf(TODAY)), content);
  return judged === undefined ? ['none'] : [judged.outcome, ...judged.reasons.map(({ field, how }) => `${field}:${how}`)];
}
const outcome = (asking: Asking, subject: Subject, content: Content): string => judge(asking, subject, content)[0];

describe('numbers', () => {
  const asked = (text: string, alternates: string[] = []) => askNumber(text, foldDocumentNumber, alternates);
  const table: [asked: string, recorded: string, how: string | undefined][] = [
    ['L898902C3', 'L898902C3', 'equal'],
    ['l 898-902 c3', 'L898902C3', 'equal'],
    ['L8989O2C3', 'L898902C3', 'look-alike'],
    ['L89B9O2C3', 'L898902C3', 'look-alike'],
    ['LS98902C3', 'L598902C3', 'look-alike'],
    ['АВ123', 'AB123', 'look-alike'],
    ['L898902C4', 'L898902C3', undefined],
    ['L898902C', 'L898902C3', undefined],
  ];
  for (const [one, other, how] of table) {
    test(`${one} against ${other} is ${how ?? 'another number'}`, () => {
      assert.equal(compareNumbers(asked(one), foldDocumentNumber(other))?.how, how);
    });
  }
  test('a reading that was not as read says so', () => {
    assert.deepEqual(compareNumbers(asked('L8989O2C3', ['L898902C3']), 'L898902C3'), { how: 'look-alike', misread: 'L898902C3' });
    assert.deepEqual(compareNumbers(asked('L8989O2C3', ['L898902C3']), 'L8989O2C3'), { how: 'equal' });
  });
});

describe('countries', () => {
  const table: [string | undefined, string | undefined, string][] = [
    ['DEU', 'DEU', 'equal'],
    ['D', 'DEU', 'equal'],
    ['D<<', 'DEU', 'equal'],
    ['UT0', 'UTO', 'equal'],
    ['DDR', 'DEU', 'compatible'],
    ['SUN', 'RUS', 'compatible'],
    ['YUG', 'SCG', 'compatible'],
    ['GBD', 'GBR', 'compatible'],
    ['GBD', 'GBN', 'compatible'],
    ['QQQ', 'FRA', 'compatible'],
    ['FRA', 'DEU', 'differs'],
    ['RUS', 'UKR', 'differs'],
    [undefined, 'DEU', 'missing'],
    ['DEU', '', 'missing'],
  ];
  for (const [one, other, how] of table) test(`${one} and ${other}: ${how}`, () => assert.equal(compareCountries(one, other), how));
});

describe('marks of a thing', () => {
  const mark = (strength: Mark['strength']): Mark => ({ strength, reasons: [] });
  test('nothing that fits is no match', () => assert.equal(judgeMarks([mark('differs'), mark('missing')]), undefined));
  test('a strong mark is a hit, whatever lesser mark differs', () => assert.equal(judgeMarks([mark('strong'), mark('differs')])?.outcome, 'hit'));
  test('a strong mark after one that differs is possible', () => assert.equal(judgeMarks([mark('differs'), mark('strong')])?.outcome, 'possible'));
  test('a weak mark alone is possible', () => assert.equal(judgeMarks([mark('missing'), mark('weak')])?.outcome, 'possible'));
  test('a weak mark does not spoil a strong one', () => assert.equal(judgeMarks([mark('weak'), mark('strong')])?.outcome, 'hit'));
});

describe('travel documents', () => {
  const record = { number: 'L898902C3', issuer: 'DEU', type: 'passport', fraud: 'stolen', validUntil: '2031-04-15' };
  const range = { number: 'AC001000', numberTo: 'AC001999', issuer: 'UTO', type: 'passport', fraud: 'stolen-blank' };
  const ask = (number: string, more: object = {}): Subject => ({ document: { number, ...more } });
  const of = (subject: Subject, content: Content = record): string[] => judge(askTravelDocuments, subject, content);

  test('an equal number of the same issuer is a hit', () => assert.deepEqual(of(ask('L898902C3', { issuer: 'D' })), ['hit', 'number:equal', 'issuer:equal', 'type:missing']));
  test('without an issuer it is found', () => assert.deepEqual(of(ask('L898902C3')), ['hit', 'number:equal', 'issuer:missing', 'type:missing']));
  test('a former issuer makes it possible', () => assert.equal(of(ask('L898902C3', { issuer: 'DDR' }))[0], 'possible'));
  test('another issuer is another document', () => assert.deepEqual(of(ask('L898902C3', { issuer: 'FRA' })), ['none']));
  test('a look-alike is possible', () => assert.deepEqual(of(ask('L8989O2C3', { issuer: 'DEU' })).slice(0, 2), ['possible', 'number:look-alike']));
  test('a look-alike of another issuer is nothing', () => assert.deepEqual(of(ask('L8989O2C3', { issuer: 'FRA' })), ['none']));
  test('kinds of passport are compatible', () => assert.deepEqual(of(ask('L898902C3', { type: 'Diplomatic passport' })).at(-1), 'type:compatible'));
  test('another kind of document makes it possible', () => assert.deepEqual(of(ask('L898902C3', { type: 'visa' })), ['possible', 'number:equal', 'issuer:missing', 'type:differs']));
  test('a kind in unknown words says nothing', () => assert.equal(of(ask('L898902C3', { type: 'Reisepass' }))[0], 'hit'));

  for (const [number, how] of [['AC001000', 'hit'], ['AC001999', 'hit'], ['ac 001-500', 'hit'], ['AC000999', 'none'], ['AC002000', 'none'], ['AC01500', 'none'], ['AD001500', 'none'], ['ACO01500', 'possible'], ['AC00I5OO', 'possible']] as const) {
    test(`${number} against a range of blanks: ${how}`, () => assert.equal(of(ask(number, { issuer: 'UTO' }), range)[0], how));
  }
  test('a number in a range says so', () => assert.equal(of(ask('AC001500'), range)[1], 'number:in-range'));
  test('a range with look-alikes in its prefix is met by its own numbers', () => {
    const content = { ...range, number: 'SO1000', numberTo: 'SO1999' };
    assert.equal(of(ask('SO1500'), content)[0], 'hit');
    assert.equal(of(ask('501500'), content)[0], 'possible');
    assert.equal(of(ask('SO2000'), content)[0], 'none');
  });
  test('papers are judged alike', () => {
    const licence = { number: 'UT-DL-44021', issuer: 'UTO', type: 'driving-licence', fraud: 'stolen' };
    assert.equal(outcome(askAdministrativeDocuments, ask('UTDL44021', { type: "driver's license" }), licence), 'hit');
    assert.equal(outcome(askAdministrativeDocuments, ask('UTDL44021', { type: 'diploma' }), licence), 'possible');
  });
});

describe('persons', () => {
  const record = {
    kind: 'wanted', status: 'accused', names: [{ given: 'Anna Maria', family: 'Müller', kind: 'primary' }, { full: 'ΑΝΝΑ ΜΥΛΛΕΡ', kind: 'alias' }], born: ['1974-08-12'], sex: 'F', nationalities: ['UTO', 'DEU'],
    documents: [{ number: 'L898902C3', issuer: 'UTO' }, { number: 'X77' }],
  };
  const ask = (name: string, more: object = {}): Subject => ({ person: { name, ...more } });
  const of = (subject: Subject, content: Content = record): string[] => judge(askPersons, subject, content);

  test('name and whole birth date are a hit', () => assert.deepEqual(of(ask('MÜLLER, Anna-Maria', { born: '1974-08-12' })), ['hit', 'names:equal', 'born:equal']));
  test('another spelling of it is a hit too', () => assert.deepEqual(of(ask('MUELLER, Anna-Maria', { born: '1974-08-12' })), ['hit', 'names:similar', 'born:equal']));
  test('without accents too', () => assert.equal(of(ask('anna maria muller', { born: '1974-08-12' }))[0], 'hit'));
  test('an alias in another script is a name', () => assert.deepEqual(of(ask('Άννα Μύλλερ', { born: '1974-08-12' })), ['possible', 'names:equal', 'born:equal']));
  test('part of a birth date is possible', () => assert.deepEqual(of(ask('Anna Maria Müller', { born: '1974-08' })), ['possible', 'names:equal', 'born:partial']));
  test('no birth date is possible', () => assert.deepEqual(of(ask('Anna Maria Müller')), ['possible', 'names:equal', 'born:missing']));
  test('a name that thousands bear is possible, though the birth date is equal', () => {
    assert.equal(of(ask('Mohamed Ali', { born: '1974-08-12' }), { ...record, names: [{ full: 'Mohamed Ali', kind: 'primary' }] })[0], 'possible');
  });
  test('another birth date is another person', () => assert.deepEqual(of(ask('Anna Maria Müller', { born: '1981-03-25' })), ['none']));
  test('a birth date that is one digit away is possible', () => assert.deepEqual(of(ask('Anna Maria Müller', { born: '1974-08-13' })), ['possible', 'names:equal', 'born:similar']));
  test('another name is another person', () => assert.deepEqual(of(ask('Petra Schneider', { born: '1974-08-12' })), ['none']));
  test('a name that lacks a part is possible', () => assert.deepEqual(of(ask('Anna Müller', { born: '1974-08-12' }), { ...record, names: record.names.slice(0, 1) }), ['possible', 'names:similar', 'born:equal']));
  test('a record that knows the year alone is possible', () => assert.equal(of(ask('Anna Maria Müller', { born: '1974-08-12' }), { ...record, born: ['1974'] })[0], 'possible'));
  test('two years that are the same are possible', () => assert.deepEqual(of(ask('Anna Maria Müller', { born: '1974' }), { ...record, born: ['1974'] }), ['possible', 'names:equal', 'born:partial']));
  test('a record without birth date is possible', () => assert.equal(of(ask('Anna Maria Müller', { born: '1974-08-12' }), { ...record, born: [] })[0], 'possible'));
  test('another sex makes it possible', () => assert.deepEqual(of(ask('Anna Maria Müller', { born: '1974-08-12', sex: 'M' })), ['possible', 'names:equal', 'born:equal', 'sex:differs']));
  test('X contradicts nothing', () => assert.equal(of(ask('Anna Maria Müller', { born: '1974-08-12', sex: 'X' }))[0], 'hit'));
  test('one of several nationalities is enough', () => assert.equal(of(ask('Anna Maria Müller', { born: '1974-08-12', nationality: 'D' })).at(-1), 'nationalities:equal'));
  test('another nationality makes it possible', () => assert.equal(of(ask('Anna Maria Müller', { born: '1974-08-12', nationality: 'FRA' }))[0], 'possible'));
  test('an identity document is a hit', () => assert.deepEqual(of({ document: { number: 'L 898902 C3', issuer: 'UTO' } }), ['hit', 'documents:equal', 'documents.issuer:equal']));
  test('an identity document of another issuer is nothing', () => assert.deepEqual(of({ document: { number: 'L898902C3', issuer: 'FRA' } }), ['none']));
  test('an identity document in other hands is a hit', () => {
    const judged = of({ document: { number: 'L898902C3', issuer: 'UTO' }, person: { name: 'Somebody Else', born: '1990-01-01' } });
    assert.deepEqual(judged, ['hit', 'documents:equal', 'documents.issuer:equal', 'names:differs', 'born:differs']);
  });
  test('a number without issuer in other hands is possible', () => {
    assert.equal(of({ document: { number: 'X77', issuer: 'FRA' }, person: { name: 'Somebody Else', born: '1990-01-01' } })[0], 'possible');
  });
});

describe('vehicles', () => {
  const record = { vin: 'UTZZZZ8X4GB000017', plate: 'GÖ AB 12', plateCountry: 'DEU', engineNumber: 'M54B30', type: 'car', status: 'stolen' };
  const of = (vehicle: NonNullable<Subject['vehicle']>, content: Content = record): string[] => judge(askVehicles, { vehicle }, content);

  test('a VIN is a hit', () => assert.deepEqual(of({ vin: 'utzzzz8x4gb000017' }), ['hit', 'vin:equal']));
  test('I, O and Q in a VIN are 1 and 0', () => assert.deepEqual(of({ vin: 'UTZZZZ8X4GBOQO0I7' }), ['hit', 'vin:equal']));
  test('another look-alike is possible', () => assert.deepEqual(of({ vin: 'UTZZZZBX4G8000017' }), ['possible', 'vin:look-alike']));
  test('the last eight are possible', () => assert.deepEqual(of({ vin: 'GB000017' }), ['possible', 'vin:partial']));
  test('a part that is recorded is possible', () => assert.deepEqual(of({ vin: 'UTZZZZ8X4GB000017' }, { ...record, vin: 'GB000017' }), ['possible', 'vin:partial']));
  test('fewer than eight are nothing', () => assert.deepEqual(of({ vin: '000017' }), ['none']));
  test('another VIN with the same end is another vehicle', () => assert.deepEqual(of({ vin: 'WVWZZZ8X4GB000017' }), ['none']));
  test('a plate with its country is a hit', () => assert.deepEqual(of({ plate: { number: 'goe-ab 12', country: 'D' } }), ['hit', 'plate:equal', 'plateCountry:equal']));
  test('a plate of another country is another plate', () => assert.deepEqual(of({ plate: { number: 'GÖAB12', country: 'AUT' } }), ['none']));
  test('a stolen car with other plates is a hit', () => assert.equal(of({ vin: record.vin, plate: { number: 'XY 1', country: 'DEU' } })[0], 'hit'));
  test('another car with its plates is possible', () => assert.equal(of({ vin: 'WVWZZZ1JZXW000001', plate: { number: 'GÖ AB 12', country: 'DEU' } })[0], 'possible'));
  test('a stolen plate on another car is a hit', () => assert.equal(of({ vin: 'WVWZZZ1JZXW000001', plate: { number: 'GÖ AB 12', country: 'DEU' } }, { ...record, status: 'plate-stolen' })[0], 'hit'));
  test('its engine in another car is possible', () => assert.deepEqual(of({ vin: 'WVWZZZ1JZXW000001', engine: 'M54-B30' }), ['possible', 'vin:differs', 'engineNumber:equal']));
  test('a check digit that binds and does not fit is told, and refuses nothing', () => {
    assert.deepEqual(of({ vin: '1M8GDM9A1KP042788' }, { ...record, vin: '1M8GDM9A1KP042788' }), ['hit', 'vin:equal', 'vinCheckDigit:differs']);
  });
});

describe('other things', () => {
  test('a firearm is a hit unless its make speaks against it', () => {
    const record = { serialNumber: 'UT-7741-K', make: 'Utopia Arms', calibre: '9x19', type: 'pistol', status: 'stolen' };
    const of = (more: object): string => outcome(askFirearms, { firearm: { serialNumber: 'ut7741k', ...more } }, record);
    assert.deepEqual([of({}), of({ make: 'UTOPIA ARMS LTD' }), of({ make: 'Meridian' }), of({ calibre: '.45' })], ['hit', 'hit', 'possible', 'possible']);
    assert.equal(outcome(askFirearms, { firearm: { serialNumber: 'UT774IK' } }, record), 'possible');
  });
  test('a vessel is a hit by any of its numbers, unless a more telling one differs', () => {
    const record = { hullNumber: 'UT-ABC12345A626', imo: '9074729', registration: 'UT 55', engineNumbers: ['E-1', 'E-2'], type: 'sailing-boat', status: 'stolen' };
    const of = (vessel: NonNullable<Subject['vessel']>): string => outcome(askVessels, { vessel }, record);
    assert.deepEqual([of({ hullNumber: 'utabc12345a626' }), of({ imo: 'IMO 9074729' }), of({ engine: 'E2' }), of({ mmsi: '211000000' })], ['hit', 'hit', 'hit', 'none']);
    assert.equal(of({ hullNumber: 'FR-ABC12345A626', registration: 'UT55' }), 'possible');
  });
  test('a work of art by number, or by title and artist', () => {
    const record = { title: 'Harbour at Dawn', artist: 'Ilse Marin', inventoryNumber: 'NGU 1884.12', type: 'painting', status: 'stolen' };
    const of = (artwork: NonNullable<Subject['artwork']>): string => outcome(askArtworks, { artwork }, record);
    assert.deepEqual([of({ inventoryNumber: 'ngu-1884-12' }), of({ inventoryNumber: 'NGU 1884.12', title: 'Vase' })], ['hit', 'possible']);
    assert.deepEqual([of({ title: 'Dawn at harbour' , artist: 'MARIN, Ilse' }), of({ title: 'Harbour at dawn' }), of({ title: 'Harbour at dawn', artist: 'Otto' })], ['hit', 'possible', 'none']);
  });
});
