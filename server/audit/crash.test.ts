import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { openAuditLog, readAuditLog, recordCreated, verifyAuditLog } from './audit.ts';

const now = (): number => Date.UTC(2026, 10, 24);

// A process of its own that appends from many sides and tells the parent what was acknowledged: seq, hash, outbox id.
const WRITER = `
  import { checkAnswered, openAuditLog, recordCreated } from '${new URL('./audit.ts', import.meta.url).href}';
  const log = await openAuditLog({ dir: process.argv[2], now: () => ${now()}, segmentBytes: 100_000 });
  const who = { organisation: 'FRA', actor: 'ofc_1' };
  const check = (n) => checkAnswered(who, { subject: 'chk_' + n, purpose: 'border', databases: ['vehicles'], question: 'q' + n, response: 'ef'.repeat(32), outcomes: { hit: 0, possible: 0, none: 1, unavailable: 0 } });
  let outbox = log.lastOutboxId;
  const tell = (receipts, id) => process.stdout.write(receipts.map(({ seq, hash }) => seq + ' ' + hash + ' ' + id + '\\n').join(''));
  const single = async () => { for (let n = 0; ; n += 1) tell([await log.append(check(n))], 0); };
  const batch = async () => { for (;;) tell(await log.appendMany(Array.from({ length: 20 }, (_, n) => check(n))), 0); };
  const write = async () => { for (;;) { const id = (outbox += 1); tell([await log.append(recordCreated(who, { database: 'vehicles', owner: 'FRA', subject: 'rec_1', version: 1, outbox: id }))], id); } };
  await Promise.all([...Array.from({ length: 8 }, single), batch(), write()]).catch((error) => { process.stdout.write('failed ' + error.code + ' 0\\n'); });
  await log.recover().catch((error) => { process.stdout.write('recover ' + error.code + ' 0\\n'); });
  await log.close();
`;

type Acknowledged = { lines: string[]; child: ChildProcess };

async function writeUntil(dir: string, command: readonly [string, ...string[]], enough: (lines: number) => boolean): Promise<Acknowledged> {
  const script = `${dir}.mjs`;
  await writeFile(script, WRITER);
  const args = [...command.slice(1), script, dir];
  // A killed process leaves half a coverage report, which would spoil that of the tests: none is asked of it.
  const child = spawn(command[0], args, { env: { NODE_V8_COVERAGE: '' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (enough(lines.length)) child.kill('SIGKILL');
  }
  await ended;
  return { lines, child };
}

/** Every line that the child wrote whole is in the log; returns the highest outbox id among them. */
async function assertKept(dir: string, lines: readonly string[]): Promise<number> {
  const hashes = new Map<number, string>();
  for await (const { seq, hash } of readAuditLog(dir)) hashes.set(seq, hash);
  let outbox = 0;
  for (const line of lines) {
    const [seq, hash, id] = line.split(' ');
    if (id === undefined || hash?.length !== 64) continue;
    assert.equal(hashes.get(Number(seq)), hash, `entry ${seq} was acknowledged`);
    outbox = Math.max(outbox, Number(id));
  }
  return outbox;
}

test('kill -9 at any moment: every acknowledged entry is in the log, and the chain is whole', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'watchword-crash-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  const dir = join(root, 'audit');
  let outbox = 0;
  for (let round = 0; round < 20; round += 1) {
    const { lines } = await writeUntil(dir, [process.execPath], (count) => count > round * 53);
    await using log = await openAuditLog({ dir, now });
    outbox = Math.max(outbox, await assertKept(dir, lines));
    assert.ok(lines.length > 0);
    assert.ok(log.lastOutboxId >= outbox, 'the outbox is not emptied into the log twice');
    const { brokenAt, last } = await verifyAuditLog(dir);
    assert.equal(brokenAt, undefined, `round ${round}`);
    assert.equal(last, log.lastSeq);
  }
});

test('at the limit of the disk every append is refused, nothing acknowledged is lost, and it goes on when there is room', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'watchword-full-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  const dir = join(root, 'audit');
  // A limit on the size of a file, as the shell sets it, fails a write in the middle as a full disk does.
  const limited: [string, ...string[]] = ['/bin/sh', '-c', 'ulimit -f 90; exec "$0" "$@"', process.execPath];
  const { lines, child } = await writeUntil(dir, limited, () => false);
  assert.equal(child.signalCode, null);
  assert.ok(lines.includes('failed audit.unavailable 0'));
  await using log = await openAuditLog({ dir, now });
  await assertKept(dir, lines);
  await log.append(recordCreated({ organisation: 'FRA', actor: 'ofc_1' }, { database: 'vehicles', owner: 'FRA', subject: 'rec_2', version: 1, outbox: log.lastOutboxId + 1 }));
  assert.equal((await verifyAuditLog(dir)).brokenAt, undefined);
});
