import { Button } from '@mantine/core';
import { IconListDetails, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { answerOf } from '../checks/shift-states.ts';
import { useShift } from '../checks/shift.ts';
import { type Heard, onHeard } from '../live/feed.ts';
import { useIsCovered } from '../session/session.ts';
import { Ltr } from '../ui/ltr.tsx';
import { sayTime } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { useHappened } from './log.ts';
import classes from './first-run.module.css';

const MOST_EVENTS = 12;

/** What just happened beneath the page: the calls it made, the entries they left in the audit log, what the server told it, and what the hub stored. */
export function Drawer(): ReactNode {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const isCovered = useIsCovered();
  const events = useEvents();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (open) box.current?.focus({ preventScroll: true });
  }, [open]);
  return (
    <>
      <Button size="sm" variant="default" leftSection={<IconListDetails size={18} aria-hidden />} aria-expanded={open} onClick={() => setOpen(!open)}>{t('firstRun.what')}</Button>
      {open && !isCovered && (
        <section ref={box} tabIndex={-1} className={classes['drawer']} aria-label={t('firstRun.what')} onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); setOpen(false); } }}>
          <header><h2>{t('firstRun.what')}</h2><button type="button" onClick={() => setOpen(false)} aria-label={t('form.cancel')}><IconX size={20} aria-hidden /></button></header>
          <Calls />
          <Receipts />
          <Events events={events} />
          <Ciphertexts />
        </section>
      )}
    </>
  );
}

/** The events that this window heard of, newest first. */
function useEvents(): readonly Heard[] {
  const [events, setEvents] = useState<readonly Heard[]>([]);
  useEffect(() => onHeard((event) => {
    if (event !== undefined) setEvents((before) => [event, ...before].slice(0, MOST_EVENTS));
  }), []);
  return events;
}

function Calls(): ReactNode {
  const { t, locale } = useWords();
  const { calls } = useHappened();
  return (
    <>
      <h3>{t('firstRun.calls')}</h3>
      <p>{t('firstRun.callsLead')}</p>
      <ol className={classes['lines']}>
        {calls.map(({ id, method, path, status, ms, at }) => <li key={id}><bdi dir="ltr" className="mono">{sayTime(at, locale)} {method} {path} → {status}, {ms} ms</bdi></li>)}
      </ol>
    </>
  );
}

function Receipts(): ReactNode {
  const { t } = useWords();
  const receipts = useShift().checks.flatMap((check) => answerOf(check) ?? []);
  return (
    <>
      <h3>{t('firstRun.receipts')}</h3>
      <p>{receipts.length === 0 ? t('firstRun.noReceipts') : t('firstRun.receiptsLead')}</p>
      <ol className={classes['lines']}>
        {receipts.map(({ id, receipt }) => <li key={id}>{t('firstRun.entry', { entry: receipt.entry })} <Ltr>{receipt.hash}</Ltr></li>)}
      </ol>
    </>
  );
}

function Events({ events }: { events: readonly Heard[] }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <h3>{t('firstRun.events')}</h3>
      <p>{events.length === 0 ? t('firstRun.noEvents') : t('firstRun.eventsLead')}</p>
      <ol className={classes['lines']}>{events.map(({ seq, kind, subject }) => <li key={seq}><bdi dir="ltr" className="mono">{seq} {kind} {subject}</bdi></li>)}</ol>
    </>
  );
}

function Ciphertexts(): ReactNode {
  const { t } = useWords();
  const { stored } = useHappened();
  if (stored.length === 0) return null;
  return (
    <>
      <h3>{t('firstRun.ciphertext')}</h3>
      <p>{t('firstRun.ciphertextLead')}</p>
      {stored.map(({ id, what, text }) => <div key={id}><p><bdi>{what}</bdi></p><pre dir="ltr" tabIndex={0} className={classes['cipher']}>{text}</pre></div>)}
    </>
  );
}
