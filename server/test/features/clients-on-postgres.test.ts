import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { ASSERTION_TYPE } from '@watchword/api/access/oauth.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { generateClientKey, signAssertion } from '@watchword/sdk/client-keys.ts';
import { ask, type Raw } from '../ask.ts';
import { startPostgres } from '../start-postgres.ts';
import { startServer, type House } from '../start-server.ts';
import { underPostgres } from '../under-postgres.ts';

const ISSUER = 'https://hub.example';

underPostgres(() => {
  const closing: (() => Promise<unknown>)[] = [];
  after(async () => {
    for (const close of closing.reverse()) await close();
  });

  it('a token that one server gave out is good at another, an assertion is used once at all of them together, and revocation reaches them within a second', async () => {
    const postgres = await startPostgres();
    closing.push(() => postgres.stop());
    process.env['WATCHWORD_DATABASE_URL'] = await postgres.createDatabase();
    const [one, two] = [await startServer({ settings: { store: 'postgres', server: 'one', publicUrl: ISSUER } }), await startServer({ settings: { store: 'postgres', server: 'two', publicUrl: ISSUER } })];
    closing.push(() => one.close(), () => two.close());
    const manager = await one.client('FRA', { role: 'system', permissions: PERMISSIONS });
    const { privateKey, publicKey } = await generateClientKey({ kid: 'a' });
    const { id } = await manager.clients.register({ name: 'Gates', role: 'system', permissions: ['check'], key: { jwk: publicKey } });
    const present = (house: House, assertion: string): Promise<Raw> =>
      ask(house.url(), { method: 'POST', path: '/v1/oauth/token', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE, client_assertion: assertion }).toString() });
    const sign = (): Promise<string> => signAssertion({ clientId: id, privateKey }, { issuer: ISSUER, now: one.clock.now() });
    const assertion = await sign();
    const fetched = await present(two, assertion);
    assert.equal(fetched.status, 200, fetched.text);
    assert.equal((await present(one, assertion)).status, 401);
    const together = await sign();
    assert.deepEqual((await Promise.all([present(one, together), present(two, together)])).map(({ status }) => status).sort((a, b) => a - b), [200, 401]);

    const { access_token: token } = JSON.parse(fetched.text) as { access_token: string };
    for (const house of [one, two]) assert.equal((await house.clientOf(token).me()).name, 'Gates');
    await manager.clients.revoke(id);
    await assert.rejects(one.clientOf(token).me(), { code: 'access.unauthenticated' }, 'at once where it was revoked');
    const until = performance.now() + 1000;
    const isGood = (): Promise<boolean> => two.clientOf(token).me().then(() => true, () => false);
    while (performance.now() < until && (await isGood()));
    assert.equal(await isGood(), false, 'within a second elsewhere');
  });
});
