import type { Migration } from './migration.ts';

/**
 * Two columns of `record`, at its end, so that no row is written anew. `released`: the version that other countries see while a
 * newer one waits or is blocked. `sum`: the checksum over the columns; a row that was stored before has none until it changes.
 */
export const standingVersions: Migration = {
  number: 2,
  name: 'standing versions',
  sqlite: `
ALTER TABLE record ADD COLUMN released TEXT;
ALTER TABLE record ADD COLUMN sum INTEGER;
`,
  postgres: `
ALTER TABLE record ADD COLUMN released text COLLATE "C";
ALTER TABLE record ADD COLUMN sum integer;
`,
};
