import type { Migration } from './migration.ts';

/** Systems that sign in with keys of their own, the short tokens that they fetched, and the assertions that they have used. */
export const clients: Migration = {
  number: 9,
  name: 'clients',
  sqlite: `
CREATE TABLE client (
  id BLOB NOT NULL PRIMARY KEY,
  organisation TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  permissions TEXT NOT NULL,
  certificates TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER,
  last_used_on INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX client_by_organisation ON client (organisation);

CREATE TABLE client_key (
  client BLOB NOT NULL,
  kid TEXT NOT NULL,
  jwk TEXT NOT NULL,
  not_before INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (client, kid)
) STRICT, WITHOUT ROWID;

CREATE TABLE access_token (
  hash BLOB NOT NULL PRIMARY KEY,
  client BLOB NOT NULL,
  kid TEXT NOT NULL,
  permissions TEXT NOT NULL,
  certificate TEXT,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX access_token_by_end ON access_token (expires_at);

CREATE TABLE used_assertion (
  digest BLOB NOT NULL PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX used_assertion_by_end ON used_assertion (expires_at);
`,
  postgres: `
CREATE TABLE client (
  id bytea PRIMARY KEY,
  organisation text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL,
  permissions text COLLATE "C" NOT NULL,
  certificates text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  revoked_at bigint,
  last_used_on integer
);
CREATE INDEX client_by_organisation ON client (organisation);

CREATE TABLE client_key (
  client bytea NOT NULL,
  kid text COLLATE "C" NOT NULL,
  jwk text COLLATE "C" NOT NULL,
  not_before bigint NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (client, kid)
);

CREATE TABLE access_token (
  hash bytea PRIMARY KEY,
  client bytea NOT NULL,
  kid text COLLATE "C" NOT NULL,
  permissions text COLLATE "C" NOT NULL,
  certificate text COLLATE "C",
  expires_at bigint NOT NULL
);
CREATE INDEX access_token_by_end ON access_token (expires_at);

CREATE TABLE used_assertion (
  digest bytea PRIMARY KEY,
  expires_at bigint NOT NULL
);
CREATE INDEX used_assertion_by_end ON used_assertion (expires_at);
`,
};
