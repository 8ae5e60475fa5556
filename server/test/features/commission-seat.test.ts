/** How somebody gets a seat on the Commission, at the secretariat: two administrators, and nothing else beside it. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Person, Proposal } from '@watchword/api/people.ts';
import type { Session } from '@watchword/api/people/sessions.ts';
import { jsonOf, refused, type Raw } from '../ask.ts';
import { startBureau, type Browser } from '../start-bureau.ts';

const secretariat = await startBureau('XPO');
after(() => secretariat.house.close());
const ada = await secretariat.administrator('Ada First');
const bob = await secretariat.administrator('Bob Second');
const propose = (person: string, roles: readonly string[]): Promise<Raw> => ada.send({ method: 'POST', path: '/v1/proposals', body: { kind: 'grant-roles', person, roles, reason: 'Elected' } });

/** Both have confirmed just now. */
async function grant(person: string, roles: readonly string[]): Promise<void> {
  for (const browser of [ada, bob]) assert.equal((await browser.signIn()).status, 201);
  const { proposal } = jsonOf<{ proposal: Proposal }>(await propose(person, roles));
  assert.equal((await bob.send({ method: 'POST', path: `/v1/proposals/${proposal.id}/decision`, body: { decision: 'approve' } })).status, 200);
}

const rolesOf = async (browser: Browser): Promise<readonly string[]> => (await browser.get<Session>('/v1/session')).signedIn?.roles ?? [];

test('a seat on the Commission takes the place of the roles held before, and opens its work at the hub', async () => {
  const { browser, id } = await secretariat.admit(ada, ['front-line']);
  refused(await browser.send({ method: 'GET', path: '/v1/requests' }), 'access.forbidden');
  await grant(id, ['commission']);
  assert.deepEqual((await ada.get<Person>(`/v1/people/${id}`)).roles, ['commission']);
  assert.deepEqual(await rolesOf(browser), ['commission']);
  assert.equal((await browser.send({ method: 'GET', path: '/v1/requests' })).status, 200);
});

test('whoever has rights over others gets none before these are given back', async () => {
  const { id } = await secretariat.admit(ada, ['front-line']);
  await grant(id, ['security']);
  refused(await propose(id, ['commission']), 'person.roles');
});
