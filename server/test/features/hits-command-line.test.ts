/** Hits by the command line, in a process of its own: the whole way of one. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { run, type Ran } from '../../../cli/run-under-test.ts';
import { makeHit } from '../hit-calls.ts';
import { startServer } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const tokens = { finder: await house.token('FRA'), owner: await house.token('UTO') };
const watchword = (who: keyof typeof tokens, ...line: string[]): Promise<Ran> => run(line, { env: { WATCHWORD_URL: house.url(), WATCHWORD_TOKEN: tokens[who] } });
const said = async (who: keyof typeof tokens, ...line: string[]): Promise<string> => {
  const { code, out, err } = await watchword(who, ...line);
  assert.equal(code, 0, err);
  return out;
};

test('a hit goes its whole way: released, asked, taken, confirmed, seized, cleared', async () => {
  const { id } = await makeHit(house, 'passport');
  assert.match(await said('finder', 'hit', 'list'), new RegExp(`${id} +open`));
  assert.match(await said('owner', 'hit', 'list'), /^Nothing waiting/);
  assert.equal((await watchword('finder', 'hit', 'release', id)).code, 2, 'it asks first');
  assert.match(await said('finder', 'hit', 'release', id, '--yes'), /UTO knows of it/);
  assert.match(await said('finder', 'hit', 'ask', id, '--urgency', 'urgent'), /^Asked\. The owner is to answer by 2026-11-24T12:10/);
  assert.match(await said('owner', 'hit', 'list', '--queue', 'to-answer'), /asked, RINGS/);
  assert.match(await said('owner', 'hit', 'take', id), /^Yours/);
  assert.match(await said('owner', 'hit', 'record', id), /"database": "travel-documents"/);
  assert.match(await said('owner', 'hit', 'confirm', id, '--instruction', 'Keep it.'), /^CONFIRMED/);
  assert.match(await said('finder', 'hit', 'show', id), /CONFIRMED by UTO after 0 s/);
  assert.match(await said('finder', 'hit', 'outcome', id, 'seized'), /^Reported/);
  assert.match(await said('owner', 'hit', 'clear', id, '--yes'), /^The record has ended/);
  assert.equal((await watchword('owner', 'hit', 'clear', id, '--yes')).code, 5);
});

test('says what is missing, and shows nothing to whom it is not there', async () => {
  const { id } = await makeHit(house, 'passport');
  assert.equal((await watchword('owner', 'hit', 'show', id)).code, 3);
  assert.equal((await watchword('owner', 'hit', 'decline', id)).code, 2);
  assert.equal((await watchword('finder', 'hit', 'ask', id)).code, 2);
  assert.match(await said('finder', 'hit', 'handover', '--note', 'Quiet.'), /^Handed over: hov_/);
  assert.match(await said('finder', 'hit', 'desk'), /"timeZone": "UTC"/);
  assert.match(await said('finder', 'hit', 'times', '2026-10'), /are withheld/);
  assert.match(await said('finder', 'doubt', 'list'), /^No record is flagged/);
});
