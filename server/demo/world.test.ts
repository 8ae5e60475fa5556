import assert from 'node:assert/strict';
import { it } from 'node:test';
import { MEMBER_CODES } from '@watchword/api/countries/members.ts';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import { parseDay } from '@watchword/api/dates.ts';
import { parseRecord } from '#records/records.ts';
import { makeWorld, WORLD } from './world.ts';

const TODAY = parseDay('2026-11-24') ?? 0;

it('the demo world is the same each time, of every country, in several scripts, and every record may be entered by its owner', () => {
  const owners = new Set<string>();
  const counts = new Map<string, number>();
  const references = new Set<string>();
  const scripts = new Set<string>();
  let first = '';
  for (const record of makeWorld(TODAY)) {
    const text = JSON.stringify(record.content);
    if (record.reference === 'SPECIMEN-stolen-1') first = text;
    owners.add(record.owner);
    counts.set(record.database, (counts.get(record.database) ?? 0) + 1);
    references.add(`${record.database} ${record.reference}`);
    for (const script of ['Latin', 'Arabic', 'Cyrillic', 'Greek', 'Han', 'Hangul', 'Katakana', 'Hebrew', 'Devanagari']) if (new RegExp(`\\p{Script=${script}}`, 'u').test(text)) scripts.add(script);
    const parsed = parseRecord({ content: record.content, reference: record.reference, prefix: '/content' }, { database: getDatabase(record.database), owner: record.owner, day: TODAY - record.enteredAgo });
    assert.ok(!('errors' in parsed), `${record.reference}: ${JSON.stringify('errors' in parsed ? parsed.errors : '')}`);
  }
  assert.equal(first.includes('L898902C3'), true);
  for (const code of [...MEMBER_CODES, 'UTO']) assert.ok(owners.has(code), code);
  for (const [database, least] of Object.entries(WORLD)) assert.ok((counts.get(database) ?? 0) >= least, database);
  assert.equal(references.size, [...counts.values()].reduce((sum, count) => sum + count, 0));
  assert.equal(scripts.size, 9);
  const again = makeWorld(TODAY);
  const once = makeWorld(TODAY);
  for (let at = 0; at < 5000; at += 1) assert.deepEqual(again.next().value, once.next().value);
});
