/** The slots of the name index: which one is asked, and how one of another version is made. */
import { ANALYSER_VERSION } from '#names/names.ts';
import type { NameSlot } from '#store/postings.ts';
import type { Handlers, Write } from '#store/store.ts';
import { spanOfSlot } from './keys.ts';

/** The slot that answers questions; undefined while there is none that is complete and of this version. */
export function findAnswering(slots: readonly NameSlot[]): 0 | 1 | undefined {
  return slots.find(({ version, state }) => version === ANALYSER_VERSION && state === 'complete')?.slot;
}

/** What is to be done so that the index is complete. */
export type SlotWork = { readonly building: NameSlot | undefined; readonly leaving: 0 | 1 | undefined };

/**
 * Sees to it that there is a slot of this version: in an empty store it is complete at once, otherwise it is to be built. Slots of
 * older versions are left. A newer one is left alone: another server of the same store made it.
 */
async function openSlots(tx: Write): Promise<SlotWork> {
  const slots = await tx.nameSlots();
  if (slots.some(({ version, state }) => version > ANALYSER_VERSION && state !== 'leaving')) return { building: undefined, leaving: undefined };
  const own = slots.find(({ version, state }) => version === ANALYSER_VERSION && state !== 'leaving');
  const others = slots.filter((slot) => slot !== own);
  for (const slot of others) if (slot.state !== 'leaving') await tx.saveNameSlot({ ...slot, state: 'leaving' });
  const leaving = others[0]?.slot;
  if (own !== undefined) return { building: own.state === 'building' ? own : undefined, leaving };
  const free = ([0, 1] as const).find((slot) => others.every((other) => other.slot !== slot));
  // Both are being emptied: the next opening finds one free.
  if (free === undefined) return { building: undefined, leaving };
  const made: NameSlot = { slot: free, version: ANALYSER_VERSION, state: (await tx.lastRow()) === 0 ? 'complete' : 'building', nextRow: 1 };
  await tx.saveNameSlot(made);
  return { building: made.state === 'building' ? made : undefined, leaving };
}

/** Blocks that are removed at once: a few milliseconds. */
const PORTION = 500;

/** Removes some of a slot that is being left; false when nothing of it is there any more. */
async function emptySlot(tx: Write, slot: 0 | 1): Promise<boolean> {
  const isLeaving = (await tx.nameSlots()).some((one) => one.slot === slot && one.state === 'leaving');
  if (!isLeaving) return false;
  if ((await tx.removePostings(spanOfSlot(slot), PORTION)) === PORTION) return true;
  await tx.removeNameSlot(slot);
  return false;
}

/** The writes by which slots come and go. */
export const SLOT_SLICES = { 'names.open': openSlots, 'names.empty': emptySlot } satisfies Handlers;
