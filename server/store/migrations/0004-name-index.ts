import type { Migration } from './migration.ts';

/**
 * The index of names. `name_posting` holds packed postings; on SQLite its key is the number of the row itself, so that the tree
 * above the leaves stays small. `name_slot` says which half of the keys holds the postings of which analyser, and how far they go.
 * On PostgreSQL blocks of postings stay in their page: to look elsewhere for each would cost more than they weigh.
 */
export const nameIndex: Migration = {
  number: 4,
  name: 'name index',
  sqlite: `
CREATE TABLE name_posting (
  key INTEGER PRIMARY KEY,
  postings BLOB NOT NULL
) STRICT;
CREATE TABLE name_slot (
  slot INTEGER PRIMARY KEY CHECK (slot IN (0, 1)),
  version INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('building', 'complete', 'leaving')),
  next_row INTEGER NOT NULL
) STRICT;
`,
  postgres: `
CREATE TABLE name_posting (
  key bigint PRIMARY KEY,
  postings bytea NOT NULL
) WITH (toast_tuple_target = 8160, fillfactor = 90);
CREATE TABLE name_slot (
  slot integer PRIMARY KEY CHECK (slot IN (0, 1)),
  version integer NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('building', 'complete', 'leaving')),
  next_row bigint NOT NULL
);
`,
};
