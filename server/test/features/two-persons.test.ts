/** People of a bureau and their roles: who administers whom, and what needs two persons. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { Person, Proposal, Unit } from '@watchword/api/people.ts';
import type { Session } from '@watchword/api/people/sessions.ts';
import { firstAdministrator } from '../../bin/admit.ts';
import { jsonOf, refused, type Raw } from '../ask.ts';
import { startBureau, type Browser } from '../start-bureau.ts';

const bureau = await startBureau();
const { house } = bureau;
after(() => house.close());
const ada = await bureau.administrator('Ada First');
const bob = await bureau.administrator('Bob Second');
const idOf = async (browser: Browser): Promise<string> => (await browser.get<Session>('/v1/session')).signedIn?.person ?? assert.fail();

/** Both have confirmed just now. */
async function fresh(...browsers: readonly Browser[]): Promise<void> {
  for (const browser of [ada, bob, ...browsers]) assert.equal((await browser.signIn()).status, 201);
}
const propose = (by: Browser, body: object): Promise<Raw> => by.send({ method: 'POST', path: '/v1/proposals', body: { reason: 'For a test', ...body } });
const decide = (by: Browser, id: string, decision: 'approve' | 'refuse' = 'approve'): Promise<Raw> => by.send({ method: 'POST', path: `/v1/proposals/${id}/decision`, body: { decision } });
const amend = (by: Browser, { id, version }: Pick<Person, 'id' | 'version'>, body: object): Promise<Raw> =>
  by.send({ method: 'PATCH', path: `/v1/people/${id}`, body, headers: { 'content-type': 'application/merge-patch+json', 'if-match': `"${version}"` } });
const person = (by: Browser, id: string): Promise<Person> => by.get<Person>(`/v1/people/${id}`);
const setState = (by: Browser, id: string, state: string): Promise<Raw> => by.send({ method: 'PUT', path: `/v1/people/${id}/state`, body: { state, reason: 'For a test' } });

describe('an administrator', () => {
  test('admits, lists and changes people of the bureau, and puts them into units', async () => {
    await fresh();
    const unit = await ada.post<Unit>('/v1/units', { name: 'Airport' });
    refused(await ada.send({ method: 'POST', path: '/v1/units', body: { name: 'Airport' } }), 'unit.taken');
    const { id } = await bureau.admit(ada, ['front-line'], 'Carl Third');
    const before = await person(ada, id);
    const after_ = jsonOf<Person>(await amend(ada, before, { unit: unit.id, roles: ['front-line', 'desk'] }));
    assert.deepEqual([after_.unit?.name, after_.roles, after_.version], ['Airport', ['front-line', 'desk'], before.version + 1]);
    assert.equal(refused(await amend(ada, before, { name: 'Late' }), 'person.version-conflict').currentVersion, after_.version);
    const { items } = await ada.get<{ items: Person[] }>(`/v1/people?unit=${unit.id}`);
    assert.deepEqual(items.map(({ name }) => name), ['Carl Third']);
    refused(await ada.send({ method: 'DELETE', path: `/v1/units/${unit.id}` }), 'unit.taken');
    const page = await ada.get<{ items: Person[]; nextCursor: string }>('/v1/people?limit=1');
    const next = await ada.get<{ items: Person[] }>(`/v1/people?limit=500&cursor=${page.nextCursor}`);
    assert.ok(!next.items.some((one) => one.id === page.items[0]?.id));
  });

  test('grants no role alone that gives rights over others, to nobody', async () => {
    await fresh();
    const { id } = await bureau.admit(ada, ['desk']);
    for (const roles of [['administrator'], ['security'], ['data-protection']]) {
      refused(await ada.send({ method: 'POST', path: '/v1/people', body: { name: 'X', roles } }), 'access.two-persons');
      refused(await amend(ada, await person(ada, id), { roles: ['desk', ...roles] }), 'access.two-persons');
    }
    const own = await person(ada, await idOf(ada));
    refused(await amend(ada, own, { roles: ['administrator', 'desk'] }), 'access.two-persons');
  });

  test('is suspended like anybody else, with the next request, and comes back without what needs two persons', async () => {
    await fresh();
    const { browser, id } = await bureau.admit(ada, ['desk']);
    const { proposal } = jsonOf<{ proposal: Proposal }>(await propose(ada, { kind: 'grant-roles', person: id, roles: ['administrator'] }));
    assert.equal((await decide(bob, proposal.id)).status, 200);
    assert.equal((await browser.get<Session>('/v1/session')).signedIn?.roles.includes('administrator'), true, 'at once');
    assert.equal((await setState(ada, id, 'suspended')).status, 200);
    refused(await browser.send({ path: '/v1/passkeys' }), 'access.unauthenticated');
    refused(await browser.send({ path: '/v1/me' }), 'access.unauthenticated');
    refused(await browser.signIn(), 'access.passkey-refused');
    assert.deepEqual(jsonOf<Person>(await setState(ada, id, 'active')).roles, ['desk']);
    assert.equal((await browser.signIn()).status, 201);
    assert.equal((await setState(ada, id, 'left')).status, 200);
    refused(await browser.signIn(), 'access.passkey-refused');
    refused(await setState(ada, id, 'active'), 'person.state');
  });

  test('changes with a second one whom the provider means, and whoever was signed in as the one before is out', async () => {
    await fresh();
    const { browser, id } = await bureau.admit(ada, ['desk']);
    const { proposal } = jsonOf<{ proposal: Proposal }>(await propose(ada, { kind: 'subject', person: id, subject: 'new@police' }));
    assert.equal((await browser.send({ path: '/v1/passkeys' })).status, 200);
    assert.equal((await decide(bob, proposal.id)).status, 200);
    refused(await browser.send({ path: '/v1/passkeys' }), 'access.unauthenticated');
  });

  test('may not suspend himself, and the last one stays', async () => {
    await fresh();
    refused(await setState(ada, await idOf(ada), 'suspended'), 'access.forbidden');
    const lone = await startBureau('UTO');
    try {
      const only = await lone.administrator('Only One');
      await only.signIn();
      const id = await idOf(only);
      refused(await amend(only, await person(only, id), { roles: ['desk'] }), 'access.two-persons');
      const own = await person(only, id);
      assert.deepEqual(own.roles, ['administrator']);
    } finally {
      await lone.house.close();
    }
  });
});

describe('what needs two persons', () => {
  test('is proposed by one and approved by another, who is not concerned', async () => {
    const { browser: carl, id } = await (async () => { await fresh(); return bureau.admit(ada, ['front-line']); })();
    const { proposal } = jsonOf<{ proposal: Proposal }>(await propose(ada, { kind: 'grant-roles', person: id, roles: ['security'] }));
    assert.deepEqual([proposal.state, proposal.mayDecide, proposal.mayWithdraw], ['open', false, true]);
    refused(await decide(ada, proposal.id), 'access.own-proposal');
    refused(await decide(carl, proposal.id), 'access.forbidden');
    const seen = (await bob.get<{ items: Proposal[] }>('/v1/proposals?state=open')).items.find((one) => one.id === proposal.id);
    assert.deepEqual([seen?.mayDecide, seen?.mayWithdraw], [true, false]);
    assert.equal(jsonOf<{ proposal: Proposal }>(await decide(bob, proposal.id)).proposal.state, 'approved');
    assert.deepEqual((await person(ada, id)).roles, ['front-line', 'security']);
    refused(await decide(bob, proposal.id), 'proposal.closed');
    await fresh(carl);
    const about = jsonOf<{ proposal: Proposal }>(await propose(ada, { kind: 'grant-roles', person: id, roles: ['administrator'] })).proposal;
    assert.equal((await carl.send({ method: 'PUT', path: '/v1/session/role', body: { role: 'security' } })).status, 200);
    refused(await decide(carl, about.id), 'access.own-proposal');
    assert.equal((await ada.send({ method: 'DELETE', path: `/v1/proposals/${about.id}` })).status, 200);
    refused(await decide(bob, about.id), 'proposal.closed');
  });

  test('lapses after three days, and asks for a fresh passkey on both sides', async () => {
    await fresh();
    const { id } = await bureau.admit(ada, ['front-line']);
    const { proposal } = jsonOf<{ proposal: Proposal }>(await propose(ada, { kind: 'grant-roles', person: id, roles: ['security'] }));
    house.clock.moveMs(6 * 60_000);
    refused(await propose(ada, { kind: 'lost-keys', person: id }), 'access.step-up');
    refused(await decide(bob, proposal.id), 'access.step-up');
    house.clock.moveMs(72 * 3600_000);
    await fresh();
    refused(await decide(bob, proposal.id), 'proposal.closed');
    assert.ok((await bob.get<{ items: Proposal[] }>('/v1/proposals?state=lapsed')).items.some((one) => one.id === proposal.id));
  });

  test('keeps the rules of roles: what may not be held together is not proposed, nor granted later', async () => {
    await fresh();
    const { id } = await bureau.admit(ada, ['front-line']);
    refused(await propose(ada, { kind: 'grant-roles', person: id, roles: ['administrator', 'data-protection'] }), 'person.roles');
    refused(await propose(ada, { kind: 'grant-roles', person: id, roles: ['reviewer'] }), 'person.roles');
    const first = jsonOf<{ proposal: Proposal }>(await propose(ada, { kind: 'grant-roles', person: id, roles: ['administrator'] })).proposal;
    const second = jsonOf<{ proposal: Proposal }>(await propose(ada, { kind: 'grant-roles', person: id, roles: ['data-protection'] })).proposal;
    assert.equal((await decide(bob, second.id)).status, 200);
    refused(await decide(bob, first.id), 'person.roles');
  });

  test('gives lost keys back in two halves: neither of the two has the whole code', async () => {
    await fresh();
    const { browser: old, id } = await bureau.admit(ada, ['front-line']);
    refused(await ada.send({ method: 'POST', path: `/v1/people/${id}/code` }), 'access.two-persons');
    const { proposal, code: first } = jsonOf<{ proposal: Proposal; code: string }>(await propose(ada, { kind: 'lost-keys', person: id }));
    const { code: second } = jsonOf<{ code: string }>(await decide(bob, proposal.id));
    assert.match(first, /^.{4}(-.{4}){2}$/);
    assert.match(second, /^.{4}-.{4}$/);
    refused(await bureau.browser().enrol(`${first}-0000-0000`), 'access.code-refused');
    const now = bureau.browser({ algorithm: 'EdDSA' });
    assert.equal((await now.enrol(`${first}-${second}`)).status, 201);
    refused(await old.send({ path: '/v1/passkeys' }), 'access.unauthenticated');
    refused(await old.signIn(), 'access.passkey-refused');
    assert.equal((await now.signIn()).status, 201);
  });

  test('is asked for by nobody who may not, and others see their own proposals only', async () => {
    await fresh();
    const { browser, id } = await bureau.admit(ada, ['desk']);
    refused(await propose(browser, { kind: 'grant-roles', person: id, roles: ['administrator'] }), 'access.forbidden');
    refused(await propose(browser, { kind: 'lost-keys', person: await idOf(ada) }), 'access.forbidden');
    assert.deepEqual((await browser.get<{ items: Proposal[] }>('/v1/proposals')).items, []);
    const { proposal } = jsonOf<{ proposal: Proposal }>(await propose(browser, { kind: 'mass-export' }));
    assert.deepEqual((await browser.get<{ items: Proposal[] }>('/v1/proposals')).items.map((one) => one.id), [proposal.id]);
    assert.equal((await decide(bob, proposal.id)).status, 200);
  });
});

test('the operator admits administrators while there are not two, and gives one of them a new code in need', async () => {
  await house.stop();
  try {
    await assert.rejects(firstAdministrator({ data: house.data, bureau: 'FRA', name: 'Third One', clock: house.clock }), { code: 'access.two-persons' });
    await assert.rejects(firstAdministrator({ data: house.data, bureau: 'ZZZ', name: 'Nobody', clock: house.clock }), { code: 'request.invalid' });
  } finally {
    await house.start();
  }
});
