import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Edge, Entity } from '@watchword/api/joint/network.ts';
import { contentOf, EMPTY, reduce, type Act, type ChartState } from './chart-state.ts';
import { neighboursIn, seenOf } from './visible.ts';

const entity = (id: string, more: Partial<Entity> = {}): Entity => ({ id, also: [], kind: 'person', label: id, roles: [], incidents: 1, countries: ['UTO'], first: '2026-11-24', last: '2026-11-24', links: 1, ...more });
const edge = (from: string, to: string, day = '2026-11-24'): Edge => ({ id: `${from}.${to}.seen`, from, to, relation: 'seen', count: 1, amounts: [], first: day, last: day, provenance: [{ incident: 'inc_1', version: 1, country: 'UTO', at: `${day}T10:00:00Z`, receivedAt: '' }], sources: 1 });
const graph = { entities: ['a', 'b', 'c', 'd'].map((id) => entity(id)), edges: [edge('a', 'b'), edge('b', 'c', '2026-11-26'), edge('c', 'd', '2026-11-26')] };
const after = (...acts: Act[]): ChartState => acts.reduce(reduce, EMPTY);
const laid: Act = { act: 'place', places: ['a', 'b', 'c', 'd'].map((id, at) => ({ id, x: at * 10, y: 5 })), byHand: false };
const ids = (state: ChartState): string[] => seenOf(state).items.map(({ id }) => id);

describe('a chart', () => {
  it('merges with all their links, and parts again as it was', () => {
    const merged = after({ act: 'add', graph }, laid, { act: 'merge', ids: ['a', 'c'] });
    assert.deepEqual(ids(merged), ['a', 'b', 'd']);
    assert.deepEqual(seenOf(merged).lines.map(({ from, to }) => [from, to]), [['a', 'b'], ['b', 'a'], ['a', 'd']]);
    assert.deepEqual(seenOf(merged).items[0]?.members.map(({ id }) => id), ['c']);
    assert.deepEqual(ids(reduce(merged, { act: 'undo' })), ['a', 'b', 'c', 'd']);
    assert.deepEqual(ids(reduce(merged, { act: 'part', into: 'a' })), ['a', 'b', 'c', 'd']);
    assert.deepEqual(reduce(reduce(merged, { act: 'undo' }), { act: 'redo' }).board.merges, [{ into: 'a', members: ['c'] }]);
    assert.deepEqual(reduce(merged, { act: 'merge', ids: ['d', 'a'] }).board.merges, [{ into: 'd', members: ['a', 'c'] }]);
  });

  it('keeps everything where it lies when more comes, and when an act is undone', () => {
    const more = reduce(after({ act: 'add', graph }, laid, { act: 'pin', ids: ['a'] }), { act: 'add', graph: { entities: [entity('e')], edges: [edge('a', 'e')] } });
    assert.deepEqual([more.board.places.get('a'), more.board.places.get('e')], [{ x: 0, y: 5, pinned: true }, undefined]);
    const undone = reduce(reduce(more, { act: 'place', places: [{ id: 'e', x: 9, y: 9 }], byHand: false }), { act: 'undo' });
    assert.deepEqual([ids(undone), undone.board.places.get('b')], [['a', 'b', 'c', 'd'], { x: 10, y: 5 }]);
  });

  it('is opened as it was kept, by any of the ids that an entity has', () => {
    const kept = contentOf(after({ act: 'add', graph }, laid, { act: 'pin', ids: ['b'] }, { act: 'hide', ids: ['d'] }, { act: 'add-own', entity: { id: 'own_1', kind: 'person', label: 'Hat' }, link: { id: 'own_2', from: 'own_1', to: 'a', label: 'knows' } }, { act: 'place', places: [{ id: 'own_1', x: 1, y: 1 }], byHand: false }, { act: 'merge', ids: ['b', 'c'] }, { act: 'sight', sight: { from: '2026-11-24' } }));
    const again = after({ act: 'open', graph: { ...graph, entities: [entity('a2', { also: ['a'] }), ...graph.entities.slice(1)], edges: [] }, content: kept });
    assert.deepEqual(ids(again), ['a2', 'b', 'own_1']);
    assert.deepEqual([again.board.places.get('a2'), again.board.links[0]?.to, again.isChanged], [{ x: 0, y: 5 }, 'a2', false]);
    assert.deepEqual(contentOf(again).merges, kept.merges);
  });

  it('shows only what happened in the days that are looked at, and no kind that is left out', () => {
    const state = after({ act: 'add', graph: { ...graph, entities: [entity('a'), entity('b', { kind: 'place', last: '2026-11-26' }), entity('c', { first: '2026-11-26', last: '2026-11-26' }), entity('d', { first: '2026-11-26', last: '2026-11-26' })] } });
    assert.deepEqual(ids(reduce(state, { act: 'sight', sight: { to: '2026-11-25' } })), ['a', 'b']);
    assert.deepEqual(seenOf(reduce(state, { act: 'sight', sight: { from: '2026-11-25' } })).lines.length, 2);
    assert.deepEqual(ids(reduce(state, { act: 'sight', sight: { without: ['place'] } })), ['a', 'c', 'd']);
  });

  it('hides and shows, removes with what hangs on it, and knows its neighbours', () => {
    const state = after({ act: 'add', graph }, laid);
    const hidden = reduce(state, { act: 'hide', ids: ['b'] });
    assert.deepEqual([ids(hidden), seenOf(hidden).hidden, ids(reduce(hidden, { act: 'show-hidden' })).length], [['a', 'c', 'd'], 1, 4]);
    const removed = reduce(state, { act: 'remove', ids: ['c'] });
    assert.deepEqual([ids(removed), removed.board.edges.size], [['a', 'b', 'd'], 1]);
    assert.deepEqual(neighboursIn(seenOf(state), ['b']).toSorted((one, other) => (one < other ? -1 : 1)), ['a', 'b', 'c']);
    assert.deepEqual(reduce(state, { act: 'move', ids: ['a'], by: [20, -20] }).board.places.get('a'), { x: 20, y: -15 });
  });
});
