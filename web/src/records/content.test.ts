import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fail } from '@watchword/api/errors.ts';
import { parseMrz } from '@watchword/api/mrz/mrz.ts';
import { errorsByField, fillFromZone, isSame, patchOf, withoutEmpty } from './content.ts';

const AT = Date.UTC(2026, 10, 24);
const PASSPORT = parseMrz(['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10']);

it('a scanned passport fills the record of a document', () => {
  assert.deepEqual(fillFromZone('travel-documents', { fraud: 'stolen' }, PASSPORT, AT), { fraud: 'stolen', number: 'L898902C3', issuer: 'UTO', type: 'passport', validUntil: '2012-04-15' });
});

it('a scanned passport fills the record of a person', () => {
  assert.deepEqual(fillFromZone('persons', { kind: 'wanted' }, PASSPORT, AT), {
    kind: 'wanted', names: [{ family: 'ERIKSSON', given: 'ANNA MARIA', kind: 'primary' }], born: ['1974-08-12'], sex: 'F', nationalities: ['UTO'],
    documents: [{ number: 'L898902C3', issuer: 'UTO', type: 'passport' }],
  });
});

it('a patch names what changed, and null for what is gone', () => {
  assert.deepEqual(patchOf({ make: 'Utopia', year: 2020, names: [{ a: 1, b: 2 }] }, { year: 2021, names: [{ b: 2, a: 1 }] }), { make: null, year: 2021 });
});

it('what was left empty is not sent', () => {
  assert.deepEqual(withoutEmpty({ make: ' ', engineNumbers: ['', ' X1 '], names: [{ family: '' }], year: 2020 }), { engineNumbers: ['X1'], year: 2020 });
});

it('the order of fields makes no difference', () => {
  assert.ok(isSame({ a: 1, b: [{ c: 1, d: 2 }] }, { b: [{ d: 2, c: 1 }], a: 1 }));
  assert.ok(!isSame(['a', 'b'], ['b', 'a']));
});

it('what the server said stands at the field', () => {
  const error = fail('record.invalid', { errors: [{ pointer: '/content/number', code: 'format', detail: 'is too long' }, { pointer: '/body/content/names/0/family', code: 'x', detail: 'y' }] });
  assert.deepEqual([...errorsByField(error, (fault) => fault.detail)], [['/number', 'is too long'], ['/names/0/family', 'y']]);
});
