/** A joint operation from plan to frozen results, through the client; and who sees what of whom. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { exportJoint, freezeResults, linkPersons, listFrozen, readResults, signOff } from '@watchword/api/joint/counting.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import { answerJoint, correctIncident, getIncident, getJoint, inviteToJoint, listIncidents, listJoint, reportIncident, reportIncidents, withdrawIncident } from '@watchword/api/joint/operations.ts';
import { getOwnIncident, listField, searchIncidents } from '@watchword/api/joint/field.ts';
import { addTask, changeTask, listTasks, settleTask, type JointTask } from '@watchword/api/joint/tasks.ts';
import { readFeed, readMap, readRoom, type Room } from '@watchword/api/joint/room.ts';
import { listEvents } from '@watchword/api/live.ts';
import { parseFile } from '@watchword/sdk/joint/file.ts';
import { verify } from '@watchword/sdk/joint/recount.ts';
import type { OutputOf } from '@watchword/api/operation.ts';
import type { Client } from '@watchword/sdk/client.ts';
import { arrestOf, of, openJoint, report, taskOf } from '../joint-calls.ts';
import { fieldPhones } from '../field-phones.ts';
import { seesTask } from '#joint/tasks/tasks.ts';
import { startServer } from '../start-server.ts';
import { networkStories } from './network-stories.ts';

const house = await startServer();
after(() => house.close());
const now = (): string => new Date(house.clock.now()).toISOString();
const results = async (organisation: string, id: string): Promise<{ totals: Record<string, number>; countries: string[]; byCountry: string[] }> => {
  const { results: { totals, byCountry }, countries } = await (await of(house, organisation)).call(readResults, { params: { id }, query: {} });
  return { totals, countries, byCountry: byCountry.filter(({ counts }) => Object.keys(counts).length > 0).map(({ country }) => country) };
};
type JointMap = OutputOf<typeof readMap>;
type FeedPage = OutputOf<typeof readFeed>;
const named = (number: string): IncidentContent => arrestOf({ persons: [{ role: 'suspect', arrested: true, identity: { name: 'Bruno Test', document: { issuer: 'UTO', number } } }] });
const groupOf = (count: number): IncidentContent => arrestOf({ kind: 'transport', persons: [{ role: 'migrant', count, nationality: 'VEN' }] });

const byFirst = ([one]: readonly unknown[], [other]: readonly unknown[]): number => (String(one) < String(other) ? -1 : 1);

describe('counting while it happens', () => {
  test('a report is in the results at once, one person of two countries is one, and each number opens its list', async () => {
    const { id } = await openJoint(house);
    const first = await report(house, { id, organisation: 'UTO', content: named('XZ1') });
    await report(house, { id, organisation: 'FRA', content: { ...named('xz 1'), at: '2026-11-24T07:00:00-03:00' } });
    await report(house, { id, organisation: 'FRA' });
    const seen = await results('UTO', id);
    assert.deepEqual([seen.totals['arrests'], seen.totals['incidents']], [2, 3]);
    const list = await (await of(house, 'UTO')).call(listIncidents, { params: { id }, query: { measure: 'arrests', country: 'UTO', day: '2026-11-24' } });
    assert.deepEqual([list.items.map((item) => item.id), list.total, list.withheld], [[first.id], 2, [{ country: 'FRA', reports: 1 }]]);
  });

  test('a correction and a withdrawal restate it, and the history stays', async () => {
    const { id } = await openJoint(house);
    const uto = await of(house, 'UTO');
    const made = await report(house, { id, organisation: 'UTO', content: groupOf(12) });
    const params = { id, incident: made.id };
    await uto.call(correctIncident, { params, body: { content: groupOf(10), reason: 'Counted twice.' } }, { version: 1 });
    assert.equal((await results('UTO', id)).totals['migrants'], 10);
    await assert.rejects(uto.call(correctIncident, { params, body: { content: groupOf(9), reason: 'Again.' } }, { version: 1 }), { code: 'incident.version-conflict' });
    await uto.call(withdrawIncident, { params, body: { reason: 'An exercise.' } }, { version: 2 });
    assert.equal((await results('UTO', id)).totals['migrants'], undefined);
    assert.deepEqual((await uto.call(getIncident, { params })).history.map(({ version, reason }) => [version, reason]), [[1, undefined], [2, 'Counted twice.'], [3, 'An exercise.']]);
  });

  test('groups without names are one when both countries say so, and two when one takes it back', async () => {
    const { id } = await openJoint(house);
    const [a, b] = [await report(house, { id, organisation: 'UTO', content: groupOf(12) }), await report(house, { id, organisation: 'FRA', content: groupOf(10) })];
    const body = { one: { incident: a.id, person: 0 }, other: { incident: b.id, person: 0 } };
    const link = async (organisation: string, undo?: true): Promise<boolean> => (await (await of(house, organisation)).call(linkPersons, { params: { id }, body: { ...body, ...(undo && { undo }) } })).agreed;
    assert.equal(await link('UTO'), false);
    assert.equal((await results('UTO', id)).totals['migrants'], 22);
    assert.equal(await link('FRA'), true);
    assert.equal((await results('UTO', id)).totals['migrants'], 12);
    await link('FRA', true);
    assert.equal((await results('UTO', id)).totals['migrants'], 22);
  });

  test('a phone that sends the same report again is answered, and the report is there once', async () => {
    const { id } = await openJoint(house);
    const fra = await of(house, 'FRA');
    const content = arrestOf();
    const own = `inc_${(1_764_000_000_000).toString(16).padStart(12, '0')}7abc8${'1'.repeat(15)}`;
    for (let time = 0; time < 3; time += 1) assert.equal((await fra.call(reportIncident, { params: { id }, body: { id: own, content } })).version, 1);
    assert.equal((await results('FRA', id)).totals['incidents'], 1);
    await assert.rejects(fra.call(reportIncident, { params: { id }, body: { id: own, content: arrestOf({ place: { name: 'Elsewhere' } }) } }), { code: 'incident.version-conflict' });
    assert.deepEqual(await fra.call(reportIncidents, { params: { id }, body: { items: [{ id: own, content }, { content }, { content: { kind: 'arrest' } }] } }).then(({ taken, known, rejected }) => [taken, known, rejected.map(({ item }) => item)]), [1, 1, [2]]);
  });

  test('those whose results changed are told, and nobody else', async () => {
    const { id } = await openJoint(house, { FRA: { counts: 'all', incidents: 'nobody' }, ESP: { counts: 'coordinator', incidents: 'nobody' } });
    await report(house, { id, organisation: 'ESP' });
    const counted = await Promise.all(['UTO', 'FRA', 'ESP'].map(async (organisation) => (await (await of(house, organisation)).call(listEvents, { query: { after: 0, limit: 1000 } })).items.filter(({ kind, subject }) => kind === 'operation.counted' && subject === id).length));
    assert.deepEqual(counted, [1, 0, 1]);
  });
});

describe('people who are no suspects', () => {
  test('migrants and victims are reported without a name until their country decides otherwise', async () => {
    const { id } = await openJoint(house);
    const content = arrestOf({ kind: 'rescue', persons: [{ role: 'victim', identity: { name: 'Ana Test' } }] });
    await assert.rejects(report(house, { id, organisation: 'FRA', content }), { code: 'request.invalid' });
    await (await of(house, 'FRA')).call(answerJoint, { params: { id }, body: { answer: 'accept', shares: { counts: 'all', incidents: 'nobody', names: true } } });
    assert.equal((await report(house, { id, organisation: 'FRA', content })).version, 1);
  });

  test('a migrant becomes no suspect by the officer who reported him, and a facilitator needs a benefit', async () => {
    const { id } = await openJoint(house);
    const one = await of(house, 'UTO');
    const { id: incident } = await one.call(reportIncident, { params: { id }, body: { content: groupOf(1) } });
    const body = { content: arrestOf(), reason: 'He drove the bus.' };
    await assert.rejects(one.call(correctIncident, { params: { id, incident }, body }, { version: 1 }), { code: 'incident.role-change' });
    assert.equal((await (await of(house, 'UTO')).call(correctIncident, { params: { id, incident }, body }, { version: 1 })).version, 2);
    await assert.rejects(report(house, { id, organisation: 'UTO', content: arrestOf({ persons: [{ role: 'facilitator' }] }) }), { code: 'request.invalid' });
  });
});

describe('what a country does not share', () => {
  const MEMBERS = { FRA: { counts: 'coordinator', incidents: 'nobody' }, ESP: { counts: 'nobody', incidents: 'nobody' }, DEU: { counts: 'all', incidents: 'all' } } as const;

  test('does not exist for others: not in counts, lists, reports, times or totals', async () => {
    const { id } = await openJoint(house, MEMBERS);
    const reports = new Map<string, string>();
    for (const organisation of ['UTO', 'FRA', 'ESP', 'DEU']) reports.set(organisation, (await report(house, { id, organisation })).id);
    const SEES: Readonly<Record<string, readonly string[]>> = { UTO: ['DEU', 'FRA', 'UTO'], FRA: ['DEU', 'FRA', 'UTO'], ESP: ['DEU', 'ESP', 'UTO'], DEU: ['DEU', 'UTO'] };
    for (const [viewer, countries] of Object.entries(SEES)) {
      const client = await of(house, viewer);
      const seen = await results(viewer, id);
      assert.deepEqual([seen.countries.toSorted(), seen.byCountry, seen.totals['incidents']], [countries, countries, countries.length], viewer);
      const { items, withheld, total } = await client.call(listIncidents, { params: { id }, query: {} });
      assert.deepEqual([items.map(({ country }) => country).toSorted(), total], [[...new Set(['DEU', viewer])].toSorted(), countries.length], viewer);
      assert.deepEqual(withheld.map(({ country }) => country), countries.filter((country) => country !== viewer && country !== 'DEU'), viewer);
      assert.deepEqual((await client.call(getJoint, { params: { id } })).members.filter(({ lastReportAt }) => lastReportAt !== undefined).map(({ organisation }) => organisation).toSorted(), countries, viewer);
      for (const [country, incident] of reports) {
        const asked = client.call(getIncident, { params: { id, incident } });
        if (country === viewer || country === 'DEU') assert.equal((await asked).country, country);
        else await assert.rejects(asked, { code: 'incident.not-found' });
      }
    }
  });

  test('is not there at all for whoever takes no part', async () => {
    const { id } = await openJoint(house, MEMBERS);
    const outside = await of(house, 'ITA');
    assert.deepEqual((await outside.call(listJoint)).items.filter((one) => one.id === id), []);
    for (const call of [() => outside.call(getJoint, { params: { id } }), () => outside.call(readResults, { params: { id }, query: {} }), () => outside.call(listIncidents, { params: { id }, query: {} }), () => outside.call(listFrozen, { params: { id } }), () => outside.call(reportIncident, { params: { id }, body: { content: arrestOf() } }), () => outside.call(signOff, { params: { id }, body: { cutOff: now() } })]) {
      await assert.rejects(call(), { code: 'joint.not-found' });
    }
  });

  test('whoever was only invited reads no counts of others', async () => {
    const { id } = await openJoint(house, { FRA: { counts: 'all', incidents: 'all' } });
    await (await of(house, 'UTO')).call(inviteToJoint, { params: { id }, body: { organisations: ['ITA'], role: 'participant' } });
    await report(house, { id, organisation: 'FRA' });
    assert.deepEqual((await results('ITA', id)).totals, {});
    await assert.rejects(report(house, { id, organisation: 'ITA' }), { code: 'joint.role' });
  });
});

describe('signed and frozen', () => {
  test('a file of the frozen results recounts to the last digit, holds no name, and shows what changed later', async () => {
    const { id } = await openJoint(house);
    const [uto, fra] = [await of(house, 'UTO'), await of(house, 'FRA')];
    await report(house, { id, organisation: 'UTO', content: named('XZ7') });
    await report(house, { id, organisation: 'FRA', content: named('XZ7') });
    await report(house, { id, organisation: 'FRA', content: groupOf(17) });
    const cutOff = now();
    await uto.call(signOff, { params: { id }, body: { cutOff } });
    await assert.rejects(uto.call(freezeResults, { params: { id }, body: { state: 'final', cutOff } }), { code: 'joint.unsigned' });
    await assert.rejects(fra.call(freezeResults, { params: { id }, body: { state: 'final', cutOff } }), { code: 'joint.role' });
    const { counts } = await fra.call(signOff, { params: { id }, body: { cutOff } });
    assert.deepEqual([counts['arrests'], counts['migrants']], [1, 17]);
    const frozen = await uto.call(freezeResults, { params: { id }, body: { state: 'final', cutOff } });
    assert.deepEqual([frozen.results.totals['arrests'], frozen.results.totals['migrants'], frozen.edition], [1, 17, 1]);
    house.clock.moveMs(60_000);
    await report(house, { id, organisation: 'FRA', content: groupOf(3) });
    assert.deepEqual((await fra.call(listFrozen, { params: { id } })).items.map(({ hash }) => hash), [frozen.hash]);
    const { chunks } = await fra.download(exportJoint, { params: { id }, query: { edition: 1 } });
    const text = await new Response(ReadableStream.from(chunks()) as ReadableStream).text();
    assert.ok(!text.includes('Bruno') && !text.includes('XZ7') && !text.includes('Puente'));
    const [verdict] = verify(parseFile(text));
    assert.deepEqual([verdict?.isIntact, verdict?.isRecounted, verdict?.hash, verdict?.signatures.map(({ state }) => state)], [true, true, frozen.hash, ['signed', 'signed']]);
    assert.equal((await results('FRA', id)).totals['migrants'], 20);
  });
});

describe('the room', () => {
  const MEMBERS = { FRA: { counts: 'all', incidents: 'nobody' }, DEU: { counts: 'all', incidents: 'all' }, ESP: { counts: 'nobody', incidents: 'nobody' } } as const;
  const room = async (organisation: string, id: string, query: { country?: string; day?: string; nationality?: string; cutOff?: string } = {}): Promise<Room> => (await of(house, organisation)).call(readRoom, { params: { id }, query });

  test('has every number as known now and at the midnight before, narrowed as asked, and each is that of its list', async () => {
    const { id } = await openJoint(house, MEMBERS);
    await report(house, { id, organisation: 'FRA', content: groupOf(12) });
    const yesterday = now();
    house.clock.moveMs(86_400_000);
    await report(house, { id, organisation: 'UTO', content: { ...groupOf(5), at: '2026-11-25T09:00:00-03:00' } });
    await report(house, { id, organisation: 'UTO', content: { ...arrestOf(), at: '2026-11-25T22:30:00-03:00' } });
    await report(house, { id, organisation: 'ESP', content: groupOf(40) });
    const all = await room('UTO', id);
    assert.deepEqual([all.totals['migrants'], all.before['migrants'], all.totals['arrests'], all.before['arrests'], all.nationalities, all.since.slice(11)], [17, 12, 1, undefined, 1, '00:00:00.000Z']);
    assert.deepEqual([(await room('UTO', id, { country: 'UTO' })).totals['migrants'], (await room('UTO', id, { day: '2026-11-26' })).totals, (await room('UTO', id, { nationality: 'VEN' })).totals], [5, { arrests: 1, incidents: 1 }, { migrants: 17 }]);
    assert.deepEqual([(await room('UTO', id, { cutOff: yesterday })).totals['migrants'], (await room('UTO', id, { country: 'ESP' })).totals['migrants'], (await room('ESP', id, { country: 'ESP' })).totals['migrants']], [12, undefined, 40]);
    for (const query of [{}, { country: 'UTO' }, { cutOff: yesterday }] as const) {
      const { totals } = await room('UTO', id, query);
      assert.equal((await (await of(house, 'UTO')).call(listIncidents, { params: { id }, query: { measure: 'incidents', ...query } })).total, totals['incidents']);
    }
  });

  test('counts by the day on the wall where an operation says so', async () => {
    const { id } = await openJoint(house, MEMBERS, { days: 'local' });
    await report(house, { id, organisation: 'UTO', content: { ...arrestOf(), at: '2026-11-24T22:30:00-03:00' } });
    assert.deepEqual((await room('UTO', id)).byDay.map(({ day }) => day), ['2026-11-24']);
  });

  test('puts on the map what may be read, with the place of the plan where the report has none, and all else with its country', async () => {
    const { id } = await openJoint(house, MEMBERS, { checkpoints: [{ code: 'CP-1', name: 'Bridge', country: 'DEU', latitude: 8.5, longitude: -79.25 }] });
    const moved = { kind: 'network' as const, networks: [{ reference: 'RED 1', state: 'identified' as const, movements: [{ reference: 'L-1', on: '2026-11-01', count: 9, nationality: 'NPL', from: 'NPL', to: 'BRA' }] }] };
    await report(house, { id, organisation: 'DEU', content: { ...groupOf(8), place: { name: 'At the bridge', code: 'CP-1' } } });
    await report(house, { id, organisation: 'DEU', content: arrestOf({ place: { name: 'Port', latitude: 10, longitude: -75.5 } }) });
    await report(house, { id, organisation: 'DEU', content: { ...arrestOf(), ...moved, persons: [] } });
    await report(house, { id, organisation: 'FRA', content: { ...arrestOf(), ...moved, place: { name: 'Secret', latitude: 1, longitude: 1 }, networks: [{ state: 'identified', reference: 'RED 2', movements: [{ reference: 'L-2', on: '2026-11-01', count: 4, nationality: 'NPL', from: 'NPL', to: 'FRA' }] }] } });
    await report(house, { id, organisation: 'ESP' });
    const map = async (organisation: string): Promise<JointMap> => (await of(house, organisation)).call(readMap, { params: { id }, query: {} });
    const { places, countries, routes } = await map('UTO');
    assert.deepEqual(places.map(({ name, latitude, isOfPlan, counts }) => [name, latitude, isOfPlan, counts]).toSorted(byFirst), [['Bridge', 8.5, true, { migrants: 8, incidents: 1 }], ['Port', 10, false, { arrests: 1, incidents: 1 }]]);
    assert.deepEqual(countries.map(({ country, counts }) => [country, counts['arrests'] ?? 0]).toSorted(byFirst), [['DEU', 0], ['FRA', 1]]);
    assert.deepEqual(routes, [{ from: 'NPL', to: 'BRA', count: 9, movements: 1 }]);
    assert.deepEqual((await map('FRA')).places.map(({ name }) => name).toSorted(), ['Bridge', 'Port', 'Secret']);
  });

  test('hears what was received last, of others only that it came unless they share it', async () => {
    const { id } = await openJoint(house, MEMBERS);
    await report(house, { id, organisation: 'DEU', content: groupOf(8) });
    const { id: incident } = await report(house, { id, organisation: 'FRA' });
    await (await of(house, 'FRA')).call(withdrawIncident, { params: { id, incident }, body: { reason: 'An exercise.' } }, { version: 1 });
    await report(house, { id, organisation: 'ESP' });
    const feed = async (organisation: string, query: { country?: string; before?: number; limit?: number } = {}): Promise<FeedPage> => (await of(house, organisation)).call(readFeed, { params: { id }, query });
    assert.deepEqual((await feed('UTO')).items.map(({ country, act, report: read, incident: named }) => [country, act, read?.counts, named === undefined]), [['FRA', 'withdrawn', undefined, true], ['FRA', 'reported', undefined, true], ['DEU', 'reported', { migrants: 8, incidents: 1 }, false]]);
    assert.deepEqual((await feed('FRA')).items.filter(({ report: read }) => read !== undefined).map(({ country, act }) => [country, act]), [['FRA', 'withdrawn'], ['FRA', 'reported'], ['DEU', 'reported']]);
    assert.deepEqual((await feed('UTO', { country: 'ESP' })).items, []);
    const { next } = await feed('UTO', { limit: 2 });
    assert.deepEqual((await feed('UTO', { limit: 2, ...(next !== undefined && { before: next }) })).items.map(({ country }) => country), ['DEU']);
  });

  test('shows a partner totals that are not small, and nothing else', async () => {
    const { id } = await openJoint(house, MEMBERS);
    await (await of(house, 'UTO')).call(inviteToJoint, { params: { id }, body: { organisations: ['NOR'], role: 'partner' } });
    await report(house, { id, organisation: 'FRA', content: groupOf(12) });
    await report(house, { id, organisation: 'UTO', content: arrestOf({ persons: [{ role: 'victim', count: 3 }, { role: 'suspect', arrested: true }] }) });
    const { totals, before, byCountry, countries, byNationality } = await room('NOR', id);
    assert.deepEqual([totals, before, byCountry, countries, byNationality], [{ migrants: 12 }, { migrants: 12 }, [], [], [{ nationality: 'VEN', counts: { migrants: 12 } }]]);
    await assert.rejects(room('NOR', id, { nationality: 'VEN' }), { code: 'joint.role' });
    const partner = await of(house, 'NOR');
    for (const call of [() => partner.call(readMap, { params: { id }, query: {} }), () => partner.call(readFeed, { params: { id }, query: {} })]) await assert.rejects(call(), { code: 'joint.role' });
    const outside = await of(house, 'ITA');
    for (const call of [() => outside.call(readRoom, { params: { id }, query: {} }), () => outside.call(readMap, { params: { id }, query: {} }), () => outside.call(readFeed, { params: { id }, query: {} })]) await assert.rejects(call(), { code: 'joint.not-found' });
  });
});

describe('in the field', () => {
  test('whoever reports and reads no results sees where he may report, and his own reports with their history', async () => {
    const { id } = await openJoint(house, { FRA: { counts: 'all', incidents: 'nobody', names: true } }, { checkpoints: [{ code: 'CP-1', name: 'Puente Viejo', country: 'FRA' }] });
    const officer = await house.client('FRA', { permissions: ['operation:report'] });
    const found = (await officer.call(listField)).items.find((one) => one.id === id);
    assert.deepEqual([found?.checkpoints?.[0]?.code, found?.shares.names, found?.countries], ['CP-1', true, ['FRA', 'UTO']]);
    const mine = await officer.call(reportIncident, { params: { id }, body: { content: arrestOf({ place: { name: 'Pont de José' } }) } });
    const desk = await report(house, { id, organisation: 'FRA', content: arrestOf({ place: { name: 'Pont de José' } }) });
    await report(house, { id, organisation: 'UTO', content: arrestOf({ place: { name: 'Pont de José' } }) });
    const search = async (client: Client, body: { text?: string; mine?: true; kind?: 'arrest' | 'offer' }): Promise<string[]> => (await client.call(searchIncidents, { params: { id }, body })).items.map((item) => item.id);
    assert.deepEqual(await search(officer, {}), [mine.id]);
    assert.deepEqual(await search(await of(house, 'FRA'), { text: 'jose pon', kind: 'arrest' }), [desk.id, mine.id]);
    assert.deepEqual([await search(await of(house, 'FRA'), { text: 'ose' }), await search(await of(house, 'FRA'), { kind: 'offer' })], [[], []]);
    await officer.call(correctIncident, { params: { id, incident: mine.id }, body: { content: arrestOf(), reason: 'Another bridge.' } }, { version: 1 });
    assert.deepEqual((await officer.call(getOwnIncident, { params: { id, incident: mine.id } })).history.map(({ version, reason }) => [version, reason]), [[1, undefined], [2, 'Another bridge.']]);
    await assert.rejects(officer.call(getOwnIncident, { params: { id, incident: desk.id } }), { code: 'incident.not-found' });
    await assert.rejects((await of(house, 'UTO')).call(getOwnIncident, { params: { id, incident: desk.id } }), { code: 'incident.not-found' });
  });
});

test('phones that are cut off half of the time, and switched off while they send, report everything once', async () => {
  let state = 7;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const { made, arrived, counted, twice, lost, refused, cut } = await fieldPhones(house, { phones: 8, reports: 2, random });
  assert.deepEqual({ made, arrived, counted, twice, lost, refused }, { made: 16, arrived: 16, counted: 16, twice: 0, lost: 0, refused: 0 });
  assert.ok(cut.before > 0 && cut.after > 0);
});

describe('lists of an operation', () => {
  const list = async (organisation: string, id: string): Promise<string[]> => (await (await of(house, organisation)).call(listTasks, { params: { id } })).items.map(({ content }) => content.title);
  const add = async (organisation: string, id: string, more: Parameters<typeof taskOf>[0], audience: 'own' | 'all' = 'own'): Promise<JointTask> => (await of(house, organisation)).call(addTask, { params: { id }, body: { audience, content: taskOf(more) } });

  test('what is for all is seen by all, what is for a country by it and by the owner, and a partner sees none', async () => {
    const { id } = await openJoint(house, { FRA: { counts: 'all', incidents: 'nobody' }, ESP: { counts: 'all', incidents: 'nobody' } });
    await (await of(house, 'UTO')).call(inviteToJoint, { params: { id }, body: { organisations: ['QPA'], role: 'partner' } });
    await add('FRA', id, { title: 'late', dueAt: '2026-11-26T08:00:00Z' });
    await add('FRA', id, { title: 'soon', owner: 'ESP' });
    await add('ESP', id, { title: 'brief', list: 'briefing', dueAt: '2026-11-24T05:00:00Z' }, 'all');
    assert.deepEqual([await list('FRA', id), await list('ESP', id), await list('UTO', id)], [['brief', 'soon', 'late'], ['brief', 'soon'], ['brief']]);
    assert.ok(!seesTask({ me: { role: 'partner', state: 'accepted', organisation: 1 } as never }, { organisation: 2, owner: 1, audience: 'all' }));
    await assert.rejects(add('FRA', id, { owner: 'BRA' }), { code: 'request.invalid' });
    const told = (await (await of(house, 'UTO')).call(listEvents, { query: { after: 0, limit: 1000 } })).items.filter(({ kind, subject }) => kind === 'operation.tasks' && subject === id);
    assert.equal(told.length, 1, 'the coordinator hears of what is for all, and of nothing else');
  });

  test('its owner says that it is done, and only who wrote it changes it', async () => {
    const { id } = await openJoint(house, { FRA: { counts: 'all', incidents: 'nobody' }, ESP: { counts: 'all', incidents: 'nobody' } });
    const [uto, fra, esp] = await Promise.all(['UTO', 'FRA', 'ESP'].map((organisation) => of(house, organisation)));
    const { id: task } = await add('UTO', id, { owner: 'FRA' }, 'all');
    const params = { id, task };
    await assert.rejects(esp?.call(settleTask, { params, body: { to: 'done' } }, { version: 1 }) ?? Promise.resolve(), { code: 'joint.role' });
    await assert.rejects(fra?.call(changeTask, { params, body: taskOf() }, { version: 1 }) ?? Promise.resolve(), { code: 'joint.role' });
    const settled = await fra?.call(settleTask, { params, body: { to: 'done' } }, { version: 1 });
    assert.deepEqual([settled?.state, settled?.settledBy, settled?.version], ['done', 'FRA', 2]);
    await assert.rejects(uto?.call(changeTask, { params, body: taskOf() }, { version: 1 }) ?? Promise.resolve(), { code: 'joint.version-conflict' });
    assert.equal((await uto?.call(settleTask, { params, body: { to: 'open' } }, { version: 2 }))?.settledBy, undefined);
    const own = await add('ESP', id, { owner: 'ESP' });
    await assert.rejects(uto?.call(settleTask, { params: { id, task: own.id }, body: { to: 'done' } }, { version: 1 }) ?? Promise.resolve(), { code: 'joint.task-not-found' });
  });
});

networkStories(house);
