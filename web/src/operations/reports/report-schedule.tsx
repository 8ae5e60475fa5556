import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JointOperation } from '@watchword/api/joint/plans.ts';
import { getReportSchedule, REPORT_CIRCLES, setReportSchedule, type ReportCircle } from '@watchword/api/joint/reports.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../words/words.tsx';
import { operationKey } from '../queries.ts';
import classes from './reports.module.css';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** At which hour a report is made each day. */
export function ReportSchedule({ operation: { id, you } }: { operation: JointOperation }): ReactNode {
  const { t } = useWords();
  const [saved, setSaved] = useState(false);
  const [error, setError] = useState<unknown>();
  const circles: readonly ReportCircle[] = you.role === 'coordinator' ? REPORT_CIRCLES : ['own'];
  const found = useQuery({ queryKey: operationKey(id, 'report-schedule'), queryFn: async () => (await client.call(getReportSchedule, { params: { id } })).items });
  const set = (circle: ReportCircle, value: string): void => {
    setSaved(false);
    setError(undefined);
    client.call(setReportSchedule, { params: { id }, body: { circle, hour: value === '' ? null : Number(value) } }).then(() => {
      setSaved(true);
      void found.refetch();
    }, setError);
  };
  const shown = error ?? found.error ?? undefined;
  return (
    <section className={classes['card']} aria-label={t('operations.reports.schedule')}>
      <h2>{t('operations.reports.schedule')}</h2>
      <p className={classes['lead']}>{t('operations.reports.scheduleLead')}</p>
      {shown !== undefined && <Problem error={asAppError(shown)} />}
      <div className={classes['fields']}>
        {found.data !== undefined && circles.map((circle) => <NativeSelect key={circle} label={`${t('operations.reports.hour')} · ${t(`operations.reports.circle.${circle}`)}`} value={found.data.find((one) => one.circle === circle)?.hour ?? ''} data={[{ value: '', label: t('operations.reports.noHour') }, ...HOURS.map((hour) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` }))]} onChange={(event) => set(circle, event.currentTarget.value)} />)}
      </div>
      <p className={classes['hint']} role="status">{saved && t('operations.reports.scheduled')}</p>
    </section>
  );
}
