/** Things that are equal and would be counted twice, because they were written differently: they wait in the queue of possible duplicates. */
import { idBytes, newId } from '@watchword/api/ids.ts';
import type { Countable } from '@watchword/api/joint/files.ts';
import type { Thing } from '@watchword/api/joint/words.ts';
import type { JointDuplicateTable, JointEntityTable } from '#store/cross-tables.ts';
import type { Write } from '#store/store.ts';
import { listVersions } from '../queries.ts';
import { insertDuplicate, listByKeys, listDuplicatesAt, type Linked } from './queries.ts';
import type { Reported } from './reported.ts';

/** The kinds that the queue knows, each with the list of the report in which they stand. */
export const THING_KINDS: Readonly<Record<Thing, string>> = { documents: 'document', vehicles: 'vehicle', phones: 'phone', accounts: 'account' };

/** An entry of a list that is counted. */
export type ThingAt = { readonly thing: Thing; readonly place: number };

/** Which counted entry a pointer is about; undefined for what is no entry of a counted list. */
export function thingAt(pointer: string): ThingAt | undefined {
  const [, list = '', place = ''] = pointer.split('/');
  return Object.hasOwn(THING_KINDS, list) && /^\d+$/.test(place) ? { thing: list as Thing, place: Number(place) } : undefined;
}

/** The key by which an entry is counted. */
function countedKey(counted: Countable, { thing, place }: ThingAt): string | undefined {
  return thing === 'accounts' ? counted.accounts[place]?.key : counted[thing][place];
}

type Spot = Pick<JointEntityTable, 'operation' | 'incident' | 'organisation' | 'pointer'>;

/** Queues what a country has reported before, in another form. One pair for each key: the others follow from it. */
export async function queueEqual(tx: Write, { mine: { operation, me }, at, row }: Reported, rows: readonly JointEntityTable[]): Promise<void> {
  const things = rows.filter(({ pointer }) => thingAt(pointer) !== undefined);
  if (things.length === 0) return;
  const own = (await listByKeys(tx, things.map(({ key }) => key))).filter((one) => one.organisation === me.organisation && Buffer.compare(one.operation, operation.id) === 0 && thingAt(one.pointer) !== undefined);
  for (const one of things) {
    const first = own.find((other) => Buffer.compare(other.key, one.key) === 0);
    if (first !== undefined && !(Buffer.compare(first.incident, row.id) === 0 && first.pointer === one.pointer)) await queue(tx, { one: first, other: one, link: null, at });
  }
}

/** Queues what two countries have, when their link is made. */
export async function queueLinked(tx: Write, { link, sides: [one, other] }: Linked, at: number): Promise<void> {
  if (one === undefined || other === undefined || Buffer.compare(one.operation, other.operation) !== 0) return;
  await queue(tx, { one, other, link: link.id, at });
}

async function queue(tx: Write, { one, other, link, at }: { one: Spot; other: Spot; link: Uint8Array | null; at: number }): Promise<void> {
  const [a, b] = [thingAt(one.pointer), thingAt(other.pointer)];
  if (a === undefined || b === undefined || a.thing !== b.thing) return;
  const keys = await Promise.all(([[one, a], [other, b]] as const).map(async ([{ operation, incident }, entry]) => {
    const [last] = await listVersions(tx, operation, incident);
    return last === undefined ? undefined : countedKey(JSON.parse(last.counted) as Countable, entry);
  }));
  // What is counted under one key is counted once already.
  if (keys[0] === undefined || keys[1] === undefined || keys[0] === keys[1]) return;
  await queueOnce(tx, {
    id: idBytes(newId('dup', at)), operation: one.operation, kind: THING_KINDS[a.thing], how: 'equal', score: null, at, link, gone_at: null,
    one: one.incident, one_place: a.place, one_organisation: one.organisation, other: other.incident, other_place: b.place, other_organisation: other.organisation,
  });
}

/** Puts a pair into the queue, unless it is there. */
export async function queueOnce(tx: Write, row: JointDuplicateTable): Promise<void> {
  const known = await listDuplicatesAt(tx, row.one);
  const isThere = known.some((pair) => pair.kind === row.kind && [[pair.one, pair.one_place, pair.other, pair.other_place], [pair.other, pair.other_place, pair.one, pair.one_place]].some(([one, onePlace, other, otherPlace]) => Buffer.compare(one as Uint8Array, row.one) === 0 && onePlace === row.one_place && Buffer.compare(other as Uint8Array, row.other) === 0 && otherPlace === row.other_place));
  if (!isThere) await insertDuplicate(tx, row);
}
