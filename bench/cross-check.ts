/**
 * The cross-check of a report with 30 entities against what others have reported: in the transaction that takes the report, and by name beside it. Prints
 * processor time, which others on the machine do not change. The databases are asked as by any check: see the figures of checks and names.
 * `--entities` and `--persons` are what others have.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { idBytes, idFromBytes, newId } from '@watchword/api/ids.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { Asker, Call } from '../server/door/calls.ts';
import { createPopulation } from '../server/demo/people/person.ts';
import { JOINT_QUESTIONS, JOINT_WRITES } from '../server/joint/joint.ts';
import { openSqliteStore } from '../server/store/sqlite.ts';
import type { JointEntityTable } from '../server/store/cross-tables.ts';
import type { Write } from '../server/store/store.ts';

const { values } = parseArgs({ options: { entities: { type: 'string', default: '100000' }, persons: { type: 'string', default: '20000' }, reports: { type: 'string', default: '100' } } });
const [entities, persons, reports] = [Number(values.entities), Number(values.persons), Number(values.reports)];
const NOW = Date.UTC(2026, 10, 24, 12);
const dir = mkdtempSync(join(tmpdir(), 'watchword-cross-'));
const store = openSqliteStore({ file: join(dir, 'store.db') }, NOW);
const population = createPopulation(7);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const askerOf = (organisation: string, number: number, actor: string): Asker => ({ organisation, number, role: 'desk', actor, name: '', officer: actor, permissions: PERMISSIONS });
const [uto, fra] = [askerOf('UTO', 195, 'ofc_bench001'), askerOf('FRA', 59, 'ofc_bench002')];
const run = async <Answer>(operation: string, asker: Asker, input: object, at = NOW): Promise<Answer> => {
  const handler = JOINT_WRITES[operation];
  if (handler === undefined) throw new RangeError(operation);
  return (await store.write(async (tx: Write) => (await handler(tx, { asker, at, input } as Call<never>)).answer)).result as Answer;
};

const { id } = await run<{ id: string }>('joint.create', uto, { body: { plan: { code: 'BENCH', name: 'Bench', from: '2026-11-23', to: '2026-11-27', days: 'utc' } } });
await run('joint.invite', uto, { params: { id }, body: { organisations: ['FRA'], role: 'participant' } });
await run('joint.answer', { ...fra, number: await numberOf() }, { params: { id }, body: { answer: 'accept', shares: { counts: 'all', incidents: 'nobody' } } });
await run('joint.move', uto, { params: { id }, body: { to: 'open' } });

async function numberOf(): Promise<number> {
  const row = await store.read.db.selectFrom('joint_member').select('organisation').where('role', '=', 'participant').executeTakeFirstOrThrow();
  return row.organisation;
}
const other = { ...fra, number: await numberOf() };

/** What others have: rows as reports leave them. */
async function fill(): Promise<void> {
  for (let from = 0; from < entities; from += 5000) {
    const rows = Array.from({ length: Math.min(5000, entities - from) }, (_, at): JointEntityTable => ({ operation: idBytes(id as `opn_${string}`), incident: idBytes(newId('inc', NOW)), place: 0, organisation: other.number, kind: 'phone', key: crypto.getRandomValues(Buffer.alloc(16)), pointer: `/phones/${at % 100}`, armed: 1, at: NOW }));
    await store.write(async (tx) => {
      for (let at = 0; at < rows.length; at += 500) await tx.db.insertInto('joint_entity').values(rows.slice(at, at + 500)).execute();
      await tx.appendChange({ at: NOW, kind: 'joint.changed' });
    });
  }
  for (let from = 0; from < persons; from += 100) {
    const content: IncidentContent = { kind: 'checkpoint', at: '2026-11-24T06:20:00Z', place: { name: 'Bridge' }, persons: Array.from({ length: Math.min(100, persons - from) }, (_, at) => ({ role: 'suspect' as const, identity: nameOf(from + at) })) };
    await run('incidents.report', { ...other, actor: `ofc_bench${String(from).padStart(6, '0')}`, officer: 'ofc_bench' }, { params: { id }, body: { content } });
  }
}

function nameOf(number: number): { name: string; birthDate?: string } {
  const { content } = JSON.parse(population.lineOf(number)) as { content: { names: { full?: string; family?: string; given?: string }[]; born?: string[] } };
  const [first] = content.names;
  const born = content.born?.[0];
  return { name: (first?.full ?? `${first?.given ?? ''} ${first?.family ?? ''}`.trim()).slice(0, 120), ...(born !== undefined && { birthDate: born }) };
}

/** Thirty entities: ten names, ten phones, five documents, five vehicles. */
function reportOf(number: number): IncidentContent {
  return {
    kind: 'checkpoint', at: '2026-11-24T06:20:00Z', place: { name: 'Bridge' },
    persons: Array.from({ length: 10 }, (_, at) => ({ role: 'suspect' as const, identity: nameOf(1_000_000 + number * 10 + at) })),
    phones: Array.from({ length: 10 }, (_, at) => `+57 300 ${String(1_000_000 + number * 10 + at)}`),
    documents: Array.from({ length: 5 }, (_, at) => ({ kind: 'passport', issuer: 'COL', number: `AB${number * 5 + at}X` })),
    vehicles: Array.from({ length: 5 }, (_, at) => ({ plate: `KLM ${number * 5 + at}`, country: 'COL' })),
  };
}

await fill();
say(`${entities.toLocaleString('en')} entities and ${persons.toLocaleString('en')} named persons of others; ${reports} reports of 30 entities, 10 of them names`);
await measure('taken and compared in its transaction', async (number) => void (await run('incidents.report', { ...uto, actor: `ofc_mine${String(number).padStart(4, '0')}` }, { params: { id }, body: { content: reportOf(number) } })));
const made = await store.read.db.selectFrom('joint_incident').select('id').where('organisation', '=', 195).orderBy('seq').execute();
const ask = (incident: Uint8Array): Promise<unknown> => JOINT_QUESTIONS['joint.namesakes'](store.read, { operation: id, incident: idFromBytes('inc', incident), places: Array.from({ length: 10 }, (_, at) => at) });
const began = process.cpuUsage();
await ask(made[0]?.id ?? new Uint8Array(16));
say(`the book of names is read once: ${Math.round(spent(began))} ms`);
await measure('ten names compared with all of the operation', async (number) => void (await ask(made[number]?.id ?? new Uint8Array(16))));
await store.close();
rmSync(dir, { recursive: true, force: true });

function spent(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

async function measure(what: string, work: (number: number) => Promise<void>): Promise<void> {
  const times: number[] = [];
  for (let number = 0; number < reports; number += 1) {
    const since = process.cpuUsage();
    await work(number);
    times.push(spent(since));
  }
  times.sort((one, two) => one - two);
  say(`${what}: ${(times.reduce((sum, one) => sum + one, 0) / times.length).toFixed(1)} ms of the processor, p99 ${(times[Math.floor(times.length * 0.99)] ?? 0).toFixed(1)} ms`);
}
