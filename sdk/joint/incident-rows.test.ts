import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseId } from '@watchword/api/ids.ts';
import { INCIDENT_COLUMNS } from './incident-columns.ts';
import { readRows, unknownColumns, type Row } from './incident-rows.ts';

const asked = { named: false, of: 'opn_1 UTO' };
const rowsOf = (...rows: readonly Readonly<Record<string, string>>[]): Row[] => rows.map((cells, at) => ({ line: at + 2, cells }));
const ARREST = { kind: 'arrest', at: '2026-11-24T06:20:00-03:00', 'place.name': 'Puente Viejo' };

describe('incidents from rows', () => {
  test('columns follow from the schema of a report', () => {
    const names = INCIDENT_COLUMNS.map(({ name }) => name);
    for (const name of ['kind', 'at', 'place.name', 'place.latitude', 'persons.role', 'persons.identity.document.number', 'phones', 'transactions.amount', 'grade.source', 'note']) assert.ok(names.includes(name), name);
    assert.deepEqual(unknownColumns(['kind', 'incident', 'share', 'colour']), ['colour']);
  });

  test('rows with one label are one incident, each adds an entry to its lists', () => {
    const { incidents, faults } = readRows(rowsOf({ incident: 'A', ...ARREST, 'persons.role': 'suspect', 'persons.arrested': 'yes' }, { incident: 'A', 'persons.role': 'migrant', 'persons.count': '12', phones: '+507 5551 200' }, { incident: 'B', ...ARREST, share: 'all' }), asked);
    assert.deepEqual(faults, []);
    assert.deepEqual(incidents.map(({ content, share }) => [content, share]), [
      [{ kind: 'arrest', at: ARREST.at, place: { name: 'Puente Viejo' }, persons: [{ role: 'suspect', arrested: true }, { role: 'migrant', count: 12 }], phones: ['+507 5551 200'] }, undefined],
      [{ kind: 'arrest', at: ARREST.at, place: { name: 'Puente Viejo' } }, 'all'],
    ]);
  });

  test('what is wrong is named by line and column', () => {
    const { faults } = readRows(rowsOf({ incident: 'A', ...ARREST, 'persons.role': 'facilitator' }, { incident: 'A', 'persons.role': 'thief', 'persons.count': 'many' }, { incident: 'A', 'place.name': 'Elsewhere' }, { kind: 'arrest', at: 'yesterday' }), asked);
    assert.deepEqual(faults.map(({ line, column, code }) => `${line} ${column} ${code}`), ['3 persons.count integer', '3 persons.role enum', '4 place.name differs', '5 place.name required', '5 at pattern']);
    assert.deepEqual(readRows(rowsOf({ ...ARREST, 'persons.role': 'facilitator' }), asked).faults.map(({ line, column, code }) => `${line} ${column} ${code}`), ['2 persons.benefit required']);
  });

  test('the same file has the same ids, and other countries have others', () => {
    const rows = rowsOf({ incident: 'A', ...ARREST }, ARREST, ARREST);
    const ids = (of: string): string[] => readRows(rows, { ...asked, of }).incidents.map(({ id }) => id);
    assert.deepEqual(ids('x'), ids('x'));
    assert.equal(new Set([...ids('x'), ...ids('y')]).size, 6);
    for (const id of ids('x')) assert.ok(parseId('inc', id) !== undefined, id);
  });
});
