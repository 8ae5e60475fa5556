/** Links: what two countries both have. Each key makes one link of two countries, however often either has it, so that no number tells more. */
import { idBytes, idFromBytes, newId } from '@watchword/api/ids.ts';
import type { EntityKind, LinkHow } from '@watchword/api/joint/cross-words.ts';
import { emit } from '#live/live.ts';
import { raiseFlag, SIGNS } from '#oversight/oversight.ts';
import type { JointCrossSideTable, JointEntityTable } from '#store/cross-tables.ts';
import type { JointMemberTable } from '#store/joint-tables.ts';
import type { Write } from '#store/store.ts';
import { sharesOf, type Mine } from '../access.ts';
import { listMembers } from '../queries.ts';
import { queueLinked } from './equal.ts';
import { insertLinked, listByKeys, listLinkedByKeys, listLinkedOfIncident, updateSide, type Linked } from './queries.ts';
import type { Reported } from './reported.ts';

const DAY_MS = 86_400_000;

/** A place at which an entity stands. */
export type Place = Pick<JointEntityTable, 'operation' | 'incident' | 'organisation' | 'pointer'>;

/** Links these entities of one report with those of other countries. What was linked before and stands again says so. */
export async function linkKeys(tx: Write, reported: Reported, rows: readonly JointEntityTable[]): Promise<void> {
  const { mine, at } = reported;
  if (rows.length === 0) return;
  const keys = [...new Map(rows.map((row) => [hex(row.key), row.key])).values()];
  const others = await listByKeys(tx, keys);
  const known = Map.groupBy(await listLinkedByKeys(tx, keys), ({ link }) => hex(link.key));
  const isAllowed = allowedIn(tx, mine);
  const done = new Set<string>();
  for (const row of rows) {
    const key = hex(row.key);
    if (done.has(key)) continue;
    done.add(key);
    const links = known.get(key) ?? [];
    await standAgain(tx, reported, links);
    for (const other of others) {
      const isOther = hex(other.key) === key && other.armed === 1 && other.organisation !== row.organisation;
      if (!isOther || isLinked(links, row, other) || !(await isAllowed(other))) continue;
      const linked = await makeLink(tx, { key: row.key, kind: row.kind as EntityKind, how: 'equal', one: row, other, at });
      links.push(linked);
      await queueLinked(tx, linked, at);
    }
  }
}

/** Whether these two countries are linked by this already: in the same operations, or, across operations, anywhere. */
function isLinked(links: readonly Linked[], row: Place, other: Place): boolean {
  const isAcross = Buffer.compare(row.operation, other.operation) !== 0;
  return links.some(({ sides }) => [row, other].every((place) => sides.some((side) => side.organisation === place.organisation && (isAcross || Buffer.compare(side.operation, place.operation) === 0))));
}

/** Whether an entity of another country may be compared with: it takes part in the operation, or both share theirs with other operations. */
function allowedIn(tx: Write, { operation, members, me }: Mine): (other: Place) => Promise<boolean> {
  const elsewhere = new Map<string, readonly JointMemberTable[]>();
  return async (other) => {
    const isHere = Buffer.compare(other.operation, operation.id) === 0;
    const there = isHere ? members : (elsewhere.get(hex(other.operation)) ?? (await listMembers(tx, other.operation)));
    if (!isHere) elsewhere.set(hex(other.operation), there);
    const member = there.find(({ organisation }) => organisation === other.organisation);
    if (member === undefined || member.state !== 'accepted' || member.role === 'partner') return false;
    return isHere || (sharesOf(member).elsewhere === true && sharesOf(me).elsewhere === true);
  };
}

export type NewLink = { readonly key: Uint8Array; readonly kind: EntityKind; readonly how: LinkHow; readonly one: Place; readonly other: Place; readonly at: number };

/** Makes a link, and tells both sides in the same transaction. */
export async function makeLink(tx: Write, { key, kind, how, one, other, at }: NewLink): Promise<Linked> {
  const id = idBytes(newId('lnk', at));
  const sides = [one, other].map(({ organisation, operation, incident, pointer }): JointCrossSideTable => ({ link: id, organisation, operation, incident, pointer, gone_at: null, parts: null, released_at: null, actor: null, reason: null }));
  const linked: Linked = { link: { id, key, kind, how, at }, sides };
  await insertLinked(tx, linked);
  await emit(tx, ...sides.map(({ organisation }) => ({ organisation, kind: 'link.found' as const, subject: idFromBytes('lnk', id), at })));
  return linked;
}

/** A side that had it no more has it again. */
async function standAgain(tx: Write, { mine: { operation, me }, at }: Reported, links: readonly Linked[]): Promise<void> {
  for (const linked of links) {
    const side = linked.sides.find((one) => one.organisation === me.organisation && one.gone_at !== null && Buffer.compare(one.operation, operation.id) === 0);
    if (side === undefined) continue;
    await updateSide(tx, side, { gone_at: null });
    await tellSides(tx, linked, at);
  }
}

/** A report has these no more: where no other of its country has, the link stands no longer, and both are told. */
export async function loseKeys(tx: Write, { mine: { operation, me }, asker, at, row }: Reported, lost: readonly JointEntityTable[]): Promise<void> {
  if (lost.length === 0) return;
  const keys = [...new Map(lost.map(({ key }) => [hex(key), key])).values()];
  const still = new Set((await listByKeys(tx, keys)).filter((one) => one.armed === 1 && one.organisation === me.organisation && Buffer.compare(one.operation, operation.id) === 0).map(({ key }) => hex(key)));
  let vanished = 0;
  for (const linked of await listLinkedByKeys(tx, keys)) {
    const side = linked.sides.find((one) => one.organisation === me.organisation && Buffer.compare(one.operation, operation.id) === 0);
    if (side === undefined || side.gone_at !== null || still.has(hex(linked.link.key))) continue;
    await updateSide(tx, side, { gone_at: at });
    await tellSides(tx, linked, at);
    if (at - linked.link.at < DAY_MS) vanished += 1;
  }
  // Whoever reports, looks what is linked, and takes it back has perhaps only looked.
  if (vanished >= SIGNS.entities.vanished && asker.officer !== undefined) await raiseFlag(tx, { organisation: asker.organisation, number: me.organisation, actor: asker.actor, sign: 'entities', mark: `vanished ${Math.floor(at / DAY_MS)}`, first: at, last: at, count: vanished, ids: [idFromBytes('inc', row.id)] }, at);
}

/** Persons whom the name matcher linked are not named there any more. */
export async function loseNames(tx: Write, { mine: { operation, me }, at, row }: Reported, pointers: readonly string[]): Promise<void> {
  if (pointers.length === 0) return;
  for (const linked of await listLinkedOfIncident(tx, operation.id, row.id)) {
    const side = linked.sides.find((one) => one.organisation === me.organisation);
    if (linked.link.how !== 'possible' || side === undefined || side.gone_at !== null || !pointers.includes(side.pointer)) continue;
    await updateSide(tx, side, { gone_at: at });
    await tellSides(tx, linked, at);
  }
}

/** Tells both sides that something about a link is different now. */
export async function tellSides(tx: Write, { link, sides }: Linked, at: number): Promise<void> {
  await emit(tx, ...sides.map(({ organisation }) => ({ organisation, kind: 'link.changed' as const, subject: idFromBytes('lnk', link.id), at })));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
