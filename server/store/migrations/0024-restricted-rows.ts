import type { Migration } from './migration.ts';

/**
 * Which active records do not exist for somebody: hidden, classified, or not released. They are few, and are found without reading the
 * others. The index is over `row + 0`, so that SQLite does not walk the table in order of row instead. Word for word in `records/queries.ts`.
 */
export const restrictedRows: Migration = {
  number: 24,
  name: 'restricted rows',
  sqlite: `
CREATE INDEX record_restricted ON record (row + 0) WHERE state = 0 AND (hidden_front > 0 OR hidden_from IS NOT NULL OR confidentiality > 0 OR review NOT IN (0, 2));
`,
  postgres: `
CREATE INDEX record_restricted ON record (("row" + 0)) WHERE state = 0 AND (hidden_front > 0 OR hidden_from IS NOT NULL OR confidentiality > 0 OR review NOT IN (0, 2));
`,
};
