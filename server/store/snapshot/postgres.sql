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
CREATE TABLE head (
  head integer NOT NULL,
  last_row bigint NOT NULL,
  last_change bigint NOT NULL,
  last_outbox bigint NOT NULL,
  PRIMARY KEY (head),
  CHECK ((head = 1))
) WITH (fillfactor=10);
CREATE TABLE idempotency (
  organisation text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  request bytea NOT NULL,
  answer text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (organisation, key)
);
CREATE INDEX idempotency_by_time ON public.idempotency USING btree (at);
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
CREATE TABLE organisation (
  code text COLLATE "C" NOT NULL,
  number integer NOT NULL,
  kind text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  country text COLLATE "C",
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
  PRIMARY KEY ("row")
);
CREATE INDEX record_by_expiry ON public.record USING btree (owner, ((expires_on >> 5)), "row") WHERE (state = 0);
CREATE INDEX record_by_owner ON public.record USING btree (owner, database, state, "row");
CREATE INDEX record_by_review ON public.record USING btree (review, "row") WHERE ((review > 0) AND (state = 0));
CREATE UNIQUE INDEX record_by_id ON public.record USING btree (id);
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
  PRIMARY KEY ("row", version)
);
CREATE TABLE writer (
  server text COLLATE "C" NOT NULL,
  mark text COLLATE "C" NOT NULL,
  PRIMARY KEY (server)
) WITH (fillfactor=10);
