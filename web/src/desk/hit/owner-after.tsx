import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { clearHolder, type Clearance } from '@watchword/api/hits/reviews.ts';
import { clearHit, type Hit } from '@watchword/api/hits.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { nowMs } from '../../clock.ts';
import { CountryInput } from '../../ui/country-input.tsx';
import { Problem } from '../../ui/problem.tsx';
import { sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import type { Act } from '../use-act.tsx';
import classes from './hit.module.css';

/** The record was located: its owner ends it, or says why it stands. Without either the network ends it. */
export function ClearingForm({ hit, act }: { hit: Hit; act: Act }): ReactNode {
  const { t, locale } = useWords();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  if (hit.clearing === undefined || hit.clearing.done !== undefined) return null;
  const send = (decided: 'clear' | 'keep'): void => {
    if (decided === 'keep' && note.trim() === '') return setMissing(true);
    act.run(() => client.call(clearHit, { params: { id: hit.id }, body: { do: decided, ...(note.trim() !== '' && { note: note.trim() }) } }));
  };
  return (
    <div className={classes['panel']}>
      <p className={classes['wanted']}>{t('desk.clearingText', { day: sayMoment(hit.clearing.dueAt, locale) })}</p>
      <Textarea label={t('desk.clearingNote')} value={note} maxLength={2000} autosize minRows={1} onChange={(event) => { setNote(event.currentTarget.value); setMissing(false); }} error={missing ? t('hit.textNeeded') : undefined} />
      <div className={classes['buttons']}>
        <Button size="md" loading={act.busy} onClick={() => send('clear')}>{t('desk.clearingEnd')}</Button>
        <Button size="md" variant="default" loading={act.busy} onClick={() => send('keep')}>{t('desk.clearingKeep')}</Button>
      </div>
    </div>
  );
}

const DAY_MS = 86_400_000;

/** The rightful holder of a recovered document may travel once, with a slip that a later check recognises. */
export function HolderForm({ hit }: { hit: Hit }): ReactNode {
  const { t, locale } = useWords();
  const [from, setFrom] = useState<string>();
  const [to, setTo] = useState<string>();
  const [carrier, setCarrier] = useState('');
  const [compared, setCompared] = useState(false);
  const [given, setGiven] = useState<Clearance>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  if (given !== undefined) {
    return (
      <div className={classes['slip']} role="status">
        <strong>{t('hit.slipTitle')}</strong>
        <p className={classes['slipNumber']}><bdi dir="ltr" className="mono">{given.slip}</bdi></p>
        <p>{t('hit.slipText', { from: given.from, to: given.to, until: sayMoment(given.until, locale) })}</p>
        <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>{t('result.print')}</Button>
      </div>
    );
  }
  const send = (): void => {
    if (from === undefined || to === undefined || !compared) return;
    setBusy(true);
    setError(undefined);
    const until = new Date(nowMs() + 2 * DAY_MS).toISOString();
    client.call(clearHolder, { body: { record: hit.record, compared: true, until, from, to, ...(carrier.trim() !== '' && { carrier: carrier.trim() }) } }).then(setGiven, setError).finally(() => setBusy(false));
  };
  return (
    <details className={classes['earlier']}>
      <summary>{t('desk.holderTitle')}</summary>
      <form className={classes['panel']} onSubmit={(event) => { event.preventDefault(); send(); }}>
        <p>{t('desk.holderText')}</p>
        {error !== undefined && <Problem error={asAppError(error)} />}
        <div className={classes['pair']}>
          <CountryInput label={t('desk.holderFrom')} value={from} onChange={setFrom} />
          <CountryInput label={t('desk.holderTo')} value={to} onChange={setTo} />
        </div>
        <TextInput label={t('desk.holderCarrier')} value={carrier} maxLength={120} onChange={(event) => setCarrier(event.currentTarget.value)} />
        <Checkbox label={t('desk.holderCompared')} checked={compared} onChange={(event) => setCompared(event.currentTarget.checked)} />
        <div className={classes['buttons']}><Button type="submit" size="md" loading={busy} disabled={!compared || from === undefined || to === undefined}>{t('desk.holderSend')}</Button></div>
      </form>
    </details>
  );
}
