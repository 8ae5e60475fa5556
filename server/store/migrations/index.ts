import type { Migration } from './migration.ts';
import { ground } from './0001-ground.ts';
import { standingVersions } from './0002-standing-versions.ts';
import { comparisons } from './0003-comparisons.ts';
import { nameIndex } from './0004-name-index.ts';
import { photographs } from './0005-photographs.ts';
import { requests } from './0006-requests.ts';

/** Every migration, in the order in which they run. Forward only; new ones go to the end. */
export const MIGRATIONS: readonly Migration[] = [ground, standingVersions, comparisons, nameIndex, photographs, requests];
