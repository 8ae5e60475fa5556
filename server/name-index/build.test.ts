import assert from 'node:assert/strict';
import { it } from 'node:test';
import { persons } from '@watchword/api/databases/persons.ts';
import type { Content } from '@watchword/api/databases/database.ts';
import { packContent } from '#databases/databases.ts';
import { analyseName, ANALYSER_VERSION } from '#names/names.ts';
import type { Store, Write } from '#store/store.ts';
import type { NewRecord } from '#store/tables.ts';
import { openNameIndex, type NameWriter } from './build.ts';
import { nameIndexSlices } from './build-slices.ts';
import { postingsOf } from './building-under-test.ts';
import { namePostings } from './person-postings.ts';
import { searchPersons } from './search.ts';
import { spanOfSlot } from './keys.ts';
import { COMPLETE, onEachStore } from './store-under-test.ts';
import { changeNames, putNames, removeNames } from './write-names.ts';

const SLICES = nameIndexSlices(postingsOf);
const ENTRY = new URL('build-worker-under-test.ts', import.meta.url);
const SYLLABLES = ['ba', 're', 'ko', 'mi', 'ta', 'lu', 'san', 'der', 'vi', 'no'];

const nameOf = (number: number): string => `Tarek ${[1000, 100, 10, 1].map((place) => SYLLABLES[Math.floor(number / place) % 10]).join('')}`;
const contentOf = (name: string): Content => ({ names: [{ full: name, kind: 'primary' }], born: ['1970-05-17'] });

function recordOf(content: Content, number: number): NewRecord {
  return {
    id: new TextEncoder().encode(String(number).padStart(16, '0')), database: persons.number, owner: 1, reference: null, version: 1, state: 0, review: 2, expires_on: 30_000,
    created_at: 0, amended_at: null, verified_on: null, hidden_from: null, hidden_front: 0, confidentiality: 0, notice: null, content: packContent(persons, content),
  };
}

const change = (tx: Write, kind: string, row: number): Promise<number> => tx.appendChange({ at: 1, kind, fromRow: row, toRow: row });

async function enter(tx: Write, number: number): Promise<void> {
  const content = contentOf(nameOf(number));
  const row = await tx.insertRecord(recordOf(content, number), []);
  assert.equal(row, number);
  await putNames(tx, row, namePostings(persons, [content]));
  await change(tx, 'record.created', row);
}

async function rename(tx: Write, number: number, name: string): Promise<void> {
  const content = contentOf(name);
  await tx.db.updateTable('record').set({ content: packContent(persons, content), sum: null }).where('row', '=', number).execute();
  await changeNames(tx, number, { before: namePostings(persons, [contentOf(nameOf(number))]), after: namePostings(persons, [content]) });
  await change(tx, 'record.amended', number);
}

async function end(tx: Write, number: number): Promise<void> {
  await tx.db.updateTable('record').set({ state: 1, sum: null }).where('row', '=', number).execute();
  await removeNames(tx, number, namePostings(persons, [contentOf(nameOf(number))]));
  await change(tx, 'record.withdrawn', number);
}

/** Writes through the store itself. `between` is called before each write of the building, by its name. */
function writerOf(store: Store, between: (name: string) => Promise<void> = () => Promise.resolve()): NameWriter {
  const run = async (name: keyof typeof SLICES, payload: never) => {
    await between(name);
    return await store.write((tx) => (SLICES[name] as (tx: Write, payload: never) => unknown)(tx, payload));
  };
  return { run } as unknown as NameWriter;
}

async function findRows(store: Store, name: string): Promise<number[] | 'unavailable'> {
  const found = await searchPersons(store.read, { name: analyseName({ text: name }), born: [{ year: 1970, month: 5, day: 17 }] }, { judge: ({ row, state }) => (state === 0 ? row : undefined), isGood: () => false, most: 1000 });
  return found.state === 'unavailable' ? found.state : [...found.found];
}

const fails = (error: unknown): never => {
  throw error;
};

onEachStore((open) => {
  it('in an empty store the index is there at once', async () => {
    const { store, remove } = await open();
    const index = await openNameIndex({ read: store.read, writer: writerOf(store), entry: ENTRY, onFailure: fails });
    await index.settled;
    await store.write((tx) => enter(tx, 1));
    assert.deepEqual(await findRows(store, nameOf(1)), [1]);
    await index.close();
    await remove();
  });

  it('records that were there before are found when it is built, and until then nothing is said', async () => {
    const { store, remove } = await open();
    await store.write(async (tx) => {
      for (let number = 1; number <= 700; number += 1) await enter(tx, number);
    });
    assert.equal(await findRows(store, nameOf(5)), 'unavailable');
    const index = await openNameIndex({ read: store.read, writer: writerOf(store), entry: ENTRY, onFailure: fails, partMost: 900 });
    assert.equal(await findRows(store, nameOf(5)), 'unavailable');
    await index.settled;
    for (const number of [1, 250, 251, 699, 700]) assert.ok((await findRows(store, nameOf(number))).includes(number as never), String(number));
    await index.close();
    await remove();
  });

  it('what is entered, amended and ended while it is built is found as it is in the end', async () => {
    const { store, remove } = await open();
    await store.write(async (tx) => {
      for (let number = 1; number <= 600; number += 1) await enter(tx, number);
    });
    let step = 0;
    const index = await openNameIndex({
      read: store.read, entry: ENTRY, onFailure: fails, partMost: 1200,
      writer: writerOf(store, async (name) => {
        if (name === 'names.open') return;
        const mine = (step += 1);
        // Of parts that are done, under way and to come.
        const rows = [mine, 200 + mine, 400 + mine, 590 - mine];
        await store.write(async (tx) => {
          await enter(tx, 600 + mine);
          for (const row of rows) await (row % 2 === 0 ? rename(tx, row, 'Ludmila Quist') : end(tx, row));
        });
      }),
    });
    await index.settled;
    assert.ok(step > 5 && step < 90, String(step));
    for (let number = 601; number <= 600 + step; number += 1) assert.ok((await findRows(store, nameOf(number))).includes(number as never), `entered ${number}`);
    const touched = Array.from({ length: step }, (_, at) => at + 1).flatMap((one) => [one, 200 + one, 400 + one, 590 - one]);
    const renamed = await findRows(store, 'Ludmila Quist');
    for (const row of touched) {
      const first = touched.indexOf(row) === touched.lastIndexOf(row);
      if (row % 2 === 0 && first) assert.ok(renamed.includes(row as never), `renamed ${row}`);
      assert.ok(!(await findRows(store, nameOf(row))).includes(row as never) || row % 2 === 0, `ended ${row}`);
    }
    for (let number = 100; number < 200; number += 1) if (!touched.includes(number)) assert.ok((await findRows(store, nameOf(number))).includes(number as never), `left alone ${number}`);
    await index.close();
    await remove();
  });

  it('an index of an older version is left, emptied, and built anew; building goes on where it was', async () => {
    const { store, remove } = await open();
    await store.write((tx) => tx.saveNameSlot(COMPLETE));
    await store.write(async (tx) => {
      for (let number = 1; number <= 500; number += 1) await enter(tx, number);
      await tx.saveNameSlot({ ...COMPLETE, version: ANALYSER_VERSION - 1 });
    });
    let writes = 0;
    const dying = writerOf(store, async () => {
      if ((writes += 1) === 4) throw new Error('power');
    });
    let failure: unknown;
    const first = await openNameIndex({ read: store.read, writer: dying, entry: ENTRY, onFailure: (error) => (failure = error), partMost: 900 });
    await first.settled;
    assert.match(String(failure), /power/);
    assert.equal(await findRows(store, nameOf(7)), 'unavailable');
    const again = await openNameIndex({ read: store.read, writer: writerOf(store), entry: ENTRY, onFailure: fails, partMost: 900 });
    await again.settled;
    for (const number of [1, 300, 500]) assert.ok((await findRows(store, nameOf(number))).includes(number as never), String(number));
    assert.deepEqual((await store.read.nameSlots()).map(({ slot, version, state }) => [slot, version, state]), [[1, ANALYSER_VERSION, 'complete']]);
    assert.deepEqual((await store.read.readPostings([spanOfSlot(0)], 10)).blocks, [[]]);
    await remove();
  });

  it('a newer index is left alone', async () => {
    const { store, remove } = await open();
    await store.write((tx) => tx.saveNameSlot({ ...COMPLETE, version: ANALYSER_VERSION + 1 }));
    const index = await openNameIndex({ read: store.read, writer: writerOf(store), entry: ENTRY, onFailure: fails });
    await index.settled;
    assert.deepEqual((await store.read.nameSlots()).map(({ version }) => version), [ANALYSER_VERSION + 1]);
    await remove();
  });
});
