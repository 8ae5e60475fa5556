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
import { endRecord } from './end-record.ts';
import { findReading, findSide } from './queries.ts';
import { settle } from './settle.ts';
import { showHits } from './show.ts';
import { CLEARING_MS, isClearing } from './states.ts';
import { putResult } from './statistics.ts';

const HOUR_MS = 3_600_000;

export const OWNER_WRITES: WriteHandlers = {
  ...writeOf(answerHit, async (tx, { asker, at, input: { params, body } }) => {
    const mine = await getToAnswer(tx, asker, params.id, body.despite === true);
    const { hit } = mine;
    requireState(hit, 'open', 'asked', 'need-time');
    const isConfirmed = body.valid === 'yes' && body.same === 'yes';
    if (isConfirmed) await requireRead(tx, mine, asker);
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
    await putResult(tx, hit, { verdict, seconds: hit.first_asked_at === null ? null : Math.round((at - hit.first_asked_at) / 1000), ...inTime(hit, at) });
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

/** Whether the first thing that an owner says comes in time; what it says later changes nothing of that. */
function inTime(hit: HitTable, at: number): { in_time?: number } {
  return hit.number === 1 && hit.state === 'asked' && hit.due_at !== null && at <= hit.due_at && hit.need_until === null ? { in_time: 1 } : {};
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

/** The hit as whoever acted sees it now. */
export async function showAfter(read: Read, hit: HitTable, asker: Pick<Asker, 'number'>, at: number): Promise<Awaited<ReturnType<typeof showHits>>[number]> {
  const side = await findSide(read, hit.id, asker.number);
  const [shown] = side === undefined ? [] : await showHits(read, [{ hit, side }], at);
  if (shown === undefined) throw fail('hit.not-found');
  return shown;
}
