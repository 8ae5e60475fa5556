import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBadRow, requestOfJson, requestOfRow } from './rows.ts';

const frame = { purpose: 'police-check', databases: ['vehicles'] } as const;
const asked = { ...frame, databases: [...frame.databases] };

test('a line that is only a subject takes purpose and databases of the command', () => {
  assert.deepEqual(requestOfJson('{"document":{"number":"AB12"}}', asked), { ...asked, subject: { document: { number: 'AB12' } } });
});

test('a line that is a whole request keeps what it says', () => {
  assert.deepEqual(requestOfJson('{"purpose":"asylum","subject":{"mrz":["A","B"]}}', asked), { ...asked, purpose: 'asylum', subject: { mrz: ['A', 'B'] } });
});

test('a row becomes a question about all that it names; country codes in any case', () => {
  assert.deepEqual(requestOfRow({ reference: 'P1', number: 'AB12', issuer: 'uto', plate: 'X1', country: 'fra', name: 'Anna', sex: 'f' }, asked), {
    ...asked, reference: 'P1',
    subject: { document: { number: 'AB12', issuer: 'UTO' }, vehicle: { plate: { number: 'X1', country: 'FRA' } }, person: { name: 'Anna', sex: 'F' } },
  });
  assert.deepEqual(requestOfRow({ mrz: 'P<UTO|L898' }, asked), { ...asked, subject: { mrz: ['P<UTO', 'L898'] } });
});

test('what names nothing, or is no object, is a bad row with a hint', () => {
  for (const bad of [requestOfRow({ reference: 'P1', issuer: 'UTO' }, asked), requestOfJson('[1]', asked), requestOfJson('x', asked)]) assert.ok(isBadRow(bad) && bad.hint !== '');
});
