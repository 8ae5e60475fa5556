import { fail } from '@watchword/api/errors.ts';
import type { Migration } from './migration.ts';
import { ground } from './0001-ground.ts';
import { standingVersions } from './0002-standing-versions.ts';
import { comparisons } from './0003-comparisons.ts';
import { nameIndex } from './0004-name-index.ts';
import { photographs } from './0005-photographs.ts';
import { people } from './0008-people.ts';
import { clients } from './0009-clients.ts';
import { whoMaySee } from './0010-who-may-see.ts';
import { requests } from './0011-requests.ts';
import { oversight } from './0012-oversight.ts';
import { hits } from './0013-hits.ts';
import { live } from './0014-live.ts';
import { keys } from './0015-keys.ts';
import { messages } from './0016-messages.ts';
import { mail } from './0017-mail.ts';
import { joint } from './0018-joint.ts';
import { restrictedRows } from './0024-restricted-rows.ts';
import { hiddenVersions } from './0025-hidden-versions.ts';
import { jointCross } from './0026-joint-cross.ts';
import { jointTasks } from './0028-joint-tasks.ts';
import { jointCharts } from './0029-joint-charts.ts';
import { jointReports } from './0030-joint-reports.ts';
import { jointEvidence } from './0031-joint-evidence.ts';

/** Every migration, in the order in which they run. Forward only; new ones go to the end. */
export const MIGRATIONS: readonly Migration[] = [ground, standingVersions, comparisons, nameIndex, photographs, people, clients, whoMaySee, requests, oversight, hits, live, keys, messages, mail, joint, restrictedRows, hiddenVersions, jointCross, jointTasks, jointCharts, jointReports, jointEvidence];

/** The steps that a store has yet to take, in their order. `applied`: the numbers of those that it has taken. */
export function missingSteps(applied: ReadonlySet<number>): readonly Migration[] {
  return MIGRATIONS.filter(({ number }) => !applied.has(number));
}

/** Refuses a store that has taken a step which this program does not know. @throws `store.newer` */
export function refuseNewer(applied: ReadonlySet<number>): void {
  const known = new Set(MIGRATIONS.map(({ number }) => number));
  if ([...applied].some((number) => !known.has(number))) throw fail('store.newer');
}
