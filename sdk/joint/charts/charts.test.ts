import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { ENTITY_KINDS, type Entity } from '@watchword/api/joint/network.ts';
import { parseXml } from '@rgrove/parse-xml';
import { drawingOf, parseChart, WRITERS, type Drawing } from './charts.ts';

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('+999 123', '=SUM(A1)', "'quoted", 'a,b;"c"\nd', '-1', '<&>', 'مرحبا', '--')).map((one) => one.replaceAll(/\p{Cc}|[\uFFFE\uFFFF]/gu, '').toWellFormed().trim());
const node = fc.record({ kind: fc.constantFrom(...ENTITY_KINDS), label: text.map((one) => one || 'x'), detail: text, country: text, roles: text, x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }), pinned: fc.boolean(), own: fc.boolean(), incidents: fc.nat(9), countries: text, first: text, last: text, note: text });
const drawing = fc.record({ nodes: fc.array(node, { minLength: 1, maxLength: 6 }), relation: text.map((one) => one || 'x'), amount: text, sources: text, directed: fc.boolean(), count: fc.integer({ min: 1, max: 99 }), title: text, handling: text }).map(({ nodes, title, handling, ...link }): Drawing => ({
  operation: 'AURORA', title, handling, at: '2026-11-24T10:00:00.000Z', nodes: nodes.map((one, at) => ({ ...one, id: `n${at}` })), links: nodes.slice(1).map((_, at) => ({ ...link, id: `e${at}`, from: 'n0', to: `n${at + 1}`, first: '', last: '' })),
}));

describe('a chart in a file', () => {
  for (const format of ['json', 'csv', 'graphml'] as const) {
    test(`comes back from ${format} as it was`, () => {
      fc.assert(fc.property(drawing, (drawn) => {
        const { nodes, links } = parseChart(WRITERS[format].write(drawn));
        assert.deepEqual({ nodes, links }, { nodes: drawn.nodes, links: drawn.links });
      }), { numRuns: 60 });
    });
  }

  test('is run by no spreadsheet, and carries its handling code on every row', () => {
    const [one] = fc.sample(drawing, { numRuns: 1, seed: 7 });
    const [first] = one?.nodes ?? [];
    assert.ok(one !== undefined && first !== undefined);
    for (const label of ['=1+1', '+999 123', '-x', '@a', "'x"]) {
      for (const format of ['csv', 'i2-csv'] as const) {
        const rows: string[] = WRITERS[format].write({ ...one, nodes: [{ ...first, label }], links: [], handling: 'POLICE-ONLY' }).split('\r\n');
        const row = rows[1] ?? '';
        assert.ok(row.includes(`,'${label},`) && row.endsWith(',POLICE-ONLY'), row);
      }
    }
  });

  test('is a whole picture, whatever its entities are called', () => {
    fc.assert(fc.property(drawing, (drawn) => {
      const { root } = parseXml(WRITERS.svg.write(drawn));
      const marks = JSON.stringify(root).match(/"name":"(circle|polygon)"/g)?.length;
      assert.equal(marks, drawn.nodes.length);
    }), { numRuns: 30 });
  });

  test('from another tool is read by the names of its keys; what is no chart is refused', () => {
    const { nodes, links } = parseChart('<graphml><key id="d0" for="node" attr.name="label"/><key id="d1" for="edge" attr.name="weight"/><graph edgedefault="undirected"><node id="a"><data key="d0">Ana &amp; Co</data></node><node id="b"/><edge source="a" target="b"><data key="d1">3.0</data></edge></graph></graphml>');
    assert.deepEqual([nodes.map(({ label }) => label), links.map(({ from, to, count, directed }) => [from, to, count, directed])], [['Ana & Co', 'b'], [['a', 'b', 3, false]]]);
    for (const wrong of ['', '{"a":1}', '{', '<graphml><node>', 'a,b\n1,2', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><graphml><graph><node id="&e;"/></graph></graphml>']) assert.throws(() => parseChart(wrong), { code: 'joint.file' }, wrong);
  });
});

describe('what is drawn', () => {
  const entity = (id: string, more: Partial<Entity> = {}): Entity => ({ id, also: [], kind: 'person', label: id, roles: [], incidents: 1, countries: ['UTO'], first: '2026-11-24', last: '2026-11-24', links: 1, ...more });
  const graph = { entities: [entity('a', { also: ['a2'] }), entity('b'), entity('c'), entity('d')], edges: [['a', 'c'], ['b', 'c'], ['a', 'b'], ['c', 'd']].map(([from = '', to = '']) => ({ id: `${from}${to}`, from, to, relation: 'seen' as const, count: 1, amounts: [], first: '', last: '', provenance: [], sources: 1 })), handling: 'Police use only' };

  test('is all of a graph, or of a chart what lies on it: known by any of its ids, merged, without what is hidden', () => {
    assert.deepEqual(drawingOf({ operation: 'X', title: '', at: '', graph }).nodes.length, 4);
    const content = { nodes: [{ id: 'a2', x: 1, y: 2, pinned: true as const }, { id: 'b', x: 0, y: 0 }, { id: 'c', x: 5, y: 5 }, { id: 'd', x: 9, y: 9, hidden: true as const }, { id: 'own_1', x: 3, y: 3 }], added: [{ id: 'own_1', kind: 'person' as const, label: 'Hat', source: 'Telephone' }], links: [{ id: 'own_2', from: 'own_1', to: 'b', label: 'knows' }], merges: [{ into: 'a', members: ['b'] }] };
    const { nodes, links, handling } = drawingOf({ operation: 'X', title: '', at: '', graph, content });
    assert.deepEqual(nodes.map(({ id, x, pinned, own }) => [id, x, pinned, own]), [['a', 1, true, false], ['c', 5, false, false], ['own_1', 3, false, true]]);
    assert.deepEqual(links.map(({ from, to, relation }) => [from, to, relation]), [['a', 'c', 'seen'], ['a', 'c', 'seen'], ['own_1', 'a', 'knows']]);
    assert.equal(handling, 'Police use only');
  });
});
