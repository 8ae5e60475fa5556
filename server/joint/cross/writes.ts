/** What the desks do with links and possible duplicates, and the reason for which a report is compared. */
import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, type Id } from '@watchword/api/ids.ts';
import { decideDuplicate, releaseLink, runCrossCheck } from '@watchword/api/joint/cross.ts';
import type { Decision } from '@watchword/api/joint/cross-words.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import { jointActed } from '#audit/audit.ts';
import { writeOf, type WriteHandlers } from '#door/implement.ts';
import type { JointDuplicateTable } from '#store/cross-tables.ts';
import type { Write } from '#store/store.ts';
import { getMine, requireRole, requireState, type Mine } from '../access.ts';
import { tellCounted } from '../incident-writes.ts';
import { insertLink, listVersions, undoLink } from '../queries.ts';
import { presentCrossCheck } from './checked.ts';
import { compareReported } from './compare.ts';
import { THING_KINDS } from './equal.ts';
import { tellSides } from './links.ts';
import { presentDuplicate, presentLink, sideOf } from './present.ts';
import { findDuplicate, findLinked, insertDecision, listDecisions, updateSide } from './queries.ts';

export const CROSS_WRITES: WriteHandlers = {
  ...writeOf(releaseLink, async (tx, { asker, at, input: { params, body: { parts, reason } } }) => {
    const mine = await getMine(tx, asker, params.id);
    requireRole(mine, 'coordinator', 'participant');
    const id = idBytes(params.link as Id<'lnk'>);
    const linked = await findLinked(tx, id);
    const side = linked === undefined ? undefined : sideOf(linked, mine);
    if (linked === undefined || side === undefined) throw fail('joint.link-not-found');
    await updateSide(tx, side, parts.length === 0 ? { parts: null, released_at: null, actor: null, reason: null } : { parts: JSON.stringify(parts), released_at: at, actor: asker.actor, reason });
    await tellSides(tx, linked, at);
    const now = (await findLinked(tx, id)) ?? linked;
    return { answer: await presentLink(tx, now, mine), entry: jointActed(asker, { operation: params.id, subject: params.link, act: parts.length === 0 ? 'hold link' : `release ${parts.join(' ')}`, words: reason }) };
  }),
  ...writeOf(decideDuplicate, async (tx, { asker, at, input: { params, body: { decision, reason } } }) => {
    const mine = await getMine(tx, asker, params.id);
    requireRole(mine, 'coordinator', 'participant');
    requireState(mine, 'open', 'ended');
    const row = await findDuplicate(tx, idBytes(params.duplicate as Id<'dup'>));
    const isMine = row !== undefined && row.gone_at === null && Buffer.compare(row.operation, mine.operation.id) === 0 && [row.one_organisation, row.other_organisation].includes(mine.me.organisation);
    if (!isMine) throw fail('joint.duplicate-not-found');
    // Two decisions of one moment are two: the later one counts.
    const last = (await listDecisions(tx, [row.id])).findLast(({ organisation }) => organisation === mine.me.organisation);
    await insertDecision(tx, { duplicate: row.id, organisation: mine.me.organisation, at: Math.max(at, (last?.at ?? 0) + 1), actor: asker.actor, decision, reason });
    await say(tx, row, { mine, decision, at });
    await tellCounted(tx, { mine, operation: params.id, at });
    const linked = row.link === null ? undefined : await findLinked(tx, row.link);
    if (linked !== undefined) await tellSides(tx, linked, at);
    const answer = await presentDuplicate(tx, row, mine);
    if (answer === undefined) throw fail('joint.duplicate-not-found');
    return { answer, entry: jointActed(asker, { operation: params.id, subject: params.duplicate, act: `duplicate ${decision}`, words: reason }) };
  }),
  ...writeOf(runCrossCheck, async (tx, { asker, at, input: { params, body: { reason } } }) => {
    const mine = await getMine(tx, asker, params.id);
    requireRole(mine, 'coordinator', 'participant');
    requireState(mine, 'open', 'ended');
    const [row] = await listVersions(tx, mine.operation.id, idBytes(params.incident as Id<'inc'>));
    if (row === undefined || row.organisation !== mine.me.organisation) throw fail('incident.not-found');
    await compareReported(tx, { mine, asker, at, row, content: JSON.parse(row.content) as IncidentContent, why: reason });
    await tx.appendChange({ at, kind: 'joint.changed' });
    return { answer: await presentCrossCheck(tx, mine, row), entry: jointActed(asker, { operation: params.id, subject: params.incident, act: 'compare', words: reason }) };
  }),
};

/** A decision is said as any country says that two entries are the same: it counts when both have. */
async function say(tx: Write, row: JointDuplicateTable, { mine: { me }, decision, at }: { mine: Mine; decision: Decision; at: number }): Promise<void> {
  const thing = Object.entries(THING_KINDS).find(([, kind]) => kind === row.kind)?.[0] ?? '';
  const [one, other] = [{ id: row.one, place: row.one_place }, { id: row.other, place: row.other_place }].toSorted((first, second) => Buffer.compare(first.id, second.id) || first.place - second.place);
  if (one === undefined || other === undefined) throw new RangeError(`${idFromBytes('dup', row.id)} has no two entries.`);
  const places = { operation: row.operation, one: one.id, one_person: one.place, other: other.id, other_person: other.place, thing };
  await undoLink(tx, places, { organisation: me.organisation, at });
  if (decision === 'same') await insertLink(tx, { ...places, organisation: me.organisation, at, undone_at: null });
}
