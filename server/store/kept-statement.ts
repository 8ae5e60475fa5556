/** Statements that are built once: Kysely takes several times as long to build and compile a small one as SQLite takes to run it. */
import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

/**
 * Keeps a statement for each connection and number of rows. `build` makes it over rows whose values mean nothing; what is given each time takes their
 * place, in the order in which the statement names them. Parameters that come after those are part of the statement.
 */
export function keepStatement<Row>(build: (db: Db, rows: number) => Compilable<Row>): (db: Db, values: readonly unknown[], rows?: number) => Promise<Row[]> {
  const kept = new WeakMap<Db, Map<number, CompiledQuery<Row>>>();
  return async (db, values, rows = 1) => {
    const ofDb = kept.get(db) ?? new Map<number, CompiledQuery<Row>>();
    kept.set(db, ofDb);
    const compiled = ofDb.get(rows) ?? build(db, rows).compile();
    ofDb.set(rows, compiled);
    if (values.length > compiled.parameters.length) throw new RangeError('The statement takes fewer values.');
    const query: CompiledQuery<Row> = { ...compiled, parameters: [...values, ...compiled.parameters.slice(values.length)] };
    return (await db.executeQuery(query)).rows;
  };
}

/** So many times the same row, to build a statement over. */
export function rowsOf<Row>(row: Row, count: number): Row[] {
  return Array.from({ length: count }, () => row);
}
