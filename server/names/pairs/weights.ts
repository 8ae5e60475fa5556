import type { NameToken } from '../model.ts';
import { COMMON } from './common.ts';

const OF_ROLE = { name: 1, patronymic: 0.8, particle: 0.12, honorific: 0.25, initial: 0.4, title: 0.1, suffix: 0.1 } as const;

/** How much a word tells of who somebody is: little words little, names that millions bear a bit less than others. */
export function weightOf(token: NameToken): number {
  const weight = OF_ROLE[token.role];
  if (token.role !== 'name') return weight;
  return COMMON.has(token.folded) ? weight * 0.85 : weight;
}
