import type { Migration } from './migration.ts';

/** Joint operations: plans, who takes part, incidents with their versions, links, rates, signatures, frozen results. */
export const joint: Migration = {
  number: 18,
  name: 'joint',
  sqlite: `
CREATE TABLE joint_operation (
  id BLOB NOT NULL,
  code TEXT NOT NULL,
  organisation INTEGER NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  plan TEXT NOT NULL,
  salt TEXT NOT NULL,
  seq INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX joint_operation_by_code ON joint_operation (code);

CREATE TABLE joint_member (
  operation BLOB NOT NULL,
  organisation INTEGER NOT NULL,
  role TEXT NOT NULL,
  state TEXT NOT NULL,
  shares TEXT,
  invited_at INTEGER NOT NULL,
  answered_at INTEGER,
  last_report_at INTEGER,
  PRIMARY KEY (operation, organisation)
) STRICT, WITHOUT ROWID;
CREATE INDEX joint_member_by_organisation ON joint_member (organisation);

CREATE TABLE joint_incident (
  operation BLOB NOT NULL,
  id BLOB NOT NULL,
  version INTEGER NOT NULL,
  organisation INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  withdrawn INTEGER NOT NULL,
  share TEXT,
  reason TEXT,
  content TEXT NOT NULL,
  counted TEXT NOT NULL,
  PRIMARY KEY (operation, id, version)
) STRICT;
CREATE UNIQUE INDEX joint_incident_by_seq ON joint_incident (operation, seq);

CREATE TABLE joint_link (
  operation BLOB NOT NULL,
  one BLOB NOT NULL,
  one_person INTEGER NOT NULL,
  other BLOB NOT NULL,
  other_person INTEGER NOT NULL,
  organisation INTEGER NOT NULL,
  at INTEGER NOT NULL,
  undone_at INTEGER,
  PRIMARY KEY (operation, one, one_person, other, other_person, organisation, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE joint_rate (
  operation BLOB NOT NULL,
  currency TEXT NOT NULL,
  day TEXT NOT NULL,
  usd TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (operation, currency, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE joint_signature (
  operation BLOB NOT NULL,
  organisation INTEGER NOT NULL,
  cut_off INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  figures TEXT NOT NULL,
  PRIMARY KEY (operation, organisation, cut_off)
) STRICT, WITHOUT ROWID;

CREATE TABLE joint_frozen (
  operation BLOB NOT NULL,
  edition INTEGER NOT NULL,
  state TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  cut_off INTEGER NOT NULL,
  results TEXT NOT NULL,
  rates TEXT NOT NULL,
  signatures TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (operation, edition)
) STRICT, WITHOUT ROWID;
`,
  postgres: `
CREATE TABLE joint_operation (
  id bytea NOT NULL,
  code text COLLATE "C" NOT NULL,
  organisation smallint NOT NULL,
  state text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  plan text NOT NULL,
  salt text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX joint_operation_by_code ON joint_operation (code);

CREATE TABLE joint_member (
  operation bytea NOT NULL,
  organisation smallint NOT NULL,
  role text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  shares text,
  invited_at bigint NOT NULL,
  answered_at bigint,
  last_report_at bigint,
  PRIMARY KEY (operation, organisation)
);
CREATE INDEX joint_member_by_organisation ON joint_member (organisation);

CREATE TABLE joint_incident (
  operation bytea NOT NULL,
  id bytea NOT NULL,
  version integer NOT NULL,
  organisation smallint NOT NULL,
  seq bigint NOT NULL,
  received_at bigint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  withdrawn smallint NOT NULL,
  share text COLLATE "C",
  reason text,
  content text NOT NULL,
  counted text NOT NULL,
  PRIMARY KEY (operation, id, version)
);
CREATE UNIQUE INDEX joint_incident_by_seq ON joint_incident (operation, seq);

CREATE TABLE joint_link (
  operation bytea NOT NULL,
  one bytea NOT NULL,
  one_person smallint NOT NULL,
  other bytea NOT NULL,
  other_person smallint NOT NULL,
  organisation smallint NOT NULL,
  at bigint NOT NULL,
  undone_at bigint,
  PRIMARY KEY (operation, one, one_person, other, other_person, organisation, at)
);

CREATE TABLE joint_rate (
  operation bytea NOT NULL,
  currency text COLLATE "C" NOT NULL,
  day text COLLATE "C" NOT NULL,
  usd text COLLATE "C" NOT NULL,
  source text NOT NULL,
  PRIMARY KEY (operation, currency, day)
);

CREATE TABLE joint_signature (
  operation bytea NOT NULL,
  organisation smallint NOT NULL,
  cut_off bigint NOT NULL,
  at bigint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  figures text COLLATE "C" NOT NULL,
  PRIMARY KEY (operation, organisation, cut_off)
);

CREATE TABLE joint_frozen (
  operation bytea NOT NULL,
  edition integer NOT NULL,
  state text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  cut_off bigint NOT NULL,
  results text NOT NULL,
  rates text NOT NULL,
  signatures text NOT NULL,
  hash text COLLATE "C" NOT NULL,
  PRIMARY KEY (operation, edition)
);
`,
};
