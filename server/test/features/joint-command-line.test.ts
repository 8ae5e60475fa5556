/** Joint operations by the command line, in a process of its own. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { run, type Ran } from '../../../cli/run-under-test.ts';
import { doubled, linked } from '../cross-calls.ts';
import { arrestOf, openJoint } from '../joint-calls.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { startServer } from '../start-server.ts';

const house = await startServer();
const folder = await mkdtemp(join(tmpdir(), 'joint-'));
after(() => Promise.all([house.close(), rm(folder, { recursive: true })]));
const tokens = { UTO: await house.token('UTO', { permissions: PERMISSIONS }), FRA: await house.token('FRA', { permissions: PERMISSIONS }) };
const watchword = (who: keyof typeof tokens, line: string[], input?: string): Promise<Ran> => run(line, { env: { WATCHWORD_URL: house.url(), WATCHWORD_TOKEN: tokens[who] }, ...(input !== undefined && { input }) });

test('an operation is listed, reported in, counted, signed, frozen, saved and counted again', async () => {
  const { plan: { code } } = await openJoint(house);
  const said = async (who: keyof typeof tokens, line: string[], input?: string): Promise<string> => {
    const { code: exit, out, err } = await watchword(who, line, input);
    assert.equal(exit, 0, err);
    return out;
  };
  assert.match(await said('FRA', ['operation', 'list']), new RegExp(`${code} +Aurora +2026-11-23 to 2026-11-27 +open +participant, accepted +2`));
  assert.match(await said('FRA', ['operation', 'show', code]), /you share +counts with all, reports with nobody/);
  assert.match(await said('FRA', ['operation', 'incident', code, '--report', '-'], `${JSON.stringify(arrestOf())}\n${JSON.stringify({ content: arrestOf() })}\n`), /^2 taken, 0 known already, 0 rejected/);
  assert.equal((await watchword('FRA', ['operation', 'incident', code, '--report', '-'], '{"kind":"arrest"}\nno\n')).code, 7);
  assert.match(await said('UTO', ['operation', 'results', code]), /arrests +2 +0 named, 2 without a name/);
  assert.match(await said('UTO', ['operation', 'incident', code, '--measure', 'arrests']), /2 reports; not shown to you: FRA 2/);
  const added = JSON.parse(await said('UTO', ['operation', 'task', code, '--add', 'Two cars to the bridge', '--owner', 'FRA', '--due', '2026-11-24T18:00:00Z', '--all', '--json'])) as { id: string };
  assert.match(await said('FRA', ['operation', 'task', code, '--list', 'task']), /task +open +2026-11-24T18:00:00.000Z +FRA +all +UTO +Two cars to the bridge/);
  assert.match(await said('FRA', ['operation', 'task', code, added.id, '--state', 'done']), /task +done/);
  assert.match(await said('UTO', ['operation', 'task', code, added.id, '--title', 'Three cars', '--state', 'open']), /task +open .*Three cars/);
  assert.match(await said('UTO', ['operation', 'task', code, '--list', 'briefing']), /^Nothing stands in the lists/);
  const cutOff = new Date(house.clock.now()).toISOString();
  assert.equal((await watchword('FRA', ['operation', 'signoff', code, '--cut-off', cutOff])).code, 2, 'it asks first');
  for (const who of ['UTO', 'FRA'] as const) assert.match(await said(who, ['operation', 'signoff', code, '--cut-off', cutOff, '--yes']), /^Signed: /);
  assert.match(await said('UTO', ['operation', 'freeze', code, '--state', 'final', '--cut-off', cutOff, '--yes']), /^Edition 1, final: /);
  assert.match(await said('FRA', ['operation', 'results', code, '--frozen']), /edition 1, final/);
  const file = join(folder, 'frozen.ndjson');
  await said('FRA', ['operation', 'save', code, '--out', file]);
  assert.match(await said('FRA', ['operation', 'recount', file]), /INTACT[^]*AGREES[^]*signed by +FRA UTO/);
  assert.equal((await watchword('FRA', ['operation', 'show', 'NOTHING'])).code, 3);
});

test('what two countries both have is listed, released, and a possible duplicate merged and undone', async () => {
  const { id, link, incident } = await linked(house);
  const { id: other, duplicate } = await doubled(house);
  const said = async (line: string[]): Promise<string> => {
    const { code: exit, out, err } = await watchword('UTO', ['operation', ...line]);
    assert.equal(exit, 0, err);
    return out;
  };
  assert.match(await said(['links', id, '--awaits', 'both']), new RegExp(`${link} +phone +equal .*FRA +both`));
  assert.equal((await watchword('UTO', ['operation', 'release', id, link, '--reason', 'Agreed.'])).code, 2, 'it wants a part');
  assert.match(await said(['release', id, link, '--part', 'event', '--part', 'entity', '--reason', 'Agreed.', '--yes']), /waits for +them\n.*\nyou released +event, entity/);
  assert.match(await said(['check', id, incident]), /state +done[^]*phone +\+57/);
  assert.match(await said(['duplicates', other, '--state', 'open']), new RegExp(`${duplicate} +vehicle +equal +open`));
  assert.match(await said(['merge', other, duplicate, '--reason', 'One car.']), /merged/);
  assert.match(await said(['undo', other, duplicate, '--reason', 'Two.']), /open[^]*One car\.[^]*Two\./);
});
