import type { Migration } from './migration.ts';

/** What officers found who compared a traveller with a record: a memory under a keyed hash, and counts by month. */
export const comparisons: Migration = {
  number: 3,
  name: 'comparisons',
  sqlite: `
CREATE TABLE comparison (
  traveller BLOB NOT NULL,
  organisation INTEGER NOT NULL,
  compared_on INTEGER NOT NULL,
  reason TEXT NOT NULL,
  expires_on INTEGER NOT NULL,
  PRIMARY KEY (traveller, organisation)
) STRICT, WITHOUT ROWID;
CREATE INDEX comparison_by_end ON comparison (expires_on);

CREATE TABLE comparison_count (
  owner INTEGER NOT NULL,
  rule TEXT NOT NULL,
  month INTEGER NOT NULL,
  same INTEGER NOT NULL,
  not_same INTEGER NOT NULL,
  PRIMARY KEY (owner, rule, month)
) STRICT, WITHOUT ROWID;
`,
  postgres: `
CREATE TABLE comparison (
  traveller bytea NOT NULL,
  organisation integer NOT NULL,
  compared_on integer NOT NULL,
  reason text COLLATE "C" NOT NULL,
  expires_on integer NOT NULL,
  PRIMARY KEY (traveller, organisation)
);
CREATE INDEX comparison_by_end ON comparison (expires_on);

CREATE TABLE comparison_count (
  owner integer NOT NULL,
  rule text COLLATE "C" NOT NULL,
  month integer NOT NULL,
  same integer NOT NULL,
  not_same integer NOT NULL,
  PRIMARY KEY (owner, rule, month)
);
`,
};
