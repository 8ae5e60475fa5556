/**
 * Everything held on one person, gathered from a million records and a million entries of the audit log. Prints how long it took, and what each
 * part costs. `--records` and `--entries` change the sizes; `--keep DIR` keeps what was made for the next run.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import { newId } from '@watchword/api/ids.ts';
import { findCheckDigit } from '@watchword/api/mrz/check-digit.ts';
import { checkAnswered, openAuditLog } from '../server/audit/audit.ts';
import { newRecord, parseRecord } from '../server/records/records.ts';
import { gather } from '../server/requests/requests.ts';
import { openSqliteReader, openSqliteStore } from '../server/store/sqlite.ts';
import type { NewRecord } from '../server/store/tables.ts';
import { createPopulation } from '../server/demo/people/person.ts';

const { values } = parseArgs({ options: { records: { type: 'string', default: '1000000' }, entries: { type: 'string', default: '1000000' }, keep: { type: 'string' } } });
const [records, entries] = [Number(values.records), Number(values.entries)];
const dir = values.keep ?? mkdtempSync(join(tmpdir(), 'watchword-package-'));
const NOW = Date.UTC(2026, 10, 24, 12);
const SUBJECT = { names: ['Anna Maria Eriksson'], born: '1974-08-12', documents: [{ number: 'L898902C3', issuer: 'UTO' }] };
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const population = createPopulation(7);
const persons = getDatabase('persons');
type Line = { content: Record<string, unknown> };
const lineOf = (number: number): Line => JSON.parse(population.lineOf(number)) as Line;

async function seedRecords(file: string): Promise<void> {
  const store = openSqliteStore({ file }, NOW);
  const { result: run } = await store.write((tx) => tx.beginRun());
  for (let from = 0; from < records; from += 5000) {
    const made: NewRecord[] = [];
    for (let number = from; number < Math.min(from + 5000, records); number += 1) {
      const line = lineOf(number);
      const content = number % 200_000 === 77 ? { ...line.content, names: [{ full: 'Anna Maria Eriksson', kind: 'primary' }], born: ['1974-08-12'] } : line.content;
      const parsed = parseRecord({ content, prefix: '' }, { database: persons, owner: 'UTO', day: Math.floor(NOW / 86_400_000) });
      if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
      made.push(newRecord(parsed, { database: persons, owner: 195, at: NOW }));
    }
    await store.write(async (tx) => {
      await tx.insertRecords({ run, records: made });
      await tx.appendChange({ at: NOW, kind: 'load.stored' });
    });
  }
  await store.close();
}

/** Six in ten ask for a document, three for the zone of a passport, one for a name; one in two hundred found something. */
function questionOf(number: number): string {
  if (number % 100_000 === 99) return JSON.stringify({ subject: { mrz: ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'] } });
  const digits = String(100_000_000 + ((number * 7919) % 899_999_999));
  if (number % 10 < 6) return JSON.stringify({ subject: { document: { number: `P${digits}`, issuer: 'FRA' } } });
  const { content } = lineOf(number % 50_000);
  const [name] = content['names'] as { full?: string; family?: string; given?: string }[];
  const born = String((content['born'] as string[] | undefined)?.[0] ?? '1980-01-01');
  if (number % 10 === 9) return JSON.stringify({ subject: { person: { name: name?.full ?? `${name?.given ?? ''} ${name?.family ?? ''}`.trim(), born } } });
  const day = born.replaceAll('-', '').slice(2, 8).padEnd(6, '1');
  const first = `P<UTO${(name?.family ?? 'ROSSI').toUpperCase().replaceAll(/[^A-Z]/g, 'X')}<<MARIA`.padEnd(44, '<').slice(0, 44);
  const checked = (text: string): string => `${text}${findCheckDigit(text) ?? ''}`;
  const numbers = [checked(digits), checked(day), checked('300101')] as const;
  const second = `${numbers[0]}UTO${numbers[1]}M${numbers[2]}${'<'.repeat(14)}0`;
  return JSON.stringify({ subject: { mrz: [first, `${second}${findCheckDigit(numbers.join('') + '<'.repeat(14) + '0') ?? ''}`] } });
}

async function seedEntries(folder: string): Promise<void> {
  const log = await openAuditLog({ dir: folder, now: () => NOW });
  for (let from = 0; from < entries; from += 2000) {
    await Promise.all(
      Array.from({ length: Math.min(2000, entries - from) }, (_, at) => {
        const number = from + at;
        const hit = number % 200 === 99 ? 1 : 0;
        return log.append(
          checkAnswered(
            { organisation: 'FRA', actor: 'ofc_12345678' },
            { subject: newId('chk', NOW), purpose: 'border-control', databases: ['travel-documents', 'persons'], outcomes: { hit, possible: 0, none: 2 - hit, unavailable: 0 }, ...(hit === 1 && { owners: ['UTO'] }), question: questionOf(number), response: '0'.repeat(64) },
          ),
        );
      }),
    );
  }
  await log.close();
}

mkdirSync(dir, { recursive: true });
const file = join(dir, 'store.db');
const audit = join(dir, 'audit');
try {
  let began = performance.now();
  if (!existsSync(file)) await seedRecords(file);
  say(`${records.toLocaleString('en')} records made in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  began = performance.now();
  if (!existsSync(audit)) await seedEntries(audit);
  say(`${entries.toLocaleString('en')} entries made in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  const reader = openSqliteReader({ file });
  began = performance.now();
  const cpu = process.cpuUsage();
  const { subject } = await gather({ read: reader.read, audit, travellerKey: Buffer.alloc(32, 7) }, { request: newId('cas', NOW), subject: SUBJECT, at: NOW, elapsed: () => performance.now() - began });
  const { user, system } = process.cpuUsage(cpu);
  say(`gathered in ${(subject.milliseconds / 1000).toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of the processor): ${subject.records.length} records, ${subject.checks.length} checks`);
  say(JSON.stringify(subject.searched));
  reader.close();
} finally {
  if (values.keep === undefined) rmSync(dir, { recursive: true, force: true });
}
