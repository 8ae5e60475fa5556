import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { UseFlagTable } from '#store/oversight-tables.ts';
import { openSqliteStore } from '#store/sqlite.ts';
import { OVERSIGHT_SLICES, SIGNS, type Noted } from './oversight.ts';
import { updateFlag } from './queries.ts';

const DAY_MS = 86_400_000;
const DAY = 20_000;
const THING = Uint8Array.from({ length: 16 }, (_, at) => at + 1);
const HEX = Buffer.from(THING).toString('hex');
const folder = mkdtempSync(join(tmpdir(), 'watchword-oversight-'));

describe('what oversight keeps', () => {
  let store: ReturnType<typeof openSqliteStore>;
  before(() => void (store = openSqliteStore({ file: join(folder, 'store.db'), cache: 8 }, 0)));
  after(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const type = async (actor: string, day: number): Promise<number> => {
    const noted: Noted = { at: day * DAY_MS, months: [], uses: [], asked: [{ organisation: 'FRA', actor, thing: THING, day, checks: SIGNS.repeat.checks, ids: ['chk_1'] }], sequences: [] };
    return (await store.write((tx) => OVERSIGHT_SLICES['oversight.note'](tx, noted))).result.length;
  };
  const sweep = (day: number) => store.write((tx) => OVERSIGHT_SLICES['oversight.sweep'](tx, { day }));
  const flagsOf = (actor: string): Promise<UseFlagTable[]> => store.read.db.selectFrom('use_flag').selectAll().where('actor', '=', actor).orderBy('first_at').execute();
  const answer = async (actor: string, day: number): Promise<void> => {
    const [flag] = await flagsOf(actor);
    await store.write((tx) => updateFlag(tx, flag?.id ?? assert.fail(), { state: 'explained', answered_at: day * DAY_MS, answered_by: 'ofc_dpo00001', note: 'A neighbour.' }));
  };

  it('holds the hash of what was typed no longer in a flag than in the counts', async () => {
    assert.deepEqual([await type('ofc_1', DAY), await type('ofc_1', DAY + 1), await type('ofc_1', DAY + 2)], [0, 1, 0], 'one flag, that grows');
    const [last] = [DAY + 2 + SIGNS.repeat.windowDays];
    await sweep(last);
    assert.equal((await flagsOf('ofc_1'))[0]?.mark, HEX);
    await sweep(last + 1);
    const [flag] = await flagsOf('ofc_1');
    assert.ok(flag !== undefined && !flag.mark.includes(HEX));
    assert.equal(flag.state, 'open');
    await sweep(last + 2);
    assert.deepEqual(await flagsOf('ofc_1'), [flag], 'and nothing else of it changes');
  });

  it('raises an answered flag no more while the thing is typed on, and a new one for the same thing after it was forgotten', async () => {
    await type('ofc_2', DAY);
    assert.equal(await type('ofc_2', DAY + 1), 1);
    await answer('ofc_2', DAY + 2);
    for (let day = DAY + 20; day <= DAY + 80; day += 20) {
      assert.equal(await type('ofc_2', day), 0);
      await sweep(day);
    }
    await sweep(DAY + 120);
    assert.equal(await type('ofc_2', DAY + 121), 0);
    assert.equal(await type('ofc_2', DAY + 122), 1);
    assert.equal((await flagsOf('ofc_2')).length, 2);
  });

  it('forgets an answered flag after a year, and an open one never', async () => {
    for (const actor of ['ofc_3', 'ofc_4']) for (const day of [DAY, DAY + 1]) await type(actor, day);
    await answer('ofc_3', DAY + 5);
    await sweep(DAY + 5 + 365);
    assert.equal((await flagsOf('ofc_3')).length, 1);
    await sweep(DAY + 5 + 366);
    assert.deepEqual(await flagsOf('ofc_3'), []);
    assert.deepEqual((await flagsOf('ofc_4')).map(({ state }) => state), ['open']);
  });
});
