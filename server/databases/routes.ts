import { DATABASES, getDatabase } from '@watchword/api/databases/databases.ts';
import { getTemplate, listDatabases } from '@watchword/api/databases/operations.ts';
import type { Database } from '@watchword/api/databases/database.ts';
import { purposesOf } from '@watchword/api/rights/rights.ts';
import type { OutputOf } from '@watchword/api/operation.ts';
import type { Reading } from '#door/calls.ts';
import { onDownload, onRead, type Implementation } from '#door/implement.ts';
import type { Read } from '#store/store.ts';
import { countActive } from './queries.ts';
import { templateOf } from './template.ts';

/** Own records are counted up to here, which takes a millisecond; above it the count is left out. */
const MOST_COUNTED = 10_000;

type DatabaseAnswer = OutputOf<typeof listDatabases>['items'][number];

/** The operations on databases. */
export function databaseRoutes({ read }: Reading): Implementation[] {
  return [
    onRead(listDatabases, async ({ asker }) => {
      const items: DatabaseAnswer[] = [];
      for (const database of DATABASES) items.push(await answerOf(read, database, asker.number));
      return { answer: { items } };
    }),
    onDownload(getTemplate, async ({ input }) => {
      const database = getDatabase(input.params.code);
      const format = input.query.format ?? 'ndjson';
      return { type: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson', name: `${database.code}.${format}`, text: once(templateOf(database, format)) };
    }),
  ];
}

async function answerOf(read: Read, database: Database, owner: number): Promise<DatabaseAnswer> {
  const { code, title, description, personal, review, columns, fields, example } = database;
  const records = await countActive(read, { owner, database: database.number, most: MOST_COUNTED });
  return {
    code, title, description, personal, review, example,
    enters: database.enters.by,
    lifetime: database.lifetime.initial,
    purposes: [...purposesOf(database)],
    identifiers: database.identifiers.map(({ kind }) => kind),
    columns: [...columns],
    fields: { ...fields },
    ...(records === undefined ? {} : { records }),
  };
}

async function* once(text: string): AsyncIterable<string> {
  yield text;
}
