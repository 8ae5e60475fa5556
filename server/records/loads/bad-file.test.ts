import assert from 'node:assert/strict';
import { it } from 'node:test';
import { badFile, checkBadFile } from './bad-file-under-test.ts';
import { openUnderTest } from './loads-under-test.ts';

const LINES = 20_000;

for (const format of ['ndjson', 'csv'] as const) {
  it(`of a ${format} file with every kind of bad line no good line is lost, and each bad one is told with line, column and code`, async () => {
    const under = await openUnderTest({ runKeys: 5000 });
    try {
      const file = { format, lines: LINES };
      const load = await under.start({ format });
      const { failure } = await under.loads.send({ load, organisation: 'FRA', actor: 'tok_test', offset: 0, last: true, body: badFile(file) });
      assert.equal(failure, undefined);
      const bad = await checkBadFile(file, { under, load });
      const { state, counts: { created, rejected, amended, unchanged } } = await under.get(load);
      assert.deepEqual([state, bad, created, rejected, amended, unchanged], ['finished', LINES / 4, (LINES * 3) / 4, LINES / 4, 0, 0]);
    } finally {
      await under.close();
    }
  });
}
