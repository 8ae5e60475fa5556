import { NativeSelect, Textarea } from '@mantine/core';
import { ANSWER_WAYS, noteAnswer, type Hit } from '@watchword/api/hits.ts';
import { type ReactNode, useState } from 'react';
import { client } from '../../api.ts';
import { CaseForm } from '../../checks/result/case/case-forms.tsx';
import { useWords } from '../../words/words.tsx';
import type { Act } from '../use-act.tsx';

const VALID = ['yes', 'no'] as const;
const SAME = ['yes', 'no', 'cannot-tell'] as const;

/** Notes what the owner said on the telephone, or in any other way: its clock stops. */
export function HeardForm({ hit, act, onClose }: { hit: Hit; act: Act; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const [way, setWay] = useState<(typeof ANSWER_WAYS)[number]>('telephone');
  const [valid, setValid] = useState<(typeof VALID)[number]>('yes');
  const [same, setSame] = useState<(typeof SAME)[number]>('yes');
  const [note, setNote] = useState('');
  const send = (): void => act.run(() => client.call(noteAnswer, { params: { id: hit.id }, body: { way, valid, same, ...(note.trim() !== '' && { note: note.trim() }) } }), onClose);
  return (
    <CaseForm title={t('desk.heardTitle')} text={t('desk.heardText')} action={t('desk.heardSend')} onSend={send} onClose={onClose} busy={act.busy}>
      <NativeSelect label={t('desk.heardWay')} value={way} onChange={(event) => setWay(ANSWER_WAYS.find((one) => one === event.currentTarget.value) ?? 'other')} data={ANSWER_WAYS.map((value) => ({ value, label: t(`desk.way.${value}`) }))} />
      <NativeSelect label={t('desk.isValid')} value={valid} onChange={(event) => setValid(VALID.find((one) => one === event.currentTarget.value) ?? 'no')} data={VALID.map((value) => ({ value, label: t(`hitValid.${value}`) }))} />
      <NativeSelect label={t('desk.isSame')} value={same} onChange={(event) => setSame(SAME.find((one) => one === event.currentTarget.value) ?? 'cannot-tell')} data={SAME.map((value) => ({ value, label: t(`hitSame.${value}`) }))} />
      <Textarea label={t('desk.heardNote')} value={note} maxLength={2000} autosize minRows={1} onChange={(event) => setNote(event.currentTarget.value)} />
    </CaseForm>
  );
}
