/** Comparing a report with what others have reported: in the transaction that takes it, so that both sides learn of a link at once or not at all. */
import { idFromBytes } from '@watchword/api/ids.ts';
import type { CrossState } from '@watchword/api/joint/cross-words.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import type { IncidentKind } from '@watchword/api/joint/words.ts';
import { entitiesOf, type Entity } from '@watchword/sdk/joint/entities.ts';
import type { Asker } from '#door/calls.ts';
import { organisationCode } from '#organisations/organisations.ts';
import { raiseFlag, SIGNS } from '#oversight/oversight.ts';
import type { JointCompareTable, JointEntityTable } from '#store/cross-tables.ts';
import type { Write } from '#store/store.ts';
import { sharesOf, type Mine } from '../access.ts';
import { queueEqual } from './equal.ts';
import { keyOf, markOf } from './keys.ts';
import { linkKeys, loseKeys, loseNames } from './links.ts';
import { addUse, findCompare, getSalt, listEntities, putCompare, replaceEntities } from './queries.ts';
import type { Reported } from './reported.ts';

/** Something that happened somewhere is its own reason. What is only known needs one in words. */
const HAPPENED: readonly IncidentKind[] = ['checkpoint', 'arrest', 'safe-house', 'transport', 'rescue', 'seizure'];
const HOUR_MS = 3_600_000;

/** What is known of an incident by its keys. */
export type Keyed = { readonly entity: Entity; readonly place: number; readonly key: Uint8Array | undefined; readonly mark: string; readonly isApart: boolean };

/** Every entity of a report with its key. Migrants and victims are compared within their country, unless that has decided otherwise. */
export function keyed(content: IncidentContent, { salt, mine: { me } }: { salt: string; mine: Pick<Mine, 'me'> }): readonly Keyed[] {
  const compares = sharesOf(me).compares === true;
  return entitiesOf(content, organisationCode(me.organisation)).map((entity, place) => {
    const isApart = entity.isProtected && !compares;
    return { entity, place, isApart, mark: markOf(salt, entity), key: keyOf(salt, entity, isApart ? me.organisation : undefined) };
  });
}

/** Compares what was reported. Answers where the comparison stands. */
export async function compareReported(tx: Write, reported: Reported): Promise<CrossState> {
  const { mine: { operation, me }, asker, at, row, content, why } = reported;
  const before = await findCompare(tx, operation.id, row.id);
  const rows = await listEntities(tx, operation.id, row.id);
  const found = row.withdrawn === 1 ? [] : keyed(content, { salt: await getSalt(tx), mine: reported.mine });
  const reason = (asker.officer === undefined ? undefined : why) ?? before?.reason ?? (HAPPENED.includes(content.kind) ? '' : null);
  const armed = new Set(rows.filter((one) => one.armed === 1).map(({ key }) => hex(key)));
  const fresh = new Set(found.flatMap(({ key }) => (key === undefined || armed.has(hex(key)) ? [] : [hex(key)])));
  const isPerson = asker.officer !== undefined && reason !== null;
  const isAllowed = isPerson && fresh.size > 0 && (await mayCompare(tx, reported, fresh.size));
  const next = found.flatMap(({ entity, place, key }): JointEntityTable[] => (key === undefined ? [] : [{ operation: operation.id, incident: row.id, place, organisation: me.organisation, kind: entity.kind, key: Buffer.from(key), pointer: entity.pointer, armed: armed.has(hex(key)) || isAllowed ? 1 : 0, at: rows.find((one) => hex(one.key) === hex(key))?.at ?? at }]));
  await replaceEntities(tx, { operation: operation.id, incident: row.id }, next);
  const kept = new Set(next.map(({ key }) => hex(key)));
  await loseKeys(tx, reported, rows.filter(({ key, armed: was }) => was === 1 && !kept.has(hex(key))));
  await loseNames(tx, reported, lostNames(before, found));
  await linkKeys(tx, reported, next.filter((one) => one.armed === 1));
  await queueEqual(tx, reported, next);
  const left = leftOf(found, before, row.version);
  const isWaiting = fresh.size > 0 || left.checks;
  const state = row.withdrawn === 1 ? 'withdrawn' : isWaiting && !isPerson ? 'reason' : fresh.size > 0 && !isAllowed ? 'rate' : left.checks || left.names ? 'running' : 'done';
  await putCompare(tx, {
    operation: operation.id, incident: row.id, version: row.version, organisation: me.organisation, state, reason, at, claimed_until: null, checks: before?.checks ?? '{}',
    asker: state === 'running' ? JSON.stringify(bare(asker)) : '', names: JSON.stringify(namesOf(found)),
  });
  return state;
}

/** Where somebody was named who is not named there any more. */
function lostNames(before: JointCompareTable | undefined, found: readonly Keyed[]): readonly string[] {
  const now = new Map(namesOf(found).map(({ pointer, mark }) => [pointer, mark]));
  return (JSON.parse(before?.names ?? '[]') as NamedAt[]).filter(({ pointer, mark }) => now.get(pointer) !== mark).map(({ pointer }) => pointer);
}

/** What is left to be asked outside this transaction: databases that were not asked yet, and the name matcher. */
function leftOf(found: readonly Keyed[], before: JointCompareTable | undefined, version: number): { readonly checks: boolean; readonly names: boolean } {
  const checked = JSON.parse(before?.checks ?? '{}') as Record<string, unknown>;
  return {
    checks: found.some(({ entity, mark, isApart }) => !isApart && isCheckable(entity) && checked[mark] === undefined),
    names: namesOf(found).length > 0 && !(before?.version === version && before.state === 'done'),
  };
}

/** What some database knows. */
export function isCheckable({ kind }: Pick<Entity, 'kind'>): boolean {
  return kind === 'person' || kind === 'document' || kind === 'vehicle' || kind === 'vin';
}

/** A person who is named: where, and what the name is known by. */
export type NamedAt = { readonly place: number; readonly pointer: string; readonly mark: string };

/** The persons who are named. */
function namesOf(found: readonly Keyed[]): NamedAt[] {
  return found.filter(({ entity }) => entity.kind === 'person').map(({ entity: { pointer }, mark }) => ({ place: Number(pointer.split('/')[2]), pointer, mark }));
}

/** Counts what an officer has compared; beyond the bound nothing more is, and his own bureau is told. */
async function mayCompare(tx: Write, { mine: { me }, asker, at, row }: Reported, entities: number): Promise<boolean> {
  const hour = Math.floor(at / HOUR_MS);
  const used = await addUse(tx, { organisation: me.organisation, actor: asker.actor, hour, entities });
  // What goes beyond it in one report is compared: the next report is not.
  if (used.hour - entities < SIGNS.entities.hour && used.day - entities < SIGNS.entities.day) return true;
  await raiseFlag(tx, { organisation: asker.organisation, number: me.organisation, actor: asker.actor, sign: 'entities', mark: `${hour}`, first: hour * HOUR_MS, last: at, count: used.hour, ids: [idFromBytes('inc', row.id)] }, at);
  return false;
}

/** Whoever reported, without a name: for the checks that are made for him. */
function bare({ name: _name, ...asker }: Asker): Omit<Asker, 'name'> {
  return asker;
}

function hex(key: Uint8Array): string {
  return Buffer.from(key).toString('hex');
}
