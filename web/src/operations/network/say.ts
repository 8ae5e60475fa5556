import { RELATIONS, type Edge, type Relation } from '@watchword/api/joint/network.ts';
import { sayCountry } from '../../words/countries.ts';
import type { Words } from '../../words/words.tsx';
import type { Item, Line } from './visible.ts';

/** Relations of which it matters how often they were reported. */
const MANY: readonly Relation[] = ['seen', 'paid', 'offers'];

type Say = Pick<Words, 't' | 'locale'>;

/** What an entity is called on the chart: an incident by what it was, whoever has no name by that. */
export function sayItem({ t, locale }: Say, { label, kind, entity, members }: Pick<Item, 'label' | 'kind' | 'entity' | 'members'>): string {
  const more = members.length > 0 ? ` +${members.length}` : '';
  if (kind === 'incident' && entity?.incident !== undefined) return `${t(`operations.kind.${entity.incident}`)} · ${label}${more}`;
  if (kind === 'place' && label === entity?.country) return `${sayCountry(label, locale)}${more}`;
  return `${label === '' ? t('operations.network.unnamed') : label}${more}`;
}

/** What a link says: how its ends belong together, how often, and what went along it. */
export function sayLine(words: Say, { edge, own }: Pick<Line, 'edge' | 'own'>): string {
  return edge === undefined ? (own?.label ?? '') : [sayRelation(words, edge.relation), sayAmounts(words, edge)].filter((part) => part !== '').join(' · ');
}

/** The relation in words. */
export function sayRelation({ t }: Say, relation: Relation): string {
  return t(`operations.network.relation.${RELATIONS.find((one) => one === relation) ?? 'seen'}`);
}

/** Sums in their own currencies, or how often. */
export function sayAmounts({ locale }: Say, { amounts, count, relation }: Pick<Edge, 'amounts' | 'count' | 'relation'>): string {
  if (amounts.length > 0) return amounts.map(({ currency, amount }) => `${currency} ${new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(Number(amount))}`).join(' + ');
  return (count > 1 && MANY.includes(relation)) || relation === 'moved' ? new Intl.NumberFormat(locale).format(count) : '';
}
