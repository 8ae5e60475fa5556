import assert from 'node:assert/strict';
import { it } from 'node:test';
import { DATABASES, getDatabase } from '@watchword/api/databases/databases.ts';
import { listFields } from './schema.ts';

it('every field of every database has an input', () => {
  for (const database of DATABASES) {
    const fields = listFields(database.fields);
    assert.deepEqual(fields.map((field) => field.name), Object.keys(database.fields.properties), database.code);
  }
});

it('the fields of travel documents are read as what they are', () => {
  const fields = new Map(listFields(getDatabase('travel-documents').fields).map((field) => [field.name, field]));
  assert.equal(fields.get('number')?.required, true);
  assert.deepEqual(fields.get('issuer')?.schema, { kind: 'country' });
  assert.deepEqual(fields.get('occurredOn')?.schema, { kind: 'day' });
  assert.equal(fields.get('fraud')?.schema.kind, 'choice');
  assert.deepEqual(fields.get('circumstances')?.schema, { kind: 'text', long: true, most: 2000, mark: false });
});

it('names of persons are a list of groups', () => {
  const names = listFields(getDatabase('persons').fields).find((field) => field.name === 'names')?.schema;
  assert.ok(names?.kind === 'list' && names.item.kind === 'group');
  assert.deepEqual(names.item.fields.map((field) => field.name), ['family', 'given', 'full', 'kind']);
});
