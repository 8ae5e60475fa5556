import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { it } from 'node:test';
import { recordOf } from '../records-under-test.ts';
import { openSqliteReader, openSqliteStore } from '../sqlite.ts';
import { checkStore } from './check-store.ts';

const PAGE = 8192;

async function withStore(test: (file: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'watchword-damage-'));
  const file = join(folder, 'store.db');
  const store = openSqliteStore({ file, cache: 8 }, 0);
  await store.write(async (tx) => {
    for (let number = 1; number <= 2000; number += 1) {
      await tx.insertRecord(recordOf(number), [number]);
      await tx.appendChange({ at: 1, kind: 'entered' });
    }
  });
  await store.close();
  try {
    await test(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('a whole store has no findings', () =>
  withStore(async (file) => {
    assert.deepEqual(checkStore(file, { full: false }), { findings: [], isNewer: false });
    assert.deepEqual(checkStore(file, { full: true }), { findings: [], isNewer: false });
  }));

it('a store of a newer program is told apart from a damaged one', () =>
  withStore(async (file) => {
    const connection = new DatabaseSync(file);
    connection.exec("INSERT INTO migration SELECT max(number) + 1, 'from the future', 6 FROM migration");
    connection.close();
    const { findings, isNewer } = checkStore(file, { full: false });
    assert.deepEqual([findings.length, isNewer], [1, true]);
    writeFileSync(file, Buffer.alloc(PAGE, 0xa5));
    assert.equal(checkStore(file, { full: false }).isNewer, false);
  }));

it('damaged pages are store.broken and never an empty answer', () =>
  withStore(async (file) => {
    const content = readFileSync(file);
    content.fill(0xa5, PAGE);
    writeFileSync(file, content);
    const reader = (): unknown => openSqliteReader({ file });
    assert.throws(reader, { code: 'store.broken' });
    assert.notDeepEqual(checkStore(file, { full: false }).findings, []);
  }));

it('wherever one page is damaged, a look-up finds the record or says that the store is broken', () =>
  withStore(async (file) => {
    const whole = readFileSync(file);
    let broken = 0;
    for (let page = 1; page < whole.length / PAGE; page += 3) {
      const content = Buffer.from(whole);
      content.fill(0xa5, page * PAGE, (page + 1) * PAGE);
      writeFileSync(file, content);
      try {
        const reader = openSqliteReader({ file });
        try {
          for (let number = 1; number <= 2000; number += 1) assert.equal((await reader.read.findByKeys([number])).length, 1);
        } finally {
          reader.close();
        }
      } catch (error) {
        assert.equal(error instanceof Error && 'code' in error && error.code, 'store.broken');
        broken += 1;
      }
      assert.notDeepEqual(checkStore(file, { full: true }).findings, [], `page ${page}`);
      assert.notDeepEqual(checkStore(file, { full: false, quick: true }).findings, [], `page ${page}, quick`);
    }
    assert.ok(broken > 3, `${broken} times`);
  }));

it('a file cut short is found out', () =>
  withStore(async (file) => {
    truncateSync(file, 5 * PAGE);
    assert.notDeepEqual(checkStore(file, { full: false }).findings, []);
  }));

it('a file that is no store at all is refused', () =>
  withStore(async (file) => {
    writeFileSync(file, 'not a store '.repeat(2000));
    assert.throws(() => openSqliteStore({ file }, 0), { code: 'store.broken' });
    assert.throws(() => openSqliteReader({ file }), { code: 'store.broken' });
  }));

it('a store that is not there is not made by reading', () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchword-none-'));
  assert.throws(() => openSqliteReader({ file: join(folder, 'store.db') }), { code: 'store.unavailable' });
  assert.match(checkStore(join(folder, 'store.db'), { full: false }).findings.join(), /open/);
  rmSync(folder, { recursive: true });
});
