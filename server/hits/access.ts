/** Who may do what with a hit. What somebody has no side of does not exist for him: `hit.not-found`. */
import { fail } from '@watchword/api/errors.ts';
import { idBytes, parseId } from '@watchword/api/ids.ts';
import type { HitSide, HitState } from '@watchword/api/hits.ts';
import type { Asker } from '#door/calls.ts';
import type { HitSideTable, HitTable } from '#store/hit-tables.ts';
import type { Read } from '#store/store.ts';
import { findHit, findSide, listChecks } from './queries.ts';

/** A hit with the side of whoever asks. */
export type Mine = { readonly hit: HitTable; readonly side: HitSideTable };

/** Sides that whoever asks may see: that of the secretariat is for its reviewers, all others for whoever is no mere reviewer. */
export function sidesFor({ permissions }: Pick<Asker, 'permissions'>): readonly HitSide[] {
  return permissions.includes('record:review') ? ['finder', 'owner', 'own', 'delegate', 'secretariat'] : ['finder', 'owner', 'own', 'delegate'];
}

/** A hit of the asker's desk. @throws `hit.not-found` */
export async function getMine(read: Read, asker: Asker, text: string): Promise<Mine> {
  const id = parseId('hit', text);
  const bytes = id === undefined ? undefined : idBytes(id);
  const [hit, side] = bytes === undefined ? [] : await Promise.all([findHit(read, bytes), findSide(read, bytes, asker.number)]);
  if (hit === undefined || side === undefined || !sidesFor(asker).includes(side.side as HitSide)) throw fail('hit.not-found');
  return { hit, side };
}

/** A hit of the finder's, for its desk and for the officers who made its checks. What is discreet is for the desk alone. @throws `hit.not-found` */
export async function getFound(read: Read, asker: Asker, id: string): Promise<Mine> {
  const mine = await getMine(read, asker, id);
  if (mine.side.side !== 'finder' && mine.side.side !== 'own') throw fail('hit.not-found');
  if (asker.permissions.includes('hit:read')) return mine;
  const checks = await listChecks(read, [mine.hit.id]);
  if (!checks.some(({ officer, discreet }) => officer === asker.actor && discreet === 0)) throw fail('hit.not-found');
  return mine;
}

/** Refuses what cannot be done where the hit stands. @throws `hit.state` */
export function requireState({ state }: HitTable, ...states: readonly HitState[]): void {
  if (!(states as readonly string[]).includes(state)) throw fail('hit.state', { detail: `It is ${state}; this is for: ${states.join(', ')}.` });
}

/** A hit that whoever asks may answer: of an own record, or for its owner. @throws `hit.not-found`, `hit.not-owner`, `hit.taken` */
export async function getToAnswer(read: Read, asker: Asker, id: string, despite: boolean): Promise<Mine> {
  const mine = await getMine(read, asker, id);
  if (!['owner', 'own', 'delegate'].includes(mine.side.side)) throw fail('hit.not-owner');
  // What the owner was told to be withdrawn is so for it, whatever it is.
  if (mine.side.side !== 'own' && (mine.hit.state === 'stopped' || mine.hit.shielded === 1)) throw fail('hit.state', { detail: 'It is withdrawn; this is for: open, asked, need-time.' });
  const { assigned } = mine.side;
  if (assigned !== null && assigned !== asker.actor && !despite) throw fail('hit.taken');
  return mine;
}
