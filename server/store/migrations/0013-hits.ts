import type { Migration } from './migration.ts';

/** Hits, the desks that have them, what was doubted, and who was cleared. */
export const hits: Migration = {
  number: 13,
  name: 'hits',
  sqlite: `
CREATE TABLE hit (
  id BLOB NOT NULL PRIMARY KEY,
  record BLOB NOT NULL,
  database INTEGER NOT NULL,
  kind TEXT NOT NULL,
  owner INTEGER NOT NULL,
  finder INTEGER NOT NULL,
  delegate INTEGER,
  opened_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  retro INTEGER NOT NULL,
  discreet INTEGER NOT NULL,
  shielded INTEGER NOT NULL,
  releases_at INTEGER,
  released_at INTEGER,
  wanted TEXT,
  urgency TEXT,
  number INTEGER NOT NULL,
  first_asked_at INTEGER,
  asked_at INTEGER,
  due_at INTEGER,
  steps INTEGER NOT NULL,
  callback TEXT,
  message TEXT,
  delivered_at INTEGER,
  read_at INTEGER,
  need_until INTEGER,
  need_reason TEXT,
  answered_at INTEGER,
  answered_by INTEGER,
  verdict TEXT,
  valid TEXT,
  same TEXT,
  instruction TEXT,
  outcome TEXT,
  outcome_at INTEGER,
  clearing_at INTEGER,
  cleared TEXT,
  stopped_at INTEGER,
  closed_at INTEGER,
  next_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX hit_by_record ON hit (record, finder, id);
CREATE INDEX hit_by_next ON hit (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE hit_side (
  hit BLOB NOT NULL,
  organisation INTEGER NOT NULL,
  side TEXT NOT NULL,
  queue TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  assigned TEXT,
  assigned_at INTEGER,
  merged BLOB,
  note TEXT,
  PRIMARY KEY (hit, organisation)
) STRICT, WITHOUT ROWID;
CREATE INDEX hit_side_by_queue ON hit_side (organisation, queue, hit);

CREATE TABLE hit_check (
  hit BLOB NOT NULL,
  check_id BLOB NOT NULL,
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  purpose TEXT NOT NULL,
  telling TEXT NOT NULL,
  told_at INTEGER,
  officer TEXT NOT NULL,
  role TEXT,
  discreet INTEGER NOT NULL,
  place TEXT,
  asked TEXT,
  matched TEXT NOT NULL,
  PRIMARY KEY (hit, check_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX hit_check_by_check ON hit_check (check_id);

CREATE TABLE hit_event (
  hit BLOB NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  act TEXT NOT NULL,
  seen_by INTEGER,
  organisation INTEGER,
  officer TEXT,
  words TEXT,
  PRIMARY KEY (hit, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE hit_reading (
  record BLOB NOT NULL,
  organisation INTEGER NOT NULL,
  actor TEXT NOT NULL,
  record_at INTEGER,
  photo_at INTEGER,
  PRIMARY KEY (record, organisation, actor)
) STRICT, WITHOUT ROWID;

CREATE TABLE hit_month (
  month INTEGER NOT NULL,
  hit BLOB NOT NULL,
  owner INTEGER NOT NULL,
  seconds INTEGER,
  in_time INTEGER NOT NULL,
  verdict TEXT,
  outcome TEXT,
  PRIMARY KEY (month, hit)
) STRICT, WITHOUT ROWID;

CREATE TABLE hit_desk (
  organisation INTEGER NOT NULL PRIMARY KEY,
  settings TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE hit_handover (
  id BLOB NOT NULL PRIMARY KEY,
  organisation INTEGER NOT NULL,
  at INTEGER NOT NULL,
  officer TEXT NOT NULL,
  note TEXT NOT NULL,
  items TEXT NOT NULL,
  taken_at INTEGER,
  taken_by TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX hit_handover_by_organisation ON hit_handover (organisation, id);

CREATE TABLE hit_mark (
  server TEXT NOT NULL PRIMARY KEY,
  entry INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE record_doubt (
  id BLOB NOT NULL PRIMARY KEY,
  record BLOB NOT NULL,
  database INTEGER NOT NULL,
  owner INTEGER NOT NULL,
  organisation INTEGER NOT NULL,
  officer TEXT NOT NULL,
  doubt TEXT NOT NULL,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL,
  decided_at INTEGER,
  decision TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX record_doubt_by_record ON record_doubt (record, state);
CREATE INDEX record_doubt_by_organisation ON record_doubt (organisation, id);

CREATE TABLE clearance (
  id BLOB NOT NULL PRIMARY KEY,
  record BLOB NOT NULL,
  owner INTEGER NOT NULL,
  slip TEXT NOT NULL,
  at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  goes_from TEXT NOT NULL,
  goes_to TEXT NOT NULL,
  carrier TEXT,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX clearance_by_record ON clearance (record, until_at);
CREATE INDEX clearance_by_owner ON clearance (owner, id);
`,
  postgres: `
CREATE TABLE hit (
  id bytea PRIMARY KEY,
  record bytea NOT NULL,
  database integer NOT NULL,
  kind text COLLATE "C" NOT NULL,
  owner smallint NOT NULL,
  finder smallint NOT NULL,
  delegate smallint,
  opened_at bigint NOT NULL,
  state text COLLATE "C" NOT NULL,
  retro integer NOT NULL,
  discreet integer NOT NULL,
  shielded integer NOT NULL,
  releases_at bigint,
  released_at bigint,
  wanted text COLLATE "C",
  urgency text COLLATE "C",
  number integer NOT NULL,
  first_asked_at bigint,
  asked_at bigint,
  due_at bigint,
  steps integer NOT NULL,
  callback text COLLATE "C",
  message text COLLATE "C",
  delivered_at bigint,
  read_at bigint,
  need_until bigint,
  need_reason text COLLATE "C",
  answered_at bigint,
  answered_by smallint,
  verdict text COLLATE "C",
  valid text COLLATE "C",
  same text COLLATE "C",
  instruction text COLLATE "C",
  outcome text COLLATE "C",
  outcome_at bigint,
  clearing_at bigint,
  cleared text COLLATE "C",
  stopped_at bigint,
  closed_at bigint,
  next_at bigint
);
CREATE INDEX hit_by_record ON hit (record, finder, id);
CREATE INDEX hit_by_next ON hit (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE hit_side (
  hit bytea NOT NULL,
  organisation smallint NOT NULL,
  side text COLLATE "C" NOT NULL,
  queue text COLLATE "C" NOT NULL,
  changed_at bigint NOT NULL,
  assigned text COLLATE "C",
  assigned_at bigint,
  merged bytea,
  note text COLLATE "C",
  PRIMARY KEY (hit, organisation)
);
CREATE INDEX hit_side_by_queue ON hit_side (organisation, queue, hit);

CREATE TABLE hit_check (
  hit bytea NOT NULL,
  check_id bytea NOT NULL,
  at bigint NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  purpose text COLLATE "C" NOT NULL,
  telling text COLLATE "C" NOT NULL,
  told_at bigint,
  officer text COLLATE "C" NOT NULL,
  role text COLLATE "C",
  discreet integer NOT NULL,
  place text COLLATE "C",
  asked text COLLATE "C",
  matched text COLLATE "C" NOT NULL,
  PRIMARY KEY (hit, check_id)
);
CREATE INDEX hit_check_by_check ON hit_check (check_id);

CREATE TABLE hit_event (
  hit bytea NOT NULL,
  number integer NOT NULL,
  at bigint NOT NULL,
  act text COLLATE "C" NOT NULL,
  seen_by smallint,
  organisation smallint,
  officer text COLLATE "C",
  words text COLLATE "C",
  PRIMARY KEY (hit, number)
);

CREATE TABLE hit_reading (
  record bytea NOT NULL,
  organisation smallint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  record_at bigint,
  photo_at bigint,
  PRIMARY KEY (record, organisation, actor)
);

CREATE TABLE hit_month (
  month integer NOT NULL,
  hit bytea NOT NULL,
  owner smallint NOT NULL,
  seconds integer,
  in_time integer NOT NULL,
  verdict text COLLATE "C",
  outcome text COLLATE "C",
  PRIMARY KEY (month, hit)
);

CREATE TABLE hit_desk (
  organisation smallint PRIMARY KEY,
  settings text COLLATE "C" NOT NULL,
  changed_at bigint NOT NULL
);

CREATE TABLE hit_handover (
  id bytea PRIMARY KEY,
  organisation smallint NOT NULL,
  at bigint NOT NULL,
  officer text COLLATE "C" NOT NULL,
  note text COLLATE "C" NOT NULL,
  items text COLLATE "C" NOT NULL,
  taken_at bigint,
  taken_by text COLLATE "C"
);
CREATE INDEX hit_handover_by_organisation ON hit_handover (organisation, id);

CREATE TABLE hit_mark (
  server text COLLATE "C" PRIMARY KEY,
  entry bigint NOT NULL
);

CREATE TABLE record_doubt (
  id bytea PRIMARY KEY,
  record bytea NOT NULL,
  database integer NOT NULL,
  owner smallint NOT NULL,
  organisation smallint NOT NULL,
  officer text COLLATE "C" NOT NULL,
  doubt text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  state text COLLATE "C" NOT NULL,
  decided_at bigint,
  decision text COLLATE "C"
);
CREATE INDEX record_doubt_by_record ON record_doubt (record, state);
CREATE INDEX record_doubt_by_organisation ON record_doubt (organisation, id);

CREATE TABLE clearance (
  id bytea PRIMARY KEY,
  record bytea NOT NULL,
  owner smallint NOT NULL,
  slip text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  until_at bigint NOT NULL,
  goes_from text COLLATE "C" NOT NULL,
  goes_to text COLLATE "C" NOT NULL,
  carrier text COLLATE "C",
  state text COLLATE "C" NOT NULL
);
CREATE INDEX clearance_by_record ON clearance (record, until_at);
CREATE INDEX clearance_by_owner ON clearance (owner, id);
`,
};
