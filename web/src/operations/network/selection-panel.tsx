import { Button, NativeSelect } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Edge, Entity, Provenance } from '@watchword/api/joint/network.ts';
import { type ReactNode, useState } from 'react';
import { asAppError } from '../../api.ts';
import { CountryName } from '../../ui/country-name.tsx';
import { Ltr } from '../../ui/ltr.tsx';
import { Problem } from '../../ui/problem.tsx';
import { sayDay, sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { KindMark } from './kind-mark.tsx';
import { sayAmounts, sayItem, sayRelation } from './say.ts';
import { useWays, type NetworkInHand } from './use-network.ts';
import type { Item, Line, Seen } from './visible.ts';
import classes from './network.module.css';

type PanelProps = { network: NetworkInHand; seen: Seen };

/** What is known of the one that is selected: an entity with what it leads to, or a link with where it comes from. */
export function SelectionPanel({ network, seen }: PanelProps): ReactNode {
  const { t } = useWords();
  const { selected } = network.state;
  const item = seen.items.find(({ id }) => selected.length === 1 && selected[0] === id);
  const line = seen.lines.find(({ id }) => selected.length === 1 && selected[0] === id);
  if (item !== undefined) return <OneItem item={item} network={network} seen={seen} />;
  if (line !== undefined) return <div className={classes['side']}><OneLine line={line} network={network} seen={seen} /></div>;
  return <div className={classes['side']}><p className={classes['hint']} role="status">{selected.length === 0 ? t('operations.network.selectOne') : t('operations.network.selected', { count: selected.length })}</p></div>;
}

function OneItem({ item, network, seen }: PanelProps & { item: Item }): ReactNode {
  const words = useWords();
  const { t } = words;
  const { entity, members, note } = item;
  const lines = seen.lines.filter(({ from, to }) => from === item.id || to === item.id);
  return (
    <div className={classes['side']} data-network-selection>
      <h2 className={classes['title']}><KindMark kind={item.kind} /> <bdi>{sayItem(words, item)}</bdi></h2>
      {entity === undefined ? <p>{t('operations.network.byHand')}{note !== '' && <> · <q>{note}</q></>}</p> : <Facts entity={entity} network={network} />}
      {members.length > 0 && (
        <>
          <p>{t('operations.network.mergedOf')}</p>
          <ul className={classes['plain']}>{members.map((member) => <li key={member.id}><bdi>{sayItem(words, member)}</bdi></li>)}</ul>
          <Button variant="default" size="compact-md" onClick={() => network.dispatch({ act: 'part', into: item.id })}>{t('operations.network.part')}</Button>
        </>
      )}
      {entity !== undefined && <Ways entity={entity} network={network} />}
      {lines.length > 0 && (
        <>
          <h3 className={classes['title']}>{t('operations.network.linksHere', { count: lines.length })}</h3>
          <ul className={classes['choices']}>
            {lines.slice(0, 60).map((line) => {
              const isFrom = line.from === item.id;
              const other = seen.items.find(({ id }) => id === (isFrom ? line.to : line.from));
              return (
                <li key={line.id}>
                  <button type="button" className={classes['choice']} onClick={() => network.dispatch({ act: 'select', ids: [line.id] })}>
                    <span aria-hidden className="mirrored">{isFrom ? '→' : '←'}</span>
                    <span className={classes['grow']}>{line.edge === undefined ? line.own?.label : sayRelation(words, line.edge.relation)} · <bdi>{other === undefined ? '' : sayItem(words, other)}</bdi></span>
                    {line.edge !== undefined && <span className={classes['count']}><bdi>{sayAmounts(words, line.edge)}</bdi></span>}
                  </button>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </div>
  );
}

function Facts({ entity, network }: { entity: Entity; network: NetworkInHand }): ReactNode {
  const words = useWords();
  const { t, locale } = words;
  const { kind, detail, country, roles, minor, arrested, persons, incidents, countries, first, last, id } = entity;
  const said = detail === 'dismantled' || detail === 'identified' ? t(`operations.network.state.${detail}`) : detail;
  return (
    <ul className={classes['plain']}>
      <li>{t(`operations.network.kind.${kind}`)}{said !== undefined && <> · <bdi>{said}</bdi></>}{country !== undefined && <> · <CountryName code={country} /></>}</li>
      {roles.length > 0 && <li>{roles.map((role) => t(`operations.value.${role}`)).join(', ')}{arrested === true && ` · ${t('operations.network.arrested')}`}</li>}
      {minor === true && <li><strong>{t('operations.network.minor')}</strong></li>}
      {persons !== undefined && <li>{t('operations.network.persons', { count: persons })}</li>}
      <li>{first === last ? sayDay(first, locale) : `${sayDay(first, locale)} – ${sayDay(last, locale)}`}</li>
      {kind === 'incident' ? <li><Link to="/operations/$id/incidents/$incident" params={{ id: network.id, incident: id }}>{t('operations.network.openIncident')}</Link></li> : <li>{t('operations.network.inIncidents', { count: incidents })} · <Ltr>{countries.join(' ')}</Ltr></li>}
    </ul>
  );
}

/** How much there is in each direction, before any of it is shown. */
function Ways({ entity, network }: { entity: Entity; network: NetworkInHand }): ReactNode {
  const words = useWords();
  const { t } = words;
  const [hops, setHops] = useState(1);
  const known = [...network.state.board.entities.keys()];
  const ways = useWays(network.id, entity.id, known);
  const room = 500 - known.length;
  if (ways.error !== null) return <Problem error={asAppError(ways.error)} retry={() => void ways.refetch()} />;
  const list = ways.data?.ways ?? [];
  return (
    <section aria-label={t('operations.network.expand')}>
      <h3 className={classes['title']}>{t('operations.network.expand')}</h3>
      <ul className={classes['choices']}>
        {list.map(({ relation, kind, total, fresh }) => (
          <li key={`${relation} ${kind}`}>
            <button type="button" className={classes['choice']} disabled={fresh === 0 || room <= 0} onClick={() => network.expand(entity.id, { relations: [relation] })}>
              <KindMark kind={kind} />
              <span className={classes['grow']}>{sayRelation(words, relation)} · {t(`operations.network.kind.${kind}`)}</span>
              <span className={classes['count']}>{fresh === 0 ? t('operations.network.allShown', { count: total }) : t('operations.network.fresh', { count: fresh, total })}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className={classes['row']}>
        <NativeSelect size="sm" label={t('operations.network.hops')} value={String(hops)} onChange={(event) => setHops(Number(event.currentTarget.value))} data={[1, 2, 3, 4].map((count) => ({ value: String(count), label: t('operations.network.hop', { count }) }))} />
        <Button size="sm" variant="default" disabled={room <= 0 || network.isBusy} onClick={() => network.expand(entity.id, { hops })}>{t('operations.network.expandHops')}</Button>
      </div>
      {room <= 0 && <p className={classes['hint']}>{t('operations.network.full')}</p>}
    </section>
  );
}

function OneLine({ line: { edge, own, from, to }, network, seen }: PanelProps & { line: Line }): ReactNode {
  const words = useWords();
  const { t, locale } = words;
  const nameOf = (id: string): string => { const item = seen.items.find((one) => one.id === id); return item === undefined ? '' : sayItem(words, item); };
  return (
    <div data-network-selection>
      <h2 className={classes['title']}>{edge === undefined ? own?.label : sayRelation(words, edge.relation)}</h2>
      <p><bdi>{nameOf(from)}</bdi> <span aria-hidden className="mirrored">→</span> <bdi>{nameOf(to)}</bdi></p>
      {own !== undefined && <p>{t('operations.network.byHand')}{own.source !== undefined && <> · <q>{own.source}</q></>}</p>}
      {edge !== undefined && (
        <>
          <p>{[sayAmounts(words, edge), edge.first === edge.last ? sayDay(edge.first, locale) : `${sayDay(edge.first, locale)} – ${sayDay(edge.last, locale)}`].filter((part) => part !== '').join(' · ')}</p>
          <Sources edge={edge} network={network} />
        </>
      )}
    </div>
  );
}

/** Where a link comes from: who, when, how sure, and how it is to be handled. */
function Sources({ edge: { provenance, sources }, network }: { edge: Edge; network: NetworkInHand }): ReactNode {
  const { t } = useWords();
  return (
    <section aria-labelledby="sources-title">
      <h3 id="sources-title" className={classes['title']}>{t('operations.network.sources', { count: sources })}</h3>
      <ul className={classes['plain']}>{provenance.map((one) => <li key={one.incident}><Source source={one} network={network} /></li>)}</ul>
      {sources > provenance.length && <p className={classes['hint']}>{t('operations.network.moreSources', { count: sources - provenance.length })}</p>}
      {network.handling !== undefined && <p><span className={classes['handling']}>{network.handling}</span></p>}
    </section>
  );
}

/** One report. The officer's pseudonym is for his own country. */
export function Source({ source: { incident, country, at, receivedAt, by, source, information, version }, network }: { source: Provenance; network: Pick<NetworkInHand, 'id'> }): ReactNode {
  const { t, locale } = useWords();
  return (
    <>
      <Link to="/operations/$id/incidents/$incident" params={{ id: network.id, incident }}>{sayMoment(at, locale)}</Link> · <CountryName code={country} />
      {source !== undefined && <> · {t('operations.network.grade')} <Ltr>{`${source}${information ?? ''}`}</Ltr></>}
      <span className={classes['hint']}>{t('operations.network.received', { when: sayMoment(receivedAt, locale) })}{version > 1 && ` · ${t('operations.network.version', { version })}`}{by !== undefined && <> · <Ltr>{by}</Ltr></>}</span>
    </>
  );
}
