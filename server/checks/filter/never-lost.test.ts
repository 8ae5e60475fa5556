import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { index53 } from '../../databases/keys.ts';
import { attachFilter, createFilter, declareComplete, mightContain, type Filter } from './filter.ts';
import { loadFilter, saveFilter } from './filter-file.ts';
import { insertPages, type KeyPage } from './key-pages.ts';
import { createLivingFilter, type LivingFilter } from './living-filter.ts';

let folder = '';
before(async () => (folder = await mkdtemp(join(tmpdir(), 'watchword-never-lost-'))));
after(() => rm(folder, { recursive: true }));

type Pair = readonly [hi: number, lo: number];
type Gate = { resolve: () => void; reject: (cause: Error) => void };
type Step =
  | { do: 'insert'; keys: readonly Pair[] }
  | { do: 'rebuild'; pageSize: number }
  | { do: 'page' | 'pages fail' | 'hand over' | 'hand over fails' | 'save' | 'crash' };

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));

/** Room for all keys of a run at 32 bits each: a lost key would be taken for present less than once in 10,000 times. */
const CAPACITY = 2000;

/**
 * A store that numbers its changes, a filter in use, a reader that learns of a new buffer only when the step says so,
 * and a file. `stored` outlives a crash; the rest does not.
 */
function createWorld(path: string) {
  const stored: Pair[] = [];
  let living: LivingFilter;
  let readers: Filter[];
  let pageGates: Gate[] = [];
  let handOvers: Gate[] = [];

  const waitAt = (gates: Gate[]): Promise<void> => new Promise((resolve, reject) => gates.push({ resolve, reject }));

  function use(first: Filter): void {
    const mine: Gate[] = (handOvers = []);
    pageGates = [];
    // One reader changes over at once, the other only when the handing over ends: until then both are asked.
    readers = [attachFilter(first.buffer), attachFilter(first.buffer)];
    living = createLivingFilter(first, async (buffer) => {
      readers[0] = attachFilter(buffer);
      await waitAt(mine);
      readers[1] = attachFilter(buffer);
    });
  }

  async function* pagesOfStore(pageSize: number, gates: Gate[]): AsyncGenerator<KeyPage> {
    const snapshot = [...stored];
    for (let from = 0; from < snapshot.length; from += pageSize) {
      await waitAt(gates);
      yield Float64Array.from(snapshot.slice(from, from + pageSize), ([hi, lo]) => index53(hi, lo));
    }
    await waitAt(gates);
  }

  async function start(): Promise<void> {
    const loaded = await loadFilter(path, ({ origin, seq }) => origin === path && seq <= stored.length);
    if (loaded.outcome === 'loaded') {
      use(loaded.filter);
      for (const [hi, lo] of stored.slice(loaded.stamp.seq)) living.insert(hi, lo);
    } else {
      const first = createFilter(CAPACITY, 32);
      declareComplete(first, false);
      use(first);
      for (const [hi, lo] of stored) living.insert(hi, lo);
      declareComplete(first, true);
    }
  }

  const settleGate = (gate: Gate | undefined, failure?: string): void => (failure === undefined ? gate?.resolve() : gate?.reject(new Error(failure)));

  async function run(step: Step): Promise<void> {
    if (step.do === 'insert') {
      for (const key of step.keys) {
        stored.push(key);
        living.insert(...key);
      }
    } else if (step.do === 'rebuild') {
      const gates = pageGates;
      const fill = (next: Filter): Promise<void> => insertPages(next, pagesOfStore(step.pageSize, gates));
      living.rebuild({ capacity: CAPACITY, bitsPerKey: 32, fill }).catch(() => undefined);
    } else if (step.do === 'page') settleGate(pageGates.shift());
    else if (step.do === 'pages fail') settleGate(pageGates.shift(), 'store gone');
    else if (step.do === 'hand over') settleGate(handOvers.shift());
    else if (step.do === 'hand over fails') settleGate(handOvers.shift(), 'reader gone');
    else if (step.do === 'save') await saveFilter(path, living.current(), { seq: stored.length, origin: path });
    else await start();
    await settle();
  }

  /** The keys that one of the readers, or the thread that writes, would call "certainly not" there. */
  const missed = (): Pair[] => stored.filter(([hi, lo]) => !living.mightContain(hi, lo) || readers.some((reader) => !mightContain(reader, hi, lo)));
  const rebuilt = (): boolean => living.buffers().length === 1;
  return { start, run, missed, rebuilt };
}

const half = fc.integer({ min: 0, max: 0xffff_ffff });
const insertStep = fc.record({ do: fc.constant('insert' as const), keys: fc.array(fc.tuple(half, half), { minLength: 1, maxLength: 20 }) });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: insertStep },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('rebuild' as const), pageSize: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 8, arbitrary: fc.constant({ do: 'page' } as const) },
  { weight: 3, arbitrary: fc.constant({ do: 'hand over' } as const) },
  { weight: 1, arbitrary: fc.constantFrom({ do: 'pages fail' }, { do: 'hand over fails' } as const) },
  { weight: 2, arbitrary: fc.constantFrom({ do: 'save' }, { do: 'crash' } as const) },
);

test('whatever is inserted, rebuilt, paged, handed over, saved, crashed and loaded, no inserted key is "certainly not" there', async () => {
  let worlds = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const world = createWorld(join(folder, `filter-${(worlds += 1)}`));
      await world.start();
      for (const [i, each] of steps.entries()) {
        await world.run(each);
        assert.deepEqual(world.missed(), [], `after step ${i}: ${each.do}`);
      }
    }),
    { numRuns: 500 },
  );
});

test('the same sequence with every hand-over in it goes through to the end', async () => {
  const world = createWorld(join(folder, 'straight'));
  await world.start();
  const key = (i: number): Pair => [Math.imul(i, 0x9e3779b1) >>> 0, Math.imul(i, 0x85ebca6b) >>> 0];
  await world.run({ do: 'insert', keys: [key(1), key(2), key(3)] });
  await world.run({ do: 'rebuild', pageSize: 2 });
  assert.equal(world.rebuilt(), false);
  for (let i = 4; i < 8; i += 1) {
    await world.run({ do: 'insert', keys: [key(i)] });
    await world.run({ do: 'page' });
  }
  await world.run({ do: 'insert', keys: [key(9)] });
  await world.run({ do: 'hand over' });
  assert.equal(world.rebuilt(), true);
  assert.deepEqual(world.missed(), []);
});
