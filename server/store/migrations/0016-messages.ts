import type { Migration } from './migration.ts';

/** Messages between bureaus: envelopes, keys to them, encrypted files, receipts; groups of recipients. */
export const messages: Migration = {
  number: 16,
  name: 'messages',
  sqlite: `
CREATE TABLE message (
  id BLOB NOT NULL PRIMARY KEY,
  sender INTEGER NOT NULL,
  at INTEGER NOT NULL,
  priority TEXT NOT NULL,
  handling TEXT NOT NULL,
  size INTEGER NOT NULL,
  recipients INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  manifest TEXT NOT NULL,
  accepted TEXT,
  destroy_at INTEGER NOT NULL,
  destroyed_at INTEGER
) STRICT;
CREATE INDEX message_by_destruction ON message (destroy_at) WHERE destroyed_at IS NULL;
CREATE INDEX message_by_destroyed ON message (destroyed_at) WHERE destroyed_at IS NOT NULL;

CREATE TABLE message_part (
  organisation INTEGER NOT NULL,
  number INTEGER NOT NULL,
  message BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  wrap TEXT NOT NULL,
  PRIMARY KEY (organisation, number)
) STRICT;
CREATE UNIQUE INDEX message_part_by_message ON message_part (message, organisation);

CREATE TABLE message_line (
  sender INTEGER NOT NULL,
  recipient INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  last BLOB NOT NULL,
  PRIMARY KEY (sender, recipient)
) STRICT, WITHOUT ROWID;

CREATE TABLE message_head (
  organisation INTEGER NOT NULL PRIMARY KEY,
  messages INTEGER NOT NULL,
  receipts INTEGER NOT NULL
) STRICT;

CREATE TABLE message_receipt (
  organisation INTEGER NOT NULL,
  number INTEGER NOT NULL,
  message BLOB NOT NULL,
  sender INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  object TEXT NOT NULL,
  PRIMARY KEY (organisation, number)
) STRICT;
CREATE UNIQUE INDEX message_receipt_by_message ON message_receipt (message, sender, kind);

CREATE TABLE message_file (
  organisation INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  size INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  completed_at INTEGER,
  data BLOB,
  message BLOB,
  n INTEGER,
  PRIMARY KEY (organisation, sha256)
) STRICT;
CREATE INDEX message_file_by_message ON message_file (message, n) WHERE message IS NOT NULL;
CREATE INDEX message_file_by_start ON message_file (started_at) WHERE message IS NULL;

CREATE TABLE message_group (
  organisation INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  members TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (organisation, code)
) STRICT;
`,
  postgres: `
CREATE TABLE message (
  id bytea PRIMARY KEY,
  sender smallint NOT NULL,
  at bigint NOT NULL,
  priority text COLLATE "C" NOT NULL,
  handling text COLLATE "C" NOT NULL,
  size bigint NOT NULL,
  recipients integer NOT NULL,
  delivered integer NOT NULL,
  manifest text COLLATE "C" NOT NULL,
  accepted text COLLATE "C",
  destroy_at bigint NOT NULL,
  destroyed_at bigint
);
CREATE INDEX message_by_destruction ON message (destroy_at) WHERE destroyed_at IS NULL;
CREATE INDEX message_by_destroyed ON message (destroyed_at) WHERE destroyed_at IS NOT NULL;

CREATE TABLE message_part (
  organisation smallint NOT NULL,
  number bigint NOT NULL,
  message bytea NOT NULL,
  sequence bigint NOT NULL,
  wrap text COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation, number)
);
CREATE UNIQUE INDEX message_part_by_message ON message_part (message, organisation);

CREATE TABLE message_line (
  sender smallint NOT NULL,
  recipient smallint NOT NULL,
  sequence bigint NOT NULL,
  last bytea NOT NULL,
  PRIMARY KEY (sender, recipient)
);

CREATE TABLE message_head (
  organisation smallint PRIMARY KEY,
  messages bigint NOT NULL,
  receipts bigint NOT NULL
);

CREATE TABLE message_receipt (
  organisation smallint NOT NULL,
  number bigint NOT NULL,
  message bytea NOT NULL,
  sender smallint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  object text COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation, number)
);
CREATE UNIQUE INDEX message_receipt_by_message ON message_receipt (message, sender, kind);

CREATE TABLE message_file (
  organisation smallint NOT NULL,
  sha256 bytea NOT NULL,
  size bigint NOT NULL,
  started_at bigint NOT NULL,
  completed_at bigint,
  data bytea,
  message bytea,
  n smallint,
  PRIMARY KEY (organisation, sha256)
);
CREATE INDEX message_file_by_message ON message_file (message, n) WHERE message IS NOT NULL;
CREATE INDEX message_file_by_start ON message_file (started_at) WHERE message IS NULL;

CREATE TABLE message_group (
  organisation smallint NOT NULL,
  code text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  members text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (organisation, code)
);
`,
};
