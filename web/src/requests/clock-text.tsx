import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import type { RequestStanding } from '@watchword/api/requests.ts';
import type { ReactNode } from 'react';
import { sayDay } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import classes from './requests.module.css';

/** The days that are left for a request: in words and by a sign, never by colour alone. Nothing before the clock runs. */
export function ClockText({ clock }: { clock: RequestStanding['clock'] | undefined }): ReactNode {
  const { t, locale } = useWords();
  if (clock === undefined) return null;
  const values = { days: Math.abs(clock.daysLeft), day: sayDay(clock.dueOn, locale) };
  return (
    <span className={classes['clock']} data-overdue={clock.overdue}>
      {clock.overdue ? <IconAlertTriangle size={16} aria-hidden /> : <IconClock size={16} aria-hidden />}{' '}
      {clock.overdue ? t('requests.overdueBy', values) : t('requests.daysLeft', values)}
      {clock.extended && ` · ${t('requests.extended')}`}
    </span>
  );
}
