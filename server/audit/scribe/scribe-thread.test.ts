import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkAnswered, openAuditLog, verifyAuditLog } from '../audit.ts';
import type { AuditEntry } from '../audit.ts';
import { TURN } from './scribe-line.ts';
import { ThreadScribe } from './scribe-thread.ts';

const now = (): number => Date.UTC(2026, 10, 24);

function check(question: string): AuditEntry {
  const outcomes = { hit: 0, possible: 0, none: 1, unavailable: 0 };
  return checkAnswered({ organisation: 'FRA', actor: 'ofc_1' }, { subject: 'chk_1', purpose: 'border', databases: ['vehicles'], question, response: 'ab'.repeat(32), outcomes });
}

/** The real thread, but that it dies at the `at`-th time that it is asked for something, before that is done. The first is the beginning. */
function dyingAt(at: number): URL {
  const entry = new URL('./scribe-entry.ts', import.meta.url);
  const script = `
    let asked = 0;
    const load = Atomics.load;
    Atomics.load = (turns, index) => {
      if (index === ${TURN.howAsked} && (asked += 1) === ${at}) process.exit(3);
      return load(turns, index);
    };
    await import(${JSON.stringify(entry)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(script)}`);
}

test('when the thread that writes dies, what waits is refused, and recovery goes on with another thread and the same chain', async (t) => {
  const dir = await mkdtemp(join(tmpdir(), 'watchword-scribe-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  await using log = await openAuditLog({ dir, now, scribe: new ThreadScribe({ dir, segmentBytes: 1e9 }, dyingAt(3)) });
  const first = await log.append(check('a'));
  await assert.rejects(log.append(check('b')), { code: 'audit.unavailable' });
  await assert.rejects(log.append(check('c')), { code: 'audit.unavailable' });
  await log.recover();
  assert.equal(log.lastSeq, first.seq + 1, 'one entry tells of the recovery');
  await assert.rejects(log.append(check('d')), { code: 'audit.unavailable' });
  await log.recover();
  await log.close();
  assert.deepEqual(await verifyAuditLog(dir), { entries: 3, first: 1, last: 3, mark: 'reached' });
});

test('buffers of a group that had to grow reach the thread', async (t) => {
  const dir = await mkdtemp(join(tmpdir(), 'watchword-scribe-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  await using log = await openAuditLog({ dir, now });
  await log.append(check('small'));
  for (const size of [100, 60_000, 300_000, 100, 900_000]) await log.appendMany(Array.from({ length: 3 }, () => check('x'.repeat(size))));
  assert.deepEqual((await verifyAuditLog(dir)).brokenAt, undefined);
  assert.equal(log.lastSeq, 16);
});
