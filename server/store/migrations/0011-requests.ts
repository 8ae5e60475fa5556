import type { Migration } from './migration.ts';

/**
 * Requests of the persons on whom data are held, what was done about them, and what was ordered for which record; records that the Commission
 * holds back; and when records ended, so that what they said is erased in time.
 */
export const requests: Migration = {
  number: 11,
  name: 'requests',
  sqlite: `
CREATE TABLE person_request (
  id BLOB NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  via INTEGER,
  consent INTEGER NOT NULL CHECK (consent IN (0, 1)),
  admitted_on INTEGER,
  first_due_on INTEGER,
  due_on INTEGER,
  decided_on INTEGER,
  outcome TEXT,
  closed_on INTEGER,
  erasing TEXT,
  matter TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX person_request_by_end ON person_request (closed_on) WHERE closed_on IS NOT NULL;

CREATE TABLE person_request_event (
  request BLOB NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  act TEXT NOT NULL,
  text TEXT,
  PRIMARY KEY (request, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_measure (
  id BLOB NOT NULL PRIMARY KEY,
  request BLOB NOT NULL,
  act TEXT NOT NULL,
  record BLOB NOT NULL,
  row INTEGER NOT NULL,
  database INTEGER NOT NULL,
  owner INTEGER NOT NULL,
  state TEXT NOT NULL,
  asked_on INTEGER NOT NULL,
  due_on INTEGER,
  asks TEXT,
  answer TEXT,
  change INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX person_measure_by_request ON person_measure (request);
CREATE INDEX person_measure_by_owner ON person_measure (owner, state);

CREATE TABLE person_receipt (
  measure BLOB NOT NULL,
  holder TEXT NOT NULL,
  at INTEGER NOT NULL,
  change INTEGER,
  note TEXT,
  PRIMARY KEY (measure, holder)
) STRICT, WITHOUT ROWID;

CREATE TABLE record_hold (
  row INTEGER NOT NULL PRIMARY KEY,
  since INTEGER NOT NULL
) STRICT;

CREATE TABLE record_end (
  row INTEGER NOT NULL PRIMARY KEY,
  ended_on INTEGER NOT NULL
) STRICT;
CREATE INDEX record_end_by_day ON record_end (ended_on);
INSERT INTO record_end (row, ended_on) SELECT row, CASE state WHEN 2 THEN expires_on + 1 ELSE coalesce(amended_at, created_at) / 86400000 END FROM record WHERE state > 0;
`,
  postgres: `
CREATE TABLE person_request (
  id bytea PRIMARY KEY,
  received_at bigint NOT NULL,
  version integer NOT NULL,
  via integer,
  consent integer NOT NULL CHECK (consent IN (0, 1)),
  admitted_on integer,
  first_due_on integer,
  due_on integer,
  decided_on integer,
  closed_on integer,
  kind text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  outcome text COLLATE "C",
  erasing text COLLATE "C",
  matter text COLLATE "C"
);
CREATE INDEX person_request_by_end ON person_request (closed_on) WHERE closed_on IS NOT NULL;

CREATE TABLE person_request_event (
  request bytea NOT NULL,
  at bigint NOT NULL,
  number integer NOT NULL,
  actor text COLLATE "C" NOT NULL,
  act text COLLATE "C" NOT NULL,
  text text COLLATE "C",
  PRIMARY KEY (request, number)
);

CREATE TABLE person_measure (
  id bytea PRIMARY KEY,
  request bytea NOT NULL,
  record bytea NOT NULL,
  "row" bigint NOT NULL,
  change bigint,
  database integer NOT NULL,
  owner integer NOT NULL,
  asked_on integer NOT NULL,
  due_on integer,
  act text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  asks text COLLATE "C",
  answer text COLLATE "C"
);
CREATE INDEX person_measure_by_request ON person_measure (request);
CREATE INDEX person_measure_by_owner ON person_measure (owner, state);

CREATE TABLE person_receipt (
  measure bytea NOT NULL,
  at bigint NOT NULL,
  change bigint,
  holder text COLLATE "C" NOT NULL,
  note text COLLATE "C",
  PRIMARY KEY (measure, holder)
);

CREATE TABLE record_hold (
  "row" bigint PRIMARY KEY,
  since bigint NOT NULL
);

CREATE TABLE record_end (
  "row" bigint PRIMARY KEY,
  ended_on integer NOT NULL
);
CREATE INDEX record_end_by_day ON record_end (ended_on);
INSERT INTO record_end ("row", ended_on) SELECT "row", CASE state WHEN 2 THEN expires_on + 1 ELSE coalesce(amended_at, created_at) / 86400000 END FROM record WHERE state > 0;
`,
};
