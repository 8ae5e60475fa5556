/** Every cell of the bureaus' table in docs/rights-matrix.md, called: operation x role x {own, a colleague's, another bureau's}. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import { CONTRACT } from '@watchword/api/contract.ts';
import { idBytes } from '@watchword/api/ids.ts';
import type { Operation } from '@watchword/api/operation.ts';
import { GUARDED_ROLES, PERSON_ROLES, SECRETARIAT_ROLES, type PersonRole, type Proposal } from '@watchword/api/people.ts';
import { bureauVerdictOf, HOLDERS, isAboutOne, type BureauVerdict, type Holder } from '../../bureau/people/matrix.ts';
import { jsonOf, problemOf, type Raw } from '../ask.ts';
import { startBureau, type Browser, type Bureau } from '../start-bureau.ts';

const OPERATIONS: readonly Operation[] = CONTRACT.filter(({ side }) => side === 'bureau');
/** These end or lock the session with which the others are asked; `bureau-operations.test.ts` and `sign-in.test.ts` have them. */
const ENDS_ALL = ['sessions.end-all', 'sessions.lock'];

type Seat = { readonly browser: Browser; readonly id: string };
type House = { readonly bureau: Bureau; readonly ada: Browser; readonly seats: ReadonlyMap<PersonRole, Seat>; readonly colleague: Seat };

/** A bureau with one person of each of these roles, and two administrators and a colleague beside them. */
async function inhabit(code: string, roles: readonly PersonRole[]): Promise<House> {
  const bureau = await startBureau(code);
  const [ada, bob] = [await bureau.administrator('Ada First'), await bureau.administrator('Bob Second')];
  await Promise.all([ada.signIn(), bob.signIn()]);
  const seats = new Map<PersonRole, Seat>();
  for (const role of roles) {
    const isGuarded = GUARDED_ROLES.includes(role);
    const seat = await bureau.admit(ada, [isGuarded ? 'front-line' : role]);
    seats.set(role, seat);
    if (!isGuarded || role === ALONE) continue;
    const { proposal } = jsonOf<{ proposal: Proposal }>(await ada.send({ method: 'POST', path: '/v1/proposals', body: { kind: 'grant-roles', person: seat.id, roles: [role], reason: 'For a test' } }));
    assert.equal((await bob.send({ method: 'POST', path: `/v1/proposals/${proposal.id}/decision`, body: { decision: 'approve' } })).status, 200);
    assert.equal((await seat.browser.send({ method: 'PUT', path: '/v1/session/role', body: { role } })).status, 200);
  }
  const colleague = await bureau.admit(ada, ['desk']);
  const alone = seats.get(ALONE);
  if (alone !== undefined) await holdAlone(bureau, alone.id);
  return { bureau, ada, seats, colleague };
}

/** The Commission is independent of everybody: whoever is it holds no other role, and so was admitted with none of these. */
const ALONE = 'commission';

async function holdAlone({ house, code }: Bureau, id: string): Promise<void> {
  await house.stop();
  const store = new DatabaseSync(join(house.data, 'bureaus', code, 'store.db'));
  assert.equal(store.prepare('UPDATE person SET roles = ? WHERE id = ?').run(JSON.stringify([ALONE]), idBytes(id as Parameters<typeof idBytes>[0])).changes, 1);
  store.close();
  await house.start();
}

const UNKNOWN = '019ab1f0c4d07c3f8a51d2b6e9f04417';
const PREFIX: Readonly<Record<string, string>> = { people: 'per', units: 'unt', proposals: 'prp', passkeys: 'key', sessions: 'ses' };

/** The id of a thing of this kind that a colleague has; of another bureau's nobody here has an id that leads anywhere. */
async function idOf({ path }: Operation, holder: Holder, { ada, colleague }: House): Promise<string> {
  const kind = path.split('/')[2] ?? '';
  if (holder === 'elsewhere') return `${PREFIX[kind]}_${UNKNOWN}`;
  if (kind === 'people') return colleague.id;
  if (kind === 'units') return (await ada.post<{ id: string }>('/v1/units', { name: `Unit ${(units += 1)}` })).id;
  if (kind === 'proposals') return (await ada.post<{ proposal: Proposal }>('/v1/proposals', { kind: 'grant-roles', person: colleague.id, roles: ['security'], reason: 'For a test' })).proposal.id;
  return (await colleague.browser.get<{ items: { id: string }[] }>(`/v1/${kind}`)).items[0]?.id ?? assert.fail(kind);
}
let units = 0;

/** An id of a message, device or draft that is not there. */
function idInMailbox({ path }: Operation): string {
  return path.includes('/drafts/') ? `drf_${UNKNOWN}` : 'A'.repeat(43);
}

async function call(operation: Operation, browser: Browser, id: string): Promise<Raw> {
  const { method, path, body, examples } = operation;
  const type = body === 'merge-patch' ? 'application/merge-patch+json' : 'application/json';
  return await browser.send({ method, path: path.replace(':id', id), ...(body !== undefined && { body: (examples?.[0]?.body ?? {}) as object, headers: { 'content-type': type, 'if-match': '"1"' } }) });
}

function verdictOfAnswer(operation: Operation, raw: Raw): BureauVerdict {
  if (operation.permission === 'public') return 'open';
  if (raw.status < 400) return 'done';
  const { code } = problemOf(raw);
  assert.ok(!['access.unauthenticated', 'access.step-up', 'access.locked', 'server.internal'].includes(code), `${operation.id}: ${raw.text}`);
  if (code === 'access.forbidden' && (problemOf(raw).detail ?? '').includes('permission')) return 'refused';
  return isAboutOne(operation) && code.endsWith('not-found') ? 'absent' : 'done';
}

const HOUSES = [
  { code: 'FRA', roles: PERSON_ROLES.filter((role) => !SECRETARIAT_ROLES.includes(role)) },
  { code: 'XPO', roles: SECRETARIAT_ROLES },
] as const;

for (const { code, roles } of HOUSES) {
  describe(`at the bureau of ${code}`, () => {
    let house: House;
    before(async () => { house = await inhabit(code, roles); });
    after(() => house.bureau.house.close());

    for (const role of roles) {
      test(`what ${role} may do with what a colleague has, or another bureau`, async () => {
        const { browser } = house.seats.get(role) ?? assert.fail(role);
        for (const operation of OPERATIONS.filter(({ id, permission }) => !ENDS_ALL.includes(id) && permission !== 'public')) {
          for (const holder of isAboutOne(operation) ? (['colleague', 'elsewhere'] as const satisfies Holder[]) : (['own'] as const satisfies Holder[])) {
            const expected = bureauVerdictOf(operation, role, holder);
            // What a colleague has is left to him where it would be done; that it is done has tests of its own.
            const id = !isAboutOne(operation) ? idInMailbox(operation) : expected === 'done' && holder === 'colleague' && operation.method !== 'GET' ? `${PREFIX[operation.path.split('/')[2] ?? '']}_${UNKNOWN}` : await idOf(operation, holder, house);
            house.bureau.house.clock.moveMs(2000);
            await browser.confirm();
            await house.ada.confirm();
            const answered = verdictOfAnswer(operation, await call(operation, browser, id));
            if (expected === 'done' && holder === 'colleague') assert.notEqual(answered, 'refused', `${operation.id} ${holder}`);
            else assert.equal(answered, expected, `${operation.id} ${holder}`);
          }
        }
      });
    }
  });
}

test('the printed table has every operation of a bureau once, and a word in every cell', () => {
  const printed = readFileSync(new URL('../../../docs/rights-matrix.md', import.meta.url), 'utf8').split('## Of a bureau')[1] ?? '';
  const rows = printed.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  assert.deepEqual(rows.map(([id]) => id?.replaceAll('`', '')), OPERATIONS.map(({ id }) => id));
  for (const [id, , , ...cells] of rows) {
    assert.equal(cells.length, PERSON_ROLES.length, id ?? '');
    for (const cell of cells) assert.match(cell, /^(?:open|done|refused|done \/ (?:done|absent) \/ absent)$/, id ?? '');
  }
  for (const operation of OPERATIONS) for (const role of PERSON_ROLES) for (const holder of HOLDERS) assert.ok(['open', 'done', 'refused', 'absent'].includes(bureauVerdictOf(operation, role, holder)));
});
