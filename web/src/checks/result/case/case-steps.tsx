import { IconAlertTriangle, IconCheck, IconCircle, IconClock, IconPhone } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CountryName } from '../../../ui/country-name.tsx';
import { Ltr } from '../../../ui/ltr.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { sayMoment, sayTime } from '../../../words/say-dates.ts';
import { useWords } from '../../../words/words.tsx';
import { type Case, clockOf, isTimeToCall, sayLeft } from './clock-of.ts';
import classes from './case.module.css';

/** The clock of a hit in one line: what is left, as text and as a bar. Late is a word and a shape, not a colour. */
export function CaseClock({ of }: { of: Case }): ReactNode {
  const { t } = useWords();
  const clock = clockOf(of, useNow());
  if (clock === undefined) return null;
  const isLate = clock.left < 0;
  return (
    <span className={classes['clock']} data-late={isLate}>
      {isLate ? <IconAlertTriangle size={18} aria-hidden /> : <IconClock size={18} aria-hidden />}
      <strong>{isLate ? t('hit.overdue') : null} <bdi dir="ltr" className={classes['digits']}>{sayLeft(clock.left)}</bdi>{isLate ? null : ` ${t('hit.left')}`}</strong>
      <span className={classes['bar']} aria-hidden><span style={{ inlineSize: `${Math.round(clock.share * 100)}%` }} /></span>
    </span>
  );
}

/** How far the question to the owner has come: asked, delivered, opened, and what was done while nobody answered. */
export function CaseSteps({ of }: { of: Case }): ReactNode {
  const { t, coded, locale } = useWords();
  const clock = clockOf(of, useNow());
  const { request } = of;
  if (request === undefined) return null;
  const isOpen = clock !== undefined;
  return (
    <div className={classes['way']}>
      {isOpen && (
        <p className={classes['due']}>
          {of.state === 'need-time' && of.needTime !== undefined
            ? <>{t('hit.needsTime', { time: sayMoment(of.needTime.until, locale) })}{of.needTime.reason !== undefined && <>: <bdi>{of.needTime.reason}</bdi></>}</>
            : t('hit.askedBy', { asked: sayTime(request.askedAt, locale, false), due: sayTime(request.dueAt, locale, false) })}
        </p>
      )}
      <ol className={classes['steps']}>
        <Step at={request.askedAt}>{t('hit.stepAsked')} (<CountryName code={of.owner} />, {coded('urgency', request.urgency)})</Step>
        <Step at={request.deliveredAt}>{t('hit.stepDelivered')}</Step>
        <Step at={request.openedAt}>{t('hit.stepOpened')}</Step>
        {of.escalations.filter(({ act }) => act !== 'phone').map(({ act, at, desk }) => <Step key={act} at={at} isLate>{coded('escalation', act)}{desk !== undefined && <> (<bdi>{desk}</bdi>)</>}</Step>)}
        <Step at={of.answer?.at}>{of.answer === undefined ? t('hit.stepAnswer') : t('hit.stepAnswered')}</Step>
      </ol>
      {isTimeToCall(clock) && (
        <p className={classes['phone']}><IconPhone size={20} aria-hidden /> {request.phone === undefined ? t('hit.noPhone') : <>{t('hit.callNow')} <a href={`tel:${request.phone.replaceAll(/[^\d+]/g, '')}`}><Ltr>{request.phone}</Ltr></a></>}</p>
      )}
    </div>
  );
}

function Step({ at, isLate = false, children }: { at: string | undefined; isLate?: boolean; children: ReactNode }): ReactNode {
  const { t, locale } = useWords();
  const Sign = at === undefined ? IconCircle : isLate ? IconAlertTriangle : IconCheck;
  return (
    <li data-done={at !== undefined}>
      <Sign size={18} aria-hidden /> <span>{children}</span>
      {at === undefined ? <span className={classes['unseen']}>{t('hit.notYet')}</span> : <bdi dir="ltr" className={classes['at']}>{sayTime(at, locale, false)}</bdi>}
    </li>
  );
}
