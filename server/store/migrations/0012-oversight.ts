import type { Migration } from './migration.ts';

/** How officers use the network, what was seen in it, and how much the network is used by month. */
export const oversight: Migration = {
  number: 12,
  name: 'oversight',
  sqlite: `
CREATE TABLE officer_use (
  organisation INTEGER NOT NULL,
  actor TEXT NOT NULL,
  hour INTEGER NOT NULL,
  checks INTEGER NOT NULL,
  listed INTEGER NOT NULL,
  PRIMARY KEY (organisation, actor, hour)
) STRICT, WITHOUT ROWID;
CREATE INDEX officer_use_by_hour ON officer_use (hour);

CREATE TABLE officer_asked (
  organisation INTEGER NOT NULL,
  actor TEXT NOT NULL,
  thing BLOB NOT NULL,
  day INTEGER NOT NULL,
  checks INTEGER NOT NULL,
  PRIMARY KEY (organisation, actor, thing, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX officer_asked_by_day ON officer_asked (day);

CREATE TABLE use_flag (
  id BLOB NOT NULL PRIMARY KEY,
  organisation INTEGER NOT NULL,
  actor TEXT NOT NULL,
  sign TEXT NOT NULL,
  mark TEXT NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  count INTEGER NOT NULL,
  checks TEXT NOT NULL,
  state TEXT NOT NULL,
  answered_at INTEGER,
  answered_by TEXT,
  note TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX use_flag_by_mark ON use_flag (organisation, actor, sign, mark);
CREATE INDEX use_flag_by_state ON use_flag (organisation, state, id);

CREATE TABLE month_use (
  organisation INTEGER NOT NULL,
  month INTEGER NOT NULL,
  checks INTEGER NOT NULL,
  hits INTEGER NOT NULL,
  possible INTEGER NOT NULL,
  none INTEGER NOT NULL,
  kept_apart INTEGER NOT NULL,
  PRIMARY KEY (month, organisation)
) STRICT, WITHOUT ROWID;
`,
  postgres: `
CREATE TABLE officer_use (
  organisation smallint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  hour integer NOT NULL,
  checks bigint NOT NULL,
  listed bigint NOT NULL,
  PRIMARY KEY (organisation, actor, hour)
);
CREATE INDEX officer_use_by_hour ON officer_use (hour);

CREATE TABLE officer_asked (
  organisation smallint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  thing bytea NOT NULL,
  day integer NOT NULL,
  checks bigint NOT NULL,
  PRIMARY KEY (organisation, actor, thing, day)
);
CREATE INDEX officer_asked_by_day ON officer_asked (day);

CREATE TABLE use_flag (
  id bytea PRIMARY KEY,
  organisation smallint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  sign text COLLATE "C" NOT NULL,
  mark text COLLATE "C" NOT NULL,
  first_at bigint NOT NULL,
  last_at bigint NOT NULL,
  count bigint NOT NULL,
  checks text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  answered_at bigint,
  answered_by text COLLATE "C",
  note text COLLATE "C"
);
CREATE UNIQUE INDEX use_flag_by_mark ON use_flag (organisation, actor, sign, mark);
CREATE INDEX use_flag_by_state ON use_flag (organisation, state, id);

CREATE TABLE month_use (
  organisation smallint NOT NULL,
  month integer NOT NULL,
  checks bigint NOT NULL,
  hits bigint NOT NULL,
  possible bigint NOT NULL,
  none bigint NOT NULL,
  kept_apart bigint NOT NULL,
  PRIMARY KEY (month, organisation)
);
`,
};
