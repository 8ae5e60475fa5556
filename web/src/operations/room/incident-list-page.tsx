import { Button, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import type { Incident } from '@watchword/api/joint/operations.ts';
import type { ReactNode } from 'react';
import { asAppError } from '../../api.ts';
import { CountryName } from '../../ui/country-name.tsx';
import { Problem } from '../../ui/problem.tsx';
import { sayDay } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import { useBehind, useRoom } from './queries.ts';
import { sayFigure } from './figures.tsx';
import { type ListSearch, parseListSearch, parseRoomSearch } from './search.ts';
import classes from './room.module.css';

/** The reports of which a number is the sum; and, of those that are counted and not shown, whom to ask. */
export function IncidentListPage(): ReactNode {
  const { t, coded, locale } = useWords();
  const { id } = useThisOperation();
  const search = parseListSearch(useSearch({ strict: false }));
  const { measure = 'incidents' } = search;
  const behind = useBehind(id, search);
  const room = useRoom(id, search);
  const items = behind.data?.pages.flatMap((page) => page.items) ?? [];
  const [first] = behind.data?.pages ?? [];
  const value = room.data?.totals[measure];
  return (
    <section aria-labelledby="list-title">
      <p className={classes['back']}><Link to="/operations/$id" params={{ id }} search={parseRoomSearch(search)}><IconArrowLeft size={16} aria-hidden className="mirrored" /> {t('operations.room.backToRoom')}</Link></p>
      <h2 id="list-title" className={classes['listTitle']}>{coded('operations.measure', measure)}{value !== undefined && <>: <bdi>{sayFigure(measure, value, locale)}</bdi></>}</h2>
      <Narrowing search={search} />
      {first !== undefined && <p role="status" className={classes['lead']}>{t('operations.room.behind', { count: first.total })}</p>}
      {behind.error !== null && <Problem error={asAppError(behind.error)} retry={() => void behind.refetch()} />}
      {behind.isPending && <Skeleton height={200} />}
      {first !== undefined && first.withheld.length > 0 && (
        <div className={classes['withheld']}>
          <p>{t('operations.room.withheld')}</p>
          <ul>{first.withheld.map(({ country, reports }) => <li key={country}>{t('operations.room.ask')} <CountryName code={country} />: {t('operations.room.reports', { count: reports })}</li>)}</ul>
        </div>
      )}
      {items.length > 0 && <IncidentTable items={items} />}
      {behind.hasNextPage && <Button variant="default" mt="md" loading={behind.isFetchingNextPage} onClick={() => void behind.fetchNextPage()}>{t('operations.room.more')}</Button>}
    </section>
  );
}

function Narrowing({ search: { country, day, nationality, asOf } }: { search: ListSearch }): ReactNode {
  const { t, locale } = useWords();
  const parts = [
    country !== undefined && <li key="country">{t('operations.room.country')}: <CountryName code={country} /></li>,
    day !== undefined && <li key="day">{t('operations.room.day')}: {sayDay(day, locale)}</li>,
    nationality !== undefined && <li key="nationality">{t('operations.room.nationality')}: <CountryName code={nationality} /></li>,
    asOf !== undefined && <li key="asOf">{t('operations.room.asOf')}: <bdi dir="ltr">{asOf.replace('T', ' ').replace('Z', ' UTC')}</bdi></li>,
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : <ul className={classes['narrowing']}>{parts}</ul>;
}

function IncidentTable({ items }: { items: readonly Incident[] }): ReactNode {
  const { t, coded, locale } = useWords();
  const { id } = useThisOperation();
  return (
    <div className={classes['scroll']} tabIndex={0} role="group" aria-label={t('operations.room.list')}>
      <table className={classes['table']} data-incidents>
        <thead><tr><th scope="col">{t('operations.room.when')}</th><th scope="col">{t('operations.room.kind')}</th><th scope="col">{t('operations.room.country')}</th><th scope="col">{t('operations.map.place')}</th><th scope="col">{t('operations.room.who')}</th><th scope="col">{t('operations.room.version')}</th></tr></thead>
        <tbody>
          {items.map(({ id: incident, country, version, withdrawn, content: { at, kind, place, persons = [] } }) => (
            <tr key={incident}>
              <th scope="row"><Link to="/operations/$id/incidents/$incident" params={{ id, incident }}>{sayDay(at.slice(0, 10), locale)}, <bdi dir="ltr">{at.slice(11, 16)}</bdi></Link> <bdi dir="ltr" className={classes['hint']}>{at.endsWith('Z') ? 'UTC' : `UTC${at.slice(-6)}`}</bdi></th>
              <td>{coded('operations.kind', kind)}{withdrawn === true && ` · ${t('operations.room.act.withdrawn')}`}</td>
              <td><CountryName code={country} /></td>
              <td className={classes['wrap']}>{place.name}</td>
              <td className={classes['wrap']}><Persons persons={persons} /></td>
              <td className={classes['number']}>{version}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How many persons of each role a report has. Names stand on its own page. */
function Persons({ persons }: { persons: NonNullable<Incident['content']['persons']> }): ReactNode {
  const { t } = useWords();
  const sums = new Map<'suspect' | 'facilitator' | 'migrant' | 'victim', number>();
  for (const { role, count = 1 } of persons) sums.set(role, (sums.get(role) ?? 0) + count);
  return <>{[...sums].map(([role, count]) => t(`operations.persons.${role}`, { count })).join(' · ')}</>;
}
