/** One call that succeeds for each operation of networks, charts and money. */
import { createChart, type Chart } from '@watchword/api/joint/charts.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import { readNetwork, type Entity } from '@watchword/api/joint/network.ts';
import { arrestOf, of, openJoint, report } from './joint-calls.ts';
import type { Ready } from './ready-call.ts';
import type { House } from './start-server.ts';

type Make = (house: House) => Promise<Ready> | Ready;

/** A report with something of every kind: a facilitator who leads a network, his telephone, his account and what he sent. */
export const busyReport = (more: Partial<IncidentContent> = {}): IncidentContent => arrestOf({
  persons: [{ role: 'facilitator', arrested: true, benefit: 'rent of the house', leads: 'RED-1', nationality: 'UTO', identity: { name: 'Bruno Test', birthDate: '1980-02-03', document: { issuer: 'UTO', number: 'XZ7700' } } }, { role: 'migrant', count: 9, nationality: 'VEN' }],
  phones: ['+999 123 4567'], vehicles: [{ plate: 'ZX 1234', country: 'UTO', make: 'Van' }], handles: [{ platform: 'Plaza', handle: '@viajes' }], networks: [{ reference: 'RED-1', name: 'Red Uno', state: 'identified' }],
  accounts: [{ number: 'UT12ZZZZ000000000001', country: 'UTO', bank: 'Novabank', state: 'frozen', since: '2026-11-24' }],
  transactions: [{ reference: 'T/1', on: '2026-11-23', amount: '120.50', currency: 'USD', from: 'UT12ZZZZ000000000001', to: 'UT12ZZZZ000000000002' }], ...more,
});

/** An operation with one such report, and what is in it. */
export async function busyJoint(house: House): Promise<{ id: string; entities: readonly Entity[]; find: (kind: Entity['kind']) => Entity }> {
  const { id } = await openJoint(house);
  await report(house, { id, organisation: 'UTO', content: busyReport() });
  const { entities } = await (await of(house, 'UTO')).call(readNetwork, { params: { id }, body: {} });
  return {
    id, entities, find: (kind) => {
      const entity = entities.find((one) => one.kind === kind);
      if (entity === undefined) throw new Error(`no ${kind} in the network`);
      return entity;
    },
  };
}

/** A chart of such an operation, kept. */
export async function keptChart(house: House, share: Chart['share'] = 'all'): Promise<{ id: string; chart: Chart; entities: readonly Entity[] }> {
  const { id, entities } = await busyJoint(house);
  const nodes = entities.map((entity, at) => ({ id: entity.id, x: at * 10, y: 5, ...(at === 0 && { pinned: true as const }) }));
  return { id, entities, chart: await (await of(house, 'UTO')).call(createChart, { params: { id }, body: { title: 'Red Uno', share, content: { nodes: [...nodes, { id: 'own_1', x: 1, y: 1 }], added: [{ id: 'own_1', kind: 'person', label: 'The man with the hat' }] } } }) };
}

const looking = (body: (busy: Awaited<ReturnType<typeof busyJoint>>) => object): Make => async (house) => {
  const busy = await busyJoint(house);
  return { organisation: 'UTO', params: { id: busy.id }, body: body(busy) };
};

/** By the id of the operation. */
export const NETWORK_CALLS: Readonly<Record<string, Make>> = {
  'network.read': looking(() => ({ filter: { from: '2026-11-24', to: '2026-11-24' }, limit: 100 })),
  'network.find': looking(() => ({ text: 'bruno', kinds: ['person'] })),
  'network.expand': looking(({ find }) => ({ entity: find('person').id, hops: 2, known: [find('phone').id] })),
  'network.path': looking(({ find }) => ({ from: find('phone').id, to: find('network').id })),
  'network.measures': looking(() => ({})),
  'network.facilitators': async (house) => ({ organisation: 'UTO', params: { id: (await busyJoint(house)).id } }),
  'charts.list': async (house) => ({ organisation: 'FRA', params: { id: (await keptChart(house)).id } }),
  'charts.create': looking(({ entities }) => ({ title: 'All', content: { nodes: entities.map(({ id }) => ({ id, x: 0, y: 0 })) } })),
  'charts.get': async (house) => {
    const { id, chart } = await keptChart(house);
    return { organisation: 'FRA', params: { id, chart: chart.id } };
  },
  'charts.save': async (house) => {
    const { id, chart: { id: chart, version, title, content } } = await keptChart(house);
    return { organisation: 'UTO', params: { id, chart }, version, body: { title: `${title}, later`, share: 'nobody', content } };
  },
  'charts.remove': async (house) => {
    const { id, chart } = await keptChart(house);
    return { organisation: 'UTO', params: { id, chart: chart.id } };
  },
  'money.read': async (house) => ({ organisation: 'UTO', params: { id: (await busyJoint(house)).id } }),
};
