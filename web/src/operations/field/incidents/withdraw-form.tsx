import { Button, Textarea } from '@mantine/core';
import { withdrawIncident } from '@watchword/api/joint/operations.ts';
import { type FormEvent, type ReactNode, useState } from 'react';
import { asAppError, client } from '../../../api.ts';
import { Problem } from '../../../ui/problem.tsx';
import { useWords } from '../../../words/words.tsx';
import classes from '../field.module.css';

/** Takes a report back, with the reason why: it counts no more, and its history stays. */
export function WithdrawForm({ operation, incident, onDone, onCancel }: { operation: string; incident: { id: string; version: number }; onDone: () => void; onCancel: () => void }): ReactNode {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim() === '') return setMissing(true);
    client.call(withdrawIncident, { params: { id: operation, incident: incident.id }, body: { reason: reason.trim() } }, { version: incident.version }).then(onDone, setError);
  };
  return (
    <form className={`${classes['card']} ${classes['content']} ${classes['correct']}`} noValidate onSubmit={submit} aria-label={t('operations.incident.withdraw')}>
      <h2>{t('operations.incident.withdraw')}</h2>
      <p className={classes['hint']}>{t('operations.incident.withdrawHint')}</p>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <Textarea label={t('operations.incident.reason')} required value={reason} maxLength={2000} autosize minRows={2} error={isMissing ? t('mend.required') : undefined} onChange={(event) => { setReason(event.currentTarget.value); setMissing(false); }} />
      <div className={classes['buttons']}><Button type="submit" size="md" color="red">{t('operations.incident.withdrawNow')}</Button><Button variant="default" size="md" onClick={onCancel}>{t('form.cancel')}</Button></div>
    </form>
  );
}
