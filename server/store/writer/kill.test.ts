import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkStore } from '../sqlite/check-store.ts';
import { openSqliteReader, openSqliteStore } from '../sqlite.ts';

const CHILD = fileURLToPath(new URL('process-under-test.ts', import.meta.url));
const ROUNDS = 10;

/** Lets a process write until it has said so many lines, kills it with SIGKILL, and returns all that it said. */
async function writeAndKill(file: string, first: number, lines: number): Promise<string[]> {
  const child = spawn(process.execPath, [CHILD, file, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (said.length === lines) child.kill('SIGKILL');
  }
  await exited;
  assert.equal(child.signalCode, 'SIGKILL');
  return said;
}

/** Numbers whose keys must be found. */
function acknowledged(said: readonly string[]): number[] {
  return said.flatMap((line) => {
    const [word, from, to] = line.split(' ');
    if (word === 'load') return [Number(from), Number(to)];
    return word === 'ready' ? [] : [Number(word)];
  });
}

it('after kill -9 in the middle of writes and loads every acknowledged one is there, and the change log has no gap', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'watchword-kill-'));
  const file = join(folder, 'store.db');
  const kept: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    kept.push(...acknowledged(await writeAndKill(file, round * 1_000_000 + 1, 40 + round * 23)));
    const store = openSqliteStore({ file, cache: 8, openLimit: 64 }, 0);
    const changes = await store.read.readChanges(0, 1_000_000);
    assert.ok(changes.every(({ seq }, at) => seq === at + 1), `gap in round ${round}`);
    for (const number of kept) assert.equal((await store.read.findByKeys([number])).length, 1, `${number} in round ${round}`);
    const span = await store.read.findReindexSpan();
    if (span !== undefined) {
      // The keys of these records are their numbers, which their content holds.
      await store.write(async (tx) => {
        for (const record of await tx.readRows(span.fromRow, 1_000_000)) await tx.addKeys(record.row, JSON.parse(record.content).map(Number));
        await tx.markReindexed(span.toRow);
      });
    }
    for (const record of await store.read.readRows(1, 1_000_000)) {
      assert.deepEqual(await store.read.findRowsByKeys(JSON.parse(record.content).map(Number)), [record.row]);
    }
    await store.close();
  }
  assert.ok(kept.length > ROUNDS * 30);
  assert.deepEqual(checkStore(file, { full: true }), { findings: [], isNewer: false });
  const reader = openSqliteReader({ file });
  assert.equal(await reader.read.lastChange(), (await reader.read.readChanges(0, 1_000_000)).length);
  reader.close();
  await rm(folder, { recursive: true });
});
