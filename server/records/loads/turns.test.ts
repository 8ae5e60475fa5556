import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createTurns } from './turns.ts';

it('so many at once, one of each organisation, in the order in which they came', async () => {
  const turns = createTurns(2);
  const order: string[] = [];
  const take = async (organisation: string, name: string) => {
    const free = await turns.take(organisation);
    order.push(name);
    return free;
  };
  const first = await take('FRA', 'fra 1');
  const waiting = [take('FRA', 'fra 2'), take('DEU', 'deu 1'), take('ITA', 'ita 1')];
  const deu = await waiting[1];
  assert.deepEqual(order, ['fra 1', 'deu 1']);
  first();
  await waiting[0];
  assert.deepEqual(order, ['fra 1', 'deu 1', 'fra 2']);
  deu?.();
  await waiting[2];
  assert.deepEqual(order, ['fra 1', 'deu 1', 'fra 2', 'ita 1']);
});

it('who goes away, who is one too many and who comes when it is over is refused', async () => {
  const turns = createTurns(1);
  await turns.take('FRA');
  const away = new AbortController();
  const left = turns.take('DEU', away.signal);
  away.abort();
  await assert.rejects(left, { code: 'server.busy' });
  const waiting = Array.from({ length: 32 }, () => turns.take('DEU'));
  const busy = { code: 'server.busy' };
  await assert.rejects(turns.take('ITA'), busy);
  turns.close();
  assert.ok((await Promise.allSettled(waiting)).every(({ status }) => status === 'rejected'));
  await assert.rejects(turns.take('ITA'), busy);
});
