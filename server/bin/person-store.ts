/** A store of fictional persons, with the index of names, in a folder of its own: for measuring and for tuning the search, never for a server. */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Content } from '@watchword/api/databases/database.ts';
import { persons as database } from '@watchword/api/databases/persons.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import { ANALYSER_VERSION } from '#names/names.ts';
import { createPostingRun, nameIndexSlices, namePostings, putManyNames, sliceOf, type SortedPostings } from '#name-index/name-index.ts';
import { newRecord, parseRecord, postingsOf } from '#records/records.ts';
import { openSqliteReader, openSqliteStore } from '#store/sqlite.ts';
import type { Read, Store } from '#store/store.ts';
import type { NewRecord } from '#store/tables.ts';
import { createPopulation } from '../demo/people/person.ts';

/** What lies in the store: persons 0 to `persons` of the population of this seed, and then those that are `planted`, if any. */
export type PersonStoreOptions = { readonly folder: string; readonly persons: number; readonly seed: number; readonly planted?: readonly Content[]; readonly onProgress?: (persons: number) => void };

/** The store, open to read. Person `n` lies in row `n + 1`, planted person `n` in row `persons + n + 1`. */
export type PersonStore = { readonly read: Read; readonly file: string; close(): Promise<void> };

/** The records are entered on this day: it changes nothing that is searched. */
const AT = Date.UTC(2026, 0, 1);
const RECORDS_A_SLICE = 2000;
const PERSONS_A_PART = 120_000;
const POSTINGS_A_SLICE = 20_000;
const MARK = 'persons.json';

/** Opens the store of a folder; makes it first when it holds anything else than what is wanted. Planted persons go into a copy, which is removed at the end. */
export async function openPersonStore(options: PersonStoreOptions): Promise<PersonStore> {
  const { folder, persons, planted = [] } = options;
  const file = join(folder, 'persons.db');
  const wanted = markOf(options);
  if ((await readFile(join(folder, MARK), 'utf8').catch(() => '')) !== wanted) {
    await mkdir(folder, { recursive: true });
    await rm(join(folder, MARK), { force: true });
    await removeStore(file);
    const { contentOf } = createPopulation(options.seed);
    await fill(file, { from: 0, to: persons, contentAt: contentOf, onProgress: options.onProgress });
    await writeFile(join(folder, MARK), wanted);
  }
  if (planted.length === 0) return openToRead(file, async () => undefined);
  const copy = join(folder, 'planted.db');
  await removeStore(copy);
  await copyFile(file, copy);
  await fill(copy, { from: persons, to: persons + planted.length, contentAt: (number) => planted[number - persons] ?? {}, onProgress: undefined });
  return openToRead(copy, () => removeStore(copy));
}

async function openToRead(file: string, remove: () => Promise<void>): Promise<PersonStore> {
  // A folder that was kept may be of an older schema.
  await openSqliteStore({ file }, AT).close();
  const { read, close } = openSqliteReader({ file });
  return {
    read, file,
    async close() {
      close();
      await remove();
    },
  };
}

async function removeStore(file: string): Promise<void> {
  for (const ending of ['', '-wal', '-shm']) await rm(`${file}${ending}`, { force: true });
}

/** Tells stores apart: by what is wanted, and by some of the persons, since other names make other persons of the same seed. */
function markOf({ persons, seed }: PersonStoreOptions): string {
  const population = createPopulation(seed);
  const sample = createHash('sha256');
  for (let number = 0; number < 2000; number += 1) sample.update(population.lineOf(number));
  return JSON.stringify({ persons, seed, sample: sample.digest('hex'), analyser: ANALYSER_VERSION });
}

type Part = { readonly from: number; readonly to: number; readonly contentAt: (number: number) => Content; readonly onProgress: ((persons: number) => void) | undefined };

/** Appends persons to the store of a file, or makes one. */
async function fill(file: string, { from, to, ...how }: Part): Promise<void> {
  const store = openSqliteStore({ file }, AT);
  try {
    await store.write((tx) => nameIndexSlices(postingsOf)['names.open'](tx));
    for (let start = from; start < to; start += PERSONS_A_PART) await fillPart(store, { from: start, to: Math.min(start + PERSONS_A_PART, to), ...how });
  } finally {
    await store.close();
  }
}

async function fillPart(store: Store, { from, to, contentAt, onProgress }: Part): Promise<void> {
  const { result: run } = await store.write((tx) => tx.beginRun());
  const postings = createPostingRun();
  for (let start = from; start < to; start += RECORDS_A_SLICE) {
    const contents = Array.from({ length: Math.min(RECORDS_A_SLICE, to - start) }, (_, at) => contentAt(start + at));
    const records = contents.map((content, at) => recordOf(content, start + at));
    const { result: first } = await store.write((tx) => tx.insertRecords({ run, records }));
    contents.forEach((content, at) => postings.add(first + at, namePostings(database, [content])));
    onProgress?.(start + records.length);
  }
  const sorted = postings.sorted();
  for (let start = 0; start < sorted.keys.length; start += POSTINGS_A_SLICE) await enter(store, sliceOf(sorted, start, Math.min(start + POSTINGS_A_SLICE, sorted.keys.length)));
  await store.write((tx) => tx.publishRun(run));
}

async function enter(store: Store, postings: SortedPostings): Promise<void> {
  await store.write(async (tx) => putManyNames(tx, { since: await tx.lastChange(), postings }));
}

/** @throws when the content is none that the database takes */
function recordOf(content: Content, number: number): NewRecord {
  const parsed = parseRecord({ content, reference: `P-${number}`, prefix: '' }, { database, owner: 'UTO', day: dayOfMs(AT) });
  if ('errors' in parsed) throw new Error(`person ${number}: ${JSON.stringify(parsed.errors)}`);
  return newRecord(parsed, { database, owner: 1, at: AT });
}
