import type { Migration } from './migration.ts';

/** The cross-check of joint operations: entities by their keys, how far each incident is compared, links, possible duplicates with what was decided, checks made under a code. */
export const jointCross: Migration = {
  number: 26,
  name: 'joint cross-check',
  sqlite: `
CREATE TABLE joint_secret (
  id INTEGER NOT NULL,
  salt TEXT NOT NULL,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE joint_entity (
  operation BLOB NOT NULL,
  incident BLOB NOT NULL,
  place INTEGER NOT NULL,
  organisation INTEGER NOT NULL,
  kind TEXT NOT NULL,
  key BLOB NOT NULL,
  pointer TEXT NOT NULL,
  armed INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (operation, incident, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX joint_entity_by_key ON joint_entity (key);

CREATE TABLE joint_compare (
  operation BLOB NOT NULL,
  incident BLOB NOT NULL,
  version INTEGER NOT NULL,
  organisation INTEGER NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  asker TEXT NOT NULL,
  at INTEGER NOT NULL,
  checks TEXT NOT NULL,
  names TEXT NOT NULL,
  claimed_until INTEGER,
  PRIMARY KEY (operation, incident)
) STRICT, WITHOUT ROWID;
CREATE INDEX joint_compare_running ON joint_compare (state, claimed_until);

CREATE TABLE joint_compare_use (
  organisation INTEGER NOT NULL,
  actor TEXT NOT NULL,
  hour INTEGER NOT NULL,
  entities INTEGER NOT NULL,
  PRIMARY KEY (organisation, actor, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE joint_cross (
  id BLOB NOT NULL,
  key BLOB NOT NULL,
  kind TEXT NOT NULL,
  how TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX joint_cross_by_key ON joint_cross (key);

CREATE TABLE joint_cross_side (
  link BLOB NOT NULL,
  organisation INTEGER NOT NULL,
  operation BLOB NOT NULL,
  incident BLOB NOT NULL,
  pointer TEXT NOT NULL,
  gone_at INTEGER,
  parts TEXT,
  released_at INTEGER,
  actor TEXT,
  reason TEXT,
  PRIMARY KEY (link, organisation)
) STRICT, WITHOUT ROWID;
CREATE INDEX joint_cross_side_by_operation ON joint_cross_side (operation, organisation, link);

CREATE TABLE joint_duplicate (
  id BLOB NOT NULL,
  operation BLOB NOT NULL,
  kind TEXT NOT NULL,
  how TEXT NOT NULL,
  score REAL,
  at INTEGER NOT NULL,
  one BLOB NOT NULL,
  one_place INTEGER NOT NULL,
  one_organisation INTEGER NOT NULL,
  other BLOB NOT NULL,
  other_place INTEGER NOT NULL,
  other_organisation INTEGER NOT NULL,
  link BLOB,
  gone_at INTEGER,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX joint_duplicate_by_one ON joint_duplicate (operation, one_organisation, id);
CREATE INDEX joint_duplicate_by_other ON joint_duplicate (operation, other_organisation, id);
CREATE INDEX joint_duplicate_of_one ON joint_duplicate (one);
CREATE INDEX joint_duplicate_of_other ON joint_duplicate (other);

CREATE TABLE joint_decision (
  duplicate BLOB NOT NULL,
  organisation INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  decision TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (duplicate, organisation, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE joint_tally (
  operation BLOB NOT NULL,
  organisation INTEGER NOT NULL,
  bucket INTEGER NOT NULL,
  day INTEGER NOT NULL,
  server TEXT NOT NULL,
  checks INTEGER NOT NULL,
  hits INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (operation, organisation, bucket, server)
) STRICT, WITHOUT ROWID;

CREATE TABLE joint_tally_mark (
  server TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (server)
) STRICT, WITHOUT ROWID;

CREATE TABLE joint_found (
  operation BLOB NOT NULL,
  check_id BLOB NOT NULL,
  organisation INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (operation, check_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE joint_link ADD COLUMN thing TEXT NOT NULL DEFAULT '';
`,
  postgres: `
CREATE TABLE joint_secret (
  id integer NOT NULL,
  salt text COLLATE "C" NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE joint_entity (
  operation bytea NOT NULL,
  incident bytea NOT NULL,
  place integer NOT NULL,
  organisation smallint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  key bytea NOT NULL,
  pointer text COLLATE "C" NOT NULL,
  armed smallint NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (operation, incident, place)
);
CREATE INDEX joint_entity_by_key ON joint_entity (key);

CREATE TABLE joint_compare (
  operation bytea NOT NULL,
  incident bytea NOT NULL,
  version integer NOT NULL,
  organisation smallint NOT NULL,
  state text COLLATE "C" NOT NULL,
  reason text,
  asker text NOT NULL,
  at bigint NOT NULL,
  checks text NOT NULL,
  names text NOT NULL,
  claimed_until bigint,
  PRIMARY KEY (operation, incident)
);
CREATE INDEX joint_compare_running ON joint_compare (state, claimed_until);

CREATE TABLE joint_compare_use (
  organisation smallint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  hour integer NOT NULL,
  entities integer NOT NULL,
  PRIMARY KEY (organisation, actor, hour)
);

CREATE TABLE joint_cross (
  id bytea NOT NULL,
  key bytea NOT NULL,
  kind text COLLATE "C" NOT NULL,
  how text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX joint_cross_by_key ON joint_cross (key);

CREATE TABLE joint_cross_side (
  link bytea NOT NULL,
  organisation smallint NOT NULL,
  operation bytea NOT NULL,
  incident bytea NOT NULL,
  pointer text COLLATE "C" NOT NULL,
  gone_at bigint,
  parts text,
  released_at bigint,
  actor text COLLATE "C",
  reason text,
  PRIMARY KEY (link, organisation)
);
CREATE INDEX joint_cross_side_by_operation ON joint_cross_side (operation, organisation, link);

CREATE TABLE joint_duplicate (
  id bytea NOT NULL,
  operation bytea NOT NULL,
  kind text COLLATE "C" NOT NULL,
  how text COLLATE "C" NOT NULL,
  score double precision,
  at bigint NOT NULL,
  one bytea NOT NULL,
  one_place integer NOT NULL,
  one_organisation smallint NOT NULL,
  other bytea NOT NULL,
  other_place integer NOT NULL,
  other_organisation smallint NOT NULL,
  link bytea,
  gone_at bigint,
  PRIMARY KEY (id)
);
CREATE INDEX joint_duplicate_by_one ON joint_duplicate (operation, one_organisation, id);
CREATE INDEX joint_duplicate_by_other ON joint_duplicate (operation, other_organisation, id);
CREATE INDEX joint_duplicate_of_one ON joint_duplicate (one);
CREATE INDEX joint_duplicate_of_other ON joint_duplicate (other);

CREATE TABLE joint_decision (
  duplicate bytea NOT NULL,
  organisation smallint NOT NULL,
  at bigint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  decision text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (duplicate, organisation, at)
);

CREATE TABLE joint_tally (
  operation bytea NOT NULL,
  organisation smallint NOT NULL,
  bucket bigint NOT NULL,
  day integer NOT NULL,
  server text COLLATE "C" NOT NULL,
  checks integer NOT NULL,
  hits integer NOT NULL,
  first bigint NOT NULL,
  last bigint NOT NULL,
  PRIMARY KEY (operation, organisation, bucket, server)
);

CREATE TABLE joint_tally_mark (
  server text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (server)
);

CREATE TABLE joint_found (
  operation bytea NOT NULL,
  check_id bytea NOT NULL,
  organisation smallint NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (operation, check_id)
);

ALTER TABLE joint_link ADD COLUMN thing text COLLATE "C" NOT NULL DEFAULT '';
`,
};
