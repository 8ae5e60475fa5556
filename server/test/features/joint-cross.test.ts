/** What two countries both have: links, possible duplicates, checks under the code of an operation; and that nobody learns more than he may. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { answerJoint, correctIncident, getIncident, inviteToJoint, moveJoint, reportIncident, reportIncidents, withdrawIncident } from '@watchword/api/joint/operations.ts';
import { freezeResults, readResults, signOff } from '@watchword/api/joint/counting.ts';
import { decideDuplicate, getLink, listDuplicates, listJointHits, listLinks, readCrossCheck, releaseLink, runCrossCheck, type CrossCheck, type CrossLink, type Duplicate } from '@watchword/api/joint/cross.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import { listEvents } from '@watchword/api/live.ts';
import { listFlags } from '@watchword/api/oversight.ts';
import { parseFile } from '@watchword/sdk/joint/file.ts';
import { verify } from '@watchword/sdk/joint/recount.ts';
import { foundOf, linked, officerOf, reportAs, settle, suspectOf } from '../cross-calls.ts';
import { of, openJoint } from '../joint-calls.ts';
import { car, startServer, unique } from '../start-server.ts';

const house = await startServer();
after(() => house.close());

const NOTHING = { counts: 'nobody', incidents: 'nobody' } as const;
const phoneOf = (): string => `+57300${unique('1').slice(1)}9`;
const linksOf = async (organisation: string, id: string): Promise<CrossLink[]> => (await (await of(house, organisation)).call(listLinks, { params: { id }, query: {} })).items;
const duplicatesOf = async (organisation: string, id: string): Promise<Duplicate[]> => (await (await of(house, organisation)).call(listDuplicates, { params: { id }, query: {} })).items;
const crossOf = async (organisation: string, id: string, incident: string): Promise<CrossCheck> => (await of(house, organisation)).call(readCrossCheck, { params: { id, incident } });
const eventsOf = async (organisation: string, subject: string): Promise<string[]> => (await (await of(house, organisation)).call(listEvents, { query: { after: 0, limit: 1000 } })).items.filter((event) => event.subject === subject).map(({ kind }) => kind);
const counted = async (organisation: string, id: string, measure: string): Promise<number | undefined> => (await (await of(house, organisation)).call(readResults, { params: { id }, query: {} })).results.totals[measure];

describe('a link', () => {
  test('is told to both at once: the kind, whom to call, and nothing of the other', async () => {
    const { id } = await openJoint(house, { FRA: NOTHING, ESP: NOTHING }, { contacts: [{ country: 'FRA', desk: 'Paris, room', phone: '+33 1 00 00 00 10' }] });
    const phone = phoneOf();
    const own = await reportAs(house, { id, organisation: 'UTO', content: foundOf({ phones: [phone], handles: [{ platform: 'x', handle: 'only-uto' }] }) });
    assert.deepEqual(await linksOf('UTO', id), []);
    const other = await reportAs(house, { id, organisation: 'FRA', content: foundOf({ phones: [` ${phone.slice(0, 6)} ${phone.slice(6)}`.trim()], place: { name: 'Secret place' } }) });
    const [link, ...more] = await linksOf('UTO', id);
    assert.deepEqual([link?.kind, link?.how, link?.with, link?.awaits, link?.mine.map(({ incident, pointer }) => [incident, pointer]), link?.stands, more], ['phone', 'equal', { country: 'FRA', desk: 'Paris, room', phone: '+33 1 00 00 00 10' }, 'both', [[own.id, '/phones/0']], true, []]);
    assert.ok(!JSON.stringify(link).includes(other.id) && !JSON.stringify(link).includes('Secret'));
    assert.deepEqual([await eventsOf('UTO', link?.id ?? ''), await eventsOf('FRA', link?.id ?? ''), await eventsOf('ESP', link?.id ?? '')], [['link.found'], ['link.found'], []]);
    assert.deepEqual([await linksOf('ESP', id), (await linksOf('FRA', id)).map(({ with: { country } }) => country)], [[], ['UTO']]);
    await assert.rejects((await of(house, 'ESP')).call(getLink, { params: { id, link: link?.id ?? '' } }), { code: 'joint.link-not-found' });
    await assert.rejects((await of(house, 'UTO')).call(getIncident, { params: { id, incident: other.id } }), { code: 'incident.not-found' });
    assert.deepEqual((await crossOf('UTO', id, own.id)).links, [link?.id]);
  });

  test('opens what was released when both have, and only that', async () => {
    const { id, link, incident } = await linked(house);
    const [uto, fra] = [await of(house, 'UTO'), await of(house, 'FRA')];
    const one = await uto.call(releaseLink, { params: { id, link }, body: { parts: ['event'], reason: 'Agreed.' } });
    assert.deepEqual([one.awaits, one.theirs, (await fra.call(getLink, { params: { id, link } })).theirs], ['them', undefined, undefined]);
    const both = await fra.call(releaseLink, { params: { id, link }, body: { parts: ['entity'], reason: 'Agreed.' } });
    assert.deepEqual([both.awaits, both.theirs?.map((part) => [part.country, part.incident, Object.keys(part.content)])], ['nobody', [['UTO', incident, ['kind', 'at', 'place']]]]);
    const back = await uto.call(getLink, { params: { id, link } });
    assert.deepEqual(back.theirs?.map(({ content }) => Object.keys(content)), [['phones']]);
    await fra.call(releaseLink, { params: { id, link }, body: { parts: [], reason: 'By mistake.' } });
    assert.deepEqual([(await uto.call(getLink, { params: { id, link } })).theirs, await eventsOf('UTO', link)], [undefined, ['link.found', 'link.changed', 'link.changed', 'link.changed']]);
  });

  test('is one, however often either has it; it says when one has it no more', async () => {
    const { id } = await openJoint(house);
    const phone = phoneOf();
    for (let time = 0; time < 3; time += 1) await reportAs(house, { id, organisation: 'UTO', content: foundOf({ phones: [phone] }) });
    const first = await reportAs(house, { id, organisation: 'FRA', content: foundOf({ phones: [phone] }) });
    for (let time = 0; time < 2; time += 1) await reportAs(house, { id, organisation: 'UTO', content: foundOf({ phones: [phone], vehicles: [{ plate: unique('Z'), country: 'UTO' }] }) });
    const [link, ...more] = await linksOf('FRA', id);
    assert.deepEqual([more, await eventsOf('FRA', link?.id ?? ''), link?.mine.length, (await linksOf('UTO', id))[0]?.mine.length], [[], ['link.found'], 1, 5]);
    await (await officerOf(house, 'FRA')).call(withdrawIncident, { params: { id, incident: first.id }, body: { reason: 'An exercise.' } }, { version: 1 });
    assert.deepEqual([(await linksOf('UTO', id))[0]?.stands, await eventsOf('UTO', link?.id ?? '')], [false, ['link.found', 'link.changed']]);
  });

  test('of cards shows four digits, and no number of a card is kept', async () => {
    const { id } = await openJoint(house, { FRA: { counts: 'all', incidents: 'all' } });
    const card = '4000 0000 0000 0002';
    const made = await reportAs(house, { id, organisation: 'FRA', content: foundOf({ cards: [{ number: card }] }) });
    await reportAs(house, { id, organisation: 'UTO', content: foundOf({ cards: [{ number: card.replaceAll(' ', '-') }] }) });
    const [link] = await linksOf('UTO', id);
    assert.deepEqual([link?.kind, link?.mine[0]?.shown], ['card', '**** 0002']);
    const [own, theirs] = await Promise.all(['FRA', 'UTO'].map(async (organisation) => (await (await of(house, organisation)).call(getIncident, { params: { id, incident: made.id } })).content.cards?.[0]?.number));
    assert.match(own ?? '', /^\*{4} 0002 [\w-]{20}$/);
    assert.equal(theirs, '**** 0002');
  });

  test('goes to another operation only where both countries share theirs', async () => {
    const [one, two] = [await openJoint(house, { FRA: { ...NOTHING, elsewhere: true } }), await openJoint(house, { ESP: NOTHING })];
    const phone = phoneOf();
    await reportAs(house, { id: two.id, organisation: 'ESP', content: foundOf({ phones: [phone] }) });
    await reportAs(house, { id: one.id, organisation: 'FRA', content: foundOf({ phones: [phone] }) });
    assert.deepEqual([await linksOf('ESP', two.id), await linksOf('FRA', one.id)], [[], []]);
    await (await of(house, 'ESP')).call(answerJoint, { params: { id: two.id }, body: { answer: 'accept', shares: { ...NOTHING, elsewhere: true } } });
    await reportAs(house, { id: two.id, organisation: 'ESP', content: foundOf({ phones: [phone] }) });
    const [there] = await linksOf('FRA', one.id);
    assert.deepEqual([there?.elsewhere, there?.with.country, (await linksOf('ESP', two.id))[0]?.elsewhere], [true, 'ESP', true]);
    assert.ok(!JSON.stringify(there).includes(two.id) && !JSON.stringify(there).includes(two.plan.code));
  });
});

describe('whoever fishes', () => {
  test('a system, and somebody without a reason, sees no link; a person with one does, and the other side is told', async () => {
    const { id } = await openJoint(house);
    const phone = phoneOf();
    await reportAs(house, { id, organisation: 'FRA', content: foundOf({ phones: [phone] }) });
    const { id: bySystem } = await (await of(house, 'UTO')).call(reportIncident, { params: { id }, body: { content: foundOf({ phones: [phone] }), reason: 'A list.' } });
    await (await of(house, 'UTO')).call(reportIncidents, { params: { id }, body: { items: [{ content: foundOf({ phones: [phone] }) }], reason: 'A list.' } });
    const guess = await reportAs(house, { id, organisation: 'UTO', content: { ...foundOf({ phones: [phone] }), kind: 'account' } });
    assert.deepEqual([await linksOf('UTO', id), await linksOf('FRA', id), (await crossOf('UTO', id, bySystem)).state, (await crossOf('UTO', id, guess.id)).state], [[], [], 'reason', 'reason']);
    const uto = await officerOf(house, 'UTO');
    assert.equal((await uto.call(runCrossCheck, { params: { id, incident: guess.id }, body: { reason: 'Named by a witness.' } })).reason, 'Named by a witness.');
    assert.deepEqual([(await linksOf('UTO', id)).length, (await linksOf('FRA', id)).length], [1, 1]);
  });

  test('beyond a number of entities nothing is compared, and his own bureau is told', async () => {
    const { id } = await openJoint(house);
    const officer = 'ofc_fisher01';
    const many = (): IncidentContent => foundOf({ phones: Array.from({ length: 100 }, phoneOf), vehicles: Array.from({ length: 50 }, () => ({ plate: unique('F'), country: 'UTO' })) });
    for (let time = 0; time < 4; time += 1) await reportAs(house, { id, organisation: 'UTO', officer, content: many() });
    const last = await reportAs(house, { id, organisation: 'UTO', officer, content: foundOf({ phones: [phoneOf()] }) });
    assert.equal((await crossOf('UTO', id, last.id)).state, 'rate');
    const flags = (await (await of(house, 'UTO')).call(listFlags, { query: { limit: 200 } })).items.filter((flag) => flag.officer === officer);
    assert.deepEqual(flags.map(({ sign }) => sign), ['entities']);
    house.clock.moveMs(3_600_000);
    assert.equal((await (await officerOf(house, 'UTO', officer)).call(runCrossCheck, { params: { id, incident: last.id }, body: { reason: 'A later hour.' } })).state, 'done');
  });

  test('links that vanish as soon as they were seen are noticed', async () => {
    const { id } = await openJoint(house);
    const officer = 'ofc_looker01';
    const phones = Array.from({ length: 3 }, phoneOf);
    await reportAs(house, { id, organisation: 'FRA', content: foundOf({ phones }) });
    const made = await reportAs(house, { id, organisation: 'UTO', officer, content: foundOf({ phones }) });
    await (await officerOf(house, 'UTO', officer)).call(correctIncident, { params: { id, incident: made.id }, body: { content: foundOf({}), reason: 'Mistyped.' } }, { version: 1 });
    const flags = (await (await of(house, 'UTO')).call(listFlags, { query: { limit: 200 } })).items.filter((flag) => flag.officer === officer);
    assert.deepEqual(flags.map(({ sign, count }) => [sign, count]), [['entities', 3]]);
  });

  test('what only one has changes no answer, count or event of another', async () => {
    const { id } = await openJoint(house, { FRA: NOTHING });
    const phone = phoneOf();
    const seen = async (): Promise<string> => JSON.stringify([await linksOf('FRA', id), await duplicatesOf('FRA', id), (await (await of(house, 'FRA')).call(listEvents, { query: { after: 0, limit: 1000 } })).items.length, (await (await of(house, 'FRA')).call(listJointHits, { params: { id }, query: {} })), await counted('FRA', id, 'phones')]);
    await reportAs(house, { id, organisation: 'FRA', content: foundOf({ phones: [phone] }) });
    await settle(house);
    const before = await seen();
    // UTO counts for all, so that nothing of it is to be counted here.
    await (await of(house, 'UTO')).call(answerJoint, { params: { id }, body: { answer: 'accept', shares: NOTHING } });
    const changed = JSON.parse(await seen()) as unknown[];
    await reportAs(house, { id, organisation: 'UTO', content: { ...foundOf({ phones: [phoneOf()], accounts: [{ number: '12345678', country: 'UTO', state: 'asked', since: '2026-11-24' }] }), ...suspectOf('Somebody Unlike') } });
    await settle(house);
    assert.deepEqual(JSON.parse(await seen()), changed);
    assert.equal((JSON.parse(before) as unknown[])[0]?.toString(), '');
  });

  test('a partner, and whoever takes no part, sees no link, no duplicate, no hit', async () => {
    const { id, link, incident } = await linked(house);
    await (await of(house, 'UTO')).call(inviteToJoint, { params: { id }, body: { organisations: ['NOR'], role: 'partner' } });
    for (const [organisation, code] of [['NOR', 'joint.role'], ['ITA', 'joint.not-found']] as const) {
      const outside = await of(house, organisation);
      for (const call of [() => outside.call(listLinks, { params: { id }, query: {} }), () => outside.call(getLink, { params: { id, link } }), () => outside.call(listDuplicates, { params: { id }, query: {} }), () => outside.call(listJointHits, { params: { id }, query: {} }), () => outside.call(readCrossCheck, { params: { id, incident } }), () => outside.call(releaseLink, { params: { id, link }, body: { parts: ['event'], reason: 'Why not.' } })]) await assert.rejects(call(), { code });
    }
  });
});

describe('migrants and victims', () => {
  const victimOf = (name: string): IncidentContent => ({ ...foundOf({}), kind: 'rescue', persons: [{ role: 'victim', identity: { name, birthDate: '2001-02-03', document: { issuer: 'VEN', number: unique('V') } } }] });
  test('are compared with nothing of others, and not checked, unless their country has decided so', async () => {
    const { id } = await openJoint(house, { FRA: { ...NOTHING, names: true } });
    await (await of(house, 'UTO')).call(answerJoint, { params: { id }, body: { answer: 'accept', shares: { ...NOTHING, names: true, compares: true } } });
    const name = `Ana Maria ${unique('Quispe')}`.replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');
    const one = await reportAs(house, { id, organisation: 'UTO', content: victimOf(name) });
    const other = await reportAs(house, { id, organisation: 'FRA', content: victimOf(name) });
    await settle(house);
    assert.deepEqual([await linksOf('UTO', id), await linksOf('FRA', id)], [[], []]);
    const [compared, apart] = [await crossOf('UTO', id, one.id), await crossOf('FRA', id, other.id)];
    assert.deepEqual([compared.entities.every(({ check }) => check !== undefined), apart.entities.map(({ apart: is, check }) => [is, check])], [true, [[true, undefined], [true, undefined]]]);
    const entry = (await house.entries()).find(({ subject }) => subject === compared.entities[0]?.check?.id);
    assert.equal(entry?.purpose, 'victim-care');
  });
});

describe('possible duplicates', () => {
  test('of one country are counted once when it says so, and twice when it takes that back; who, when and why stay', async () => {
    const { id } = await openJoint(house);
    const vin = '1M8GDM9AXKP042788';
    for (const plate of [unique('A'), unique('B')]) await reportAs(house, { id, organisation: 'UTO', content: foundOf({ vehicles: [{ plate, country: 'UTO', vin }] }) });
    const [pair, ...more] = await duplicatesOf('UTO', id);
    assert.deepEqual([pair?.kind, pair?.how, pair?.state, more, await counted('UTO', id, 'vehicles'), await duplicatesOf('FRA', id)], ['vehicle', 'equal', 'open', [], 2, []]);
    const decide = async (decision: 'same' | 'apart' | 'undo'): Promise<Duplicate> => (await officerOf(house, 'UTO')).call(decideDuplicate, { params: { id, duplicate: pair?.id ?? '' }, body: { decision, reason: `Because ${decision}.` } });
    assert.deepEqual([(await decide('same')).state, await counted('UTO', id, 'vehicles')], ['merged', 1]);
    house.clock.moveMs(1000);
    const undone = await decide('undo');
    assert.deepEqual([undone.state, await counted('UTO', id, 'vehicles'), undone.decisions.map(({ by, officer, decision, reason }) => [by, officer, decision, reason])], ['open', 2, [['UTO', 'ofc_uto1', 'same', 'Because same.'], ['UTO', 'ofc_uto1', 'undo', 'Because undo.']]]);
  });

  test('persons with names that could be one: both countries are told, and they are one when both say so', async () => {
    const { id } = await openJoint(house);
    const born = { birthDate: '1980-02-03' };
    const one = await reportAs(house, { id, organisation: 'UTO', content: suspectOf('Alejandro Villanueva Quintero', born) });
    const other = await reportAs(house, { id, organisation: 'FRA', content: { ...suspectOf('Villanueva Quintero, Alejandro José', born), at: '2026-11-24T07:00:00-03:00' } });
    await settle(house);
    const [link, ...more] = await linksOf('UTO', id);
    assert.deepEqual([link?.kind, link?.how, link?.mine[0]?.incident, more], ['person', 'possible', one.id, []]);
    const [[mine], [theirs]] = [await duplicatesOf('UTO', id), await duplicatesOf('FRA', id)];
    assert.deepEqual([mine?.one.incident, mine?.other, theirs?.one.incident, mine?.id === theirs?.id], [one.id, { country: 'FRA', link: link?.id }, other.id, true]);
    const decide = async (organisation: string, decision: 'same' | 'undo'): Promise<string> => (await (await officerOf(house, organisation)).call(decideDuplicate, { params: { id, duplicate: mine?.id ?? '' }, body: { decision, reason: 'Photographs.' } })).state;
    assert.deepEqual([await counted('UTO', id, 'arrests'), await decide('UTO', 'same'), await counted('UTO', id, 'arrests')], [2, 'yours', 2]);
    assert.deepEqual([(await duplicatesOf('FRA', id))[0]?.state, (await duplicatesOf('FRA', id))[0]?.decisions.map(({ officer, reason }) => [officer, reason])], ['theirs', [[undefined, undefined]]]);
    assert.deepEqual([await decide('FRA', 'same'), await counted('UTO', id, 'arrests')], ['merged', 1]);
    house.clock.moveMs(1000);
    assert.deepEqual([await decide('UTO', 'undo'), await counted('UTO', id, 'arrests')], ['theirs', 2]);
    await (await officerOf(house, 'FRA')).call(withdrawIncident, { params: { id, incident: other.id }, body: { reason: 'An exercise.' } }, { version: 1 });
    assert.deepEqual([await duplicatesOf('UTO', id), (await linksOf('UTO', id))[0]?.stands], [[], false]);
  });
});

describe('checks', () => {
  let plate = '';
  before(async () => {
    plate = unique('ST');
    await (await of(house, 'UTO')).records.create({ database: 'vehicles', content: car({ plate, plateCountry: 'UTO' }) });
  });

  test('of what is reported are made for the officer who reported, stand in the audit log, are counted, and open their hits', async () => {
    const { id } = await openJoint(house, undefined, { purpose: 'police-check' });
    const made = await reportAs(house, { id, organisation: 'FRA', officer: 'ofc_field001', content: foundOf({ documents: [{ kind: 'passport', issuer: 'UTO', number: unique('D') }], vehicles: [{ plate, country: 'UTO' }], phones: [phoneOf()] }) });
    await settle(house);
    const { state, entities } = await crossOf('FRA', id, made.id);
    assert.deepEqual([state, entities.map(({ kind, check }) => [kind, check?.outcome])], ['done', [['document', 'none'], ['vehicle', 'hit'], ['phone', undefined]]]);
    const entry = (await house.entries()).find(({ subject }) => subject === entities[1]?.check?.id);
    assert.deepEqual([entry?.event, entry?.actor, entry?.organisation, entry?.purpose, entry?.reason, entry?.within], ['check.item-answered', 'ofc_field001', 'FRA', 'police-check', id, made.id]);
    await house.serving().hub.hits.heard();
    const hits = async (organisation: string): Promise<{ items: { side: string; with?: string | undefined }[]; counts: unknown }> => (await of(house, organisation)).call(listJointHits, { params: { id }, query: {} });
    assert.deepEqual([(await hits('FRA')).items.map(({ side, with: other }) => [side, other]), (await hits('UTO')).items.map(({ side, with: other }) => [side, other]), (await hits('UTO')).counts], [[['finder', 'UTO']], [['owner', 'FRA']], [{ country: 'FRA', checks: 2, hits: 1 }]]);
    // What was checked once is not checked again when something else is corrected.
    await (await officerOf(house, 'FRA', 'ofc_field001')).call(correctIncident, { params: { id, incident: made.id }, body: { content: { ...made.content, place: { name: 'Puente Nuevo' } }, reason: 'Place.' } }, { version: 1 });
    await settle(house);
    assert.deepEqual([(await crossOf('FRA', id, made.id)).entities[1]?.check?.id, (await hits('FRA')).counts], [entities[1]?.check?.id, [{ country: 'FRA', checks: 2, hits: 1 }]]);
  });

  test('under the code are counted once, by country and day, not again in what is reported as a number; and the file recounts', async () => {
    const { id, plan } = await openJoint(house, { FRA: { counts: 'all', incidents: 'nobody' }, ESP: NOTHING });
    const fra = await of(house, 'FRA');
    for (const operation of [plan.code, plan.code, id]) await fra.checks.run({ purpose: 'border-control', operation, subject: { document: { number: unique('C'), issuer: 'UTO' } } });
    await (await of(house, 'ESP')).checks.run({ purpose: 'border-control', operation: id, subject: { document: { number: unique('C'), issuer: 'UTO' } } });
    await settle(house);
    assert.deepEqual([await counted('UTO', id, 'checks'), await counted('ESP', id, 'checks')], [3, 4]);
    await reportAs(house, { id, organisation: 'FRA', content: foundOf({ tallies: [{ what: 'checks', count: 2 }] }) });
    assert.equal(await counted('UTO', id, 'checks'), 3, 'two of the three');
    await reportAs(house, { id, organisation: 'FRA', content: foundOf({ tallies: [{ what: 'checks', count: 100, apart: true }] }) });
    assert.equal(await counted('UTO', id, 'checks'), 103);
    await reportAs(house, { id, organisation: 'FRA', content: foundOf({ tallies: [{ what: 'checks', count: 5 }] }) });
    assert.equal(await counted('UTO', id, 'checks'), 107, 'seven, three of them under the code');
    house.clock.moveMs(600_000);
    const cutOff = new Date(house.clock.now()).toISOString();
    for (const organisation of ['UTO', 'FRA', 'ESP']) await (await of(house, organisation)).call(signOff, { params: { id }, body: { cutOff } });
    const { edition, results } = await (await of(house, 'UTO')).call(freezeResults, { params: { id }, body: { state: 'final', cutOff } });
    assert.equal(results.totals['checks'], 108);
    const answer = await fetch(`${house.url()}/v1/operations/${id}/file?edition=${edition}`, { headers: { authorization: `Bearer ${await house.token('FRA')}` } });
    const file = parseFile(await answer.text());
    assert.deepEqual([file.checks?.map(({ country, day, checks }) => [country, day, checks]), verify(file).map(({ isIntact, isRecounted, signatures }) => [isIntact, isRecounted, signatures.map(({ state }) => state)])], [[['ESP', '2026-11-24', 1], ['FRA', '2026-11-24', 3]], [[true, true, ['signed', 'signed', 'signed']]]]);
  });

  test('name an operation that is open and in which one takes part', async () => {
    const { id, plan } = await openJoint(house);
    const subject = { document: { number: unique('C'), issuer: 'UTO' } };
    await assert.rejects((await of(house, 'ITA')).checks.run({ purpose: 'border-control', operation: plan.code, subject }), { code: 'joint.not-found' });
    await assert.rejects((await of(house, 'UTO')).checks.run({ purpose: 'border-control', operation: 'NO-SUCH', subject }), { code: 'joint.not-found' });
    await (await of(house, 'UTO')).call(moveJoint, { params: { id }, body: { to: 'ended' } });
    house.clock.moveMs(5000);
    await assert.rejects((await of(house, 'UTO')).checks.run({ purpose: 'border-control', operation: id, subject }), { code: 'joint.state' });
  });

  test('are counted once when the server was killed before it wrote them down', async () => {
    const { id } = await openJoint(house);
    await (await of(house, 'UTO')).checks.run({ purpose: 'border-control', operation: id, subject: { document: { number: unique('C'), issuer: 'UTO' } } });
    await house.restart();
    assert.equal(await counted('UTO', id, 'checks'), 1);
  });
});
