import type { Migration } from './migration.ts';

/**
 * How a record is classified, until when it is hidden from the front line, and what agencies and partners were admitted for.
 * `hidden_front` was a flag and is now a minute since 1970: what was hidden stays so for 48 hours (2,880 minutes) from here, by
 * when its owner has renewed it with an authority's reference. Its checksum is made anew with its next change.
 */
export const whoMaySee: Migration = {
  number: 10,
  name: 'who may see',
  sqlite: `
ALTER TABLE record ADD COLUMN confidentiality INTEGER NOT NULL DEFAULT 0;
ALTER TABLE record_version ADD COLUMN confidentiality INTEGER NOT NULL DEFAULT 0;
UPDATE record SET hidden_front = CAST(strftime('%s', 'now') AS INTEGER) / 60 + 2880, sum = NULL WHERE hidden_front = 1;
CREATE INDEX record_by_hiding ON record (hidden_front) WHERE hidden_front > 0;
ALTER TABLE organisation ADD COLUMN purposes TEXT;
ALTER TABLE organisation ADD COLUMN databases TEXT;
ALTER TABLE organisation ADD COLUMN admitted_at INTEGER;
ALTER TABLE organisation ADD COLUMN suspended_at INTEGER;
`,
  postgres: `
ALTER TABLE record ADD COLUMN confidentiality integer NOT NULL DEFAULT 0;
ALTER TABLE record_version ADD COLUMN confidentiality integer NOT NULL DEFAULT 0;
UPDATE record SET hidden_front = floor(extract(epoch FROM now()) / 60)::integer + 2880, sum = NULL WHERE hidden_front = 1;
CREATE INDEX record_by_hiding ON record (hidden_front) WHERE hidden_front > 0;
ALTER TABLE organisation ADD COLUMN purposes text COLLATE "C";
ALTER TABLE organisation ADD COLUMN databases text COLLATE "C";
ALTER TABLE organisation ADD COLUMN admitted_at bigint;
ALTER TABLE organisation ADD COLUMN suspended_at bigint;
`,
};
