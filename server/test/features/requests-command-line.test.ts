/** Requests of persons by the command line, in a process of its own: the whole way of one. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { run, type Ran } from '../../../cli/run-under-test.ts';
import { enterPassport } from '../operation-calls.ts';
import { startServer } from '../start-server.ts';

const house = await startServer();
const folder = mkdtempSync(join(tmpdir(), 'watchword-request-command-'));
after(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});
const tokens = { commission: await house.token('XPO', { role: 'commission' }), owner: await house.token('UTO', { role: 'desk' }) };
const watchword = (who: keyof typeof tokens, ...line: string[]): Promise<Ran> => run(line, { env: { WATCHWORD_URL: house.url(), WATCHWORD_TOKEN: tokens[who] } });
const json = async <Value>(who: keyof typeof tokens, ...line: string[]): Promise<Value> => JSON.parse((await watchword(who, ...line, '--json')).out) as Value;

type Standing = { id: string; state: string; clock?: { dueOn: string } };
type Corrections = { items: { id: string; record: string }[] };

test('a request goes its whole way: received, admitted, decided, corrected, concluded, closed; and everything held is a PDF that nobody else reads', async () => {
  const [plea, passport, pdf] = ['plea.json', 'passport.jpg', 'held.pdf'].map((name) => join(folder, name)) as [string, string, string];
  writeFileSync(passport, 'a picture');
  const [record, wrong] = [await enterPassport(house), await enterPassport(house)];
  writeFileSync(plea, JSON.stringify({ kind: 'correction', subject: { documents: [{ number: record.content['number'], issuer: 'UTO' }] }, asks: 'It is mine.', contact: 'By letter', evidence: {} }));
  const { id } = await json<Standing>('commission', 'request', 'receive', '--file', plea, '--identity', passport);
  assert.match((await watchword('commission', 'request', 'list')).out, new RegExp(`${id} +correction`));
  assert.equal((await json<Standing>('commission', 'request', 'admit', id)).clock?.dueOn, '2027-08-24');
  assert.match((await watchword('commission', 'request', 'examine', id, '--note', 'Begun.')).out, /^Under examination\. 273 days left/);
  const saved = await watchword('commission', 'request', 'package', id, '--pdf', pdf, '--language', 'es');
  assert.equal(saved.code, 0, saved.err);
  assert.equal(readFileSync(pdf).subarray(0, 5).toString(), '%PDF-');
  assert.equal(statSync(pdf).mode & 0o777, 0o600);
  assert.match((await watchword('commission', 'request', 'package', id)).out, new RegExp(`Records: 1\n${record.id}`));
  const decide = ['request', 'decide', id, '--outcome', 'granted', '--reasons', 'None.', '--erase', record.id, '--correct', wrong.id, '--asks', 'The number is wrong.'];
  const unasked = await watchword('commission', ...decide);
  assert.equal(unasked.code, 2);
  assert.equal((await json<Standing>('commission', ...decide, '--yes')).state, 'decided');
  assert.equal((await watchword('commission', 'request', 'conclude', id)).code, 5);
  const [asked] = (await json<Corrections>('owner', 'correction', 'list')).items;
  assert.equal(asked?.record, wrong.id);
  assert.match((await watchword('owner', 'correction', 'answer', asked?.id ?? '', '--done')).out, /^Done\./);
  assert.equal((await json<Standing>('commission', 'request', 'conclude', id)).state, 'carried-out');
  assert.equal((await json<Standing>('commission', 'request', 'close', id, '--note', 'Letter sent.')).state, 'closed');
  const shown = (await watchword('commission', 'request', 'show', id)).out;
  assert.match(shown, new RegExp(createHash('sha256').update('a picture').digest('hex')));
  assert.match(shown, /erase rec_[0-9a-f]{32} of UTO: done/);
  assert.match(shown, /followed by server:main/);
});

test('is refused to an owner, and says what is missing', async () => {
  assert.equal((await watchword('owner', 'request', 'list')).code, 4);
  assert.equal((await watchword('commission', 'request', 'receive')).code, 2);
  const nothing = await watchword('owner', 'correction', 'answer', 'msr_0197a1b2c3d47e5f8a9b0c1d2e3f4a5b');
  assert.equal(nothing.code, 2);
  assert.match((await watchword('owner', 'record', 'ending')).out, /persons +P5Y/);
});
