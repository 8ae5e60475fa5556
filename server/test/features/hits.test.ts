/** Hits from the check to the outcome, through the interface. */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { CheckAnswer } from '@watchword/api/checks/answers.ts';
import type { CheckRequest } from '@watchword/api/checks/checks.ts';
import {
  answerHit, askOwner, assignHit, clearHit, getHit, listHits, listHitsOfCheck, mergeHits, needTime, noteAnswer, noteHit, readHitRecord, releaseHit, reportOutcome, withdrawHit, type Hit,
} from '@watchword/api/hits.ts';
import { listEvents } from '@watchword/api/live.ts';
import { setHitDesk } from '@watchword/api/hits/desk.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { Client } from '@watchword/sdk/client.ts';
import { isCode, pictureOf } from '../operation-calls.ts';
import { car, passport, startServer, unique, wanted } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const uto = await house.client('UTO');
const fra = await house.client('FRA');
const officer = await house.client('FRA', { role: 'front-line' });

/** What was heard is in the store. */
const settled = async (): Promise<void> => house.serving().hub.hits.heard();
const minutes = async (count: number): Promise<void> => {
  house.clock.moveMs(count * 60_000);
  await house.serving().hub.hits.tick();
};

async function hitOn(record: string, client: Client = fra): Promise<Hit> {
  await settled();
  const { items } = await client.call(listHits, { query: { record } });
  const [first] = items;
  assert.ok(first, 'there is a hit');
  return first;
}

/** A stolen car of UTO's, checked in France. */
async function carHit(by: Client = officer, place = 'Road A1'): Promise<{ record: string; check: CheckAnswer; plate: string }> {
  const plate = unique('CAR');
  const { id } = await uto.records.create({ database: 'vehicles', content: car({ plate, plateCountry: 'UTO' }) });
  const check = await by.checks.run({ purpose: 'police-check', subject: { vehicle: { plate: { number: plate, country: 'UTO' } } }, place });
  assert.equal(check.outcome, 'hit');
  return { record: id, check, plate };
}

/** A stolen passport of UTO's, of which the owner is told on release only. */
async function passportHit(more: Partial<CheckRequest> = {}, by: Client = officer): Promise<{ record: string; check: CheckAnswer; number: string }> {
  const number = unique('PP');
  const { id } = await uto.records.create({ database: 'travel-documents', content: passport(number) });
  const check = await by.checks.run({ purpose: 'border-control', subject: { document: { number, issuer: 'UTO' } }, ...more });
  assert.equal(check.outcome, 'hit');
  return { record: id, check, number };
}

async function personHit(withPhoto: boolean): Promise<{ record: string; name: string; photo: string | undefined }> {
  const name = `Ida Hit${unique('n')}`;
  const { id } = await uto.records.create({ database: 'persons', content: wanted(name) });
  const photo = withPhoto ? (await uto.photos.add(id, pictureOf())).id : undefined;
  const { version } = await uto.records.get(id);
  await (await house.client('XPO', { role: 'reviewer' })).records.release({ id, version });
  const check = await officer.checks.run({ purpose: 'border-control', subject: { person: { name, born: '1974-08-12' } } });
  assert.equal(check.outcome, 'hit');
  return { record: id, name, photo };
}

describe('a check that hits', () => {
  it('is at both desks, with what matched, where and when, and by whom', async () => {
    const { record, check } = await carHit();
    const owners = await hitOn(record, uto);
    assert.equal(owners.side, 'owner');
    assert.equal(owners.state, 'open');
    assert.equal(owners.finder, 'FRA');
    assert.equal(owners.last.id, check.id);
    assert.equal(owners.last.place, 'Road A1');
    assert.equal(owners.last.role, 'front-line');
    assert.equal(owners.last.purpose, 'police-check');
    assert.deepEqual(owners.last.matched.filter(({ how }) => how === 'equal').map(({ field }) => field), ['plate', 'plateCountry']);
    assert.equal(owners.rings, false, 'only what is urgent rings');
    const finders = await hitOn(record);
    assert.equal(finders.side, 'finder');
    assert.equal(finders.telling?.when, 'at-once');
  });

  it('opens one hit for a record and a finder, which further checks join', async () => {
    const { record, plate } = await carHit();
    const esp = await house.client('ESP');
    for (const client of [officer, esp]) assert.equal((await client.checks.run({ purpose: 'police-check', subject: { vehicle: { plate: { number: plate, country: 'UTO' } } } })).outcome, 'hit');
    await settled();
    const { items } = await uto.call(listHits, { query: { record } });
    assert.deepEqual(items.map(({ finder, checks }) => [finder, checks]), [['ESP', 1], ['FRA', 2]]);
  });

  it('on a record of its own is at its own desk alone', async () => {
    const plate = unique('OWN');
    const { id } = await uto.records.create({ database: 'vehicles', content: car({ plate, plateCountry: 'UTO' }) });
    await uto.checks.run({ purpose: 'police-check', subject: { vehicle: { plate: { number: plate } } } });
    const hit = await hitOn(id, uto);
    assert.equal(hit.side, 'own');
    await uto.call(askOwner, { params: { id: hit.id }, body: { urgency: 'routine' } });
    const answered = await uto.call(answerHit, { params: { id: hit.id }, body: { valid: 'yes', same: 'yes' } });
    assert.equal(answered.state, 'confirmed');
  });
});

describe('the question to the owner', () => {
  it('runs against a clock, is delivered, opened and answered, and the officer sees each step', async () => {
    const { record, check } = await carHit();
    await settled();
    const [standing] = (await officer.call(listHitsOfCheck, { params: { id: check.id } })).items;
    assert.equal(standing?.preset, 'urgent');
    const asked = await officer.call(askOwner, { params: { id: standing?.id ?? '' }, body: { urgency: 'urgent', callback: '+33 17', message: 'Driver waits.' } });
    assert.equal(asked.request?.number, 1);
    assert.equal(Date.parse(asked.request?.dueAt ?? '') - Date.parse(asked.request?.askedAt ?? ''), 600_000);
    const hit = await hitOn(record, uto);
    assert.equal(hit.rings, true);
    assert.equal(hit.request?.callback, '+33 17');
    await uto.call(getHit, { params: { id: hit.id } });
    await settled();
    const [seen] = (await officer.call(listHitsOfCheck, { params: { id: check.id } })).items;
    assert.ok(seen?.request?.deliveredAt !== undefined && seen.request.openedAt !== undefined);
    assert.equal((await uto.call(assignHit, { params: { id: hit.id }, body: { do: 'take' } })).rings, false, 'what was taken rings no more');
    await minutes(2);
    const answered = await uto.call(answerHit, { params: { id: hit.id }, body: { valid: 'yes', same: 'yes', instruction: 'Keep it.' } });
    assert.equal(answered.answer?.verdict, 'confirmed');
    assert.equal(answered.answer?.seconds, 120);
    const [told] = (await officer.call(listHitsOfCheck, { params: { id: check.id } })).items;
    assert.equal(told?.answer?.instruction, 'Keep it.');
  });

  it('is sent a second and a third time, then goes to the supervisor and the secretariat', async () => {
    const { record } = await carHit();
    const { id } = await hitOn(record);
    await fra.call(askOwner, { params: { id }, body: { urgency: 'urgent' } });
    const acts = async (): Promise<string[]> => (await fra.call(getHit, { params: { id } })).escalations.map(({ act }) => act);
    await minutes(4);
    assert.deepEqual(await acts(), []);
    await minutes(1);
    assert.deepEqual(await acts(), ['phone']);
    await minutes(5);
    assert.deepEqual(await acts(), ['phone', 'second-request']);
    assert.equal((await uto.call(getHit, { params: { id } })).request?.overdue, true);
    await minutes(10);
    const reviewer = await house.client('XPO', { role: 'reviewer' });
    await assert.rejects(reviewer.call(getHit, { params: { id } }), isCode('hit.not-found'));
    await minutes(5);
    assert.deepEqual(await acts(), ['phone', 'second-request', 'supervisor', 'third-request', 'secretariat']);
    const escalated = await reviewer.call(getHit, { params: { id } });
    assert.equal(escalated.side, 'secretariat');
    assert.equal(escalated.last.place, undefined, 'the secretariat is not told where');
    // It is 12:25 UTC then, afternoon in Paris, and the desk there speaks English.
    assert.deepEqual(escalated.escalations.at(-1)?.desk, 'middle');
    await uto.call(answerHit, { params: { id }, body: { valid: 'yes', same: 'no' } });
    assert.equal((await fra.call(getHit, { params: { id } })).state, 'not-confirmed');
  });

  it('is answered by the time that the owner needs, which runs out as well', async () => {
    const { record } = await carHit();
    const { id } = await hitOn(record);
    await fra.call(askOwner, { params: { id }, body: { urgency: 'urgent' } });
    const until = new Date(house.clock.now() + 1_800_000).toISOString();
    await uto.call(needTime, { params: { id }, body: { until: new Date(house.clock.now() + 600_000).toISOString() } });
    assert.equal((await uto.call(needTime, { params: { id }, body: { until, reason: 'The court is asked.' } })).needTime?.until, until, 'a second time as well');
    await minutes(20);
    assert.equal((await fra.call(getHit, { params: { id } })).state, 'need-time');
    await minutes(11);
    const over = await fra.call(getHit, { params: { id } });
    assert.deepEqual([over.state, over.request?.number], ['asked', 2]);
    await assert.rejects(uto.call(needTime, { params: { id }, body: { until: new Date(house.clock.now() + 80 * 3_600_000).toISOString() } }), isCode('request.invalid'));
  });

  it('is over when the finder withdraws it', async () => {
    const { record } = await carHit();
    const { id } = await hitOn(record);
    await fra.call(askOwner, { params: { id }, body: { urgency: 'urgent' } });
    await fra.call(withdrawHit, { params: { id }, body: { reason: 'Another car.' } });
    const gone = await uto.call(getHit, { params: { id } });
    assert.equal(gone.state, 'withdrawn');
    assert.ok(!JSON.stringify(gone).includes('Another car'), 'the reason is for the own desk');
    await assert.rejects(uto.call(answerHit, { params: { id }, body: { valid: 'yes', same: 'yes' } }), isCode('hit.state'));
  });

  it('is answered by the end of the record, whichever way that came', async () => {
    const { record } = await carHit();
    const { id } = await hitOn(record);
    await fra.call(askOwner, { params: { id }, body: { urgency: 'urgent' } });
    const { version } = await uto.records.get(record);
    await uto.records.withdraw({ id: record, version }, { reason: 'found' });
    const answered = await fra.call(getHit, { params: { id } });
    assert.deepEqual([answered.state, answered.answer?.valid], ['not-confirmed', 'no']);
  });
});

describe('an answer', () => {
  it('that the record is no longer valid withdraws it in the same step, or not at all', async () => {
    const { record } = await carHit();
    const { id } = await hitOn(record);
    const before = await uto.records.get(record);
    await assert.rejects(uto.call(answerHit, { params: { id }, body: { valid: 'no', same: 'cannot-tell', withdraw: { reason: 'found', version: before.version + 1 } } }), isCode('record.version-conflict'));
    assert.equal((await uto.call(getHit, { params: { id } })).state, 'open');
    await uto.call(answerHit, { params: { id }, body: { valid: 'no', same: 'cannot-tell', withdraw: { reason: 'found', version: before.version } } });
    assert.equal((await uto.records.get(record)).state, 'withdrawn');
    assert.equal((await fra.call(getHit, { params: { id } })).state, 'not-confirmed');
  });

  it('that confirms a person needs the record and its photograph to have been opened, by whoever answers', async () => {
    const { record, photo } = await personHit(true);
    const { id } = await hitOn(record);
    await fra.call(releaseHit, { params: { id }, body: { ask: 'urgent' } });
    const confirm = (client: Client): Promise<Hit> => client.call(answerHit, { params: { id }, body: { valid: 'yes', same: 'yes' } });
    await assert.rejects(confirm(uto), isCode('hit.unread'));
    await uto.call(readHitRecord, { params: { id } });
    await assert.rejects(confirm(uto), isCode('hit.unread'));
    await uto.photos.get(record, photo ?? '');
    const colleague = await house.client('UTO', { name: 'colleague' });
    await assert.rejects(confirm(colleague), isCode('hit.unread'), 'what a colleague has read is not read');
    assert.deepEqual((await uto.call(getHit, { params: { id } })).read, { record: true, photo: true });
    assert.equal((await confirm(uto)).state, 'confirmed');
  });

  it('that confirms a person needs two persons where the desk has said so', async () => {
    const desk = { timeZone: 'UTC', languages: ['en' as const], answersFor: [], releases: [] };
    const head = await house.client('UTO', { permissions: PERMISSIONS });
    await head.call(setHitDesk, { body: { ...desk, fourEyes: true } });
    const { record } = await personHit(false);
    const { id } = await hitOn(record);
    await fra.call(releaseHit, { params: { id }, body: { ask: 'urgent' } });
    const confirm = async (client: Client): Promise<Hit> => {
      await client.call(readHitRecord, { params: { id } });
      return client.call(answerHit, { params: { id }, body: { valid: 'yes', same: 'yes' } });
    };
    for (let twice = 0; twice < 2; twice += 1) assert.deepEqual([(await confirm(uto)).state, (await confirm(uto)).answer], ['asked', undefined], 'the same person twice is one person');
    assert.ok(!(await fra.call(getHit, { params: { id } })).events.some(({ act }) => act === 'confirm-proposed'), 'the finder sees nothing of it');
    assert.equal((await confirm(await house.client('UTO', { name: 'second' }))).state, 'confirmed');
    const car2 = await carHit();
    assert.equal((await uto.call(answerHit, { params: { id: (await hitOn(car2.record)).id }, body: { valid: 'yes', same: 'yes' } })).state, 'confirmed', 'a car needs one');
    await head.call(setHitDesk, { body: desk });
  });

  it('that came by telephone is noted by the finder: the clock stops, it ends no record, and the owner may still answer', async () => {
    const { record } = await carHit();
    const { id } = await hitOn(record);
    const note = (client: Client, more: object = {}): Promise<Hit> => client.call(noteAnswer, { params: { id }, body: { way: 'telephone', valid: 'yes', same: 'yes', note: 'The duty officer.', ...more } });
    await assert.rejects(note(fra), isCode('hit.state'), 'nobody has asked');
    await fra.call(askOwner, { params: { id }, body: { urgency: 'urgent' } });
    await assert.rejects(note(uto), isCode('hit.not-found'), 'the owner answers itself');
    await assert.rejects(note(fra, { from: 'ESP' }), isCode('hit.not-owner'));
    await minutes(2);
    const heard = await note(fra);
    assert.deepEqual([heard.state, heard.answer?.by, heard.answer?.heard, heard.answer?.seconds], ['confirmed', 'FRA', true, 120]);
    await minutes(30);
    assert.deepEqual((await fra.call(getHit, { params: { id } })).escalations, [], 'the clock stands');
    await fra.call(reportOutcome, { params: { id }, body: { finding: 'located' } });
    const owners = await uto.call(getHit, { params: { id } });
    assert.deepEqual([owners.state, owners.clearing], ['confirmed', undefined]);
    assert.ok(owners.events.some(({ act, text }) => act === 'heard-telephone' && text?.includes('The duty officer.') === true));
    const answered = await uto.call(answerHit, { params: { id }, body: { valid: 'yes', same: 'yes' } });
    assert.equal(answered.answer?.by, 'UTO');
    assert.ok(answered.clearing?.dueAt !== undefined, 'now the owner has confirmed it');
  });

  it('is for the owner alone', async () => {
    const { record } = await carHit();
    const { id } = await hitOn(record);
    await assert.rejects(fra.call(answerHit, { params: { id }, body: { valid: 'yes', same: 'yes' } }), isCode('hit.not-owner'));
    const esp = await house.client('ESP');
    await assert.rejects(esp.call(answerHit, { params: { id }, body: { valid: 'yes', same: 'yes' } }), isCode('hit.not-found'));
  });
});

describe('the stream of events', () => {
  it('tells officers which check something happened to, and nothing of a record that is hidden from them', async () => {
    const heard = async (client: Client): Promise<string[]> => (await client.call(listEvents, { query: { after: 0, limit: 1000 } })).items.filter(({ kind }) => kind === 'check.followed').map(({ subject }) => subject);
    const { record, check } = await carHit();
    const { id } = await hitOn(record);
    const before = (await heard(officer)).filter((subject) => subject === check.id).length;
    assert.ok(before > 0, 'it was opened');
    await fra.call(askOwner, { params: { id }, body: { urgency: 'urgent' } });
    await uto.call(answerHit, { params: { id }, body: { valid: 'yes', same: 'yes' } });
    assert.equal((await heard(officer)).filter((subject) => subject === check.id).length, before + 2);
    assert.ok(!(await heard(uto)).includes(check.id), 'the owner hears of the hit, not of the check');
    const plate = unique('HID');
    const hidden = await uto.records.create({ database: 'vehicles', content: car({ plate, plateCountry: 'UTO' }), hiddenFromFrontLine: true, hidingAuthority: 'Court of Utopia 7/2026' });
    const silent = await officer.checks.run({ purpose: 'police-check', subject: { vehicle: { plate: { number: plate, country: 'UTO' } } } });
    assert.equal(silent.outcome, 'none');
    const discreet = await hitOn(hidden.id);
    assert.equal(discreet.discreet, true);
    await fra.call(askOwner, { params: { id: discreet.id }, body: { urgency: 'urgent' } });
    assert.ok(!(await heard(officer)).includes(silent.id) && !(await heard(fra)).includes(silent.id));
  });
});

describe('a hit of which the owner is told on release', () => {
  it('waits for the desk when the officer asks, and its release asks the owner', async () => {
    const { record, check } = await passportHit();
    await settled();
    const [standing] = (await officer.call(listHitsOfCheck, { params: { id: check.id } })).items;
    const id = standing?.id ?? '';
    const wished = await officer.call(askOwner, { params: { id }, body: { urgency: 'urgent', callback: '+33 18' } });
    assert.equal(wished.waiting, 'own-desk');
    const mine = await hitOn(record);
    assert.equal(mine.telling?.wanted, 'urgent');
    assert.equal(mine.rings, true, 'it rings at the own desk');
    await assert.rejects(uto.call(getHit, { params: { id } }), isCode('hit.not-found'));
    await fra.call(releaseHit, { params: { id }, body: {} });
    const owners = await uto.call(getHit, { params: { id } });
    assert.deepEqual([owners.state, owners.request?.urgency, owners.request?.callback], ['asked', 'urgent', '+33 18']);
  });

  it('shows the owner the checks that were released, and no later ones', async () => {
    const { record, number } = await passportHit({ place: 'Roissy' });
    const { id } = await hitOn(record);
    await fra.call(releaseHit, { params: { id }, body: {} });
    await officer.checks.run({ purpose: 'asylum', subject: { document: { number, issuer: 'UTO' } }, place: 'Shelter' });
    await settled();
    const owners = await uto.call(getHit, { params: { id } });
    assert.equal(owners.checks, 1);
    assert.ok(!JSON.stringify(owners).includes('Shelter'));
    assert.equal((await fra.call(getHit, { params: { id } })).checks, 2);
  });
});

describe('what became of it', () => {
  it('ends the record that was located, once confirmed: cleared by its owner', async () => {
    const { record } = await carHit();
    const { id } = await hitOn(record);
    await fra.call(askOwner, { params: { id }, body: { urgency: 'routine' } });
    await uto.call(answerHit, { params: { id }, body: { valid: 'yes', same: 'yes' } });
    await fra.call(reportOutcome, { params: { id }, body: { finding: 'seized' } });
    const [clearing] = (await uto.call(listHits, { query: { queue: 'clearing', record } })).items;
    assert.ok(clearing?.clearing?.dueAt);
    await uto.call(clearHit, { params: { id }, body: { do: 'clear' } });
    assert.equal((await uto.records.get(record)).state, 'withdrawn');
  });

  it('is ended by the clock when the owner does nothing, and stands when it keeps it', async () => {
    const [first, second] = [await carHit(), await carHit()];
    for (const { record } of [first, second]) {
      const { id } = await hitOn(record);
      await fra.call(askOwner, { params: { id }, body: { urgency: 'routine' } });
      await uto.call(answerHit, { params: { id }, body: { valid: 'yes', same: 'yes' } });
      await fra.call(reportOutcome, { params: { id }, body: { finding: 'located' } });
    }
    const kept = await hitOn(second.record, uto);
    await assert.rejects(uto.call(clearHit, { params: { id: kept.id }, body: { do: 'keep' } }), isCode('request.invalid'));
    await uto.call(clearHit, { params: { id: kept.id }, body: { do: 'keep', note: 'The driver is not found.' } });
    await minutes(11 * 1440);
    assert.equal((await uto.records.get(first.record)).state, 'withdrawn');
    assert.equal((await uto.records.get(second.record)).state, 'active');
  });

  it('ends nothing that nobody has confirmed', async () => {
    const { record } = await carHit();
    const { id } = await hitOn(record);
    await fra.call(reportOutcome, { params: { id }, body: { finding: 'located' } });
    await minutes(11 * 1440);
    assert.equal((await uto.records.get(record)).state, 'active');
  });
});

describe('a desk', () => {
  it('takes, returns, notes and merges, and the other side sees nothing of it', async () => {
    const [one, two] = [await carHit(), await carHit()];
    const [a, b] = [await hitOn(one.record, uto), await hitOn(two.record, uto)];
    await uto.call(assignHit, { params: { id: a.id }, body: { do: 'take' } });
    const colleague = await house.client('UTO', { name: 'colleague' });
    await assert.rejects(colleague.call(assignHit, { params: { id: a.id }, body: { do: 'take' } }), isCode('hit.taken'));
    await assert.rejects(colleague.call(answerHit, { params: { id: a.id }, body: { valid: 'yes', same: 'yes' } }), isCode('hit.taken'));
    await uto.call(noteHit, { params: { id: a.id }, body: { text: 'Called twice.' } });
    await uto.call(mergeHits, { params: { id: a.id }, body: { with: [b.id] } });
    assert.equal((await uto.call(getHit, { params: { id: b.id } })).group, a.id);
    const others = await fra.call(getHit, { params: { id: a.id } });
    assert.ok(!JSON.stringify(others).includes('Called twice'));
    assert.deepEqual([others.group, others.assigned, others.note], [undefined, undefined, undefined]);
    await uto.call(assignHit, { params: { id: a.id }, body: { do: 'return' } });
    assert.equal((await uto.call(assignHit, { params: { id: a.id }, body: { do: 'done' } })).rings, false);
    assert.ok(!(await uto.call(listHits, { query: { record: one.record } })).items.some(({ id }) => id === a.id), 'it is off the list');
  });

  it('sees hits of which an officer sees only his own', async () => {
    const { record, check } = await carHit();
    const { id } = await hitOn(record);
    const other = await house.client('FRA', { role: 'front-line', name: 'other' });
    await assert.rejects(other.call(askOwner, { params: { id }, body: { urgency: 'urgent' } }), isCode('hit.not-found'));
    assert.deepEqual((await other.call(listHitsOfCheck, { params: { id: check.id } })).items, []);
  });
});
