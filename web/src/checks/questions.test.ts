import assert from 'node:assert/strict';
import { it } from 'node:test';
import { textsOf } from './texts-of.ts';
import { echoOf, kindOf, parseQuestion, parseTypedDay, personQuestion } from './questions.ts';

it('a machine-readable zone is a document whatever the tab says', () => {
  const zone = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10';
  const question = parseQuestion(zone, 'person');
  assert.equal(question?.kind, 'document');
  assert.deepEqual(question?.subject.mrz, [zone.slice(0, 44), zone.slice(44)]);
  assert.deepEqual(question && echoOf(question), { kind: 'mrz', text: 'L898902C3', country: 'UTO' });
});

it('a number and its state are typed in one go', () => {
  assert.deepEqual(parseQuestion('U4471032 UTO', 'document')?.subject, { document: { number: 'U4471032', issuer: 'UTO' } });
  assert.deepEqual(parseQuestion('12AB34567 fra', 'document')?.subject, { document: { number: '12AB34567', issuer: 'FRA' } });
  assert.deepEqual(parseQuestion('C01X0006H D', 'document')?.subject, { document: { number: 'C01X0006H D' } });
});

it('a number that may end in a state is asked both ways', () => {
  const question = parseQuestion('L898902C3UTO', 'document');
  assert.deepEqual(question?.subject, { document: { number: 'L898902C3', issuer: 'UTO' } });
  assert.deepEqual(question?.also, { document: { number: 'L898902C3UTO' } });
});

it('a number that ends in other letters is one number', () => {
  assert.deepEqual(parseQuestion('A1234567XQK', 'document'), { kind: 'document', subject: { document: { number: 'A1234567XQK' } } });
});

it('the state chosen beside the field goes with the number', () => {
  assert.deepEqual(parseQuestion('L898902C3', 'document', 'UTO')?.subject, { document: { number: 'L898902C3', issuer: 'UTO' } });
});

it('a VIN and a plate written as a plate are vehicles', () => {
  assert.equal(kindOf('1M8GDM9AXKP042788'), 'vehicle');
  assert.equal(kindOf('AB-123-CD'), 'vehicle');
  assert.equal(kindOf('L898902C3'), undefined);
  assert.deepEqual(parseQuestion('UTZZZZ8X4GB000017', 'document')?.subject, { vehicle: { vin: 'UTZZZZ8X4GB000017' } });
});

it('eight characters on the vehicle tab are a plate and the end of a VIN', () => {
  assert.deepEqual(parseQuestion('GB000017', 'vehicle')?.subject, { vehicle: { plate: { number: 'GB000017' }, vin: 'GB000017' } });
  assert.deepEqual(parseQuestion('TEST 80', 'vehicle', 'UTO')?.subject, { vehicle: { plate: { number: 'TEST 80', country: 'UTO' } } });
});

it('dates are read as people type them, day first', () => {
  const typed = ['12081974', '12.8.1974', '12/08/1974', '12 08 1974', '1974-08-12'];
  for (const text of typed) assert.equal(parseTypedDay(text), '1974-08-12', text);
  assert.equal(parseTypedDay('08/1974'), '1974-08');
  assert.equal(parseTypedDay('1974'), '1974');
  assert.equal(parseTypedDay('31.02.1974'), undefined);
  assert.equal(parseTypedDay('soon'), undefined);
});

it('a person is asked by name, and by birth date as far as known', () => {
  assert.deepEqual(personQuestion({ family: 'Eriksson', given: 'Anna Maria', born: '12081974' })?.subject, { person: { family: 'Eriksson', given: 'Anna Maria', born: '1974-08-12' } });
  assert.equal(personQuestion({ family: ' ', given: '', born: '1974' }), undefined);
  assert.equal(personQuestion({ family: 'Eriksson', given: '', born: '31021974' }), undefined, 'a date that is none is not left out in silence');
});

it('an earlier question about a person comes back into its fields', () => {
  const form = { family: 'Eriksson', given: 'Anna Maria', born: '1974-08-12', nationality: 'UTO' };
  const question = personQuestion(form);
  assert.ok(question);
  assert.deepEqual(textsOf(question).person, form);
  const whole = personQuestion({ family: '', given: 'Wei', born: '' });
  assert.ok(whole);
  assert.deepEqual(textsOf(whole).person, { family: 'Wei', given: '', born: '', nationality: undefined });
});
