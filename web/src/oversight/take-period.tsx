import { TextInput } from '@mantine/core';
import type { ExportedLog } from '@watchword/api/audit/search.ts';
import { type ReactNode, useState } from 'react';
import { TakeAway } from '../session/take-away.tsx';
import { useWords } from '../words/words.tsx';
import { takePeriod } from './take-log.ts';
import classes from './oversight.module.css';

/** Takes a period of a log away as a file that can be verified without this server. */
export function TakePeriod({ log }: { log: ExportedLog }): ReactNode {
  const { t } = useWords();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const isPeriod = from !== '' && to !== '' && from <= to;
  return (
    <details className={classes['take']}>
      <summary>{t('take.title')}</summary>
      <p>{t('take.lead')}</p>
      <div className={classes['fields']}>
        <TextInput type="date" size="md" label={t('take.from')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextInput type="date" size="md" label={t('take.to')} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
      </div>
      <TakeAway label={t('take.file')} disabled={!isPeriod} take={() => takePeriod(log, from, to)} />
    </details>
  );
}
