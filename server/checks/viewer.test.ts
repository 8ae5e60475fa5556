import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { ROLES, type Role } from '@watchword/api/organisations.ts';
import type { Database } from '@watchword/api/databases/database.ts';
import { fieldsSeen, RIGHTS } from '@watchword/api/rights/rights.ts';
import { travelDocuments } from '@watchword/api/databases/travel-documents.ts';
import { persons } from '@watchword/api/databases/persons.ts';
import { maskOf } from '#organisations/organisations.ts';
import { packStanding } from '#records/records.ts';
import type { StoredRecord } from '#store/tables.ts';
import type { AnswerWithoutReceipt } from './checks.ts';
import { askerOf, dayOf, openWorld, TODAY, type Entered } from './checks-under-test.ts';
import { cutContent, cutReasons, findShown, type Viewer } from './viewer.ts';

const today = dayOf(TODAY);
const number = (code: string): number => askerOf(code, 'desk').number;
const viewer = (code: string, role: Role = 'desk'): Viewer => ({ organisation: number(code), kind: code === 'XPO' ? 'secretariat' : 'bureau', role, today, minute: today * 1440 });
const FOREVER = (today + 2) * 1440;
/** The fields that a role sees of a record with plain confidentiality. */
const fieldsOf = (database: Database, role: Role, own = false): ReturnType<typeof fieldsSeen> =>
  fieldsSeen(database, RIGHTS.seenOf({ kind: 'bureau', role }, { database: database.code, purpose: 'border-control', confidentiality: 'official-use', own }));
const record: StoredRecord = {
  row: 1, id: new Uint8Array(16), database: persons.number, reference: null, version: 3, created_at: 0, amended_at: null, verified_on: null, notice: null, content: '["new"]', released: null, sum: null,
  state: 0, expires_on: today + 1, owner: number('UTO'), review: 0, hidden_from: null, hidden_front: 0, confidentiality: 0,
};

describe('which records exist for a viewer', () => {
  const table: [string, Partial<StoredRecord>, Viewer, boolean][] = [
    ['an active record', {}, viewer('FRA'), true],
    ['on its last day', { expires_on: today }, viewer('FRA'), true],
    ['the day after', { expires_on: today - 1 }, viewer('FRA'), false],
    ['the day after, for its owner', { expires_on: today - 1 }, viewer('UTO'), false],
    ['a withdrawn record', { state: 1 }, viewer('UTO'), false],
    ['an expired record', { state: 2 }, viewer('UTO'), false],
    ['pending, for others', { review: 1 }, viewer('FRA'), false],
    ['pending, for the secretariat', { review: 1 }, viewer('XPO', 'reviewer'), false],
    ['pending, for its owner', { review: 1 }, viewer('UTO', 'front-line'), true],
    ['released', { review: 2 }, viewer('FRA'), true],
    ['blocked, for others', { review: 3 }, viewer('FRA'), false],
    ['blocked, for its owner', { review: 3 }, viewer('UTO'), true],
    ['hidden from the viewer', { hidden_from: maskOf(['FRA', 'DEU']) }, viewer('FRA'), false],
    ['hidden from others', { hidden_from: maskOf(['DEU']) }, viewer('FRA'), true],
    ['hidden from the front line, for it', { hidden_front: FOREVER }, viewer('FRA', 'front-line'), false],
    ['hidden from the front line, for a desk', { hidden_front: FOREVER }, viewer('FRA', 'desk'), true],
    ["hidden from the front line, for the owner's front line", { hidden_front: FOREVER }, viewer('UTO', 'front-line'), false],
  ];
  for (const [name, change, who, expected] of table) test(`${name}: ${expected ? 'exists' : 'does not'}`, () => assert.equal(findShown({ ...record, ...change }, who) !== undefined, expected));
});

describe('while an amendment waits', () => {
  const old = { ...record, version: 2, review: 2, amended_at: 5, verified_on: 6, content: '["old"]' };
  const waiting = { ...record, review: 1, amended_at: 9, verified_on: 10, released: packStanding(old) };
  const seen = (change: Partial<StoredRecord>, who: Viewer) => {
    const found = findShown({ ...waiting, ...change }, who);
    return found === undefined ? undefined : [found.version, found.content, found.amended_at, found.verified_on];
  };
  test('others see the released version as it was, and its owner the new one', () => {
    assert.deepEqual(seen({}, viewer('FRA')), [2, '["old"]', 5, 6]);
    assert.deepEqual(seen({}, viewer('XPO', 'reviewer')), [2, '["old"]', 5, 6]);
    assert.deepEqual(seen({}, viewer('UTO')), [3, '["new"]', 9, 10]);
    assert.deepEqual(seen({ review: 3 }, viewer('FRA')), [2, '["old"]', 5, 6], 'also when the amendment alone was blocked');
  });
  test('a restriction that was added holds at once, and one that was lifted is not lifted before the release', () => {
    assert.equal(seen({ hidden_from: maskOf(['FRA']) }, viewer('FRA')), undefined);
    const masked = packStanding({ ...old, hidden_from: maskOf(['FRA']), hidden_front: FOREVER });
    assert.equal(seen({ released: masked }, viewer('FRA')), undefined);
    assert.equal(seen({ released: masked, hidden_from: maskOf(['DEU']) }, viewer('DEU')), undefined);
    assert.equal(seen({ released: masked }, viewer('ESP', 'front-line')), undefined);
    assert.deepEqual(seen({ released: masked }, viewer('ESP')), [2, '["old"]', 5, 6]);
  });
  test('what ends the record ends both versions', () => {
    for (const change of [{ state: 1 }, { state: 2 }, { expires_on: today - 1 }]) assert.equal(seen(change, viewer('FRA')), undefined);
  });
});

describe('which fields a viewer sees', () => {
  const content = { number: 'A1', issuer: 'UTO', type: 'passport', fraud: 'revoked', ground: 'law 5', circumstances: 'long' };
  test('the front line of another country sees what the database names', () => {
    assert.deepEqual(cutContent(content, fieldsOf(travelDocuments, 'front-line')), { number: 'A1', issuer: 'UTO', type: 'passport', fraud: 'revoked' });
  });
  test('a desk and the owner see all', () => {
    assert.deepEqual(cutContent(content, fieldsOf(travelDocuments, 'desk')), content);
    assert.deepEqual(cutContent(content, fieldsOf(travelDocuments, 'front-line', true)), content);
  });
  test('a reason on a withheld field is withheld', () => {
    const reasons = (['number', 'ground', 'vinCheckDigit'] as const).map((field) => ({ field, how: 'equal' as const, recorded: 'x' }));
    assert.deepEqual(cutReasons(travelDocuments, reasons, fieldsOf(travelDocuments, 'system')).map(({ field }) => field), ['number', 'vinCheckDigit']);
    assert.equal(cutReasons(travelDocuments, reasons, fieldsOf(travelDocuments, 'system', true)).length, 3);
  });
});

describe('a hidden record', () => {
  const hidden: [string, Partial<Entered>][] = [
    ['hidden from the country', { hidden_from: maskOf(['FRA']) }],
    ['hidden from the front line', { hidden_front: FOREVER }],
    ['waiting for review', { review: 1 }],
    ['blocked', { review: 3 }],
    ['withdrawn', { state: 1 }],
    ['ended yesterday', { expires_on: today - 1 }],
  ];
  const person = (name: string): Entered => ({
    database: 'persons', content: { kind: 'wanted', status: 'accused', names: [{ full: name, kind: 'primary' }], born: ['1974-08-12'], documents: [{ number: 'L898902C3', issuer: 'UTO' }] },
  });
  const passport: Entered = { database: 'travel-documents', content: { number: 'L898902C3', issuer: 'UTO', type: 'passport', fraud: 'stolen' } };
  const blanks: Entered = { database: 'travel-documents', content: { number: 'AC1000', numberTo: 'AC1999', issuer: 'UTO', type: 'passport', fraud: 'stolen-blank' } };
  const subjects = [
    { document: { number: 'L898902C3' } }, { document: { number: 'AC1500' } }, { person: { name: 'Anna Eriksson' } },
    { document: { number: 'L898902C3' }, person: { name: 'Anna Eriksson', born: '1974-08-12' } },
  ];
  const bare = ({ id: _id, at: _at, databases, ...rest }: AnswerWithoutReceipt): unknown => ({ ...rest, databases: databases.map(({ database, outcome }) => ({ database, outcome })) });

  for (const [name, change] of hidden) {
    test(`that is ${name} changes nothing but id and time`, async () => {
      const [without, withIt, shown] = [openWorld(), openWorld(), openWorld()];
      after(async () => Promise.all([without.close(), withIt.close(), shown.close()]));
      for (const world of [without, withIt, shown]) await world.enter({ ...passport, content: { ...passport.content, number: 'L898902C3', issuer: 'DEU' }, owner: 'DEU' });
      for (const entered of [passport, blanks, person('Anna Eriksson'), ...Array.from({ length: 30 }, () => person('Anna Eriksson'))]) {
        await withIt.enter({ ...entered, ...change });
        await shown.enter(entered);
      }
      for (const subject of subjects) {
        const [absent, present] = [await without.reply(subject), await withIt.reply(subject)];
        assert.deepEqual(keepIds(bare(present.answer)), keepIds(bare(absent.answer)));
        const [one, other] = [absent.entry?.(''), present.entry?.('')];
        assert.deepEqual(keepIds({ ...other, subject: '' }), keepIds({ ...one, subject: '' }));
        assert.notDeepEqual(bare(await shown.ask(subject)), bare(absent.answer), 'the same records, not hidden, do change it');
      }
    });
  }

  /** The ids of records differ between two worlds. */
  function keepIds(answer: unknown): unknown {
    return JSON.parse(JSON.stringify(answer).replaceAll(/rec_[0-9a-f]{32}/g, 'rec'));
  }
});

test('every role that checks sees something of a stolen document, and no other role anything', () => {
  for (const role of ROLES) {
    const cut = cutContent(travelDocuments.example, fieldsOf(travelDocuments, role));
    assert.equal(Object.keys(cut).length > 0, ['front-line', 'desk', 'system', 'reviewer', 'commission', 'partner'].includes(role), role);
  }
});
