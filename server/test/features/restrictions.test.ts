/** Who a record is hidden from gets the answer of somebody for whom there is no such record. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { CheckAnswer } from '@watchword/api/checks/answers.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import type { Role } from '@watchword/api/organisations.ts';
import { isCode } from '../operation-calls.ts';
import { car, passport, startServer, unique } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const owner = await house.client('UTO');

/** What somebody of this country and role is answered, without what is new in every answer. */
async function answerTo(organisation: string, subject: Subject, role: Role = 'system'): Promise<Omit<CheckAnswer, 'id' | 'receipt'>> {
  const { id: _, receipt: __, ...answer } = await (await house.client(organisation, { role })).checks.run({ purpose: 'border-control', subject });
  return answer;
}

/** The same with the number that was asked taken out, so that two questions can be compared. */
const without = (number: string, answer: object): unknown => JSON.parse(JSON.stringify(answer).replaceAll(number, '*'));

test('a hidden record is not there for the countries it is hidden from, and there for all others', async () => {
  const [hidden, absent] = [unique('H'), unique('H')];
  await owner.records.create({ database: 'travel-documents', content: passport(hidden), hiddenFrom: ['FRA', 'D'] });
  for (const organisation of ['FRA', 'DEU']) {
    for (const role of ['front-line', 'desk', 'system'] as const) {
      assert.deepEqual(without(hidden, await answerTo(organisation, { document: { number: hidden } }, role)), without(absent, await answerTo(organisation, { document: { number: absent } }, role)));
    }
  }
  for (const organisation of ['ESP', 'XPO', 'UTO']) assert.equal((await answerTo(organisation, { document: { number: hidden } })).outcome, 'hit');
});

test('the receipt of a hidden record tells nothing either: the entry is that of a check that found nothing', async () => {
  const [hidden, absent] = [unique('H'), unique('H')];
  await owner.records.create({ database: 'travel-documents', content: passport(hidden), hiddenFrom: ['FRA'] });
  const asker = await house.client('FRA');
  const entries = await Promise.all(
    [hidden, absent].map(async (number) => {
      const { receipt } = await asker.checks.run({ purpose: 'border-control', subject: { document: { number } } });
      const { databases, outcomes, owners, keep, event } = (await house.entries(receipt.entry))[0] ?? {};
      return { databases, outcomes, owners, keep, event };
    }),
  );
  assert.deepEqual(entries[0], entries[1]);
});

test('a hidden record does not crowd out another, nor count as more', async () => {
  const serialNumber = unique('H');
  for (let at = 0; at < 25; at += 1) {
    await owner.records.create({ database: 'firearms', content: { serialNumber, type: 'pistol', status: 'stolen' }, ...(at > 0 && { hiddenFrom: ['FRA'] }) });
  }
  const seen = await answerTo('FRA', { firearm: { serialNumber } });
  assert.deepEqual([seen.matches.length, seen.more], [1, undefined]);
  const all = await answerTo('ESP', { firearm: { serialNumber } });
  assert.deepEqual([all.matches.length, all.more], [20, true]);
});

test('a hidden range of blanks, look-alike, plate or part of a VIN is as if it were not there', async () => {
  const [digits, other] = [unique(''), unique('')];
  const hiddenFrom = ['FRA'];
  await owner.records.create({ database: 'travel-documents', content: { ...passport(`XT${digits}0`), numberTo: `XT${digits}9`, fraud: 'stolen-blank' }, hiddenFrom });
  await owner.records.create({ database: 'travel-documents', content: passport(`OB${digits}`), hiddenFrom });
  await owner.records.create({ database: 'vehicles', content: car({ plate: `HP${digits}`, plateCountry: 'UTO', vin: `UTZZZZ8X4GB${digits}` }), hiddenFrom });
  const subjectsOf = (number: string): Subject[] => [
    { document: { number: `XT${number}5` } }, { document: { number: `0B${number}` } }, { vehicle: { plate: { number: `HP${number}` } } }, { vehicle: { vin: `GB${number}` } },
  ];
  for (const [at, subject] of subjectsOf(digits).entries()) {
    const absent = subjectsOf(other)[at] ?? {};
    assert.deepEqual(without(digits, await answerTo('FRA', subject)), without(other, await answerTo('FRA', absent)));
    assert.notEqual((await answerTo('ESP', subject)).outcome, 'none');
  }
});

test('hidden from the front line means of every country, and desks see it', async () => {
  const number = unique('H');
  await owner.records.create({ database: 'travel-documents', content: passport(number), hiddenFromFrontLine: true, hidingAuthority: 'Court of Utopia, 12/2026' });
  const outcome = async (organisation: string, role: Role): Promise<string> => (await answerTo(organisation, { document: { number } }, role)).outcome;
  assert.deepEqual([await outcome('FRA', 'front-line'), await outcome('UTO', 'front-line'), await outcome('FRA', 'desk'), await outcome('FRA', 'system')], ['none', 'none', 'hit', 'hit']);
});

test('hiding and showing again count from the answer of the amendment on', async () => {
  const number = unique('H');
  const record = await owner.records.create({ database: 'travel-documents', content: passport(number) });
  const outcome = async (): Promise<string> => (await answerTo('FRA', { document: { number } })).outcome;
  assert.equal(await outcome(), 'hit');
  const hidden = await owner.records.amend(record, { hiddenFrom: ['FRA'] });
  assert.equal(await outcome(), 'none');
  await owner.records.amend(hidden, { hiddenFrom: null });
  assert.equal(await outcome(), 'hit');
});

test('a record is hidden from bureaus that exist, and never from its owner', async () => {
  const enter = (hiddenFrom: string[]) => owner.records.create({ database: 'travel-documents', content: passport(unique('H')), hiddenFrom });
  for (const wrong of [['QQQ'], ['UTO'], ['FRA', 'XXA']]) await assert.rejects(enter(wrong), isCode('record.invalid'));
});
