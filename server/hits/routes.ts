/** The operations of hits. */
import { calendarOfDay, dayOfCalendar, dayOfMs } from '@watchword/api/dates.ts';
import { fail } from '@watchword/api/errors.ts';
import { getHitDesk, handOver, readAnswerTimes, readHandover, setHitDesk, takeOver } from '@watchword/api/hits/desk.ts';
import { clearHolder, decideDoubt, doubtRecord, endClearance, listClearances, listDoubts } from '@watchword/api/hits/reviews.ts';
import {
  answerHit, askOwner, assignHit, clearHit, decideProtection, getHit, HIT_QUEUES, listHits, listHitsOfCheck, mergeHits, needTime, noteAnswer, noteHit, protectHit, readHitRecord, releaseHit, reportOutcome, withdrawHit, type HitSide, type HitStanding,
} from '@watchword/api/hits.ts';
import { idBytes, parseId, type Id, type IdPrefix } from '@watchword/api/ids.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { hitRead, hitsListed, recordRead } from '#audit/audit.ts';
import { onRead, onWrite, type Implementation, type Prepare } from '#door/implement.ts';
import { findOrganisationNumber, organisationCode } from '#organisations/organisations.ts';
import { findPhotos } from '#photos/photos.ts';
import { presentRecord } from '#records/records.ts';
import { SMALLEST } from '#oversight/oversight.ts';
import type { HitCheckTable } from '#store/hit-tables.ts';
import type { Read } from '#store/store.ts';
import { getMine, sidesFor } from './access.ts';
import { findDesk, isOpen } from './desk.ts';
import { listHandovers, listOpen } from './desk-operations.ts';
import { listClearanceRows, listDoubtRows } from './doubt-queries.ts';
import { presentClearance, presentDoubt } from './doubts.ts';
import { findOpened } from './owner-writes.ts';
import { presentCheck, presentEvent } from './present.ts';
import { findHit, listByCheck, listChecks, listDesk, listEvents } from './queries.ts';
import { showHits, showStanding } from './show.ts';
import type { Seen } from './slices.ts';
import { listAnswerTimes } from './statistics.ts';

/** `seen`: told of what an owner has seen. `heard`: resolves when what was heard so far is in the store. */
export type HitParts = { readonly read: Read; readonly seen: (seen: readonly Seen[]) => void; readonly heard: () => Promise<void> };

const MOST_CHECKS = 50;
const OPEN_QUEUES = HIT_QUEUES.filter((queue) => queue !== 'done');

/** All of them. */
export function hitRoutes(parts: HitParts): Implementation[] {
  const writes = [askOwner, releaseHit, withdrawHit, reportOutcome, clearHit, protectHit, decideProtection, noteAnswer, noteHit, assignHit, mergeHits, needTime, setHitDesk, handOver, takeOver, doubtRecord, decideDoubt, clearHolder, endClearance];
  // What an officer has just opened must count when he confirms.
  const afterHearing: Prepare = async (call) => {
    await parts.heard();
    return call;
  };
  return [...readRoutes(parts), ...deskRoutes(parts), ...writes.map((operation) => onWrite(operation)), onWrite(answerHit, afterHearing)];
}

function readRoutes({ read, seen }: HitParts): Implementation[] {
  return [
    onRead(listHits, async ({ asker, at, input: { query } }) => {
      const { limit = 50, queue, assigned, record } = query;
      const found = await listDesk(read, {
        organisation: asker.number, queues: queue === undefined ? OPEN_QUEUES : [queue], sides: sidesFor(asker), limit: limit + 1,
        assigned: assigned === undefined ? undefined : assigned === 'me' ? asker.actor : null,
        record: record === undefined ? undefined : idBytes(record as Id<'rec'>), before: parseCursor('hit', query.cursor),
      });
      const page = found.slice(0, limit);
      seen(page.filter(({ side }) => side.side === 'owner' || side.side === 'delegate').map(({ hit }) => ({ hit: hit.id, organisation: asker.number, at, how: 'delivered' })));
      const items = await showHits(read, page, at);
      const last = items.at(-1);
      return { answer: found.length > limit && last !== undefined ? { items, nextCursor: last.id } : { items }, entry: (response) => hitsListed(asker, { what: 'hits', count: items.length, response }) };
    }),
    onRead(getHit, async ({ asker, at, input: { params } }) => {
      const { hit, side } = await getMine(read, asker, params.id);
      const [shown] = await showHits(read, [{ hit, side }], at);
      if (shown === undefined) throw fail('hit.not-found');
      const as = side.side as HitSide;
      const isOwners = as === 'owner' || as === 'delegate';
      const checks = (await listChecks(read, [hit.id])).filter(({ told_at }) => !isOwners || told_at !== null).slice(-MOST_CHECKS);
      // What was done before the owner was told is none of its business, nor when.
      const since = isOwners ? Math.min(...checks.map(({ told_at }) => told_at ?? Infinity)) : 0;
      const events = (await listEvents(read, hit.id)).filter(({ seen_by, at: done }) => (seen_by === null || seen_by === asker.number) && done >= since);
      if (isOwners) seen([{ hit: hit.id, organisation: asker.number, at, how: 'opened' }]);
      const answer = { ...shown, all: checks.map((check) => presentCheck(check, as)), events: events.map((event) => presentEvent(event, asker.number)), read: await findOpened(read, hit, asker) };
      return { answer, entry: (response) => hitRead(asker, { subject: params.id, response }) };
    }),
    onRead(listHitsOfCheck, async ({ asker, at, input: { params } }) => {
      const mine = (await listByCheck(read, idBytes(params.id as Id<'chk'>))).filter(({ discreet, officer }) => discreet === 0 && (officer === asker.actor || asker.permissions.includes('hit:read')));
      const items = await Promise.all(mine.map(async (check) => await standingOf(read, check, { number: asker.number, at })));
      const found = items.filter((item) => item !== undefined);
      return { answer: { items: found }, entry: (response) => hitsListed(asker, { what: 'of-check', count: found.length, response }) };
    }),
    onRead(readHitRecord, async ({ asker, at, input: { params } }) => {
      const { hit, side } = await getMine(read, asker, params.id);
      const isStopped = hit.state === 'stopped' || hit.shielded === 1;
      // A delegate has the owner's file for as long as it answers for it.
      if (!['owner', 'own', 'delegate'].includes(side.side) || (side.side === 'delegate' && (isStopped || !['open', 'asked', 'need-time'].includes(hit.state)))) throw fail('hit.not-found');
      const record = await read.findById(hit.record);
      if (record === undefined) throw fail('record.not-found');
      const photos = (await findPhotos(read, [record], record.owner)).get(record.row) ?? [];
      const answer = { record: presentRecord(record, { at }), photos: [...photos] };
      return { answer, entry: (response) => recordRead(asker, { database: answer.record.database, owner: answer.record.owner, subject: answer.record.id, response }) };
    }),
  ];
}

async function standingOf(read: Read, check: HitCheckTable, { number, at }: { number: number; at: number }): Promise<HitStanding | undefined> {
  const hit = await findHit(read, check.hit);
  return hit === undefined || hit.finder !== number ? undefined : await showStanding(read, hit, at);
}

function deskRoutes({ read }: HitParts): Implementation[] {
  return [
    onRead(getHitDesk, async ({ asker, at }) => {
      const desk = await findDesk(read, asker.number);
      const delegate = desk.delegate === undefined ? undefined : findOrganisationNumber(desk.delegate);
      const agrees = delegate === undefined ? undefined : (await findDesk(read, delegate)).answersFor.includes(organisationCode(asker.number));
      const answer = { ...desk, open: isOpen(desk, at), ...(agrees !== undefined && { delegateAgrees: agrees }) };
      return { answer, entry: (response) => hitsListed(asker, { what: 'desk', count: 1, response }) };
    }),
    onRead(readHandover, async ({ asker, at }) => {
      const { open, more } = await listOpen(read, { organisation: asker.number, sides: sidesFor(asker), at });
      const answer = { open, ...(more && { more: true as const }), last: await listHandovers(read, asker.number) };
      return { answer, entry: (response) => hitsListed(asker, { what: 'handover', count: open.length, response }) };
    }),
    onRead(readAnswerTimes, async ({ asker, at, input: { query } }) => {
      const [year = 0, month = 1] = query.month.split('-').map(Number);
      const first = dayOfCalendar({ year, month, day: 1 });
      if (first >= dayOfCalendar({ ...calendarOfDay(dayOfMs(at)), day: 1 })) throw fail('statistics.not-over');
      const { items, outcomes } = await listAnswerTimes(read, first);
      return { answer: { month: query.month, items, smallest: SMALLEST, outcomes }, entry: (response) => hitsListed(asker, { what: 'answer-times', count: items.length, response }) };
    }),
    onRead(listDoubts, async ({ asker, input: { query } }) => {
      const { limit = 50, state } = query;
      const isCompliance = asker.organisation === SECRETARIAT && asker.permissions.includes('record:review');
      const found = await listDoubtRows(read, { organisation: isCompliance ? undefined : asker.number, state, before: parseCursor('dbt', query.cursor), limit: limit + 1 });
      const items = found.slice(0, limit).map(presentDoubt);
      const last = items.at(-1);
      return { answer: found.length > limit && last !== undefined ? { items, nextCursor: last.id } : { items }, entry: (response) => hitsListed(asker, { what: 'doubts', count: items.length, response }) };
    }),
    onRead(listClearances, async ({ asker, at, input: { query } }) => {
      const { limit = 50 } = query;
      const found = await listClearanceRows(read, { owner: asker.number, before: parseCursor('clr', query.cursor), limit: limit + 1 });
      const items = found.slice(0, limit).map((row) => presentClearance(row, at));
      const last = items.at(-1);
      return { answer: found.length > limit && last !== undefined ? { items, nextCursor: last.id } : { items }, entry: (response) => hitsListed(asker, { what: 'clearances', count: items.length, response }) };
    }),
  ];
}

/** The cursor is the id of the last thing that was listed. @throws `request.cursor` */
function parseCursor(prefix: IdPrefix, cursor: string | undefined): Uint8Array | undefined {
  if (cursor === undefined) return undefined;
  const id = parseId(prefix, cursor);
  if (id === undefined) throw fail('request.cursor');
  return idBytes(id);
}
