import type { Migration } from './migration.ts';

/**
 * People of a bureau: who they are, what they sign in with, their sessions, and what needs two of them. These tables are filled
 * in the store of a bureau and stay empty in that of the hub.
 */
export const people: Migration = {
  number: 8,
  name: 'people',
  sqlite: `
CREATE TABLE unit (
  id BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  id BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  pseudonym TEXT NOT NULL UNIQUE,
  state INTEGER NOT NULL,
  roles TEXT NOT NULL,
  role TEXT,
  unit BLOB,
  subject TEXT UNIQUE,
  persona TEXT UNIQUE,
  version INTEGER NOT NULL,
  admitted_at INTEGER NOT NULL,
  seen_on INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE passkey (
  id BLOB NOT NULL PRIMARY KEY,
  person BLOB NOT NULL,
  credential BLOB NOT NULL UNIQUE,
  public_key BLOB NOT NULL,
  counter INTEGER NOT NULL,
  transports TEXT NOT NULL,
  name TEXT NOT NULL,
  domain TEXT NOT NULL,
  model TEXT,
  attestation TEXT NOT NULL,
  synced INTEGER NOT NULL CHECK (synced IN (0, 1)),
  added_at INTEGER NOT NULL,
  used_on INTEGER,
  proof BLOB NOT NULL,
  proof_data BLOB NOT NULL
) STRICT;
CREATE INDEX passkey_by_person ON passkey (person);

CREATE TABLE person_session (
  id BLOB NOT NULL PRIMARY KEY,
  cookie BLOB NOT NULL UNIQUE,
  person BLOB NOT NULL,
  role TEXT NOT NULL,
  how TEXT NOT NULL,
  client TEXT,
  started_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  confirmed_at INTEGER NOT NULL,
  locked_at INTEGER,
  ended_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX person_session_by_person ON person_session (person);

CREATE TABLE sign_in_code (
  handle TEXT NOT NULL PRIMARY KEY,
  person BLOB NOT NULL UNIQUE,
  digest BLOB NOT NULL,
  lost INTEGER NOT NULL CHECK (lost IN (0, 1)),
  tries INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE proposal (
  id BLOB NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  state INTEGER NOT NULL,
  person BLOB NOT NULL,
  roles TEXT,
  subject TEXT,
  reason TEXT NOT NULL,
  handle TEXT,
  half BLOB,
  by_person BLOB NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  decided_by BLOB,
  decided_at INTEGER,
  decision TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX proposal_by_person ON proposal (person);
`,
  postgres: `
CREATE TABLE unit (
  id bytea PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE
);

CREATE TABLE person (
  id bytea PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  pseudonym text COLLATE "C" NOT NULL UNIQUE,
  state integer NOT NULL,
  roles text COLLATE "C" NOT NULL,
  role text COLLATE "C",
  unit bytea,
  subject text COLLATE "C" UNIQUE,
  persona text COLLATE "C" UNIQUE,
  version integer NOT NULL,
  admitted_at bigint NOT NULL,
  seen_on integer
);

CREATE TABLE passkey (
  id bytea PRIMARY KEY,
  person bytea NOT NULL,
  credential bytea NOT NULL UNIQUE,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  domain text COLLATE "C" NOT NULL,
  model text COLLATE "C",
  attestation text COLLATE "C" NOT NULL,
  synced integer NOT NULL CHECK (synced IN (0, 1)),
  added_at bigint NOT NULL,
  used_on integer,
  proof bytea NOT NULL,
  proof_data bytea NOT NULL
);
CREATE INDEX passkey_by_person ON passkey (person);

CREATE TABLE person_session (
  id bytea PRIMARY KEY,
  cookie bytea NOT NULL UNIQUE,
  person bytea NOT NULL,
  role text COLLATE "C" NOT NULL,
  how text COLLATE "C" NOT NULL,
  client text COLLATE "C",
  started_at bigint NOT NULL,
  seen_at bigint NOT NULL,
  confirmed_at bigint NOT NULL,
  locked_at bigint,
  ended_at bigint
);
CREATE INDEX person_session_by_person ON person_session (person);

CREATE TABLE sign_in_code (
  handle text COLLATE "C" PRIMARY KEY,
  person bytea NOT NULL UNIQUE,
  digest bytea NOT NULL,
  lost integer NOT NULL CHECK (lost IN (0, 1)),
  tries integer NOT NULL,
  expires_at bigint NOT NULL
);

CREATE TABLE proposal (
  id bytea PRIMARY KEY,
  kind text COLLATE "C" NOT NULL,
  state integer NOT NULL,
  person bytea NOT NULL,
  roles text COLLATE "C",
  subject text COLLATE "C",
  reason text COLLATE "C" NOT NULL,
  handle text COLLATE "C",
  half bytea,
  by_person bytea NOT NULL,
  at bigint NOT NULL,
  until bigint NOT NULL,
  decided_by bytea,
  decided_at bigint,
  decision text COLLATE "C"
);
CREATE INDEX proposal_by_person ON proposal (person);
`,
};
