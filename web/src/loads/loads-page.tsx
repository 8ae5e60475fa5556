import { Anchor, Button, NativeSelect, Switch } from '@mantine/core';
import { IconFileImport, IconFileText } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { DATABASES } from '@watchword/api/databases/databases.ts';
import type { LoadAnswer } from '@watchword/api/loads.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, queries } from '../api.ts';
import { client } from '../whole-client.ts';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { useWords } from '../words/words.tsx';
import { DropZone } from './drop-zone.tsx';
import { LoadReport } from './load-report.tsx';
import { LoadsTable } from './loads-table.tsx';
import { formatOf, type Running, useLoad } from './use-load.ts';
import classes from './loads.module.css';

/** Loads a file of records: drop it, read what would happen, then do it. */
export function LoadsPage(): ReactNode {
  const { t, coded } = useWords();
  const [database, setDatabase] = useState('travel-documents');
  const [file, setFile] = useState<File>();
  const [isStopping, setStopping] = useState(false);
  const load = useLoad(() => void queries.invalidateQueries({ queryKey: ['loads'] }));
  const format = file === undefined ? undefined : formatOf(file.name);
  const start = (dryRun: boolean): void => {
    if (file !== undefined && format !== undefined) void load.start({ file, database, format, dryRun, onError: isStopping ? 'stop' : 'skip' });
  };
  const isRunning = load.running?.state === 'sending';
  return (
    <Page title={t('loads.title')} wide>
      <p className={classes['lead']}>{t('loads.lead')}</p>
      <div className={classes['setup']}>
        <NativeSelect size="md" label={t('records.database')} value={database} disabled={isRunning} onChange={(event) => setDatabase(event.currentTarget.value)} data={DATABASES.map((one) => ({ value: one.code, label: coded('database', one.code) }))} />
        <div className={classes['templates']}>
          <IconFileText size={20} aria-hidden /> {t('loads.template')}{' '}
          {(['csv', 'ndjson'] as const).map((one) => <Anchor key={one} href={`/v1/databases/${database}/template?format=${one}`} download>{one.toUpperCase()}</Anchor>)}
        </div>
      </div>
      <DropZone file={file} disabled={isRunning} onFile={(next) => { setFile(next); load.forget(); }} />
      {file !== undefined && format === undefined && <p className={classes['odd']} role="alert">{t('loads.oddFormat')}</p>}
      {file !== undefined && format !== undefined && (
        <div className={classes['actions']}>
          <Button size="md" variant={load.running?.state === 'done' ? 'default' : 'filled'} disabled={isRunning} onClick={() => start(true)}>{t('loads.dryRun')}</Button>
          <Button size="md" variant={isDryRunDone(load.running) ? 'filled' : 'default'} disabled={isRunning || !isDryRunDone(load.running)} onClick={() => start(false)} leftSection={<IconFileImport size={20} aria-hidden />}>{t('loads.go')}</Button>
          <Switch size="md" label={t('loads.stopAtFirst')} checked={isStopping} disabled={isRunning} onChange={(event) => setStopping(event.currentTarget.checked)} />
        </div>
      )}
      {load.running !== undefined && <LoadReport running={load.running} onStop={load.stop} />}
      {load.error !== undefined && <Problem error={load.error} />}
      <Earlier />
    </Page>
  );
}

function isDryRunDone(running: Running | undefined): boolean {
  return running?.state === 'done' && running.load.dryRun && running.load.created + running.load.amended > 0;
}

function Earlier(): ReactNode {
  const { t } = useWords();
  const loads = useQuery({ queryKey: ['loads'], queryFn: () => client.loads.list(), staleTime: 5000 });
  const items: readonly LoadAnswer[] = loads.data ?? [];
  return (
    <section className={classes['earlier']} aria-labelledby="earlier-title">
      <h2 id="earlier-title">{t('loads.earlier')}</h2>
      {loads.error !== null && <Problem error={asAppError(loads.error)} retry={() => void loads.refetch()} />}
      {loads.isSuccess && items.length === 0 && <p className={classes['quiet']}>{t('loads.none')}</p>}
      {items.length > 0 && <LoadsTable loads={items} />}
    </section>
  );
}
