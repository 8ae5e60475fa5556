import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { request as plainRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type ConnectionOptions } from 'node:tls';
import { after, test } from 'node:test';
import { ASSERTION_TYPE } from '@watchword/api/access/oauth.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { generateClientKey, signAssertion } from '@watchword/sdk/client-keys.ts';
import { registerClient, setClientCertificates } from '@watchword/api/access/clients.ts';
import { startServer } from '../start-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchword-tls-'));
after(() => rmSync(folder, { recursive: true }));
const file = (name: string): string => join(folder, name);
const openssl = (...args: string[]): unknown => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });

/** An authority, and certificates that it signs. */
function authority(name: string): void {
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.pem`, '-days', '2', '-subj', `/CN=${name}`);
}
function certificate(name: string, by: string): void {
  writeFileSync(file(`${name}.ext`), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  openssl('req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
  openssl('x509', '-req', '-in', `${name}.csr`, '-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial', '-days', '2', '-extfile', `${name}.ext`, '-out', `${name}.pem`);
}
const der = (name: string): Buffer => new X509Certificate(readFileSync(file(`${name}.pem`))).raw;
const thumbprint = (name: string): string => createHash('sha256').update(der(name)).digest('base64url');
const pair = (name: string): ConnectionOptions => ({ cert: readFileSync(file(`${name}.pem`)), key: readFileSync(file(`${name}.key`)) });

authority('hub-ca');
authority('systems-ca');
authority('foreign-ca');
certificate('hub', 'hub-ca');
certificate('gates', 'systems-ca');
certificate('gates-next', 'systems-ca');
certificate('stranger', 'foreign-ca');

// The clock of the house stands at a day on which these certificates need not be good: TLS reads that of the machine.
const house = await startServer({ settings: { tlsCert: file('hub.pem'), tlsKey: file('hub.key'), tlsClientCa: file('systems-ca.pem') } });
after(() => house.close());

type Answer = { status: number; body: Record<string, unknown> };
type Asking = { method?: string; path: string; token?: string | undefined; form?: string | undefined; json?: unknown; headers?: Record<string, string> };

function ask({ method = 'POST', path, token, form, json, headers = {} }: Asking, by: ConnectionOptions = {}): Promise<Answer> {
  const { port, protocol } = new URL(house.url());
  assert.equal(protocol, 'https:');
  return send(request({ host: '127.0.0.1', port, method, path, ca: readFileSync(file('hub-ca.pem')), agent: false, headers: headersOf({ token, form, json, headers }), ...by }), form ?? (json === undefined ? undefined : JSON.stringify(json)));
}

function headersOf({ token, form, json, headers }: Omit<Asking, 'path'>): Record<string, string> {
  return { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }), ...(json !== undefined && { 'content-type': 'application/json' }), ...headers };
}

function send(sent: ReturnType<typeof request>, body: string | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece)).on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as Record<string, unknown> }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A system that is bound to this certificate. */
async function register(certificates: string[]) {
  const { privateKey, publicKey } = await generateClientKey({ kid: 'a' });
  const token = await house.token('FRA', { role: 'system', permissions: PERMISSIONS });
  const { body } = await ask({ path: registerClient.path, token, json: { name: 'Gates', role: 'system', permissions: ['check'], key: { jwk: publicKey }, certificates } });
  const clientId = String(body['id']);
  const form = async (): Promise<string> => new URLSearchParams({ grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE, client_assertion: await signAssertion({ clientId, privateKey }, { issuer: house.url(), now: house.clock.now() }) }).toString();
  return { clientId, form, token };
}

test('TLS 1.3 is spoken, with keys agreed by X25519 and ML-KEM-768', async () => {
  const { port } = new URL(house.url());
  const socket = connect({ host: '127.0.0.1', port: Number(port), ca: readFileSync(file('hub-ca.pem')) });
  await new Promise<void>((resolve, reject) => void socket.once('secureConnect', resolve).once('error', reject));
  assert.equal(socket.getProtocol(), 'TLSv1.3');
  assert.match(JSON.stringify(socket.getEphemeralKeyInfo()), /X25519MLKEM768/);
  socket.destroy();
  const old = connect({ host: '127.0.0.1', port: Number(port), ca: readFileSync(file('hub-ca.pem')), maxVersion: 'TLSv1.2' });
  await assert.rejects(new Promise<void>((resolve, reject) => void old.once('secureConnect', resolve).once('error', reject)));
});

test('a token is bound to the certificate with which it was fetched, and opens nothing without it', async () => {
  const { form } = await register([thumbprint('gates')]);
  for (const by of [{}, pair('gates-next'), pair('stranger')]) {
    const refused = await ask({ path: '/v1/oauth/token', form: await form() }, by);
    assert.deepEqual([refused.status, refused.body['error']], [401, 'invalid_client']);
  }
  const fetched = await ask({ path: '/v1/oauth/token', form: await form() }, pair('gates'));
  assert.equal(fetched.status, 200, JSON.stringify(fetched.body));
  const token = String(fetched.body['access_token']);
  const me = (by: ConnectionOptions, headers: Record<string, string> = {}): Promise<Answer> => ask({ method: 'GET', path: '/v1/me', token, headers }, by);
  assert.equal((await me(pair('gates'))).status, 200);
  for (const by of [{}, pair('gates-next'), pair('stranger')]) assert.equal((await me(by)).status, 401);
  // A header says nothing where the server itself sees the certificate.
  assert.equal((await me({}, { 'client-cert': `:${der('gates').toString('base64')}:` })).status, 401);
});

test('a certificate is changed without a pause', async () => {
  const { clientId, form, token: manager } = await register([thumbprint('gates')]);
  const fetch = async (by: ConnectionOptions): Promise<string> => String((await ask({ path: '/v1/oauth/token', form: await form() }, by)).body['access_token']);
  const set = (certificates: string[]): Promise<Answer> => ask({ method: 'PUT', path: setClientCertificates.path.replace(':id', clientId), token: manager, json: { certificates } });
  const me = async (token: string, by: ConnectionOptions): Promise<number> => (await ask({ method: 'GET', path: '/v1/me', token }, by)).status;
  const before = await fetch(pair('gates'));
  await set([thumbprint('gates'), thumbprint('gates-next')]);
  const later = await fetch(pair('gates-next'));
  assert.deepEqual([await me(before, pair('gates')), await me(later, pair('gates-next')), await me(later, pair('gates'))], [200, 200, 401]);
  await set([thumbprint('gates-next')]);
  assert.deepEqual([await me(before, pair('gates')), await me(later, pair('gates-next'))], [401, 200]);
});

test('behind a proxy that ends TLS the certificate comes in the header that the configuration names, in either form', async () => {
  const proxied = await startServer({ settings: { proxy: 'trusted', certificateHeader: 'Client-Cert' } });
  after(() => proxied.close());
  const manager = await proxied.client('FRA', { role: 'system', permissions: PERMISSIONS });
  const { privateKey, publicKey } = await generateClientKey({ kid: 'a' });
  const { id } = await manager.clients.register({ name: 'Gates', role: 'system', permissions: ['check'], key: { jwk: publicKey }, certificates: [thumbprint('gates')] });
  const plain = (asking: Asking): Promise<Answer> => send(plainRequest({ host: '127.0.0.1', port: new URL(proxied.url()).port, method: asking.method ?? 'POST', path: asking.path, agent: false, headers: headersOf({ ...asking, headers: asking.headers ?? {} }) }), asking.form);
  const form = async (): Promise<string> => new URLSearchParams({ grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE, client_assertion: await signAssertion({ clientId: id, privateKey }, { issuer: proxied.url(), now: proxied.clock.now() }) }).toString();
  const told = (name: string): Record<string, string> => ({ 'client-cert': `:${der(name).toString('base64')}:` });
  assert.equal((await plain({ path: '/v1/oauth/token', form: await form() })).status, 401);
  assert.equal((await plain({ path: '/v1/oauth/token', form: await form(), headers: told('stranger') })).status, 401);
  const { body } = await plain({ path: '/v1/oauth/token', form: await form(), headers: told('gates') });
  const token = String(body['access_token']);
  const me = async (headers: Record<string, string>): Promise<number> => (await plain({ method: 'GET', path: '/v1/me', token, headers })).status;
  assert.deepEqual([await me(told('gates')), await me({ 'client-cert': encodeURIComponent(readFileSync(file('gates.pem'), 'utf8')) })], [200, 200]);
  assert.deepEqual([await me({}), await me(told('stranger')), await me({ 'client-cert': 'nonsense' })], [401, 401, 401]);
  // Node makes one header of two: the first is the client's own, and the proxy put its own behind it.
  const pem = (name: string): string => encodeURIComponent(readFileSync(file(`${name}.pem`), 'utf8'));
  assert.equal(await me({ 'client-cert': `${pem('gates')}, ${pem('stranger')}` }), 401);
});

test('a header of certificates without a proxy that is trusted, or a certificate without its key, is no configuration', async () => {
  for (const settings of [{ certificateHeader: 'Client-Cert' }, { tlsCert: file('hub.pem') }, { tlsClientCa: file('systems-ca.pem') }, { tlsCert: file('absent.pem'), tlsKey: file('hub.key') }]) {
    await assert.rejects(startServer({ settings }), { code: 'config.invalid' });
  }
});
