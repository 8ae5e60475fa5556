import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PURPOSES } from '@watchword/api/checks/purposes.ts';
import { DATABASES } from '@watchword/api/databases/databases.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { ROLES } from '@watchword/api/organisations.ts';
import { CONFIDENTIALITY_LEVELS, FIELD_GROUPS, PRINCIPALS } from '@watchword/api/rights/kinds.ts';
import { fieldsSeen, listHolders, RIGHTS } from '@watchword/api/rights/rights.ts';
import { RIGHTS_TABLE } from '@watchword/api/rights/table.ts';
import fc from 'fast-check';
import { maskOf } from '#organisations/organisations.ts';
import { findShown, packStanding, seenBits, type Viewer } from '#records/records.ts';
import { recordOf } from '#store/records-under-test.ts';
import type { StoredRecord } from '#store/tables.ts';
import { askingOf, bitsOf, compileRights } from './compile.ts';
import type { Standing } from './decide.ts';
import { openPolicy, readPolicyText, verifyPolicy } from './policy.ts';

const text = await readPolicyText();
const decide = await openPolicy(text);
const MINUTE = 29_700_000;
const TODAY = Math.floor(MINUTE / 1440);
const [MINE, OTHER] = [10, 20];
const CODES = DATABASES.map(({ code }) => code);

/** Somebody who looks, why, and a record as Cedar is told of it. */
const cases = fc.record({
  holder: fc.constantFrom(...listHolders()),
  database: fc.constantFrom(...DATABASES),
  purpose: fc.constantFrom(...PURPOSES),
  record: fc.record({
    own: fc.boolean(), live: fc.boolean(), released: fc.boolean(), excluded: fc.boolean(), hidden: fc.boolean(), confidentiality: fc.constantFrom(...CONFIDENTIALITY_LEVELS),
  }),
  how: fc.nat({ max: 1 }),
});

/** The same record as the store has it. `how` chooses between two ways of being so. */
function storedOf({ own, live, released, excluded, hidden, confidentiality }: Standing, database: number, how: number): StoredRecord {
  return {
    ...recordOf(1), row: 1, sum: null, database, released: null,
    owner: own ? MINE : OTHER, state: live || how === 0 ? 0 : 1, expires_on: live ? TODAY : TODAY - 1, review: released ? how * 2 : [1, 3][how] ?? 1,
    hidden_from: excluded ? maskOf(['DEU', codeOf(MINE)]) : maskOf(how === 0 ? [] : ['DEU']), hidden_front: hidden ? MINUTE + 1 : MINUTE * how,
    confidentiality: CONFIDENTIALITY_LEVELS.indexOf(confidentiality),
  };
}

const codeOf = (number: number): string => CODE_LIST[number] ?? '';
const CODE_LIST = (await import('@watchword/api/organisations/numbers.ts')).ORGANISATION_CODES;

describe('the policy of record', () => {
  it('is valid, and the table that servers use was worked out from it', async () => {
    assert.equal((await verifyPolicy()).digest, RIGHTS.digest);
    assert.deepEqual(compileRights(decide, text.digest), RIGHTS_TABLE);
  });

  it('refuses a rule with a word that does not exist', async () => {
    const wrong = new Map(text.files).set('people', 'permit (principal, action == Watchword::Action::"chek", resource);');
    await assert.rejects(openPolicy({ ...text, digest: 'wrong', files: wrong }), { code: 'policy.invalid' });
  });

  it('says of 10,000 officers, records and reasons what the server says', () => {
    fc.assert(
      fc.property(cases, ({ holder, database, purpose, record, how }) => {
        const who = askingOf(holder);
        const viewer: Viewer = { organisation: MINE, ...holder, today: TODAY, minute: MINUTE, purpose };
        const shown = findShown(storedOf(record, database.number, how), viewer);
        const mayAsk = decide(who, { act: 'ask', database: database.code, purpose });
        const expected = mayAsk ? bitsOf(decide, who, { database: database.code, purpose, record }) : 0;
        assert.equal(shown === undefined ? 0 : seenBits(shown, viewer), expected);
      }),
      { numRuns: 10_000 },
    );
  });

  it('lets agencies and partners ask for what they were admitted for, and nothing else', () => {
    const some = fc.record({ holder: fc.constantFrom(...listHolders().filter(({ kind }) => kind === 'agency' || kind === 'partner')), purposes: fc.subarray([...PURPOSES]), databases: fc.subarray(CODES), database: fc.constantFrom(...CODES), purpose: fc.constantFrom(...PURPOSES) });
    fc.assert(
      fc.property(some, ({ holder, purposes, databases, database, purpose }) => {
        const compiled = RIGHTS.purposesOf(holder, database).includes(purpose) && purposes.includes(purpose) && databases.includes(database);
        assert.equal(compiled, decide({ ...askingOf(holder), purposes, databases }, { act: 'ask', database, purpose }));
      }),
      { numRuns: 1000 },
    );
  });

  it('says of every permission, role and kind of organisation what the table says', () => {
    for (const holder of listHolders()) {
      for (const as of PRINCIPALS) {
        const allowed = PERMISSIONS.filter((permission) => decide(askingOf(holder, as), { act: 'work', permission }));
        assert.deepEqual(RIGHTS.permissionsOf(holder, as), allowed, `${holder.kind} ${holder.role} ${as}`);
      }
    }
  });
});

describe('groups of fields', () => {
  it('have each field of each database once, and name no field that there is not', () => {
    for (const { code, fields, groups } of DATABASES) {
      assert.deepEqual(FIELD_GROUPS.flatMap((group) => groups[group]).toSorted(), Object.keys(fields.properties).toSorted(), code);
    }
  });

  it('are seen together or not at all; the owner sees all', () => {
    for (const database of DATABASES) {
      for (const role of ROLES.filter((one) => one !== 'partner' && RIGHTS.purposesOf({ kind: 'bureau', role: one }, database.code).length > 0)) {
        const own = RIGHTS.seenOf({ kind: 'bureau', role }, { database: database.code, purpose: 'investigation', confidentiality: 'confidential', own: true });
        assert.equal(fieldsSeen(database, own), 'all');
      }
    }
  });

  it('a version that waits hides nothing that the version before did not', () => {
    const stored = storedOf({ own: false, live: true, released: true, excluded: false, hidden: false, confidentiality: 'official-use' }, 1, 0);
    const waiting = { ...stored, review: 1, released: packStanding({ ...stored, hidden_front: MINUTE + 5 }) };
    const viewer = (role: 'front-line' | 'desk'): Viewer => ({ organisation: MINE, kind: 'bureau', role, today: TODAY, minute: MINUTE, purpose: 'police-check' });
    assert.equal(findShown(waiting, viewer('front-line')), undefined);
    assert.ok(findShown(waiting, viewer('desk')));
  });
});
