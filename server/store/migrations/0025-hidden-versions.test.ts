import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { it } from 'node:test';
import { migrate } from '../sqlite/schema.ts';
import { hiddenVersions } from './0025-hidden-versions.ts';

it('a superseded version that was hidden by a flag says until when, and no other changes', () => {
  const connection = new DatabaseSync(':memory:');
  migrate(connection, 60_000 * 1000);
  const columns = connection.prepare('PRAGMA table_info(record_version)').all().map((column) => ({ name: String(column['name']), text: column['type'] === 'TEXT', blob: column['type'] === 'BLOB' }));
  const insert = connection.prepare(`INSERT INTO record_version (${columns.map(({ name }) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
  const flags = [0, 1, 29_000_000];
  for (const [version, hidden] of flags.entries()) insert.run(...columns.map(({ name, text, blob }) => (name === 'row' ? 1 : name === 'version' ? version : name === 'hidden_front' ? hidden : text ? 'x' : blob ? null : 0)));
  connection.exec(hiddenVersions.sqlite);
  assert.deepEqual(connection.prepare('SELECT hidden_front FROM record_version ORDER BY version').all().map((row) => row['hidden_front']), [0, 1000 + 2880, 29_000_000]);
});
