import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { loadHasher } from '#databases/databases.ts';
import { openChecks } from './checks.ts';
import { openWorld } from './checks-under-test.ts';
import { believeWhileFresh, MOST_STALE_MS } from './fresh-filter.ts';

const world = openWorld();
after(() => world.close());
const passport = (number: string, more = {}) => ({ database: 'travel-documents', content: { number, issuer: 'UTO', type: 'passport', fraud: 'stolen', ...more } });

test('a filter that has not heard of a commit hides nothing once that is known: keys and ranges are asked of the store', async () => {
  let stale = 0;
  const deaf = believeWhileFresh({ mightContain: () => false, findRangeRows: () => [] }, () => stale);
  const checks = openChecks({ read: world.read, hasher: await loadHasher(), filter: deaf });
  await world.enter(passport('XK100001'));
  await world.enter(passport('XK200000', { numberTo: 'XK200999', fraud: 'stolen-blank' }));
  const outcomes = () => Promise.all(['XK100001', 'XK200500', 'XK300000'].map(async (number) => (await world.ask({ document: { number } }, { checks })).outcome));
  assert.deepEqual(await outcomes(), ['none', 'none', 'none']);
  stale = MOST_STALE_MS + 1;
  assert.deepEqual(await outcomes(), ['hit', 'hit', 'none']);
  stale = MOST_STALE_MS;
  assert.deepEqual(await outcomes(), ['none', 'none', 'none']);
});
