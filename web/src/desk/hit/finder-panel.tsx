import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconFlag3, IconHandStop, IconPhoneCheck, IconSend, IconShieldHalf, IconEyeQuestion } from '@tabler/icons-react';
import { askOwner, type Hit, protectHit, releaseHit, reportOutcome, withdrawHit } from '@watchword/api/hits.ts';
import { minutesToAnswer, URGENCIES } from '@watchword/api/hits/policy.ts';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { client } from '../../api.ts';
import { CaseAnswer } from '../../checks/result/case/case-answer.tsx';
import { AskForm, OutcomeForm, sayWithin, TextForm } from '../../checks/result/case/case-forms.tsx';
import { CaseSteps } from '../../checks/result/case/case-steps.tsx';
import { sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { freshenHits } from '../queries.ts';
import { waitsForRelease } from '../queue-of.ts';
import type { Act } from '../use-act.tsx';
import { DoubtForm } from './doubt-form.tsx';
import { HeardForm } from './heard-form.tsx';
import classes from './hit.module.css';

type Open = 'heard' | 'ask' | 'refuse' | 'withdraw' | 'outcome' | 'protect' | 'doubt';
type PanelProps = { hit: Hit; act: Act };

/** What the finder's desk decides: whether the owner learns of the hit, what it is asked, and what became of it. */
export function FinderPanel({ hit, act }: PanelProps): ReactNode {
  const { t } = useWords();
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const target = { params: { id: hit.id } };
  // These answer with what an officer may know: the desk reads its own view anew.
  const after = (): void => {
    freshenHits(hit.id);
    close();
  };
  const isOver = hit.state === 'withdrawn' || hit.state === 'closed' || hit.state === 'stopped';
  const isAnswered = hit.state === 'confirmed' || hit.state === 'not-confirmed';
  const waits = waitsForRelease(hit);
  return (
    <div className={classes['panel']}>
      <Telling hit={hit} />
      <CaseAnswer of={hit} />
      <CaseSteps of={hit} />
      {waits && open === undefined && <ReleaseForm hit={hit} act={act} onRefuse={() => setOpen('refuse')} />}
      {open === 'ask' && <AskForm of={{ database: hit.database, kind: hit.kind, preset: hit.telling?.wanted ?? 'routine' }} busy={act.busy} onClose={close} onSend={(body) => act.run(() => client.call(askOwner, { ...target, body }), after)} />}
      {open === 'refuse' && <TextForm title={t('desk.refuseTitle')} text={t('desk.refuseText')} label={t('hit.withdrawReason')} action={t('desk.refuse')} required busy={act.busy} onClose={close} onSend={(reason) => act.run(() => client.call(withdrawHit, { ...target, body: { reason } }), after)} />}
      {open === 'withdraw' && <TextForm title={t('hit.withdrawTitle')} text={t('hit.withdrawText')} label={t('hit.withdrawReason')} action={t('hit.withdraw')} required busy={act.busy} onClose={close} onSend={(reason) => act.run(() => client.call(withdrawHit, { ...target, body: { reason } }), after)} />}
      {open === 'outcome' && <OutcomeForm busy={act.busy} onClose={close} onSend={(body) => act.run(() => client.call(reportOutcome, { ...target, body }), after)} />}
      {open === 'protect' && <TextForm title={t('hit.protectTitle')} text={t('hit.protectText')} label={t('hit.protectNote')} action={t('hit.protectSend')} required={false} busy={act.busy} onClose={close} onSend={(note) => act.run(() => client.call(protectHit, { ...target, body: note === '' ? {} : { note } }), after)} />}
      {open === 'heard' && <HeardForm hit={hit} act={act} onClose={close} />}
      {open === 'doubt' && <DoubtForm record={hit.record} onClose={close} />}
      {open === undefined && (
        <div className={classes['buttons']}>
          {isAnswered && <Button size="md" leftSection={<IconFlag3 size={20} aria-hidden />} onClick={() => setOpen('outcome')}>{t('hit.outcome')}</Button>}
          {(hit.state === 'open' || isAnswered) && !waits && hit.telling?.when !== 'never' && <Button size="md" variant={isAnswered ? 'default' : 'filled'} leftSection={<IconSend size={20} aria-hidden className="mirrored" />} onClick={() => setOpen('ask')}>{isAnswered ? t('hit.askAgain') : t('hit.askOwner')}</Button>}
          {hit.side === 'finder' && (hit.state === 'asked' || hit.state === 'need-time') && <Button size="sm" variant="default" leftSection={<IconPhoneCheck size={18} aria-hidden />} onClick={() => setOpen('heard')}>{t('desk.heard')}</Button>}
          {(hit.state === 'asked' || hit.state === 'need-time') && <Button size="sm" variant="default" leftSection={<IconHandStop size={18} aria-hidden />} onClick={() => setOpen('withdraw')}>{t('hit.withdraw')}</Button>}
          {!isOver && !isAnswered && <Button size="sm" variant="default" leftSection={<IconFlag3 size={18} aria-hidden />} onClick={() => setOpen('outcome')}>{t('hit.outcome')}</Button>}
          {!isOver && <Button size="sm" variant="default" leftSection={<IconShieldHalf size={18} aria-hidden />} onClick={() => setOpen('protect')}>{t('hit.protect')}</Button>}
          <Button size="sm" variant="default" leftSection={<IconEyeQuestion size={18} aria-hidden />} disabled={hit.underReview === true} onClick={() => setOpen('doubt')}>{t('desk.doubt')}</Button>
        </div>
      )}
    </div>
  );
}

/** Whether the owner knows, and when it will. */
function Telling({ hit }: { hit: Hit }): ReactNode {
  const { t, locale } = useWords();
  const { telling } = hit;
  if (telling === undefined) return null;
  const isReleased = telling.when === 'at-once' || !waitsForRelease(hit);
  return (
    <div className={classes['telling']} data-when={telling.when}>
      <p>
        <strong>{telling.when === 'never' ? t('desk.toldNever') : isReleased ? t('desk.told') : t('desk.notTold')}</strong>{' '}
        {telling.when === 'never' ? t('desk.toldNeverWhy') : telling.releasesAt !== undefined && !isReleased ? t('desk.releasesAt', { time: sayMoment(telling.releasesAt, locale) }) : !isReleased ? t('desk.byHand') : null}
      </p>
      {hit.retro === true && <p>{t('desk.retro')}</p>}
      {hit.discreet === true && <p>{t('desk.discreet')}</p>}
    </div>
  );
}

/** Lets the owner know, and asks it in the same step. Ctrl+Enter releases. */
function ReleaseForm({ hit, act, onRefuse }: PanelProps & { onRefuse: () => void }): ReactNode {
  const { t, coded } = useWords();
  const wanted = hit.telling?.wanted;
  const [ask, setAsk] = useState<string>(wanted ?? '');
  const [callback, setCallback] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('button[type=submit]')?.focus({ preventScroll: true }), [hit.id]);
  const send = (): void => {
    const urgency = URGENCIES.find((one) => one === ask);
    act.run(() => client.call(releaseHit, { params: { id: hit.id }, body: { ...(urgency !== undefined && { ask: urgency }), ...(callback.trim() !== '' && { callback: callback.trim() }) } }));
  };
  return (
    <form ref={form} className={classes['release']} onSubmit={(event) => { event.preventDefault(); send(); }} onKeyDown={(event) => { if (event.key === 'Enter' && event.ctrlKey) { event.preventDefault(); send(); } }} aria-label={t('desk.release')}>
      {wanted !== undefined && <p className={classes['wanted']}>{t('desk.wanted', { urgency: coded('urgency', wanted) })}</p>}
      <NativeSelect
        size="md" label={t('desk.askToo')} value={ask} onChange={(event) => setAsk(event.currentTarget.value)}
        data={[{ value: '', label: t('desk.askNot') }, ...URGENCIES.map((one) => ({ value: one, label: `${coded('urgency', one)} · ${sayWithin(minutesToAnswer(hit, one), t)}` }))]}
      />
      {ask !== '' && <TextInput label={t('hit.callback')} description={t('hit.callbackHint')} value={callback} maxLength={120} dir="ltr" onChange={(event) => setCallback(event.currentTarget.value)} />}
      <div className={classes['buttons']}>
        <Button type="submit" size="md" loading={act.busy} leftSection={<IconSend size={20} aria-hidden className="mirrored" />}>{t('desk.release')}</Button>
        <Button size="md" variant="default" leftSection={<IconHandStop size={20} aria-hidden />} onClick={onRefuse}>{t('desk.refuse')}</Button>
      </div>
    </form>
  );
}
