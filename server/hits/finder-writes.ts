/** What the finder does with a hit. */
import { fail } from '@watchword/api/errors.ts';
import { askOwner, noteAnswer, protectHit, releaseHit, reportOutcome, withdrawHit } from '@watchword/api/hits.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { encodeEntry, hitActed } from '#audit/audit.ts';
import { writeOf, type WriteHandlers } from '#door/implement.ts';
import { findOrganisationNumber, organisationCode } from '#organisations/organisations.ts';
import type { HitCheckTable, HitTable } from '#store/hit-tables.ts';
import type { Write } from '#store/store.ts';
import { getFound, requireState } from './access.ts';
import { insertEvent, listChecks } from './queries.ts';
import { ask, release } from './release.ts';
import { addSide, settle } from './settle.ts';
import { showAfter, showHits, showStanding } from './show.ts';
import { answerTime, CLEARING_MS, isHeard } from './states.ts';
import { putResult } from './statistics.ts';

const waits = ({ telling, told_at }: HitCheckTable): boolean => telling === 'on-release' && told_at === null;

export const FINDER_WRITES: WriteHandlers = {
  ...writeOf(askOwner, async (tx, { asker, at, input: { params, body } }) => {
    const { hit } = await getFound(tx, asker, params.id);
    requireState(hit, 'open', 'confirmed', 'not-confirmed');
    const checks = await listChecks(tx, [hit.id]);
    const isTold = checks.some(({ told_at }) => told_at !== null);
    if (!isTold && !checks.some(waits)) throw fail('hit.never-told');
    const question = { at, by: asker.number, officer: asker.actor, urgency: body.urgency, callback: body.callback, message: body.message };
    let asked: HitTable;
    if (isTold) asked = await ask(tx, hit, question);
    else if (asker.permissions.includes('hit:answer')) {
      const released = await release(tx, hit, { at, who: asker, by: asker.number, officer: asker.actor });
      await tx.appendOutbox(encodeEntry(released.entry));
      asked = released.hit.state === 'asked' ? released.hit : await ask(tx, released.hit, question);
    } else {
      // The officer asks; whether the owner is to know is for his desk to say.
      const wish = { wanted: body.urgency, callback: body.callback ?? hit.callback, message: body.message ?? hit.message };
      asked = await settle(tx, hit, wish, { at, act: 'wanted', by: asker.number, officer: asker.actor, words: body.message, seenBy: asker.number, whom: [asker.number] });
    }
    return { answer: await showStanding(tx, asked, at), entry: hitActed(asker, { subject: params.id, act: 'asked', words: body.message }) };
  }),

  ...writeOf(releaseHit, async (tx, { asker, at, input: { params, body } }) => {
    const { hit, side } = await getFound(tx, asker, params.id);
    requireState(hit, 'open', 'asked', 'need-time', 'confirmed', 'not-confirmed');
    const checks = await listChecks(tx, [hit.id]);
    if (!checks.some(waits)) throw fail(checks.some(({ told_at }) => told_at !== null) ? 'hit.state' : 'hit.never-told');
    const wish = body.ask === undefined ? {} : { wanted: body.ask, callback: body.callback ?? hit.callback };
    if (body.note !== undefined) await insertEvent(tx, { hit: hit.id, at, act: 'note', organisation: asker.number, officer: asker.actor, words: body.note, seen_by: asker.number });
    const released = await release(tx, { ...hit, ...wish }, { at, who: asker, by: asker.number, officer: asker.actor });
    const [answer] = await showHits(tx, [{ hit: released.hit, side: { ...side, queue: released.hit.state === 'asked' ? 'waiting' : side.queue, changed_at: at } }], at);
    return { answer: answer as NonNullable<typeof answer>, entry: released.entry };
  }),

  ...writeOf(withdrawHit, async (tx, { asker, at, input: { params, body } }) => {
    const { hit } = await getFound(tx, asker, params.id);
    requireState(hit, 'open', 'asked', 'need-time');
    const withdrawn = await withdraw(tx, hit, { at, by: asker.number, officer: asker.actor, reason: body.reason });
    return { answer: await showStanding(tx, withdrawn, at), entry: hitActed(asker, { subject: params.id, act: 'withdrawn', words: body.reason }) };
  }),

  ...writeOf(reportOutcome, async (tx, { asker, at, input: { params, body } }) => {
    const { hit } = await getFound(tx, asker, params.id);
    requireState(hit, 'open', 'asked', 'need-time', 'confirmed', 'not-confirmed');
    const isFound = body.finding === 'located' || body.finding === 'seized';
    // What nobody has confirmed ends no record; nor does what the finder alone says was confirmed.
    const isConfirmed = hit.state === 'confirmed' && !isHeard(hit);
    const ends = body.finding === 'not-same' || body.finding === 'released' || (isFound && isConfirmed);
    const change: Partial<HitTable> = {
      outcome: body.finding, outcome_at: at,
      ...(ends && { state: 'closed', closed_at: at, releases_at: null, wanted: null }),
      ...(isFound && isConfirmed && { clearing_at: at + CLEARING_MS }),
    };
    await putResult(tx, hit, { outcome: body.finding });
    const reported = await settle(tx, hit, change, { at, act: `outcome-${body.finding}`, by: asker.number, officer: asker.actor, words: body.note, whom: 'all' });
    return { answer: await showStanding(tx, reported, at), entry: hitActed(asker, { subject: params.id, act: `outcome-${body.finding}`, words: body.note }) };
  }),

  ...writeOf(noteAnswer, async (tx, { asker, at, input: { params, body } }) => {
    const { hit } = await getFound(tx, asker, params.id);
    requireState(hit, 'asked', 'need-time');
    const from = body.from === undefined ? hit.owner : findOrganisationNumber(body.from);
    if (hit.owner === hit.finder || from === undefined || (from !== hit.owner && from !== hit.delegate)) throw fail('hit.not-owner');
    const verdict = body.valid === 'yes' && body.same === 'yes' ? 'confirmed' : 'not-confirmed';
    await putResult(tx, hit, { verdict, ...answerTime(hit, at) });
    const change = { state: verdict, verdict, valid: body.valid, same: body.same, instruction: null, answered_at: at, answered_by: asker.number, need_until: null, need_reason: null };
    const words = [verdict, organisationCode(from), body.message, body.note].filter((word) => word !== undefined).join(' ');
    const heard = await settle(tx, hit, change, { at, act: `heard-${body.way}`, by: asker.number, officer: asker.actor, words, whom: 'all' });
    return { answer: await showAfter(tx, heard, asker, at), entry: hitActed(asker, { subject: params.id, act: `heard-${body.way}`, words: body.note }) };
  }),

  ...writeOf(protectHit, async (tx, { asker, at, input: { params, body } }) => {
    const { hit } = await getFound(tx, asker, params.id);
    requireState(hit, 'open', 'asked', 'need-time', 'confirmed', 'not-confirmed');
    const stopped = await stop(tx, hit, { at, by: asker.number, officer: asker.actor, note: body.note });
    return { answer: await showStanding(tx, stopped, at), entry: hitActed(asker, { subject: params.id, act: 'stopped', words: body.note }) };
  }),
};

type Leaving = { readonly at: number; readonly by: number | undefined; readonly officer: string | undefined };

/** Nothing more is asked, and nothing that waits is released. The reason is for the finder alone. */
export async function withdraw(tx: Write, hit: HitTable, { at, by, officer, reason, outcome }: Leaving & { readonly reason: string | undefined; readonly outcome?: string }): Promise<HitTable> {
  if (reason !== undefined) await insertEvent(tx, { hit: hit.id, at, act: 'note', organisation: by ?? null, officer: officer ?? null, words: reason, seen_by: hit.finder });
  return await settle(tx, hit, { state: 'withdrawn', closed_at: at, releases_at: null, wanted: null, ...(outcome !== undefined && { outcome, outcome_at: at }) }, { at, act: 'withdrawn', ...(by !== undefined && { by }), officer, whom: 'all' });
}

/** For the owner it is withdrawn; the finder and the compliance desk know why. */
async function stop(tx: Write, hit: HitTable, { at, by, officer, note }: Leaving & { readonly note: string | undefined }): Promise<HitTable> {
  const secretariat = findOrganisationNumber(SECRETARIAT) ?? 0;
  const common = { hit: hit.id, at, officer: officer ?? null };
  for (const owner of [hit.owner, hit.delegate]) {
    if (owner !== null && owner !== hit.finder && owner !== secretariat) await insertEvent(tx, { ...common, act: 'withdrawn', organisation: by ?? null, officer: null, words: null, seen_by: owner });
  }
  await insertEvent(tx, { ...common, act: 'stopped', organisation: by ?? null, words: note ?? null, seen_by: secretariat });
  if (hit.owner !== secretariat || hit.owner === hit.finder) await addSide(tx, hit, { organisation: secretariat, side: 'secretariat', at });
  const change = { state: 'stopped', stopped_at: at, releases_at: null, wanted: null };
  return await settle(tx, hit, change, { at, act: 'stopped', ...(by !== undefined && { by }), officer, words: note, seenBy: hit.finder, whom: 'all' });
}
