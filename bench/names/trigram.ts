/**
 * What one would take instead: PostgreSQL with `pg_trgm` (and `btree_gin`, so that one index knows names and birth years), on the same
 * population, asked the same questions. Names are compared in small letters without signs, as its users do.
 */
import { Client } from 'pg';
import { parsePartialDate, rangeOfPartialDate } from '../../api/dates.ts';
import { listNameTexts, textOfName } from './name-texts.ts';
import { createPopulation } from '../../server/demo/people/person.ts';
import type { Question } from '../../server/demo/people/questions.ts';
import { startPostgres, type Postgres } from '../../server/test/start-postgres.ts';
import { copyInto } from '../postgres/copy.ts';
import type { With } from './population.ts';

/** `index`: GIN finds by threshold; GiST takes long to build and gives the nearest first. */
export type TrigramOptions = { readonly seed: number; readonly persons: number; readonly index: 'gin' | 'gist' };

/** The database, filled. Rows come back with their similarity, best first, fifty at most. */
export type Trigram = {
  readonly fillSeconds: number;
  readonly bytes: number;
  ask(question: Question, as: With): Promise<{ person: number; similarity: number }[]>;
  close(): Promise<void>;
};

/** Nothing below is ever shown: the extension's own default. */
export const LEAST_SIMILARITY = 0.3;
const LINES_A_CHUNK = 1000;
const SETTINGS = ['shared_buffers = 2GB', 'max_wal_size = 8GB', 'wal_level = minimal', 'max_wal_senders = 0', 'work_mem = 64MB', 'max_parallel_workers_per_gather = 0', 'jit = off'];

/** Fills a database. @throws when PostgreSQL does not start, or ships without the extensions */
export async function openTrigram(options: TrigramOptions): Promise<Trigram> {
  const cluster = await startPostgres({ durable: true, settings: SETTINGS });
  try {
    return await fill(cluster, options);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

async function fill(cluster: Postgres, { seed, persons, index }: TrigramOptions): Promise<Trigram> {
  const client = new Client({ connectionString: await cluster.createDatabase() });
  await client.connect();
  const began = performance.now();
  await client.query('CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gin; CREATE EXTENSION btree_gist');
  // Days since 1970 rather than dates, so that a partly known date is a span.
  await client.query('CREATE TABLE person_name (person integer NOT NULL, year integer NOT NULL, born_from integer NOT NULL, born_to integer NOT NULL, name text NOT NULL)');
  await copyInto(client, 'person_name', lines(seed, persons));
  await client.query(`SET maintenance_work_mem = '1GB'`);
  await client.query(`CREATE INDEX person_by_name ON person_name USING ${index} (name ${index}_trgm_ops, year)`);
  await client.query('VACUUM ANALYZE person_name');
  await client.query(`SET pg_trgm.similarity_threshold = ${LEAST_SIMILARITY}`);
  const fillSeconds = (performance.now() - began) / 1000;
  const { rows } = await client.query<{ bytes: string }>(`SELECT pg_relation_size('person_by_name') AS bytes`);
  return {
    fillSeconds,
    bytes: Number(rows[0]?.bytes ?? 0),
    ask: (question, as) => ask(client, question, as),
    async close() {
      await client.end();
      await cluster.stop();
    },
  };
}

function* lines(seed: number, persons: number): Generator<string> {
  const population = createPopulation(seed);
  for (let from = 0; from < persons; from += LINES_A_CHUNK) {
    let text = '';
    for (let person = from; person < Math.min(from + LINES_A_CHUNK, persons); person += 1) {
      const content = population.contentOf(person);
      const dates = Array.isArray(content['born']) ? content['born'].map(String) : [];
      for (const name of listNameTexts(content)) for (const span of dates.length === 0 ? [undefined] : dates.map(spanOf)) text += `${person}\t${span?.year ?? 0}\t${span?.first ?? -200_000}\t${span?.last ?? 200_000}\t${name}\n`;
    }
    yield text;
  }
}

function spanOf(text: string): { year: number; first: number; last: number } | undefined {
  const date = parsePartialDate(text);
  return date === undefined ? undefined : { year: date.year, ...rangeOfPartialDate(date) };
}

/** The year and its neighbours, and persons of whom no year is known; and, where the whole date is asked, only those it may be. */
async function ask(client: Client, { name, born }: Question, as: With): Promise<{ person: number; similarity: number }[]> {
  const text = textOfName('text' in name ? name.text : `${name.given} ${name.family}`);
  const span = spanOf(as === 'year' ? born.slice(0, 4) : born);
  const values: unknown[] = [text];
  let where = 'name % $1';
  if (as !== 'name' && span !== undefined) {
    values.push([0, span.year - 1, span.year, span.year + 1]);
    where += ' AND year = ANY($2)';
    if (as === 'date') {
      values.push(span.first, span.last);
      where += ' AND born_from <= $4 AND born_to >= $3';
    }
  }
  const sql = `SELECT person, max(similarity(name, $1))::float8 AS similarity FROM person_name WHERE ${where} GROUP BY person ORDER BY 2 DESC, 1 LIMIT 50`;
  return (await client.query<{ person: number; similarity: number }>({ name: `ask-${as}`, text: sql, values })).rows;
}
