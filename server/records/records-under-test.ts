/** A real store with records in it, and the writes and reads as the door would run them, without the door. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import type { Content } from '@watchword/api/databases/database.ts';
import { AppError } from '@watchword/api/errors.ts';
import type { InputOf, Operation, OperationInput, OutputOf, Permission } from '@watchword/api/operation.ts';
import { amendRecord, createRecord, getRecord, listHistory, withdrawRecord, type RecordAnswer } from '@watchword/api/records.ts';
import type { TSchema } from 'typebox';
import type { AuditEntry } from '#audit/audit.ts';
import type { Asker, Call, ReadHandler, Reply } from '#door/calls.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import { openPostgresStore } from '#store/postgres.ts';
import { loadHasher } from '#databases/databases.ts';
import { openSqliteStore } from '#store/sqlite.ts';
import type { Store } from '#store/store.ts';
import { startPostgres, type Postgres } from '#test/start-postgres.ts';
import { underPostgres } from '#test/under-postgres.ts';
import { recordRoutes } from './routes.ts';
import { RECORD_WRITES } from './writes.ts';

/** 24 November 2026, midday. */
export const NOW = Date.UTC(2026, 10, 24, 12);
export const DAY = 86_400_000;
export const TODAY = Math.floor(NOW / DAY);

export function askerOf(organisation: string, permissions: Permission[] = ['record:read', 'record:write']): Asker {
  const number = findOrganisationNumber(organisation);
  if (number === undefined) throw new Error(`no bureau ${organisation}`);
  return { organisation, number, role: 'desk', actor: `officer-${organisation}`, name: 'Test', permissions };
}

export const UTOPIA = askerOf('UTO');
export const FRANCE = askerOf('FRA');
export const REVIEWER = askerOf('XPO', ['record:read', 'record:review']);

type Any = Operation<OperationInput, TSchema>;
export type Around = { asker?: Asker; at?: number; version?: number };

export type RecordsUnderTest = {
  readonly store: Store;
  /** The audit entries of all writes and reads so far. */
  readonly entries: AuditEntry[];
  write<Op extends Any>(operation: Op, input: InputOf<Op>, around?: Around): Promise<OutputOf<Op>>;
  read<Op extends Any>(operation: Op, input: InputOf<Op>, around?: Around): Promise<OutputOf<Op>>;
  enter(database: string, content?: Content, more?: Partial<InputOf<typeof createRecord>['body']> & Omit<Around, 'version'>): Promise<RecordAnswer>;
  amend(record: RecordAnswer, body: InputOf<typeof amendRecord>['body'], around?: Around): Promise<RecordAnswer>;
  withdraw(record: RecordAnswer, around?: Around): Promise<RecordAnswer>;
  get(record: RecordAnswer, around?: Around): Promise<RecordAnswer>;
  history(record: RecordAnswer, around?: Around): Promise<OutputOf<typeof listHistory>['items']>;
  close(): Promise<void>;
};

// What a server does before it opens its store.
await loadHasher();

/** Runs tests on SQLite and, where `STORES` names it, on PostgreSQL. `open` gives them an empty store each time. */
export function onEachStore(tests: (open: () => Promise<RecordsUnderTest>) => void): void {
  describe('on SQLite', () => {
    tests(async () => {
      const folder = await mkdtemp(join(tmpdir(), 'watchword-records-'));
      const store = openSqliteStore({ file: join(folder, 'store.db'), cache: 8, openLimit: 64 }, NOW);
      return openRecords(store, () => rm(folder, { recursive: true }));
    });
  });
  underPostgres(() => {
    let postgres: Postgres;
    before(async () => (postgres = await startPostgres()));
    after(() => postgres.stop());
    tests(async () => openRecords(await openPostgresStore({ url: await postgres.createDatabase(), now: NOW, poolSize: 2 }), () => Promise.resolve()));
  });
}

function openRecords(store: Store, remove: () => Promise<void>): RecordsUnderTest {
  const entries: AuditEntry[] = [];
  const routes = new Map(recordRoutes({ read: store.read }).map((one) => [one.operation.id, one]));
  const callOf = (input: unknown, { asker = UTOPIA, at = NOW, version }: Around = {}): Call<never> =>
    ({ asker, at, input, ...(version === undefined ? {} : { version }) }) as Call<never>;

  const write: RecordsUnderTest['write'] = async (operation, input, around) => {
    const handler = RECORD_WRITES[operation.id];
    if (handler === undefined || routes.get(operation.id)?.how !== 'write') throw new Error(`${operation.id} is no write`);
    const { result, changes } = await store.write((tx) => handler(tx, callOf(input, around)));
    if (changes === undefined) throw new Error('A write that logs no change.');
    entries.push(result.entry);
    return structuredClone(result.answer) as never;
  };
  const read: RecordsUnderTest['read'] = async (operation, input, around) => {
    const route = routes.get(operation.id);
    if (route?.how !== 'read') throw new Error(`${operation.id} is no read`);
    const reply: Reply = await (route.handler as ReadHandler<never>)(callOf(input, around));
    if (reply.entry !== undefined) entries.push(reply.entry('0'.repeat(64)));
    return reply.answer as never;
  };
  return {
    store, entries, write, read,
    enter: (database, content = getDatabase(database).example, { asker, at, ...more } = {}) =>
      write(createRecord, { body: { database, content, ...more } }, { ...(asker && { asker }), ...(at && { at }) }),
    amend: (record, body, around) => write(amendRecord, { params: { id: record.id }, body }, { version: record.version, ...around }),
    withdraw: (record, around) => write(withdrawRecord, { params: { id: record.id }, body: { reason: 'found' } }, { version: record.version, ...around }),
    get: (record, around) => read(getRecord, { params: { id: record.id } }, around),
    history: async (record, around) => (await read(listHistory, { params: { id: record.id } }, around)).items,
    async close() {
      await store.close();
      await remove();
    },
  };
}

/** What was refused, as `code` and the fields at fault: `record.invalid /content/number required`. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const fields = (error.details.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
    const version = error.details.currentVersion === undefined ? [] : [String(error.details.currentVersion)];
    return [error.code, ...fields, ...version].join(' ');
  }
  return 'accepted';
}
