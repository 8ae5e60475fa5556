import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DATABASES } from '@watchword/api/databases/databases.ts';
import { DatabaseAnswer, type listDatabases } from '@watchword/api/databases/operations.ts';
import type { OutputOf } from '@watchword/api/operation.ts';
import { parse } from 'csv-parse/sync';
import { Compile } from 'typebox/compile';
import type { Call, Download, DownloadHandler, ReadHandler } from '#door/calls.ts';
import { recordOf } from '#store/records-under-test.ts';
import { openSqliteStore } from '#store/sqlite.ts';
import type { Store } from '#store/store.ts';
import { columnsOf, lineOfCells, parseContent, parseHeader, parseLine } from './databases.ts';
import { countActive } from './queries.ts';
import { databaseRoutes } from './routes.ts';

describe('the databases', () => {
  let folder: string;
  let store: Store;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'watchword-databases-'));
    store = openSqliteStore({ file: join(folder, 'store.db'), cache: 8 }, 0);
  });
  after(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  const callOf = (input: unknown): Call<never> =>
    ({ at: 0, input, asker: { organisation: 'UTO', number: 7, role: 'desk', actor: 'a', name: 'n', permissions: ['check'] } }) as unknown as Call<never>;
  const handlerOf = (id: string) => databaseRoutes({ read: store.read }).find(({ operation }) => operation.id === id) ?? assert.fail();
  async function template(code: string, format?: string): Promise<Download & { all: string }> {
    const route = handlerOf('databases.template');
    assert.ok(route.how === 'download');
    const download = await (route.handler as DownloadHandler)(callOf({ params: { code }, query: format === undefined ? {} : { format } }));
    return { ...download, all: (await Array.fromAsync(download.text)).join('') };
  }

  it('are listed with their fields as JSON Schema, and one counts only what is one’s own and active', async () => {
    await store.write(async (tx) => {
      for (let number = 0; number < 5; number += 1) await tx.insertRecord({ ...recordOf(number), owner: number === 0 ? 8 : 7, state: number === 1 ? 1 : 0 }, []);
    });
    const route = handlerOf('databases.list');
    assert.ok(route.how === 'read');
    const { answer, entry } = await (route.handler as ReadHandler)(callOf({}));
    const { items } = answer as OutputOf<typeof listDatabases>;
    assert.equal(entry, undefined, 'it is quiet');
    assert.deepEqual(items.map(({ code }) => code), DATABASES.map(({ code }) => code));
    assert.deepEqual(items.map(({ records }) => records), [3, 0, 0, 0, 0, 0, 0]);
    const validator = Compile(DatabaseAnswer);
    for (const item of items) assert.ok(validator.Check(item), JSON.stringify(validator.Errors(item)));
    assert.deepEqual(JSON.parse(JSON.stringify(items[0]?.fields)).required, ['number', 'issuer', 'type', 'fraud']);
    assert.equal(await countActive(store.read, { owner: 7, database: 1, most: 2 }), undefined);
  });

  for (const { code, ...database } of DATABASES) {
    it(`the templates of ${code} can be loaded as they are`, async () => {
      const csv = await template(code, 'csv');
      assert.deepEqual([csv.type, csv.name], ['text/csv; charset=utf-8', `${code}.csv`]);
      const [header = [], example = []] = parse(csv.all) as string[][];
      assert.deepEqual(header, columnsOf({ code, ...database }).map(({ name }) => name));
      const columns = parseHeader({ code, ...database }, header);
      assert.ok('header' in columns);
      const cells = lineOfCells(columns.header, example);
      assert.ok('value' in cells);
      const ndjson = await template(code);
      assert.equal(ndjson.name, `${code}.ndjson`);
      for (const value of [cells.value, JSON.parse(ndjson.all)]) {
        const line = parseLine({ code, ...database }, value);
        assert.ok('content' in line);
        assert.equal(line.reference, 'YOUR-REFERENCE-1');
        assert.deepEqual(parseContent({ code, ...database }, line.content, {}), { content: database.example });
      }
    });
  }

  it('there is no template of what is no database', async () => {
    await assert.rejects(template('spaceships'), { code: 'database.not-found' });
  });
});
