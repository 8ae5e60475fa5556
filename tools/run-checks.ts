/**
 * `npm run check:rest`: everything that must hold besides the tests on SQLite. All checks run, also after one failed, so that one
 * run tells everything. What a check printed is shown only when it failed. A word behind it chooses: `… run-checks.ts types`.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { listSourceFiles, ROOT } from './source-files.ts';

type Check = { name: string; holds: string; command: readonly string[]; environment?: Readonly<Record<string, string>> };

const PROJECTS = ['api', 'sdk', 'server', 'cli', 'web', 'web/tsconfig.node.json'];

/** The tools of the project before those of the machine, and this Node before another. */
const PATH = [dirname(process.execPath), join(ROOT, 'node_modules', '.bin'), process.env['PATH']].join(delimiter);

const CHECKS: readonly Check[] = [
  ...PROJECTS.map((project) => ({ name: `types of ${project}`, holds: 'types fit', command: ['tsc', '-p', project] })),
  { name: 'lint', holds: 'rules of .oxlintrc.json hold', command: ['oxlint', '--deny-warnings'] },
  { name: 'boundaries', holds: 'rules of .dependency-cruiser.cjs hold', command: ['node', 'tools/check-boundaries.ts'] },
  { name: 'unused', holds: 'no file, export or package is left over', command: ['knip', '--no-progress'] },
  { name: 'docs', holds: 'printed pages say what the code says', command: ['node', 'tools/check-fresh.ts'] },
  {
    name: 'stores on PostgreSQL', holds: 'the same tests pass on a real PostgreSQL',
    command: ['node', '--test', '--test-name-pattern=on PostgreSQL', ...postgresTests()],
    environment: { STORES: 'postgres' },
  },
];

/** The files with tests that `underPostgres` holds back from a run on SQLite. */
function postgresTests(): string[] {
  const files = listSourceFiles().filter((file) => file.endsWith('.test.ts') && readFileSync(join(ROOT, file), 'utf8').includes('/under-postgres.ts'));
  if (files.length === 0) throw new Error('There are no tests on PostgreSQL any more: look for them.');
  return files;
}

/** Runs one check. Resolves with what it printed and whether it held. */
function run({ command, environment }: Check): Promise<{ held: boolean; output: string }> {
  const [program = '', ...rest] = command;
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const child = spawn(program === 'node' ? process.execPath : program, rest, { cwd: ROOT, env: { ...process.env, PATH, ...environment }, shell: process.platform === 'win32' });
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => resolve({ held: false, output: error.message }));
    child.on('close', (code) => resolve({ held: code === 0, output: Buffer.concat(chunks).toString() }));
  });
}

const chosen = CHECKS.filter((check) => check.name.startsWith(process.argv[2] ?? ''));
let failed = 0;
for (const check of chosen) {
  const start = performance.now();
  const { held, output } = await run(check);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (!held) {
    failed += 1;
    console.log(output);
  }
  console.log(`${held ? 'ok    ' : 'FAILED'} ${check.name}: ${check.holds} (${seconds} s)`);
}
if (chosen.length === 0) throw new Error('There is no such check.');
console.log(failed === 0 ? 'Everything holds.' : `${failed} of ${chosen.length} checks failed.`);
process.exitCode = failed === 0 ? 0 : 1;
