import { Button, Radio, Textarea, TextInput } from '@mantine/core';
import { type HitOutcome, HIT_OUTCOMES } from '@watchword/api/hits.ts';
import { minutesToAnswer, URGENCIES, type Urgency } from '@watchword/api/hits/policy.ts';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useWords, type Words } from '../../../words/words.tsx';
import classes from './case.module.css';

type BoxProps = { title: string; text?: string | undefined; action: string; onSend: () => void; onClose: () => void; busy: boolean; children?: ReactNode };

/** A small form in the place where it was asked for. Enter or Ctrl+Enter sends, Esc closes; the first field has the focus. */
export function CaseForm({ title, text, action, onSend, onClose, busy, children }: BoxProps): ReactNode {
  const { t } = useWords();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('input:checked') ?? form.current?.querySelector<HTMLElement>('input, textarea, select, button');
    first?.focus({ preventScroll: true });
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) onSend();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && event.ctrlKey) submit(event);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form ref={form} className={classes['form']} onSubmit={submit} onKeyDown={onKey} aria-label={title}>
      <p className={classes['formTitle']}>{title}</p>
      {text !== undefined && <p className={classes['formText']}>{text}</p>}
      {children}
      <div className={classes['buttons']}>
        <Button type="submit" size="md" loading={busy}>{action}</Button>
        <Button variant="default" size="md" onClick={onClose}>{t('form.cancel')}</Button>
      </div>
    </form>
  );
}

type AskProps = { of: { database: string; kind: string; preset: Urgency }; busy: boolean; onSend: (asked: { urgency: Urgency; callback?: string; message?: string }) => void; onClose: () => void };

/** How much hurry there is. What fits the record is chosen already, so that Enter alone sends it. */
export function AskForm({ of, busy, onSend, onClose }: AskProps): ReactNode {
  const { t, coded } = useWords();
  const [urgency, setUrgency] = useState<Urgency>(of.preset);
  const [callback, setCallback] = useState('');
  const [message, setMessage] = useState('');
  const send = (): void => onSend({ urgency, ...(callback.trim() !== '' && { callback: callback.trim() }), ...(message.trim() !== '' && { message: message.trim() }) });
  return (
    <CaseForm title={t('hit.askTitle')} action={t('hit.ask')} onSend={send} onClose={onClose} busy={busy}>
      <Radio.Group value={urgency} onChange={(value) => setUrgency(URGENCIES.find((one) => one === value) ?? of.preset)} aria-label={t('hit.askTitle')}>
        <div className={classes['choices']}>
          {URGENCIES.map((one) => <Radio key={one} value={one} label={<><strong>{coded('urgency', one)}</strong> · {sayWithin(minutesToAnswer(of, one), t)}</>} description={coded('urgencyText', one)} />)}
        </div>
      </Radio.Group>
      <details className={classes['more']}>
        <summary>{t('hit.askMore')}</summary>
        <TextInput label={t('hit.callback')} description={t('hit.callbackHint')} value={callback} maxLength={60} dir="ltr" onChange={(event) => setCallback(event.currentTarget.value)} />
        <Textarea label={t('hit.message')} value={message} maxLength={1000} autosize minRows={2} onChange={(event) => setMessage(event.currentTarget.value)} />
      </details>
    </CaseForm>
  );
}

/** Within how long an answer is due, in minutes or whole hours. */
export function sayWithin(minutes: number, t: Words['t']): string {
  return minutes >= 120 && minutes % 60 === 0 ? t('hit.withinHours', { hours: minutes / 60 }) : t('hit.within', { minutes });
}

/** What became of it. */
export function OutcomeForm({ busy, onSend, onClose }: { busy: boolean; onSend: (found: { finding: HitOutcome; note?: string }) => void; onClose: () => void }): ReactNode {
  const { t, coded } = useWords();
  const [finding, setFinding] = useState<string>('');
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const send = (): void => {
    const chosen = HIT_OUTCOMES.find((one) => one === finding);
    if (chosen === undefined) setMissing(true);
    else onSend({ finding: chosen, ...(note.trim() !== '' && { note: note.trim() }) });
  };
  return (
    <CaseForm title={t('hit.outcomeTitle')} action={t('hit.outcomeSend')} onSend={send} onClose={onClose} busy={busy}>
      <Radio.Group value={finding} onChange={(value) => { setFinding(value); setMissing(false); }} aria-label={t('hit.outcomeTitle')} error={isMissing ? t('hit.chooseOne') : undefined}>
        <div className={classes['choices']}>{HIT_OUTCOMES.map((one) => <Radio key={one} value={one} label={coded('hitOutcome', one)} />)}</div>
      </Radio.Group>
      <Textarea label={t('hit.outcomeNote')} value={note} maxLength={1000} autosize minRows={1} onChange={(event) => setNote(event.currentTarget.value)} />
    </CaseForm>
  );
}

type TextProps = { title: string; text?: string; label: string; action: string; required: boolean; busy: boolean; onSend: (text: string) => void; onClose: () => void };

/** One text and one act. */
export function TextForm({ title, text, label, action, required, busy, onSend, onClose }: TextProps): ReactNode {
  const { t } = useWords();
  const [value, setValue] = useState('');
  const [isMissing, setMissing] = useState(false);
  const send = (): void => {
    if (required && value.trim() === '') setMissing(true);
    else onSend(value.trim());
  };
  return (
    <CaseForm title={title} text={text} action={action} onSend={send} onClose={onClose} busy={busy}>
      <Textarea label={label} value={value} maxLength={1000} autosize minRows={2} required={required} onChange={(event) => { setValue(event.currentTarget.value); setMissing(false); }} error={isMissing ? t('hit.textNeeded') : undefined} />
    </CaseForm>
  );
}

