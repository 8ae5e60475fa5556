import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { listSourceFiles, ROOT } from './source-files.ts';

/** What the linter has no rule for. */
const FILES = listSourceFiles();
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const isTest = (file: string): boolean => /\.test\.tsx?$|-under-test\.ts$|-behaviour\.ts$|^server\/test\/|^web\/test\//.test(file);

/** Lines of the files that match, as `file:line`, so that they can be clicked. */
function find(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) => read(file).split('\n').flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1}`] : [])));
}

test('the files are found', () => {
  assert.ok(FILES.length > 130, `${FILES.length} files`);
});

test('only the clock of the server asks what time it is', () => {
  const files = FILES.filter((file) => /^(api|sdk|server)\//.test(file) && !isTest(file) && file !== 'server/clock.ts');
  assert.deepEqual(find(files, /new Date\(\s*\)|[^.\w]Date\(\s*\)/), [], 'Pass `at` or a Clock.');
});

test('a rule that is switched off says why', () => {
  assert.deepEqual(find(FILES, /(oxlint|eslint)-disable(?!.* -- \S.{8})/), [], 'Write the reason after `--`.');
  assert.deepEqual(find(FILES.filter((file) => file !== 'tools/house-rules.test.ts'), /@ts-(ignore|nocheck|expect-error)(?!.{10})/), []);
});

test('nothing is named for want of a name', () => {
  const empty = /^(utils?|helpers?|common|shared|misc|services?|managers?|core|lib|types)$/;
  const parts = FILES.flatMap((file) => file.replace(/\.tsx?$/, '').split('/').map((part) => [part, file] as const));
  assert.deepEqual(parts.filter(([part]) => empty.test(part)).map(([, file]) => file), []);
});

test('there are no barrels: index.ts is the list of migrations only', () => {
  assert.deepEqual(FILES.filter((file) => basename(file).startsWith('index.')), ['server/store/migrations/index.ts']);
});

test('a folder stays small enough to be seen at once', () => {
  const folders = Map.groupBy(FILES.filter((file) => !isTest(file)), (file) => dirname(file));
  const crowded = [...folders].filter(([, files]) => files.length > 30).map(([folder, files]) => `${folder}: ${files.length} files`);
  assert.deepEqual(crowded, []);
});

test('half of the files are shorter than a hundred lines', () => {
  const lengths = FILES.filter((file) => !isTest(file)).map((file) => read(file).split('\n').length).sort((a, b) => a - b);
  const median = lengths[lengths.length >> 1] ?? 0;
  assert.ok(median <= 100, `${median} lines`);
});

test('a README of a folder fits on a screen', () => {
  const folders = new Set(FILES.map((file) => dirname(file)));
  const readmes = [...folders].flatMap((folder) => {
    try {
      return [[folder, read(join(folder, 'README.md')).trimEnd().split('\n').length] as const];
    } catch {
      return [];
    }
  });
  assert.ok(readmes.length > 0);
  assert.deepEqual(readmes.filter(([, lines]) => lines > 30), []);
});
