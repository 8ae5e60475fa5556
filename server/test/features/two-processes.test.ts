/** Hub and bureau as two processes: the officer is at the bureau, the databases and the audit log are at the hub. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createClient } from '@watchword/sdk/client.ts';
import { generateClientKey } from '@watchword/sdk/client-keys.ts';
import { issueToken } from '../../bin/admin.ts';
import { ask, jsonOf, refused, type Raw } from '../ask.ts';
import { passport, unique } from '../start-server.ts';
import { readAuditLog } from '#audit/audit.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchword-two-'));
const data = join(folder, 'data');
const children: ChildProcess[] = [];
after(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

type Started = { readonly url: string; readonly child: ChildProcess; end(): Promise<number | null> };

/** Starts a start file with these settings. @throws Error with what it said when it does not start */
async function start(file: 'hub' | 'bureau', settings: Record<string, string>, args: readonly string[] = []): Promise<Started> {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('WATCHWORD_')));
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../../bin/${file}.ts`, import.meta.url)), ...args], {
    env: { ...environment, XDG_STATE_HOME: folder, WATCHWORD_PORT: '0', WATCHWORD_LOG_LEVEL: 'silent', ...settings }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += String(text)));
  const exited = once(child, 'exit');
  const first = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  if (first.done === true) {
    await exited;
    throw new Error(said);
  }
  return {
    url: first.value, child,
    async end() {
      child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
  };
}

test('a check from the bureau\'s side is answered by the hub, which knows the officer by a pseudonym alone', { timeout: 120_000 }, async () => {
  // A demo world that counts as filled: personas sign in, and nothing is in it but what is entered here.
  mkdirSync(data, { mode: 0o700 });
  for (const mark of ['demo.json', 'filled']) writeFileSync(join(data, mark), '{}\n');
  const { secret: token } = await issueToken({ data, organisation: 'FRA', name: 'first', role: 'system', permissions: ['act-for-officer', 'check', 'token:manage'] });
  const { secret: owner } = await issueToken({ data, organisation: 'UTO', name: 'desk', role: 'system', permissions: ['record:write'] });
  const { secret: bare } = await issueToken({ data, organisation: 'FRA', name: 'bare', role: 'system', permissions: ['check'] });
  const hub = await start('hub', { WATCHWORD_DATA: data }, ['--demo']);
  const manager = createClient({ url: hub.url, token });
  const { publicKey, privateKey } = await generateClientKey({ kid: 'bureau-1' });
  const { id: clientId } = await manager.clients.register({ name: 'Bureau', role: 'system', permissions: ['act-for-officer', 'check'], key: { jwk: publicKey } });
  const settings = { WATCHWORD_DATA: join(folder, 'bureau'), WATCHWORD_BUREAU: 'FRA', WATCHWORD_HUB_URL: hub.url, WATCHWORD_HUB_TOKEN: token };
  const byKey = { ...settings, WATCHWORD_HUB_TOKEN: '', WATCHWORD_HUB_KEY: JSON.stringify({ clientId, key: privateKey }) };

  for (const [wrong, said] of [[{ WATCHWORD_HUB_TOKEN: '' }, /WATCHWORD_HUB_KEY/], [{ WATCHWORD_HUB_KEY: byKey.WATCHWORD_HUB_KEY }, /not both/], [{ ...byKey, WATCHWORD_HUB_KEY: '{"clientId":"x"}' }, /private JWK/], [{ WATCHWORD_BUREAU: 'UTO' }, /is of FRA/], [{ WATCHWORD_HUB_TOKEN: bare }, /act-for-officer/], [{ WATCHWORD_HUB_TOKEN: `wwt_${'x'.repeat(43)}` }, /access\.unauthenticated/]] as const) {
    await assert.rejects(start('bureau', { ...settings, ...wrong }), said);
  }
  const standing = await start('bureau', settings);
  assert.equal(await standing.end(), 0);
  const bureau = await start('bureau', byKey);
  const { port } = new URL(bureau.url);
  const at = (persona: string, asked: Parameters<typeof ask>[1], cookie?: string): Promise<Raw> =>
    ask(bureau.url, { ...asked, headers: { host: `${persona}.localhost:${port}`, 'sec-fetch-site': 'same-origin', ...(cookie !== undefined && { cookie }) } });

  const number = unique('T');
  await createClient({ url: hub.url, token: owner }).records.create({ database: 'travel-documents', content: passport(number) });
  assert.match((await at('officer-fra', { path: '/check' })).headers['content-type'] ?? '', /text\/html|problem/);
  const check = { method: 'POST', path: '/v1/checks', body: { purpose: 'border-control', subject: { document: { number } } } };
  refused(await at('officer-fra', check), 'access.unauthenticated');
  const signedIn = await at('officer-fra', { method: 'POST', path: '/v1/session', body: { persona: 'officer-fra' } });
  assert.equal(signedIn.status, 201, signedIn.text);
  refused(await at('desk-uto', { method: 'POST', path: '/v1/session', body: { persona: 'desk-uto' } }), 'access.forbidden');
  const cookie = (signedIn.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  const answered = await at('officer-fra', check, cookie);
  const { outcome, receipt } = jsonOf<{ outcome: string; receipt: { entry: number } }>(answered);
  assert.deepEqual([answered.status, outcome], [200, 'hit'], answered.text);
  assert.deepEqual(jsonOf(await ask(bureau.url, { path: '/readyz' })), { status: 'ready', parts: { hub: 'ready' } });
  refused(await ask(hub.url, { path: '/v1/session' }), 'request.not-found');

  // Revoked, the bureau is refused at once, whatever token it still has.
  await manager.clients.revoke(clientId);
  refused(await at('officer-fra', check, cookie), 'access.unauthenticated');
  refused(await at('officer-fra', check, cookie), 'access.unauthenticated');
  assert.equal(await hub.end(), 0);
  refused(await at('officer-fra', check, cookie), 'server.unreachable');
  refused(await ask(bureau.url, { path: '/readyz' }), 'server.unreachable');
  assert.equal(await bureau.end(), 0);
  const entry = (await Array.fromAsync(readAuditLog(join(data, 'hub', 'audit')))).find(({ seq }) => seq === receipt.entry);
  assert.deepEqual([entry?.event, entry?.organisation], ['check.answered', 'FRA']);
  assert.match(entry?.actor ?? '', /^ofc_[0-9a-f]{12}$/);
});
