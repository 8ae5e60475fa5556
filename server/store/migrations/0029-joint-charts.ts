import type { Migration } from './migration.ts';

/** Charts of joint operations, with their versions. */
export const jointCharts: Migration = {
  number: 29,
  name: 'joint-charts',
  sqlite: `
CREATE TABLE joint_chart (
  operation BLOB NOT NULL,
  id BLOB NOT NULL,
  version INTEGER NOT NULL,
  organisation INTEGER NOT NULL,
  actor TEXT NOT NULL,
  at INTEGER NOT NULL,
  share TEXT NOT NULL,
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (operation, id, version)
) STRICT;
`,
  postgres: `
CREATE TABLE joint_chart (
  operation bytea NOT NULL,
  id bytea NOT NULL,
  version integer NOT NULL,
  organisation smallint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  share text COLLATE "C" NOT NULL,
  title text NOT NULL,
  content text NOT NULL,
  PRIMARY KEY (operation, id, version)
);
`,
};
