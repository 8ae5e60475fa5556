import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { keyOfIndex53 } from '#databases/databases.ts';
import { indexedOf, keysOf } from '../record-index.ts';
import { fileOfLines, LINES } from './killed-file-under-test.ts';
import { openUnderTest } from './loads-under-test.ts';
import { rejectsFileOf } from './rejects.ts';

const CHILD = fileURLToPath(new URL('process-under-test.ts', import.meta.url));
const ROUNDS = 4;

/** Lets a process load until it has said so many lines, kills it with SIGKILL, and returns the id of the load. */
async function loadAndKill(folder: string, id: string, lines: number): Promise<string> {
  const child = spawn(process.execPath, [CHILD, folder, id], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let said = 0;
  let load = id;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('load ')) load = line.slice(5);
    else said += 1;
    if (said === lines) child.kill('SIGKILL');
  }
  await exited;
  assert.equal(child.signalCode, 'SIGKILL');
  return load;
}

it('after kill -9 in the middle, again and again, a load goes on: every line once, counts and rejects exact, every record found', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'watchword-killed-'));
  const file = fileOfLines();
  let id = '';
  const offsets: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    id = await loadAndKill(folder, id, 2 + round);
    const opened = await openUnderTest({ folder, runKeys: 3000 });
    const load = await opened.get(Buffer.from(id, 'hex'));
    assert.equal(load.state, 'open');
    offsets.push(load.byte_offset);
    // What is durable is exactly the lines before the offset.
    assert.equal(file.subarray(0, load.byte_offset).toString().split('\n').length - 1, load.line);
    assert.equal(load.counts.created + load.counts.amended + load.counts.unchanged + load.counts.rejected, load.line);
    assert.equal((await opened.read.readRows(1, LINES)).length, load.counts.created);
    await opened.close();
  }
  assert.ok(offsets.every((offset, at) => at === 0 || offset > (offsets[at - 1] ?? 0)), String(offsets));
  const last = await openUnderTest({ folder, runKeys: 3000 });
  const before = await last.get(Buffer.from(id, 'hex'));
  assert.ok(before.byte_offset < file.length, 'it must have been killed before the end');
  const { load, failure } = await last.send(before.id, file.subarray(before.byte_offset), { offset: before.byte_offset });
  assert.equal(failure, undefined);
  const bad = Array.from({ length: LINES }, (_, at) => at).filter((at) => at % 50 === 7);
  const repeated = Array.from({ length: LINES }, (_, at) => at).filter((at) => at % 50 === 9);
  assert.deepEqual(load.counts.rejected, bad.length);
  assert.deepEqual([load.counts.created, load.counts.amended + load.counts.unchanged], [LINES - bad.length - repeated.length, repeated.length]);
  const records = await last.read.readRows(1, LINES);
  const references = records.map(({ reference }) => reference);
  assert.equal(new Set(references).size, LINES - bad.length - repeated.length);
  const rejects = (await readFile(rejectsFileOf(join(folder, 'loads'), load), 'utf8')).trimEnd().split('\n');
  assert.deepEqual(rejects.map((line) => JSON.parse(line)._line as number), bad.map((at) => at + 1));
  for (const record of records) {
    for (const key of keysOf(indexedOf(record))) {
      assert.ok((await last.read.findRowsByKeys([key])).includes(record.row), `row ${record.row}`);
      const { hi, lo } = keyOfIndex53(key);
      assert.ok(last.filter.mightContain(hi, lo), `filter, row ${record.row}`);
    }
  }
  // The batches in the outbox are those of the records that are there: none without an entry, none twice.
  const entries = (await last.read.readOutbox(100_000)).map(({ entry }) => JSON.parse(new TextDecoder().decode(entry)) as { event: string; item: number; count: number });
  const batches = entries.filter(({ event }) => event === 'load.batch-committed');
  assert.deepEqual(batches.map(({ item }) => item), batches.map((_, at) => at));
  assert.equal(batches.reduce((sum, { count }) => sum + count, 0), load.counts.created + load.counts.amended);
  await last.close();
  await rm(folder, { recursive: true });
});
