import { NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { listField, type FieldOperation } from '@watchword/api/joint/field.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../../../api.ts';
import { Page } from '../../../ui/page.tsx';
import { Problem } from '../../../ui/problem.tsx';
import { useWords } from '../../../words/words.tsx';
import classes from '../field.module.css';
import { IncidentView } from './incident-view.tsx';
import { OwnReports } from './own-reports.tsx';

/** Asks where one may report and shows a page of it, for those who only report. */
function WithField({ title, children }: { title: string; children: (operations: readonly FieldOperation[]) => ReactNode }): ReactNode {
  const { t } = useWords();
  const { data, error, refetch } = useQuery({ queryKey: ['field-operations'], queryFn: async () => (await client.call(listField)).items });
  return (
    <Page title={title} wide actions={<Link to="/field">{t('operations.field.title')}</Link>}>
      {error !== null ? <Problem error={asAppError(error)} retry={() => void refetch()} /> : data === undefined ? <Skeleton height={160} /> : children(data)}
    </Page>
  );
}

/** What one reported oneself, for those who only report. */
export function OwnReportsPage(): ReactNode {
  const { t } = useWords();
  const [chosen, setChosen] = useState('');
  return (
    <WithField title={t('operations.incidents.yours')}>
      {(operations) => {
        const operation = operations.find(({ id }) => id === chosen) ?? operations.find(({ state }) => state === 'open') ?? operations[0];
        if (operation === undefined) return <p className={classes['empty']}>{t('operations.field.none')}</p>;
        return (
          <>
            {operations.length > 1 && <NativeSelect mb="md" size="md" label={t('operations.field.operation')} value={operation.id} data={operations.map(({ id, code, name }) => ({ value: id, label: `${name} (${code})` }))} onChange={(event) => setChosen(event.currentTarget.value)} />}
            <OwnReports key={operation.id} operation={operation.id} link={(incident, children) => <Link to="/field/$operation/$incident" params={{ operation: operation.id, incident }}>{children}</Link>} />
          </>
        );
      }}
    </WithField>
  );
}

/** One report, for those who only report. */
export function OwnReportPage(): ReactNode {
  const { t } = useWords();
  const { operation, incident } = useParams({ strict: false });
  return (
    <WithField title={t('operations.incident.title')}>
      {(operations) => {
        const found = operations.find(({ id }) => id === operation);
        return found === undefined || incident === undefined ? <p className={classes['empty']}>{t('operations.field.none')}</p> : <IncidentView key={incident} operation={found} incident={incident} />;
      }}
    </WithField>
  );
}
