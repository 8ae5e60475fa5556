CREATE TABLE access_token (
  hash bytea NOT NULL,
  client bytea NOT NULL,
  kid text COLLATE "C" NOT NULL,
  permissions text COLLATE "C" NOT NULL,
  certificate text COLLATE "C",
  expires_at bigint NOT NULL,
  PRIMARY KEY (hash)
);
CREATE INDEX access_token_by_end ON public.access_token USING btree (expires_at);
CREATE TABLE change (
  seq bigint NOT NULL,
  at bigint NOT NULL,
  from_row bigint,
  to_row bigint,
  database integer,
  owner integer,
  kind text COLLATE "C" NOT NULL,
  detail text COLLATE "C",
  PRIMARY KEY (seq)
);
CREATE TABLE clearance (
  id bytea NOT NULL,
  record bytea NOT NULL,
  owner smallint NOT NULL,
  slip text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  until_at bigint NOT NULL,
  goes_from text COLLATE "C" NOT NULL,
  goes_to text COLLATE "C" NOT NULL,
  carrier text COLLATE "C",
  state text COLLATE "C" NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX clearance_by_owner ON public.clearance USING btree (owner, id);
CREATE INDEX clearance_by_record ON public.clearance USING btree (record, until_at);
CREATE TABLE client (
  id bytea NOT NULL,
  organisation text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL,
  permissions text COLLATE "C" NOT NULL,
  certificates text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  revoked_at bigint,
  last_used_on integer,
  PRIMARY KEY (id)
);
CREATE INDEX client_by_organisation ON public.client USING btree (organisation);
CREATE TABLE client_key (
  client bytea NOT NULL,
  kid text COLLATE "C" NOT NULL,
  jwk text COLLATE "C" NOT NULL,
  not_before bigint NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (client, kid)
);
CREATE TABLE comparison (
  traveller bytea NOT NULL,
  organisation integer NOT NULL,
  compared_on integer NOT NULL,
  reason text COLLATE "C" NOT NULL,
  expires_on integer NOT NULL,
  PRIMARY KEY (traveller, organisation)
);
CREATE INDEX comparison_by_end ON public.comparison USING btree (expires_on);
CREATE TABLE comparison_count (
  owner integer NOT NULL,
  rule text COLLATE "C" NOT NULL,
  month integer NOT NULL,
  same integer NOT NULL,
  not_same integer NOT NULL,
  PRIMARY KEY (owner, rule, month)
);
CREATE TABLE credential (
  id bytea NOT NULL,
  organisation text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  token_hash bytea NOT NULL,
  permissions text COLLATE "C" NOT NULL,
  role text COLLATE "C",
  created_at bigint NOT NULL,
  expires_at bigint,
  revoked_at bigint,
  last_used_on integer,
  PRIMARY KEY (id)
);
CREATE INDEX credential_by_organisation ON public.credential USING btree (organisation);
CREATE UNIQUE INDEX credential_by_token ON public.credential USING btree (token_hash);
CREATE TABLE event (
  organisation smallint NOT NULL,
  seq bigint NOT NULL,
  at bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation, seq)
);
CREATE TABLE event_head (
  organisation smallint NOT NULL,
  first bigint NOT NULL,
  last bigint NOT NULL,
  touched bigint NOT NULL,
  PRIMARY KEY (organisation)
);
CREATE TABLE head (
  head integer NOT NULL,
  last_row bigint NOT NULL,
  last_change bigint NOT NULL,
  last_outbox bigint NOT NULL,
  PRIMARY KEY (head),
  CHECK ((head = 1))
) WITH (fillfactor=10);
CREATE TABLE hit (
  id bytea NOT NULL,
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
  next_at bigint,
  PRIMARY KEY (id)
);
CREATE INDEX hit_by_next ON public.hit USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX hit_by_record ON public.hit USING btree (record, finder, id);
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
CREATE INDEX hit_check_by_check ON public.hit_check USING btree (check_id);
CREATE TABLE hit_desk (
  organisation smallint NOT NULL,
  settings text COLLATE "C" NOT NULL,
  changed_at bigint NOT NULL,
  PRIMARY KEY (organisation)
);
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
CREATE TABLE hit_handover (
  id bytea NOT NULL,
  organisation smallint NOT NULL,
  at bigint NOT NULL,
  officer text COLLATE "C" NOT NULL,
  note text COLLATE "C" NOT NULL,
  items text COLLATE "C" NOT NULL,
  taken_at bigint,
  taken_by text COLLATE "C",
  PRIMARY KEY (id)
);
CREATE INDEX hit_handover_by_organisation ON public.hit_handover USING btree (organisation, id);
CREATE TABLE hit_mark (
  server text COLLATE "C" NOT NULL,
  entry bigint NOT NULL,
  PRIMARY KEY (server)
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
CREATE TABLE hit_reading (
  record bytea NOT NULL,
  organisation smallint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  record_at bigint,
  photo_at bigint,
  PRIMARY KEY (record, organisation, actor)
);
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
CREATE INDEX hit_side_by_queue ON public.hit_side USING btree (organisation, queue, hit);
CREATE TABLE idempotency (
  organisation text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  request bytea NOT NULL,
  answer text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (organisation, key)
);
CREATE INDEX idempotency_by_time ON public.idempotency USING btree (at);
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
CREATE INDEX joint_compare_running ON public.joint_compare USING btree (state, claimed_until);
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
CREATE INDEX joint_cross_by_key ON public.joint_cross USING btree (key);
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
CREATE INDEX joint_cross_side_by_operation ON public.joint_cross_side USING btree (operation, organisation, link);
CREATE TABLE joint_decision (
  duplicate bytea NOT NULL,
  organisation smallint NOT NULL,
  at bigint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  decision text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (duplicate, organisation, at)
);
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
CREATE INDEX joint_duplicate_by_one ON public.joint_duplicate USING btree (operation, one_organisation, id);
CREATE INDEX joint_duplicate_by_other ON public.joint_duplicate USING btree (operation, other_organisation, id);
CREATE INDEX joint_duplicate_of_one ON public.joint_duplicate USING btree (one);
CREATE INDEX joint_duplicate_of_other ON public.joint_duplicate USING btree (other);
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
CREATE INDEX joint_entity_by_key ON public.joint_entity USING btree (key);
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
CREATE INDEX joint_evidence_by_owner ON public.joint_evidence USING btree (operation, organisation);
CREATE INDEX joint_evidence_by_recipient ON public.joint_evidence USING btree (recipient);
CREATE TABLE joint_evidence_use (
  evidence bytea NOT NULL,
  at bigint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  what text COLLATE "C" NOT NULL,
  PRIMARY KEY (evidence, at, actor, what)
);
CREATE TABLE joint_found (
  operation bytea NOT NULL,
  check_id bytea NOT NULL,
  organisation smallint NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (operation, check_id)
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
CREATE INDEX joint_incident_by_organisation ON public.joint_incident USING btree (operation, organisation, id);
CREATE UNIQUE INDEX joint_incident_by_seq ON public.joint_incident USING btree (operation, seq);
CREATE TABLE joint_link (
  operation bytea NOT NULL,
  one bytea NOT NULL,
  one_person smallint NOT NULL,
  other bytea NOT NULL,
  other_person smallint NOT NULL,
  organisation smallint NOT NULL,
  at bigint NOT NULL,
  undone_at bigint,
  thing text COLLATE "C" DEFAULT ''::text NOT NULL,
  PRIMARY KEY (operation, one, one_person, other, other_person, organisation, at)
);
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
CREATE INDEX joint_member_by_organisation ON public.joint_member USING btree (organisation);
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
CREATE UNIQUE INDEX joint_operation_by_code ON public.joint_operation USING btree (code);
CREATE TABLE joint_rate (
  operation bytea NOT NULL,
  currency text COLLATE "C" NOT NULL,
  day text COLLATE "C" NOT NULL,
  usd text COLLATE "C" NOT NULL,
  source text NOT NULL,
  PRIMARY KEY (operation, currency, day)
);
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
CREATE UNIQUE INDEX joint_report_by_number ON public.joint_report USING btree (operation, circle, organisation, number);
CREATE TABLE joint_report_schedule (
  operation bytea NOT NULL,
  circle text COLLATE "C" NOT NULL,
  organisation smallint NOT NULL,
  hour smallint,
  until text COLLATE "C",
  set_at bigint NOT NULL,
  PRIMARY KEY (operation, circle, organisation)
);
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
CREATE TABLE joint_secret (
  id integer NOT NULL,
  salt text COLLATE "C" NOT NULL,
  PRIMARY KEY (id)
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
CREATE TABLE key_entry (
  n bigint NOT NULL,
  organisation smallint NOT NULL,
  sequence integer NOT NULL,
  hash bytea NOT NULL,
  head bytea NOT NULL,
  object text COLLATE "C" NOT NULL,
  PRIMARY KEY (n)
);
CREATE UNIQUE INDEX key_entry_by_organisation ON public.key_entry USING btree (organisation, sequence);
CREATE TABLE key_index (
  key bigint NOT NULL,
  "row" bigint NOT NULL,
  run integer NOT NULL,
  PRIMARY KEY (key, "row")
);
CREATE TABLE key_pending (
  key bigint NOT NULL,
  "row" bigint NOT NULL,
  run integer NOT NULL
) PARTITION BY LIST (run);
CREATE INDEX key_pending_by_key ON ONLY public.key_pending USING btree (key);
CREATE TABLE key_removed (
  run integer NOT NULL,
  key bigint NOT NULL,
  "row" bigint NOT NULL,
  PRIMARY KEY (run, key, "row")
);
CREATE TABLE key_run (
  run integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  server text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  first_row bigint,
  PRIMARY KEY (run),
  CHECK ((state = ANY (ARRAY['building'::text, 'dropped'::text])))
);
CREATE TABLE key_state (
  organisation smallint NOT NULL,
  entries integer NOT NULL,
  pin bytea NOT NULL,
  last bytea NOT NULL,
  epoch integer NOT NULL,
  epoch_at bigint NOT NULL,
  epoch_until bigint NOT NULL,
  due_at bigint,
  PRIMARY KEY (organisation)
);
CREATE TABLE keyring (
  organisation smallint NOT NULL,
  sequence integer NOT NULL,
  hash bytea NOT NULL,
  object text COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation, sequence)
);
CREATE TABLE load (
  id bytea NOT NULL,
  organisation text COLLATE "C" NOT NULL,
  database integer NOT NULL,
  state text COLLATE "C" NOT NULL,
  file_name text COLLATE "C",
  file_digest bytea,
  options text COLLATE "C" NOT NULL,
  counts text COLLATE "C" NOT NULL,
  line bigint NOT NULL,
  byte_offset bigint NOT NULL,
  started_at bigint NOT NULL,
  ended_at bigint,
  PRIMARY KEY (id)
);
CREATE INDEX load_by_organisation ON public.load USING btree (organisation);
CREATE TABLE mail_alarm (
  id bytea NOT NULL,
  at bigint NOT NULL,
  code text COLLATE "C" NOT NULL,
  organisation text COLLATE "C" NOT NULL,
  message text COLLATE "C",
  seen_at bigint,
  PRIMARY KEY (id)
);
CREATE TABLE mail_device (
  id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  name text NOT NULL,
  person bytea,
  enrolled_at bigint NOT NULL,
  removed_at bigint,
  reason text COLLATE "C",
  PRIMARY KEY (id)
);
CREATE TABLE mail_draft (
  id bytea NOT NULL,
  person bytea NOT NULL,
  at bigint NOT NULL,
  sealed text NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE mail_message (
  number bigint NOT NULL,
  id text COLLATE "C" NOT NULL,
  thread text COLLATE "C" NOT NULL,
  sent smallint NOT NULL,
  sender text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  arrived_at bigint NOT NULL,
  priority smallint NOT NULL,
  fault text COLLATE "C",
  opened_at bigint,
  answered_at bigint,
  archived_at bigint,
  destroyed_at bigint,
  summary bytea NOT NULL,
  delivered text NOT NULL,
  body bytea NOT NULL,
  UNIQUE (id),
  PRIMARY KEY (number)
);
CREATE INDEX mail_message_by_arrival ON public.mail_message USING btree (arrived_at) WHERE (destroyed_at IS NULL);
CREATE INDEX mail_message_by_thread ON public.mail_message USING btree (thread, number);
CREATE TABLE mail_outgoing (
  id bytea NOT NULL,
  receipt text NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE mail_receipt (
  message text COLLATE "C" NOT NULL,
  kind smallint NOT NULL,
  organisation text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  receipt text NOT NULL,
  PRIMARY KEY (message, kind, organisation)
);
CREATE TABLE mail_state (
  name text COLLATE "C" NOT NULL,
  value text NOT NULL,
  PRIMARY KEY (name)
);
CREATE TABLE mail_term (
  term bigint NOT NULL,
  message bigint NOT NULL,
  PRIMARY KEY (term, message)
);
CREATE INDEX mail_term_by_message ON public.mail_term USING btree (message);
CREATE TABLE message (
  id bytea NOT NULL,
  sender smallint NOT NULL,
  at bigint NOT NULL,
  priority text COLLATE "C" NOT NULL,
  handling text COLLATE "C" NOT NULL,
  size bigint NOT NULL,
  recipients integer NOT NULL,
  delivered integer NOT NULL,
  manifest text COLLATE "C" NOT NULL,
  accepted text COLLATE "C",
  destroy_at bigint NOT NULL,
  destroyed_at bigint,
  PRIMARY KEY (id)
);
CREATE INDEX message_by_destroyed ON public.message USING btree (destroyed_at) WHERE (destroyed_at IS NOT NULL);
CREATE INDEX message_by_destruction ON public.message USING btree (destroy_at) WHERE (destroyed_at IS NULL);
CREATE TABLE message_file (
  organisation smallint NOT NULL,
  sha256 bytea NOT NULL,
  size bigint NOT NULL,
  started_at bigint NOT NULL,
  completed_at bigint,
  data bytea,
  message bytea,
  n smallint,
  PRIMARY KEY (organisation, sha256)
);
CREATE INDEX message_file_by_message ON public.message_file USING btree (message, n) WHERE (message IS NOT NULL);
CREATE INDEX message_file_by_start ON public.message_file USING btree (started_at) WHERE (message IS NULL);
CREATE TABLE message_group (
  organisation smallint NOT NULL,
  code text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  members text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (organisation, code)
);
CREATE TABLE message_head (
  organisation smallint NOT NULL,
  messages bigint NOT NULL,
  receipts bigint NOT NULL,
  PRIMARY KEY (organisation)
);
CREATE TABLE message_line (
  sender smallint NOT NULL,
  recipient smallint NOT NULL,
  sequence bigint NOT NULL,
  last bytea NOT NULL,
  PRIMARY KEY (sender, recipient)
);
CREATE TABLE message_part (
  organisation smallint NOT NULL,
  number bigint NOT NULL,
  message bytea NOT NULL,
  sequence bigint NOT NULL,
  wrap text COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation, number)
);
CREATE UNIQUE INDEX message_part_by_message ON public.message_part USING btree (message, organisation);
CREATE TABLE message_receipt (
  organisation smallint NOT NULL,
  number bigint NOT NULL,
  message bytea NOT NULL,
  sender smallint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  object text COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation, number)
);
CREATE UNIQUE INDEX message_receipt_by_message ON public.message_receipt USING btree (message, sender, kind);
CREATE TABLE meta (
  name text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  PRIMARY KEY (name)
);
CREATE TABLE migration (
  number integer NOT NULL,
  name text COLLATE "C" NOT NULL,
  applied_at bigint NOT NULL,
  PRIMARY KEY (number)
);
CREATE TABLE month_use (
  organisation smallint NOT NULL,
  month integer NOT NULL,
  checks bigint NOT NULL,
  hits bigint NOT NULL,
  possible bigint NOT NULL,
  "none" bigint NOT NULL,
  kept_apart bigint NOT NULL,
  PRIMARY KEY (month, organisation)
);
CREATE TABLE name_posting (
  key bigint NOT NULL,
  postings bytea NOT NULL,
  PRIMARY KEY (key)
) WITH (toast_tuple_target=8160, fillfactor=90);
CREATE TABLE name_slot (
  slot integer NOT NULL,
  version integer NOT NULL,
  state text COLLATE "C" NOT NULL,
  next_row bigint NOT NULL,
  PRIMARY KEY (slot),
  CHECK ((slot = ANY (ARRAY[0, 1]))),
  CHECK ((state = ANY (ARRAY['building'::text, 'complete'::text, 'leaving'::text])))
);
CREATE TABLE officer_asked (
  organisation smallint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  thing bytea NOT NULL,
  day integer NOT NULL,
  checks bigint NOT NULL,
  PRIMARY KEY (organisation, actor, thing, day)
);
CREATE INDEX officer_asked_by_day ON public.officer_asked USING btree (day);
CREATE TABLE officer_use (
  organisation smallint NOT NULL,
  actor text COLLATE "C" NOT NULL,
  hour integer NOT NULL,
  checks bigint NOT NULL,
  listed bigint NOT NULL,
  PRIMARY KEY (organisation, actor, hour)
);
CREATE INDEX officer_use_by_hour ON public.officer_use USING btree (hour);
CREATE TABLE organisation (
  code text COLLATE "C" NOT NULL,
  number integer NOT NULL,
  kind text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  country text COLLATE "C",
  purposes text COLLATE "C",
  databases text COLLATE "C",
  admitted_at bigint,
  suspended_at bigint,
  PRIMARY KEY (code),
  CHECK (((number >= 0) AND (number <= 255)))
);
CREATE INDEX organisation_by_number ON public.organisation USING btree (number);
CREATE TABLE outbox (
  id bigint NOT NULL,
  server text COLLATE "C" NOT NULL,
  entry bytea NOT NULL,
  PRIMARY KEY (server, id)
) WITH (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=1000);
CREATE TABLE passkey (
  id bytea NOT NULL,
  person bytea NOT NULL,
  credential bytea NOT NULL,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  domain text COLLATE "C" NOT NULL,
  model text COLLATE "C",
  attestation text COLLATE "C" NOT NULL,
  synced integer NOT NULL,
  added_at bigint NOT NULL,
  used_on integer,
  proof bytea NOT NULL,
  proof_data bytea NOT NULL,
  UNIQUE (credential),
  PRIMARY KEY (id),
  CHECK ((synced = ANY (ARRAY[0, 1])))
);
CREATE INDEX passkey_by_person ON public.passkey USING btree (person);
CREATE TABLE person (
  id bytea NOT NULL,
  name text COLLATE "C" NOT NULL,
  pseudonym text COLLATE "C" NOT NULL,
  state integer NOT NULL,
  roles text COLLATE "C" NOT NULL,
  role text COLLATE "C",
  unit bytea,
  subject text COLLATE "C",
  persona text COLLATE "C",
  version integer NOT NULL,
  admitted_at bigint NOT NULL,
  seen_on integer,
  UNIQUE (persona),
  UNIQUE (pseudonym),
  UNIQUE (subject),
  PRIMARY KEY (id)
);
CREATE TABLE person_measure (
  id bytea NOT NULL,
  request bytea NOT NULL,
  record bytea NOT NULL,
  "row" bigint NOT NULL,
  change bigint,
  database integer NOT NULL,
  owner integer NOT NULL,
  asked_on integer NOT NULL,
  due_on integer,
  act text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  asks text COLLATE "C",
  answer text COLLATE "C",
  PRIMARY KEY (id)
);
CREATE INDEX person_measure_by_owner ON public.person_measure USING btree (owner, state);
CREATE INDEX person_measure_by_request ON public.person_measure USING btree (request);
CREATE TABLE person_receipt (
  measure bytea NOT NULL,
  at bigint NOT NULL,
  change bigint,
  holder text COLLATE "C" NOT NULL,
  note text COLLATE "C",
  PRIMARY KEY (measure, holder)
);
CREATE TABLE person_request (
  id bytea NOT NULL,
  received_at bigint NOT NULL,
  version integer NOT NULL,
  via integer,
  consent integer NOT NULL,
  admitted_on integer,
  first_due_on integer,
  due_on integer,
  decided_on integer,
  closed_on integer,
  kind text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  outcome text COLLATE "C",
  erasing text COLLATE "C",
  matter text COLLATE "C",
  PRIMARY KEY (id),
  CHECK ((consent = ANY (ARRAY[0, 1])))
);
CREATE INDEX person_request_by_end ON public.person_request USING btree (closed_on) WHERE (closed_on IS NOT NULL);
CREATE TABLE person_request_event (
  request bytea NOT NULL,
  at bigint NOT NULL,
  number integer NOT NULL,
  actor text COLLATE "C" NOT NULL,
  act text COLLATE "C" NOT NULL,
  text text COLLATE "C",
  PRIMARY KEY (request, number)
);
CREATE TABLE person_session (
  id bytea NOT NULL,
  cookie bytea NOT NULL,
  person bytea NOT NULL,
  role text COLLATE "C" NOT NULL,
  how text COLLATE "C" NOT NULL,
  client text COLLATE "C",
  started_at bigint NOT NULL,
  seen_at bigint NOT NULL,
  confirmed_at bigint NOT NULL,
  locked_at bigint,
  ended_at bigint,
  UNIQUE (cookie),
  PRIMARY KEY (id)
);
CREATE INDEX person_session_by_person ON public.person_session USING btree (person);
CREATE TABLE photo (
  id bytea NOT NULL,
  "row" bigint NOT NULL,
  added_at bigint NOT NULL,
  since integer NOT NULL,
  main integer NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  bytes integer NOT NULL,
  digest bytea NOT NULL,
  taken_on text COLLATE "C",
  caption text COLLATE "C",
  data bytea NOT NULL,
  PRIMARY KEY (id),
  CHECK ((main = ANY (ARRAY[0, 1])))
);
CREATE INDEX photo_by_row ON public.photo USING btree ("row");
CREATE TABLE proposal (
  id bytea NOT NULL,
  kind text COLLATE "C" NOT NULL,
  state integer NOT NULL,
  person bytea NOT NULL,
  roles text COLLATE "C",
  subject text COLLATE "C",
  reason text COLLATE "C" NOT NULL,
  handle text COLLATE "C",
  half bytea,
  by_person bytea NOT NULL,
  at bigint NOT NULL,
  until bigint NOT NULL,
  decided_by bytea,
  decided_at bigint,
  decision text COLLATE "C",
  PRIMARY KEY (id)
);
CREATE INDEX proposal_by_person ON public.proposal USING btree (person);
CREATE TABLE record (
  "row" bigint NOT NULL,
  created_at bigint NOT NULL,
  amended_at bigint,
  database integer NOT NULL,
  owner integer NOT NULL,
  version integer NOT NULL,
  state integer NOT NULL,
  review integer NOT NULL,
  expires_on integer NOT NULL,
  verified_on integer,
  hidden_front integer NOT NULL,
  id bytea NOT NULL,
  reference text COLLATE "C",
  hidden_from bytea,
  notice bytea,
  content text COLLATE "C" NOT NULL,
  released text COLLATE "C",
  sum integer,
  confidentiality integer DEFAULT 0 NOT NULL,
  PRIMARY KEY ("row")
);
CREATE INDEX record_by_expiry ON public.record USING btree (owner, ((expires_on >> 5)), "row") WHERE (state = 0);
CREATE INDEX record_by_hiding ON public.record USING btree (hidden_front) WHERE (hidden_front > 0);
CREATE INDEX record_by_owner ON public.record USING btree (owner, database, state, "row");
CREATE INDEX record_by_review ON public.record USING btree (review, "row") WHERE ((review > 0) AND (state = 0));
CREATE INDEX record_restricted ON public.record USING btree ((("row" + 0))) WHERE ((state = 0) AND ((hidden_front > 0) OR (hidden_from IS NOT NULL) OR (confidentiality > 0) OR (review <> ALL (ARRAY[0, 2]))));
CREATE UNIQUE INDEX record_by_id ON public.record USING btree (id);
CREATE TABLE record_doubt (
  id bytea NOT NULL,
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
  decision text COLLATE "C",
  PRIMARY KEY (id)
);
CREATE INDEX record_doubt_by_organisation ON public.record_doubt USING btree (organisation, id);
CREATE INDEX record_doubt_by_record ON public.record_doubt USING btree (record, state);
CREATE TABLE record_end (
  "row" bigint NOT NULL,
  ended_on integer NOT NULL,
  PRIMARY KEY ("row")
);
CREATE INDEX record_end_by_day ON public.record_end USING btree (ended_on);
CREATE TABLE record_hold (
  "row" bigint NOT NULL,
  since bigint NOT NULL,
  PRIMARY KEY ("row")
);
CREATE TABLE record_range (
  low bigint NOT NULL,
  high bigint NOT NULL,
  "row" bigint NOT NULL,
  database integer NOT NULL,
  kind integer NOT NULL,
  digits integer NOT NULL,
  prefix text COLLATE "C" NOT NULL,
  PRIMARY KEY (database, kind, prefix, digits, low, high, "row")
);
CREATE INDEX record_range_by_row ON public.record_range USING btree ("row");
CREATE TABLE record_version (
  "row" bigint NOT NULL,
  at bigint NOT NULL,
  version integer NOT NULL,
  state integer NOT NULL,
  review integer NOT NULL,
  expires_on integer NOT NULL,
  verified_on integer,
  hidden_front integer NOT NULL,
  actor text COLLATE "C" NOT NULL,
  change text COLLATE "C" NOT NULL,
  reason text COLLATE "C",
  reference text COLLATE "C",
  hidden_from bytea,
  notice bytea,
  content text COLLATE "C" NOT NULL,
  confidentiality integer DEFAULT 0 NOT NULL,
  PRIMARY KEY ("row", version)
);
CREATE TABLE sign_in_code (
  handle text COLLATE "C" NOT NULL,
  person bytea NOT NULL,
  digest bytea NOT NULL,
  lost integer NOT NULL,
  tries integer NOT NULL,
  expires_at bigint NOT NULL,
  UNIQUE (person),
  PRIMARY KEY (handle),
  CHECK ((lost = ANY (ARRAY[0, 1])))
);
CREATE TABLE unit (
  id bytea NOT NULL,
  name text COLLATE "C" NOT NULL,
  UNIQUE (name),
  PRIMARY KEY (id)
);
CREATE TABLE use_flag (
  id bytea NOT NULL,
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
  note text COLLATE "C",
  PRIMARY KEY (id)
);
CREATE INDEX use_flag_by_state ON public.use_flag USING btree (organisation, state, id);
CREATE UNIQUE INDEX use_flag_by_mark ON public.use_flag USING btree (organisation, actor, sign, mark);
CREATE TABLE used_assertion (
  digest bytea NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (digest)
);
CREATE INDEX used_assertion_by_end ON public.used_assertion USING btree (expires_at);
CREATE TABLE webhook (
  id bytea NOT NULL,
  organisation smallint NOT NULL,
  url text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  kinds text COLLATE "C" NOT NULL,
  secret bytea NOT NULL,
  old_secret bytea,
  old_until bigint,
  state text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  created_at bigint NOT NULL,
  created_by text COLLATE "C" NOT NULL,
  told bigint NOT NULL,
  failing_since bigint,
  disabled_at bigint,
  PRIMARY KEY (id)
);
CREATE INDEX webhook_by_organisation ON public.webhook USING btree (organisation, id);
CREATE TABLE webhook_attempt (
  delivery bytea NOT NULL,
  number integer NOT NULL,
  webhook bytea NOT NULL,
  at bigint NOT NULL,
  ms integer NOT NULL,
  status smallint,
  failure text COLLATE "C",
  PRIMARY KEY (delivery, number)
);
CREATE TABLE webhook_delivery (
  id bytea NOT NULL,
  webhook bytea NOT NULL,
  seq bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  state text COLLATE "C" NOT NULL,
  tries integer NOT NULL,
  due_at bigint,
  PRIMARY KEY (id)
);
CREATE INDEX webhook_delivery_by_due ON public.webhook_delivery USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX webhook_delivery_by_webhook ON public.webhook_delivery USING btree (webhook, id);
CREATE TABLE writer (
  server text COLLATE "C" NOT NULL,
  mark text COLLATE "C" NOT NULL,
  PRIMARY KEY (server)
) WITH (fillfactor=10);
