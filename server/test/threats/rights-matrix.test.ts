/** Every cell of docs/rights-matrix.md, called: operation x role x {owner, other, excluded} country. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { PERMISSIONS, type Operation } from '@watchword/api/operation.ts';
import { RELATIONS, isAboutRecord, SEATS, verdictOf, type Relation, type Seat, type Verdict } from '#policy/matrix.ts';
import { ask, jsonOf, type Raw } from '../ask.ts';
import { enterPerson, HUB_OPERATIONS, makeReady, pictureOf, requestOf } from '../operation-calls.ts';
import type { Ready } from '../ready-call.ts';
import { startServer, type House } from '../start-server.ts';

const house = await startServer();
after(() => house.close());

/** Countries by what they are to a record of UTO's. The secretariat is never hidden from: there its seats are asked as any other. */
const COUNTRY = { owner: 'UTO', other: 'DEU', excluded: 'ESP' } as const satisfies Record<Relation, string>;
const tokens = new Map<string, Promise<string>>();
/** A system that acts for officers and has every permission: what is refused is refused because of the officer's role. */
function tokenOf(organisation: string): Promise<string> {
  const known = tokens.get(organisation) ?? house.token(organisation, { role: 'system', permissions: PERMISSIONS });
  tokens.set(organisation, known);
  return known;
}

/** A call on a record that everybody else finds and `excluded` does not; calls on nothing are as they come. */
async function readyFor(on: House, operation: Operation, relation: Relation): Promise<Ready> {
  if (!isAboutRecord(operation)) return await makeReady(on, operation);
  const owner = await on.client('UTO', { permissions: PERMISSIONS });
  const hidden = relation === 'excluded' ? [COUNTRY.excluded] : [];
  if (operation.id === 'comparisons.record') {
    const made = await makeReady(on, operation);
    const [id = ''] = (made.body as { records: string[] }).records;
    await release(on, id, hidden);
    return made;
  }
  if (operation.path.includes('/photos')) {
    const person = await enterPerson(on);
    const photo = await owner.photos.add(person.id, pictureOf());
    await release(on, person.id, hidden);
    const made = await makeReady(on, operation);
    return { ...made, params: { id: person.id, ...('photo' in (made.params ?? {}) && { photo: photo.id }) } };
  }
  const made = await makeReady(on, operation);
  const id = (made.params as { id: string }).id;
  if (hidden.length === 0) return made;
  const { version } = await owner.records.get(id);
  const amended = await owner.records.amend({ id, version }, { hiddenFrom: hidden });
  return { ...made, ...(made.version !== undefined && { version: amended.version }) };
}

/** Has the secretariat release a person of UTO's, which is then hidden from these countries. */
async function release(on: House, id: string, hidden: readonly string[]): Promise<void> {
  const owner = await on.client('UTO', { permissions: PERMISSIONS });
  const { version } = await owner.records.get(id);
  const released = await (await on.client('XPO', { role: 'reviewer' })).records.release({ id, version });
  if (hidden.length > 0) await owner.records.amend({ id, version: released.version }, { hiddenFrom: [...hidden] });
}

function verdictOfAnswer(operation: Operation, raw: Raw): Verdict {
  if (raw.status < 400) return operation.permission === 'public' ? 'open' : 'done';
  const { code, detail = '' } = jsonOf<{ code: string; detail?: string }>(raw);
  if (code === 'access.forbidden' && detail.includes('needs the permission')) return 'refused';
  return code === 'record.not-found' ? 'absent' : ('done' as Verdict);
}

/** Whose record it is: of the secretariat's seats "excluded" is asked as the secretariat from which it is hidden. */
const organisationOf = ({ at }: Seat, relation: Relation): string => (at === 'secretariat' ? 'XPO' : COUNTRY[relation]);

/** What is the actor's own belongs to one country: there the call succeeds, elsewhere it is not found, which says nothing of rights. */
const isRight = (operation: Operation, said: Verdict, expected: Verdict): boolean => said === expected || (expected === 'open' && operation.permission === 'public');

for (const operation of HUB_OPERATIONS) {
  describe(operation.id, () => {
    for (const relation of RELATIONS) {
      test(`by whom, seen from ${relation === 'owner' ? 'the owner' : `an ${relation}`}`, async () => {
        const said: Record<string, Verdict> = {};
        const expected: Record<string, Verdict> = {};
        let ready: Ready | undefined;
        for (const seat of SEATS) {
          // The secretariat reviews persons: from it a person is never hidden, a document may be.
          if (seat.at === 'secretariat' && (relation === 'owner' || relation === 'excluded') && isAboutRecord(operation)) continue;
          const name = `${seat.role} (${seat.at})`;
          const verdict = verdictOf(operation, seat, relation);
          if (ready === undefined || verdict === 'done') ready = await readyFor(house, operation, relation);
          house.clock.moveMs(2000);
          const headers = operation.permission === 'public' ? {} : { 'watchword-officer': 'ofc_matrix', 'watchword-role': seat.role };
          const token = operation.permission === 'public' ? undefined : await tokenOf(organisationOf(seat, relation));
          const raw = await ask(house.url(), requestOf(operation, ready, { token, headers }));
          expected[name] = verdict;
          const answered = verdictOfAnswer(operation, raw);
          said[name] = isRight(operation, answered, verdict) ? verdict : answered;
          if (verdict === 'done' && isAboutRecord(operation)) assert.ok(raw.status < 400 || !['access.forbidden', 'record.not-found'].includes(jsonOf<{ code: string }>(raw).code), `${name}: ${raw.text}`);
        }
        assert.deepEqual(said, expected);
      });
    }
  });
}

test('the matrix has a verdict in every cell', () => {
  for (const operation of HUB_OPERATIONS) for (const seat of SEATS) for (const relation of RELATIONS) assert.ok(['open', 'done', 'refused', 'absent'].includes(verdictOf(operation, seat, relation)));
});
