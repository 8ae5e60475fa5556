import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

/** Node refuses `require` before anything runs when a module, or one that it needs, waits while it is loaded. */
const ASK = `
  const { createRequire } = require('node:module');
  try { createRequire(process.argv[1])(process.argv[1]); } catch (error) { if (error.code === 'ERR_REQUIRE_ASYNC_MODULE') { process.stdout.write('waits'); } }
  process.exit(0);`;

const HOUSE = fileURLToPath(new URL('..', import.meta.url));

/** Files that a `new Worker` of the server starts with. */
const ENTRIES = ['bin/*-worker.ts', 'bin/reader.ts', 'bin/writer.ts', 'audit/**/*-entry.ts', 'hits/**/*-entry.ts', 'checks/filter/fill-worker.ts', 'photos/picture/thread.ts'].flatMap((pattern) => globSync(pattern, { cwd: HOUSE }));

test('no thread waits while its modules are loaded, so that ending it then does not end the process', { timeout: 60_000 }, async () => {
  assert.ok(ENTRIES.length >= 9, 'The threads have moved.');
  const waiting: string[] = [];
  for (const entry of ENTRIES) {
    const said = await new Promise<string>((resolve, reject) => {
      execFile(process.execPath, ['-e', ASK, `${HOUSE}${entry}`], (error, stdout) => (error === null ? resolve(stdout) : reject(error)));
    });
    if (said === 'waits') waiting.push(entry);
  }
  assert.deepEqual(waiting, []);
});
