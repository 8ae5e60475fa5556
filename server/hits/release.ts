/** The finder lets the owner know: by hand, by the clock, or because it asks. And the question to the owner, which starts the clock. */
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import type { Urgency } from '@watchword/api/hits/policy.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import { encodeEntry, hitReleased, type AuditEntry, type Who } from '#audit/audit.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { HitTable } from '#store/hit-tables.ts';
import type { Write } from '#store/store.ts';
import { findDelegate, findDesk } from './desk.ts';
import { tellChecks } from './queries.ts';
import { addSide, settle } from './settle.ts';
import { timeToAnswer } from './states.ts';
import { monthOf, putAsked } from './statistics.ts';

/** Who does it: `who` for the audit log, `by` and `officer` for the history; without them the clock. */
export type Doing = { readonly at: number; readonly who: Who; readonly by: number | undefined; readonly officer: string | undefined };

/** The entry of a release, of what was told with it. */
export function releaseEntry(hit: HitTable, told: readonly { readonly purpose: string; readonly outcome: string }[], who: Who): AuditEntry {
  const { code } = getDatabaseByNumber(hit.database);
  const released = told.map(({ purpose, outcome }) => ({ owner: organisationCode(hit.owner), database: code, kind: hit.kind, record: idFromBytes('rec', hit.record), outcome: outcome as 'hit', purpose }));
  return hitReleased(who, { subject: idFromBytes('hit', hit.id), released });
}

/** Tells the owner, and appends the entry: from then on it stands in the owner's log. Does what the officer has asked for, if anything. */
export async function releaseChecks(tx: Write, hit: HitTable, doing: Doing): Promise<HitTable> {
  const { hit: released, entry } = await release(tx, hit, doing);
  await tx.appendOutbox(encodeEntry(entry));
  return released;
}

/** The same, and gives the entry to whoever appends it. */
export async function release(tx: Write, hit: HitTable, { at, who, by, officer }: Doing): Promise<{ hit: HitTable; entry: AuditEntry }> {
  const told = await tellChecks(tx, hit.id, at);
  await addSide(tx, hit, { organisation: hit.owner, side: 'owner', at });
  const { wanted } = hit;
  const change = { released_at: hit.released_at ?? at, releases_at: null, wanted: null };
  let released = await settle(tx, hit, change, { at, act: 'released', ...(by !== undefined && { by }), officer, whom: 'all', kind: 'hit.opened' });
  if (wanted !== null && released.state === 'open') released = await ask(tx, released, { at, by, officer, urgency: wanted as Urgency, callback: undefined, message: undefined });
  return { hit: released, entry: releaseEntry(hit, told, who) };
}

/** The question. Without a callback that of the finder's desk. */
export type Question = { readonly at: number; readonly by: number | undefined; readonly officer: string | undefined; readonly urgency: Urgency; readonly callback: string | undefined; readonly message: string | undefined };

/** Asks the owner of a hit that it knows of, and whoever answers for it at this hour: the clock runs. */
export async function ask(tx: Write, hit: HitTable, { at, by, officer, urgency, callback, message }: Question): Promise<HitTable> {
  const record = await tx.findById(hit.record);
  const delegate = hit.owner === hit.finder ? undefined : await findDelegate(tx, record, { owner: hit.owner, finder: hit.finder, at });
  if (delegate !== undefined) await addSide(tx, hit, { organisation: delegate, side: 'delegate', at });
  const called = callback ?? hit.callback ?? (await findDesk(tx, hit.finder)).callback ?? null;
  const change: Partial<HitTable> = {
    state: 'asked', urgency, number: 1, first_asked_at: hit.first_asked_at ?? at, asked_at: at, due_at: at + timeToAnswer(hit, urgency), steps: 0, wanted: null,
    callback: called, message: message ?? hit.message, delegate: delegate ?? hit.delegate, delivered_at: null, read_at: null,
    verdict: null, valid: null, same: null, answered_at: null, answered_by: null, need_until: null, need_reason: null,
  };
  if (hit.owner !== hit.finder) await putAsked(tx, hit, monthOf(hit.first_asked_at ?? at));
  return await settle(tx, hit, change, { at, act: 'asked', ...(by !== undefined && { by }), officer, ...(message !== undefined && { words: message }), whom: 'all' });
}
