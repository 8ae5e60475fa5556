import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './source-files.ts';

/** Runs `tools/node.js` as a script of npm would. */
function run(...args: string[]): { status: number | null; stdout: string } {
  const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'tools', 'node.js'), ...args], { encoding: 'utf8', cwd: ROOT });
  return { status, stdout: stdout.trim() };
}

test('what is handed over runs with Node 26, and its exit code comes back', () => {
  assert.match(run('-p', 'process.version').stdout, /^v26\./);
  assert.equal(run('-e', 'process.exit(7)').status, 7);
});

test('a script knows that it was started, gets its own arguments, and tools that it starts by name find this Node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchword-node-'));
  try {
    const script = join(folder, 'script.mjs');
    writeFileSync(script, "import { execFileSync } from 'node:child_process'; console.log(import.meta.main, process.argv.slice(2).join(), execFileSync('node', ['-v']).toString());");
    assert.match(run(script, '--port', '8123').stdout, /^true --port,8123 v26\./);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('an option that Node does not know is refused by Node, not passed over', () => {
  assert.notEqual(run('--no-such-option').status, 0);
});
