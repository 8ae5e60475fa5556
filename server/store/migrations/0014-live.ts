import type { Migration } from './migration.ts';

/** What organisations are told of as it happens, and the systems that are told by webhook. */
export const live: Migration = {
  number: 14,
  name: 'live',
  sqlite: `
CREATE TABLE event_head (
  organisation INTEGER NOT NULL PRIMARY KEY,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  touched INTEGER NOT NULL
) STRICT;

CREATE TABLE event (
  organisation INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  PRIMARY KEY (organisation, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE webhook (
  id BLOB NOT NULL PRIMARY KEY,
  organisation INTEGER NOT NULL,
  url TEXT NOT NULL,
  name TEXT NOT NULL,
  kinds TEXT NOT NULL,
  secret BLOB NOT NULL,
  old_secret BLOB,
  old_until INTEGER,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  told INTEGER NOT NULL,
  failing_since INTEGER,
  disabled_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_by_organisation ON webhook (organisation, id);

CREATE TABLE webhook_delivery (
  id BLOB NOT NULL PRIMARY KEY,
  webhook BLOB NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL,
  tries INTEGER NOT NULL,
  due_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_delivery_by_due ON webhook_delivery (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_delivery_by_webhook ON webhook_delivery (webhook, id);

CREATE TABLE webhook_attempt (
  delivery BLOB NOT NULL,
  number INTEGER NOT NULL,
  webhook BLOB NOT NULL,
  at INTEGER NOT NULL,
  ms INTEGER NOT NULL,
  status INTEGER,
  failure TEXT,
  PRIMARY KEY (delivery, number)
) STRICT, WITHOUT ROWID;
`,
  postgres: `
CREATE TABLE event_head (
  organisation smallint PRIMARY KEY,
  first bigint NOT NULL,
  last bigint NOT NULL,
  touched bigint NOT NULL
);

CREATE TABLE event (
  organisation smallint NOT NULL,
  seq bigint NOT NULL,
  at bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation, seq)
);

CREATE TABLE webhook (
  id bytea PRIMARY KEY,
  organisation smallint NOT NULL,
  url text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  kinds text COLLATE "C" NOT NULL,
  secret bytea NOT NULL,
  old_secret bytea,
  old_until bigint,
  state text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  created_at bigint NOT NULL,
  created_by text COLLATE "C" NOT NULL,
  told bigint NOT NULL,
  failing_since bigint,
  disabled_at bigint
);
CREATE INDEX webhook_by_organisation ON webhook (organisation, id);

CREATE TABLE webhook_delivery (
  id bytea PRIMARY KEY,
  webhook bytea NOT NULL,
  seq bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  state text COLLATE "C" NOT NULL,
  tries integer NOT NULL,
  due_at bigint
);
CREATE INDEX webhook_delivery_by_due ON webhook_delivery (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_delivery_by_webhook ON webhook_delivery (webhook, id);

CREATE TABLE webhook_attempt (
  delivery bytea NOT NULL,
  number integer NOT NULL,
  webhook bytea NOT NULL,
  at bigint NOT NULL,
  ms integer NOT NULL,
  status smallint,
  failure text COLLATE "C",
  PRIMARY KEY (delivery, number)
);
`,
};
