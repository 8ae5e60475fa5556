import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { around, clusterOf, panned, WORLD, zoomed, type Spot } from './cluster.ts';

const spot = (key: string, x: number, value = 1): Spot => ({ key, x, y: 100, value, isPlace: true });

describe('the map', () => {
  it('draws as one what stands close, loses nothing of it, and names the largest first', () => {
    const found = clusterOf([spot('a', 10, 3), spot('b', 14, 5), spot('c', 60, 20)], 10);
    assert.deepEqual(found.map(({ value, spots }) => [value, spots.map(({ key }) => key)]), [[20, ['c']], [8, ['b', 'a']]]);
    assert.equal(clusterOf([spot('a', 10, 3), spot('b', 14, 5)], 1).length, 2, 'and apart when one goes near');
  });

  it('goes near and far, and never out of the world', () => {
    const near = zoomed(WORLD, 4, { x: 950, y: 10 });
    assert.deepEqual(near, { x: 720, y: 0, w: 240, h: 120 });
    assert.deepEqual(panned(near, 1, 0), near);
    assert.deepEqual(zoomed(near, 0.01), WORLD);
    assert.equal(zoomed(WORLD, 1000).w, 40);
  });

  it('begins with all that is there, with room around it', () => {
    assert.deepEqual(around([]), WORLD);
    const seen = around([{ x: 300, y: 200 }, { x: 400, y: 260 }]);
    assert.ok(seen.x < 300 && seen.x + seen.w > 400 && seen.y < 200 && seen.y + seen.h > 260 && seen.w < 300);
  });
});
