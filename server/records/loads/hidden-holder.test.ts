/** Nobody who is armed or missing is hidden by a load, whatever the record that a line amends has hidden before. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { openUnderTest, type LoadsUnderTest } from './loads-under-test.ts';
import { rejectsFileOf } from './rejects.ts';

let under: LoadsUnderTest;
before(async () => (under = await openUnderTest()));
after(() => under.close());

const person = (reference: string, more: object = {}): object => ({ reference, kind: 'wanted', status: 'accused', names: [{ family: 'X', given: 'Y', kind: 'primary' }], ...more });
const ARMED = { warnings: ['armed'] };

/** Loads persons; the counts new, amended, unchanged, rejected, and of each rejected line its number, column and code. */
async function load(...lines: readonly object[]): Promise<unknown> {
  const id = await under.start({}, { database: 'persons' });
  const { load: done, failure } = await under.send(id, lines.map((line) => JSON.stringify(line)).join('\n'));
  assert.equal(failure, undefined);
  const { created, amended, unchanged, rejected } = done.counts;
  const text = rejected === 0 ? '' : await readFile(rejectsFileOf(join(under.folder, 'loads'), { id }), 'utf8');
  const rejects = text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>);
  return [created, amended, unchanged, rejected, ...rejects.map(({ _line, _column, _code }) => [_line, _column, _code].join(' '))];
}

it('a line that hides somebody armed or missing is rejected, with the column', async () => {
  assert.deepEqual(
    await load(person('A1', { ...ARMED, hiddenFrom: ['DEU'] }), person('A2', ARMED), person('A3', { kind: 'missing', hiddenFromFrontLine: true, hidingAuthority: 'Court of Utopia, 12/2026' }), person('A4', { hiddenFrom: ['DEU'] })),
    [2, 0, 0, 2, '1 hiddenFrom never-hidden', '3 hiddenFromFrontLine never-hidden'],
  );
});

it('a line that makes a hidden person armed is rejected unless it lifts the restriction', async () => {
  assert.deepEqual(await load(person('B1', { hiddenFrom: ['DEU'] }), person('B2', { hiddenFromFrontLine: true, hidingAuthority: 'Court of Utopia, 12/2026' }), person('B3')), [3, 0, 0, 0]);
  assert.deepEqual(await load(person('B1', ARMED), person('B2', ARMED), person('B3', ARMED)), [0, 1, 0, 2, '1 hiddenFrom never-hidden', '2 hiddenFromFrontLine never-hidden']);
  assert.deepEqual(await load(person('B1', { ...ARMED, hiddenFrom: [] }), person('B2', { ...ARMED, hiddenFromFrontLine: false }), person('B3', ARMED)), [0, 2, 1, 0]);
});

it('the record may stand in the same file, before the line', async () => {
  assert.deepEqual(await load(person('C1', { hiddenFrom: ['DEU'] }), person('C2'), person('C1', ARMED), person('C2', ARMED), person('C1')), [2, 1, 1, 1, '3 hiddenFrom never-hidden']);
});
