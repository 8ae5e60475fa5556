/** Reporting: incidents, their corrections, and what two countries say is the same. */
import { fail, type FieldError } from '@watchword/api/errors.ts';
import { idBytes, newId, type Id } from '@watchword/api/ids.ts';
import { linkPersons } from '@watchword/api/joint/counting.ts';
import { faultsOf, IncidentContent } from '@watchword/api/joint/incidents.ts';
import { correctIncident, reportIncident, reportIncidents, withdrawIncident } from '@watchword/api/joint/operations.ts';
import { PROTECTED_ROLES } from '@watchword/api/joint/words.ts';
import { countableOf, keysOf, type Keys } from '@watchword/sdk/joint/countable.ts';
import { keepCards } from '@watchword/sdk/joint/entities.ts';
import { jointActed } from '#audit/audit.ts';
import type { Asker } from '#door/calls.ts';
import { writeOf, type WriteHandlers } from '#door/implement.ts';
import { compileValue } from '#door/parse.ts';
import { emit } from '#live/live.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { JointIncidentTable, JointMemberTable } from '#store/joint-tables.ts';
import type { Write } from '#store/store.ts';
import { countsSeen, getMine, requireRole, requireState, sharesOf, type Mine } from './access.ts';
import { compareReported } from './cross/compare.ts';
import { cardMark } from './cross/keys.ts';
import { endDuplicates, getSalt } from './cross/queries.ts';
import { presentIncident } from './present.ts';
import { insertIncident, insertLink, listSaid, listVersions, putMember, takeNumbers, undoLink, undoLinksOf } from './queries.ts';

const checkContent = compileValue(IncidentContent);

/** A report on its way in. */
type Incoming = { readonly id?: string | undefined; readonly share?: string | undefined; readonly content: IncidentContent };

export const INCIDENT_WRITES: WriteHandlers = {
  ...writeOf(reportIncident, async (tx, { asker, at, input: { params, body } }) => {
    const mine = await openFor(tx, asker, params.id, 'open', 'ended');
    refuse(faultsOf(body.content, { named: sharesOf(mine.me).names === true }), '/content');
    const { row, isNew } = await take(tx, { mine, asker, at, item: body, why: body.reason });
    if (row === undefined) throw fail('incident.version-conflict');
    if (isNew) await tellCounted(tx, { mine, operation: params.id, at });
    const answer = presentIncident(row, mine.me.organisation);
    return { answer, entry: jointActed(asker, { operation: params.id, subject: answer.id, act: 'report' }) };
  }),
  ...writeOf(reportIncidents, async (tx, { asker, at, input: { params, body: { items, reason: why } } }) => {
    const mine = await openFor(tx, asker, params.id, 'open', 'ended');
    const rejected: { item: number; errors: FieldError[] }[] = [];
    let [taken, known] = [0, 0];
    for (const [item, { id, share, content }] of items.entries()) {
      const shape = checkContent(content);
      const errors = shape.length > 0 ? shape : [...faultsOf(content as IncidentContent, { named: sharesOf(mine.me).names === true })];
      const { row, isNew } = errors.length > 0 ? {} : await take(tx, { mine, asker, at, item: { id, share, content: content as IncidentContent }, why });
      if (errors.length > 0) rejected.push({ item, errors });
      else if (row === undefined) rejected.push({ item, errors: [{ pointer: '/id', code: 'known', detail: 'An incident with this id is there, and not the same.' }] });
      else if (isNew === true) taken += 1;
      else known += 1;
    }
    if (taken > 0) await tellCounted(tx, { mine, operation: params.id, at });
    else await tx.appendChange({ at, kind: 'joint.counted' });
    return { answer: { taken, known, rejected }, entry: jointActed(asker, { operation: params.id, act: 'load', count: taken }) };
  }),
  ...writeOf(correctIncident, async (tx, { asker, at, version, input: { params, body: { content, reason, share } } }) => {
    const { mine, last } = await ownIncident(tx, asker, params, version);
    refuse(faultsOf(content, { named: sharesOf(mine.me).names === true }), '/content');
    const before = JSON.parse(last.content) as IncidentContent;
    if (last.actor === asker.actor && changesRole(before, content)) throw fail('incident.role-change');
    if (LISTS.some((list) => JSON.stringify(before[list]) !== JSON.stringify(content[list]))) await undoSaid(tx, { operation: mine.operation.id, incident: last.id, at });
    const row = await insert(tx, { mine, asker, at, id: params.incident, version: last.version + 1, content: await keptContent(tx, content), reason, share: share ?? last.share });
    await tellCounted(tx, { mine, operation: params.id, at });
    return { answer: presentIncident(row, mine.me.organisation), entry: jointActed(asker, { operation: params.id, subject: params.incident, act: 'correct', words: reason }) };
  }),
  ...writeOf(withdrawIncident, async (tx, { asker, at, version, input: { params, body: { reason } } }) => {
    const { mine, last } = await ownIncident(tx, asker, params, version);
    if (last.withdrawn === 1) throw fail('joint.state', { detail: 'It is withdrawn.' });
    await endDuplicates(tx, last.id, at);
    const row = await insert(tx, { mine, asker, at, id: params.incident, version: last.version + 1, content: JSON.parse(last.content) as IncidentContent, reason, share: last.share, withdrawn: true });
    await tellCounted(tx, { mine, operation: params.id, at });
    return { answer: presentIncident(row, mine.me.organisation), entry: jointActed(asker, { operation: params.id, subject: params.incident, act: 'withdraw', words: reason }) };
  }),
  ...writeOf(linkPersons, async (tx, { asker, at, input: { params, body } }) => {
    const mine = await openFor(tx, asker, params.id, 'open', 'ended');
    const sides = await Promise.all([body.one, body.other].map(async ({ incident, person }) => ({ person, id: idBytes(incident as Id<'inc'>), last: (await listVersions(tx, mine.operation.id, idBytes(incident as Id<'inc'>)))[0] })));
    const [one, other] = sides.toSorted((first, second) => Buffer.compare(first.id, second.id) || first.person - second.person);
    // Whether the other country has an incident of this id is told by nothing: what is said of none is kept and counts for nothing.
    const own = sides.filter(({ last, person }) => last?.organisation === mine.me.organisation && (JSON.parse(last.content) as IncidentContent).persons?.[person] !== undefined);
    if (one === undefined || other === undefined || own.length === 0) throw fail('incident.not-found');
    const places = { operation: mine.operation.id, one: one.id, one_person: one.person, other: other.id, other_person: other.person, thing: '' };
    await undoLink(tx, places, { organisation: mine.me.organisation, at });
    if (body.undo !== true) await insertLink(tx, { ...places, organisation: mine.me.organisation, at, undone_at: null });
    const said = new Set((await listSaid(tx, places)).map(({ organisation }) => organisation));
    const agreed = body.undo !== true && sides.every(({ last }) => last !== undefined && said.has(last.organisation));
    await tellCounted(tx, { mine, operation: params.id, at });
    return { answer: { agreed }, entry: jointActed(asker, { operation: params.id, act: body.undo === true ? 'unlink' : 'link' }) };
  }),
};

/** The operation, for whoever reports in it. */
async function openFor(tx: Write, asker: Asker, id: string, ...states: readonly ('open' | 'ended')[]): Promise<Mine> {
  const mine = await getMine(tx, asker, id);
  requireRole(mine, 'coordinator', 'participant');
  requireState(mine, ...states);
  return mine;
}

/** @throws `incident.not-found` for those of others, `incident.version-conflict` */
async function ownIncident(tx: Write, asker: Asker, { id, incident }: { id: string; incident: string }, version: number | undefined): Promise<{ mine: Mine; last: JointIncidentTable }> {
  const mine = await openFor(tx, asker, id, 'open', 'ended');
  const [last] = await listVersions(tx, mine.operation.id, idBytes(incident as Id<'inc'>));
  if (last === undefined || last.organisation !== mine.me.organisation) throw fail('incident.not-found');
  if (version !== last.version) throw fail('incident.version-conflict', { currentVersion: last.version });
  return { mine, last };
}

type Taking = { readonly mine: Mine; readonly asker: Asker; readonly at: number; readonly item: Incoming; readonly why: string | undefined };

/** Takes a report that is new; one that is there already, the same, is answered as it stands. No row: there is another of this id. */
async function take(tx: Write, { mine, asker, at, item: { id, share, content: written }, why }: Taking): Promise<{ row?: JointIncidentTable; isNew?: boolean }> {
  const content = await keptContent(tx, written);
  const versions = id === undefined ? [] : await listVersions(tx, mine.operation.id, idBytes(id as Id<'inc'>));
  const first = versions.at(-1);
  if (first !== undefined) return first.organisation === mine.me.organisation && first.content === JSON.stringify(content) ? { row: versions[0] ?? first, isNew: false } : {};
  return { row: await insert(tx, { mine, asker, at, id: id ?? newId('inc', at), version: 1, content, share: share ?? null, why }), isNew: true };
}

type Inserting = { readonly mine: Mine; readonly asker: Asker; readonly at: number; readonly id: string; readonly version: number; readonly content: IncidentContent; readonly share: string | null; readonly reason?: string; readonly withdrawn?: true; readonly why?: string | undefined };

async function insert(tx: Write, { mine, asker, at, id, version, content, share, reason, withdrawn, why }: Inserting): Promise<JointIncidentTable> {
  const { operation, me } = mine;
  const country = organisationCode(me.organisation);
  const counted = countableOf({ incident: id, version, country, receivedAt: new Date(at).toISOString(), withdrawn: withdrawn === true, content }, keysOf(operation.salt), apartKeys(operation.salt, me));
  const row: JointIncidentTable = {
    operation: operation.id, id: idBytes(id as Id<'inc'>), version, organisation: me.organisation, seq: await takeNumbers(tx, operation.id, 1), received_at: at, actor: asker.actor, withdrawn: withdrawn === true ? 1 : 0, share, reason: reason ?? null,
    content: JSON.stringify(content), counted: JSON.stringify(counted),
  };
  await insertIncident(tx, row);
  await compareReported(tx, { mine, asker, at, row, content, why });
  return row;
}

/** The lists whose entries are named by their places: what was said of them is undone when they change. */
const LISTS = ['persons', 'documents', 'vehicles', 'phones', 'accounts'] as const;

/** Takes back what anybody has said of entries that are others now. */
async function undoSaid(tx: Write, said: { operation: Uint8Array; incident: Uint8Array; at: number }): Promise<void> {
  await undoLinksOf(tx, said);
  await endDuplicates(tx, said.incident, said.at);
}

/** What is kept of a report: no number of a card. */
async function keptContent(tx: Write, content: IncidentContent): Promise<IncidentContent> {
  if (content.cards === undefined) return content;
  const salt = await getSalt(tx);
  return keepCards(content, (digits) => cardMark(salt, digits));
}

/** Migrants and victims of a country that has not decided otherwise are compared with its own reports only. */
function apartKeys(salt: string, me: JointMemberTable): Keys {
  return sharesOf(me).compares === true ? keysOf(salt) : keysOf(`${salt} ${me.organisation}`);
}

/** Whether somebody who was a migrant or victim would be a suspect or facilitator. */
function changesRole(before: IncidentContent, after: IncidentContent): boolean {
  const count = (content: IncidentContent, isProtected: boolean): number => (content.persons ?? []).filter(({ role }) => PROTECTED_ROLES.includes(role) === isProtected).reduce((sum, one) => sum + (one.count ?? 1), 0);
  return count(after, true) < count(before, true) && count(after, false) > count(before, false);
}

/** Tells those for whom the results are others now. */
export async function tellCounted(tx: Write, { mine: { members, me }, operation, at }: { mine: Mine; operation: string; at: number }): Promise<void> {
  const country = organisationCode(me.organisation);
  await putMember(tx, { ...me, last_report_at: at });
  await tx.appendChange({ at, kind: 'joint.counted' });
  await emit(tx, ...members.filter((member) => countsSeen(members, member).includes(country)).map(({ organisation }) => ({ organisation, kind: 'operation.counted' as const, subject: operation, at })));
}

function refuse(faults: readonly FieldError[], below: string): void {
  if (faults.length > 0) throw fail('request.invalid', { errors: faults.map(({ pointer, ...fault }) => ({ ...fault, pointer: `${below}${pointer}` })) });
}
