import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { listFrozen } from '@watchword/api/joint/counting.ts';
import { listReports } from '@watchword/api/joint/reports.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client, queries } from '../../api.ts';
import { useSession } from '../../session/session.ts';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import { operationKey, useRefetchEvery } from '../queries.ts';
import { GivenCases } from './given-cases.tsx';
import { MakeReport } from './make-report.tsx';
import { MediaFigures } from './media-figures.tsx';
import { ReportList } from './report-list.tsx';
import { ReportSchedule } from './report-schedule.tsx';
import { ReportTexts } from './report-texts.tsx';
import classes from './reports.module.css';

/** Reports of an operation: a new one in one click, those that were made, what is written in the next one, and figures for the public. */
export function ReportsPart(): ReactNode {
  const { t, language: own } = useWords();
  const { session } = useSession();
  const operation = useThisOperation();
  const [language, setLanguage] = useState(own);
  const params = { id: operation.id };
  const every = useRefetchEvery();
  const reports = useQuery({ queryKey: operationKey(operation.id, 'reports'), queryFn: async () => (await client.call(listReports, { params })).items, refetchInterval: every });
  const frozen = useQuery({ queryKey: operationKey(operation.id, 'frozen'), queryFn: async () => (await client.call(listFrozen, { params })).items, refetchInterval: every });
  const refresh = (): void => void queries.invalidateQueries({ queryKey: operationKey(operation.id, 'reports') });
  const mayWrite = session?.caller?.permissions.includes('operation:manage') === true;
  const error = reports.error ?? frozen.error;
  if (error !== null) return <Problem error={asAppError(error)} retry={() => void Promise.all([reports.refetch(), frozen.refetch()])} />;
  if (reports.data === undefined || frozen.data === undefined) return <Skeleton height={240} />;
  return (
    <div className={classes['reports']}>
      {mayWrite && <MakeReport operation={operation} hasFrozen={frozen.data.length > 0} language={language} onLanguage={setLanguage} onMade={refresh} />}
      <section className={classes['card']} aria-label={t('operations.reports.made')}>
        <h2>{t('operations.reports.made')}</h2>
        <p className={classes['lead']}>{t('operations.reports.madeLead')}</p>
        <ReportList operation={operation} reports={reports.data} language={language} onLanguage={setLanguage} />
      </section>
      {mayWrite && operation.state !== 'closed' && <ReportTexts operation={operation} language={language} onLanguage={setLanguage} />}
      {mayWrite && operation.state !== 'closed' && <ReportSchedule operation={operation} />}
      <MediaFigures frozen={frozen.data} />
      {mayWrite && <GivenCases operation={operation} />}
    </div>
  );
}
