/** What leaves the house in bulk: a person needs a second one, each time for a working day; a system needs a token that was issued for it. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { CONTRACT } from '@watchword/api/contract.ts';
import type { Proposal } from '@watchword/api/people.ts';
import { jsonOf, refused, type Raw } from '../ask.ts';
import { startBureau, type Browser } from '../start-bureau.ts';

const bureau = await startBureau();
const { house } = bureau;
after(() => house.close());
const ada = await bureau.administrator('Ada First');
const bob = await bureau.administrator('Bob Second');

const RECORDS = '/v1/exports/travel-documents?format=csv';
const LOG = '/v1/audit/mass-export?from=2026-11-24&to=2026-12-31';
const fresh = async (...browsers: readonly Browser[]): Promise<void> => {
  for (const browser of [ada, bob, ...browsers]) assert.equal((await browser.signIn()).status, 201);
};
const propose = (by: Browser, body: object = {}): Promise<Raw> => by.send({ method: 'POST', path: '/v1/proposals', body: { kind: 'mass-export', reason: 'For a test', ...body } });
const proposed = async (by: Browser): Promise<string> => jsonOf<{ proposal: Proposal }>(await propose(by)).proposal.id;
const decide = (by: Browser, id: string, decision: 'approve' | 'refuse' = 'approve'): Promise<Raw> => by.send({ method: 'POST', path: `/v1/proposals/${id}/decision`, body: { decision } });
const take = (by: Browser, path: string): Promise<Raw> => by.send({ path });

/** Somebody in the role data-protection, which needs two persons as well. */
async function officerOfDataProtection(): Promise<Browser> {
  const { browser, id } = await bureau.admit(ada, ['front-line']);
  const { proposal } = jsonOf<{ proposal: Proposal }>(await ada.send({ method: 'POST', path: '/v1/proposals', body: { kind: 'grant-roles', person: id, roles: ['data-protection'], reason: 'For a test' } }));
  assert.equal((await decide(bob, proposal.id)).status, 200);
  assert.equal((await browser.signIn()).status, 201);
  assert.equal((await browser.send({ method: 'PUT', path: '/v1/session/role', body: { role: 'data-protection' } })).status, 200);
  return browser;
}

test('which operations need it, and each of them a fresh confirmation as well', () => {
  const all = CONTRACT.filter(({ approval }) => approval !== undefined);
  assert.deepEqual(all.map(({ id, approval, side, stepUp }) => [id, approval, side, stepUp]), [['records.export', 'mass-export', 'hub', true], ['audit.mass-export', 'mass-export', 'hub', true]]);
  for (const { errors } of all) assert.ok(errors.includes('access.two-persons') && errors.includes('access.step-up'));
});

describe('records', () => {
  test('are exported by nobody alone, and by whom a second person approved, until the day is over', async () => {
    await fresh();
    const { browser: desk } = await bureau.admit(ada, ['desk']);
    refused(await take(desk, RECORDS), 'access.two-persons');
    const id = await proposed(desk);
    refused(await take(desk, RECORDS), 'access.two-persons');
    refused(await decide(desk, id), 'access.forbidden');
    assert.equal((await decide(ada, id)).status, 200);
    const raw = await take(desk, RECORDS);
    assert.deepEqual([raw.status, raw.headers['content-type']], [200, 'text/csv; charset=utf-8']);
    const { browser: other } = await bureau.admit(ada, ['desk']);
    refused(await take(other, RECORDS), 'access.two-persons');
    house.clock.moveMs(6 * 60_000);
    refused(await take(desk, RECORDS), 'access.step-up');
    house.clock.moveMs(8 * 3600_000);
    await fresh(desk);
    refused(await take(desk, RECORDS), 'access.two-persons');
  });

  test('are not exported after a refusal, after the proposal was taken back, nor when nobody decided in time', async () => {
    await fresh();
    const { browser: desk } = await bureau.admit(ada, ['desk']);
    assert.equal((await decide(bob, await proposed(desk), 'refuse')).status, 200);
    refused(await take(desk, RECORDS), 'access.two-persons');
    const withdrawn = await proposed(desk);
    assert.equal((await decide(bob, withdrawn)).status, 200);
    assert.equal((await take(desk, RECORDS)).status, 200);
    assert.equal((await desk.send({ method: 'DELETE', path: `/v1/proposals/${withdrawn}` })).status, 200);
    refused(await take(desk, RECORDS), 'access.two-persons');
    const late = await proposed(desk);
    house.clock.moveDays(4);
    await fresh(desk);
    refused(await decide(bob, late), 'proposal.closed');
    refused(await take(desk, RECORDS), 'access.two-persons');
  });

  test('are exported for nobody else, in no other role, and not by whoever left', async () => {
    await fresh();
    const { browser: desk, id: person } = await bureau.admit(ada, ['desk', 'front-line']);
    const { browser: front } = await bureau.admit(ada, ['front-line']);
    refused(await propose(front), 'access.forbidden');
    refused(await propose(ada), 'access.forbidden');
    const work = async (role: string): Promise<void> => assert.equal((await desk.send({ method: 'PUT', path: '/v1/session/role', body: { role } })).status, 200);
    await work('desk');
    assert.equal((await decide(ada, await proposed(desk))).status, 200);
    await work('front-line');
    refused(await take(desk, RECORDS), 'access.forbidden');
    await work('desk');
    assert.equal((await take(desk, RECORDS)).status, 200);
    assert.equal((await ada.send({ method: 'PUT', path: `/v1/people/${person}/state`, body: { state: 'left', reason: 'For a test' } })).status, 200);
    refused(await take(desk, RECORDS), 'access.unauthenticated');
  });

  test('are exported by a system with a token that was issued for it, and with no other', async () => {
    const able = await house.client('FRA', { role: 'system', permissions: ['record:export'] });
    await (await able.records.export('travel-documents')).text();
    const unable = await house.client('FRA', { role: 'system', permissions: ['record:read', 'record:write', 'record:load', 'audit:read'] });
    await assert.rejects(unable.records.export('travel-documents'), { code: 'access.forbidden' });
  });
});

describe('the log', () => {
  test('is taken away as a whole by nobody alone, and a part of it with a fresh confirmation', async () => {
    await fresh();
    const officer = await officerOfDataProtection();
    refused(await take(officer, LOG), 'access.two-persons');
    assert.equal((await take(officer, '/v1/audit/export?from=2026-11-24')).status, 200);
    const id = await proposed(officer);
    refused(await decide(officer, id), 'access.own-proposal');
    assert.equal((await decide(bob, id)).status, 200);
    const raw = await take(officer, LOG);
    assert.equal(raw.status, 200);
    assert.match(raw.text.split('\n').at(-2) ?? '', /"signature"/);
    house.clock.moveMs(6 * 60_000);
    for (const path of [LOG, '/v1/audit/export?from=2026-11-24']) refused(await take(officer, path), 'access.step-up');
    refused(await officer.send({ method: 'POST', path: '/v1/audit/searches', body: { officer: 'ofc_1', reason: 'For a test' } }), 'access.step-up');
    const { browser: desk } = await bureau.admit((await fresh(), ada), ['desk']);
    refused(await take(desk, '/v1/audit/export?from=2026-11-24'), 'access.forbidden');
  });
});
