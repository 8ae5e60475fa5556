/**
 * Speed of the audit log, beside the bare write and sync of the same bytes; of its verification, beside plain SHA-256; and its growth. `--json` for machines, `--seconds N` for each part.
 * Run: node bench/audit.ts
 */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkAnswered, itemAnswered, OF_ANSWER, openAuditLog, readAuditLog } from '../server/audit/audit.ts';
import type { AuditEntry, AuditLog } from '../server/audit/audit.ts';
import { measureSize, measureVerify } from './audit-files.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean' }, seconds: { type: 'string', default: '3' }, dir: { type: 'string' } } });
const MS = Number(values.seconds) * 1000;
const now = (): number => Math.trunc(performance.timeOrigin + performance.now());
const WHO = { organisation: 'FRA', actor: 'ofc_7d2f9c31a0' };
/** An answer that finds nothing: the log keeps its hash. */
const ANSWER = '{"id":"chk_019abcde000070008000000000000001","at":"2026-11-24T12:00:00.000Z","outcome":"none","databases":[{"database":"travel-documents","outcome":"none","asOf":"2026-11-24T12:00:00.000Z"}],"matches":[]}';
const ANSWERS = Array.from({ length: 100 }, () => ANSWER);

type Figure = { name: string; entriesPerSecond: number; cpuMicrosPerEntry: number; mainMicrosPerEntry: number; entriesPerGroup: number };
type Run = (log: AuditLog, until: number) => Promise<number>;

function check(n: number): AuditEntry {
  const question = `{"document":{"number":"X${1_000_000 + (n % 8_999_999)}","issuer":"FRA"}}`;
  const facts = { subject: `chk_019abcde0000700080000000${String(n % 1e8).padStart(8, '0')}`, purpose: 'border', databases: ['travel-documents'], question, response: OF_ANSWER };
  const outcomes = { hit: 0, possible: 0, none: 1, unavailable: 0 };
  return checkAnswered(WHO, { ...facts, outcomes });
}

function batch(n: number): AuditEntry[] {
  const outcomes = { hit: 0, possible: 0, none: 1, unavailable: 0 };
  return Array.from({ length: 100 }, (_, item) => {
    const question = `{"document":{"number":"X${1_000_000 + ((n + item) % 8_999_999)}","issuer":"FRA"}}`;
    return itemAnswered(WHO, { subject: '', within: 'chk_019abcde000070008000000000000001', item, purpose: 'border', databases: ['travel-documents'], question, response: OF_ANSWER, outcomes });
  });
}

// Each of the waiters asks again when it has its answer, as a connection does.
function singles(waiters: number): Run {
  return async (log, until) => {
    let done = 0;
    const one = async (): Promise<void> => {
      while (performance.now() < until) {
        await log.append(check(done), ANSWER);
        done += 1;
      }
    };
    await Promise.all(Array.from({ length: waiters }, one));
    return done;
  };
}

function batches(waiters: number): Run {
  return async (log, until) => {
    let done = 0;
    const one = async (): Promise<void> => {
      while (performance.now() < until) {
        await log.appendMany(batch(done), ANSWERS);
        done += 100;
      }
    };
    await Promise.all(Array.from({ length: waiters }, one));
    return done;
  };
}

async function measure(name: string, dir: string, run: Run): Promise<Figure> {
  let groups = 0;
  await using log = await openAuditLog({ dir, now, onSync: () => (groups += 1) });
  await run(log, performance.now() + 300);
  groups = 0;
  const cpu = process.cpuUsage();
  const main = process.threadCpuUsage();
  const from = performance.now();
  const done = await run(log, from + MS);
  const seconds = (performance.now() - from) / 1000;
  const used = process.cpuUsage(cpu);
  const own = process.threadCpuUsage(main);
  return { name, entriesPerSecond: done / seconds, cpuMicrosPerEntry: (used.user + used.system) / done, mainMicrosPerEntry: (own.user + own.system) / done, entriesPerGroup: done / groups };
}

// The same number of bytes a group, written and synced with nothing around it: the limit of this disk.
async function bare(dir: string, groupBytes: number): Promise<number> {
  const file = await open(join(dir, 'bare'), 'w');
  const bytes = Buffer.alloc(groupBytes, 1);
  const until = performance.now() + MS;
  const from = performance.now();
  let groups = 0;
  for (let at = 0; performance.now() < until; at += bytes.length) {
    await file.write(bytes, 0, bytes.length, at);
    await file.datasync();
    groups += 1;
  }
  await file.close();
  return groups / ((performance.now() - from) / 1000);
}

async function part(root: string, name: string, run: Run): Promise<object> {
  const dir = join(root, name.replaceAll(' ', '-'));
  const figure = await measure(name, dir, run);
  const size = await measureSize(dir);
  const verify = await measureVerify(dir);
  let last = 0;
  const readFrom = performance.now();
  for await (const { seq } of readAuditLog(dir)) last = seq;
  const readPerSecond = last / ((performance.now() - readFrom) / 1000);
  const bareGroups = await bare(dir, Math.round(size.bytesPerEntry * figure.entriesPerGroup));
  await rm(dir, { recursive: true });
  const ratioToBare = figure.entriesPerSecond / (bareGroups * figure.entriesPerGroup);
  return { ...figure, ratioToBare, ...size, ...verify, readPerSecond };
}

const root = await mkdtemp(join(values.dir ?? tmpdir(), 'watchword-bench-audit-'));
const results = [];
try {
  results.push(await part(root, 'single, 64 waiting', singles(64)));
  results.push(await part(root, 'single, 512 waiting', singles(512)));
  results.push(await part(root, 'batches of 100, 16 waiting', batches(16)));
} finally {
  await rm(root, { recursive: true, force: true });
}
const rows = results.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === 'number' ? Number(value.toPrecision(4)) : value])));
process.stdout.write(values.json === true ? `${JSON.stringify({ bench: 'audit', results: rows })}\n` : `${rows.map((row) => Object.entries(row).map(([key, value]) => `${key}: ${value}`).join('\n  ')).join('\n')}\n`);
