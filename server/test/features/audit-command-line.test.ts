/** The log on the command line: what was done, looked up, taken away and verified elsewhere. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { SearchFound } from '@watchword/api/audit/search.ts';
import { getAuditKeys } from '@watchword/api/audit.ts';
import { run, type Ran } from '../../../cli/run-under-test.ts';
import { startServer, unique } from '../start-server.ts';

const house = await startServer();
const folder = mkdtempSync(join(tmpdir(), 'watchword-log-'));
after(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});
const permissions = ['check', 'check:batch', 'audit:read', 'record:write', 'record:read'] as const;
const env = { WATCHWORD_URL: house.url(), WATCHWORD_TOKEN: await house.token('FRA', { role: 'system', permissions }), WATCHWORD_PURPOSE: 'police-check', XDG_STATE_HOME: join(folder, 'state') };
const watchword = (...args: string[]): Promise<Ran> => run(args, { env });
const offline = (...args: string[]): Promise<Ran> => run(args, { env: { XDG_STATE_HOME: join(folder, 'state') } });
const at = (name: string): string => join(folder, name);

describe('the audit log on the command line', () => {
  test('keeps a receipt of each check of a list, with which the log agrees', async () => {
    const receipts = at('receipts.txt');
    const numbers = [unique(), unique(), unique()];
    writeFileSync(at('list.csv'), `number\n${numbers.join('\n')}\n`);
    assert.equal((await watchword('check', 'batch', at('list.csv'), '--receipts', receipts)).code, 0);
    const kept = readFileSync(receipts, 'utf8').trimEnd().split('\n');
    assert.equal(kept.length, 3);
    for (const line of kept) assert.match(line, /^\d+ [0-9a-f]{64} \d{4}-\d{2}-\d{2} -$/);
    assert.doesNotMatch(readFileSync(receipts, 'utf8'), new RegExp(numbers.join('|')));
    assert.equal((await watchword('check', 'document', unique(), '--receipts', receipts)).code, 0);
    const agrees = await watchword('audit', 'reconcile', '--receipts', receipts);
    assert.deepEqual([agrees.code, agrees.out.split(' ')[0]], [0, 'AGREES'], agrees.out + agrees.err);
    const none = await watchword('check', 'batch', at('list.csv'), '--receipts', at('no/such/folder'));
    assert.equal(none.code, 0);
    assert.equal(none.err.match(/could not be kept/g)?.length, 1);
  });

  test('is shown, newest last', async () => {
    const { code, out } = await watchword('audit', 'log', '--last', '3');
    assert.equal(code, 0);
    assert.match(out, /check\.(item-|stream-item-)?answered/);
    assert.match(out, /^3 of \d+ entries, the newest last\.$/m);
    const shown = await watchword('audit', 'log', '--shown');
    assert.match(shown.out, /^0 of 0 entries/);
  });

  test('is searched for a person, and says which time was covered', async () => {
    await watchword('check', 'person', 'Anna Maria Eriksson', '--born', '1974-08-12');
    const { code, out } = await watchword('audit', 'search', '--name', 'Eriksson, Anna Maria', '--born', '1974-08-12', '--why', 'A complaint');
    assert.equal(code, 0);
    assert.match(out, /check\.answered +police-check +none/);
    assert.match(out, /^1 found\. Looked at \d+ entries from 2026-11-24T12:00:00\.000Z to 2026-11-24T12:00:00\.000Z\.$/m);
    const json = await watchword('audit', 'search', '--name', 'Nobody Atall', '--why', 'A complaint', '--json');
    assert.deepEqual((JSON.parse(json.out) as SearchFound).items, []);
    for (const wrong of [['--name', 'Ida'], ['--why', 'x y z'], ['--name', 'Ida', '--plate', 'AB1', '--why', 'A complaint']]) assert.equal((await watchword('audit', 'search', ...wrong)).code, 2);
  });

  test('is taken away as a file that is verified without the server, and refused when it was changed', async () => {
    const client = await house.client('FRA', { role: 'system', permissions });
    const { receipt } = await client.checks.run({ purpose: 'police-check', subject: { document: { number: unique() } } });
    const { keys } = await client.call(getAuditKeys);
    writeFileSync(at('hub.keys'), keys.map(({ ed25519, mlDsa44 }) => `${ed25519}\n${mlDsa44}\n`).join(''));
    const file = at('case.ndjson');
    assert.equal((await watchword('audit', 'export', file, '--entries', String(receipt.entry), '--texts')).code, 0);
    const found = await offline('audit', 'verify', file, '--keys', at('hub.keys'));
    assert.equal(found.code, 0, found.out + found.err);
    assert.match(found.out, /^PROVEN {2}1 entry of FRA, chosen by number: in the log under checkpoint \d+ of \S+; the texts beside 1 of them are those that were logged; taken away by tok_\w+ at \S+, signed by the hub\.\n$/);
    // The keys were kept when `reconcile` first looked at this hub.
    assert.equal((await offline('audit', 'verify', file)).code, 0);
    writeFileSync(at('changed.ndjson'), readFileSync(file, 'utf8').replace('"police-check"', '"investigation"'));
    const changed = await offline('audit', 'verify', at('changed.ndjson'), '--keys', at('hub.keys'));
    assert.equal(changed.code, 1);
    assert.match(changed.out, /^NOT PROVEN {2}/);
    writeFileSync(at('other.keys'), '# nobody\n');
    assert.equal((await offline('audit', 'verify', file, '--keys', at('other.keys'))).code, 1);
    assert.equal((await run(['audit', 'verify', file], { env: { XDG_STATE_HOME: at('empty') } })).code, 2);
    const all = await watchword('audit', 'export', at('all.ndjson'), '--all', '--from', '2026-11-24', '--to', '2026-11-24');
    assert.equal(all.code, 0);
    assert.match((await offline('audit', 'verify', at('all.ndjson'))).out, /none left out between the first and the last/);
    for (const wrong of [[], ['--all'], ['--all', '--from', '2026-11-24', '--to', '2026-11-24', '--texts']]) assert.equal((await watchword('audit', 'export', at('x.ndjson'), ...wrong)).code, 2);
  });
});
