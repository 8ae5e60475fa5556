import type { Migration } from './migration.ts';

/**
 * Photographs of records. The bytes stand last: whoever lists photographs reads the few columns before them, and not the pages
 * behind. On PostgreSQL they are not compressed once more, for they are JPEG.
 */
export const photographs: Migration = {
  number: 5,
  name: 'photographs',
  sqlite: `
CREATE TABLE photo (
  id BLOB NOT NULL,
  row INTEGER NOT NULL,
  since INTEGER NOT NULL,
  main INTEGER NOT NULL CHECK (main IN (0, 1)),
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  digest BLOB NOT NULL,
  taken_on TEXT,
  caption TEXT,
  added_at INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX photo_by_id ON photo (id);
CREATE INDEX photo_by_row ON photo (row);
`,
  postgres: `
CREATE TABLE photo (
  id bytea PRIMARY KEY,
  "row" bigint NOT NULL,
  added_at bigint NOT NULL,
  since integer NOT NULL,
  main integer NOT NULL CHECK (main IN (0, 1)),
  width integer NOT NULL,
  height integer NOT NULL,
  bytes integer NOT NULL,
  digest bytea NOT NULL,
  taken_on text COLLATE "C",
  caption text COLLATE "C",
  data bytea NOT NULL
);
ALTER TABLE photo ALTER COLUMN data SET STORAGE EXTERNAL;
CREATE INDEX photo_by_row ON photo ("row");
`,
};
