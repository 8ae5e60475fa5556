CREATE TABLE access_token (
  hash BLOB NOT NULL PRIMARY KEY,
  client BLOB NOT NULL,
  kid TEXT NOT NULL,
  permissions TEXT NOT NULL,
  certificate TEXT,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX access_token_by_end ON access_token (expires_at);
CREATE TABLE change (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  database INTEGER,
  owner INTEGER,
  from_row INTEGER,
  to_row INTEGER,
  detail TEXT
) STRICT;
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
CREATE INDEX clearance_by_owner ON clearance (owner, id);
CREATE INDEX clearance_by_record ON clearance (record, until_at);
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
CREATE TABLE comparison (
  traveller BLOB NOT NULL,
  organisation INTEGER NOT NULL,
  compared_on INTEGER NOT NULL,
  reason TEXT NOT NULL,
  expires_on INTEGER NOT NULL,
  PRIMARY KEY (traveller, organisation)
) STRICT, WITHOUT ROWID;
CREATE INDEX comparison_by_end ON comparison (expires_on);
CREATE TABLE comparison_count (
  owner INTEGER NOT NULL,
  rule TEXT NOT NULL,
  month INTEGER NOT NULL,
  same INTEGER NOT NULL,
  not_same INTEGER NOT NULL,
  PRIMARY KEY (owner, rule, month)
) STRICT, WITHOUT ROWID;
CREATE TABLE credential (
  id BLOB PRIMARY KEY,
  organisation TEXT NOT NULL,
  name TEXT NOT NULL,
  token_hash BLOB NOT NULL,
  permissions TEXT NOT NULL,
  role TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER,
  last_used_on INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX credential_by_organisation ON credential (organisation);
CREATE UNIQUE INDEX credential_by_token ON credential (token_hash);
CREATE TABLE event (
  organisation INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  PRIMARY KEY (organisation, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE event_head (
  organisation INTEGER NOT NULL PRIMARY KEY,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  touched INTEGER NOT NULL
) STRICT;
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
CREATE INDEX hit_by_next ON hit (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX hit_by_record ON hit (record, finder, id);
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
CREATE TABLE hit_desk (
  organisation INTEGER NOT NULL PRIMARY KEY,
  settings TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
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
CREATE TABLE hit_reading (
  record BLOB NOT NULL,
  organisation INTEGER NOT NULL,
  actor TEXT NOT NULL,
  record_at INTEGER,
  photo_at INTEGER,
  PRIMARY KEY (record, organisation, actor)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE idempotency (
  organisation TEXT NOT NULL,
  key TEXT NOT NULL,
  request BLOB NOT NULL,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (organisation, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_by_time ON idempotency (at);
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
CREATE TABLE joint_decision (
  duplicate BLOB NOT NULL,
  organisation INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  decision TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (duplicate, organisation, at)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE joint_found (
  operation BLOB NOT NULL,
  check_id BLOB NOT NULL,
  organisation INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (operation, check_id)
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
CREATE INDEX joint_incident_by_organisation ON joint_incident (operation, organisation, id);
CREATE UNIQUE INDEX joint_incident_by_seq ON joint_incident (operation, seq);
CREATE TABLE joint_link (
  operation BLOB NOT NULL,
  one BLOB NOT NULL,
  one_person INTEGER NOT NULL,
  other BLOB NOT NULL,
  other_person INTEGER NOT NULL,
  organisation INTEGER NOT NULL,
  at INTEGER NOT NULL,
  undone_at INTEGER, thing TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (operation, one, one_person, other, other_person, organisation, at)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE joint_rate (
  operation BLOB NOT NULL,
  currency TEXT NOT NULL,
  day TEXT NOT NULL,
  usd TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (operation, currency, day)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE joint_report_schedule (
  operation BLOB NOT NULL,
  circle TEXT NOT NULL,
  organisation INTEGER NOT NULL,
  hour INTEGER,
  until TEXT,
  set_at INTEGER NOT NULL,
  PRIMARY KEY (operation, circle, organisation)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE joint_secret (
  id INTEGER NOT NULL,
  salt TEXT NOT NULL,
  PRIMARY KEY (id)
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
CREATE TABLE key_entry (
  n INTEGER NOT NULL PRIMARY KEY,
  organisation INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL,
  head BLOB NOT NULL,
  object TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX key_entry_by_organisation ON key_entry (organisation, sequence);
CREATE TABLE key_manifest (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  version INTEGER NOT NULL
) STRICT;
CREATE TABLE key_run (
  run INTEGER PRIMARY KEY AUTOINCREMENT,
  state TEXT NOT NULL CHECK (state IN ('open', 'live', 'building', 'merging', 'dropping')),
  keys INTEGER NOT NULL,
  first_row INTEGER,
  sources TEXT
) STRICT;
CREATE TABLE key_state (
  organisation INTEGER NOT NULL PRIMARY KEY,
  entries INTEGER NOT NULL,
  pin BLOB NOT NULL,
  last BLOB NOT NULL,
  epoch INTEGER NOT NULL,
  epoch_at INTEGER NOT NULL,
  epoch_until INTEGER NOT NULL,
  due_at INTEGER
) STRICT;
CREATE TABLE keyring (
  organisation INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL,
  object TEXT NOT NULL,
  PRIMARY KEY (organisation, sequence)
) STRICT;
CREATE TABLE load (
  id BLOB PRIMARY KEY,
  organisation TEXT NOT NULL,
  database INTEGER NOT NULL,
  state TEXT NOT NULL,
  file_name TEXT,
  file_digest BLOB,
  options TEXT NOT NULL,
  counts TEXT NOT NULL,
  line INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX load_by_organisation ON load (organisation);
CREATE TABLE mail_alarm (
  id BLOB NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  code TEXT NOT NULL,
  organisation TEXT NOT NULL,
  message TEXT,
  seen_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE mail_device (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  person BLOB,
  enrolled_at INTEGER NOT NULL,
  removed_at INTEGER,
  reason TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE mail_draft (
  id BLOB NOT NULL PRIMARY KEY,
  person BLOB NOT NULL,
  at INTEGER NOT NULL,
  sealed TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE mail_message (
  number INTEGER NOT NULL PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  thread TEXT NOT NULL,
  sent INTEGER NOT NULL,
  sender TEXT NOT NULL,
  at INTEGER NOT NULL,
  arrived_at INTEGER NOT NULL,
  priority INTEGER NOT NULL,
  fault TEXT,
  opened_at INTEGER,
  answered_at INTEGER,
  archived_at INTEGER,
  destroyed_at INTEGER,
  summary BLOB NOT NULL,
  delivered TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX mail_message_by_arrival ON mail_message (arrived_at) WHERE destroyed_at IS NULL;
CREATE INDEX mail_message_by_thread ON mail_message (thread, number);
CREATE TABLE mail_outgoing (
  id BLOB NOT NULL PRIMARY KEY,
  receipt TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE mail_receipt (
  message TEXT NOT NULL,
  kind INTEGER NOT NULL,
  organisation TEXT NOT NULL,
  at INTEGER NOT NULL,
  receipt TEXT NOT NULL,
  PRIMARY KEY (message, kind, organisation)
) STRICT, WITHOUT ROWID;
CREATE TABLE mail_state (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE mail_term (
  term INTEGER NOT NULL,
  message INTEGER NOT NULL,
  PRIMARY KEY (term, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_term_by_message ON mail_term (message);
CREATE TABLE message (
  id BLOB NOT NULL PRIMARY KEY,
  sender INTEGER NOT NULL,
  at INTEGER NOT NULL,
  priority TEXT NOT NULL,
  handling TEXT NOT NULL,
  size INTEGER NOT NULL,
  recipients INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  manifest TEXT NOT NULL,
  accepted TEXT,
  destroy_at INTEGER NOT NULL,
  destroyed_at INTEGER
) STRICT;
CREATE INDEX message_by_destroyed ON message (destroyed_at) WHERE destroyed_at IS NOT NULL;
CREATE INDEX message_by_destruction ON message (destroy_at) WHERE destroyed_at IS NULL;
CREATE TABLE message_file (
  organisation INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  size INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  completed_at INTEGER,
  data BLOB,
  message BLOB,
  n INTEGER,
  PRIMARY KEY (organisation, sha256)
) STRICT;
CREATE INDEX message_file_by_message ON message_file (message, n) WHERE message IS NOT NULL;
CREATE INDEX message_file_by_start ON message_file (started_at) WHERE message IS NULL;
CREATE TABLE message_group (
  organisation INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  members TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (organisation, code)
) STRICT;
CREATE TABLE message_head (
  organisation INTEGER NOT NULL PRIMARY KEY,
  messages INTEGER NOT NULL,
  receipts INTEGER NOT NULL
) STRICT;
CREATE TABLE message_line (
  sender INTEGER NOT NULL,
  recipient INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  last BLOB NOT NULL,
  PRIMARY KEY (sender, recipient)
) STRICT, WITHOUT ROWID;
CREATE TABLE message_part (
  organisation INTEGER NOT NULL,
  number INTEGER NOT NULL,
  message BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  wrap TEXT NOT NULL,
  PRIMARY KEY (organisation, number)
) STRICT;
CREATE UNIQUE INDEX message_part_by_message ON message_part (message, organisation);
CREATE TABLE message_receipt (
  organisation INTEGER NOT NULL,
  number INTEGER NOT NULL,
  message BLOB NOT NULL,
  sender INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  object TEXT NOT NULL,
  PRIMARY KEY (organisation, number)
) STRICT;
CREATE UNIQUE INDEX message_receipt_by_message ON message_receipt (message, sender, kind);
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at INTEGER NOT NULL
) STRICT;
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
CREATE TABLE name_posting (
  key INTEGER PRIMARY KEY,
  postings BLOB NOT NULL
) STRICT;
CREATE TABLE name_slot (
  slot INTEGER PRIMARY KEY CHECK (slot IN (0, 1)),
  version INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('building', 'complete', 'leaving')),
  next_row INTEGER NOT NULL
) STRICT;
CREATE TABLE officer_asked (
  organisation INTEGER NOT NULL,
  actor TEXT NOT NULL,
  thing BLOB NOT NULL,
  day INTEGER NOT NULL,
  checks INTEGER NOT NULL,
  PRIMARY KEY (organisation, actor, thing, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX officer_asked_by_day ON officer_asked (day);
CREATE TABLE officer_use (
  organisation INTEGER NOT NULL,
  actor TEXT NOT NULL,
  hour INTEGER NOT NULL,
  checks INTEGER NOT NULL,
  listed INTEGER NOT NULL,
  PRIMARY KEY (organisation, actor, hour)
) STRICT, WITHOUT ROWID;
CREATE INDEX officer_use_by_hour ON officer_use (hour);
CREATE TABLE organisation (
  code TEXT PRIMARY KEY,
  number INTEGER NOT NULL CHECK (number BETWEEN 0 AND 255),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  country TEXT
, purposes TEXT, databases TEXT, admitted_at INTEGER, suspended_at INTEGER) STRICT, WITHOUT ROWID;
CREATE INDEX organisation_by_number ON organisation (number);
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entry BLOB NOT NULL
) STRICT;
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
CREATE TABLE person_measure (
  id BLOB NOT NULL PRIMARY KEY,
  request BLOB NOT NULL,
  act TEXT NOT NULL,
  record BLOB NOT NULL,
  row INTEGER NOT NULL,
  database INTEGER NOT NULL,
  owner INTEGER NOT NULL,
  state TEXT NOT NULL,
  asked_on INTEGER NOT NULL,
  due_on INTEGER,
  asks TEXT,
  answer TEXT,
  change INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX person_measure_by_owner ON person_measure (owner, state);
CREATE INDEX person_measure_by_request ON person_measure (request);
CREATE TABLE person_receipt (
  measure BLOB NOT NULL,
  holder TEXT NOT NULL,
  at INTEGER NOT NULL,
  change INTEGER,
  note TEXT,
  PRIMARY KEY (measure, holder)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_request (
  id BLOB NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  via INTEGER,
  consent INTEGER NOT NULL CHECK (consent IN (0, 1)),
  admitted_on INTEGER,
  first_due_on INTEGER,
  due_on INTEGER,
  decided_on INTEGER,
  outcome TEXT,
  closed_on INTEGER,
  erasing TEXT,
  matter TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX person_request_by_end ON person_request (closed_on) WHERE closed_on IS NOT NULL;
CREATE TABLE person_request_event (
  request BLOB NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  act TEXT NOT NULL,
  text TEXT,
  PRIMARY KEY (request, number)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE photo (
  id BLOB NOT NULL,
  row INTEGER NOT NULL,
  since INTEGER NOT NULL,
  main INTEGER NOT NULL CHECK (main IN (0, 1)),
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  digest BLOB NOT NULL,
  taken_on TEXT,
  caption TEXT,
  added_at INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX photo_by_id ON photo (id);
CREATE INDEX photo_by_row ON photo (row);
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
CREATE TABLE record (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  id BLOB NOT NULL,
  database INTEGER NOT NULL,
  owner INTEGER NOT NULL,
  reference TEXT,
  version INTEGER NOT NULL,
  state INTEGER NOT NULL,
  review INTEGER NOT NULL,
  expires_on INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  amended_at INTEGER,
  verified_on INTEGER,
  hidden_from BLOB,
  hidden_front INTEGER NOT NULL,
  notice BLOB,
  content TEXT NOT NULL
, released TEXT, sum INTEGER, confidentiality INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX record_by_expiry ON record (owner, expires_on >> 5) WHERE state = 0;
CREATE INDEX record_by_hiding ON record (hidden_front) WHERE hidden_front > 0;
CREATE UNIQUE INDEX record_by_id ON record (id);
CREATE INDEX record_by_owner ON record (owner, database, state);
CREATE INDEX record_by_review ON record (review) WHERE review > 0 AND state = 0;
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
CREATE INDEX record_doubt_by_organisation ON record_doubt (organisation, id);
CREATE INDEX record_doubt_by_record ON record_doubt (record, state);
CREATE TABLE record_end (
  row INTEGER NOT NULL PRIMARY KEY,
  ended_on INTEGER NOT NULL
) STRICT;
CREATE INDEX record_end_by_day ON record_end (ended_on);
CREATE TABLE record_hold (
  row INTEGER NOT NULL PRIMARY KEY,
  since INTEGER NOT NULL
) STRICT;
CREATE TABLE record_range (
  database INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  prefix TEXT NOT NULL,
  digits INTEGER NOT NULL,
  low INTEGER NOT NULL,
  high INTEGER NOT NULL,
  row INTEGER NOT NULL,
  PRIMARY KEY (database, kind, prefix, digits, low, high, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_range_by_row ON record_range (row);
CREATE INDEX record_restricted ON record (row + 0) WHERE state = 0 AND (hidden_front > 0 OR hidden_from IS NOT NULL OR confidentiality > 0 OR review NOT IN (0, 2));
CREATE TABLE record_version (
  row INTEGER NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  change TEXT NOT NULL,
  reason TEXT,
  reference TEXT,
  state INTEGER NOT NULL,
  review INTEGER NOT NULL,
  expires_on INTEGER NOT NULL,
  verified_on INTEGER,
  hidden_from BLOB,
  hidden_front INTEGER NOT NULL,
  notice BLOB,
  content TEXT NOT NULL, confidentiality INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (row, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE sign_in_code (
  handle TEXT NOT NULL PRIMARY KEY,
  person BLOB NOT NULL UNIQUE,
  digest BLOB NOT NULL,
  lost INTEGER NOT NULL CHECK (lost IN (0, 1)),
  tries INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE unit (
  id BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
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
CREATE TABLE used_assertion (
  digest BLOB NOT NULL PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX used_assertion_by_end ON used_assertion (expires_at);
CREATE TABLE webhook (
  id BLOB NOT NULL PRIMARY KEY,
  organisation INTEGER NOT NULL,
  url TEXT NOT NULL,
  name TEXT NOT NULL,
  kinds TEXT NOT NULL,
  secret BLOB NOT NULL,
  old_secret BLOB,
  old_until INTEGER,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  told INTEGER NOT NULL,
  failing_since INTEGER,
  disabled_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE webhook_attempt (
  delivery BLOB NOT NULL,
  number INTEGER NOT NULL,
  webhook BLOB NOT NULL,
  at INTEGER NOT NULL,
  ms INTEGER NOT NULL,
  status INTEGER,
  failure TEXT,
  PRIMARY KEY (delivery, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_by_organisation ON webhook (organisation, id);
CREATE TABLE webhook_delivery (
  id BLOB NOT NULL PRIMARY KEY,
  webhook BLOB NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL,
  tries INTEGER NOT NULL,
  due_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_delivery_by_due ON webhook_delivery (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_delivery_by_webhook ON webhook_delivery (webhook, id);
