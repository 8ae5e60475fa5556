import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { findCountry } from '@watchword/api/countries/countries.ts';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import { parseContent } from '#databases/databases.ts';
import { PEOPLED } from './countries.ts';
import { CULTURES } from './cultures.ts';
import { createPopulation } from './person.ts';

const MANY = 30_000;
const persons = getDatabase('persons');
const population = createPopulation(7);

/** How often each text comes, the most frequent first. */
function frequencies(texts: Iterable<string>): [string, number][] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]);
}

test('the same seed makes the same persons, whatever was made before', () => {
  const [one, other] = [createPopulation(7), createPopulation(7)];
  one.lineOf(3);
  for (const number of [0, 5, 999_999, 7_000_000_000]) assert.equal(one.lineOf(number), other.lineOf(number));
  assert.notEqual(createPopulation(8).lineOf(5), one.lineOf(5));
});

test('a person is the same on every machine and after every change that means no other persons', () => {
  assert.equal(createPopulation(7).lineOf(8).slice(0, 150), FIRST);
});
const FIRST = '{"reference":"P-8","content":{"kind":"warning","status":"suspect","names":[{"family":"Zou","given":"Hongchun","kind":"primary"},{"family":"邹","given":';

test('every record is one that the persons database takes', () => {
  for (let number = 0; number < MANY; number += 1) {
    const parsed = parseContent(persons, population.contentOf(number), { prefix: '' });
    assert.deepEqual('errors' in parsed ? { number, errors: parsed.errors } : {}, {});
  }
});

test('every country of the table is a country, and every culture is used and makes names', () => {
  assert.deepEqual(PEOPLED.filter(({ code }) => findCountry(code) === undefined).map(({ code }) => code), []);
  assert.deepEqual(PEOPLED.flatMap(({ cultures }) => cultures).filter((culture) => !CULTURES.has(culture)), []);
  const used = new Set(PEOPLED.flatMap(({ cultures }) => cultures));
  assert.deepEqual([...CULTURES.keys()].filter((culture) => !used.has(culture)), []);
  assert.ok(PEOPLED.length > 180 && CULTURES.size > 60);
});

test('family names are as unequal as real ones: few that many bear, and a long tail of rare ones', () => {
  const families = frequencies(Array.from({ length: MANY }, (_, number) => population.personOf(number).naming.family.map(({ latin }) => latin)).flat());
  const total = families.reduce((sum, [, count]) => sum + count, 0);
  const share = (first: number): number => families.slice(0, first).reduce((sum, [, count]) => sum + count, 0) / total;
  assert.ok(families.length > 8000, `${families.length} family names`);
  assert.ok(share(10) > 0.05 && share(10) < 0.2, `the first ten: ${share(10)}`);
  assert.ok(share(1000) > 0.45 && share(1000) < 0.85, `the first thousand: ${share(1000)}`);
  assert.ok(families.filter(([, count]) => count === 1).length > families.length * 0.6);
});

test('cultures keep their own shares: every third Vietnamese is a Nguyễn, every fifth Korean a Kim', () => {
  const byCulture = Map.groupBy(Array.from({ length: MANY * 2 }, (_, number) => population.personOf(number)), ({ culture }) => culture.code);
  const shareOf = (culture: string, family: string): number => {
    const all = byCulture.get(culture) ?? [];
    return all.filter(({ naming }) => naming.family[0]?.latin === family).length / all.length;
  };
  assert.ok(Math.abs(shareOf('vietnamese', 'Nguyễn') - 0.38) < 0.06);
  assert.ok(Math.abs(shareOf('korean', 'Kim') - 0.215) < 0.06);
  assert.ok(Math.abs(shareOf('han', 'Wang') - 0.072) < 0.02);
});

test('records have other names, several scripts, and birth dates that are not always known', () => {
  const contents = Array.from({ length: MANY }, (_, number) => population.contentOf(number));
  const share = (has: (content: (typeof contents)[number]) => boolean): number => contents.filter(has).length / MANY;
  const named = (kinds: readonly string[]) => (content: (typeof contents)[number]): boolean => (content['names'] as { kind: string }[]).some(({ kind }) => kinds.includes(kind));
  const other = share(named(['alias', 'nickname', 'birth']));
  assert.ok(other > 0.1 && other < 0.3, `${other} with another name`);
  assert.ok(share(named(['original-script'])) > 0.25);
  assert.ok(Math.abs(share(({ born }) => Array.isArray(born) && String(born[0]).length === 4) - 0.04) < 0.01);
  assert.ok(Math.abs(share(({ born }) => born === undefined) - 0.005) < 0.003);
});

test('the command prints as many lines as wanted, from where it is told', async () => {
  const file = fileURLToPath(new URL('../../bin/seed-persons.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [file, '--count', '3', '--seed', '7', '--from', '10']);
  assert.equal(stdout, [10, 11, 12].map((number) => population.lineOf(number)).join(''));
});
