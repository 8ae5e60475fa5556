/** A store with records, a real filter over it, and the checks before both: for the tests of the check. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckRequest } from '@watchword/api/checks/checks.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import type { Content } from '@watchword/api/databases/database.ts';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import { parseDay } from '@watchword/api/dates.ts';
import { idBytes, newId } from '@watchword/api/ids.ts';
import type { Role } from '@watchword/api/organisations.ts';
import { indexKeys, loadHasher, packContent, recordKeys, recordRanges } from '#databases/databases.ts';
import { namePostings, nameIndexSlices, putNames } from '#name-index/name-index.ts';
import type { Asker, Reply } from '#door/calls.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import { openSqliteStore } from '#store/sqlite.ts';
import type { Read } from '#store/store.ts';
import type { NewRecord } from '#store/tables.ts';
import { openChecks, type AnswerWithoutReceipt, type Checks, type Within } from './checks.ts';
import { createFilter, insert, mightContain } from './filter/filter.ts';
import { createRangeTable } from './filter/range-table.ts';

export const NOW = Date.UTC(2026, 10, 24, 12);
export const TODAY = '2026-11-24';
const hasher = await loadHasher();

/** A record to be entered, with what differs from the usual: UTO's, active, released, of ten years. */
export type Entered = { database: string; content: Content; owner?: string } & Partial<Omit<NewRecord, 'database' | 'content' | 'owner'>>;

export type World = {
  checks: Checks;
  read: Read;
  /** Stores a record and returns its row. */
  enter(record: Entered): Promise<number>;
  /** Answers a subject for border control, as the front line of France unless told. */
  ask(subject: Subject, how?: Asking): Promise<AnswerWithoutReceipt>;
  reply(subject: Subject, how?: Asking): Promise<Reply<AnswerWithoutReceipt>>;
  close(): Promise<void>;
};
export type Asking = { organisation?: string; role?: Role; at?: number; request?: Partial<CheckRequest>; within?: Within; checks?: Checks };

/** Who asks, of an organisation that exists. */
export function askerOf(organisation: string, role: Role): Asker {
  const number = findOrganisationNumber(organisation);
  if (number === undefined) throw new RangeError('no such organisation');
  return { organisation, number, role, actor: 'ofc_7', name: 'Booth 7', permissions: ['check'] };
}

/** Opens an empty world in a folder of its own. */
export function openWorld(): World {
  const folder = mkdtempSync(join(tmpdir(), 'watchword-checks-'));
  const store = openSqliteStore({ file: join(folder, 'store.db'), cache: 8 }, NOW);
  const filter = createFilter(100_000, 16);
  const ranges = createRangeTable();
  const parts = {
    read: store.read,
    hasher,
    filter: { mightContain: (hi: number, lo: number) => mightContain(filter, hi, lo), findRangeRows: (asked: Parameters<typeof ranges.findRows>[0]) => ranges.findRows(asked) },
  };
  const checks = openChecks(parts);
  // Of an empty store it is complete at once.
  const names = store.write(async (tx) => void (await nameIndexSlices(() => namePostings(getDatabase('vehicles'), []))['names.open'](tx)));
  const reply = async (subject: Subject, how: Asking = {}): Promise<Reply<AnswerWithoutReceipt>> => {
    await names;
    return (how.checks ?? checks).answer(
      { asker: askerOf(how.organisation ?? 'FRA', how.role ?? 'front-line'), at: how.at ?? NOW, input: { purpose: 'border-control', subject, ...how.request } },
      how.within,
    );
  };
  return {
    checks,
    read: store.read,
    reply,
    ask: async (subject, how) => (await reply(subject, how)).answer,
    async enter({ database: code, content, owner = 'UTO', ...rest }) {
      const database = getDatabase(code);
      const number = askerOf(owner, 'desk').number;
      const keys = recordKeys(hasher, { database, owner: number, reference: rest.reference ?? null, content });
      await names;
      const { result: row } = await store.write(async (tx) => {
        const at = await tx.insertRecord({ ...usual(), ...rest, database: database.number, owner: number, content: packContent(database, content) }, indexKeys(keys));
        await tx.addRanges(recordRanges(database, content, at));
        await putNames(tx, at, namePostings(database, [content]));
        await tx.appendChange({ at: NOW, kind: 'record.created' });
        return at;
      });
      for (const { hi, lo } of keys) insert(filter, hi, lo);
      ranges.replace(row, row, recordRanges(database, content, row));
      return row;
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function usual(): Omit<NewRecord, 'database' | 'owner' | 'content'> {
  return {
    id: idBytes(newId('rec', NOW)), reference: null, version: 1, state: 0, review: 0, expires_on: dayOf('2036-11-24'), created_at: NOW - 40 * 86_400_000,
    amended_at: null, verified_on: null, hidden_from: null, hidden_front: 0, confidentiality: 0, notice: null,
  };
}

/** The number of a day that exists. */
export function dayOf(text: string): number {
  const day = parseDay(text);
  if (day === undefined) throw new RangeError('no such day');
  return day;
}
