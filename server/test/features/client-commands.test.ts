import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { generateClientKey } from '@watchword/sdk/client-keys.ts';
import { run, type Ran } from '../../../cli/run-under-test.ts';
import { systemClock } from '../../clock.ts';
import { startServer, unique } from '../start-server.ts';

// Commands read the clock of this machine, so the server does as well.
const house = await startServer({ clock: systemClock });
const folder = mkdtempSync(join(tmpdir(), 'watchword-clients-'));
after(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});
const at = (name: string): string => join(folder, name);
const manager = { WATCHWORD_TOKEN: await house.token('UTO', { role: 'system', permissions: PERMISSIONS }) };
const watchword = (line: readonly string[], env: Record<string, string> = manager): Promise<Ran> => run(line, { env: { WATCHWORD_URL: house.url(), WATCHWORD_PURPOSE: 'police-check', XDG_STATE_HOME: at('state'), ...env } });

async function register(file: string): Promise<string> {
  const { code, out, err } = await watchword(['client', 'register', '--name', 'Gates', '--permission', 'check', '--out', at(file)]);
  assert.equal(code, 0, err);
  return out.trim();
}

test('a system is registered, signs in with its key file, and asks; its token is kept between commands', async () => {
  const id = await register('a.key.json');
  assert.match(id, /^cli_[0-9a-f]{32}$/);
  assert.equal(statSync(at('a.key.json')).mode & 0o777, 0o600);
  const login = await watchword(['login', '--key-file', at('a.key.json')], {});
  assert.deepEqual([login.code, login.out], [0, 'Gates, UTO, system: check\n']);
  assert.equal((await watchword(['check', 'document', unique()], { WATCHWORD_KEY_FILE: at('a.key.json') })).code, 0);
  const fetched = (await house.entries()).filter(({ event, actor }) => event === 'token.fetched' && actor === id);
  assert.equal(fetched.length, 1);
  const kept = join(at('state'), 'watchword', `${id}.token.json`);
  assert.equal(statSync(kept).mode & 0o777, 0o600);
  assert.match((await watchword(['client', 'list'])).out, new RegExp(`${id}.*Gates.*valid`));
});

test('a key is changed without a pause, and a kept token that fell with it is fetched anew', async () => {
  const id = await register('b.key.json');
  const old = (JSON.parse(readFileSync(at('b.key.json'), 'utf8')) as { key: { kid: string } }).key.kid;
  assert.equal((await watchword(['login', '--key-file', at('b.key.json')], {})).code, 0);
  const rotated = await watchword(['client', 'rotate', id, '--out', at('b2.key.json'), '--algorithm', 'ES256', '--kid', 'next']);
  assert.equal(rotated.code, 0, rotated.err);
  assert.match(rotated.err, new RegExp(`watchword client remove-key ${id} ${old}`));
  assert.equal((await watchword(['client', 'remove-key', id, old, '--yes'])).code, 0);
  assert.equal((await watchword(['login', '--key-file', at('b.key.json')], {})).code, 4);
  assert.equal((await watchword(['login', '--key-file', at('b2.key.json')], {})).code, 0);
  assert.equal((await watchword(['client', 'revoke', id, '--yes'])).code, 0);
  const { code, err } = await watchword(['login', '--key-file', at('b2.key.json')], {});
  assert.equal(code, 4);
  assert.match(err, /The client is revoked/);
});

test('a key that the system made itself is registered by its public half, and never by its private one', async () => {
  const { privateKey, publicKey } = await generateClientKey({ kid: 'own' });
  writeFileSync(at('own.jwk.json'), JSON.stringify(publicKey));
  writeFileSync(at('private.jwk.json'), JSON.stringify(privateKey));
  const line = (file: string): string[] => ['client', 'register', '--name', 'Own', '--permission', 'check', '--public-key', at(file)];
  const refused = await watchword(line('private.jwk.json'));
  assert.equal(refused.code, 2);
  assert.match(refused.err, /private key/);
  assert.ok(!refused.err.includes(privateKey.d));
  assert.equal((await watchword(line('own.jwk.json'))).code, 0);
});

test('what is missing or in the way is said before anything is registered', async () => {
  const before = (await watchword(['client', 'list', '--ndjson'])).out.split('\n').length;
  for (const line of [['--permission', 'check', '--out', at('x')], ['--name', 'X', '--out', at('x')], ['--name', 'X', '--permission', 'fly', '--out', at('x')], ['--name', 'X', '--permission', 'check'], ['--name', 'X', '--permission', 'check', '--out', folder]]) {
    assert.equal((await watchword(['client', 'register', ...line])).code, 2, line.join(' '));
  }
  assert.equal(existsSync(at('x')), false);
  assert.equal((await watchword(['client', 'list', '--ndjson'])).out.split('\n').length, before);
  for (const [name, text] of [['absent', undefined], ['empty', ''], ['half', '{"clientId":"cli_1","key":{}}']] as const) {
    if (text !== undefined) writeFileSync(at(name), text);
    const { code, err } = await watchword(['login', '--key-file', at(name)], {});
    assert.equal(code, 4, name);
    assert.match(err, /The key file .* cannot be used/);
  }
});

test('a token says that it can be copied and when it ends', async () => {
  const { code, err } = await watchword(['token', 'issue', '--name', 'Small', '--permission', 'check']);
  assert.equal(code, 0);
  assert.match(err, /whoever copies a token has it, until 20\d\d-\d\d-\d\d\. .*watchword client register/);
});
