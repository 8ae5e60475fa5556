import type { Migration } from './migration.ts';

/**
 * The first schema. Rows of `record` are tight, because there are 100 million of them: no index but those that an
 * operation asks. `AUTOINCREMENT` is there so that the number of a row that was deleted never comes back.
 * `record_by_expiry` holds spans of 32 days instead of days: rows then arrive in order at a hundred places of the index
 * instead of thousands, which halves what a load writes. It and `record_by_review` (records of databases that are reviewed)
 * hold active records only (state 0), so that those that have ended are not passed over again by every sweep.
 * `key_run` is the list of the runs of the key index; the tables of the runs themselves come and go.
 *
 * On PostgreSQL text sorts by its bytes (`COLLATE "C"`), as it does in SQLite, and columns stand in the order that wastes
 * no room between them. `head` is the one row that every write locks first: it holds the last numbers given out, which
 * therefore have no gaps. `writer` holds the last commit of each server, by which it learns what became of one whose
 * connection was lost. An entry of the `outbox` belongs to the server that wrote it. `key_index` is the whole key index;
 * a pair whose `run` is in `key_run` is not found yet. `key_pending` has a partition for each run that is being built,
 * for dropping a table costs nothing and deleting millions of rows does.
 */
export const ground: Migration = {
  number: 1,
  name: 'ground',
  sqlite: `
PRAGMA application_id = 1465142359;

CREATE TABLE record (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  id BLOB NOT NULL,
  database INTEGER NOT NULL,
  owner INTEGER NOT NULL,
  reference TEXT,
  version INTEGER NOT NULL,
  state INTEGER NOT NULL,
  review INTEGER NOT NULL,
  expires_on INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  amended_at INTEGER,
  verified_on INTEGER,
  hidden_from BLOB,
  hidden_front INTEGER NOT NULL,
  notice BLOB,
  content TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX record_by_id ON record (id);
CREATE INDEX record_by_owner ON record (owner, database, state);
CREATE INDEX record_by_expiry ON record (owner, expires_on >> 5) WHERE state = 0;
CREATE INDEX record_by_review ON record (review) WHERE review > 0 AND state = 0;

CREATE TABLE record_version (
  row INTEGER NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  change TEXT NOT NULL,
  reason TEXT,
  reference TEXT,
  state INTEGER NOT NULL,
  review INTEGER NOT NULL,
  expires_on INTEGER NOT NULL,
  verified_on INTEGER,
  hidden_from BLOB,
  hidden_front INTEGER NOT NULL,
  notice BLOB,
  content TEXT NOT NULL,
  PRIMARY KEY (row, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE record_range (
  database INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  prefix TEXT NOT NULL,
  digits INTEGER NOT NULL,
  low INTEGER NOT NULL,
  high INTEGER NOT NULL,
  row INTEGER NOT NULL,
  PRIMARY KEY (database, kind, prefix, digits, low, high, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_range_by_row ON record_range (row);

CREATE TABLE change (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  database INTEGER,
  owner INTEGER,
  from_row INTEGER,
  to_row INTEGER,
  detail TEXT
) STRICT;

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entry BLOB NOT NULL
) STRICT;

CREATE TABLE idempotency (
  organisation TEXT NOT NULL,
  key TEXT NOT NULL,
  request BLOB NOT NULL,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (organisation, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_by_time ON idempotency (at);

CREATE TABLE organisation (
  code TEXT PRIMARY KEY,
  number INTEGER NOT NULL CHECK (number BETWEEN 0 AND 255),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  country TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX organisation_by_number ON organisation (number);

CREATE TABLE credential (
  id BLOB PRIMARY KEY,
  organisation TEXT NOT NULL,
  name TEXT NOT NULL,
  token_hash BLOB NOT NULL,
  permissions TEXT NOT NULL,
  role TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER,
  last_used_on INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX credential_by_token ON credential (token_hash);
CREATE INDEX credential_by_organisation ON credential (organisation);

CREATE TABLE load (
  id BLOB PRIMARY KEY,
  organisation TEXT NOT NULL,
  database INTEGER NOT NULL,
  state TEXT NOT NULL,
  file_name TEXT,
  file_digest BLOB,
  options TEXT NOT NULL,
  counts TEXT NOT NULL,
  line INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX load_by_organisation ON load (organisation);

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE key_run (
  run INTEGER PRIMARY KEY AUTOINCREMENT,
  state TEXT NOT NULL CHECK (state IN ('open', 'live', 'building', 'merging', 'dropping')),
  keys INTEGER NOT NULL,
  first_row INTEGER,
  sources TEXT
) STRICT;
CREATE TABLE key_manifest (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  version INTEGER NOT NULL
) STRICT;
INSERT INTO key_manifest VALUES (1, 1);
`,
  postgres: `
CREATE TABLE head (
  head integer PRIMARY KEY CHECK (head = 1),
  last_row bigint NOT NULL,
  last_change bigint NOT NULL,
  last_outbox bigint NOT NULL
) WITH (fillfactor = 10);
INSERT INTO head VALUES (1, 0, 0, 0);

CREATE TABLE writer (
  server text COLLATE "C" PRIMARY KEY,
  mark text COLLATE "C" NOT NULL
) WITH (fillfactor = 10);

CREATE TABLE record (
  "row" bigint PRIMARY KEY,
  created_at bigint NOT NULL,
  amended_at bigint,
  database integer NOT NULL,
  owner integer NOT NULL,
  version integer NOT NULL,
  state integer NOT NULL,
  review integer NOT NULL,
  expires_on integer NOT NULL,
  verified_on integer,
  hidden_front integer NOT NULL,
  id bytea NOT NULL,
  reference text COLLATE "C",
  hidden_from bytea,
  notice bytea,
  content text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX record_by_id ON record (id);
CREATE INDEX record_by_owner ON record (owner, database, state, "row");
CREATE INDEX record_by_expiry ON record (owner, (expires_on >> 5), "row") WHERE state = 0;
CREATE INDEX record_by_review ON record (review, "row") WHERE review > 0 AND state = 0;

CREATE TABLE record_version (
  "row" bigint NOT NULL,
  at bigint NOT NULL,
  version integer NOT NULL,
  state integer NOT NULL,
  review integer NOT NULL,
  expires_on integer NOT NULL,
  verified_on integer,
  hidden_front integer NOT NULL,
  actor text COLLATE "C" NOT NULL,
  change text COLLATE "C" NOT NULL,
  reason text COLLATE "C",
  reference text COLLATE "C",
  hidden_from bytea,
  notice bytea,
  content text COLLATE "C" NOT NULL,
  PRIMARY KEY ("row", version)
);

CREATE TABLE record_range (
  low bigint NOT NULL,
  high bigint NOT NULL,
  "row" bigint NOT NULL,
  database integer NOT NULL,
  kind integer NOT NULL,
  digits integer NOT NULL,
  prefix text COLLATE "C" NOT NULL,
  PRIMARY KEY (database, kind, prefix, digits, low, high, "row")
);
CREATE INDEX record_range_by_row ON record_range ("row");

CREATE TABLE change (
  seq bigint PRIMARY KEY,
  at bigint NOT NULL,
  from_row bigint,
  to_row bigint,
  database integer,
  owner integer,
  kind text COLLATE "C" NOT NULL,
  detail text COLLATE "C"
);

CREATE TABLE outbox (
  id bigint NOT NULL,
  server text COLLATE "C" NOT NULL,
  entry bytea NOT NULL,
  PRIMARY KEY (server, id)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

CREATE TABLE idempotency (
  organisation text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  request bytea NOT NULL,
  answer text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (organisation, key)
);
CREATE INDEX idempotency_by_time ON idempotency (at);

CREATE TABLE organisation (
  code text COLLATE "C" PRIMARY KEY,
  number integer NOT NULL CHECK (number BETWEEN 0 AND 255),
  kind text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  country text COLLATE "C"
);
CREATE INDEX organisation_by_number ON organisation (number);

CREATE TABLE credential (
  id bytea PRIMARY KEY,
  organisation text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  token_hash bytea NOT NULL,
  permissions text COLLATE "C" NOT NULL,
  role text COLLATE "C",
  created_at bigint NOT NULL,
  expires_at bigint,
  revoked_at bigint,
  last_used_on integer
);
CREATE UNIQUE INDEX credential_by_token ON credential (token_hash);
CREATE INDEX credential_by_organisation ON credential (organisation);

CREATE TABLE load (
  id bytea PRIMARY KEY,
  organisation text COLLATE "C" NOT NULL,
  database integer NOT NULL,
  state text COLLATE "C" NOT NULL,
  file_name text COLLATE "C",
  file_digest bytea,
  options text COLLATE "C" NOT NULL,
  counts text COLLATE "C" NOT NULL,
  line bigint NOT NULL,
  byte_offset bigint NOT NULL,
  started_at bigint NOT NULL,
  ended_at bigint
);
CREATE INDEX load_by_organisation ON load (organisation);

CREATE TABLE meta (
  name text COLLATE "C" PRIMARY KEY,
  value text COLLATE "C" NOT NULL
);

CREATE TABLE key_index (
  key bigint NOT NULL,
  "row" bigint NOT NULL,
  run integer NOT NULL,
  PRIMARY KEY (key, "row")
);
CREATE TABLE key_run (
  run integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  server text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('building', 'dropped')),
  first_row bigint
);
CREATE TABLE key_removed (
  run integer NOT NULL,
  key bigint NOT NULL,
  "row" bigint NOT NULL,
  PRIMARY KEY (run, key, "row")
);
CREATE TABLE key_pending (
  key bigint NOT NULL,
  "row" bigint NOT NULL,
  run integer NOT NULL
) PARTITION BY LIST (run);
CREATE INDEX key_pending_by_key ON key_pending (key);
`,
};
