/** One step of the schema. Never edited after a release: a mistake is mended by the next step. */
export interface Migration {
  /** 1, 2, 3 ...: its place in the list. */
  readonly number: number;
  readonly name: string;
  /** Statements for SQLite, run in one transaction. */
  readonly sqlite: string;
  /** The same for PostgreSQL. */
  readonly postgres: string;
}
