import { Checkbox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { sayDay } from '../../words/say-dates.ts';
import { Ltr } from '../../ui/ltr.tsx';
import { useWords } from '../../words/words.tsx';
import { KindMark } from './kind-mark.tsx';
import { sayItem, sayLine } from './say.ts';
import type { NetworkInHand } from './use-network.ts';
import type { Seen } from './visible.ts';
import classes from './network.module.css';

/** Numbers of an entity, where it was measured. */
export type Measure = { readonly degree: number; readonly betweenness?: number | undefined; readonly community: number };
type ListProps = { network: NetworkInHand; seen: Seen; measures: ReadonlyMap<string, Measure> };
const COLUMNS = ['label', 'kind', 'days', 'links', 'degree', 'betweenness', 'community'] as const;
type Column = (typeof COLUMNS)[number];

/** The chart as a table, with the same selection. */
export function EntityList({ network, seen, measures }: ListProps): ReactNode {
  const words = useWords();
  const { t, locale } = words;
  const [by, setBy] = useState<Column>('links');
  const { selected } = network.state;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
  const columns = COLUMNS.filter((column) => measures.size > 0 || !['degree', 'betweenness', 'community'].includes(column));
  const items = seen.items.map((item) => ({ item, name: sayItem(words, item), links: seen.lines.filter(({ from, to }) => from === item.id || to === item.id).length, measure: measures.get(item.id) }));
  const rank = { label: () => 0, kind: () => 0, days: () => 0, links: ({ links }) => -links, degree: ({ measure }) => -(measure?.degree ?? 0), betweenness: ({ measure }) => -(measure?.betweenness ?? 0), community: ({ measure }) => measure?.community ?? 0 } satisfies Record<Column, (row: (typeof items)[number]) => number>;
  const text = { label: ({ name }) => name, kind: ({ item }) => item.kind, days: ({ item }) => item.entity?.first ?? '', links: () => '', degree: () => '', betweenness: () => '', community: () => '' } satisfies Record<Column, (row: (typeof items)[number]) => string>;
  const rows = items.toSorted((one, other) => rank[by](one) - rank[by](other) || text[by](one).localeCompare(text[by](other), locale) || one.name.localeCompare(other.name, locale));
  const toggle = (id: string): void => network.dispatch({ act: 'select', ids: selected.includes(id) ? selected.filter((one) => one !== id) : [...selected, id] });
  return (
    <div className={classes['list']}>
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('operations.network.entities')}>
        <table className={classes['table']} data-network-table>
          <thead>
            <tr>
              <th scope="col"><span className={classes['unseen']}>{t('operations.network.select')}</span></th>
              {columns.map((column) => <th key={column} scope="col" aria-sort={by === column ? (column === 'label' || column === 'kind' || column === 'days' || column === 'community' ? 'ascending' : 'descending') : 'none'}><button type="button" className={classes['sort']} onClick={() => setBy(column)}>{t(`operations.network.column.${column}`)}</button></th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ item, name, links, measure }) => (
              <tr key={item.id} data-selected={selected.includes(item.id)}>
                <td><Checkbox size="sm" aria-label={name} checked={selected.includes(item.id)} onChange={() => toggle(item.id)} /></td>
                <th scope="row"><bdi>{name}</bdi>{item.pinned && <span className={classes['hint']}>{t('operations.network.pinned')}</span>}</th>
                <td><KindMark kind={item.kind} /> {t(`operations.network.kind.${item.kind}`)}</td>
                <td className={classes['day']}>{item.entity === undefined ? '–' : item.entity.first === item.entity.last ? sayDay(item.entity.first, locale) : `${sayDay(item.entity.first, locale)} – ${sayDay(item.entity.last, locale)}`}</td>
                <td>{number.format(links)}</td>
                {measures.size > 0 && <><td>{measure === undefined ? '–' : number.format(measure.degree)}</td><td>{measure?.betweenness === undefined ? '–' : number.format(measure.betweenness)}</td><td>{measure === undefined ? '–' : number.format(measure.community)}</td></>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Links network={network} seen={seen} />
    </div>
  );
}

function Links({ network, seen }: Pick<ListProps, 'network' | 'seen'>): ReactNode {
  const words = useWords();
  const { t } = words;
  const names = new Map(seen.items.map((item) => [item.id, sayItem(words, item)]));
  const { selected } = network.state;
  const shown = seen.lines.filter(({ from, to }) => selected.length === 0 || selected.includes(from) || selected.includes(to)).slice(0, 500);
  return (
    <>
      <h3 className={classes['title']}>{t('operations.network.links', { count: shown.length })}</h3>
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('operations.network.links', { count: shown.length })}>
        <table className={classes['table']}>
          <thead><tr><th scope="col">{t('operations.network.from')}</th><th scope="col">{t('operations.network.link')}</th><th scope="col">{t('operations.network.to')}</th><th scope="col">{t('operations.network.column.sources')}</th></tr></thead>
          <tbody>
            {shown.map((line) => (
              <tr key={line.id} data-selected={selected.includes(line.id)}>
                <th scope="row"><bdi>{names.get(line.from)}</bdi></th>
                <td><button type="button" className={classes['sort']} onClick={() => network.dispatch({ act: 'select', ids: [line.id] })}>{sayLine(words, line)}</button></td>
                <td><bdi>{names.get(line.to)}</bdi></td>
                <td><Ltr>{line.edge === undefined ? (line.own?.source ?? '–') : [...new Set(line.edge.provenance.map(({ country }) => country))].join(' ')}</Ltr></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
