import { describe } from 'node:test';

/**
 * Tests that need PostgreSQL. They run when the environment variable `STORES` names it (`STORES=sqlite,postgres`); without
 * it only SQLite is tested.
 */
export function underPostgres(tests: () => void): void {
  const stores = (process.env['STORES'] ?? 'sqlite').split(',');
  describe('on PostgreSQL', { skip: !stores.includes('postgres') && 'STORES does not name postgres' }, tests);
}
