/** What callers of such an interface expect of HTTP: links to the next page, answers that are known already, when to come again. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { ask, jsonOf, refused } from '../ask.ts';
import { passport, startServer, unique } from '../start-server.ts';

const house = await startServer();
after(() => house.close());
const token = await house.token('UTO', { permissions: PERMISSIONS.filter((one) => one !== 'record:review') });
const owner = house.clientOf(token);
const get = (path: string, headers: Record<string, string> = {}) => ask(house.url(), { path, token, headers });
const entered = await Promise.all(Array.from({ length: 5 }, () => owner.records.create({ database: 'travel-documents', content: passport(unique('H')) })));

describe('a list', () => {
  test('names its next page in Link, with the rest of the question, and the last page names none', async () => {
    const seen: string[] = [];
    let path: string | undefined = '/v1/records?database=travel-documents&limit=2';
    for (let pages = 0; path !== undefined && pages < 9; pages += 1) {
      const raw = await get(path);
      const { items, nextCursor } = jsonOf<{ items: { id: string }[]; nextCursor?: string }>(raw);
      seen.push(...items.map(({ id }) => id));
      const link: string | undefined = raw.headers['link'] as string | undefined;
      assert.equal(link === undefined, nextCursor === undefined);
      path = link === undefined ? undefined : /^<([^>]+)>; rel="next"$/.exec(link)?.[1];
      if (path !== undefined) assert.match(path, /^\/v1\/records\?database=travel-documents&limit=2&cursor=[\w-]+$/);
    }
    assert.deepEqual(seen.toSorted(), entered.map(({ id }) => id).toSorted());
  });

  test('of tokens goes by pages as well, of your own organisation alone', async () => {
    for (let at = 0; at < 5; at += 1) await owner.tokens.issue({ name: `Gate ${at}`, role: 'system', permissions: ['check'] });
    await house.token('FRA');
    const first = await get('/v1/tokens?limit=4');
    const { items, nextCursor } = jsonOf<{ items: { id: string; organisation: string }[]; nextCursor: string }>(first);
    assert.deepEqual([items.length, first.headers['link']], [4, `</v1/tokens?limit=4&cursor=${nextCursor}>; rel="next"`]);
    const rest = jsonOf<{ items: { id: string; organisation: string }[]; nextCursor?: string }>(await get(`/v1/tokens?limit=4&cursor=${nextCursor}`));
    assert.deepEqual([rest.items.length, rest.nextCursor], [2, undefined]);
    const all = await owner.tokens.list();
    assert.deepEqual([...items, ...rest.items].map(({ id }) => id), all.map(({ id }) => id));
    assert.ok(all.every(({ organisation }) => organisation === 'UTO'));
    refused(await get('/v1/tokens?cursor=nonsense'), 'request.cursor');
  });
});

describe('an answer to GET', () => {
  test('that is known already comes without its text, until it changes; the entry is written all the same', async () => {
    const [record] = entered;
    const path = `/v1/records/${record?.id}`;
    const { headers: { etag = '' } } = await get(path);
    assert.match(etag, /^"1\.[\w-]{22}"$/);
    const before = (await house.entries()).filter(({ event }) => event === 'record.read').length;
    const known = await get(path, { 'if-none-match': `"other", W/${etag}` });
    assert.deepEqual([known.status, known.text, known.headers.etag, known.headers['content-type']], [304, '', etag, undefined]);
    assert.match(known.headers['x-request-id'] as string, /^req_/);
    assert.equal((await house.entries()).filter(({ event }) => event === 'record.read').length, before + 1);
    const amended = await ask(house.url(), { method: 'PATCH', path, token, headers: { 'if-match': etag, 'content-type': 'application/merge-patch+json' }, body: JSON.stringify({ verified: true }) });
    assert.equal(amended.status, 200, 'the ETag of a record is good for If-Match');
    const changed = await get(path, { 'if-none-match': etag });
    assert.deepEqual([changed.status, jsonOf(changed)['version']], [200, 2]);
  });

  test('of a version that has ended by the day is another answer than before', async () => {
    const record = await owner.records.create({ database: 'travel-documents', content: passport(unique('H')), expiresOn: '2026-11-25' });
    const path = `/v1/records/${record.id}`;
    const { headers: { etag = '' } } = await get(path);
    house.clock.moveDays(2);
    const later = await get(path, { 'if-none-match': etag });
    assert.deepEqual([later.status, jsonOf(later)['state']], [200, 'expired']);
  });

  test('of lists, databases and of who one is have tags too; checks have none', async () => {
    for (const path of ['/v1/me', '/v1/databases', '/v1/loads', '/v1/tokens']) {
      const { headers: { etag = '' }, status } = await get(path);
      assert.equal(status, 200, path);
      assert.equal((await get(path, { 'if-none-match': etag })).status, 304, path);
    }
    const check = await ask(house.url(), { method: 'POST', path: '/v1/checks', token, headers: { 'if-none-match': '*' }, body: { purpose: 'border-control', subject: { document: { number: unique('H') } } } });
    assert.deepEqual([check.status, check.headers.etag], [200, undefined]);
  });
});
