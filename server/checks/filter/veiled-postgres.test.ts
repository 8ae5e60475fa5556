/** The veils over PostgreSQL: what another server hides, shows and shares is followed as it is over SQLite. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { maskOf } from '#organisations/organisations.ts';
import { listHiddenFrontRows, listRestrictedRows, type Viewer } from '#records/records.ts';
import { openPostgresStore } from '#store/postgres.ts';
import type { Write } from '#store/store.ts';
import { startPostgres, type Postgres } from '#test/start-postgres.ts';
import { underPostgres } from '#test/under-postgres.ts';
import { fillFromRead } from './fill-filter.ts';
import { openKeptFilter } from './keep-filter.ts';
import { create, hasher, keysOf, restrict, vehicleOf, withdraw } from './kept-filter-under-test.ts';

const MINUTE = 28_800_000;
const OPEN = { hidden_front: 0, hidden_from: null, confidentiality: 0, review: 0 };
const HIDDEN = { ...OPEN, hidden_front: MINUTE + 60 };
const frontLine: Viewer = { organisation: 60, kind: 'bureau', role: 'front-line', today: MINUTE / 1440, minute: MINUTE, purpose: 'border-control' };

underPostgres(() => {
  let postgres: Postgres;
  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres.stop());

  it('hides and shows as the store says', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'watchword-veiled-postgres-'));
    const store = await openPostgresStore({ url: await postgres.createDatabase(), now: 0, poolSize: 2 });
    const { read } = store;
    const rows: number[] = [];
    for (const terms of [HIDDEN, { ...OPEN, hidden_from: maskOf(['FRA']) }, OPEN, { ...OPEN, review: 1 }, { ...OPEN, review: 2 }, { ...OPEN, confidentiality: 1 }]) {
      rows.push((await store.write((tx) => create(tx, { ...vehicleOf(rows.length), terms }))).result);
    }
    const restricted = [0, 1, 3, 5].map((at) => rows[at]);
    assert.deepEqual(await listRestrictedRows(read, { fromRow: 0, toRow: Number.MAX_SAFE_INTEGER, limit: 100 }), restricted);
    assert.deepEqual(await listRestrictedRows(read, { fromRow: (rows[0] ?? 0) + 1, toRow: rows[4] ?? 0, limit: 1 }), [rows[1]]);
    assert.deepEqual(await listHiddenFrontRows(read, 100), [rows[0]]);

    const kept = await openKeptFilter({ file: join(folder, 'filter'), origin: 'test', read, hasher, walk: fillFromRead(read) });
    const write = async (work: (tx: Write) => Promise<unknown>): Promise<void> => {
      const { changes } = await store.write(work);
      await kept.follow(changes?.last ?? 0);
    };
    const isHidden = (number: number, viewer = frontLine): boolean => keysOf(vehicleOf(number)).every(({ hi, lo }) => kept.veils.hidesKey(hi, lo, viewer));
    await kept.settled();
    assert.deepEqual([0, 1, 2, 3, 4, 5].map((number) => isHidden(number)), [true, false, false, true, false, false]);
    assert.deepEqual([isHidden(0, { ...frontLine, role: 'desk' }), isHidden(0, { ...frontLine, minute: MINUTE + 60 })], [false, false]);

    await write((tx) => restrict(tx, rows[0] ?? 0, OPEN));
    assert.equal(isHidden(0), false, 'shown again, at once');
    await write((tx) => restrict(tx, rows[0] ?? 0, HIDDEN));
    await kept.settled();
    assert.equal(isHidden(0), true);
    let other = 0;
    await write(async (tx) => void (other = await create(tx, vehicleOf(0))));
    assert.equal(isHidden(0), false, 'somebody else carries its key, at once');
    await write((tx) => withdraw(tx, other, vehicleOf(0)));
    await kept.settled();
    assert.equal(isHidden(0), true);
    await kept.close();
    await store.close();
    await rm(folder, { recursive: true });
  });
});
