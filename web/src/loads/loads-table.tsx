import { Anchor } from '@mantine/core';
import type { LoadAnswer } from '@watchword/api/loads.ts';
import type { ReactNode } from 'react';
import { sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import classes from './loads.module.css';

/** The loads of one's own bureau so far, newest first. */
export function LoadsTable({ loads }: { loads: readonly LoadAnswer[] }): ReactNode {
  const { t, coded, locale } = useWords();
  const number = new Intl.NumberFormat(locale);
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('loads.earlier')}>
      <table className={classes['table']}>
        <thead><tr><th scope="col">{t('loads.file')}</th><th scope="col">{t('records.database')}</th><th scope="col">{t('records.state')}</th><th scope="col">{t('loads.started')}</th><th scope="col">{t('loads.created')}</th><th scope="col">{t('loads.amended')}</th><th scope="col">{t('loads.rejected')}</th></tr></thead>
        <tbody>
          {loads.map((load) => (
            <tr key={load.id}>
              <td><bdi>{load.name ?? load.id}</bdi></td>
              <td>{coded('database', load.database)}</td>
              <td>{t(`loadState.${load.state}`)}{load.dryRun && <> · {t('loads.onlyTried')}</>}</td>
              <td>{sayMoment(load.startedAt, locale)}</td>
              <td>{number.format(load.created)}</td>
              <td>{number.format(load.amended)}</td>
              <td>{load.rejected === 0 ? '0' : <Anchor href={`/v1/loads/${load.id}/rejects`} download>{number.format(load.rejected)}</Anchor>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
