import type { Migration } from './migration.ts';

/** The mail of a bureau: messages, receipts, drafts, devices, alarms, and the words by which messages are found. */
export const mail: Migration = {
  number: 17,
  name: 'mail',
  sqlite: `
CREATE TABLE mail_state (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mail_message (
  number INTEGER NOT NULL PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  thread TEXT NOT NULL,
  sent INTEGER NOT NULL,
  sender TEXT NOT NULL,
  at INTEGER NOT NULL,
  arrived_at INTEGER NOT NULL,
  priority INTEGER NOT NULL,
  fault TEXT,
  opened_at INTEGER,
  answered_at INTEGER,
  archived_at INTEGER,
  destroyed_at INTEGER,
  summary BLOB NOT NULL,
  delivered TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX mail_message_by_thread ON mail_message (thread, number);
CREATE INDEX mail_message_by_arrival ON mail_message (arrived_at) WHERE destroyed_at IS NULL;

CREATE TABLE mail_receipt (
  message TEXT NOT NULL,
  kind INTEGER NOT NULL,
  organisation TEXT NOT NULL,
  at INTEGER NOT NULL,
  receipt TEXT NOT NULL,
  PRIMARY KEY (message, kind, organisation)
) STRICT, WITHOUT ROWID;

CREATE TABLE mail_outgoing (
  id BLOB NOT NULL PRIMARY KEY,
  receipt TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mail_draft (
  id BLOB NOT NULL PRIMARY KEY,
  person BLOB NOT NULL,
  at INTEGER NOT NULL,
  sealed TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mail_term (
  term INTEGER NOT NULL,
  message INTEGER NOT NULL,
  PRIMARY KEY (term, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_term_by_message ON mail_term (message);

CREATE TABLE mail_device (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  person BLOB,
  enrolled_at INTEGER NOT NULL,
  removed_at INTEGER,
  reason TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE mail_alarm (
  id BLOB NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  code TEXT NOT NULL,
  organisation TEXT NOT NULL,
  message TEXT,
  seen_at INTEGER
) STRICT, WITHOUT ROWID;
`,
  postgres: `
CREATE TABLE mail_state (
  name text COLLATE "C" PRIMARY KEY,
  value text NOT NULL
);

CREATE TABLE mail_message (
  number bigint PRIMARY KEY,
  id text COLLATE "C" NOT NULL UNIQUE,
  thread text COLLATE "C" NOT NULL,
  sent smallint NOT NULL,
  sender text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  arrived_at bigint NOT NULL,
  priority smallint NOT NULL,
  fault text COLLATE "C",
  opened_at bigint,
  answered_at bigint,
  archived_at bigint,
  destroyed_at bigint,
  summary bytea NOT NULL,
  delivered text NOT NULL,
  body bytea NOT NULL
);
CREATE INDEX mail_message_by_thread ON mail_message (thread, number);
CREATE INDEX mail_message_by_arrival ON mail_message (arrived_at) WHERE destroyed_at IS NULL;

CREATE TABLE mail_receipt (
  message text COLLATE "C" NOT NULL,
  kind smallint NOT NULL,
  organisation text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  receipt text NOT NULL,
  PRIMARY KEY (message, kind, organisation)
);

CREATE TABLE mail_outgoing (
  id bytea PRIMARY KEY,
  receipt text NOT NULL
);

CREATE TABLE mail_draft (
  id bytea PRIMARY KEY,
  person bytea NOT NULL,
  at bigint NOT NULL,
  sealed text NOT NULL
);

CREATE TABLE mail_term (
  term bigint NOT NULL,
  message bigint NOT NULL,
  PRIMARY KEY (term, message)
);
CREATE INDEX mail_term_by_message ON mail_term (message);

CREATE TABLE mail_device (
  id text COLLATE "C" PRIMARY KEY,
  kind text COLLATE "C" NOT NULL,
  name text NOT NULL,
  person bytea,
  enrolled_at bigint NOT NULL,
  removed_at bigint,
  reason text COLLATE "C"
);

CREATE TABLE mail_alarm (
  id bytea PRIMARY KEY,
  at bigint NOT NULL,
  code text COLLATE "C" NOT NULL,
  organisation text COLLATE "C" NOT NULL,
  message text COLLATE "C",
  seen_at bigint
);
`,
};
