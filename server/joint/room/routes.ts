/** The operations of the room. */
import { fail } from '@watchword/api/errors.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import type { Countable } from '@watchword/api/joint/files.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import { readFeed, readMap, readRoom, type Heard } from '@watchword/api/joint/room.ts';
import { count } from '@watchword/sdk/joint/count.ts';
import { totalsOf } from '@watchword/sdk/joint/tables.ts';
import { jointRead } from '#audit/audit.ts';
import { onRead, type Implementation } from '#door/implement.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { JointIncidentTable } from '#store/joint-tables.ts';
import type { Ask, Read } from '#store/store.ts';
import { countsSeen, getMine, readsIncident, requireRole, type Mine } from '../access.ts';
import { roomForPartner } from '../present.ts';
import { listLatest, listReceived } from '../queries.ts';
import { momentOf } from '../moments.ts';
import type { Narrowing, ROOM_QUESTIONS } from './questions.ts';

type Parts = { readonly read: Read; readonly ask: Ask<typeof ROOM_QUESTIONS> };

export function roomRoutes({ read, ask }: Parts): Implementation[] {
  return [
    onRead(readRoom, async ({ asker, at, input: { params, query: { cutOff: text, ...narrowing } } }) => {
      const mine = await getMine(read, asker, params.id);
      const isPartner = mine.me.role === 'partner';
      if (isPartner && Object.values(narrowing).some((one) => one !== undefined)) throw fail('joint.role', { detail: 'A partner reads totals.' });
      const [countries, cutOff] = [countsSeen(mine.members, mine.me), momentOf(text, at)];
      const since = midnightBefore(cutOff);
      const numbers = await ask('joint.room', { operation: params.id, countries, cutOff, isLive: text === undefined, narrowing, since });
      const answer = { at: cutOff, since, countries: isPartner ? [] : countries, ...(isPartner ? roomForPartner(numbers) : numbers) };
      return { answer, entry: (response) => jointRead(asker, { subject: params.id, what: 'room', count: numbers.incidents.standing, response }) };
    }),
    onRead(readMap, async ({ asker, at, input: { params, query: { cutOff: text, ...narrowing } } }) => {
      const mine = await getMine(read, asker, params.id);
      requireRole(mine, 'coordinator', 'participant');
      const cutOff = momentOf(text, at);
      const found = await ask('joint.map', { operation: params.id, countries: countsSeen(mine.members, mine.me), cutOff, isLive: text === undefined, narrowing: narrowing satisfies Narrowing, viewer: asker.number });
      return { answer: { at: cutOff, ...found }, entry: (response) => jointRead(asker, { subject: params.id, what: 'map', count: found.places.length, response }) };
    }),
    onRead(readFeed, async ({ asker, input: { params, query: { country, before, limit = 30 } } }) => {
      const mine = await getMine(read, asker, params.id);
      requireRole(mine, 'coordinator', 'participant');
      const seen = new Set(countsSeen(mine.members, mine.me).filter((one) => country === undefined || one === country));
      const organisations = mine.members.map(({ organisation }) => organisation).filter((number) => seen.has(organisationCode(number)));
      const rows = await listReceived(read, mine.operation.id, { organisations, before, limit });
      const items = await tellAll(read, mine, rows);
      const last = rows.at(-1);
      return { answer: { items, ...(rows.length === limit && last !== undefined && { next: last.seq }) }, entry: (response) => jointRead(asker, { subject: params.id, what: 'feed', count: items.length, response }) };
    }),
  ];
}

/** Whether somebody reads a report is told by its last version; others read that version, and its own country each. */
async function tellAll(read: Read, mine: Mine, rows: readonly JointIncidentTable[]): Promise<Heard[]> {
  const latest = new Map((await listLatest(read, mine.operation.id, rows.map(({ id }) => id))).map((row) => [idFromBytes('inc', row.id), row]));
  return rows.map((row): Heard => {
    const [incident, country] = [idFromBytes('inc', row.id), organisationCode(row.organisation)];
    const last = latest.get(incident) ?? row;
    const isShown = readsIncident(mine, { country, share: last.share });
    const isTold = isShown && (row.organisation === mine.me.organisation || row.version === last.version);
    return { number: row.seq, country, receivedAt: new Date(row.received_at).toISOString(), act: row.withdrawn === 1 ? 'withdrawn' : row.version > 1 ? 'corrected' : 'reported', ...(isShown && { incident }), ...(isTold && { report: reportOf(row) }) };
  });
}

function reportOf({ content, counted }: JointIncidentTable): NonNullable<Heard['report']> {
  const { kind, at, place } = JSON.parse(content) as IncidentContent;
  const report = JSON.parse(counted) as Countable;
  return { kind, at, place: place.name, counts: { ...totalsOf(count({ standing: [{ report, ms: 0, day: '' }], links: [], rates: [] }).rows) } };
}

/** The last midnight of UTC before a moment: numbers of a wall are compared with what they were then. */
function midnightBefore(moment: string): string {
  return new Date(Math.floor((Date.parse(moment) - 1) / 86_400_000) * 86_400_000).toISOString();
}
