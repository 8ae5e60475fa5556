import type { Hit, HitQueue } from '@watchword/api/hits.ts';

/** The queues of a desk in the order in which they are worked. What rings comes first in each. */
export const QUEUES = ['to-answer', 'to-release', 'alerts', 'escalated', 'stopped', 'clearing', 'answered', 'waiting'] as const satisfies readonly HitQueue[];
export type OpenQueue = (typeof QUEUES)[number];

/** Queues in which somebody waits for this desk: their number stands in the top bar. */
export const PRESSING: ReadonlySet<HitQueue> = new Set<HitQueue>(['to-answer', 'to-release', 'alerts', 'escalated', 'stopped', 'clearing']);

/** Queues out of which an officer may put a hit by hand: nobody waits for this desk in them. */
export const CAN_BE_DONE: ReadonlySet<HitQueue> = new Set<HitQueue>(['alerts', 'answered', 'waiting']);

/** Whether the owner does not know of a check of this hit, and this desk may let it know. One that was released before may have a new check that waits. */
export function waitsForRelease({ state, telling }: Pick<Hit, 'state' | 'telling'>): boolean {
  if (telling?.when !== 'on-release' || state === 'withdrawn' || state === 'closed' || state === 'stopped') return false;
  return telling.releasedAt === undefined || telling.releasesAt !== undefined || telling.wanted !== undefined;
}

/** On which list of its desk a hit is, as the hub sorts it. */
export function queueOf(hit: Pick<Hit, 'side' | 'state' | 'telling' | 'clearing'>): HitQueue {
  const { side, state } = hit;
  const isAnswered = state === 'confirmed' || state === 'not-confirmed';
  const isAsked = state === 'asked' || state === 'need-time';
  if (side === 'secretariat') return state === 'stopped' ? 'stopped' : isAsked ? 'escalated' : 'done';
  if (side === 'finder') {
    if (state === 'stopped') return 'stopped';
    if (waitsForRelease(hit)) return 'to-release';
    return state === 'open' ? 'alerts' : isAsked ? 'waiting' : isAnswered ? 'answered' : 'done';
  }
  if (side !== 'delegate' && hit.clearing !== undefined && hit.clearing.done === undefined) return 'clearing';
  if (state === 'open') return 'alerts';
  if (isAsked) return 'to-answer';
  if (isAnswered) return side === 'own' ? 'answered' : 'waiting';
  return side === 'own' && state === 'stopped' ? 'stopped' : 'done';
}

/** A queue with its hits in the order in which they are worked. */
export type Sorted = { readonly queue: OpenQueue; readonly hits: readonly Hit[] };

/** Sorts hits into their queues: what rings first, then by deadline, then the oldest; hits of one case stand together. */
export function sortQueues(hits: readonly Hit[]): readonly Sorted[] {
  return QUEUES.map((queue) => ({ queue, hits: together(hits.filter((hit) => queueOf(hit) === queue).toSorted(byUrgency)) })).filter((one) => one.hits.length > 0);
}

function byUrgency(one: Hit, other: Hit): number {
  return Number(other.rings) - Number(one.rings)
    || (one.deadline ?? '9').localeCompare(other.deadline ?? '9')
    || one.openedAt.localeCompare(other.openedAt);
}

/** Hits of a case follow the first of them. */
function together(hits: readonly Hit[]): Hit[] {
  const done = new Set<string>();
  return hits.flatMap((hit) => {
    if (done.has(hit.id)) return [];
    const group = hit.group === undefined ? [hit] : hits.filter((one) => one.group === hit.group);
    for (const one of group) done.add(one.id);
    return group;
  });
}

/** Where to go from a place in a list of ids, by so many steps, never beyond its ends; the first when the place is not in it. */
export function stepFrom(ids: readonly string[], at: string | undefined, by: number): string | undefined {
  const index = at === undefined ? -1 : ids.indexOf(at);
  if (index === -1) return ids[by > 0 ? 0 : ids.length - 1];
  return ids[Math.min(ids.length - 1, Math.max(0, index + by))];
}

/** What comes after a place once it is gone from the list: the next one, else the one before. */
export function nextAfter(ids: readonly string[], at: string): string | undefined {
  const index = ids.indexOf(at);
  return ids[index + 1] ?? ids[index - 1];
}

/** All ids from one place of a list to another, both included. */
export function rangeOf(ids: readonly string[], from: string, to: string): readonly string[] {
  const [one, other] = [ids.indexOf(from), ids.indexOf(to)];
  if (one === -1 || other === -1) return [to];
  return ids.slice(Math.min(one, other), Math.max(one, other) + 1);
}
