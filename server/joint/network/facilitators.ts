/** Who and what facilitates across incidents, with the reasons: a place to look, and no judgement. Pure. */
import type { Entity, FACILITATOR_REASONS } from '@watchword/api/joint/network.ts';
import type { Network } from './graph.ts';
import { neighboursOf, passing } from './look.ts';
import { measure, MOST_BETWEEN } from './measures.ts';

export type Reason = { readonly reason: (typeof FACILITATOR_REASONS)[number]; readonly count?: number; readonly of?: string };
export type Ranked = { readonly rank: number; readonly entity: Entity; readonly reasons: Reason[] };

const THINGS: readonly Entity['kind'][] = ['phone', 'account', 'handle', 'vehicle'];
/** The part of a network that lies between most others. */
const BETWEEN = 0.05;

/** Those with most reasons first. Never a migrant, a victim or a minor. */
export function facilitatorsOf(network: Network): Ranked[] {
  const wanted = passing(network, {}).filter((at) => network.entities[at]?.kind !== 'place');
  const between = betweenOf(network, wanted);
  const found = wanted.flatMap((at) => {
    const entity = network.entities[at];
    if (entity === undefined || !isAsked(entity)) return [];
    const reasons = reasonsOf(network, at, between);
    const isTold = reasons.some(({ reason }) => reason === 'leads' || reason === 'incidents') || (reasons.length > 1 && entity.kind === 'person');
    return isTold ? [{ entity, reasons }] : [];
  });
  const leads = (reasons: readonly Reason[]): number => (reasons.some(({ reason }) => reason === 'leads') ? 1 : 0);
  found.sort((one, other) => leads(other.reasons) - leads(one.reasons) || other.reasons.length - one.reasons.length || other.entity.incidents - one.entity.incidents || other.entity.links - one.entity.links || (one.entity.id < other.entity.id ? -1 : 1));
  return found.map((one, at) => ({ rank: at + 1, ...one }));
}

function isAsked({ kind, roles, minor }: Entity): boolean {
  if (THINGS.includes(kind)) return true;
  return kind === 'person' && minor !== true && !roles.includes('migrant') && !roles.includes('victim') && roles.length > 0;
}

function reasonsOf(network: Network, at: number, between: ReadonlySet<number>): Reason[] {
  const { kind, roles, incidents, countries }: Pick<Entity, 'kind' | 'roles' | 'incidents' | 'countries'> = network.entities[at] ?? { kind: 'incident', roles: [], incidents: 0, countries: [] };
  const neighbours = neighboursOf(network, at);
  const led = neighbours.find(({ relation }) => relation === 'leads');
  const payments = (network.around[at] ?? []).flatMap((edge) => (network.edges[edge]?.relation === 'paid' ? [network.edges[edge]?.count ?? 0] : [])).reduce((sum, count) => sum + count, 0);
  const shared = kind === 'person' ? sharedThings(network, at) : 0;
  return [
    ...(led === undefined ? [] : [{ reason: 'leads' as const, of: network.entities[led.end]?.label ?? '' }]),
    ...(roles.includes('facilitator') ? [{ reason: 'facilitator' as const }] : []),
    ...(incidents > 1 ? [{ reason: 'incidents' as const, count: incidents }] : []),
    ...(countries.length > 1 ? [{ reason: 'countries' as const, count: countries.length }] : []),
    ...(payments > 0 ? [{ reason: 'money' as const, count: payments }] : []),
    ...(shared > 0 ? [{ reason: 'shared-things' as const, count: shared }] : []),
    ...(between.has(at) ? [{ reason: 'between' as const }] : []),
  ];
}

/** Telephones, accounts, handles and vehicles of his incidents that are in others as well, where he is not. */
function sharedThings(network: Network, at: number): number {
  const own = new Set(neighboursOf(network, at).map(({ end }) => end).filter((end) => network.entities[end]?.kind === 'incident'));
  const shared = new Set<number>();
  for (const incident of own) {
    for (const { end } of neighboursOf(network, incident)) {
      if (!THINGS.includes(network.entities[end]?.kind ?? 'incident')) continue;
      if (neighboursOf(network, end).some(({ end: other }) => network.entities[other]?.kind === 'incident' && !own.has(other))) shared.add(end);
    }
  }
  return shared.size;
}

function betweenOf(network: Network, wanted: readonly number[]): ReadonlySet<number> {
  if (wanted.length > MOST_BETWEEN) return new Set();
  const { items } = measure(network, wanted);
  return new Set(items.slice(0, Math.ceil(items.length * BETWEEN)).filter(({ betweenness = 0 }) => betweenness > 0).map(({ at }) => at));
}
