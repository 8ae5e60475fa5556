import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import fc from 'fast-check';
import { recordOf } from '../records-under-test.ts';
import { openSqliteReader, openSqliteWriting } from '../sqlite.ts';
import type { Write } from '../store.ts';
import { openToWrite } from './connection.ts';
import { migrate } from './schema.ts';
import { openWriting } from './writing.ts';

function inFolder(name: string, test: (file: string) => Promise<void>): void {
  it(name, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'watchword-merge-'));
    try {
      await test(join(folder, 'store.db'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

const open = (file: string) => openSqliteWriting({ file, cache: 8, openLimit: 8 }, 0);
type Writing = ReturnType<typeof open>;

async function write(writing: Writing, work: (tx: Write) => Promise<unknown>): Promise<void> {
  writing.begin();
  await writing.operate(work);
  writing.commit();
}

/** One step of tidying, committed; whether there was anything to do. */
function tidy(writing: Writing): boolean {
  writing.begin();
  const did = writing.tidy();
  writing.commit();
  return did;
}

inFolder('merging leaves few runs, loses no key and brings none back, at every step', async (file) => {
  const writing = open(file);
  const reader = openSqliteReader({ file, cache: 8 });
  for (let number = 1; number <= 200; number += 1) await write(writing, (tx) => tx.insertRecord(recordOf(number), [number, 5000]));
  const before = writing.runs();
  let removed = 0;
  while (tidy(writing)) {
    removed += 1;
    const row = removed;
    if (row <= 150) await write(writing, (tx) => tx.removeKeys(row, [row, 5000]));
    assert.equal((await reader.read.findRowsByKeys([5000])).length, 200 - Math.min(removed, 150));
    for (const number of [removed, removed + 1, 180, 200]) {
      const gone = number <= Math.min(removed, 150);
      if (number <= 200) assert.deepEqual(await reader.read.findRowsByKeys([number]), gone ? [] : [number], String(number));
    }
  }
  assert.ok(before > 20 && writing.runs() < 6, `${before} runs became ${writing.runs()}`);
  assert.ok(removed > 5);
  reader.close();
  writing.close();
});

type Step = { readonly kind: 'enter' | 'amend' | 'withdraw' | 'tidy' | 'fail' | 'reopen'; readonly key: number; readonly row: number };

inFolder('whatever happens in whatever order, the index holds exactly the keys of the records', async (file) => {
  const steps = fc.array(
    fc.record<Step>({
      kind: fc.constantFrom('enter', 'enter', 'enter', 'amend', 'withdraw', 'tidy', 'tidy', 'fail', 'reopen'),
      key: fc.nat(30),
      row: fc.nat(40),
    }),
    { maxLength: 80 },
  );
  let story = 0;
  const property = fc.asyncProperty(steps, async (list) => {
    story += 1;
    await tellStory(`${file}-${story}`, list);
  });
  await fc.assert(property, { numRuns: 15 });
});

async function tellStory(file: string, steps: readonly Step[]): Promise<void> {
  let writing = open(file);
  const reader = openSqliteReader({ file, cache: 8 });
  const truth = new Map<number, number>();
  for (const step of steps) {
    const { kind, key, row } = step;
    const old = truth.get(row);
    if (kind === 'reopen') {
      writing.close();
      writing = open(file);
    } else if (kind === 'tidy') tidy(writing);
    else if (kind === 'enter') {
      await write(writing, async (tx) => truth.set(await tx.insertRecord(recordOf(truth.size + 1), [key]), key));
    } else if (kind === 'fail') {
      writing.begin();
      const lost = writing.operate(async (tx) => {
        await tx.insertRecord(recordOf(999), [key]);
        if (old !== undefined) await tx.removeKeys(row, [old]);
        throw new Error('undone');
      });
      await assert.rejects(lost, /undone/);
      writing.commit();
    } else if (old !== undefined) {
      await write(writing, async (tx) => {
        await tx.removeKeys(row, [old]);
        if (kind === 'amend') await tx.addKeys(row, [key]);
      });
      truth.set(row, kind === 'amend' ? key : -1);
    }
  }
  for (let key = 0; key <= 30; key += 1) {
    const expected = [...truth].filter(([, its]) => its === key).map(([row]) => row);
    assert.deepEqual(await reader.read.findRowsByKeys([key]), expected, String(key));
  }
  reader.close();
  writing.close();
}

inFolder('an erasing has nothing after it overwritten, tidying included', async (file) => {
  const connection = openToWrite(file, { cache: 8 });
  migrate(connection, 0);
  const writing = openWriting(connection, { openLimit: 8, now: () => 0 });
  const mode = (): unknown => Object.values(connection.prepare('PRAGMA secure_delete').get() ?? {})[0];
  let during: unknown;
  await write(writing, async (tx) => {
    await tx.overwriteDeleted();
    during = mode();
  });
  writing.begin();
  assert.deepEqual([during, mode()], [1, 2], 'on, then fast');
  writing.commit();
  writing.close();
});
