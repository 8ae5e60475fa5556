/** Links and possible duplicates as one of their sides sees them: of the other side whom to call, until both have released. */
import { idFromBytes } from '@watchword/api/ids.ts';
import type { CrossLink, Duplicate, EntityAt } from '@watchword/api/joint/cross.ts';
import type { Awaited, Decision, DuplicateState, EntityKind, LinkHow, Releasable } from '@watchword/api/joint/cross-words.ts';
import type { IncidentPart } from '@watchword/api/joint/incident-parts.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import type { JointPlan } from '@watchword/api/joint/plans.ts';
import { entitiesOf } from '@watchword/sdk/joint/entities.ts';
import { findDesk } from '#hits/hits.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { JointCrossSideTable, JointDecisionTable, JointDuplicateTable } from '#store/cross-tables.ts';
import type { JointIncidentTable } from '#store/joint-tables.ts';
import type { Read } from '#store/store.ts';
import { readsIncident, sharesOf, type Mine } from '../access.ts';
import { listMembers, listVersions } from '../queries.ts';
import { withoutMarks } from '../present.ts';
import { THING_KINDS } from './equal.ts';
import { listByKeys, listDecisions, type Linked } from './queries.ts';
import { partOf } from './release.ts';

/** Incidents of one link that are shown at most. */
const MOST_SHOWN = 50;

/** The side of a link that an organisation has in an operation. */
export function sideOf({ sides }: Linked, { operation, me }: Pick<Mine, 'operation' | 'me'>): JointCrossSideTable | undefined {
  return sides.find((side) => side.organisation === me.organisation && Buffer.compare(side.operation, operation.id) === 0);
}

/** A link for one of its sides. @throws RangeError for whoever has no side in it */
export async function presentLink(read: Read, linked: Linked, mine: Mine): Promise<CrossLink> {
  const own = sideOf(linked, mine);
  const other = linked.sides.find((side) => side !== own);
  if (own === undefined || other === undefined) throw new RangeError('no side of this link');
  const isAcross = Buffer.compare(own.operation, other.operation) !== 0;
  const isOpen = own.parts !== null && other.parts !== null;
  return {
    id: idFromBytes('lnk', linked.link.id), kind: linked.link.kind as EntityKind, how: linked.link.how as LinkHow, at: iso(linked.link.at), stands: linked.sides.every(({ gone_at }) => gone_at === null),
    ...(isAcross && { elsewhere: true as const }), mine: await placesOf(read, linked, own), with: await contactOf(read, mine, other.organisation), awaits: awaitedOf(own, other),
    ...(own.parts !== null && own.released_at !== null && { released: { at: iso(own.released_at), parts: JSON.parse(own.parts) as Releasable[] } }),
    ...(isOpen && { theirs: await partsOf(read, linked, other) }),
  };
}

/** Who has still to release, as one side sees it. */
export function awaitedOf(own: Pick<JointCrossSideTable, 'parts'>, other: Pick<JointCrossSideTable, 'parts'>): Awaited {
  return own.parts === null ? (other.parts === null ? 'both' : 'you') : other.parts === null ? 'them' : 'nobody';
}

/** The desk in the plan, and the number of the duty desk where the plan has none. */
async function contactOf(read: Read, { operation }: Mine, organisation: number): Promise<CrossLink['with']> {
  const country = organisationCode(organisation);
  const named = (JSON.parse(operation.plan) as JointPlan).contacts?.find((one) => one.country === country);
  const phone = named?.phone ?? (await findDesk(read, organisation)).callback;
  return { country, ...(named !== undefined && { desk: named.desk }), ...(phone !== undefined && { phone }) };
}

type Standing = { readonly row: JointIncidentTable; readonly content: IncidentContent; readonly pointers: readonly string[] };

/** The incidents of one side in which the entity stands. */
async function standingOf(read: Read, { link, sides: _ }: Linked, side: JointCrossSideTable): Promise<Standing[]> {
  const rows = link.how === 'possible' ? [] : (await listByKeys(read, [link.key])).filter(({ organisation, operation }) => organisation === side.organisation && Buffer.compare(operation, side.operation) === 0);
  const places = rows.length > 0 ? rows : side.gone_at === null ? [side] : [];
  const found: Standing[] = [];
  for (const { incident } of places) {
    if (found.length >= MOST_SHOWN || found.some(({ row }) => Buffer.compare(row.id, incident) === 0)) continue;
    const [row] = await listVersions(read, side.operation, incident);
    if (row === undefined || row.withdrawn === 1) continue;
    found.push({ row, content: JSON.parse(row.content) as IncidentContent, pointers: places.filter((one) => Buffer.compare(one.incident, incident) === 0).map(({ pointer }) => pointer) });
  }
  return found;
}

async function placesOf(read: Read, linked: Linked, side: JointCrossSideTable): Promise<EntityAt[]> {
  return (await standingOf(read, linked, side)).flatMap(({ row, content, pointers }) => pointers.map((pointer) => entityAt(row, content, pointer)));
}

function entityAt(row: JointIncidentTable, content: IncidentContent, pointer: string): EntityAt {
  const shown = entitiesOf(content, organisationCode(row.organisation)).find((one) => one.pointer === pointer)?.shown ?? '';
  return { incident: idFromBytes('inc', row.id), pointer, shown };
}

/** What the other side has released. */
async function partsOf(read: Read, linked: Linked, side: JointCrossSideTable): Promise<IncidentPart[]> {
  const parts = JSON.parse(side.parts ?? '[]') as Releasable[];
  const member = (await listMembers(read, side.operation)).find(({ organisation }) => organisation === side.organisation);
  const isNamed = member !== undefined && sharesOf(member).compares === true;
  return (await standingOf(read, linked, side)).map(({ row, content, pointers }) => ({ country: organisationCode(side.organisation), incident: idFromBytes('inc', row.id), content: partOf(withoutMarks(content), { parts, pointers, isNamed }) }));
}

const LIST_OF = Object.fromEntries(Object.entries(THING_KINDS).map(([list, kind]) => [kind, list]));

/** A possible duplicate for one of its sides; undefined when an entry of it is there no more. */
export async function presentDuplicate(read: Read, row: JointDuplicateTable, mine: Mine): Promise<Duplicate | undefined> {
  const ends = [{ incident: row.one, place: row.one_place, organisation: row.one_organisation }, { incident: row.other, place: row.other_place, organisation: row.other_organisation }];
  const [own, other] = ends[0]?.organisation === mine.me.organisation ? ends : ends.toReversed();
  if (own === undefined || other === undefined) return undefined;
  const [[last], [otherLast]] = await Promise.all([listVersions(read, row.operation, own.incident), listVersions(read, row.operation, other.incident)]);
  if (last === undefined || otherLast === undefined) return undefined;
  const country = organisationCode(other.organisation);
  const isSeen = other.organisation === mine.me.organisation || readsIncident(mine, { country, share: otherLast.share });
  const decisions = await listDecisions(read, [row.id]);
  return {
    id: idFromBytes('dup', row.id), kind: row.kind as Duplicate['kind'], how: row.how as LinkHow, ...(row.score !== null && { score: row.score }), at: iso(row.at), state: stateOf(decisions, ends.map(({ organisation }) => organisation), mine.me.organisation),
    one: entityAt(last, contentOf(last), pointerOf(row.kind, own.place)),
    other: { country, ...(isSeen && entityAt(otherLast, contentOf(otherLast), pointerOf(row.kind, other.place))), ...(row.link !== null && { link: idFromBytes('lnk', row.link) }) },
    decisions: decisions.map(({ organisation, at, actor, decision, reason }) => ({ by: organisationCode(organisation), at: iso(at), decision: decision as Decision, ...(organisation === mine.me.organisation && { officer: actor, reason }) })),
  };
}

/** Where it stands, by the last word of each country. */
export function stateOf(decisions: readonly Pick<JointDecisionTable, 'organisation' | 'decision'>[], countries: readonly number[], viewer: number): DuplicateState {
  const last = new Map(decisions.map(({ organisation, decision }) => [organisation, decision]));
  const said = countries.map((country) => last.get(country) ?? 'undo');
  if (said.includes('apart')) return 'apart';
  if (said.every((one) => one === 'same')) return 'merged';
  if (!said.includes('same')) return 'open';
  return last.get(viewer) === 'same' ? 'yours' : 'theirs';
}

function pointerOf(kind: string, place: number): string {
  if (kind === 'person') return `/persons/${place}/identity/name`;
  const list = LIST_OF[kind] ?? '';
  return `/${list}/${place}${list === 'vehicles' ? '/plate' : list === 'accounts' ? '/number' : ''}`;
}

function contentOf({ content }: JointIncidentTable): IncidentContent {
  return JSON.parse(content) as IncidentContent;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
