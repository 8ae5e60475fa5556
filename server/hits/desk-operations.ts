/** Settings of a duty desk and its handovers, as writes. */
import { fail } from '@watchword/api/errors.ts';
import { handOver, setHitDesk, takeOver, type Handover, type HitDesk } from '@watchword/api/hits/desk.ts';
import type { Hit } from '@watchword/api/hits.ts';
import { formatMoment } from '@watchword/api/dates.ts';
import { idBytes, idFromBytes, newId, parseId } from '@watchword/api/ids.ts';
import { deskActed } from '#audit/audit.ts';
import { writeOf, type WriteHandlers } from '#door/implement.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { HitHandoverTable } from '#store/hit-tables.ts';
import type { Read } from '#store/store.ts';
import { isTimeZone, putDesk } from './desk.ts';
import { listDesk } from './queries.ts';
import { showHits } from './show.ts';

/** Lists that the next shift has to know of, and how many hits of them at most. */
const OPEN_QUEUES = ['alerts', 'to-answer', 'to-release', 'waiting', 'answered', 'clearing', 'escalated', 'stopped'] as const;
export const MOST_OPEN = 200;
const LAST = 10;

export const DESK_OPERATION_WRITES: WriteHandlers = {
  ...writeOf(setHitDesk, async (tx, { asker, at, input: { body } }) => {
    if (asker.unit !== undefined) throw fail('access.forbidden', { detail: 'The duty desk is the one of the bureau.' });
    requireSettings(body, asker.organisation);
    await putDesk(tx, asker.number, body, at);
    await tx.appendChange({ at, kind: 'hits.changed' });
    return { answer: body, entry: deskActed(asker, { act: 'set-up' }) };
  }),

  ...writeOf(handOver, async (tx, { asker, at, input: { body } }) => {
    const { open } = await listOpen(tx, { organisation: asker.number, sides: ['finder', 'owner', 'own', 'delegate'], at });
    const items = open.map((hit): Handover['items'][number] => ({ hit: hit.id, state: hit.state, waitingFor: waitsForOther(hit) ? 'other' : 'own', ...(hit.deadline !== undefined && { deadline: hit.deadline }), ...(hit.note !== undefined && { note: hit.note }) }));
    const row: HitHandoverTable = { id: idBytes(newId('hov', at)), organisation: asker.number, at, officer: asker.actor, note: body.note, items: JSON.stringify(items), taken_at: null, taken_by: null };
    await tx.db.insertInto('hit_handover').values(row).execute();
    await tx.appendChange({ at, kind: 'hits.changed' });
    return { answer: presentHandover(row), entry: deskActed(asker, { act: 'handed-over', subject: idFromBytes('hov', row.id) }) };
  }),

  ...writeOf(takeOver, async (tx, { asker, at, input: { params } }) => {
    const id = parseId('hov', params.id);
    const row = id === undefined ? undefined : await tx.db.selectFrom('hit_handover').selectAll().where('id', '=', idBytes(id)).executeTakeFirst();
    if (row === undefined || row.organisation !== asker.number) throw fail('handover.not-found');
    if (row.taken_at !== null || row.officer === asker.actor) throw fail('handover.signed');
    const taken = { taken_at: at, taken_by: asker.actor };
    await tx.db.updateTable('hit_handover').set(taken).where('id', '=', row.id).execute();
    await tx.appendChange({ at, kind: 'hits.changed' });
    return { answer: presentHandover({ ...row, ...taken }), entry: deskActed(asker, { act: 'taken-over', subject: params.id }) };
  }),
};

function requireSettings(desk: HitDesk, own: string): void {
  const fault = (pointer: string, code: string, detail: string): Error => fail('request.invalid', { errors: [{ pointer, code, detail }] });
  if (!isTimeZone(desk.timeZone)) throw fault('/timeZone', 'unknown', 'There is no such time zone. Write it as Europe/Paris.');
  if (desk.delegate === own) throw fault('/delegate', 'own', 'Name another bureau.');
  const unknown = [desk.delegate, ...desk.answersFor].find((code) => code !== undefined && findOrganisationNumber(code) === undefined);
  if (unknown !== undefined) throw fail('organisation.not-found');
  if (desk.delegate !== undefined && desk.hours === undefined) throw fault('/hours', 'missing', 'Say when your desk is there: the delegate answers at all other times.');
}

const waitsForOther = ({ state, side }: Hit): boolean => (side === 'finder' ? state === 'asked' || state === 'need-time' : state === 'confirmed' || state === 'not-confirmed');

/** What is open at a desk: what is due first before the rest. */
export async function listOpen(read: Read, { organisation, sides, at }: { organisation: number; sides: readonly string[]; at: number }): Promise<{ open: Hit[]; more: boolean }> {
  const found = await listDesk(read, { organisation, queues: OPEN_QUEUES, sides, limit: MOST_OPEN + 1 });
  const open = await showHits(read, found.slice(0, MOST_OPEN), at);
  return { open: open.toSorted((one, other) => ((one.deadline ?? '9') < (other.deadline ?? '9') ? -1 : 1)), more: found.length > MOST_OPEN };
}

/** The last handovers of a desk, newest first. */
export async function listHandovers(read: Read, organisation: number): Promise<Handover[]> {
  return (await read.db.selectFrom('hit_handover').selectAll().where('organisation', '=', organisation).orderBy('id', 'desc').limit(LAST).execute()).map(presentHandover);
}

function presentHandover(row: HitHandoverTable): Handover {
  return {
    id: idFromBytes('hov', row.id), at: formatMoment(Number(row.at)), by: row.officer, note: row.note, items: JSON.parse(row.items) as Handover['items'],
    ...(row.taken_at !== null && { takenAt: formatMoment(Number(row.taken_at)) }), ...(row.taken_by !== null && { takenBy: row.taken_by }),
  };
}
