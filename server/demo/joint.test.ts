import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { exportJoint, readResults } from '@watchword/api/joint/counting.ts';
import { listIncidents, listJoint } from '@watchword/api/joint/operations.ts';
import { parseFile } from '@watchword/sdk/joint/file.ts';
import { verify } from '@watchword/sdk/joint/recount.ts';
import { startServer } from '#test/start-server.ts';
import { of } from '#test/joint-calls.ts';
import { fillJoint } from './joint.ts';

const house = await startServer();
after(() => house.close());

test('the demo world has the operation of the brief, live as it was told, and its frozen file recounts', async () => {
  await fillJoint(house.serving().hub.writer);
  for (const organisation of ['PAN', 'FRA', 'SLV']) {
    const client = await of(house, organisation);
    const [operation] = (await client.call(listJoint)).items;
    assert.equal(operation?.plan.code, 'TURQUESA');
    const id = operation.id;
    const { results } = await client.call(readResults, { params: { id }, query: {} });
    assert.deepEqual([results.totals['arrests'], results.totals['migrants'], results.nationalities, results.totals['accounts-frozen'], results.totals['usd']], [152, 800, 30, 42, 1_000_000_000]);
    const { chunks } = await client.download(exportJoint, { params: { id }, query: { edition: 1 } });
    const [verdict] = verify(parseFile(await new Response(ReadableStream.from(chunks()) as ReadableStream).text()));
    assert.deepEqual([verdict?.isIntact, verdict?.isRecounted, verdict?.signatures.length, verdict?.signatures.every(({ state }) => state === 'signed')], [true, true, 20, true]);
  }
  const { id = '' } = (await (await of(house, 'FRA')).call(listJoint)).items[0] ?? {};
  const seen = await (await of(house, 'FRA')).call(listIncidents, { params: { id }, query: { measure: 'arrests', limit: 200 } });
  assert.deepEqual([...new Set(seen.items.map(({ country }) => country))], ['PAN'], 'France reads what Panama lets everybody read');
  assert.ok(seen.withheld.length > 10);
});
