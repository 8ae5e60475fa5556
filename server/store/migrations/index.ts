import type { Migration } from './migration.ts';
import { ground } from './0001-ground.ts';

/** Every migration, in the order in which they run. Forward only; new ones go to the end. */
export const MIGRATIONS: readonly Migration[] = [ground];
