import { Button, NativeSelect, Textarea } from '@mantine/core';
import { type RecordAnswer, WITHDRAWAL_REASONS, withdrawRecord } from '@watchword/api/records.ts';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../api.ts';
import { Dialog } from '../ui/dialog.tsx';
import { FieldValue } from '../ui/field-value.tsx';
import { Problem } from '../ui/problem.tsx';
import { useWords } from '../words/words.tsx';
import { noteRecord } from './queries.ts';
import classes from './records.module.css';

/** Asks before a record is withdrawn, names it again, and wants a reason. */
export function Withdrawal({ record, onClose }: { record: RecordAnswer; onClose: () => void }): ReactNode {
  const { t, coded } = useWords();
  const [reason, setReason] = useState<(typeof WITHDRAWAL_REASONS)[number] | ''>('');
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const name = getDatabase(record.database).columns.find((column) => record.content[column] !== undefined);
  const send = (): void => {
    if (reason === '') return;
    setBusy(true);
    client.call(withdrawRecord, { params: { id: record.id }, body: { reason, ...(note.trim() !== '' && { note: note.trim() }) } }, { version: record.version })
      .then((withdrawn) => { noteRecord(withdrawn); onClose(); }, setError)
      .finally(() => setBusy(false));
  };
  return (
    <Dialog onClose={onClose} title={t('withdraw.title')} size="lg">
      <p className={classes['object']}>{coded('database', record.database)}: <strong>{name === undefined ? record.id : <FieldValue field={name} value={record.content[name]} />}</strong></p>
      <p>{t('withdraw.text')}</p>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); send(); }}>
        <NativeSelect size="md" label={t('withdraw.reason')} required value={reason} onChange={(event) => setReason(WITHDRAWAL_REASONS.find((one) => one === event.currentTarget.value) ?? '')} data={[{ value: '', label: t('form.choose') }, ...WITHDRAWAL_REASONS.map((one) => ({ value: one, label: t(`withdrawal.${one}`) }))]} data-autofocus />
        <Textarea size="md" label={t('withdraw.note')} value={note} maxLength={2000} autosize minRows={2} onChange={(event) => setNote(event.currentTarget.value)} />
        <div className={classes['buttons']}>
          <Button type="submit" size="md" loading={busy} disabled={reason === ''}>{t('withdraw.send')}</Button>
          <Button variant="default" size="md" onClick={onClose}>{t('form.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
