import assert from 'node:assert/strict';
import { test } from 'node:test';
import { questionOf, trimmedCard } from './cards.ts';

test('a card leads to the check that a reader would type', () => {
  assert.deepEqual(questionOf({ kind: 'document', origin: 'FRA', fields: { number: 'L898902C3', issuer: 'UTO' } }), { kind: 'document', subject: { document: { number: 'L898902C3', issuer: 'UTO' } } });
  assert.deepEqual(questionOf({ kind: 'vehicle', origin: 'FRA', fields: { plate: 'AB-123-CD', country: 'FRA' } }), { kind: 'vehicle', subject: { vehicle: { plate: { number: 'AB-123-CD', country: 'FRA' } } } });
  assert.deepEqual(questionOf({ kind: 'person', origin: 'FRA', fields: { family: 'Eriksson', given: 'Anna', born: '1974-08-12' } })?.subject, { person: { family: 'Eriksson', given: 'Anna', born: '1974-08-12' } });
  assert.equal(questionOf({ kind: 'document', origin: 'FRA', fields: { note: 'none' } }), undefined);
});

test('empty fields do not travel', () => {
  assert.deepEqual(trimmedCard({ kind: 'person', origin: 'FRA', fields: { family: ' A ', given: '' } }).fields, { family: 'A' });
});
