import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openDemo } from './demo.ts';

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'watchword-demo-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test('a new demo world takes the place of the old one, and nothing else in the folder is lost', async (t) => {
  const data = folder(t);
  writeFileSync(join(data, 'holiday.jpg'), 'mine');
  await openDemo({ data, reset: false });
  for (const name of ['hub', 'bureaus']) mkdirSync(join(data, name));
  writeFileSync(join(data, 'hub', 'store.db'), 'old');
  writeFileSync(join(data, 'filled'), '');
  await openDemo({ data, reset: true });
  assert.deepEqual(readdirSync(data).toSorted(), ['demo.json', 'holiday.jpg']);
});
