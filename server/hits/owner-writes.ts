/** What the owner does with a hit, or whoever answers for it. */
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { fail } from '@watchword/api/errors.ts';
import { answerHit, clearHit, needTime } from '@watchword/api/hits.ts';
import { LONGEST_NEED_TIME_HOURS } from '@watchword/api/hits/policy.ts';
import { encodeEntry, hitActed } from '#audit/audit.ts';
import type { Asker } from '#door/calls.ts';
import { writeOf, type WriteHandlers } from '#door/implement.ts';
import { findPhotos } from '#photos/photos.ts';
import type { HitTable } from '#store/hit-tables.ts';
import type { Read } from '#store/store.ts';
import { getToAnswer, requireState, type Mine } from './access.ts';
import { findDesk } from './desk.ts';
import { endRecord } from './end-record.ts';
import { findReading, listEvents } from './queries.ts';
import { settle } from './settle.ts';
import { showAfter } from './show.ts';
import { answerTime, CLEARING_MS, inTime, isClearing, isHeard } from './states.ts';
import { putResult } from './statistics.ts';

const HOUR_MS = 3_600_000;

export const OWNER_WRITES: WriteHandlers = {
  ...writeOf(answerHit, async (tx, { asker, at, input: { params, body } }) => {
    const mine = await getToAnswer(tx, asker, params.id, body.despite === true);
    const { hit } = mine;
    if (!isHeard(hit)) requireState(hit, 'open', 'asked', 'need-time');
    const isConfirmed = body.valid === 'yes' && body.same === 'yes';
    if (isConfirmed) {
      await requireRead(tx, mine, asker);
      if (await lacksSecond(tx, mine, asker)) {
        const proposed = await settle(tx, hit, {}, { at, act: PROPOSED, by: asker.number, officer: asker.actor, words: body.instruction, seenBy: asker.number, whom: [asker.number] });
        return { answer: await showAfter(tx, proposed, asker, at), entry: hitActed(asker, { subject: params.id, act: PROPOSED, words: body.instruction }) };
      }
    }
    if (body.withdraw !== undefined) {
      if (body.valid === 'yes') throw fail('request.invalid', { errors: [{ pointer: '/withdraw', code: 'still-valid', detail: 'A record that is valid is not withdrawn here.' }] });
      if (mine.side.side === 'delegate') throw fail('hit.not-owner');
      const entry = await endRecord(tx, { asker, at, hit, ...body.withdraw });
      if (entry !== undefined) await tx.appendOutbox(encodeEntry(entry));
    }
    const verdict = isConfirmed ? 'confirmed' : 'not-confirmed';
    const isFound = isConfirmed && (hit.outcome === 'located' || hit.outcome === 'seized');
    const change: Partial<HitTable> = {
      state: isFound ? 'closed' : verdict, verdict, valid: body.valid, same: body.same, instruction: body.instruction ?? null, answered_at: at, answered_by: asker.number, need_until: null, need_reason: null,
      ...(isFound && { closed_at: at, clearing_at: at + CLEARING_MS }),
    };
    // What the finder had noted was counted when it came.
    await putResult(tx, hit, { verdict, ...(!isHeard(hit) && answerTime(hit, at)) });
    const answered = await settle(tx, hit, change, { at, act: verdict, by: asker.number, officer: asker.actor, words: body.instruction, whom: 'all' });
    return { answer: await showAfter(tx, answered, asker, at), entry: hitActed(asker, { subject: params.id, act: verdict, words: body.instruction }) };
  }),

  ...writeOf(needTime, async (tx, { asker, at, input: { params, body } }) => {
    const { hit } = await getToAnswer(tx, asker, params.id, body.despite === true);
    requireState(hit, 'asked', 'need-time');
    const until = Date.parse(body.until);
    if (!(until > at && until <= at + LONGEST_NEED_TIME_HOURS * HOUR_MS)) throw fail('request.invalid', { errors: [{ pointer: '/until', code: 'range', detail: `A moment within the next ${LONGEST_NEED_TIME_HOURS} hours.` }] });
    await putResult(tx, hit, inTime(hit, at));
    const waiting = await settle(tx, hit, { state: 'need-time', need_until: until, need_reason: body.reason ?? null }, { at, act: 'need-time', by: asker.number, officer: asker.actor, words: body.reason, whom: 'all' });
    return { answer: await showAfter(tx, waiting, asker, at), entry: hitActed(asker, { subject: params.id, act: 'need-time', words: body.reason }) };
  }),

  ...writeOf(clearHit, async (tx, { asker, at, input: { params, body } }) => {
    const { hit, side } = await getToAnswer(tx, asker, params.id, true);
    if (side.side === 'delegate') throw fail('hit.not-owner');
    if (!isClearing(hit)) throw fail('hit.state', { detail: 'The record does not wait to be cleared.' });
    if (body.do === 'keep' && body.note === undefined) throw fail('request.invalid', { errors: [{ pointer: '/note', code: 'missing', detail: 'Say why the record stands although it was located.' }] });
    const entry = body.do === 'clear' ? await endRecord(tx, { asker, at, hit, reason: 'located', note: body.note }) : undefined;
    if (entry !== undefined) await tx.appendOutbox(encodeEntry(entry));
    const act = body.do === 'clear' ? 'cleared' : 'kept';
    const cleared = await settle(tx, hit, { cleared: act }, { at, act, by: asker.number, officer: asker.actor, words: body.note, whom: 'all' });
    return { answer: await showAfter(tx, cleared, asker, at), entry: hitActed(asker, { subject: params.id, act, words: body.note }) };
  }),
};

/** A confirmation that waits for a second person. */
const PROPOSED = 'confirm-proposed';

/** Whether this confirmation of a person is only proposed by it: the desk wants two persons, and nobody else has proposed it since the owner has the hit and the record is as it is. */
async function lacksSecond(read: Read, { hit }: Mine, { number, actor }: Asker): Promise<boolean> {
  if (!getDatabaseByNumber(hit.database).personal || (await findDesk(read, number)).fourEyes !== true) return false;
  const since = Math.max(hit.asked_at ?? 0, hit.released_at ?? hit.opened_at, (await read.findById(hit.record))?.amended_at ?? 0);
  return !(await listEvents(read, hit.id)).some(({ act, organisation, officer, at }) => act === PROPOSED && organisation === number && officer !== actor && at >= since);
}

/** To confirm a person, who confirms must have opened the record, and a photograph where there is one, since the owner has the hit. @throws `hit.unread` */
async function requireRead(read: Read, { hit }: Mine, asker: Asker): Promise<void> {
  if (!getDatabaseByNumber(hit.database).personal) return;
  const { record: hasRecord, photo: hasPhoto } = await findOpened(read, hit, asker);
  if (!hasRecord || !hasPhoto) throw fail('hit.unread', { errors: [...(hasRecord ? [] : [{ pointer: '', code: 'record', detail: 'Open the record.' }]), ...(hasPhoto ? [] : [{ pointer: '', code: 'photo', detail: 'Open a photograph of it.' }])] });
}

/** What this officer has opened since the owner has the hit and the record is as it is. A record without a photograph counts as one whose photograph was seen. */
export async function findOpened(read: Read, hit: HitTable, { number, actor }: Pick<Asker, 'number' | 'actor'>): Promise<{ record: boolean; photo: boolean }> {
  const record = await read.findById(hit.record);
  if (record === undefined) return { record: false, photo: false };
  const since = Math.max(hit.released_at ?? hit.opened_at, record.amended_at ?? 0);
  const reading = await findReading(read, { record: hit.record, organisation: number, actor });
  const pictures = await findPhotos(read, [record], hit.owner);
  return { record: (reading?.record_at ?? 0) >= since, photo: !pictures.has(record.row) || (reading?.photo_at ?? 0) >= since };
}
