import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type CountryUse, readStatistics } from '@watchword/api/oversight.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../api.ts';
import { nowMs } from '../clock.ts';
import { CountryName } from '../ui/country-name.tsx';
import { Problem } from '../ui/problem.tsx';
import { useWords } from '../words/words.tsx';
import { lastMonth } from './months.ts';
import classes from './oversight.module.css';

const COUNTS = ['checks', 'hits', 'possible', 'none'] as const;

/** What is published of a month: checks by country and what came of them, without small counts. */
export function Statistics(): ReactNode {
  const { t } = useWords();
  const latest = lastMonth(nowMs());
  const [month, setMonth] = useState(latest);
  const told = useQuery({ queryKey: ['statistics', month], queryFn: () => client.call(readStatistics, { query: { month } }), enabled: month !== '' && month <= latest });
  return (
    <section aria-labelledby="statistics-title">
      <h2 id="statistics-title" className={classes['title']}>{t('statistics.title')}</h2>
      <p className={classes['lead']}>{t('statistics.lead')}</p>
      <TextInput type="month" size="md" mb="md" w="14rem" label={t('statistics.month')} max={latest} value={month} onChange={(event) => setMonth(event.currentTarget.value)} />
      {told.error !== null && <Problem error={asAppError(told.error)} retry={() => void told.refetch()} />}
      {told.data !== undefined && (
        <>
          <div className={classes['scroll']} tabIndex={0} role="region" aria-label={`${t('statistics.title')} ${month}`}>
            <table className={classes['table']}>
              <thead><tr><th scope="col">{t('statistics.country')}</th><th scope="col">{t('statistics.checks')}</th><th scope="col">{t('outcome.hit')}</th><th scope="col">{t('outcome.possible')}</th><th scope="col">{t('outcome.none')}</th></tr></thead>
              <tbody>
                {told.data.items.map((use) => <tr key={use.organisation}><th scope="row"><CountryName code={use.organisation} /></th><Cells use={use} /></tr>)}
                <tr><th scope="row">{t('statistics.all')}</th><Cells use={told.data.total} /></tr>
              </tbody>
            </table>
          </div>
          <p className={classes['hint']}>{t('statistics.small', { most: told.data.smallest - 1 })}</p>
        </>
      )}
    </section>
  );
}

function Cells({ use }: { use: Pick<CountryUse, (typeof COUNTS)[number]> }): ReactNode {
  const { t, locale } = useWords();
  const number = new Intl.NumberFormat(locale);
  return <>{COUNTS.map((column) => <td key={column}>{use[column] === null ? t('statistics.withheld') : number.format(use[column])}</td>)}</>;
}
