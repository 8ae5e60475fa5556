import { Button } from '@mantine/core';
import type { AppError } from '@watchword/api/errors.ts';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../words/words.tsx';
import classes from './field.module.css';
import { FieldView } from './field-view.tsx';
import { usePhone } from './phone/phone.ts';

/** The form where no server could be asked who is signed in: for whoever was when the line was lost, and has not signed out since. */
export function OfflineField({ error, retry }: { error: AppError; retry: () => void }): ReactNode {
  const { t } = useWords();
  const { state } = usePhone(undefined);
  if (state === 'none' || state === 'unable') return <Page title={t('app.name')}><Problem error={error} retry={retry} /></Page>;
  return (
    <Page title={t('operations.field.title')} wide actions={<Button variant="default" onClick={retry}>{t('problem.retry')}</Button>}>
      <p className={classes['notice']} role="status">{t('operations.field.offline')}</p>
      <FieldView until={undefined} />
    </Page>
  );
}
