import { Button } from '@mantine/core';
import { IconAlertOctagon, IconCheck, IconClock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { FieldOperation } from '@watchword/api/joint/field.ts';
import type { QueuedReport } from '@watchword/sdk/joint/report-queue.ts';
import { type ReactNode, useState } from 'react';
import { useConnection } from '../../ui/connection.ts';
import { sayMoment, sayTime } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import classes from './field.module.css';
import { nameOfContent } from './form/content-input.tsx';
import { discard, send } from './phone/phone.ts';

const SIGNS = { waiting: IconClock, sent: IconCheck, refused: IconAlertOctagon } as const;

/** What waits on this device, what was sent in the last day, and what was refused and why. */
export function WaitingList({ reports, operations, others, onMend }: { reports: readonly QueuedReport[]; operations: readonly FieldOperation[]; others: number; onMend: (report: QueuedReport) => void }): ReactNode {
  const { t } = useWords();
  const { state } = useConnection();
  const waiting = reports.filter((one) => one.state === 'waiting').length;
  return (
    <section aria-label={t('operations.field.here.title')}>
      <h2>{t('operations.field.here.title')}</h2>
      <p role="status" className={classes['hint']}>{waiting === 0 ? t('operations.field.here.nothing') : t(state === 'offline' ? 'operations.field.here.offline' : 'operations.field.here.waiting', { count: waiting })}</p>
      {waiting > 0 && state !== 'offline' && <Button variant="default" mt="xs" onClick={() => void send()}>{t('operations.field.here.send')}</Button>}
      {others > 0 && <p className={classes['hint']}>{t('operations.field.here.others', { count: others })}</p>}
      {reports.length > 0 && <ul className={classes['waiting']}>{reports.map((one) => <Waiting key={one.id} report={one} code={operations.find(({ id }) => id === one.operation)?.code} onMend={onMend} />)}</ul>}
    </section>
  );
}

function Waiting({ report, code, onMend }: { report: QueuedReport; code: string | undefined; onMend: (report: QueuedReport) => void }): ReactNode {
  const words = useWords();
  const { t, coded, locale } = words;
  const { id, operation, state, summary: { kind, at, place, count }, sentAt, refusal, content } = report;
  const Sign = SIGNS[state];
  const [isDiscarding, setDiscarding] = useState(false);
  return (
    <li data-state={state}>
      <span className={classes['waitState']}><Sign size={18} aria-hidden />{state === 'sent' && sentAt !== undefined ? t('operations.field.state.sentAt', { time: sayTime(sentAt, locale, false) }) : t(`operations.field.state.${state}`)}{refusal !== undefined && `: ${coded('error', refusal.code)}`}</span>
      <p><strong>{t(`operations.event.${kind}`)}</strong>{count > 0 && ` · ${t('operations.field.persons', { count })}`} · <bdi>{place}</bdi> · {sayMoment(at, locale)}{code !== undefined && <> · <bdi dir="ltr" className="mono">{code}</bdi></>}</p>
      {refusal !== undefined && refusal.errors.length > 0 && <ul>{refusal.errors.map(({ pointer, code: fault, detail }) => <li key={pointer + fault}>{nameOfContent(pointer.replace(/^\/content/, ''), words)}: {coded('mend', fault, detail)}</li>)}</ul>}
      <div className={classes['buttons']}>
        {state === 'sent' && <Link to="/field/$operation/$incident" params={{ operation, incident: id }}>{t('operations.field.open')}</Link>}
        {state === 'refused' && content !== undefined && <Button variant="default" onClick={() => onMend(report)}>{t('operations.field.mend')}</Button>}
        {state !== 'sent' && (isDiscarding
          ? <><Button color="red" variant="outline" onClick={() => void discard(id)}>{t('operations.field.discardSure')}</Button><Button variant="default" onClick={() => setDiscarding(false)}>{t('form.cancel')}</Button></>
          : <Button variant="subtle" color="gray" c="inherit" onClick={() => setDiscarding(true)}>{t('operations.field.discard')}</Button>)}
      </div>
    </li>
  );
}
