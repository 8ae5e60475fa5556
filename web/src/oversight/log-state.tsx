import { Button } from '@mantine/core';
import { IconAlertOctagon, IconRefresh, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asAppError } from '../api.ts';
import { Problem } from '../ui/problem.tsx';
import { sayDate, sayTime } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { type LogLook, lookAtLog } from './browser-witness.ts';
import classes from './oversight.module.css';

/** Whether the log continues what this browser saw of it before. Worked out here, from signatures and proofs, and not said by the hub. */
export function LogState(): ReactNode {
  const { t } = useWords();
  const look = useQuery({ queryKey: ['log-look'], queryFn: lookAtLog, staleTime: 0 });
  return (
    <section aria-labelledby="log-title">
      <h2 id="log-title" className={classes['title']}>{t('log.title')}</h2>
      {look.error !== null && <Problem error={asAppError(look.error)} retry={() => void look.refetch()} />}
      {look.data !== undefined && <Verdict look={look.data} />}
      <Button size="sm" variant="default" loading={look.isFetching} leftSection={<IconRefresh size={18} aria-hidden />} onClick={() => void look.refetch()}>{t('log.again')}</Button>
    </section>
  );
}

function Verdict({ look }: { look: LogLook }): ReactNode {
  const { t, locale } = useWords();
  const number = (count: number): string => new Intl.NumberFormat(locale).format(count);
  const moment = (ms: number): string => `${sayDate(new Date(ms).toISOString(), locale)}, ${sayTime(ms, locale)}`;
  if (look.state === 'busy') return <p>{t('log.busy')}</p>;
  if (look.state === 'broken') {
    return (
      <div className={classes['broken']} role="alert">
        <IconAlertOctagon size={30} aria-hidden />
        <div><strong>{t('log.broken')}</strong><p lang="en" dir="ltr">{look.why}</p><p>{t('log.brokenNext')}</p></div>
      </div>
    );
  }
  return (
    <div className={classes['whole']} role="status">
      <IconShieldCheck size={30} aria-hidden />
      <div>
        <strong>{look.since === undefined ? t('log.first', { entries: number(look.entries) }) : t('log.whole', { entries: number(look.entries), before: number(look.since.entries), time: moment(look.since.at) })}</strong>
        <p>{t('log.own', { own: number(look.own), shown: number(look.shown) })}</p>
        <p className={classes['hint']}>{t('log.checkpoint', { number: number(look.checkpoint), time: moment(look.time) })} {t(look.signed === 'both' ? 'log.signedBoth' : 'log.signedShort')}</p>
      </div>
    </div>
  );
}
