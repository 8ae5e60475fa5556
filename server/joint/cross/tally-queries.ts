/** Checks under the code of an operation, as they are counted from the audit log. */
import { dayOfMs, formatDay } from '@watchword/api/dates.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import type { CheckTally } from '@watchword/api/joint/files.ts';
import { emit } from '#live/live.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { JointFoundTable, JointTallyTable } from '#store/cross-tables.ts';
import type { Read, Write } from '#store/store.ts';
import { countsSeen } from '../access.ts';
import { listMembers } from '../queries.ts';

/** How long a bucket is. A cut-off counts the buckets that were over by then. */
export const BUCKET_MS = 300_000;

/** What a server has counted since the last time, up to an entry of its log. */
export type Tallied = { readonly server: string; readonly upTo: number; readonly tallies: readonly JointTallyTable[]; readonly found: readonly JointFoundTable[]; readonly at: number };

/** The mark moves in the same transaction: no entry is counted twice, none is left out. */
export async function addTallies(tx: Write, { server, upTo, tallies, found, at }: Tallied): Promise<void> {
  for (const row of tallies) {
    await tx.db.insertInto('joint_tally').values(row).onConflict((conflict) => conflict.columns(['operation', 'organisation', 'bucket', 'server']).doUpdateSet((all) => ({ checks: all('joint_tally.checks', '+', row.checks), hits: all('joint_tally.hits', '+', row.hits), last: row.last }))).execute();
  }
  for (const row of found) await tx.db.insertInto('joint_found').values(row).onConflict((conflict) => conflict.columns(['operation', 'check_id']).doNothing()).execute();
  await tx.db.insertInto('joint_tally_mark').values({ server, seq: upTo }).onConflict((conflict) => conflict.column('server').doUpdateSet({ seq: upTo })).execute();
  if (tallies.length === 0) return;
  await tx.appendChange({ at, kind: 'joint.counted' });
  for (const [name, rows] of Map.groupBy(tallies, ({ operation }) => idFromBytes('opn', operation))) {
    const members = await listMembers(tx, rows[0]?.operation ?? new Uint8Array());
    const countries = new Set(rows.map(({ organisation }) => organisationCode(organisation)));
    await emit(tx, ...members.filter((member) => countsSeen(members, member).some((country) => countries.has(country))).map(({ organisation }) => ({ organisation, kind: 'operation.counted' as const, subject: name, at })));
  }
}

/** Up to which entry a server has counted; undefined when it never has. */
export async function findTallyMark(read: Read, server: string): Promise<number | undefined> {
  const row = await read.db.selectFrom('joint_tally_mark').select('seq').where('server', '=', server).executeTakeFirst();
  return row === undefined ? undefined : Number(row.seq);
}

/** What was counted of an operation, by country and day, of the buckets that were over at this moment. `isLive`: and of those that are not. */
export async function listTallies(read: Read, operation: Uint8Array, { until, isLive }: { until: number; isLive: boolean }): Promise<readonly CheckTally[]> {
  const rows = await read.db.selectFrom('joint_tally')
    .select((all) => ['organisation', 'day', 'server', all.fn.sum('checks').as('checks'), all.fn.sum('hits').as('hits'), all.fn.min('first').as('first'), all.fn.max('last').as('last'), all.fn.max('bucket').as('bucket')])
    .where('operation', '=', operation).where('bucket', '<=', isLive ? until : until - BUCKET_MS)
    .groupBy(['organisation', 'day', 'server']).orderBy('organisation').orderBy('day').orderBy('server').execute();
  const found = new Map<string, CheckTally>();
  for (const { organisation, day, server, checks, hits, first, last, bucket } of rows) {
    const name = `${organisation} ${day}`;
    const before = found.get(name);
    const over = Math.min(Number(bucket) + BUCKET_MS, until);
    found.set(name, {
      country: organisationCode(organisation), day: formatDay(day), until: new Date(Math.max(over, before === undefined ? 0 : Date.parse(before.until))).toISOString(),
      checks: (before?.checks ?? 0) + Number(checks), hits: (before?.hits ?? 0) + Number(hits), entries: [...(before?.entries ?? []), `${server} ${Number(first)}-${Number(last)}`],
    });
  }
  return [...found.values()];
}

/** Checks under the code that found something, newest first. */
export async function listFound(read: Read, operation: Uint8Array, limit: number): Promise<JointFoundTable[]> {
  return (await read.db.selectFrom('joint_found').selectAll().where('operation', '=', operation).orderBy('check_id', 'desc').limit(limit).execute()).map((row) => ({ ...row, at: Number(row.at) }));
}

/** The bucket and day of a moment. */
export function bucketOf(at: number): { readonly bucket: number; readonly day: number } {
  const bucket = Math.floor(at / BUCKET_MS) * BUCKET_MS;
  return { bucket, day: dayOfMs(bucket) };
}
