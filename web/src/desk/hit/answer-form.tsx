import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { answerHit, type Hit, needTime } from '@watchword/api/hits.ts';
import { type RecordAnswer, WITHDRAWAL_REASONS } from '@watchword/api/records.ts';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { client } from '../../api.ts';
import { nextMoment } from '../../checks/result/case/clock-of.ts';
import { nowMs } from '../../clock.ts';
import { useWords } from '../../words/words.tsx';
import type { Act } from '../use-act.tsx';
import { Choice } from './choice.tsx';
import classes from './hit.module.css';

type Valid = 'yes' | 'no' | 'time';
type Same = 'yes' | 'no' | 'cannot-tell';
type FormProps = { hit: Hit; record: RecordAnswer | undefined; act: Act; onSent: () => void };

const LATER_MS = 3_600_000;

/**
 * The owner's two questions, and nothing else: is the record still valid, is it the same. The button says what will be sent. Keys: a digit for each
 * answer, Ctrl+Enter.
 */
export function AnswerForm({ hit, record, act, onSent }: FormProps): ReactNode {
  const { t } = useWords();
  const [valid, setValid] = useState<Valid>();
  const [same, setSame] = useState<Same>();
  const [until, setUntil] = useState(() => timeOf(nowMs() + LATER_MS));
  const [text, setText] = useState('');
  const [withdraw, setWithdraw] = useState(false);
  const [reason, setReason] = useState<(typeof WITHDRAWAL_REASONS)[number]>('purpose-served');
  const [missing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus({ preventScroll: true }), [hit.id]);
  const kind = valid === 'time' ? 'time' : valid === 'yes' && same === 'yes' ? 'confirm' : 'not';
  const send = (): void => {
    const target = { params: { id: hit.id } };
    const note = text.trim();
    if (valid === 'time') {
      const moment = nextMoment(until, nowMs());
      if (moment === undefined) return setMissing(true);
      return act.run((despite) => client.call(needTime, { ...target, body: { until: moment, ...(note !== '' && { reason: note }), ...despite } }), onSent);
    }
    if (valid === undefined || same === undefined) return setMissing(true);
    const withdrawing = valid === 'no' && withdraw ? { withdraw: { reason, ...(record !== undefined && { version: record.version }) } } : {};
    act.run((despite) => client.call(answerHit, { ...target, body: { valid, same, ...(note !== '' && { instruction: note }), ...withdrawing, ...despite } }), onSent);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !event.ctrlKey) return;
    event.preventDefault();
    send();
  };
  const go = (place: number) => (): void => {
    requestAnimationFrame(() => (form.current?.querySelectorAll<HTMLElement>('[data-choice]')[place]?.querySelector('input') ?? form.current?.querySelector<HTMLElement>('[data-send]'))?.focus());
  };
  return (
    <form ref={form} className={classes['answerForm']} onKeyDown={onKey} onSubmit={(event: FormEvent) => { event.preventDefault(); send(); }} aria-label={t('desk.answerTitle')}>
      <Choice legend={t('desk.isValid')} value={valid} onChoose={(code) => { setValid(code); setMissing(false); }} onDigit={go(1)} error={missing && valid === undefined ? t('hit.chooseOne') : undefined} options={[{ code: 'yes', label: t('hitValid.yes') }, { code: 'no', label: t('hitValid.no') }, { code: 'time', label: t('desk.needTime') }]} />
      {valid === 'time'
        ? <TextInput type="time" size="md" className={classes['until'] ?? ''} label={t('desk.until')} value={until} onChange={(event) => setUntil(event.currentTarget.value)} error={missing ? t('desk.untilOdd') : undefined} />
        : <Choice legend={t('desk.isSame')} value={same} onChoose={(code) => { setSame(code); setMissing(false); }} onDigit={go(2)} error={missing && same === undefined ? t('hit.chooseOne') : undefined} options={[{ code: 'yes', label: t('hitSame.yes') }, { code: 'no', label: t('hitSame.no') }, { code: 'cannot-tell', label: t('hitSame.cannot-tell') }]} />}
      {valid === 'no' && hit.side !== 'delegate' && (
        <div className={classes['withdraw']}>
          <Checkbox label={t('desk.withdrawNow')} checked={withdraw} onChange={(event) => setWithdraw(event.currentTarget.checked)} />
          {withdraw && <NativeSelect label={t('withdraw.reason')} value={reason} onChange={(event) => setReason(WITHDRAWAL_REASONS.find((one) => one === event.currentTarget.value) ?? 'other')} data={WITHDRAWAL_REASONS.map((one) => ({ value: one, label: t(`withdrawal.${one}`) }))} />}
        </div>
      )}
      <Textarea label={valid === 'time' ? t('desk.why') : t('desk.instruction')} description={valid === 'time' ? undefined : t('desk.instructionHint')} value={text} maxLength={2000} autosize minRows={1} onChange={(event) => setText(event.currentTarget.value)} />
      <Phrases onChoose={(phrase) => setText((before) => (before === '' ? phrase : `${before} ${phrase}`))} isTime={valid === 'time'} />
      {hit.side !== 'own' && <p className={classes['quiet']}><Link to="/messages" search={{ new: 'yes', to: hit.finder, hit: hit.id }}>{t('desk.withFile')}</Link> <kbd className={classes['key']}>r</kbd></p>}
      <div className={classes['buttons']}>
        <Button type="submit" size="md" loading={act.busy} data-send rightSection={<kbd className={classes['key']}>Ctrl ↵</kbd>}>{kind === 'time' ? t('desk.sendTime', { time: until }) : kind === 'confirm' ? t('desk.sendConfirmed') : valid === undefined || same === undefined ? t('desk.send') : t('desk.sendNot')}</Button>
      </div>
    </form>
  );
}

const PHRASES = { answer: ['desk.phrase1', 'desk.phrase2', 'desk.phrase3'], time: ['desk.phraseTime1', 'desk.phraseTime2'] } as const;

function Phrases({ onChoose, isTime }: { onChoose: (phrase: string) => void; isTime: boolean }): ReactNode {
  const { t } = useWords();
  return (
    <div className={classes['phrases']} role="group" aria-label={t('desk.phrases')}>
      {PHRASES[isTime ? 'time' : 'answer'].map((id) => <Button key={id} size="compact-sm" variant="default" onClick={() => onChoose(t(id))}>{t(id)}</Button>)}
    </div>
  );
}

/** A moment as a field of time has it: hh:mm, to the next five minutes. */
function timeOf(ms: number): string {
  const at = new Date(Math.ceil(ms / 300_000) * 300_000);
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
}
