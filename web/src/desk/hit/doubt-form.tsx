import { NativeSelect, Textarea } from '@mantine/core';
import { DOUBTS, doubtRecord } from '@watchword/api/hits/reviews.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client, queries } from '../../api.ts';
import { CaseForm } from '../../checks/result/case/case-forms.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../words/words.tsx';
import { freshenHits } from '../queries.ts';

/** Flags a record for the compliance desk. Its owner is told that, and not who did it. */
export function DoubtForm({ record, onClose }: { record: string; onClose: () => void }): ReactNode {
  const { t, coded } = useWords();
  const [doubt, setDoubt] = useState<(typeof DOUBTS)[number]>('political');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const send = (): void => {
    if (reason.trim() === '') return setMissing(true);
    setBusy(true);
    client.call(doubtRecord, { body: { record, doubt, reason: reason.trim() } }).then(() => {
      void queries.invalidateQueries({ queryKey: ['doubts'] });
      freshenHits();
      onClose();
    }, setError).finally(() => setBusy(false));
  };
  return (
    <CaseForm title={t('desk.doubtTitle')} text={t('desk.doubtText')} action={t('desk.doubtSend')} onSend={send} onClose={onClose} busy={busy}>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <NativeSelect label={t('desk.doubtWhy')} value={doubt} onChange={(event) => setDoubt(DOUBTS.find((one) => one === event.currentTarget.value) ?? 'other')} data={DOUBTS.map((one) => ({ value: one, label: coded('doubt', one) }))} />
      <Textarea label={t('desk.doubtReason')} description={t('desk.doubtReasonHint')} value={reason} maxLength={2000} autosize minRows={2} required onChange={(event) => { setReason(event.currentTarget.value); setMissing(false); }} error={missing ? t('hit.textNeeded') : undefined} />
    </CaseForm>
  );
}
