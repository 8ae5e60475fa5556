import type { Migration } from './migration.ts';

/** Attachments of incidents, and cases that are opened to prosecutors and partners. The bytes stand last, as with photographs. */
export const jointEvidence: Migration = {
  number: 31,
  name: 'joint-evidence',
  sqlite: `
CREATE TABLE joint_attachment (
  operation BLOB NOT NULL,
  incident BLOB NOT NULL,
  id BLOB NOT NULL,
  organisation INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  width INTEGER,
  height INTEGER,
  digest BLOB NOT NULL,
  received BLOB NOT NULL,
  caption TEXT,
  removed_at INTEGER,
  data BLOB,
  PRIMARY KEY (operation, incident, id)
) STRICT;

CREATE TABLE joint_evidence (
  id BLOB NOT NULL,
  operation BLOB NOT NULL,
  organisation INTEGER NOT NULL,
  recipient INTEGER NOT NULL,
  officer TEXT,
  reference TEXT NOT NULL,
  incidents TEXT NOT NULL,
  given_at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  until TEXT NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX joint_evidence_by_owner ON joint_evidence (operation, organisation);
CREATE INDEX joint_evidence_by_recipient ON joint_evidence (recipient);

CREATE TABLE joint_evidence_use (
  evidence BLOB NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  what TEXT NOT NULL,
  PRIMARY KEY (evidence, at, actor, what)
) STRICT, WITHOUT ROWID;
`,
  postgres: `
CREATE TABLE joint_attachment (
  operation bytea NOT NULL,
  incident bytea NOT NULL,
  id bytea NOT NULL,
  organisation smallint NOT NULL,
  added_at bigint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  bytes integer NOT NULL,
  width integer,
  height integer,
  digest bytea NOT NULL,
  received bytea NOT NULL,
  caption text,
  removed_at bigint,
  data bytea,
  PRIMARY KEY (operation, incident, id)
);
ALTER TABLE joint_attachment ALTER COLUMN data SET STORAGE EXTERNAL;

CREATE TABLE joint_evidence (
  id bytea NOT NULL,
  operation bytea NOT NULL,
  organisation smallint NOT NULL,
  recipient smallint NOT NULL,
  officer text COLLATE "C",
  reference text NOT NULL,
  incidents text NOT NULL,
  given_at bigint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  until text COLLATE "C" NOT NULL,
  ended_at bigint,
  PRIMARY KEY (id)
);
CREATE INDEX joint_evidence_by_owner ON joint_evidence (operation, organisation);
CREATE INDEX joint_evidence_by_recipient ON joint_evidence (recipient);

CREATE TABLE joint_evidence_use (
  evidence bytea NOT NULL,
  at bigint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  what text COLLATE "C" NOT NULL,
  PRIMARY KEY (evidence, at, actor, what)
);
`,
};
