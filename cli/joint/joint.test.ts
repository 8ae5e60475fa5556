import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { FIXTURES } from '@watchword/sdk/joint/fixtures/make.ts';
import { run } from '../run-under-test.ts';

const folder = await mkdtemp(join(tmpdir(), 'joint-'));
after(() => rm(folder, { recursive: true }));
const pathOf = (name: string): string => join(folder, `${name}.ndjson`);

describe('operation fixture and recount', () => {
  for (const name of FIXTURES) {
    test(`${name} is made, counted again and found signed by every country`, async () => {
      assert.equal((await run(['operation', 'fixture', name, '--out', pathOf(name)])).code, 0);
      const { code, out } = await run(['operation', 'recount', pathOf(name), '--json']);
      const { fictional, editions: [edition] } = JSON.parse(out) as { fictional: boolean; editions: { isIntact: boolean; isRecounted: boolean; signatures: { state: string }[] }[] };
      assert.deepEqual([code, fictional, edition?.isIntact, edition?.isRecounted, edition?.signatures.some(({ state }) => state !== 'signed')], [0, true, true, true, false]);
    });
  }

  test('says in words what was counted and who has signed', async () => {
    const { out } = await run(['operation', 'recount', pathOf('turquesa')]);
    assert.match(out, /^TURQUESA, edition 1, final, .*\(all invented\)\nINTACT .*\nAGREES /);
    assert.match(out, /usd +10000000\.00/);
    assert.match(out, /network RED-AUSTRAL: dismantled, its leader arrested, 214 persons moved/);
    assert.match(out, /signed by +ARG BGD BOL /);
  });

  test('fails where one country changed a report after it had signed, and names the country', async () => {
    const changed = (await readFile(pathOf('turquesa'), 'utf8')).replace(/("country":"ARG".*?)"role":"suspect"/, '$1"role":"victim"');
    await writeFile(pathOf('changed'), changed);
    const { code, out } = await run(['operation', 'recount', pathOf('changed')]);
    assert.equal(code, 1);
    assert.match(out, /DOES NOT AGREE/);
    assert.match(out, /changed since they signed +ARG\n/);
  });

  test('counts up to an earlier moment, and prints figures for the public', async () => {
    const early = JSON.parse((await run(['operation', 'recount', pathOf('turquesa'), '--cut-off', '2026-11-18T00:00:00Z', '--json'])).out) as { results: { totals: { arrests: number } } };
    assert.ok(early.results.totals.arrests > 0 && early.results.totals.arrests < 152);
    assert.match((await run(['operation', 'recount', pathOf('turquesa'), '--media'])).out, /arrests +about 150\n/);
  });

  test('refuses what is no such file, and a fixture that does not exist', async () => {
    assert.notEqual((await run(['operation', 'recount', '-'], { input: 'hello\n' })).code, 0);
    assert.notEqual((await run(['operation', 'recount', join(folder, 'nothing')])).code, 0);
    assert.notEqual((await run(['operation', 'fixture', 'nothing', '--out', '-'])).code, 0);
    assert.equal((await run(['operation', 'fixture', 'turquesa'])).code, 2);
  });
});
