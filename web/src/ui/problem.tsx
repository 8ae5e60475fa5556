import type { AppError } from '@watchword/api/errors.ts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../words/words.tsx';
import classes from './ui.module.css';

/** What went wrong: a sentence, the fields at fault, and a line of details to read out on the telephone. */
export function Problem({ error, retry, title }: { error: AppError; retry?: () => void; title?: string }): ReactNode {
  const { t, coded } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, [error]);
  const fields = error.details.errors ?? [];
  return (
    <div className={classes['problem']} role="alert" tabIndex={-1} ref={box}>
      <IconAlertTriangle size={24} aria-hidden className={classes['problemSign']} />
      <div>
        <strong>{title ?? t('problem.title')}</strong>
        <p>{coded('error', error.code, error.message)}</p>
        {fields.length > 0 && (
          <ul>
            {fields.map((field) => <li key={field.pointer + field.code}>{nameOf(field.pointer, coded)}: {field.detail}</li>)}
          </ul>
        )}
        <p className={classes['details']}>{t('problem.details')} <bdi dir="ltr">{[error.code, requestIdOf(error)].filter((part) => part !== '').join(' · ')}</bdi></p>
        {retry !== undefined && <Button variant="default" onClick={retry}>{t('problem.retry')}</Button>}
      </div>
    </div>
  );
}

/** The name of the field that a pointer leads to, as the forms call it. */
function nameOf(pointer: string, coded: (prefix: string, code: string, fallback?: string) => string): string {
  const name = pointer.split('/').findLast((part) => part !== '' && !/^\d+$/.test(part)) ?? pointer;
  return coded('field', name, name);
}

function requestIdOf(error: AppError): string {
  const details: object = error.details;
  return 'requestId' in details && typeof details.requestId === 'string' ? details.requestId : '';
}
