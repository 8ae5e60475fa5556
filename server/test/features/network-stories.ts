/** The network of a joint operation, its charts and its money: who sees what. Run by `joint.test.ts`, on its server. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createChart, getChart, listCharts, removeChart, saveChart } from '@watchword/api/joint/charts.ts';
import { readResults, setRates } from '@watchword/api/joint/counting.ts';
import { readMoney } from '@watchword/api/joint/money.ts';
import { expandEntity, findEntities, findPath, listFacilitators, measureNetwork, readNetwork, type Graph } from '@watchword/api/joint/network.ts';
import { answerJoint, correctIncident, inviteToJoint, withdrawIncident } from '@watchword/api/joint/operations.ts';
import { arrestOf, of, openJoint, report } from '../joint-calls.ts';
import { busyJoint, busyReport, keptChart } from '../network-calls.ts';
import type { House } from '../start-server.ts';

const MEMBERS = { FRA: { counts: 'coordinator', incidents: 'nobody' }, ESP: { counts: 'all', incidents: 'coordinator' }, DEU: { counts: 'all', incidents: 'all' } } as const;

/** Every story, on a house that stands. */
export function networkStories(house: House): void {
  const networkOf = async (organisation: string, id: string, body: object = {}): Promise<Graph> => (await of(house, organisation)).call(readNetwork, { params: { id }, body });
  const labels = ({ entities }: Graph, kind: string): string[] => entities.filter((one) => one.kind === kind).map(({ label }) => label).toSorted();

  describe('a network', () => {
    test('holds what each viewer may read, and nothing of what a country does not share', async () => {
      const { id } = await openJoint(house, MEMBERS);
      for (const organisation of ['UTO', 'FRA', 'ESP', 'DEU']) await report(house, { id, organisation, content: arrestOf({ phones: ['+999 111 0000', `+999 222 ${organisation.codePointAt(0)}`], persons: [{ role: 'suspect', identity: { name: `Only ${organisation}` } }] }) });
      const SEES: Readonly<Record<string, readonly string[]>> = { UTO: ['DEU', 'ESP', 'UTO'], FRA: ['DEU', 'FRA'], ESP: ['DEU', 'ESP'], DEU: ['DEU'] };
      for (const [viewer, countries] of Object.entries(SEES)) {
        const graph = await networkOf(viewer, id);
        assert.deepEqual(labels(graph, 'person'), countries.map((country) => `Only ${country}`), viewer);
        const shared = graph.entities.find(({ label }) => label === '+999 111 0000');
        assert.deepEqual([shared?.incidents, shared?.countries], [countries.length, countries], viewer);
        assert.ok(graph.edges.every(({ provenance }) => provenance.every(({ country, by }) => countries.includes(country) && (by !== undefined) === (country === viewer))), viewer);
        const found = await (await of(house, viewer)).call(findEntities, { params: { id }, body: { text: 'only' } });
        assert.equal(found.total, countries.length);
      }
      const esp = (await networkOf('ESP', id)).entities.find(({ label }) => label === 'Only ESP')?.id ?? '';
      const fra = await of(house, 'FRA');
      await assert.rejects(fra.call(expandEntity, { params: { id }, body: { entity: esp } }), { code: 'network.entity-not-found' });
      await assert.rejects(fra.call(findPath, { params: { id }, body: { from: esp, to: esp } }), { code: 'network.entity-not-found' });
      assert.deepEqual((await networkOf('FRA', id, { entities: [esp] })).entities, []);
      for (const { entities } of [await fra.call(measureNetwork, { params: { id }, body: {} }).then(({ items }) => ({ entities: items.map(({ entity }) => entity) })), await fra.call(listFacilitators, { params: { id } }).then(({ items }) => ({ entities: items.map(({ entity }) => entity) }))]) assert.ok(entities.every(({ countries }) => countries.every((country) => country === 'FRA' || country === 'DEU')));
    });

    test('is not there for a partner, for a country that was only invited, and for a stranger', async () => {
      const { id } = await busyJoint(house);
      const uto = await of(house, 'UTO');
      await uto.call(inviteToJoint, { params: { id }, body: { organisations: ['ITA'], role: 'participant' } });
      await uto.call(inviteToJoint, { params: { id }, body: { organisations: ['NOR'], role: 'partner' } });
      const [partner, invited] = [await of(house, 'NOR'), await of(house, 'ITA')];
      const outside = await of(house, 'DEU');
      for (const [client, code] of [[partner, 'joint.role'], [invited, 'joint.role'], [outside, 'joint.not-found']] as const) {
        for (const call of [() => client.call(readNetwork, { params: { id }, body: {} }), () => client.call(readMoney, { params: { id }, query: {} }), () => client.call(listCharts, { params: { id } }), () => client.call(listFacilitators, { params: { id } }), () => client.call(createChart, { params: { id }, body: { title: 'x', content: { nodes: [] } } })]) await assert.rejects(call(), { code });
      }
    });

    test('follows a correction and a withdrawal, and looks at the days it is asked for', async () => {
      const { id } = await openJoint(house);
      const uto = await of(house, 'UTO');
      const made = await report(house, { id, organisation: 'UTO', content: arrestOf({ phones: ['+999 111 0001'] }) });
      await report(house, { id, organisation: 'UTO', content: arrestOf({ at: '2026-11-25T06:20:00Z', phones: ['+999 111 0003'] }) });
      assert.deepEqual(labels(await networkOf('UTO', id, { filter: { to: '2026-11-24' } }), 'phone'), ['+999 111 0001']);
      const params = { id, incident: made.id };
      await uto.call(correctIncident, { params, body: { content: arrestOf({ phones: ['+999 111 0002'] }), reason: 'A digit.' } }, { version: 1 });
      assert.deepEqual(labels(await networkOf('UTO', id), 'phone'), ['+999 111 0002', '+999 111 0003']);
      await uto.call(withdrawIncident, { params, body: { reason: 'An exercise.' } }, { version: 2 });
      assert.deepEqual(labels(await networkOf('UTO', id), 'phone'), ['+999 111 0003']);
    });

    test('is expanded with how much there is before, leads from one to another, and says who facilitates and why', async () => {
      const { id, find } = await busyJoint(house);
      await report(house, { id, organisation: 'UTO', content: arrestOf({ phones: ['+999 123 4567'], place: { name: 'Puente Nuevo' } }) });
      const uto = await of(house, 'UTO');
      const before = await uto.call(expandEntity, { params: { id }, body: { entity: find('phone').id, limit: 0 } });
      assert.deepEqual([before.entities.length, before.ways], [1, [{ relation: 'seen', kind: 'incident', total: 2, fresh: 2 }]]);
      const path = await uto.call(findPath, { params: { id }, body: { from: find('network').id, to: find('phone').id } });
      assert.deepEqual([path.steps, path.entities.map(({ kind }) => kind)], [2, ['network', 'incident', 'phone']]);
      const { items } = await uto.call(listFacilitators, { params: { id } });
      assert.deepEqual(items.slice(0, 2).map(({ entity, reasons: [first] }) => [entity.label, first?.reason]), [['Bruno Test', 'leads'], ['+999 123 4567', 'incidents']]);
      assert.equal((await networkOf('UTO', id, { limit: 3 })).entities.length, 3);
      assert.ok((await networkOf('UTO', id, { limit: 3 })).total > 10);
    });
  });

  describe('a chart', () => {
    test('is opened by those with whom it is shared, without what they may not see, and saved by its own organisation with its versions', async () => {
      const { id, chart, entities } = await keptChart(house, 'all');
      const [uto, fra] = [await of(house, 'UTO'), await of(house, 'FRA')];
      const params = { id, chart: chart.id };
      const opened = await fra.call(getChart, { params, query: {} });
      assert.deepEqual([opened.own, opened.by, opened.content.nodes.map((node) => node.id), opened.content.added?.length], [false, undefined, ['own_1'], 1]);
      assert.equal((await uto.call(getChart, { params, query: {} })).content.nodes.length, entities.length + 1);
      const body = { title: 'Red Uno, later', share: 'nobody' as const, content: { ...chart.content, nodes: chart.content.nodes.slice(0, 2) } };
      await assert.rejects(fra.call(saveChart, { params, body }, { version: 1 }), { code: 'chart.not-found' });
      await assert.rejects(fra.call(removeChart, { params }), { code: 'chart.not-found' });
      const saved = await uto.call(saveChart, { params, body }, { version: 1 });
      assert.deepEqual([saved.version, saved.history.map(({ version }) => version)], [2, [2, 1]]);
      await assert.rejects(uto.call(saveChart, { params, body }, { version: 1 }), { code: 'chart.version-conflict' });
      assert.equal((await uto.call(getChart, { params, query: { version: 1 } })).content.nodes.length, entities.length + 1);
      await assert.rejects(fra.call(getChart, { params, query: {} }), { code: 'chart.not-found' });
      assert.deepEqual([(await uto.call(listCharts, { params: { id } })).items.map(({ version }) => version), (await fra.call(listCharts, { params: { id } })).items], [[2], []]);
      assert.deepEqual(await uto.call(removeChart, { params }), { removed: true });
      await assert.rejects(uto.call(getChart, { params, query: {} }), { code: 'chart.not-found' });
    });

    test('keeps no link to what is not on it', async () => {
      const { id, entities } = await busyJoint(house);
      const nodes = [{ id: entities[0]?.id ?? '', x: 0, y: 0 }];
      await assert.rejects((await of(house, 'UTO')).call(createChart, { params: { id }, body: { title: 'x', content: { nodes, links: [{ id: 'own_1', from: nodes[0]?.id ?? '', to: 'own_9', label: 'knows' }] } } }), { code: 'request.invalid' });
    });
  });

  describe('money', () => {
    test('counts as the results do, keeps its currency, shows who said what of an account, and says what is counted and not shown', async () => {
      const { id } = await openJoint(house, { FRA: { counts: 'all', incidents: 'nobody' } });
      const uto = await of(house, 'UTO');
      await uto.call(setRates, { params: { id }, body: { rates: [{ currency: 'BRL', on: '2026-11-20', usd: '0.2', source: 'A bank' }] } });
      await report(house, { id, organisation: 'UTO', content: busyReport({ transactions: [{ reference: 'T/1', on: '2026-11-23', amount: '1000.10', currency: 'BRL', from: 'UT12ZZZZ000000000001', to: 'UT12ZZZZ000000000002' }] }) });
      await report(house, { id, organisation: 'UTO', content: arrestOf({ kind: 'account', persons: [], accounts: [{ number: 'UT12 ZZZZ 0000 0000 0001', country: 'UTO', state: 'lifted', since: '2026-11-25' }, { number: 'UT12ZZZZ000000000009', country: 'UTO', state: 'frozen', since: '2026-11-24' }] }) });
      await report(house, { id, organisation: 'FRA', content: busyReport({ accounts: [{ number: 'FR7600000000000000001', country: 'FRA', state: 'frozen', since: '2026-11-24' }], transactions: [{ reference: 't-1', on: '2026-11-23', amount: '1000.10', currency: 'BRL' }, { reference: 'T/2', on: '2026-11-23', amount: '7', currency: 'USD' }] }) });
      const money = await uto.call(readMoney, { params: { id }, query: {} });
      const { results: { totals } } = await uto.call(readResults, { params: { id }, query: {} });
      assert.deepEqual(money.results, { 'accounts-frozen': totals['accounts-frozen'], 'accounts-asked': 0, transactions: 2, usd: 20_702 });
      assert.deepEqual([money.shown, money.withheld], [{ 'accounts-frozen': 1, 'accounts-asked': 0, transactions: 1, usd: 20_002 }, [{ country: 'FRA', reports: 1 }]]);
      assert.equal(money.accounts.filter(({ state }) => state === 'frozen').length, money.shown['accounts-frozen']);
      const [transaction] = money.transactions;
      assert.deepEqual([transaction?.amount, transaction?.currency, transaction?.cents, transaction?.rate?.on], ['1000.10', 'BRL', 20_002, '2026-11-20']);
      const sender = money.accounts.find((account) => account.id === transaction?.from);
      assert.deepEqual([sender?.state, sender?.history.map(({ state, by }) => [state, by !== undefined]), sender?.sent], ['lifted', [['frozen', true], ['lifted', true]], 20_002]);
      const fra = await (await of(house, 'FRA')).call(readMoney, { params: { id }, query: {} });
      assert.deepEqual([fra.shown['accounts-frozen'], fra.results['accounts-frozen'], fra.withheld], [1, 2, [{ country: 'UTO', reports: 2 }]]);
      await (await of(house, 'FRA')).call(answerJoint, { params: { id }, body: { answer: 'accept', shares: { counts: 'all', incidents: 'all' } } });
      assert.deepEqual((await uto.call(readMoney, { params: { id }, query: {} })).shown, money.results);
    });
  });
}
