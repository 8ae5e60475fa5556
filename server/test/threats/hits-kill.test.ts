/** After kill -9 at any moment every check that was answered as a hit has its hit, once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listHits } from '@watchword/api/hits.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { createClient } from '@watchword/sdk/client.ts';
import { makeData, spawnServer } from '../spawn-server.ts';
import { car, unique } from '../start-server.ts';

const ROUNDS = 4;
const CARS = 12;

test('what was answered as a hit is at the desks after kill -9, once', async () => {
  const { data, tokens, remove } = await makeData({ UTO: PERMISSIONS, FRA: PERMISSIONS });
  try {
    const answered = new Map<string, Set<string>>();
    let server = await spawnServer(data);
    for (let round = 0; round < ROUNDS; round += 1) {
      const uto = createClient({ url: server.url, token: tokens['UTO'] ?? '', retries: 0 });
      const fra = createClient({ url: server.url, token: tokens['FRA'] ?? '', retries: 0 });
      const cars = [];
      for (let each = 0; each < CARS; each += 1) {
        const plate = unique(`K${round}`);
        cars.push({ plate, record: (await uto.records.create({ database: 'vehicles', content: car({ plate, plateCountry: 'UTO' }) })).id });
      }
      // Hits come until it dies; the last of them were answered a few milliseconds before.
      const asking = cars.map(async ({ plate, record }) => {
        for (;;) {
          const { id, outcome } = await fra.checks.run({ purpose: 'police-check', subject: { vehicle: { plate: { number: plate } } } });
          assert.equal(outcome, 'hit');
          answered.set(record, (answered.get(record) ?? new Set()).add(id));
        }
      });
      const ended = Promise.allSettled(asking);
      await new Promise((resolve) => setTimeout(resolve, 40 + round * 37));
      await server.kill();
      await ended;
      server = await spawnServer(data);
    }
    const fra = createClient({ url: server.url, token: tokens['FRA'] ?? '', retries: 0 });
    const uto = createClient({ url: server.url, token: tokens['UTO'] ?? '', retries: 0 });
    assert.ok(answered.size > ROUNDS, `${answered.size} records were hit`);
    for (const [record, checks] of answered) {
      for (const client of [fra, uto]) {
        const { items } = await client.call(listHits, { query: { record } });
        assert.equal(items.length, 1, 'one hit');
        // Some were in the log whose answers nobody received.
        assert.ok((items[0]?.checks ?? 0) >= checks.size, `${items[0]?.checks} of ${checks.size}`);
      }
    }
    await server.end();
  } finally {
    remove();
  }
});
