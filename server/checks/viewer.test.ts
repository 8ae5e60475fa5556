import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { ROLES, type Role } from '@watchword/api/organisations.ts';
import { travelDocuments } from '@watchword/api/databases/travel-documents.ts';
import { maskOf } from '#organisations/organisations.ts';
import type { AnswerWithoutReceipt } from './checks.ts';
import { askerOf, dayOf, openWorld, TODAY, type Entered } from './checks-under-test.ts';
import { cutContent, cutReasons, isShown, type Viewer } from './viewer.ts';

const today = dayOf(TODAY);
const number = (code: string): number => askerOf(code, 'desk').number;
const viewer = (code: string, role: Role = 'desk'): Viewer => ({ organisation: number(code), role, today });
const record = { state: 0, expires_on: today + 1, owner: number('UTO'), review: 0, hidden_from: null, hidden_front: 0 };

describe('which records exist for a viewer', () => {
  const table: [string, Partial<Parameters<typeof isShown>[0]>, Viewer, boolean][] = [
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
    ['hidden from the front line, for it', { hidden_front: 1 }, viewer('FRA', 'front-line'), false],
    ['hidden from the front line, for a desk', { hidden_front: 1 }, viewer('FRA', 'desk'), true],
    ["hidden from the front line, for the owner's front line", { hidden_front: 1 }, viewer('UTO', 'front-line'), false],
  ];
  for (const [name, change, who, expected] of table) test(`${name}: ${expected ? 'exists' : 'does not'}`, () => assert.equal(isShown({ ...record, ...change }, who), expected));
});

describe('which fields a viewer sees', () => {
  const content = { number: 'A1', issuer: 'UTO', type: 'passport', fraud: 'revoked', ground: 'law 5', circumstances: 'long' };
  test('the front line of another country sees what the database names', () => {
    assert.deepEqual(cutContent(travelDocuments, content, false, 'front-line'), { number: 'A1', issuer: 'UTO', type: 'passport', fraud: 'revoked' });
  });
  test('a desk and the owner see all', () => {
    assert.deepEqual(cutContent(travelDocuments, content, false, 'desk'), content);
    assert.deepEqual(cutContent(travelDocuments, content, true, 'front-line'), content);
  });
  test('a reason on a withheld field is withheld', () => {
    const reasons = (['number', 'ground', 'vinCheckDigit'] as const).map((field) => ({ field, how: 'equal' as const, recorded: 'x' }));
    assert.deepEqual(cutReasons(travelDocuments, reasons, false, 'system').map(({ field }) => field), ['number', 'vinCheckDigit']);
    assert.equal(cutReasons(travelDocuments, reasons, true, 'system').length, 3);
  });
});

describe('a hidden record', () => {
  const hidden: [string, Partial<Entered>][] = [
    ['hidden from the country', { hidden_from: maskOf(['FRA']) }],
    ['hidden from the front line', { hidden_front: 1 }],
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
        assert.deepEqual({ ...other, subject: '' }, { ...one, subject: '' });
        assert.notDeepEqual(bare(await shown.ask(subject)), bare(absent.answer), 'the same records, not hidden, do change it');
      }
    });
  }

  /** The ids of records differ between two worlds. */
  function keepIds(answer: unknown): unknown {
    return JSON.parse(JSON.stringify(answer).replaceAll(/rec_[0-9a-f]{32}/g, 'rec'));
  }
});

test('there is a cut for every role', () => {
  for (const role of ROLES) assert.ok(travelDocuments.visible[role] === 'all' || travelDocuments.visible[role].length > 0);
});
