import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { openAuditLog, readAuditLog, verifyAuditLog } from '../audit.ts';

const now = (): number => Date.UTC(2026, 10, 24);

// A process of its own that appends from many sides and erases beside it; it says what it is about to erase, and what was erased.
const WRITER = `
  import { checkAnswered, openAuditLog } from '${new URL('../audit.ts', import.meta.url).href}';
  const log = await openAuditLog({ dir: process.argv[2], now: () => ${now()}, segmentBytes: 200_000 });
  const who = { organisation: 'FRA', actor: 'ofc_1' };
  const outcomes = (n) => (n % 5 === 0 ? { hit: 1, possible: 0, none: 0, unavailable: 0 } : { hit: 0, possible: 0, none: 1, unavailable: 0 });
  const check = (n) => checkAnswered(who, { subject: 'chk_' + n, purpose: 'border', databases: ['vehicles'], question: 'question', response: 'ef'.repeat(32), outcomes: outcomes(n) });
  const tell = (line) => process.stdout.write(line + '\\n');
  const write = async () => { for (let n = 0; ; n += 1) await log.appendMany([check(n), check(n + 1), check(n + 2)]); };
  const erase = async () => {
    for (;;) {
      while (log.lastSeq < 60) await new Promise(setImmediate);
      const seqs = Array.from({ length: 4 }, () => 1 + Math.floor(Math.random() * log.lastSeq));
      tell('wanted ' + seqs.join(' '));
      await log.eraseTexts({ seqs, who, reason: 'test' });
      tell('erased ' + seqs.join(' '));
    }
  };
  await Promise.all([write(), write(), write(), erase()]);
`;

async function killAfter(dir: string, lines: number): Promise<string[]> {
  await writeFile(`${dir}.mjs`, WRITER);
  const child = spawn(process.execPath, [`${dir}.mjs`, dir], { env: { NODE_V8_COVERAGE: '' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const heard: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) if (heard.push(line) >= lines) child.kill('SIGKILL');
  await ended;
  return heard;
}

function seqsOf(lines: readonly string[], word: string): Set<number> {
  return new Set(lines.filter((line) => line.startsWith(`${word} `)).flatMap((line) => line.split(' ').slice(1).map(Number)));
}

test('kill -9 while texts are erased: what was said to be erased is, what was not asked for is readable, and the log is whole', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'watchword-erasing-crash-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  const dir = join(root, 'audit');
  const heard: string[] = [];
  for (let round = 0; round < 5; round += 1) {
    heard.push(...(await killAfter(dir, 3 + round * 2)));
    // An order that was cut short is finished by the opening.
    await using log = await openAuditLog({ dir, now });
    const [wanted, erased] = [seqsOf(heard, 'wanted'), seqsOf(heard, 'erased')];
    let texts = 0;
    for await (const entry of readAuditLog(dir, { texts: true })) {
      if (entry.commitment === undefined) continue;
      texts += 1;
      if (erased.has(entry.seq)) assert.equal(entry.erased, true, `round ${round}: entry ${entry.seq} was erased`);
      else if (!wanted.has(entry.seq)) assert.equal(entry.sealed, 'question', `round ${round}: entry ${entry.seq} stays`);
    }
    assert.ok(texts > 0 && erased.size > 0);
    assert.deepEqual((await readdir(join(dir, 'keys'))).sort(), ['2026-11-24.long.key', '2026-11-24.short.key']);
    assert.ok(!(await readdir(dir)).includes('erasing'));
    const { brokenAt, last } = await verifyAuditLog(dir);
    assert.equal(brokenAt, undefined);
    assert.equal(last, log.lastSeq);
  }
});
