/** How far a report is compared, for the country whose it is. */
import { idFromBytes } from '@watchword/api/ids.ts';
import type { CrossCheck } from '@watchword/api/joint/cross.ts';
import type { CrossState } from '@watchword/api/joint/cross-words.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import type { JointPlan } from '@watchword/api/joint/plans.ts';
import type { JointIncidentTable } from '#store/joint-tables.ts';
import type { Read } from '#store/store.ts';
import type { Mine } from '../access.ts';
import { keyed } from './compare.ts';
import { findCompare, findSalt, listEntities, listLinkedByKeys, listLinkedOfIncident } from './queries.ts';
import { sideOf } from './present.ts';

/** What stands of an incident. One that was reported before there was a cross-check waits for a reason. */
export async function presentCrossCheck(read: Read, mine: Mine, row: JointIncidentTable): Promise<CrossCheck> {
  const { operation } = mine;
  const compare = await findCompare(read, operation.id, row.id);
  const checks = JSON.parse(compare?.checks ?? '{}') as Record<string, { id?: string; outcome: string }>;
  const incident = idFromBytes('inc', row.id);
  const found = keyed(JSON.parse(row.content) as IncidentContent, { salt: (await findSalt(read)) ?? '', mine });
  return {
    incident, version: row.version, state: (compare?.state ?? (row.withdrawn === 1 ? 'withdrawn' : found.length === 0 ? 'done' : 'reason')) as CrossState, purpose: purposeOf(JSON.parse(operation.plan) as JointPlan),
    ...(compare?.reason !== undefined && compare.reason !== null && compare.reason !== '' && { reason: compare.reason }),
    entities: found.map(({ entity: { kind, pointer, shown, doubts }, mark, isApart }) => {
      const check = checks[mark];
      return { incident, pointer, shown, kind, ...(doubts.length > 0 && { doubts: [...doubts] }), ...(isApart && { apart: true as const }), ...(check?.id !== undefined && { check: { id: check.id, outcome: check.outcome } }) };
    }),
    links: await linksOf(read, mine, row),
  };
}

async function linksOf(read: Read, mine: Mine, { id, operation }: JointIncidentTable): Promise<string[]> {
  const keys = (await listEntities(read, operation, id)).filter(({ armed }) => armed === 1).map(({ key }) => key);
  const all = [...(await listLinkedByKeys(read, keys)), ...(await listLinkedOfIncident(read, operation, id))];
  return [...new Set(all.filter((linked) => sideOf(linked, mine) !== undefined).map(({ link }) => idFromBytes('lnk', link.id)))].toSorted();
}

/** With which purpose the databases are asked. */
export function purposeOf({ purpose = 'investigation' }: JointPlan): NonNullable<JointPlan['purpose']> {
  return purpose;
}
