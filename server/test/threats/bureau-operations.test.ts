/** What holds for every operation of a bureau: who may, when, and from where. A new one is tested as soon as it is in the contract. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { CONTRACT } from '@watchword/api/contract.ts';
import type { Operation } from '@watchword/api/operation.ts';
import { GUARDED_ROLES, PERSON_ROLES, SECRETARIAT_ROLES, type PersonRole, type Proposal } from '@watchword/api/people.ts';
import { BUREAU_RIGHTS } from '../../bureau/people/roles.ts';
import { jsonOf, problemOf, refused, type Asked, type Raw } from '../ask.ts';
import { startBureau, type Browser } from '../start-bureau.ts';

const bureau = await startBureau();
const { house } = bureau;
after(() => house.close());
const ada = await bureau.administrator('Ada First');
const bob = await bureau.administrator('Bob Second');
const OPERATIONS = CONTRACT.filter(({ side }) => side === 'bureau');
const GUARDED = OPERATIONS.filter(({ permission }) => permission !== 'public');
const UNKNOWN = '019ab1f0c4d07c3f8a51d2b6e9f04417';
const PREFIX: Readonly<Record<string, string>> = { people: 'per', units: 'unt', proposals: 'prp', passkeys: 'key', sessions: 'ses' };

/** A request for an operation, about something that is not there. */
function requestOf({ method, path, body }: Operation): Asked {
  return { method, path: path.replace(':id', `${PREFIX[path.split('/')[2] ?? ''] ?? 'req'}_${UNKNOWN}`), ...(body !== undefined && { body: {}, headers: { 'content-type': body === 'merge-patch' ? 'application/merge-patch+json' : 'application/json' } }) };
}
const send = (browser: Browser, operation: Operation, headers: Record<string, string> = {}): Promise<Raw> => {
  const asked = requestOf(operation);
  return browser.send({ ...asked, headers: { ...asked.headers, ...headers } });
};

/** One person of each role that there is at a bureau of a country. */
const people = new Map<PersonRole, Browser>([['administrator', ada]]);
await Promise.all([ada.signIn(), bob.signIn()]);
for (const role of PERSON_ROLES) {
  if (people.has(role) || SECRETARIAT_ROLES.includes(role)) continue;
  const isGuarded = GUARDED_ROLES.includes(role);
  const { browser, id } = await bureau.admit(ada, [isGuarded ? 'front-line' : role]);
  if (isGuarded) {
    const { proposal } = jsonOf<{ proposal: Proposal }>(await ada.send({ method: 'POST', path: '/v1/proposals', body: { kind: 'grant-roles', person: id, roles: [role], reason: 'For a test' } }));
    assert.equal((await bob.send({ method: 'POST', path: `/v1/proposals/${proposal.id}/decision`, body: { decision: 'approve' } })).status, 200);
    assert.equal((await browser.send({ method: 'PUT', path: '/v1/session/role', body: { role } })).status, 200);
  }
  people.set(role, browser);
}

for (const operation of OPERATIONS) {
  describe(`${operation.method} ${operation.path} (${operation.id})`, () => {
    test('is closed to other sites', async () => {
      if (operation.method === 'GET') return;
      for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }]) refused(await send(bureau.browser(), operation, headers), 'access.forbidden');
    });

    if (operation.permission === 'public') return;

    test('is closed to whoever is not signed in', async () => {
      refused(await send(bureau.browser(), operation), 'access.unauthenticated');
      const other = bureau.browser();
      other.take('x'.repeat(43));
      refused(await send(other, operation), 'access.unauthenticated');
    });
  });
}

test('every operation is open to the roles that have its permission, and to no other', async () => {
  for (const operation of GUARDED) {
    // These end or lock the session with which the others are tried.
    if (['sessions.end-all', 'sessions.lock'].includes(operation.id)) continue;
    for (const [role, browser] of people) {
      const may = BUREAU_RIGHTS[role].includes(operation.permission as never);
      const raw = await send(browser, operation);
      if (!may) refused(raw, 'access.forbidden');
      else if (raw.status >= 400) assert.ok(!['access.unauthenticated', 'access.forbidden', 'server.internal'].includes(problemOf(raw).code), `${operation.id} ${role} ${raw.text}`);
    }
  }
});

test('what is dangerous asks for the passkey again, whatever else is wrong with the request', async () => {
  house.clock.moveMs(5 * 60_000);
  for (const operation of GUARDED.filter(({ stepUp }) => stepUp === true)) {
    const [, browser = ada] = [...people].find(([role]) => BUREAU_RIGHTS[role].includes(operation.permission as never)) ?? [];
    refused(await send(browser, operation), 'access.step-up');
  }
  assert.deepEqual(
    GUARDED.filter(({ permission, effect, stepUp }) => ['people:manage', 'people:approve'].includes(permission) && effect === 'write' && stepUp !== true).map(({ id }) => id),
    ['units.create', 'units.rename', 'units.remove'], 'writes about people that ask for none',
  );
});

test('a locked session does nothing but unlock and end', async () => {
  await ada.signIn();
  await ada.post('/v1/session/lock');
  for (const operation of GUARDED.filter(({ locked }) => locked !== true)) refused(await send(ada, operation), 'access.locked');
  assert.deepEqual(GUARDED.filter(({ locked }) => locked === true).map(({ id }) => id).toSorted(), ['sessions.begin-confirm', 'sessions.confirm', 'sessions.end-all', 'sessions.lock']);
});

test('no operation of the hub has a path of a bureau', () => {
  const own = new Set(OPERATIONS.map(({ path }) => path.split('/')[2]));
  assert.deepEqual(CONTRACT.filter(({ side, path }) => side === 'hub' && own.has(path.split('/')[2])).map(({ id }) => id), []);
});
