import type { Migration } from './migration.ts';

/** Reports on joint operations as they were made, the texts that stand in the next ones, and when they are made by themselves. */
export const jointReports: Migration = {
  number: 30,
  name: 'joint-reports',
  sqlite: `
CREATE TABLE joint_report (
  operation BLOB NOT NULL,
  id BLOB NOT NULL,
  circle TEXT NOT NULL,
  organisation INTEGER NOT NULL,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  cut_off INTEGER NOT NULL,
  actor TEXT,
  edition INTEGER,
  totals TEXT NOT NULL,
  hash TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (operation, id)
) STRICT;
CREATE UNIQUE INDEX joint_report_by_number ON joint_report (operation, circle, organisation, number);

CREATE TABLE joint_report_text (
  operation BLOB NOT NULL,
  circle TEXT NOT NULL,
  organisation INTEGER NOT NULL,
  language TEXT NOT NULL,
  section TEXT NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (operation, circle, organisation, language, section, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE joint_report_schedule (
  operation BLOB NOT NULL,
  circle TEXT NOT NULL,
  organisation INTEGER NOT NULL,
  hour INTEGER,
  until TEXT,
  set_at INTEGER NOT NULL,
  PRIMARY KEY (operation, circle, organisation)
) STRICT, WITHOUT ROWID;
`,
  postgres: `
CREATE TABLE joint_report (
  operation bytea NOT NULL,
  id bytea NOT NULL,
  circle text COLLATE "C" NOT NULL,
  organisation smallint NOT NULL,
  number integer NOT NULL,
  kind text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  cut_off bigint NOT NULL,
  actor text COLLATE "C",
  edition integer,
  totals text NOT NULL,
  hash text COLLATE "C" NOT NULL,
  content text NOT NULL,
  PRIMARY KEY (operation, id)
);
CREATE UNIQUE INDEX joint_report_by_number ON joint_report (operation, circle, organisation, number);

CREATE TABLE joint_report_text (
  operation bytea NOT NULL,
  circle text COLLATE "C" NOT NULL,
  organisation smallint NOT NULL,
  language text COLLATE "C" NOT NULL,
  section text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  at bigint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (operation, circle, organisation, language, section, version)
);

CREATE TABLE joint_report_schedule (
  operation bytea NOT NULL,
  circle text COLLATE "C" NOT NULL,
  organisation smallint NOT NULL,
  hour smallint,
  until text COLLATE "C",
  set_at bigint NOT NULL,
  PRIMARY KEY (operation, circle, organisation)
);
`,
};
