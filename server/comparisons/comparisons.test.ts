import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ComparisonAnswer } from '@watchword/api/comparisons.ts';
import { idBytes, newId } from '@watchword/api/ids.ts';
import type { Asker, Call } from '#door/calls.ts';
import { openSqliteStore } from '#store/sqlite.ts';
import type { Write } from '#store/store.ts';
import { openRemembered } from './remembered.ts';
import { sumComparisons } from './queries.ts';
import { travellerHashOf } from './traveller.ts';
import { COMPARISON_SLICES, COMPARISON_WRITES, firstOfMonth, REMEMBERED_DAYS, sweepComparisons, type PreparedComparison } from './writes.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const DAY_MS = 86_400_000;
const TODAY = Math.floor(NOW / DAY_MS);
const [FINDER, OTHER, OWNER] = [3, 5, 9];

const folder = mkdtempSync(join(tmpdir(), 'watchword-comparisons-'));
let store: ReturnType<typeof openSqliteStore>;
before(() => void (store = openSqliteStore({ file: join(folder, 'store.db'), cache: 8 }, NOW)));
after(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const hash = travellerHashOf(Buffer.alloc(32, 7));
const passport = { number: 'L898902C3', issuer: 'UTO' };
const newRecord = (): Uint8Array => idBytes(newId('rec', NOW));

/** Writes a comparison as the writer does. */
async function compare(input: Partial<PreparedComparison> & Pick<PreparedComparison, 'items'>, { organisation = FINDER, at = NOW } = {}): Promise<ComparisonAnswer> {
  const handler = COMPARISON_WRITES['comparisons.record'];
  assert.ok(handler);
  const asker = { organisation: 'FRA', number: organisation, role: 'front-line', actor: 'ofc_7', name: 'Booth', permissions: [] } satisfies Asker;
  const call = { asker, at, input: { finding: 'not-same', isCounted: true, reason: 'face', purpose: 'border-control', question: '{}', ...input } } satisfies Call<PreparedComparison>;
  const { result } = await store.write(async (tx: Write) => (await handler(tx, call as never)).answer);
  return result as ComparisonAnswer;
}

const item = (record: Uint8Array, travellers = [hash(passport, record)]): PreparedComparison['items'][number] => ({ record, owner: OWNER, rule: 'name-born', travellers });
const tell = (record: Uint8Array, { organisation = FINDER, today = TODAY, document = passport } = {}): Promise<string[]> =>
  openRemembered({ read: store.read, hash })
    .find([document], [{ id: record, owner: OWNER }], { organisation, today })
    .then((found) => (found.get(Buffer.from(record).toString('hex')) ?? []).map(({ on, reason, by }) => `${on} ${reason} ${by}`));

describe('not the same', () => {
  it('is told to the next officer, with day and reason, and whether it was his own organisation', async () => {
    const record = newRecord();
    const { items } = await compare({ items: [item(record)] });
    assert.deepEqual(items[0]?.until, '2027-11-24');
    assert.deepEqual(await tell(record), ['2026-11-24 face own']);
    assert.deepEqual(await tell(record, { organisation: OTHER }), ['2026-11-24 face other']);
  });

  it('of another document or another record is told to nobody', async () => {
    const record = newRecord();
    await compare({ items: [item(record)] });
    assert.deepEqual(await tell(record, { document: { ...passport, issuer: 'FRA' } }), []);
    assert.deepEqual(await tell(newRecord()), []);
  });

  it('tells the owner of the record its own comparisons only', async () => {
    const record = newRecord();
    await compare({ items: [item(record)] });
    assert.deepEqual(await tell(record, { organisation: OWNER }), []);
    await compare({ items: [item(record)], reason: 'age' }, { organisation: OWNER });
    assert.deepEqual(await tell(record, { organisation: OWNER }), ['2026-11-24 age own']);
  });

  it('is forgotten when a later officer finds the same, whoever said it', async () => {
    const record = newRecord();
    await compare({ items: [item(record)] });
    await compare({ items: [item(record)] }, { organisation: OTHER });
    const { items } = await compare({ items: [item(record)], finding: 'same', reason: '' });
    assert.equal(items[0]?.until, undefined);
    assert.deepEqual(await tell(record), []);
  });

  it('said twice by one organisation stands once, as said last', async () => {
    const record = newRecord();
    await compare({ items: [item(record)] });
    await compare({ items: [item(record)], reason: 'fingerprints' }, { at: NOW + 3 * DAY_MS });
    assert.deepEqual(await tell(record), ['2026-11-27 fingerprints own']);
  });

  it('ends after its last day, swept or not, and is swept', async () => {
    const record = newRecord();
    await compare({ items: [item(record)] });
    assert.equal((await tell(record, { today: TODAY + REMEMBERED_DAYS })).length, 1);
    assert.deepEqual(await tell(record, { today: TODAY + REMEMBERED_DAYS + 1 }), []);
    const count = async (): Promise<number> => (await store.read.db.selectFrom('comparison').select('traveller').execute()).length;
    const run = async (_: string, payload: { at: number }): Promise<{ result: number }> => ({ result: (await store.write((tx) => COMPARISON_SLICES['comparisons.sweep'](tx, payload))).result });
    const all = await count();
    await sweepComparisons({ run }, NOW + REMEMBERED_DAYS * DAY_MS);
    assert.equal(await count(), all);
    await sweepComparisons({ run }, NOW + (REMEMBERED_DAYS + 30) * DAY_MS);
    assert.equal(await count(), 0);
  });
});

it('the store holds neither number nor record, only what the key makes of them', async () => {
  const record = newRecord();
  await compare({ items: [item(record)] });
  const rows = await store.read.db.selectFrom('comparison').selectAll().execute();
  const text = JSON.stringify(rows.map((row) => ({ ...row, traveller: Buffer.from(row.traveller).toString('hex') })));
  assert.ok(!text.includes('898902') && !text.includes(Buffer.from(record).toString('hex')));
  assert.notDeepEqual(travellerHashOf(Buffer.alloc(32, 8))(passport, record), hash(passport, record));
});

it('comparisons are counted by owner, rule and month', async () => {
  const next = Date.UTC(2027, 2, 3);
  const month = firstOfMonth(Math.floor(next / DAY_MS));
  await compare({ items: [item(newRecord(), []), item(newRecord(), [])] }, { at: next });
  await compare({ items: [item(newRecord(), [])], finding: 'same', reason: '' }, { at: next + 20 * DAY_MS });
  await compare({ items: [item(newRecord(), [])], isCounted: false }, { at: next });
  assert.deepEqual(await sumComparisons(store.read, { from: month, before: month + 31 }), [{ owner: OWNER, rule: 'name-born', same: 1, notSame: 2 }]);
  assert.deepEqual(await sumComparisons(store.read, { from: month + 1, before: month + 31 }), []);
});
