/**
 * Hiding from the front line ends by itself after 48 hours: whoever checks then finds the record, swept or not. The sweep writes into
 * its history that it has ended, so that its owner reads it there.
 */
import { encodeEntry, recordAmended } from '#audit/audit.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { Handlers, Write } from '#store/store.ts';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import { listHidingEnded } from './queries.ts';
import { minuteOfMs } from './shown.ts';
import { supersede } from './supersede.ts';

/** One portion. `at`: now, in ms. `most`: so many records at most. */
export type HidingPortion = { readonly at: number; readonly most: number };

/** A slice of the writer that no operation stands behind. */
export const HIDING_SLICES = { 'records.end-hiding': endHiding } satisfies Handlers;

type Sweeper = { run(name: 'records.end-hiding', payload: HidingPortion): Promise<{ readonly result: { readonly ended: number } }> };

const PORTION = 50;

/** Notes of every record whose hiding has lapsed that it has. Returns of how many. `now`: in ms. */
export async function sweepHiding(writer: Sweeper, now: number): Promise<number> {
  for (let all = 0; ; ) {
    const { result: { ended } } = await writer.run('records.end-hiding', { at: now, most: PORTION });
    all += ended;
    if (ended < PORTION) return all;
  }
}

async function endHiding(tx: Write, { at, most }: HidingPortion): Promise<{ ended: number }> {
  const records = await tx.findByRows(await listHidingEnded(tx, { minute: minuteOfMs(at), limit: most }));
  for (const record of records) {
    const shown = await supersede(tx, record, { hidden_front: 0 }, { at, actor: 'server', change: 'hiding-ended' });
    const owner = organisationCode(record.owner);
    const facts = { database: getDatabaseByNumber(record.database).code, owner, subject: idFromBytes('rec', record.id), version: shown.version };
    await tx.appendOutbox(encodeEntry(recordAmended({ organisation: owner, actor: 'server' }, facts)));
  }
  return { ended: records.length };
}
