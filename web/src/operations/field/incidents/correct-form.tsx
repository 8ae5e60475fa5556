import { Button, NativeSelect, Textarea } from '@mantine/core';
import type { FieldError } from '@watchword/api/errors.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import { correctIncident } from '@watchword/api/joint/operations.ts';
import { SHARES, type Share } from '@watchword/api/joint/words.ts';
import { type FormEvent, type ReactNode, useState } from 'react';
import { asAppError, client } from '../../../api.ts';
import { withoutEmpty } from '../../../records/content.ts';
import { Problem } from '../../../ui/problem.tsx';
import { useWords } from '../../../words/words.tsx';
import classes from '../field.module.css';
import { checkContent } from '../form/check-content.ts';
import { ContentFields } from '../form/content-fields.tsx';
import type { IncidentPlace } from './incident-place.ts';

type CorrectProps = { operation: IncidentPlace; incident: { id: string; version: number; content: IncidentContent; share: Share | undefined }; onDone: () => void; onCancel: () => void };

/** A report written anew, with the reason why. The version before stays. */
export function CorrectForm({ operation, incident, onDone, onCancel }: CorrectProps): ReactNode {
  const { t, coded } = useWords();
  const named = operation.shares.names === true;
  const [content, setContent] = useState<Record<string, unknown>>({ ...incident.content });
  const [reason, setReason] = useState('');
  const [share, setShare] = useState<Share | ''>(incident.share ?? '');
  const [faults, setFaults] = useState<readonly FieldError[]>([]);
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const errors = new Map(faults.map(({ pointer, code, detail }) => [pointer.replace(/^(\/body)?\/content/, ''), coded('mend', code, detail)]));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const tidy = withoutEmpty(content);
    const found = [...checkContent(tidy, { named }), ...(reason.trim() === '' ? [{ pointer: '/reason', code: 'required', detail: '' }] : [])];
    setFaults(found);
    setError(undefined);
    if (found.length > 0) return;
    setBusy(true);
    client.call(correctIncident, { params: { id: operation.id, incident: incident.id }, body: { content: tidy as unknown as IncidentContent, reason: reason.trim(), ...(share !== '' && { share }) } }, { version: incident.version })
      .then(onDone, (failed: unknown) => {
        setError(failed);
        setFaults(asAppError(failed).details.errors ?? []);
      })
      .finally(() => setBusy(false));
  };
  return (
    <form className={`${classes['card']} ${classes['content']} ${classes['correct']}`} noValidate onSubmit={submit} aria-label={t('operations.incident.correct')}>
      <h2>{t('operations.incident.correct')}</h2>
      <p className={classes['hint']}>{t('operations.incident.roleGuard')}</p>
      {error !== undefined && <Problem error={asAppError(error)} />}
      {faults.length > 0 && error === undefined && <p className={classes['faults']} role="alert">{t('operations.field.faults', { count: faults.length })}</p>}
      <ContentFields content={content} errors={errors} named={named} onChange={setContent} />
      <NativeSelect label={t('operations.field.share')} value={share} data={[{ value: '', label: t('operations.field.shareUsual') }, ...SHARES.map((one) => ({ value: one, label: t(`operations.share.${one}`) }))]} onChange={(event) => setShare(SHARES.find((one) => one === event.currentTarget.value) ?? '')} />
      <Textarea label={t('operations.incident.reason')} required value={reason} maxLength={2000} autosize minRows={2} error={errors.get('/reason')} onChange={(event) => setReason(event.currentTarget.value)} />
      <div className={classes['buttons']}><Button type="submit" size="md" loading={isBusy}>{t('operations.incident.correctNow')}</Button><Button variant="default" size="md" onClick={onCancel}>{t('form.cancel')}</Button></div>
    </form>
  );
}
