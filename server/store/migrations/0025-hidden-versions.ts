import type { Migration } from './migration.ts';

/**
 * In superseded versions `hidden_front` was still the flag that it had been before number 10, and read as a moment of 1970. They were hidden until
 * they were superseded, at the latest until the moment that number 10 gave to what was hidden then.
 */
export const hiddenVersions: Migration = {
  number: 25,
  name: 'hidden versions',
  sqlite: 'UPDATE record_version SET hidden_front = coalesce((SELECT applied_at / 60000 + 2880 FROM migration WHERE number = 10), 0) WHERE hidden_front = 1',
  postgres: 'UPDATE record_version SET hidden_front = coalesce((SELECT (applied_at / 60000)::integer + 2880 FROM migration WHERE number = 10), 0) WHERE hidden_front = 1',
};
