/** Gathers what a hit is shown with. */
import { ESCALATION } from '@watchword/api/hits/policy.ts';
import { fail } from '@watchword/api/errors.ts';
import type { Hit, HitStanding } from '@watchword/api/hits.ts';
import type { Asker } from '#door/calls.ts';
import type { HitEventTable, HitSideTable, HitTable } from '#store/hit-tables.ts';
import type { Read } from '#store/store.ts';
import { findDesk } from './desk.ts';
import { findUnderReview } from './doubt-queries.ts';
import { presentHit, presentStanding } from './present.ts';
import { findSide, listChecks, listEvents } from './queries.ts';

const ACTS: ReadonlySet<string> = new Set(ESCALATION.map(({ act }) => act));

/** The steps that the clock took. */
export function escalationsOf(events: readonly HitEventTable[]): HitEventTable[] {
  return events.filter(({ act, organisation }) => organisation === null && ACTS.has(act));
}

/** Hits as a desk sees them. `at`: now, in ms. */
export async function showHits(read: Read, shown: readonly { readonly hit: HitTable; readonly side: HitSideTable }[], at: number): Promise<Hit[]> {
  const checks = await listChecks(read, shown.map(({ hit }) => hit.id));
  const doubted = await findUnderReview(read, shown.map(({ hit }) => hit.record));
  return await Promise.all(shown.map(async ({ hit, side }) => presentHit({
    hit, side, at,
    checks: checks.filter(({ hit: of }) => Buffer.compare(of, hit.id) === 0),
    escalations: hit.steps > 0 || hit.number > 1 ? escalationsOf(await listEvents(read, hit.id)) : [],
    isUnderReview: doubted.has(Buffer.from(hit.record).toString('hex')),
    phone: await phoneOf(read, hit),
  })));
}

/** A hit as the officer who made the check sees it. */
export async function showStanding(read: Read, hit: HitTable, at: number): Promise<HitStanding> {
  const [checks, events] = [await listChecks(read, [hit.id]), await listEvents(read, hit.id)];
  return presentStanding({ hit, checks, escalations: escalationsOf(events), phone: await phoneOf(read, hit), at });
}

/** The hit as whoever acted sees it now. */
export async function showAfter(read: Read, hit: HitTable, asker: Pick<Asker, 'number'>, at: number): Promise<Hit> {
  const side = await findSide(read, hit.id, asker.number);
  const [shown] = side === undefined ? [] : await showHits(read, [{ hit, side }], at);
  if (shown === undefined) throw fail('hit.not-found');
  return shown;
}

/** Whom to call: whoever answers, once the owner was asked. */
async function phoneOf(read: Read, hit: HitTable): Promise<string | undefined> {
  return hit.first_asked_at === null ? undefined : (await findDesk(read, hit.delegate ?? hit.owner)).callback;
}
