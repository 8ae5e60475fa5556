import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { it } from 'node:test';
import { MIGRATIONS } from '../migrations/index.ts';
import { migrate, requireSchema } from './schema.ts';

/** The schema as text, in the order of the names. */
function schemaOf(connection: DatabaseSync): string {
  const rows = connection.prepare(`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name`).all();
  return `${rows.map((row) => `${String(row['sql'])};`).join('\n')}\n`;
}

it('an empty store, brought to the newest schema, is the committed snapshot', () => {
  const connection = new DatabaseSync(':memory:');
  migrate(connection, 5);
  assert.equal(schemaOf(connection), readFileSync(new URL('../snapshot/sqlite.sql', import.meta.url), 'utf8'));
  assert.deepEqual({ ...connection.prepare('SELECT * FROM migration WHERE number = 1').get() }, { number: 1, name: 'ground', applied_at: 5 });
});

it('migrations are numbered in their order, each number once', () => {
  const numbers = MIGRATIONS.map(({ number }) => number);
  assert.deepEqual(numbers, [...new Set(numbers)].toSorted((one, other) => one - other));
});

it('migrating again changes nothing', () => {
  const connection = new DatabaseSync(':memory:');
  migrate(connection, 5);
  const before = schemaOf(connection);
  migrate(connection, 6);
  assert.equal(schemaOf(connection), before);
  assert.equal(connection.prepare('SELECT count(*) AS steps FROM migration WHERE applied_at = 6').get()?.['steps'], 0);
});

it('a store of a newer program is refused and left as it is', () => {
  const connection = new DatabaseSync(':memory:');
  migrate(connection, 5);
  connection.prepare('INSERT INTO migration VALUES (?, ?, ?)').run((MIGRATIONS.at(-1)?.number ?? 0) + 1, 'from the future', 6);
  assert.throws(() => migrate(connection, 7), { code: 'store.newer' });
  assert.throws(() => requireSchema(connection), { code: 'store.newer' });
});

it('a store without a schema is not read from', () => {
  assert.throws(() => requireSchema(new DatabaseSync(':memory:')), { code: 'store.unavailable' });
});
