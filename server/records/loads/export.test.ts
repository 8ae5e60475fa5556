import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { it } from 'node:test';
import { DATABASES, getDatabase } from '@watchword/api/databases/databases.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import type { Download, DownloadHandler } from '#door/calls.ts';
import { exportRoutes } from './export.ts';
import { askerOf, AT, openUnderTest, type LoadsUnderTest } from './loads-under-test.ts';

async function exported(under: LoadsUnderTest, organisation: string, input: { database: string; format?: 'ndjson' | 'csv' }): Promise<{ text: string; download: Download }> {
  const [route] = exportRoutes({ read: under.read });
  assert.ok(route?.how === 'download');
  const { database, ...query } = input;
  const download = await (route.handler as DownloadHandler<unknown>)({ asker: askerOf(organisation), at: AT, input: { params: { database }, query } });
  let text = '';
  for await (const part of download.text) text += part;
  return { text, download };
}

async function load(under: LoadsUnderTest, body: string, { format = 'ndjson', ...of }: { format?: 'ndjson' | 'csv'; database: string; organisation: string }): Promise<number> {
  const id = await under.start({ format }, of);
  const { load: after, failure } = await under.send(id, body, of);
  assert.equal(failure, undefined);
  assert.equal(after.counts.rejected, 0, 'nothing may be rejected');
  return after.counts.created;
}

const terms = [{ expiresOn: '2028-01-31' }, { hiddenFrom: ['DEU', 'FRA'] }, { confidentiality: 'restricted' }, { reference: '=R', hiddenFrom: [] }, { reference: ' R;,"\t' }];

for (const format of ['ndjson', 'csv'] as const) {
  it(`what is exported as ${format} can be loaded elsewhere, and is then the same`, async () => {
    const [here, there] = [await openUnderTest(), await openUnderTest()];
    for (const { code: database, example, review } of DATABASES) {
      const organisation = 'UTO';
      const lines = terms.map((more) => JSON.stringify({ ...more, content: example })).join('\n');
      assert.equal(await load(here, lines, { database, organisation }), terms.length, String(review));
      const { text, download } = await exported(here, organisation, { database, format });
      assert.equal(download.name, `${database}.${format}`);
      assert.equal(await load(there, text, { format, database, organisation }), terms.length);
      assert.equal((await exported(there, organisation, { database, format })).text, text);
    }
    const bare = async ({ read }: LoadsUnderTest) => (await read.readRows(1, 1000)).map(({ id: _, sum: _sum, ...record }) => ({ ...record, hidden_from: record.hidden_from?.join() }));
    assert.deepEqual(await bare(there), await bare(here));
    await Promise.all([here.close(), there.close()]);
  });
}

it('only own records that stand are exported, and the entry says how many, with the digest of the file', async () => {
  const under = await openUnderTest();
  const database = 'travel-documents';
  const document = (number: string, issuer: string, more: object = {}) => ({ number, issuer, type: 'passport', fraud: 'lost', reference: number, ...more });
  const many = Array.from({ length: 1203 }, (_, at) => JSON.stringify(document(`A${at}`, 'FRA'))).join('\n');
  await load(under, `${many}\n${JSON.stringify(document('B1', 'FRA', { expiresOn: '2026-11-24' }))}`, { database, organisation: 'FRA' });
  await load(under, JSON.stringify(document('C1', 'DEU')), { database, organisation: 'DEU' });
  const { text, download } = await exported(under, 'FRA', { database });
  assert.equal(text.split('\n').length, 1205);
  const entry = download.entry?.();
  assert.deepEqual([entry?.event, entry?.count, entry?.digest, entry?.owners], ['record.exported', 1204, hash('sha256', text), ['FRA']]);
  const [route] = exportRoutes({ read: under.read });
  assert.ok(route?.how === 'download');
  const tomorrow = await (route.handler as DownloadHandler<unknown>)({ asker: askerOf('FRA'), at: AT + 86_400_000, input: { params: { database }, query: { format: 'csv' } } });
  let lines = 0;
  for await (const part of tomorrow.text) lines += part.split('\r\n').length - 1;
  assert.equal(lines, 1204, 'the header and those that have not ended');
  assert.ok(dayOfMs(AT) > 0 && getDatabase(database).number === 1);
  await under.close();
});
