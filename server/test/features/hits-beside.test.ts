/** What goes beside the way of a hit: comparisons, hidden records, delegates, flags, clearances, handovers, statistics. */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { compareFound } from '@watchword/api/comparisons.ts';
import { getHitDesk, handOver, readAnswerTimes, readHandover, setHitDesk, takeOver } from '@watchword/api/hits/desk.ts';
import { clearHolder, decideDoubt, doubtRecord, endClearance, listDoubts } from '@watchword/api/hits/reviews.ts';
import { answerHit, askOwner, getHit, listHits, listHitsOfCheck, readHitRecord, type Hit } from '@watchword/api/hits.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { Client } from '@watchword/sdk/client.ts';
import { isCode } from '../operation-calls.ts';
import { car, passport, startServer, unique, wanted } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const all = { role: 'system', permissions: PERMISSIONS } as const;
const [uto, fra, esp] = [await house.client('UTO', all), await house.client('FRA', all), await house.client('ESP', all)];
const gate = await house.token('FRA', { role: 'system', permissions: ['check', 'act-for-officer', 'hit:ask'] });
/** An officer of FRA's. */
const officer = async (): Promise<Client> => house.client('FRA', { role: 'front-line' });
const hits = (): { heard(): Promise<void>; tick(): Promise<void> } => house.serving().hub.hits;

async function findHits(record: string, client: Client = fra): Promise<Hit[]> {
  await hits().heard();
  return (await client.call(listHits, { query: { record } })).items;
}

async function enterCar(more: object = {}): Promise<{ record: string; plate: string }> {
  const plate = unique('CAR');
  const { id } = await uto.records.create({ database: 'vehicles', content: car({ plate, plateCountry: 'UTO' }), ...more });
  return { record: id, plate };
}
const checkPlate = (by: Client, plate: string): ReturnType<Client['checks']['run']> => by.checks.run({ purpose: 'police-check', subject: { vehicle: { plate: { number: plate } } } });

describe('a possible match', () => {
  async function similar(): Promise<{ record: string; subject: { person: { name: string; born: string } } }> {
    const name = unique('Ilse Maren Vogelsang').replace(/\d+/, '');
    const tail = unique('q').replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');
    const { id } = await uto.records.create({ database: 'persons', content: wanted(`${name} ${tail}`) });
    const { version } = await uto.records.get(id);
    await (await house.client('XPO', { role: 'reviewer' })).records.release({ id, version });
    return { record: id, subject: { person: { name: `${name} ${tail}`, born: '1974' } } };
  }

  it('opens nothing; it does when the officer says that it is the same, and the owner does not know', async () => {
    const { record, subject } = await similar();
    const by = await officer();
    const check = await by.checks.run({ purpose: 'border-control', subject });
    assert.equal(check.outcome, 'possible');
    assert.deepEqual(await findHits(record), []);
    await by.call(compareFound, { body: { purpose: 'border-control', subject, records: [record], finding: 'same', check: check.id } });
    const [hit] = await findHits(record);
    assert.deepEqual([hit?.last.outcome, hit?.telling?.when], ['possible', 'on-release']);
    assert.deepEqual((await by.call(listHitsOfCheck, { params: { id: check.id } })).items.map(({ id }) => id), [hit?.id]);
    assert.deepEqual(await findHits(record, uto), []);
  });

  it('that is not the same ends a hit of which nobody else knows', async () => {
    const { record, subject } = await similar();
    const by = await officer();
    await by.call(compareFound, { body: { purpose: 'border-control', subject, records: [record], finding: 'same' } });
    await by.call(compareFound, { body: { purpose: 'border-control', subject, records: [record], finding: 'not-same', reason: 'face' } });
    const [hit] = (await fra.call(listHits, { query: { queue: 'done', record } })).items;
    assert.deepEqual([hit?.state, hit?.outcome?.finding], ['withdrawn', 'not-same']);
  });
});

describe('a record that is hidden from the front line', () => {
  it('is shown to no officer, and is at both desks all the same', async () => {
    const { record, plate } = await enterCar({ hiddenFromFrontLine: true, hidingAuthority: 'Court of Zenith 12/2026' });
    const by = await officer();
    const machine = await checkPlate(by, plate);
    assert.equal(machine.outcome, 'none');
    const answer = await fetch(`${house.url()}/v1/checks`, { method: 'POST', headers: { authorization: `Bearer ${gate}`, 'content-type': 'application/json', 'watchword-officer': 'ofc_discreet', 'watchword-role': 'front-line' }, body: JSON.stringify({ purpose: 'police-check', subject: { vehicle: { plate: { number: plate } } }, place: 'Gate 4' }) });
    const check = (await answer.json()) as { id: string; outcome: string; matches: unknown[] };
    assert.deepEqual([check.outcome, check.matches], ['none', []]);
    const [[mine], [owners]] = [await findHits(record), await findHits(record, uto)];
    assert.deepEqual((await by.call(listHitsOfCheck, { params: { id: machine.id } })).items, []);
    assert.deepEqual([mine?.discreet, mine?.checks], [true, 2]);
    assert.equal(owners?.discreet, true);
    assert.equal(owners?.last.place, 'Gate 4');
    const asked = await fetch(`${house.url()}/v1/hits/${mine?.id ?? ''}/request`, { method: 'POST', headers: { authorization: `Bearer ${gate}`, 'content-type': 'application/json', 'watchword-officer': 'ofc_discreet', 'watchword-role': 'front-line' }, body: '{"urgency":"urgent"}' });
    assert.equal(asked.status, 404, 'for the officer it is not there');
    const opened = (await house.entries()).filter(({ event, subject }) => event === 'hit.opened' && subject === mine?.id);
    assert.equal(opened.length, 2, 'the audit log holds the truth');
  });

  it('from the finder altogether is no hit there', async () => {
    const { record, plate } = await enterCar({ hiddenFrom: ['FRA'], hiddenFromFrontLine: true, hidingAuthority: 'Court of Zenith 12/2026' });
    await fetch(`${house.url()}/v1/checks`, { method: 'POST', headers: { authorization: `Bearer ${gate}`, 'content-type': 'application/json', 'watchword-officer': 'ofc_discreet', 'watchword-role': 'front-line' }, body: JSON.stringify({ purpose: 'police-check', subject: { vehicle: { plate: { number: plate } } } }) });
    assert.deepEqual(await findHits(record), []);
    assert.deepEqual(await findHits(record, uto), []);
  });
});

describe('a bureau without a night shift', () => {
  it('has its delegate answer outside its hours, once that has agreed, and never end a record', async () => {
    await uto.call(setHitDesk, { body: { callback: '+999 1', timeZone: 'UTC', languages: ['fr'], hours: { from: '20:00', to: '06:00' }, delegate: 'ESP', answersFor: [], releases: [] } });
    const first = await enterCar();
    await checkPlate(fra, first.plate);
    const [before] = await findHits(first.record);
    await fra.call(askOwner, { params: { id: before?.id ?? '' }, body: { urgency: 'routine' } });
    assert.deepEqual(await findHits(first.record, esp), [], 'not before it has agreed');
    await esp.call(setHitDesk, { body: { callback: '+34 1', timeZone: 'Europe/Madrid', languages: ['es', 'fr'], answersFor: ['UTO'], releases: [] } });
    assert.equal((await uto.call(getHitDesk)).delegateAgrees, true);
    const second = await enterCar();
    await checkPlate(fra, second.plate);
    const [hit] = await findHits(second.record);
    const id = hit?.id ?? '';
    const asked = await fra.call(askOwner, { params: { id }, body: { urgency: 'routine' } });
    assert.equal(asked.request?.phone, '+34 1');
    const [theirs] = await findHits(second.record, esp);
    assert.equal(theirs?.side, 'delegate');
    await esp.call(readHitRecord, { params: { id } });
    await assert.rejects(esp.call(answerHit, { params: { id }, body: { valid: 'no', same: 'no', withdraw: { reason: 'found' } } }), isCode('hit.not-owner'));
    const answered = await esp.call(answerHit, { params: { id }, body: { valid: 'yes', same: 'yes' } });
    assert.equal(answered.answer?.by, 'ESP');
    assert.equal((await uto.call(getHit, { params: { id } })).state, 'confirmed');
    await assert.rejects(esp.call(readHitRecord, { params: { id } }), isCode('hit.not-found'), 'its work is done');
    await uto.call(setHitDesk, { body: { timeZone: 'UTC', languages: ['en'], answersFor: [], releases: [] } });
  });

  it('cannot set what is not there', async () => {
    const bad = (more: object): Promise<unknown> => fra.call(setHitDesk, { body: { timeZone: 'UTC', languages: ['en'], answersFor: [], releases: [], ...more } });
    await assert.rejects(bad({ timeZone: 'Mars/Olympus' }), isCode('request.invalid'));
    await assert.rejects(bad({ delegate: 'QQQ', hours: { from: '08:00', to: '18:00' } }), isCode('organisation.not-found'));
    await assert.rejects(bad({ delegate: 'ESP' }), isCode('request.invalid'));
  });
});

describe('a record that a bureau doubts', () => {
  it('is under review on every answer until the compliance desk has decided, and its owner is not told by whom', async () => {
    const { record, plate } = await enterCar();
    const { id } = await fra.call(doubtRecord, { body: { record, doubt: 'political', reason: 'It is the car of a newspaper.' } });
    await assert.rejects(fra.call(doubtRecord, { body: { record, doubt: 'other', reason: 'Again.' } }), isCode('doubt.raised'));
    assert.equal((await checkPlate(esp, plate)).matches[0]?.underReview, true);
    assert.equal((await checkPlate(uto, plate)).matches[0]?.underReview, true);
    assert.deepEqual((await uto.call(listDoubts, { query: {} })).items, []);
    const reviewer = await house.client('XPO', { role: 'reviewer' });
    assert.deepEqual((await reviewer.call(listDoubts, { query: { state: 'open' } })).items.map((one) => [one.id, one.by]), [[id, 'FRA']]);
    await reviewer.call(decideDoubt, { params: { id }, body: { finding: 'stands', reason: 'It was stolen.' } });
    assert.equal((await checkPlate(esp, plate)).matches[0]?.underReview, undefined);
    await assert.rejects(reviewer.call(decideDoubt, { params: { id }, body: { finding: 'stands', reason: 'It was stolen.' } }), isCode('doubt.decided'));
  });

  it('must be one that the bureau finds', async () => {
    const { record } = await enterCar({ hiddenFrom: ['FRA'] });
    await assert.rejects(fra.call(doubtRecord, { body: { record, doubt: 'other', reason: 'Why?' } }), isCode('record.not-found'));
  });
});

describe('the rightful holder of a recovered document', () => {
  it('travels once: a later check shows the slip, until the journey has ended', async () => {
    const number = unique('RC');
    const { id: record, version } = await uto.records.create({ database: 'travel-documents', content: passport(number) });
    const body = { record, compared: true as const, until: new Date(house.clock.now() + 86_400_000).toISOString(), from: 'FRA', to: 'UTO', carrier: 'UT 402' };
    await assert.rejects(uto.call(clearHolder, { body }), isCode('clearance.not-recovered'));
    await uto.records.amend({ id: record, version }, { content: { recoveredOn: '2026-11-20' } });
    await assert.rejects(fra.call(clearHolder, { body }), isCode('record.not-found'));
    const clearance = await uto.call(clearHolder, { body });
    await assert.rejects(uto.call(clearHolder, { body }), isCode('clearance.given'));
    const shown = async (): Promise<unknown> => (await fra.checks.run({ purpose: 'border-control', subject: { document: { number } } })).matches[0]?.clearance;
    assert.deepEqual(await shown(), { slip: clearance.slip, until: clearance.until, from: 'FRA', to: 'UTO', carrier: 'UT 402' });
    await assert.rejects(esp.call(endClearance, { params: { id: clearance.id }, body: { reason: 'used' } }), isCode('clearance.not-found'));
    await uto.call(endClearance, { params: { id: clearance.id }, body: { reason: 'used' } });
    assert.equal(await shown(), undefined);
    await uto.call(clearHolder, { body });
    assert.ok(await shown());
    house.clock.moveDays(2);
    assert.equal(await shown(), undefined, 'it ends by itself');
  });
});

describe('a record that the Commission erases', () => {
  it('takes with it what its hits say of it', async () => {
    const { record, plate } = await enterCar();
    await checkPlate(fra, plate);
    const [hit] = await findHits(record);
    assert.ok(JSON.stringify(hit).includes(plate));
    const { requests } = await house.client('XPO', { role: 'commission' });
    const received = await requests.receive({ kind: 'deletion', subject: { names: ['Ida Plea'], born: '1974' }, asks: 'Delete it.', contact: 'By letter', evidence: { digest: 'ab'.repeat(32) } });
    await requests.decide(await requests.admit(received, { admissible: true }), { outcome: 'granted', reasons: 'None.', measures: [{ record, act: 'erase' }] });
    await house.serving().hub.earlier.settle();
    const after_ = await fra.call(getHit, { params: { id: hit?.id ?? '' } });
    assert.ok(!JSON.stringify(after_).includes(plate), JSON.stringify(after_));
    assert.deepEqual([after_.last.asked, after_.last.officer, after_.last.matched], [undefined, undefined, []]);
  });
});

describe('a handover', () => {
  it('has what is open with its deadline and last note, and two signatures', async () => {
    const { record, plate } = await enterCar();
    await checkPlate(fra, plate);
    const [hit] = await findHits(record);
    await fra.call(askOwner, { params: { id: hit?.id ?? '' }, body: { urgency: 'urgent' } });
    const given = await uto.call(handOver, { body: { note: 'FRA waits.' } });
    const item = given.items.find((one) => one.hit === hit?.id);
    assert.equal(item?.waitingFor, 'own');
    assert.ok(item?.deadline);
    await assert.rejects(uto.call(takeOver, { params: { id: given.id }, body: {} }), isCode('handover.signed'));
    const next = await house.client('UTO', all);
    assert.ok((await next.call(takeOver, { params: { id: given.id }, body: {} })).takenBy);
    await assert.rejects(fra.call(takeOver, { params: { id: given.id }, body: {} }), isCode('handover.not-found'));
    const { open, last } = await next.call(readHandover);
    const due = open.map(({ deadline }) => deadline ?? '9');
    assert.deepEqual(due, due.toSorted(), 'what is due first comes first');
    assert.equal(last[0]?.note, 'FRA waits.');
  });
});

describe('answer times', () => {
  it('are published of months that are over, and small counts are withheld', async () => {
    const [month] = new Date(house.clock.now()).toISOString().split(/-\d\dT/);
    await assert.rejects(fra.call(readAnswerTimes, { query: { month: month ?? '' } }), isCode('statistics.not-over'));
    for (let each = 0; each < 8; each += 1) {
      const { record, plate } = await enterCar();
      await checkPlate(fra, plate);
      const [hit] = await findHits(record);
      await fra.call(askOwner, { params: { id: hit?.id ?? '' }, body: { urgency: 'urgent' } });
      house.clock.moveMs(60_000);
      await uto.call(answerHit, { params: { id: hit?.id ?? '' }, body: { valid: 'yes', same: each < 6 ? 'yes' : 'no' } });
    }
    const few = unique('BOAT');
    const { id: record } = await esp.records.create({ database: 'vehicles', content: car({ plate: few, plateCountry: 'ESP' }) });
    await checkPlate(fra, few);
    const [hit] = await findHits(record);
    await fra.call(askOwner, { params: { id: hit?.id ?? '' }, body: { urgency: 'urgent' } });
    house.clock.moveDays(31);
    const { items } = await fra.call(readAnswerTimes, { query: { month: month ?? '' } });
    const mine = items.find(({ owner }) => owner === 'UTO');
    const other = items.find(({ owner }) => owner === 'ESP');
    assert.equal(other?.asked, null, 'one is too few');
    assert.equal(mine?.asked, null, 'or the sum would tell it');
  });
});
