/** Tries to break the promise that the filter hides no record: a real store and a real file, and everything that may happen to them in any order. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { Read, Store, Write } from '#store/store.ts';
import type { KeptFilter } from './keep-filter.ts';
import { amend, blanksOf, create, directWriter, filesIn, gatedWalk, hasher, isMissed, keysOf, pairsOf, publish, storeSlice, vehicleOf, withdraw, type Made } from './kept-filter-under-test.ts';
import { settleReindex } from './reindex.ts';

let folder = '';
before(async () => (folder = await mkdtemp(join(tmpdir(), 'watchword-kept-never-lost-'))));
/** A filter that a crash left behind is never closed, so it may still be saving into a folder that is being removed. */
const remove = (path: string): Promise<void> => rm(path, { recursive: true, maxRetries: 20, retryDelay: 50 });
after(() => remove(folder));

type File = 'as it is' | 'missing' | 'stale' | 'cut' | 'flipped' | 'of another store';
type Step =
  | { do: 'create' | 'load'; made: readonly ('vehicle' | 'blanks')[] }
  | { do: 'amend' | 'withdraw'; pick: number; to: 'vehicle' | 'blanks' }
  | { do: 'publish'; keys: 'delivered' | 'in two' | 'in part' | 'silently' }
  | { do: 'deliver' | 'rebuild' | 'page' | 'pages' | 'pages fail' | 'abandon' | 'save' | 'keep file' | 'back up' | 'put back' | 'reads fail' | 'reads work' }
  | { do: 'crash'; file: File; at: number; reindex: 'before' | 'after' | 'delivered' };

type Gate = { resolve: () => void; reject: (cause: Error) => void };
/** `given`: rows whose keys were delivered to the filter. */
type Load = { run: number; rows: Map<number, Made>; given: Set<number> };
type Model = { live: Map<number, Made>; cutOff: Map<number, Made> };

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
const copyOf = ({ live, cutOff }: Model): Model => ({ live: new Map(live), cutOff: new Map(cutOff) });

function createWorld(path: string) {
  const files = filesIn(path);
  let numbers = 0;
  let store: Store;
  let kept: KeptFilter;
  let model: Model = { live: new Map(), cutOff: new Map() };
  let backup: Model | undefined;
  let load: Load | undefined;
  let gates: Gate[] = [];
  let isBroken = false;
  let room = 1_500_000;
  const seen = { complete: 0, building: 0 };

  const make = (kind: 'vehicle' | 'blanks'): Made => (kind === 'vehicle' ? vehicleOf((numbers += 1)) : blanksOf((numbers += 1)));

  /** The door: a write is acknowledged when the filter has followed it. */
  async function write<Result>(work: (tx: Write) => Promise<Result>): Promise<Result> {
    const { result, changes } = await store.write(work);
    await kept.follow(changes?.last ?? 0);
    return result;
  }

  function failing(read: Read): Read {
    const unless = <A extends unknown[], R>(method: (...args: A) => Promise<R>) => (...args: A): Promise<R> => (isBroken ? Promise.reject(new Error('disk')) : method(...args));
    return { ...read, readChanges: unless(read.readChanges), findByRows: unless(read.findByRows), readRows: unless(read.readRows), readRanges: unless(read.readRanges) };
  }

  async function open(reindex: 'before' | 'after' | 'delivered', origin = 'this store'): Promise<void> {
    isBroken = false;
    load = undefined;
    store = files.openStore();
    const settle = (deliver?: KeptFilter['insertLoaded']) => settleReindex({ writer: directWriter(store), read: store.read, hasher, now: () => 7, pairsMost: 20, ...(deliver === undefined ? {} : { deliver }) });
    if (reindex === 'before') await settle();
    const mine: Gate[] = (gates = []);
    const walk = gatedWalk(store.read, 9, () => new Promise((resolve, reject) => void mine.push({ resolve, reject })));
    kept = await files.openKept(failing(store.read), { walk, origin, replayMost: 60 });
    if (reindex !== 'before') await settle(reindex === 'delivered' ? kept.insertLoaded : undefined);
    await kept.follow(await store.read.lastChange());
    for (const [row, made] of model.cutOff) model.live.set(row, made);
    model.cutOff.clear();
  }

  /** The process ends: nothing of the kept filter is closed, and its rebuild never goes on. */
  async function crash(step: Extract<Step, { do: 'crash' }>): Promise<void> {
    for (const [row, made] of load?.rows ?? []) model.cutOff.set(row, made);
    await store.close();
    if (step.file === 'missing') await files.removeFile();
    else if (step.file === 'stale') await files.restoreFile();
    else if (step.file === 'cut') await files.changeFile((bytes) => bytes.subarray(0, step.at % bytes.length));
    else if (step.file === 'flipped') {
      await files.changeFile((bytes) => {
        const at = step.at % bytes.length;
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (step.at & 7)), at);
        return bytes;
      });
    }
    await open(step.reindex, step.file === 'of another store' ? 'another store' : undefined);
  }

  async function putBack(): Promise<void> {
    if (backup === undefined) return;
    await store.close();
    await files.restoreStore();
    model = copyOf(backup);
    await open('before');
  }

  async function backUp(): Promise<void> {
    await crash({ do: 'crash', file: 'as it is', at: 0, reindex: 'before' });
    await store.close();
    await files.keepStore();
    backup = copyOf(model);
    await open('before');
  }

  /** Delivers the keys of so many rows that have not been delivered. */
  async function deliver({ run, rows, given }: Load, most: number): Promise<void> {
    const next = [...rows].filter(([row]) => !given.has(row)).slice(0, most);
    for (const [row] of next) given.add(row);
    await kept.insertLoaded({ run, keys: pairsOf(new Map(next)).keys });
  }

  async function publishLoad(how: Extract<Step, { do: 'publish' }>['keys']): Promise<void> {
    if (load === undefined) return;
    const { run, rows } = load;
    if (how === 'delivered') await deliver(load, rows.size);
    if (how === 'in two' || how === 'in part') await deliver(load, rows.size >> 1);
    await turn();
    if (how === 'in two') await deliver(load, rows.size);
    load = undefined;
    await write((tx) => publish(tx, run, { rows, said: how === 'silently' ? null : { run, keys: pairsOf(rows).keys.length } }));
    for (const [row, made] of rows) model.live.set(row, made);
  }

  async function change(step: Extract<Step, { do: 'amend' | 'withdraw' }>): Promise<void> {
    const rows = [...model.live.keys()];
    const row = rows[step.pick % rows.length];
    const made = row === undefined ? undefined : model.live.get(row);
    if (row === undefined || made === undefined) return;
    // Of a record that is being withdrawn nothing is promised from the commit on.
    if (step.do === 'withdraw') {
      model.live.delete(row);
      await write((tx) => withdraw(tx, row, made));
    } else {
      const after = made.database.code === 'vehicles' ? make('vehicle') : make('blanks');
      await write((tx) => amend(tx, row, { before: made, after }));
      model.live.set(row, after);
    }
  }

  async function enter(step: Extract<Step, { do: 'create' | 'load' }>): Promise<void> {
    const made = step.made.map(make);
    if (step.do === 'create') {
      const rows = await write(async (tx) => {
        const entered: number[] = [];
        for (const each of made) entered.push(await create(tx, each));
        return entered;
      });
      rows.forEach((row, at) => model.live.set(row, made[at] ?? vehicleOf(0)));
      return;
    }
    load ??= { run: await write((tx) => tx.beginRun()), rows: new Map(), given: new Set() };
    const { run, rows } = load;
    const first = await write((tx) => storeSlice(tx, run, made));
    made.forEach((each, at) => rows.set(first + at, each));
  }

  async function abandon(): Promise<void> {
    const given = load;
    if (given === undefined) return;
    load = undefined;
    await write((tx) => tx.abandonRun(given.run));
    kept.forgetLoaded(given.run);
    for (const [row, made] of given.rows) model.cutOff.set(row, made);
  }

  async function act(step: Step): Promise<void> {
    switch (step.do) {
      case 'create': case 'load': return enter(step);
      case 'amend': case 'withdraw': return change(step);
      case 'publish': return publishLoad(step.keys);
      case 'deliver': return load && deliver(load, load.rows.size);
      case 'abandon': return abandon();
      case 'rebuild': {
        room = Math.min(room * 1.5, 12_000_000);
        void kept.reserve(room);
        return;
      }
      case 'page': return gates.shift()?.resolve();
      case 'pages': {
        for (let left = 60; left > 0 && gates.length > 0; left -= 1) {
          gates.shift()?.resolve();
          await turn();
        }
        return;
      }
      case 'pages fail': return gates.shift()?.reject(new Error('store gone'));
      case 'save': return kept.save();
      case 'keep file': return void (await files.keepFile());
      case 'crash': return crash(step);
      case 'back up': return backUp();
      case 'put back': return putBack();
      case 'reads fail': isBroken = true; return;
      case 'reads work': isBroken = false; return;
    }
  }

  return {
    seen,
    start: () => open('before'),
    async run(step: Step): Promise<void> {
      await act(step);
      await turn();
      const state = kept.state().state;
      seen[state] += 1;
      if (state === 'complete') assert.ok(keysOf(vehicleOf(999_999)).every(({ hi, lo }) => !kept.mightContain(hi, lo)), 'it does say "certainly not"');
    },
    /** Live, published records that a check would miss. */
    missed: () => [...model.live].filter(([row, made]) => isHidden(kept, row, made)).map(([row]) => row),
    end: async () => store.close(),
  };
}

/** While ranges cannot be read a check is refused, which hides nothing. */
function isHidden(kept: KeptFilter, row: number, made: Made): boolean {
  try {
    return isMissed(kept, row, made);
  } catch {
    return false;
  }
}

const kinds = fc.array(fc.constantFrom('vehicle', 'vehicle', 'blanks' as const), { minLength: 1, maxLength: 4 });
const pick = fc.nat(1000);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('create', 'load' as const), made: kinds }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('amend', 'amend', 'withdraw' as const), pick, to: fc.constant('vehicle' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('publish' as const), keys: fc.constantFrom('delivered', 'in two', 'in part', 'silently' as const) }) },
  { weight: 11, arbitrary: fc.record({ do: fc.constantFrom('deliver', 'deliver', 'rebuild', 'rebuild', 'page', 'page', 'pages', 'pages', 'pages fail', 'abandon', 'save', 'save', 'keep file', 'reads fail', 'reads work' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('back up', 'put back' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('crash' as const),
      file: fc.constantFrom('as it is', 'as it is', 'as it is', 'missing', 'stale', 'cut', 'flipped', 'of another store' as const),
      at: fc.nat(10_000_000),
      reindex: fc.constantFrom('before', 'after', 'delivered' as const),
    }),
  },
);

test('whatever is created, amended, loaded, published, rebuilt, saved, crashed, damaged and put back, no live record is "certainly not" there', async () => {
  let worlds = 0;
  const seen = { complete: 0, building: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 50, size: 'max' }), async (steps) => {
      const path = await mkdtemp(join(folder, `world-${(worlds += 1)}-`));
      const world = createWorld(path);
      await world.start();
      for (const [i, each] of steps.entries()) {
        await world.run(each);
        assert.deepEqual(world.missed(), [], `after step ${i}: ${each.do}`);
      }
      await world.end();
      seen.complete += world.seen.complete;
      seen.building += world.seen.building;
      await remove(path);
    }),
    { numRuns: 60 },
  );
  assert.ok(seen.complete > 0.3 * seen.building, `complete ${seen.complete} times, building ${seen.building}`);
});

const one = { do: 'create', made: ['vehicle'] } as const;
const crashed = { do: 'crash', file: 'as it is', at: 0, reindex: 'before' } as const;
const SEQUENCES: Readonly<Record<string, readonly Step[]>> = {
  'keys delivered before a rebuild, and published after its snapshot': [
    one, { do: 'save' }, { do: 'load', made: ['vehicle', 'blanks'] }, { do: 'deliver' }, { do: 'rebuild' }, { do: 'page' }, { do: 'page' },
    { do: 'publish', keys: 'delivered' }, { do: 'pages' }, { do: 'save' }, crashed, { do: 'pages' },
  ],
  'a store put back from a backup that has counted on beyond the file': [
    one, { do: 'pages' }, { do: 'back up' }, { do: 'pages' }, one, one, one, { do: 'save' }, { do: 'put back' }, one, one, one, one, crashed, { do: 'page' }, one,
  ],
  'changes followed between the beginning of a rebuild and its end, then saved': [
    one, one, { do: 'rebuild' }, { do: 'page' }, one, { do: 'load', made: ['vehicle'] }, { do: 'publish', keys: 'silently' }, { do: 'pages' }, { do: 'save' }, crashed, one,
  ],
  'an old file put in the place of a newer one': [one, { do: 'pages' }, { do: 'save' }, { do: 'keep file' }, one, one, { do: 'save' }, { ...crashed, file: 'stale' }, one],
};

for (const [name, steps] of Object.entries(SEQUENCES)) {
  test(`no live record is lost by ${name}`, async () => {
    const world = createWorld(await mkdtemp(join(folder, 'sequence-')));
    await world.start();
    for (const [i, each] of steps.entries()) {
      await world.run(each);
      assert.deepEqual(world.missed(), [], `after step ${i}: ${each.do}`);
    }
    await world.end();
  });
}
