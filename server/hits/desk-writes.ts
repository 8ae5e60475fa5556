/** What a desk does among itself, and what the compliance desk decides. */
import { fail } from '@watchword/api/errors.ts';
import { assignHit, decideProtection, mergeHits, noteHit } from '@watchword/api/hits.ts';
import { hitActed } from '#audit/audit.ts';
import { writeOf, type WriteHandlers } from '#door/implement.ts';
import type { HitSideTable, HitTable } from '#store/hit-tables.ts';
import type { Write } from '#store/store.ts';
import { getMine } from './access.ts';
import { insertEvent, listGroup, shield, updateSide } from './queries.ts';
import { settle, type Step } from './settle.ts';
import { showAfter } from './show.ts';

export const DESK_WRITES: WriteHandlers = {
  ...writeOf(noteHit, async (tx, { asker, at, input: { params, body } }) => {
    const { hit, side } = await getMine(tx, asker, params.id);
    await changeSide(tx, { hit, side }, { note: body.text }, { at, act: 'note', by: asker.number, officer: asker.actor, words: body.text, seenBy: asker.number });
    return { answer: await showAfter(tx, hit, asker, at), entry: hitActed(asker, { subject: params.id, act: 'note', words: body.text }) };
  }),

  ...writeOf(assignHit, async (tx, { asker, at, input: { params, body } }) => {
    const { hit, side } = await getMine(tx, asker, params.id);
    const { assigned } = side;
    if (assigned !== null && assigned !== asker.actor && body.despite !== true) throw fail('hit.taken');
    if ((body.do === 'assign') !== (body.to !== undefined)) throw fail('request.invalid', { errors: [{ pointer: '/to', code: 'with-assign', detail: 'Name a colleague with assign, and with nothing else.' }] });
    const to = body.do === 'take' ? asker.actor : body.do === 'assign' ? (body.to ?? null) : null;
    const change: Partial<HitSideTable> = { assigned: to, assigned_at: to === null ? null : at, ...(body.do === 'done' && { queue: 'done' }) };
    await changeSide(tx, { hit, side }, change, { at, act: body.do, by: asker.number, officer: asker.actor, words: body.to, seenBy: asker.number });
    return { answer: await showAfter(tx, hit, asker, at), entry: hitActed(asker, { subject: params.id, act: body.do, words: body.to }) };
  }),

  ...writeOf(mergeHits, async (tx, { asker, at, input: { params, body } }) => {
    const { hit, side } = await getMine(tx, asker, params.id);
    const others = [];
    for (const id of body.with) others.push(await getMine(tx, asker, id));
    if (others.length === 0) {
      const rest = side.merged === null ? [] : (await listGroup(tx, side.merged, asker.number)).filter((one) => Buffer.compare(one.hit, hit.id) !== 0);
      // One alone is no group.
      if (rest.length === 1) for (const one of rest) await updateSide(tx, one, { merged: null });
      await changeSide(tx, { hit, side }, { merged: null }, { at, act: 'unmerged', by: asker.number, officer: asker.actor, seenBy: asker.number });
    } else {
      const group = side.merged ?? others.map((one) => one.side.merged).find((merged) => merged !== null) ?? hit.id;
      const members = [{ hit, side }, ...others];
      for (const old of new Set(others.flatMap((one) => one.side.merged ?? []))) for (const one of await listGroup(tx, old, asker.number)) await updateSide(tx, one, { merged: group });
      for (const member of members) await changeSide(tx, member, { merged: group }, { at, act: 'merged', by: asker.number, officer: asker.actor, seenBy: asker.number });
    }
    return { answer: await showAfter(tx, hit, asker, at), entry: hitActed(asker, { subject: params.id, act: others.length === 0 ? 'unmerged' : 'merged', ...(others.length > 0 && { words: body.with.join(' ') }) }) };
  }),

  ...writeOf(decideProtection, async (tx, { asker, at, input: { params, body } }) => {
    const { hit, side } = await getMine(tx, asker, params.id);
    if (side.side !== 'secretariat') throw fail('hit.not-found');
    if (hit.state !== 'stopped') throw fail('hit.state', { detail: 'It is not stopped.' });
    const isProtected = body.finding === 'protected';
    if (isProtected) await shield(tx, hit.id);
    const step = { at, act: isProtected ? 'protected' : 'lifted', by: asker.number, words: body.note };
    await insertEvent(tx, { hit: hit.id, at, act: step.act, organisation: asker.number, officer: asker.actor, words: body.note, seen_by: asker.number });
    const change: Partial<HitTable> = isProtected ? { shielded: 1, state: 'closed', closed_at: at } : { state: 'open', stopped_at: null };
    // An owner that was told it was withdrawn learns nothing more of one that is protected.
    const decided = await settle(tx, hit, change, { ...step, seenBy: hit.finder, whom: isProtected ? [hit.finder, asker.number] : 'all' });
    return { answer: await showAfter(tx, decided, asker, at), entry: hitActed(asker, { subject: params.id, act: step.act, words: body.note }) };
  }),
};

/** A change of one desk alone: nobody else hears of it. */
async function changeSide(tx: Write, { hit, side }: { readonly hit: HitTable; readonly side: HitSideTable }, change: Partial<HitSideTable>, step: Step): Promise<void> {
  await settle(tx, hit, {}, { ...step, whom: [side.organisation] });
  await updateSide(tx, side, change);
}
