import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import type { Entity } from '@watchword/api/joint/network.ts';
import { keysOf } from '@watchword/sdk/joint/countable.ts';
import { visibleContent } from './chart-view.ts';
import { factsOf, type Facts } from './facts.ts';
import { facilitatorsOf } from './facilitators.ts';
import { buildNetwork, type Network } from './graph.ts';
import { around, called, graphOf, pathBetween, waysFrom } from './look.ts';
import { measure } from './measures.ts';

const keys = keysOf('salt of a test');
let made = 0;
function told(content: Partial<IncidentContent>, country = 'UTO'): Facts {
  made += 1;
  const incident = `inc_${String(made).padStart(12, '0')}70008${'0'.repeat(15)}`;
  const facts = factsOf({ content: { kind: 'transport', at: '2026-11-24T06:20:00-03:00', place: { name: `Place ${made}` }, ...content }, provenance: { incident, version: 1, country, at: '2026-11-24T06:20:00-03:00', receivedAt: '2026-11-24T10:00:00.000Z' }, keys, apart: keysOf(`salt of a test ${country}`) });
  assert.ok(facts !== undefined);
  return facts;
}
const bruno = (more: object = {}): NonNullable<IncidentContent['persons']>[number] => ({ role: 'suspect', identity: { name: 'Bruno Test', birthDate: '1980-02-03', document: { issuer: 'UTO', number: 'XZ 7700' } }, ...more });
const only = (network: Network, kind: Entity['kind']): Entity[] => network.entities.filter((one) => one.kind === kind);
const placeOf = (network: Network, kind: Entity['kind']): number => network.entities.findIndex((one) => one.kind === kind);

describe('a graph of reports', () => {
  test('what is the same is one entity, however it is written, and each link says where it comes from', () => {
    const network = buildNetwork([told({ persons: [bruno()], phones: ['+999 123 4567'] }), told({ persons: [bruno({ identity: { name: 'BRUNO  Tést', birthDate: '1980-02-03' } })], phones: ['00999-1234567'] }, 'FRA'), told({ persons: [bruno({ identity: { name: 'Other', document: { issuer: 'UTO', number: 'xz7700' } } })] }, 'ESP')]);
    const [person] = only(network, 'person');
    assert.deepEqual([only(network, 'person').length, person?.incidents], [1, 3]);
    assert.equal(only(network, 'phone').length, 1);
    assert.deepEqual(only(network, 'phone')[0]?.countries, ['FRA', 'UTO']);
    assert.equal(network.edges.every(({ provenance, sources }) => provenance.length > 0 && sources > 0), true);
  });

  test('names alone put nobody together, and what both countries link does', () => {
    const reports = [told({ persons: [bruno({ identity: { name: 'Ana Test' } })] }), told({ persons: [bruno({ identity: { name: 'Ana Test' } })] }, 'FRA')];
    assert.equal(only(buildNetwork(reports), 'person').length, 2);
    const [one, other] = reports.map(({ provenance }) => ({ incident: provenance.incident, person: 0 }));
    assert.ok(one && other);
    assert.equal(only(buildNetwork(reports, [{ one, other }]), 'person').length, 1);
  });

  test('whoever is a victim in one report is that only, in what he is and in how he is linked, and leads nothing', () => {
    const network = buildNetwork([told({ persons: [bruno({ leads: 'RED' })] }), told({ persons: [{ ...bruno(), role: 'victim' }] })].map((facts) => ({ ...facts, nodes: facts.nodes.map((node) => ({ ...node, keys: node.kind === 'person' ? ['same'] : node.keys })) })));
    const [person] = only(network, 'person');
    assert.deepEqual(person?.roles, ['victim']);
    assert.deepEqual(network.edges.filter(({ from }) => from === person?.id).map(({ relation }) => relation).toSorted(), ['holds', 'holds', 'victim', 'victim']);
    assert.deepEqual(facilitatorsOf(network).filter(({ entity }) => entity.kind === 'person'), []);
  });

  test('a migrant of a country that has not decided otherwise is compared with its own reports only', () => {
    const migrant = { ...bruno(), role: 'migrant' as const };
    assert.equal(only(buildNetwork([told({ persons: [migrant] }), told({ persons: [migrant] })]), 'person').length, 1);
    assert.equal(only(buildNetwork([told({ persons: [migrant] }), told({ persons: [migrant] }, 'FRA')]), 'person').length, 2);
  });

  test('whoever has no name is a number of his incident, and a report of mere numbers is not there', () => {
    const network = buildNetwork([told({ persons: [{ role: 'migrant', count: 20 }, { role: 'suspect', arrested: true }] })]);
    assert.deepEqual([only(network, 'person').length, only(network, 'incident')[0]?.persons], [0, 21]);
    const numbers = factsOf({ content: { kind: 'checkpoint', at: '2026-11-24T06:20:00Z', place: { name: 'A' }, tallies: [{ what: 'checks', count: 5 }] }, provenance: { incident: 'inc_1', version: 1, country: 'UTO', at: '', receivedAt: '' }, keys, apart: keys });
    assert.equal(numbers, undefined);
  });

  test('a transaction told twice is one, with its sum in its own currency; a movement that two tell differently counts the larger', () => {
    const paid = (amount: string, reference: string): Partial<IncidentContent> => ({ transactions: [{ reference, on: '2026-11-23', amount, currency: 'EUR', from: 'UT12ZZZZ000000000001', to: 'UT12 ZZZZ 0000 0000 0002' }] });
    const moved = (count: number): Partial<IncidentContent> => ({ networks: [{ reference: 'RED', state: 'identified', movements: [{ reference: 'L-1', on: '2026-01-02', count, nationality: 'BGD', from: 'BGD' }] }] });
    const network = buildNetwork([told(paid('10.25', 'T 1')), told(paid('10.25', 't-1'), 'FRA'), told(paid('2', 'T2')), told(moved(7)), told(moved(9), 'FRA')]);
    const edge = network.edges.find(({ relation }) => relation === 'paid');
    assert.deepEqual([edge?.count, edge?.amounts, edge?.sources], [2, [{ currency: 'EUR', amount: '12.25' }], 3]);
    assert.equal(network.edges.find(({ relation }) => relation === 'moved')?.count, 9);
    assert.equal(only(network, 'account').length, 2);
  });
});

describe('looking at a graph', () => {
  const chain = buildNetwork([told({ persons: [bruno()], phones: ['+999 1'.padEnd(12, '1')], place: { name: 'Square' } }), told({ phones: ['+999 1'.padEnd(12, '1')], vehicles: [{ plate: 'ZX 1', country: 'UTO' }], place: { name: 'Square' } }), told({ vehicles: [{ plate: 'ZX-1', country: 'UTO' }], handles: [{ platform: 'Plaza', handle: '@viajes' }], place: { name: 'Square' } })]);
  const [person, handle, phone] = [placeOf(chain, 'person'), placeOf(chain, 'handle'), placeOf(chain, 'phone')];

  test('says how much there is in each direction before anything is shown, and what of it is new', () => {
    assert.deepEqual(waysFrom(chain, phone, new Set()), [{ relation: 'seen', kind: 'incident', total: 2, fresh: 2 }]);
    const [first] = around(chain, phone, { hops: 1, known: new Set() });
    assert.ok(first !== undefined);
    assert.deepEqual(waysFrom(chain, phone, new Set([first])).map(({ total, fresh }) => [total, fresh]), [[2, 1]]);
  });

  test('goes as many steps as it is told, and through no place', () => {
    const kinds = (hops: number): string[] => around(chain, person, { hops, known: new Set() }).map((at) => chain.entities[at]?.kind ?? '');
    assert.deepEqual(kinds(1).toSorted(), ['document', 'incident']);
    assert.deepEqual(kinds(3).toSorted(), ['document', 'incident', 'incident', 'phone', 'place']);
    assert.equal(kinds(4).includes('handle'), false, 'the square joins all three, and is not passed');
  });

  test('finds the way between two by what they have in common, and by a place only where nothing else is', () => {
    const path = pathBetween(chain, [person, handle]);
    assert.deepEqual(path?.map((at) => chain.entities[at]?.kind), ['person', 'incident', 'phone', 'incident', 'vehicle', 'incident', 'handle']);
    assert.equal(pathBetween(chain, [person, handle], { kinds: ['incident', 'place', 'handle'] })?.length, 5);
    assert.equal(pathBetween(buildNetwork([told({ phones: ['+999 12345'] }), told({ handles: [{ platform: 'P', handle: 'h' }] })]), [0, 5]), undefined);
  });

  test('shows at most as many as it is told, says of how many, and links among them only', () => {
    const graph = graphOf(chain, [person, phone], { total: 9 });
    assert.deepEqual([graph.entities.length, graph.total, graph.edges.length], [2, 9, 0]);
  });

  test('finds by parts of names and by numbers however they are written', () => {
    assert.deepEqual([called(chain, 'test bru', {}).length, called(chain, 'zx1', {}).length, called(chain, 'viajes', { kinds: ['person'] }).length], [1, 1, 0]);
  });

  test('measures the same every time', () => {
    const all = chain.entities.map((_, at) => at).filter((at) => chain.entities[at]?.kind !== 'place');
    const { items, communities } = measure(chain, all);
    assert.deepEqual(measure(chain, all), { items, communities });
    assert.ok((items[0]?.betweenness ?? 0) > 0.4, 'what is in the middle of a chain lies between most');
    assert.equal(communities.reduce((sum, { entities }) => sum + entities, 0), all.length);
  });

  test('a chart of somebody else has lost what is not seen, without a trace of it', () => {
    const there = chain.entities[person]?.id ?? '';
    const content = { nodes: [{ id: there, x: 1, y: 2 }, { id: 'x'.repeat(20), x: 3, y: 4 }, { id: 'own_1', x: 0, y: 0 }], added: [{ id: 'own_1', kind: 'person' as const, label: 'Hat' }], links: [{ id: 'own_2', from: 'own_1', to: 'x'.repeat(20), label: 'knows' }], merges: [{ into: there, members: ['x'.repeat(20)] }] };
    assert.deepEqual(visibleContent(content, chain), { nodes: [{ id: there, x: 1, y: 2 }, { id: 'own_1', x: 0, y: 0 }], added: content.added });
  });
});

describe('who facilitates', () => {
  test('whoever leads comes first, what several incidents have in common follows with its reasons, and nobody who is protected or a child', () => {
    const phones = ['+999 5550001'];
    const network = buildNetwork([
      told({ persons: [bruno({ leads: 'RED' }), { ...bruno(), role: 'victim', identity: { name: 'Vera', birthDate: '2000-01-01' } }], networks: [{ reference: 'RED', name: 'Red Uno', state: 'identified' }] }),
      told({ phones, persons: [{ role: 'facilitator', age: 'minor', benefit: 'rent', identity: { name: 'Kid', birthDate: '2012-01-01' } }] }), told({ phones }, 'FRA'),
    ]);
    const ranked = facilitatorsOf(network);
    assert.deepEqual(ranked.map(({ entity: { label, kind } }) => label || kind), ['Bruno Test', '+999 5550001']);
    assert.deepEqual(ranked[0]?.reasons[0], { reason: 'leads', of: 'Red Uno' });
    assert.deepEqual(ranked[1]?.reasons.slice(0, 2), [{ reason: 'incidents', count: 2 }, { reason: 'countries', count: 2 }]);
  });
});
