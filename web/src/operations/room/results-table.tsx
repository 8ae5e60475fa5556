import { SegmentedControl } from '@mantine/core';
import type { Room } from '@watchword/api/joint/room.ts';
import { MEASURES, type Measure } from '@watchword/api/joint/words.ts';
import { type ReactNode, useMemo, useState } from 'react';
import { CountryName } from '../../ui/country-name.tsx';
import { sayDay } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { Figure } from './figures.tsx';
import type { Narrowed } from './search.ts';
import classes from './room.module.css';

/** What is counted, as far as the table needs it. */
export type Tabled = Pick<Room, 'totals' | 'byDay' | 'byCountryDay'> & { readonly byCountry: readonly { readonly country: string; readonly counts: Readonly<Record<string, number>> }[] };

const WAYS = ['country', 'day', 'countryDay'] as const;
type Way = (typeof WAYS)[number];
type Row = { readonly key: string; readonly country?: string; readonly day?: string; readonly counts: Readonly<Record<string, number>> };

/** Every measure by country, by day, or by both. Each number opens its list, where `linked` says that the lists are those of these numbers. */
export function ResultsTable({ results, narrowed, linked = true }: { results: Tabled; narrowed: Narrowed; linked?: boolean }): ReactNode {
  const { t } = useWords();
  const [way, setWay] = useState<Way>('country');
  return (
    <>
      <SegmentedControl size="xs" className={classes['ways'] ?? ''} aria-label={t('operations.room.tableBy')} value={way} onChange={(chosen) => setWay(WAYS.find((one) => one === chosen) ?? 'country')} data={WAYS.map((one) => ({ value: one, label: t(`operations.room.way.${one}`) }))} />
      <Table results={results} way={way} narrowed={narrowed} linked={linked} />
    </>
  );
}

function rowsOf({ byCountry, byDay, byCountryDay }: Tabled, way: Way): readonly Row[] {
  if (way === 'country') return byCountry.map(({ country, counts }) => ({ key: country, country, counts }));
  if (way === 'day') return byDay.map(({ day, counts }) => ({ key: day, day, counts }));
  return byCountryDay.map(({ country, day, counts }) => ({ key: `${country} ${day}`, country, day, counts }));
}

type TableProps = { results: Tabled; way: Way; narrowed: Narrowed; linked: boolean };

function Table({ results, way, narrowed, linked }: TableProps): ReactNode {
  const { t, coded, locale } = useWords();
  const rows = useMemo(() => rowsOf(results, way), [results, way]);
  const measures = MEASURES.filter((measure) => (results.totals[measure] ?? 0) > 0);
  const cell = (measure: Measure, value: number | undefined, more: Narrowed): ReactNode => (linked ? <Figure measure={measure} value={value} narrowed={{ ...narrowed, ...more }} /> : <Plain measure={measure} value={value} />);
  if (measures.length === 0) return <p className={classes['nothing']}>{t('operations.room.nothingYet')}</p>;
  return (
    <div className={classes['scroll']} tabIndex={0} role="group" aria-label={t('operations.room.results')} data-results>
      <table className={classes['table']}>
        <thead>
          <tr>
            {way !== 'day' && <th scope="col">{t('operations.room.country')}</th>}
            {way !== 'country' && <th scope="col">{t('operations.room.day')}</th>}
            {measures.map((measure) => <th key={measure} scope="col" className={classes['number']}>{coded('operations.measure', measure)}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, country, day, counts }) => (
            <tr key={key}>
              {country !== undefined && <th scope="row"><CountryName code={country} /></th>}
              {day !== undefined && (country === undefined ? <th scope="row">{sayDay(day, locale)}</th> : <td>{sayDay(day, locale)}</td>)}
              {measures.map((measure) => <td key={measure} className={classes['number']}>{cell(measure, counts[measure], { ...(country !== undefined && { country }), ...(day !== undefined && { day }) })}</td>)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={way === 'countryDay' ? 2 : 1}>{t('operations.room.all')}</th>
            {measures.map((measure) => <td key={measure} className={classes['number']}>{cell(measure, results.totals[measure], {})}</td>)}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Plain({ measure, value = 0 }: { measure: Measure; value: number | undefined }): ReactNode {
  const { locale } = useWords();
  return <bdi>{measure === 'usd' ? new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value / 100) : new Intl.NumberFormat(locale).format(value)}</bdi>;
}
