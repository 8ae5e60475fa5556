import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getHitDesk } from '@watchword/api/hits/desk.ts';
import type { ReactNode } from 'react';
import { asAppError, client } from '../../api.ts';
import { useSession } from '../../session/session.ts';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../words/words.tsx';
import { DESK_KEY, DeskForm } from './desk-form.tsx';
import classes from './settings.module.css';

/** What the duty desk of a bureau has set: its hours, who answers at night, and when owners are told. Administrators change it, everybody at the bureau may read it. */
export function DeskSettingsPage(): ReactNode {
  const { t } = useWords();
  const { session } = useSession();
  const query = useQuery({ queryKey: DESK_KEY, queryFn: () => client.call(getHitDesk) });
  const mayChange = session?.caller?.permissions.includes('organisation:manage') === true;
  return (
    <Page title={t('deskSettings.title')} wide>
      <p className={classes['lead']}>{t('deskSettings.lead')}</p>
      {query.error !== null && <Problem error={asAppError(query.error)} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={300} />}
      {!mayChange && query.data !== undefined && <p role="note">{t('deskSettings.readOnly')}</p>}
      {query.data !== undefined && <DeskForm desk={query.data} mayChange={mayChange} />}
    </Page>
  );
}
