/** What the cross-check does in the writer beside the reports: incidents are taken up to be compared outside, and what came of it is written down. */
import { idBytes, idFromBytes, newId, type Id } from '@watchword/api/ids.ts';
import type { Countable } from '@watchword/api/joint/files.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import { PROTECTED_ROLES, type IncidentRole } from '@watchword/api/joint/words.ts';
import type { JointCompareTable } from '#store/cross-tables.ts';
import type { JointIncidentTable, JointMemberTable } from '#store/joint-tables.ts';
import type { Handlers, Write } from '#store/store.ts';
import { sharesOf } from '../access.ts';
import { findOperation, listMembers, listVersions } from '../queries.ts';
import { queueOnce } from './equal.ts';
import { makeLink } from './links.ts';
import type { Namesake } from './namesakes.ts';
import { findCompare, forgetUse, listLinkedAt, listLinkedByKeys, listEntities, listRunning, putCompare, type Linked } from './queries.ts';
import { addTallies, type Tallied } from './tally-queries.ts';

/** An incident that is to be compared, with all that this needs. `plan` and `content`: JSON. */
export type Claimed = { readonly compare: JointCompareTable; readonly plan: string; readonly content: string; readonly shares: string | null; readonly salt: string };

/** What came of it. `checks`: by mark, id of the check and outcome. */
export type Compared = { readonly operation: Uint8Array; readonly incident: Uint8Array; readonly version: number; readonly checks: Readonly<Record<string, { readonly id?: string; readonly outcome: string }>>; readonly namesakes: readonly Namesake[]; readonly at: number };

/** For so long nobody else takes up what one server has taken up. */
const CLAIM_MS = 60_000;
const HOUR_MS = 3_600_000;
const KEPT_HOURS = 48;

export const CROSS_SLICES = {
  /** Takes up incidents that wait, so that of several servers one compares each. */
  'joint.claim': async (tx: Write, { at, most }: { at: number; most: number }): Promise<readonly Claimed[]> => {
    const rows = await listRunning(tx, at, most);
    const found: Claimed[] = [];
    for (const compare of rows) {
      await putCompare(tx, { ...compare, claimed_until: at + CLAIM_MS });
      const [operation, [last], members] = await Promise.all([findOperation(tx, compare.operation), listVersions(tx, compare.operation, compare.incident), listMembers(tx, compare.operation)]);
      const salt = await tx.db.selectFrom('joint_secret').select('salt').where('id', '=', 1).executeTakeFirst();
      if (operation === undefined || last === undefined || salt === undefined) continue;
      found.push({ compare, plan: operation.plan, content: last.content, shares: members.find(({ organisation }) => organisation === compare.organisation)?.shares ?? null, salt: salt.salt });
    }
    if (rows.length > 0) await tx.appendChange({ at, kind: 'joint.changed' });
    return found;
  },
  /** Writes down what came of a comparison, unless the report is another by now. */
  'joint.compared': async (tx: Write, compared: Compared): Promise<void> => {
    const { operation, incident, version, checks, at } = compared;
    const row = await findCompare(tx, operation, incident);
    await tx.appendChange({ at, kind: 'joint.changed' });
    if (row === undefined) return;
    const known = { ...(JSON.parse(row.checks) as object), ...checks };
    if (row.version !== version || row.state !== 'running') return void (await putCompare(tx, { ...row, checks: JSON.stringify(known) }));
    await linkNamesakes(tx, compared);
    await putCompare(tx, { ...row, checks: JSON.stringify(known), state: 'done', asker: '', claimed_until: null });
  },
  /** Adds to what was counted of checks under codes, up to an entry of the log of a server. */
  'joint.tally': async (tx: Write, tallied: Tallied): Promise<void> => addTallies(tx, tallied),
  /** Forgets how much officers compared, when that is past. */
  'joint.forget-use': async (tx: Write, { at }: { at: number }): Promise<void> => forgetUse(tx, Math.floor(at / HOUR_MS) - KEPT_HOURS),
} satisfies Handlers;

type Person = { readonly row: JointIncidentTable; readonly place: number; readonly pointer: string; readonly role: IncidentRole; readonly keys: readonly string[] };

/** Persons who could be one. Of the own country each pair waits in the queue; of another, both countries are told, once for each person. */
async function linkNamesakes(tx: Write, { operation, incident, namesakes, at }: Compared): Promise<void> {
  const members = await listMembers(tx, operation);
  const done = new Set<string>();
  for (const { place, other, otherPlace, score } of namesakes) {
    const [one, two] = [await findPerson(tx, { operation, incident, place }), await findPerson(tx, { operation, incident: idBytes(other as Id<'inc'>), place: otherPlace })];
    // One document or name with birth date: they are counted once already.
    if (one === undefined || two === undefined || one.keys.some((key) => two.keys.includes(key))) continue;
    // The best pair of a person is enough: the others follow from it.
    const name = `${place} ${two.row.organisation}`;
    if (done.has(name)) continue;
    done.add(name);
    const isOwn = one.row.organisation === two.row.organisation;
    const link = isOwn ? undefined : await linkPersons(tx, { one, two, members, at });
    if (!isOwn && link === undefined) continue;
    await queueOnce(tx, {
      id: idBytes(newId('dup', at)), operation, kind: 'person', how: 'possible', score, at, link: link?.link.id ?? null, gone_at: null,
      one: one.row.id, one_place: one.place, one_organisation: one.row.organisation, other: two.row.id, other_place: two.place, other_organisation: two.row.organisation,
    });
  }
}

async function findPerson(tx: Write, { operation, incident, place }: { operation: Uint8Array; incident: Uint8Array; place: number }): Promise<Person | undefined> {
  const [row] = await listVersions(tx, operation, incident);
  const person = row === undefined || row.withdrawn === 1 ? undefined : (JSON.parse(row.content) as IncidentContent).persons?.[place];
  if (row === undefined || person?.identity === undefined) return undefined;
  return { row, place, pointer: `/persons/${place}/identity/name`, role: person.role, keys: (JSON.parse(row.counted) as Countable).persons[place]?.keys ?? [] };
}

type Two = { readonly one: Person; readonly two: Person; readonly members: readonly JointMemberTable[]; readonly at: number };

/** Links two persons of two countries, where both may be compared and neither is linked with the other country yet. */
async function linkPersons(tx: Write, { one, two, members, at }: Two): Promise<Linked | undefined> {
  for (const { row, role } of [one, two]) {
    const member = members.find(({ organisation }) => organisation === row.organisation);
    if (member === undefined || member.state !== 'accepted' || member.role === 'partner') return undefined;
    if (PROTECTED_ROLES.includes(role) && sharesOf(member).compares !== true) return undefined;
    const compare = await findCompare(tx, row.operation, row.id);
    if (compare?.state !== 'done' && compare?.state !== 'running') return undefined;
  }
  const links: Linked[] = [];
  for (const { row, pointer, place } of [one, two]) {
    links.push(...(await listLinkedAt(tx, { operation: row.operation, incident: row.id, pointer })));
    const keys = (await listEntities(tx, row.operation, row.id)).filter((entity) => entity.pointer.startsWith(`/persons/${place}/`)).map(({ key }) => key);
    links.push(...(await listLinkedByKeys(tx, keys)));
  }
  if (links.some(({ sides }) => [one, two].every(({ row }) => sides.some(({ organisation }) => organisation === row.organisation)))) return undefined;
  const placeOf = ({ row, pointer }: Person): { operation: Uint8Array; incident: Uint8Array; organisation: number; pointer: string } => ({ operation: row.operation, incident: row.id, organisation: row.organisation, pointer });
  const key = Buffer.from(crypto.getRandomValues(new Uint8Array(16)));
  return await makeLink(tx, { key, kind: 'person', how: 'possible', one: placeOf(one), other: placeOf(two), at });
}

/** Ids as texts, for whoever asks beside the requests. */
export function textIds({ operation, incident }: Pick<JointCompareTable, 'operation' | 'incident'>): { readonly operation: string; readonly incident: string } {
  return { operation: idFromBytes('opn', operation), incident: idFromBytes('inc', incident) };
}
