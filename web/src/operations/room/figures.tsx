import { Link } from '@tanstack/react-router';
import type { Measure } from '@watchword/api/joint/words.ts';
import { Fragment, type ReactNode } from 'react';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import { type Narrowed, parseListSearch } from './search.ts';
import classes from './room.module.css';

/** A number as people read it. US dollars come in cents, and are said without them. */
export function sayFigure(measure: string, value: number, locale: string): string {
  return measure === 'usd'
    ? new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', currencyDisplay: 'code', maximumFractionDigits: 0 }).format(value / 100)
    : new Intl.NumberFormat(locale).format(value);
}

type FigureProps = { measure: Measure; value: number | undefined; narrowed: Narrowed; size?: 'large' };

/** A number that opens the list of reports of which it is the sum. A partner, who reads no report, sees the number only. */
export function Figure({ measure, value = 0, narrowed, size }: FigureProps): ReactNode {
  const { t, locale, coded } = useWords();
  const { id, you } = useThisOperation();
  const text = <bdi>{sayFigure(measure, value, locale)}</bdi>;
  if (you.role === 'partner' || value === 0) return <span className={classes['figure']} data-size={size} data-zero={value === 0}>{text}</span>;
  return <Link to="/operations/$id/incidents" params={{ id }} search={parseListSearch({ ...narrowed, measure })} className={classes['figure']} data-size={size} title={t('operations.room.openList', { what: coded('operations.measure', measure) })}>{text}</Link>;
}

/** What was counted, in words, the largest first: for a report or a place. Reports themselves are left out. */
export function Counts({ counts }: { counts: Readonly<Record<string, number>> }): ReactNode {
  const { locale, coded } = useWords();
  const told = Object.entries(counts).filter(([measure]) => measure !== 'incidents');
  return <>{told.map(([measure, value], at) => <Fragment key={measure}>{at > 0 && ' · '}<span className={classes['count']}>{coded('operations.measure', measure)} <bdi>{sayFigure(measure, value, locale)}</bdi></span></Fragment>)}</>;
}
