import { findDatabase } from '@watchword/api/databases/databases.ts';
import { RECORD_STATES } from '@watchword/api/records.ts';

/** What the list of records is narrowed to. It stands in the address, so that a list can be kept and shared. */
export type Filters = { readonly database?: string; readonly state?: (typeof RECORD_STATES)[number]; readonly reference?: string; readonly expiring?: boolean };

/** Within so many days a record counts as ending soon: the four months of INTERPOL's rules. */
export const SOON_DAYS = 122;

/** Reads filters from an address; whatever is not one is dropped. */
export function parseFilters(search: Record<string, unknown>): Filters {
  const { database, state, reference, expiring } = search;
  const known = typeof database === 'string' ? findDatabase(database)?.code : undefined;
  const wanted = RECORD_STATES.find((one) => one === state);
  return {
    ...(known !== undefined && { database: known }),
    ...(wanted !== undefined && { state: wanted }),
    ...((typeof reference === 'string' || typeof reference === 'number') && reference !== '' && { reference: String(reference).slice(0, 80) }),
    ...(expiring === true && { expiring: true }),
  };
}
