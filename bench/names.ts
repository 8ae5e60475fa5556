/**
 * The search for names: what is promised of it, measured in one run with the data that is there.
 *
 *     npm run bench:names -- [--persons 1000000] [--questions 2000] [--seed 7] [--folder DIR] [--pairs FILE] [--trigram gin|gist|none]
 *                            [--trigram-questions 200] [--with date,year,name] [--show 20] [--json]
 *
 * Pairs of names with labels first, then a population of fictional persons that is searched, then PostgreSQL with `pg_trgm` beside it.
 * `--persons 0` leaves the population out. `--folder` keeps it for the next run. `--show` prints so many questions that went wrong. docs/benchmarks.md says how to read the table.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openPersonStore } from '../server/bin/person-store.ts';
import { ANALYSER_VERSION, JUDGE_VERSION } from '../server/names/names.ts';
import { createFigures } from './figures.ts';
import { measureBeside } from './names/beside.ts';
import { showWrong } from './names/show-wrong.ts';
import { measureComparing, measurePairs, readPairs } from './names/pairs.ts';
import { measurePopulation, WITH } from './names/population.ts';

const { values: options } = parseArgs({
  options: {
    persons: { type: 'string', default: '1000000' }, questions: { type: 'string', default: '2000' }, seed: { type: 'string', default: '7' }, folder: { type: 'string' }, pairs: { type: 'string', multiple: true },
    trigram: { type: 'string', default: 'gin' }, 'trigram-questions': { type: 'string', default: '200' }, with: { type: 'string', default: 'date,year,name' }, show: { type: 'string', default: '0' }, json: { type: 'boolean', default: false },
  },
});
const [persons, questions, seed] = [Number(options.persons), Number(options.questions), Number(options.seed)];
const figures = createFigures({ json: options.json });
const own = readPairs(new URL('../server/names/quality/pairs.tsv', import.meta.url));

function measureAllPairs(): void {
  measurePairs(figures, 'own pairs', own);
  for (const file of options.pairs ?? []) measurePairs(figures, file.split('/').at(-1) ?? file, readPairs(file));
  measureComparing(figures, own);
}

/** Bytes of the index on the disk, without the records. */
function noteSize(file: string): void {
  const database = new DatabaseSync(file, { readOnly: true });
  const bytes = Number(database.prepare(`SELECT sum(pgsize) AS bytes FROM dbstat WHERE name = 'name_posting'`).get()?.['bytes'] ?? 0);
  const postings = Number(database.prepare('SELECT sum(length(postings)) AS bytes FROM name_posting').get()?.['bytes'] ?? 0);
  database.close();
  figures.note('index of names on the disk, SQLite', bytes / persons, 'bytes a person', { most: 800 });
  figures.note('of which postings', postings / persons, 'bytes a person');
}

async function measureAmong(): Promise<void> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'watchword-names-')));
  try {
    const began = performance.now();
    let made = false;
    const store = await openPersonStore({ folder, persons, seed, onProgress: () => (made = true) });
    figures.tell(`\n${persons.toLocaleString('en')} persons, seed ${seed}`);
    if (made) figures.note('made, stored and indexed, one core', persons / ((performance.now() - began) / 1000), 'persons/s');
    noteSize(store.file);
    const measured = { read: store.read, seed, persons };
    for (const as of WITH) {
      if (!options.with.split(',').includes(as)) continue;
      const outcomes = await measurePopulation(figures, { ...measured, questions }, as);
      if (Number(options.show) > 0) await showWrong(figures, store.read, { ...outcomes, most: Number(options.show) });
    }
    if (options.trigram === 'gin' || options.trigram === 'gist') await measureBeside(figures, { ...measured, questions: Number(options['trigram-questions']) }, options.trigram);
    await store.close();
  } finally {
    if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
  }
}

measureAllPairs();
if (persons > 0) await measureAmong();
figures.print({ bench: 'names', persons, questions, seed, analyser: ANALYSER_VERSION, judge: JUDGE_VERSION });
