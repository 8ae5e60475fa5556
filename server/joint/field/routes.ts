/** What is asked from the field: where one may report, and what one's own country reported. */
import { fail } from '@watchword/api/errors.ts';
import { idBytes, idFromBytes, type Id } from '@watchword/api/ids.ts';
import { getOwnIncident, listField, searchIncidents, type FieldOperation } from '@watchword/api/joint/field.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import type { Incident } from '@watchword/api/joint/operations.ts';
import type { JointPlan } from '@watchword/api/joint/plans.ts';
import { jointRead } from '#audit/audit.ts';
import type { Asker } from '#door/calls.ts';
import { onRead, type Implementation } from '#door/implement.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { JointIncidentTable, JointMemberTable, JointOperationTable } from '#store/joint-tables.ts';
import type { Read } from '#store/store.ts';
import { getMine, requireRole, sharesOf } from '../access.ts';
import { presentHistory, presentIncident } from '../present.ts';
import { listMembers, listOperations, listVersions } from '../queries.ts';
import { hasWords } from './find-words.ts';
import { listOwnRows } from './queries.ts';

/** So many rows one search looks through; then it says where to go on. */
const LOOKED_THROUGH = 2000;

/** All of them. */
export function fieldRoutes({ read }: { readonly read: Read }): Implementation[] {
  return [
    onRead(listField, async ({ asker }) => {
      const rows = await listOperations(read, asker.number);
      const items = (await Promise.all(rows.map(async (operation) => presentField(operation, await listMembers(read, operation.id), asker.number)))).filter((one) => one !== undefined);
      return { answer: { items }, entry: (response) => jointRead(asker, { what: 'field', count: items.length, response }) };
    }),
    onRead(searchIncidents, async ({ asker, input: { params, body } }) => {
      const mine = await getMine(read, asker, params.id);
      requireRole(mine, 'coordinator', 'participant');
      const { items, next } = await search(read, asker, { ...body, operation: mine.operation.id });
      return { answer: { items, ...(next !== undefined && { next }) }, entry: (response) => jointRead(asker, { subject: params.id, what: 'own incidents', count: items.length, response }) };
    }),
    onRead(getOwnIncident, async ({ asker, input: { params } }) => {
      const mine = await getMine(read, asker, params.id);
      requireRole(mine, 'coordinator', 'participant');
      const versions = await listVersions(read, mine.operation.id, idBytes(params.incident as Id<'inc'>));
      const [last] = versions;
      const isMine = versions.at(-1)?.actor === asker.actor;
      if (last === undefined || last.organisation !== asker.number || !(isMine || readsAll(asker))) throw fail('incident.not-found');
      const answer = { ...presentIncident(last, asker.number), history: presentHistory(versions, asker.number), mine: isMine };
      return { answer, entry: (response) => jointRead(asker, { subject: params.incident, what: 'incident', count: 1, response }) };
    }),
  ];
}

/** Whether somebody reads every report of his country: whoever only reports reads his own. */
function readsAll({ permissions }: Asker): boolean {
  return permissions.includes('operation:read');
}

function presentField({ id, state, organisation: coordinator, plan: text }: JointOperationTable, members: readonly JointMemberTable[], own: number): FieldOperation | undefined {
  const me = members.find(({ organisation }) => organisation === own);
  if (me === undefined || me.role === 'partner' || me.state !== 'accepted' || (state !== 'open' && state !== 'ended')) return undefined;
  const { code, name, from, to, days, checkpoints, hotspots } = JSON.parse(text) as JointPlan;
  const countries = members.filter((member) => member.role !== 'partner' && member.state === 'accepted').map(({ organisation }) => organisationCode(organisation));
  return { id: idFromBytes('opn', id), code, name, from, to, days, state, coordinator: organisationCode(coordinator), countries, shares: sharesOf(me), ...(checkpoints !== undefined && { checkpoints }), ...(hotspots !== undefined && { hotspots }) };
}

type Searching = { readonly operation: Uint8Array; readonly text?: string | undefined; readonly kind?: string | undefined; readonly mine?: true | undefined; readonly after?: string | undefined; readonly limit?: number | undefined };

async function search(read: Read, asker: Asker, { operation, text, kind, mine, after, limit = 30 }: Searching): Promise<{ items: (Incident & { mine: boolean })[]; next?: string }> {
  const items: (Incident & { mine: boolean })[] = [];
  let before: Uint8Array | undefined = after === undefined ? undefined : idBytes(after as Id<'inc'>);
  const rows = await listOwnRows(read, { operation, organisation: asker.number, before, limit: LOOKED_THROUGH });
  const incidents = [...Map.groupBy(rows, ({ id }) => Buffer.from(id).toString('hex')).values()];
  // The last one may go on behind what was read.
  const whole = rows.length === LOOKED_THROUGH && incidents.length > 1 ? incidents.slice(0, -1) : incidents;
  for (const versions of whole) {
    const ordered = versions.toSorted((one, other) => other.version - one.version);
    const [last] = ordered;
    if (last === undefined) continue;
    if (items.length === limit) return { items, ...(before !== undefined && { next: idFromBytes('inc', before) }) };
    before = last.id;
    const isMine = ordered.at(-1)?.actor === asker.actor;
    if (!isMine && (mine === true || !readsAll(asker))) continue;
    if (isSought(last, { text, kind })) items.push({ ...presentIncident(last, asker.number), mine: isMine });
  }
  return { items, ...(rows.length === LOOKED_THROUGH && before !== undefined && { next: idFromBytes('inc', before) }) };
}

function isSought(row: JointIncidentTable, { text, kind }: Pick<Searching, 'text' | 'kind'>): boolean {
  const content = JSON.parse(row.content) as IncidentContent;
  return (kind === undefined || content.kind === kind) && (text === undefined || hasWords(content, text));
}
