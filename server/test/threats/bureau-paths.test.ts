/** What must be confirmed is told by the path: no other spelling of it reaches the hub. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startBureau } from '../start-bureau.ts';

const bureau = await startBureau('XPO');
const { house } = bureau;
after(() => house.close());
const admin = await bureau.administrator('Ada First');
const MINUTE = 60_000;

/** Asks with the path exactly as it is written here. */
async function askAs(path: string): Promise<{ status: number; code: string }> {
  const { status, text } = await admin.send({ path });
  return { status, code: (JSON.parse(text) as { code?: string }).code ?? '' };
}

const REQUEST = 'cas_019ab1f0c4d07c3f8a51d2b6e9f04417';

test('an act that must be confirmed asks for it, and under no other spelling of its path goes on to the hub', async () => {
  assert.deepEqual(await askAs('/v1/me'), { status: 200, code: '' });
  house.clock.moveMs(6 * MINUTE);
  assert.equal((await askAs(`/v1/requests/${REQUEST}/package`)).code, 'access.step-up');
  for (const path of [
    `/v1/requests/${REQUEST}/%70ackage`, `/v1/%72equests/${REQUEST}/package`, `/v1/x/../requests/${REQUEST}/package`, `/v1/requests/./${REQUEST}/package`, `/v1//requests/${REQUEST}/package`,
    `/v1/requests/${REQUEST}/package/`, `/v1/requests/${REQUEST}/package;x`, `/v1/requests\\${REQUEST}/package`, `/v1/requests/${REQUEST}/package#x`,
  ]) {
    const { status, code } = await askAs(path);
    assert.equal(code, 'request.not-found', `${path}: ${status}`);
  }
});

test('nothing but the interface of the hub is reached with the token of the bureau', async () => {
  for (const path of ['/v1/x/../../livez', '/v1/../livez', '/v1/%2e%2e/livez', '/v1/..%2flivez', '/v1/../metrics']) {
    const { code } = await askAs(path);
    assert.equal(code, 'request.not-found', path);
  }
});

test('browsers that came by TLS are told to come no other way, and nothing is taken for what it is not', async () => {
  const behindTls = await startBureau('UTO', { origin: 'https://watchword.example' });
  try {
    const page = await behindTls.browser().send({ path: '/v1/session' });
    assert.equal(page.headers['strict-transport-security'], 'max-age=31536000; includeSubDomains');
  } finally {
    await behindTls.house.close();
  }
  const plain = await admin.send({ path: '/v1/session' });
  assert.equal(plain.headers['strict-transport-security'], undefined);
  for (const path of ['/v1/session', '/v1/databases', '/v1/nothing']) assert.equal((await admin.send({ path })).headers['x-content-type-options'], 'nosniff', path);
});

test('what comes from the hub is no page either: no browser frames it, runs it, or says from where it came', async () => {
  for (const path of ['/v1/session', '/v1/databases', '/v1/databases/vehicles/template', '/v1/openapi.json', '/v1/nothing']) {
    const { headers } = await admin.send({ path });
    assert.match(String(headers['content-security-policy']), /(default-src 'none'.*frame-ancestors 'none'|frame-ancestors 'none')/, path);
    assert.equal(headers['referrer-policy'], 'no-referrer', path);
    assert.equal(headers['x-content-type-options'], 'nosniff', path);
  }
});

test('behind a proxy whoever guesses keeps nobody else waiting', async () => {
  const behindProxy = await startBureau('PAN', { proxy: 'trusted' });
  try {
    const begin = (address: string): Promise<{ status: number }> => behindProxy.browser().send({ method: 'POST', path: '/v1/session/code/options', body: { code: 'AAAA-BBBB-CCCC' }, headers: { 'x-forwarded-for': `203.0.113.9, ${address}` } });
    let tries = 0;
    while ((await begin('192.0.2.1')).status !== 429 && tries < 200) tries += 1;
    assert.ok(tries > 3 && tries < 200, `${tries} tries`);
    assert.notEqual((await begin('192.0.2.2')).status, 429);
  } finally {
    await behindProxy.house.close();
  }
});
