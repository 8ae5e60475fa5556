/** What hits do in the writer beside the operations: open what was heard, note what was read and seen, follow the clock. */
import type { Handlers, Write } from '#store/store.ts';
import { openFound, type Found } from './open.ts';
import { findHit, findMark, forgetHit, forgetReadingsOf, hasOpenHit, listAllOfRecord, listSides, noteReading, putMark } from './queries.ts';
import { settle } from './settle.ts';
import { sweepHits, tickHits } from './tick.ts';

/** Somebody has read a record, or looked at a photograph of it. */
export type Reading = { readonly record: Uint8Array; readonly organisation: number; readonly actor: string; readonly at: number; readonly what: 'record' | 'photo' };
/** A hit was on the list of an organisation, or was opened there. */
export type Seen = { readonly hit: Uint8Array; readonly organisation: number; readonly at: number; readonly how: 'delivered' | 'opened' };

/** What was heard since the last time. `mark`: entry of the audit log up to which everything that hit is in here; undefined: as before. */
export type Heard = { readonly now: number; readonly server: string; readonly mark: number | undefined; readonly found: readonly Found[]; readonly readings: readonly Reading[]; readonly seen: readonly Seen[] };

export const HIT_SLICES = {
  'hits.hear': async (tx: Write, { now, server, mark, found, readings, seen }: Heard): Promise<{ opened: number }> => {
    let opened = 0;
    for (const one of found) if ((await openFound(tx, one, now)) !== undefined) opened += 1;
    for (const { record, organisation, actor, at, what } of readings) {
      if (await hasOpenHit(tx, record, organisation)) await noteReading(tx, { record, organisation, actor }, what === 'record' ? { record_at: at } : { photo_at: at });
    }
    for (const one of seen) await noteSeen(tx, one);
    if (mark !== undefined && mark > ((await findMark(tx, server)) ?? 0)) await putMark(tx, server, mark);
    return { opened };
  },
  'hits.tick': tickHits,
  'hits.sweep': sweepHits,
  /** What these records said was erased: what their hits say of it is, too. */
  'hits.forget': async (tx: Write, { records }: { records: readonly Uint8Array[] }): Promise<void> => {
    await tx.overwriteDeleted();
    for (const record of records) {
      for (const id of await listAllOfRecord(tx, record)) await forgetHit(tx, id);
      await forgetReadingsOf(tx, record);
    }
  },
} satisfies Handlers;

/** What an owner has seen of a question is told to the finder. */
async function noteSeen(tx: Write, { hit: id, organisation, at, how }: Seen): Promise<void> {
  const hit = await findHit(tx, id);
  if (hit === undefined || hit.first_asked_at === null || (hit.state !== 'asked' && hit.state !== 'need-time')) return;
  if (how === 'delivered' ? hit.delivered_at !== null : hit.read_at !== null) return;
  const side = (await listSides(tx, id)).find((one) => one.organisation === organisation)?.side;
  if (side !== 'owner' && side !== 'delegate') return;
  const change = how === 'delivered' ? { delivered_at: at } : { read_at: at, delivered_at: hit.delivered_at ?? at };
  await settle(tx, hit, change, { at, act: how, by: organisation, whom: [hit.finder] });
}
