/** The one way in which a hit changes: the change, the step in its history, the lists of its desks, and who is told. */
import type { HitSide } from '@watchword/api/hits.ts';
import type { EventKind } from '@watchword/api/live.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import { emit } from '#live/live.ts';
import type { HitCheckTable, HitSideTable, HitTable } from '#store/hit-tables.ts';
import type { Write } from '#store/store.ts';
import { insertEvent, listChecks, listSides, putSide, updateHit, updateSide } from './queries.ts';
import { nextAt, queueOf } from './states.ts';

/** A step. `by`, `officer`: who did it; without: the server. `seenBy`: the number of the only organisation that sees it. */
export type Step = { readonly at: number; readonly act: string; readonly by?: number; readonly officer?: string | undefined; readonly words?: string | undefined; readonly seenBy?: number };

/** Whom a step concerns: numbers of organisations among the sides; `all` of them. `kind`: as what they are told of it. */
export type Concerns = { readonly whom: 'all' | readonly number[]; readonly kind?: EventKind };

/** Checks of a hit whose officers hear of it: the last ones, for who asks of earlier ones has long gone. */
const FOLLOWED = 5;

/** Changes a hit, and returns it as it is then; without a step nothing stands in its history. Nobody who has no side is told anything. */
export async function settle(tx: Write, hit: HitTable, change: Partial<HitTable>, { whom, kind = 'hit.changed', ...step }: Concerns & (Step | { readonly act?: never; readonly at?: never })): Promise<HitTable> {
  const changed = { ...hit, ...change };
  changed.next_at = nextAt(changed);
  await updateHit(tx, hit.id, { ...change, next_at: changed.next_at });
  if (step.act !== undefined) await insertEvent(tx, { hit: hit.id, at: step.at, act: step.act, organisation: step.by ?? null, officer: step.officer ?? null, words: step.words ?? null, seen_by: step.seenBy ?? null });
  const sides = await listSides(tx, hit.id);
  const checks = await listChecks(tx, [hit.id]);
  const waits = checks.some(({ telling, told_at }) => telling === 'on-release' && told_at === null);
  const told = sides.filter(({ organisation }) => whom === 'all' || whom.includes(organisation));
  const at = step.at ?? hit.opened_at;
  for (const side of sides) {
    const isTold = told.includes(side);
    const queue = queueOf(changed, side.side as HitSide, waits);
    // What is off somebody's list comes back when something happens that concerns him.
    if (isTold || side.queue !== 'done') await updateSide(tx, side, { queue, ...(isTold && { changed_at: at }) });
  }
  const followed = told.some(({ organisation }) => organisation === hit.finder) ? followedOf(changed, checks) : [];
  if (told.length > 0) await emit(tx, ...told.map(({ organisation }) => ({ organisation, kind, subject: idFromBytes('hit', hit.id), at })), ...followed.map((check) => ({ organisation: hit.finder, kind: 'check.followed' as const, subject: idFromBytes('chk', check), at })));
  return changed;
}

/** The last checks whose officers ask what became of them. One that showed its officer nothing is never among them: the event would tell him that there is something. */
function followedOf({ retro }: HitTable, checks: readonly HitCheckTable[]): Uint8Array[] {
  return retro === 1 ? [] : checks.filter(({ discreet }) => discreet === 0).slice(-FOLLOWED).map(({ check_id: check }) => check);
}

/** Gives an organisation a side of a hit, if it has none. */
export async function addSide(tx: Write, hit: HitTable, { organisation, side, at }: { organisation: number; side: HitSide; at: number }): Promise<void> {
  const sides = await listSides(tx, hit.id);
  if (sides.some((one) => one.organisation === organisation)) return;
  const made: HitSideTable = { hit: hit.id, organisation, side, queue: queueOf(hit, side, false), changed_at: at, assigned: null, assigned_at: null, merged: null, note: null };
  await putSide(tx, made);
}
