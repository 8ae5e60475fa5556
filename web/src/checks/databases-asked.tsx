import { listDatabases } from '@watchword/api/databases/operations.ts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { client } from '../api.ts';
import { useWords } from '../words/words.tsx';
import { answerOf } from './shift-states.ts';
import { useShift } from './shift.ts';
import { sayTime } from '../words/say-dates.ts';
import classes from './check.module.css';

/** Which databases there are to ask, and of what time the last answer of each was. */
export function DatabasesAsked(): ReactNode {
  const { t, coded, locale } = useWords();
  const databases = useQuery({ queryKey: ['databases'], queryFn: async () => (await client.call(listDatabases)).items, staleTime: Infinity });
  const { checks } = useShift();
  const asOf = (code: string): string | undefined =>
    checks.flatMap((check) => answerOf(check)?.databases ?? []).find((one) => one.database === code && one.outcome !== 'unavailable')?.asOf;
  return (
    <section aria-labelledby="asked-title" className={classes['aside']}>
      <h2 id="asked-title" className={classes['asideTitle']}>{t('databases.title')}</h2>
      <ul className={classes['databases']}>
        {databases.data?.map((one) => {
          const at = asOf(one.code);
          return <li key={one.code}>{coded('database', one.code, one.title)}{at !== undefined && <bdi dir="ltr" className={classes['pastTime']}>{sayTime(at, locale)}</bdi>}</li>;
        })}
      </ul>
    </section>
  );
}
