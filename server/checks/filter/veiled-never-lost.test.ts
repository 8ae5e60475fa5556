/** Tries to break the promise that no record is hidden from somebody who may see it: few keys, many records that share them, and everything in any order. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { maskOf } from '#organisations/organisations.ts';
import { findShown, type Viewer } from '#records/records.ts';
import type { Store, Write } from '#store/store.ts';
import type { NewRecord } from '#store/tables.ts';
import type { KeptFilter } from './keep-filter.ts';
import { keepVeils } from './keep-veils.ts';
import { createLoadedRuns } from './loaded-runs.ts';
import { amend, blanksOf, create, filesIn, gatedWalk, hasher, keysOf, pairsOf, publish, restrict, storeSlice, tailOf, vehicleOf, withdraw, type Made } from './kept-filter-under-test.ts';

let folder = '';
before(async () => (folder = await mkdtemp(join(tmpdir(), 'watchword-veiled-'))));
after(() => rm(folder, { recursive: true, maxRetries: 20, retryDelay: 50 }));

const DAY = 20_000;
const START = DAY * 1440;
const OPEN = { hidden_front: 0, hidden_from: null, confidentiality: 0, review: 0 } as const;
const terms: fc.Arbitrary<Partial<NewRecord>> = fc.oneof(
  fc.constant(OPEN),
  fc.constant({ ...OPEN, hidden_front: START + 1_000_000 }),
  fc.nat(20).map((minutes) => ({ ...OPEN, hidden_front: START + minutes })),
  fc.constant({ ...OPEN, hidden_from: maskOf(['FRA']) }),
  fc.constantFrom({ ...OPEN, review: 1 }, { ...OPEN, review: 3 }, { ...OPEN, review: 2 }, { ...OPEN, confidentiality: 2 }),
);

/** The owner of the records is organisation 7. */
function viewersAt(minute: number): Viewer[] {
  const at = { today: DAY, minute, purpose: 'border-control' as const };
  return [
    { ...at, organisation: 60, kind: 'bureau', role: 'front-line' },
    { ...at, organisation: 61, kind: 'bureau', role: 'front-line' },
    { ...at, organisation: 62, kind: 'bureau', role: 'desk' },
    { ...at, organisation: 7, kind: 'bureau', role: 'front-line' },
    { ...at, organisation: 7, kind: 'bureau', role: 'desk' },
    { ...at, organisation: 63, kind: 'partner', role: 'partner', purpose: 'investigation' },
  ];
}

type Step =
  | { do: 'create' | 'load'; made: readonly { number: number; blanks: boolean; terms: Partial<NewRecord> }[] }
  | { do: 'restrict'; pick: number; terms: Partial<NewRecord> }
  | { do: 'amend'; pick: number; number: number }
  | { do: 'withdraw'; pick: number }
  | { do: 'publish'; keys: 'delivered' | 'in part' | 'silently' }
  | { do: 'deliver' | 'abandon' | 'rebuild' | 'restart' | 'turn' | 'settle' }
  | { do: 'wait'; minutes: number };

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

/** `mostVeiled`: 6 leaves most of them out. */
async function openWorld(path: string, mostVeiled: number) {
  const files = filesIn(path);
  let store: Store = files.openStore();
  let kept: KeptFilter;
  let minute = START;
  let room = 1_500_000;
  const live = new Map<number, Made>();
  let load: { run: number; rows: Map<number, Made>; given: Set<number> } | undefined;
  const seen = { hidden: 0 };
  /** Rows of a load that was given up stand in the store, without keys, and may be taken for records. */
  let isExact = mostVeiled > 1000;

  const open = async (): Promise<KeptFilter> => files.openKept(store.read, { walk: gatedWalk(store.read, 9, turn), mostVeiled });
  kept = await open();

  async function write<Result>(work: (tx: Write) => Promise<Result>): Promise<Result> {
    const { result, changes } = await store.write(work);
    await kept.follow(changes?.last ?? 0);
    return result;
  }

  const make = ({ number, blanks, terms: own }: { number: number; blanks: boolean; terms: Partial<NewRecord> }): Made => ({ ...(blanks ? blanksOf(number) : vehicleOf(number)), terms: own });
  const picked = (pick: number): [number, Made] | undefined => [...live][pick % Math.max(1, live.size)];

  async function deliver(most: number): Promise<void> {
    if (load === undefined) return;
    const { run, rows, given } = load;
    const next = [...rows].filter(([row]) => !given.has(row)).slice(0, most);
    for (const [row] of next) given.add(row);
    await kept.insertLoaded({ run, keys: pairsOf(new Map(next)).keys });
  }

  async function publishLoad(keys: 'delivered' | 'in part' | 'silently'): Promise<void> {
    if (load === undefined) return;
    if (keys !== 'silently') await deliver(keys === 'delivered' ? 1e9 : 1);
    const { run, rows } = load;
    load = undefined;
    await write((tx) => publish(tx, run, { rows, said: keys === 'silently' ? null : { run, keys: pairsOf(rows).keys.length } }));
    // Nobody tells the filter of it, so nothing more is known of what was delivered.
    if (keys === 'silently') kept.forgetLoaded(run);
    for (const [row, made] of rows) live.set(row, made);
  }

  async function act(step: Step): Promise<void> {
    switch (step.do) {
      case 'create': {
        for (const each of step.made.map(make)) live.set(await write((tx) => create(tx, each)), each);
        return;
      }
      case 'load': {
        load ??= { run: await write((tx) => tx.beginRun()), rows: new Map(), given: new Set() };
        const { run, rows } = load;
        const made = step.made.map(make);
        const first = await write((tx) => storeSlice(tx, run, made));
        made.forEach((each, at) => rows.set(first + at, each));
        return;
      }
      case 'restrict': {
        const [row] = picked(step.pick) ?? [];
        if (row !== undefined) await write((tx) => restrict(tx, row, step.terms));
        return;
      }
      case 'amend': {
        const [row, made] = picked(step.pick) ?? [];
        if (row === undefined || made === undefined) return;
        const next = made.database.code === 'vehicles' ? vehicleOf(step.number) : blanksOf(step.number);
        await write((tx) => amend(tx, row, { before: made, after: next }));
        live.set(row, next);
        return;
      }
      case 'withdraw': {
        const [row, made] = picked(step.pick) ?? [];
        if (row === undefined || made === undefined) return;
        live.delete(row);
        await write((tx) => withdraw(tx, row, made));
        return;
      }
      case 'deliver': return deliver(2);
      case 'publish': return publishLoad(step.keys);
      case 'abandon': {
        const given = load;
        load = undefined;
        if (given === undefined) return;
        isExact = false;
        await write((tx) => tx.abandonRun(given.run));
        kept.forgetLoaded(given.run);
        return;
      }
      case 'rebuild': return void kept.reserve((room = Math.min(room * 1.5, 12_000_000)));
      case 'restart': {
        if (load !== undefined) await publishLoad('delivered');
        await kept.close();
        await store.close();
        store = files.openStore();
        kept = await open();
        return;
      }
      case 'turn': return turn();
      case 'settle': return kept.settled();
      case 'wait': return void (minute += step.minutes);
    }
  }

  /** Every viewer finds what exists for him by every key, and by its numbers. */
  async function requireNothingMissed(after: string): Promise<void> {
    const records = await store.read.findByRows([...live.keys()]);
    const { veils } = kept;
    const isUsed = veils.isUsed();
    for (const viewer of viewersAt(minute)) {
      for (const record of records) {
        if (findShown(record, viewer) === undefined) continue;
        const made = live.get(record.row);
        if (made === undefined) continue;
        for (const { hi, lo } of keysOf(made)) {
          assert.ok(kept.mightContain(hi, lo), `the filter, ${after}`);
          assert.ok(!isUsed || !veils.hidesKey(hi, lo, viewer), `a key, ${after}`);
        }
        assert.ok(!isUsed || !veils.hidesRow(record.row, viewer), `a row, ${after}`);
      }
    }
  }

  /** When nothing is left to do, what exists for nobody of a kind is hidden from them, as long as there is room. */
  async function requireHidden(after: string): Promise<void> {
    await kept.settled();
    if (!isExact || !kept.veils.isUsed() || load !== undefined) return;
    const records = await store.read.findByRows([...live.keys()]);
    for (const viewer of viewersAt(minute)) {
      for (const [row, made] of live) {
        // Partners may ask about vehicles alone: nobody asks the others for them.
        if (viewer.kind === 'partner' && made.database.code !== 'vehicles') continue;
        for (const { hi, lo } of keysOf(made).slice(0, 1)) {
          const carriers = records.filter((record) => keysOf(live.get(record.row) ?? made).some((key) => key.hi === hi && key.lo === lo));
          if (carriers.some((record) => findShown(record, viewer) !== undefined)) continue;
          seen.hidden += 1;
          assert.ok(kept.veils.hidesKey(hi, lo, viewer), `hidden, ${after}, row ${row}`);
        }
      }
    }
  }

  return { act, requireNothingMissed, requireHidden, seen, end: async () => (await kept.close(), store.close()) };
}

const number = fc.nat(4);
const made = fc.array(fc.record({ number, blanks: fc.boolean(), terms }), { minLength: 1, maxLength: 3 });
const pick = fc.nat(100);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('create', 'create', 'load' as const), made }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('restrict' as const), pick, terms }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('amend' as const), pick, number }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), pick }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('publish' as const), keys: fc.constantFrom('delivered', 'delivered', 'in part', 'silently' as const) }) },
  { weight: 7, arbitrary: fc.record({ do: fc.constantFrom('deliver', 'deliver', 'abandon', 'rebuild', 'restart', 'turn', 'turn', 'settle', 'settle' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.nat(8) }) },
);

test('whatever is hidden, shown again, amended, loaded, withdrawn, rebuilt and restarted, nobody misses a record that exists for him', async () => {
  let worlds = 0;
  let hidden = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), fc.nat(3), fc.constantFrom(6, 100_000, 100_000), async (steps, turns, most) => {
      const path = await mkdtemp(join(folder, `world-${(worlds += 1)}-`));
      const world = await openWorld(path, most);
      for (const [i, each] of steps.entries()) {
        await world.act(each);
        for (let at = 0; at <= turns; at += 1) {
          await world.requireNothingMissed(`after step ${i}: ${each.do}`);
          await turn();
        }
        if (each.do === 'settle') await world.requireHidden(`after step ${i}`);
      }
      await world.requireHidden('at the end');
      hidden += world.seen.hidden;
      await world.end();
      await rm(path, { recursive: true, maxRetries: 20, retryDelay: 50 });
    }),
    { numRuns: 60, interruptAfterTimeLimit: 60_000 },
  );
  assert.ok(hidden > 200, `hidden ${hidden} times`);
});

const open = { number: 0, blanks: false, terms: OPEN };
const hidden = { number: 0, blanks: false, terms: { ...OPEN, hidden_front: START + 1_000_000 } };
const SEQUENCES: Readonly<Record<string, readonly Step[]>> = {
  'a load delivers the key of a record that is hidden before it is published': [{ do: 'load', made: [open] }, { do: 'deliver' }, { do: 'create', made: [hidden] }, { do: 'settle' }, { do: 'publish', keys: 'delivered' }],
  'a load delivers a key that is closed already': [{ do: 'create', made: [hidden] }, { do: 'settle' }, { do: 'load', made: [open] }, { do: 'deliver' }, { do: 'settle' }, { do: 'publish', keys: 'delivered' }],
  'a load that was delivered in part is published': [{ do: 'create', made: [hidden] }, { do: 'settle' }, { do: 'load', made: [open, open] }, { do: 'publish', keys: 'in part' }],
};
for (const [name, steps] of Object.entries(SEQUENCES)) {
  test(`no record is missed when ${name}`, async () => {
    const world = await openWorld(await mkdtemp(join(folder, 'sequence-')), 100_000);
    for (const [i, each] of steps.entries()) {
      await world.act(each);
      await world.requireNothingMissed(`after step ${i}: ${each.do}`);
    }
    await world.act({ do: 'settle' });
    await world.requireNothingMissed('at the end');
    await world.end();
  });
}

test('what was read before a change does not undo it', async () => {
  const store = filesIn(await mkdtemp(join(folder, 'stale-'))).openStore();
  const { result: row } = await store.write((tx) => create(tx, { ...vehicleOf(1), terms: hidden.terms }));
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const findByRows: Store['read']['findByRows'] = async (rows) => {
    const records = await store.read.findByRows(rows);
    asked.resolve();
    await answer.promise;
    return records;
  };
  const veils = keepVeils({ read: { ...store.read, findByRows }, hasher, loaded: createLoadedRuns(() => undefined), onTrouble: (cause) => assert.fail(String(cause)) });
  veils.fill();
  await asked.promise;
  await store.write((tx) => restrict(tx, row, OPEN));
  for (const record of await store.read.findByRows([row])) veils.take(record, keysOf(vehicleOf(1)));
  answer.resolve();
  await veils.settled();
  const [frontLine] = viewersAt(START);
  assert.ok(frontLine !== undefined && !veils.table.hidesRow(row, frontLine));
  await veils.close();
  await store.close();
});

test('a damaged record takes no other with it', async () => {
  const store = filesIn(await mkdtemp(join(folder, 'damaged-'))).openStore();
  const rows: number[] = [];
  for (const made of [1, 2, 3]) rows.push((await store.write((tx) => create(tx, { ...vehicleOf(made), terms: hidden.terms }))).result);
  await store.write((tx) => tx.db.updateTable('record').set({ content: '[' }).where('row', '=', rows[1] ?? 0).execute());
  const told: unknown[] = [];
  const veils = keepVeils({ read: store.read, hasher, loaded: createLoadedRuns(() => undefined), onTrouble: (cause) => told.push(cause) });
  veils.fill();
  await veils.settled();
  const [frontLine] = viewersAt(START);
  assert.ok(frontLine !== undefined && told.length > 0);
  assert.deepEqual(rows.map((row) => veils.table.hidesRow(row, frontLine)), [true, false, true]);
  const [key] = keysOf(vehicleOf(3));
  assert.ok(key !== undefined && veils.table.hidesKey(key.hi, key.lo, frontLine));
  await veils.close();
  await store.close();
});

test('the number of a hidden range is kept from whoever may not see it', async () => {
  const world = filesIn(await mkdtemp(join(folder, 'range-')));
  const store = world.openStore();
  const kept = await world.openKept(store.read, { walk: gatedWalk(store.read, 9, turn) });
  const { result: row, changes } = await store.write((tx) => create(tx, { ...blanksOf(3), terms: { hidden_front: START + 10 } }));
  await kept.follow(changes?.last ?? 0);
  assert.deepEqual(kept.findRangeRows(tailOf('XK00000312')), [row]);
  const [frontLine, , desk] = viewersAt(START);
  assert.ok(frontLine !== undefined && desk !== undefined);
  assert.equal(kept.veils.hidesRow(row, frontLine), true);
  assert.equal(kept.veils.hidesRow(row, desk), false);
  assert.equal(kept.veils.hidesRow(row, { ...frontLine, minute: START + 10 }), false);
  await kept.close();
  await store.close();
});
