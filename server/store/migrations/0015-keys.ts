import type { Migration } from './migration.ts';

/** The key directory, and the keyrings of mailboxes. */
export const keys: Migration = {
  number: 15,
  name: 'keys',
  sqlite: `
CREATE TABLE key_entry (
  n INTEGER NOT NULL PRIMARY KEY,
  organisation INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL,
  head BLOB NOT NULL,
  object TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX key_entry_by_organisation ON key_entry (organisation, sequence);

CREATE TABLE key_state (
  organisation INTEGER NOT NULL PRIMARY KEY,
  entries INTEGER NOT NULL,
  pin BLOB NOT NULL,
  last BLOB NOT NULL,
  epoch INTEGER NOT NULL,
  epoch_at INTEGER NOT NULL,
  epoch_until INTEGER NOT NULL,
  due_at INTEGER
) STRICT;

CREATE TABLE keyring (
  organisation INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL,
  object TEXT NOT NULL,
  PRIMARY KEY (organisation, sequence)
) STRICT;
`,
  postgres: `
CREATE TABLE key_entry (
  n bigint PRIMARY KEY,
  organisation smallint NOT NULL,
  sequence integer NOT NULL,
  hash bytea NOT NULL,
  head bytea NOT NULL,
  object text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX key_entry_by_organisation ON key_entry (organisation, sequence);

CREATE TABLE key_state (
  organisation smallint PRIMARY KEY,
  entries integer NOT NULL,
  pin bytea NOT NULL,
  last bytea NOT NULL,
  epoch integer NOT NULL,
  epoch_at bigint NOT NULL,
  epoch_until bigint NOT NULL,
  due_at bigint
);

CREATE TABLE keyring (
  organisation smallint NOT NULL,
  sequence integer NOT NULL,
  hash bytea NOT NULL,
  object text COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation, sequence)
);
`,
};
