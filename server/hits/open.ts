/** A check hit: its hit is opened, or joined. Runs in the writer, never in the way of an answer, and does the same thing only once. */
import type { Reason } from '@watchword/api/checks/answers.ts';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { tellingOf, type Telling } from '@watchword/api/hits/policy.ts';
import { idBytes, idFromBytes, newId } from '@watchword/api/ids.ts';
import { encodeEntry, hitOpened } from '#audit/audit.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { HitTable } from '#store/hit-tables.ts';
import type { Write } from '#store/store.ts';
import { findDesk } from './desk.ts';
import { insertCheck, insertHit, listByCheck, listHitsOf } from './queries.ts';
import { releaseChecks } from './release.ts';
import { addSide, settle } from './settle.ts';

/** A record that a check of somebody's has shown, or would have. Organisations by number, ids as bytes. `asked`: the subject as JSON. */
export type Found = {
  readonly record: Uint8Array;
  readonly database: number;
  readonly kind: string;
  readonly owner: number;
  readonly finder: number;
  readonly check: Uint8Array;
  readonly at: number;
  readonly outcome: 'hit' | 'possible';
  readonly purpose: string;
  readonly officer: string;
  readonly role: string | undefined;
  readonly place: string | undefined;
  readonly asked: string | undefined;
  readonly matched: readonly Reason[];
  readonly isProtected: boolean;
  /** The officer was shown nothing: the record is hidden from the front line. */
  readonly discreet: boolean;
  /** The record is newer than the check. */
  readonly retro: boolean;
};

const MINUTE_MS = 60_000;

/** Opens or joins the hit of a record and finder. Returns it; undefined when this check is in it already. */
export async function openFound(tx: Write, found: Found, now: number): Promise<HitTable | undefined> {
  const { record, finder, owner, check } = found;
  const known = await listHitsOf(tx, record, finder);
  const inIt = await listByCheck(tx, check);
  if (known.some(({ id }) => inIt.some(({ hit }) => Buffer.compare(hit, id) === 0))) return undefined;
  const joined = known.find(({ state, shielded }) => shielded === 1 || (state !== 'closed' && state !== 'withdrawn'));
  const isOwn = owner === finder;
  const isShielded = joined !== undefined && (joined.shielded === 1 || joined.state === 'stopped');
  const { telling, afterMinutes } = isOwn ? { telling: 'at-once' as Telling } : await decide(tx, found, isShielded);
  const hit = joined ?? (await begin(tx, found, now));
  await insertCheck(tx, {
    hit: hit.id, check_id: check, at: found.at, outcome: found.outcome, purpose: found.purpose, telling, told_at: telling === 'at-once' ? now : null,
    officer: found.officer, role: found.role ?? null, discreet: found.discreet ? 1 : 0, place: found.place ?? null, asked: found.asked ?? null, matched: JSON.stringify(found.matched),
  });
  await addSide(tx, hit, { organisation: finder, side: isOwn ? 'own' : 'finder', at: now });
  if (telling === 'at-once' && !isOwn) await addSide(tx, hit, { organisation: owner, side: 'owner', at: now });
  await noteSilent(tx, hit, found);
  const releases = afterMinutes === undefined ? undefined : now + afterMinutes * MINUTE_MS;
  const change: Partial<HitTable> = {
    ...(telling === 'at-once' && hit.released_at === null && { released_at: now }),
    ...(releases !== undefined && { releases_at: Math.min(releases, hit.releases_at ?? releases) }),
    // It is discreet only for as long as every check of it was.
    ...(joined?.discreet === 1 && !found.discreet && { discreet: 0 }),
  };
  const whom = telling === 'at-once' ? 'all' : [finder];
  const settled = await settle(tx, hit, change, { at: now, act: joined === undefined ? 'opened' : 'joined', ...(whom !== 'all' && { seenBy: finder }), whom, kind: joined === undefined ? 'hit.opened' : 'hit.changed' });
  if (afterMinutes === 0) return await releaseChecks(tx, settled, { at: now, who: { organisation: organisationCode(finder), actor: 'server' }, by: undefined, officer: undefined });
  return settled;
}

async function decide(tx: Write, { database, kind, purpose, isProtected, retro, finder }: Found, isShielded: boolean): Promise<{ telling: Telling; afterMinutes?: number }> {
  if (isShielded) return { telling: 'never' };
  const { releases } = await findDesk(tx, finder);
  return tellingOf({ database: getDatabaseByNumber(database).code, kind, purpose, isProtected, byFinder: retro }, releases);
}

async function begin(tx: Write, { record, database, kind, owner, finder, discreet, retro, at }: Found, now: number): Promise<HitTable> {
  const hit: HitTable = {
    id: idBytes(newId('hit', now)), record, database, kind, owner, finder, delegate: null, opened_at: retro ? now : at, state: 'open', retro: retro ? 1 : 0, discreet: discreet ? 1 : 0, shielded: 0,
    releases_at: null, released_at: null, wanted: null, urgency: null, number: 0, first_asked_at: null, asked_at: null, due_at: null, steps: 0, callback: null, message: null,
    delivered_at: null, read_at: null, need_until: null, need_reason: null, answered_at: null, answered_by: null, verdict: null, valid: null, same: null, instruction: null,
    outcome: null, outcome_at: null, clearing_at: null, cleared: null, stopped_at: null, closed_at: null, next_at: null,
  };
  await insertHit(tx, hit);
  return hit;
}

/** Of what no answer told, the audit log is told here. */
async function noteSilent(tx: Write, hit: HitTable, found: Found): Promise<void> {
  if (!found.discreet && !found.retro) return;
  const shown = { owner: organisationCode(found.owner), database: getDatabaseByNumber(found.database).code, kind: found.kind, record: idFromBytes('rec', found.record), outcome: 'hit' as const };
  // A check of days ago is for the finder to tell of: its entry goes into no owner's log.
  const facts = { subject: idFromBytes('hit', hit.id), check: idFromBytes('chk', found.check), purpose: found.purpose, shown: found.retro ? { ...shown, outcome: 'possible' as const } : shown, question: found.asked === undefined ? undefined : (JSON.parse(found.asked) as unknown) };
  await tx.appendOutbox(encodeEntry(hitOpened(organisationCode(found.finder), facts)));
}
