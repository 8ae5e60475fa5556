/** The operator moves finished segments of the audit log to cheap storage with the command. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { run, type Ran } from '../../../cli/run-under-test.ts';
import { openAuditLog, serverStarted } from '#audit/audit.ts';

test('what is finished moves to the folder that is named, is verified there, and is found again after the folder was moved', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'watchword-archive-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  const [data, cold] = [join(root, 'data'), join(root, 'cold')];
  await Promise.all([mkdir(join(data, 'hub'), { recursive: true }), mkdir(cold)]);
  const command = (...words: string[]): Promise<Ran> => run(['audit', ...words, '--data', data]);
  {
    await using log = await openAuditLog({ dir: join(data, 'hub', 'audit'), now: () => Date.UTC(2026, 10, 24), segmentBytes: 400 });
    for (let i = 0; i < 9; i += 1) await log.append(serverStarted({ version: '0.1.0' }));
  }
  assert.match((await command('archive')).err, /WATCHWORD_AUDIT_ARCHIVE: Say where to/);
  assert.match((await command('archive', '--to', cold, '--before', '2026-11-24')).out, /NOTHING TO MOVE/);
  const moved = await run(['audit', 'archive', '--data', data, '--json'], { env: { WATCHWORD_AUDIT_ARCHIVE: cold } });
  const { moved: segments } = JSON.parse(moved.out) as { moved: { entries: number }[] };
  assert.equal(segments.length, (await readdir(cold)).length);
  assert.ok(segments.length >= 3);
  assert.match((await command('verify')).out, /^WHOLE  9 entries/);
  await rename(cold, `${cold}er`);
  const away = await command('verify');
  assert.deepEqual([away.code, /^NOT SHOWN TO BE WHOLE .* was archived to .*cold/.test(away.out)], [1, true]);
  assert.match((await run(['audit', 'archive', '--verify', `${cold}er`])).out, /^WHOLE  \d entries, from 1 to \d, hang together/);
  assert.match((await command('archive', '--moved-to', `${cold}er`)).out, /^FOUND  /);
  assert.match((await command('verify')).out, /^WHOLE  9 entries/);
});
