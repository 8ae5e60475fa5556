import { Button, Textarea } from '@mantine/core';
import { IconLockOpen, IconBan } from '@tabler/icons-react';
import { type BLOCK_SCOPES, blockRecord, type RecordAnswer, releaseRecord } from '@watchword/api/records.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../api.ts';
import { noteRecord } from '../records/queries.ts';
import { Problem } from '../ui/problem.tsx';
import { useWords } from '../words/words.tsx';
import classes from './reviews.module.css';

/** Release or block, with the reasons that are kept. A block needs one: its owner will read it. */
export function Decision({ record }: { record: RecordAnswer }): ReactNode {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>();
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const text = reason.trim();
  const decide = (work: Promise<RecordAnswer>): void => {
    setBusy(true);
    setError(undefined);
    work.then(noteRecord, setError).finally(() => setBusy(false));
  };
  const target = { params: { id: record.id } };
  const release = (): void => decide(client.call(releaseRecord, { ...target, body: text === '' ? {} : { note: text } }, { version: record.version }));
  const block = (scope: (typeof BLOCK_SCOPES)[number]): void => {
    if (text === '') return setMissing(true);
    decide(client.call(blockRecord, { ...target, body: { reason: text, scope } }, { version: record.version }));
  };
  const isWaiting = record.review === 'pending' && record.released !== undefined;
  return (
    <div className={classes['decision']}>
      {error !== undefined && <Problem error={asAppError(error)} />}
      {record.released !== undefined && <p>{t('reviews.stands', { version: record.released.version })}</p>}
      <Textarea size="md" label={t('reviews.reason')} description={t('reviews.reasonHint')} value={reason} maxLength={2000} autosize minRows={2} onChange={(event) => { setReason(event.currentTarget.value); setMissing(false); }} error={missing ? t('reviews.reasonNeeded') : undefined} />
      <div className={classes['buttons']}>
        {record.review !== 'released' && <Button size="md" disabled={busy} leftSection={<IconLockOpen size={20} aria-hidden />} onClick={release}>{t('reviews.release')}</Button>}
        {record.review !== 'blocked' && <Button size="md" variant="default" disabled={busy} leftSection={<IconBan size={20} aria-hidden />} onClick={() => block('record')}>{t('reviews.block')}</Button>}
        {isWaiting && <Button size="md" variant="default" disabled={busy} leftSection={<IconBan size={20} aria-hidden />} onClick={() => block('amendment')}>{t('reviews.blockChange')}</Button>}
      </div>
    </div>
  );
}
