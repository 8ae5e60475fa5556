import type { JointPlan } from '@watchword/api/joint/plans.ts';
import type { ReactNode } from 'react';
import { CountryName } from '../../ui/country-name.tsx';
import { Ltr } from '../../ui/ltr.tsx';
import { useWords } from '../../words/words.tsx';
import classes from './plan.module.css';

type Place = NonNullable<JointPlan['checkpoints']>[number];

/** So many are shown at once; more are unfolded. */
const SHOWN = 12;

/** Hotspots or checkpoints of a plan, by country. */
export function Places({ title, places }: { title: string; places: readonly Place[] | undefined }): ReactNode {
  const { locale } = useWords();
  if (places === undefined || places.length === 0) return null;
  const table = <PlaceTable title={title} places={places} />;
  return (
    <section className={classes['card']}>
      <h2>{title} · {places.length.toLocaleString(locale)}</h2>
      {places.length <= SHOWN ? table : <details><summary>{countriesOf(places).map((country, at) => <span key={country}>{at > 0 ? ', ' : ''}<CountryName code={country} /></span>)}</summary>{table}</details>}
    </section>
  );
}

function PlaceTable({ title, places }: { title: string; places: readonly Place[] }): ReactNode {
  const { t, locale } = useWords();
  const degrees = (value: number): string => value.toLocaleString(locale, { maximumFractionDigits: 4 });
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={title}>
      <table className={classes['table']}>
        <thead><tr><th scope="col">{t('operations.plan.country')}</th><th scope="col">{t('operations.content.code')}</th><th scope="col">{t('operations.content.name')}</th><th scope="col">{t('operations.content.latitude')}, {t('operations.content.longitude')}</th></tr></thead>
        <tbody>
          {countriesOf(places).flatMap((country) => places.filter((place) => place.country === country)).map(({ code, name, country, latitude, longitude }) => (
            <tr key={code}><td><CountryName code={country} /></td><th scope="row"><Ltr>{code}</Ltr></th><td><bdi>{name}</bdi></td><td>{latitude === undefined || longitude === undefined ? '–' : <Ltr>{degrees(latitude)}, {degrees(longitude)}</Ltr>}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function countriesOf(places: readonly Place[]): string[] {
  return [...new Set(places.map(({ country }) => country))].toSorted();
}
