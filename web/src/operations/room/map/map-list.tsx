import type { ReactNode } from 'react';
import { CountryName } from '../../../ui/country-name.tsx';
import { useWords } from '../../../words/words.tsx';
import { Figure } from '../figures.tsx';
import type { JointMap } from '../queries.ts';
import { type Narrowed, TOLD } from '../search.ts';
import classes from '../room.module.css';

/** The map as a list: every place, what is counted for a country without one, and every route. */
export function MapList({ map: { places, countries, routes }, narrowed }: { map: JointMap; narrowed: Narrowed }): ReactNode {
  const { t, locale, coded } = useWords();
  const number = new Intl.NumberFormat(locale);
  return (
    <>
      <div className={classes['scroll']} tabIndex={0} role="group" aria-label={t('operations.map.places')}>
        <table className={classes['table']}>
          <thead><tr><th scope="col">{t('operations.map.place')}</th><th scope="col">{t('operations.room.country')}</th><th scope="col">{t('operations.map.position')}</th>{TOLD.map((one) => <th key={one} scope="col" className={classes['number']}>{coded('operations.measure', one)}</th>)}<th scope="col" className={classes['number']}>{coded('operations.measure', 'incidents')}</th></tr></thead>
          <tbody>
            {places.map(({ name, country, latitude, longitude, isOfPlan, counts, reports }) => (
              <tr key={`${country} ${latitude} ${longitude} ${name}`}>
                <th scope="row">{name}{isOfPlan && <span className={classes['hint']}> {t('operations.map.ofPlan')}</span>}</th><td><CountryName code={country} /></td>
                <td><bdi dir="ltr" className="mono">{latitude.toFixed(2)}, {longitude.toFixed(2)}</bdi></td>
                {TOLD.map((one) => <td key={one} className={classes['number']}>{number.format(counts[one] ?? 0)}</td>)}<td className={classes['number']}>{number.format(reports)}</td>
              </tr>
            ))}
            {countries.map(({ country, counts, reports }) => (
              <tr key={country}>
                <th scope="row">{t('operations.map.noPlace')}</th><td><CountryName code={country} /></td><td>–</td>
                {TOLD.map((one) => <td key={one} className={classes['number']}><Figure measure={one} value={counts[one]} narrowed={{ ...narrowed, country }} /></td>)}<td className={classes['number']}>{number.format(reports)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {routes.length > 0 && (
        <div className={classes['scroll']} tabIndex={0} role="group" aria-label={t('operations.map.routes')}>
          <table className={classes['table']}>
            <thead><tr><th scope="col">{t('operations.map.from')}</th><th scope="col">{t('operations.map.to')}</th><th scope="col" className={classes['number']}>{t('operations.map.moved')}</th><th scope="col" className={classes['number']}>{t('operations.map.movements')}</th></tr></thead>
            <tbody>{routes.map(({ from, to, count, movements }) => <tr key={`${from} ${to}`}><th scope="row"><CountryName code={from} /></th><td><CountryName code={to} /></td><td className={classes['number']}>{number.format(count)}</td><td className={classes['number']}>{number.format(movements)}</td></tr>)}</tbody>
          </table>
        </div>
      )}
    </>
  );
}
