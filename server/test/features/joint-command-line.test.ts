/** Joint operations by the command line, in a process of its own. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { getAuditKeys } from '@watchword/api/audit.ts';
import { parseChart } from '@watchword/sdk/joint/charts/charts.ts';
import { run, type Ran } from '../../../cli/run-under-test.ts';
import { doubled, linked } from '../cross-calls.ts';
import { arrestOf, openJoint } from '../joint-calls.ts';
import { busyJoint } from '../network-calls.ts';
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

test('a CSV is reported whole or not at all, a report is made and read again, and a case is taken and verified without the server', async () => {
  const { plan: { code } } = await openJoint(house);
  const said = async (who: keyof typeof tokens, line: string[]): Promise<string> => {
    const { code: exit, out, err } = await watchword(who, ['operation', ...line]);
    assert.equal(exit, 0, err + out);
    return out;
  };
  const [shift, wrong, keys, file] = ['shift.csv', 'wrong.csv', 'hub.keys', 'case.ndjson'].map((name) => join(folder, name)) as [string, string, string, string];
  const head = 'incident,kind,at,place.name,persons.role,persons.count,persons.arrested\n';
  await writeFile(wrong, `${head}A,arrest,2026-11-24T06:20:00-03:00,Puente Viejo,suspect,,yes\nB,arrest,2026-11-24T06:20:00-03:00,Puente Viejo,thief,,\n`);
  const refused = await watchword('UTO', ['operation', 'incident', code, '--report', wrong]);
  assert.deepEqual([refused.code, refused.out.split('\n').slice(0, 2)], [7, ['line 3, persons.role: One of suspect, facilitator, migrant, victim.', '0 taken, 0 known already, 1 faults. Nothing was sent.']]);
  await writeFile(shift, `\uFEFF${head}A,arrest,2026-11-24T06:20:00-03:00,"Puente, Viejo",suspect,,yes\nA,,,,migrant,12,\n,checkpoint,2026-11-24T06:20:00-03:00,Puente Nuevo,,,\n`.replaceAll('\n', '\r\n'));
  assert.match(await said('UTO', ['incident', code, '--report', shift]), /^2 taken, 0 known already, 0 faults/);
  assert.match(await said('UTO', ['incident', code, '--report', shift]), /^0 taken, 2 known already, 0 faults/);
  const table = await said('UTO', ['report', code, '--format', 'csv']);
  assert.match(table, /\ntotals,,,,arrests,1\n/);
  assert.match(table, /\ntotals,,,,migrants,12\n/);
  assert.match(await said('UTO', ['report', code, '--list']), /^1 +all +situation .* 1 +12 +\S{43}$/m);
  const pdf = join(folder, 'report.pdf');
  await said('UTO', ['report', code, '--number', '1', '--language', 'es', '--out', pdf]);
  assert.equal((await readFile(pdf)).subarray(0, 5).toString(), '%PDF-');

  const [incident] = (JSON.parse(await said('UTO', ['incident', code, '--measure', 'arrests', '--json'])) as { items: { id: string }[] }).items;
  const opened = JSON.parse(await said('UTO', ['evidence', 'open', code, '--to', 'FRA', '--incident', incident?.id ?? '', '--reference', 'JS 1/26', '--until', '2026-12-24', '--reason', 'Asked for.', '--json'])) as { id: string };
  assert.match(await said('FRA', ['evidence', 'list']), new RegExp(`${opened.id} +${code} +UTO +FRA +JS 1/26 +1 +2026-12-24 +open`));
  await said('FRA', ['evidence', 'take', opened.id, '--out', file]);
  const offered = await house.clientOf(tokens.FRA).call(getAuditKeys);
  await writeFile(keys, offered.keys.flatMap(({ ed25519, mlDsa44 }) => [ed25519, mlDsa44]).join('\n'));
  assert.match(await said('FRA', ['evidence', 'verify', file, '--keys', keys]), /^PROVEN  Case JS 1\/26 of UTO in .*: 1 incidents in 1 versions/);
  await writeFile(file, (await readFile(file, 'utf8')).replace('Puente, Viejo', 'Puente, Nuevo'));
  const forged = await watchword('FRA', ['operation', 'evidence', 'verify', file, '--keys', keys]);
  assert.deepEqual([forged.code, forged.out.startsWith('NOT PROVEN')], [1, true]);
  assert.match(await said('UTO', ['evidence', 'list', code, '--end', opened.id, '--reason', 'Dropped.']), / ended\n/);
});

test('the network is listed by who facilitates, taken away in a form that reads back, and the money shown with what is frozen', async () => {
  const { id } = await busyJoint(house);
  const said = async (line: string[]): Promise<string> => {
    const { code: exit, out, err } = await watchword('UTO', ['operation', ...line]);
    assert.equal(exit, 0, err);
    return out;
  };
  assert.match(await said(['network', id]), /1 +person +Bruno Test +1 +UTO +leads Red Uno, facilitator/);
  const file = join(folder, 'network.graphml');
  await said(['network', id, '--format', 'graphml', '--kinds', 'person,incident', '--out', file]);
  const { nodes, links } = parseChart(await readFile(file, 'utf8'));
  assert.deepEqual([nodes.map(({ kind }) => kind), links.map(({ relation }) => relation)], [['person', 'incident'], ['facilitator']]);
  assert.match(await said(['network', id, '--format', 'i2-csv']), /Person,.*Bruno Test/);
  assert.equal((await watchword('UTO', ['operation', 'network', id, '--format', 'csv', '--kinds', 'ghost'])).code, 2);
  assert.match(await said(['money', id]), /accounts frozen +1 +1[^]*UT12ZZZZ000000000001 +UTO +frozen +2026-11-24 +120.50/);
  assert.match(await said(['money', id, '--format', 'csv']), /^type,reference,[^]*transaction,T\/1,2026-11-23,120.50,USD,120.50/);
});
