/** What the record of a reference hides: the writer is asked for it by a loading thread, whose side is in `holder-faults.ts`. */
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { dayOfMs } from '@watchword/api/dates.ts';
import { unpackContent } from '#databases/databases.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { Write } from '#store/store.ts';
import { hidingOf } from '../never-hidden.ts';
import { findHolder } from '../record-index.ts';
import { minuteOfMs } from '../shown.ts';
import { findStanding } from '../standing.ts';
import type { HolderHiding } from './holder-faults.ts';
import { getOpenLoad } from './store-slice.ts';

/** The handler of the writer; undefined when no record has this reference. `at`: now, in ms. */
export async function findHolderHiding(tx: Write, { load: id, reference, at }: { load: Uint8Array; reference: string; at: number }): Promise<HolderHiding | undefined> {
  const load = await getOpenLoad(tx, id);
  const database = getDatabaseByNumber(load.database);
  const holder = await findHolder(tx, { database, owner: findOrganisationNumber(load.organisation) ?? 0, reference, day: dayOfMs(at) });
  if (holder === undefined) return undefined;
  const standing = findStanding(holder);
  return { hiding: hidingOf(holder, minuteOfMs(at)), isSeen: standing !== undefined && database.neverHidden?.(unpackContent(database, standing.content)) === true };
}
