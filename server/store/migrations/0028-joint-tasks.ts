import type { Migration } from './migration.ts';

/** Lists of joint operations; and the reports of one country, newest first, for those who look for their own. */
export const jointTasks: Migration = {
  number: 28,
  name: 'joint tasks',
  sqlite: `
CREATE TABLE joint_task (
  operation BLOB NOT NULL,
  id BLOB NOT NULL,
  organisation INTEGER NOT NULL,
  owner INTEGER,
  audience TEXT NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  due_at INTEGER,
  content TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  settled_at INTEGER,
  settled_by INTEGER,
  PRIMARY KEY (operation, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX joint_incident_by_organisation ON joint_incident (operation, organisation, id);
`,
  postgres: `
CREATE TABLE joint_task (
  operation bytea NOT NULL,
  id bytea NOT NULL,
  organisation smallint NOT NULL,
  owner smallint,
  audience text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  due_at bigint,
  content text NOT NULL,
  created_at bigint NOT NULL,
  changed_at bigint NOT NULL,
  settled_at bigint,
  settled_by smallint,
  PRIMARY KEY (operation, id)
);
CREATE INDEX joint_incident_by_organisation ON joint_incident (operation, organisation, id);
`,
};
