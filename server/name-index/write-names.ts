/** How the name index follows a record, inside the write that changes the record. */
import { fail } from '@watchword/api/errors.ts';
import { ANALYSER_VERSION } from '#names/names.ts';
import type { NameSlot, PostingBlock } from '#store/postings.ts';
import type { Write } from '#store/store.ts';
import type { StoredRecord } from '#store/tables.ts';
import { batchesOf, batchesOfRow } from './batches.ts';
import { readChangedRows } from './changed-rows.ts';
import { inSlot, lastOf } from './keys.ts';
import type { NamePostings } from './person-postings.ts';
import { PAYLOAD_BYTES, POSTING_BYTES, readRow } from './posting.ts';
import type { SortedPostings } from './posting-run.ts';

/** Enters the names of a row. What a slot that is being built has not come to yet, its building will enter. @throws `store.newer` */
export async function putNames(tx: Write, row: number, postings: NamePostings): Promise<void> {
  if (postings.keys.length === 0) return;
  for (const slot of await listOwnSlots(tx)) {
    if (!covers(slot, row)) continue;
    for (const batch of batchesOfRow(slot.slot, row, postings)) await tx.appendPostings(batch);
  }
}

/** Names of rows of which none was read before the change `since`. */
export type ManyNames = { readonly since: number; readonly postings: SortedPostings };

/** Enters the names of many rows, as `putNames` does, but for those that have changed: they are left to `putChangedNames`. @throws `store.newer` */
export async function putManyNames(tx: Write, { since, postings }: ManyNames): Promise<void> {
  if (postings.keys.length === 0) return;
  const changed = await readChangedRows(tx, since);
  for (const slot of await listOwnSlots(tx)) {
    const wanted = onlyRows(postings, (row) => covers(slot, row) && !changed.has(row));
    for (const batch of batchesOf(slot.slot, wanted)) await tx.appendPostings(batch);
  }
}

/** Rows whose names were entered by `putManyNames`. */
export type ManyRows = { readonly since: number; readonly fromRow: number; readonly toRow: number };

/** Enters the names of the rows that `putManyNames` has left out, as they are now. To be called at the end, in the commit that makes the rows findable. */
export async function putChangedNames(tx: Write, { since, fromRow, toRow }: ManyRows, postingsOf: (record: StoredRecord) => NamePostings): Promise<void> {
  const rows = [...(await readChangedRows(tx, since))].filter((row) => row >= fromRow && row <= toRow);
  if (rows.length === 0) return;
  for (const record of await tx.findByRows(rows)) await putNames(tx, record.row, postingsOf(record));
}

/** The postings of some of the rows. */
export function onlyRows(postings: SortedPostings, isWanted: (row: number) => boolean): SortedPostings {
  const { keys, rows, payloads } = postings;
  const places: number[] = [];
  rows.forEach((row, at) => isWanted(row) && places.push(at));
  if (places.length === rows.length) return postings;
  const kept = new Uint8Array(places.length * PAYLOAD_BYTES);
  places.forEach((place, at) => kept.set(payloads.subarray(place * PAYLOAD_BYTES, (place + 1) * PAYLOAD_BYTES), at * PAYLOAD_BYTES));
  return { keys: Float64Array.from(places, (place) => keys[place] ?? 0), rows: Float64Array.from(places, (place) => rows[place] ?? 0), payloads: kept };
}

/** Takes the names of a row out, as far as they are there. @throws `store.newer` */
export async function removeNames(tx: Write, row: number, postings: NamePostings): Promise<void> {
  if (postings.keys.length === 0) return;
  const keys = [...new Set(postings.keys)];
  for (const { slot } of await listOwnSlots(tx)) {
    const spans = keys.map((key) => ({ first: inSlot(slot, key), last: inSlot(slot, lastOf(key)) }));
    const { blocks } = await tx.readPostings(spans, Number.MAX_SAFE_INTEGER);
    const changed = blocks.flat().flatMap((block) => without(block, row) ?? []);
    if (changed.length > 0) await tx.replacePostings(changed);
  }
}

/** Brings the names of a row from what they were to what they are. */
export async function changeNames(tx: Write, row: number, change: { before: NamePostings; after: NamePostings }): Promise<void> {
  if (isSame(change.before, change.after)) return;
  await removeNames(tx, row, change.before);
  await putNames(tx, row, change.after);
}

/** Whether a row is in a slot, or would be if it had names. */
export function covers({ state, nextRow }: NameSlot, row: number): boolean {
  return state === 'complete' || (state === 'building' && row < nextRow);
}

/** The slots that this program keeps. @throws `store.newer` when a newer one keeps another, whose postings cannot be made here */
export async function listOwnSlots(tx: Pick<Write, 'nameSlots'>): Promise<NameSlot[]> {
  const slots = (await tx.nameSlots()).filter(({ state }) => state !== 'leaving');
  if (slots.some(({ version }) => version > ANALYSER_VERSION)) throw fail('store.newer');
  return slots.filter(({ version }) => version === ANALYSER_VERSION);
}

/** A block without the postings of a row; undefined when it has none of them. */
function without({ key, postings }: PostingBlock, row: number): PostingBlock | undefined {
  let kept = 0;
  const left = new Uint8Array(postings.length);
  for (let at = 0; at < postings.length; at += POSTING_BYTES) {
    if (readRow(postings, at) === row) continue;
    left.set(postings.subarray(at, at + POSTING_BYTES), kept);
    kept += POSTING_BYTES;
  }
  return kept === postings.length ? undefined : { key, postings: left.slice(0, kept) };
}

function isSame(one: NamePostings, other: NamePostings): boolean {
  return one.keys.length === other.keys.length && Buffer.compare(one.payloads, other.payloads) === 0 && one.keys.every((key, at) => key === other.keys[at]);
}
