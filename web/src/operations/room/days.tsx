import { formatDay, parseDay } from '@watchword/api/dates.ts';
import type { JointPlan } from '@watchword/api/joint/plans.ts';
import type { Room } from '@watchword/api/joint/room.ts';
import type { ReactNode } from 'react';
import { sayDay } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import { Figure } from './figures.tsx';
import { Panel } from './panel.tsx';
import { TOLD } from './search.ts';
import { useRoomView } from './use-room-view.ts';
import classes from './room.module.css';

/** The days of a plan, and whatever else something is counted on. At most a year. */
export function daysOf({ from, to }: Pick<JointPlan, 'from' | 'to'>, byDay: Room['byDay']): readonly string[] {
  const [first, last] = [parseDay(from) ?? 0, parseDay(to) ?? 0];
  return [...new Set([...Array.from({ length: Math.min(366, Math.max(1, last - first + 1)) }, (_, at) => formatDay(first + at)), ...byDay.map(({ day }) => day)])].toSorted();
}

/** What happened on each day of the operation, by the days that its plan counts by. */
export function Days({ room }: { room: Room }): ReactNode {
  const { t, coded } = useWords();
  const { plan } = useThisOperation();
  const { search } = useRoomView();
  const days = daysOf(plan, room.byDay);
  const counts = new Map(room.byDay.map((one) => [one.day, one.counts]));
  return (
    <Panel title={t('operations.room.byDay')} name="days" picture actions={<span className={classes['hint']}>{t(`operations.room.days.${plan.days}`)} · {coded('operations.measure', search.of ?? 'migrants')}</span>}>
      {search.tables === true ? <DayTable days={days} counts={counts} /> : <Columns days={days} counts={counts} />}
    </Panel>
  );
}

type DaysProps = { days: readonly string[]; counts: ReadonlyMap<string, Readonly<Record<string, number>>> };

function Columns({ days, counts }: DaysProps): ReactNode {
  const { locale } = useWords();
  const { search } = useRoomView();
  const of = search.of ?? 'migrants';
  const most = Math.max(1, ...days.map((day) => counts.get(day)?.[of] ?? 0));
  const short = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' });
  return (
    <ol className={classes['columns']} tabIndex={-1}>
      {days.map((day) => {
        const value = counts.get(day)?.[of] ?? 0;
        return (
          <li key={day} className={classes['column']}>
            <Figure measure={of} value={value} narrowed={{ ...search, day }} />
            <span className={classes['rise']} aria-hidden><span className={classes['bar']} style={{ blockSize: `${(100 * value) / most}%` }} /></span>
            <span className={classes['dayName']}>{short.format(Date.parse(`${day}T00:00:00Z`))}</span>
          </li>
        );
      })}
    </ol>
  );
}

function DayTable({ days, counts }: DaysProps): ReactNode {
  const { t, coded, locale } = useWords();
  const { search } = useRoomView();
  const measures = [...TOLD, 'incidents'] as const;
  return (
    <div className={classes['scroll']} tabIndex={0} role="group" aria-label={t('operations.room.byDay')}>
      <table className={classes['table']}>
        <thead><tr><th scope="col">{t('operations.room.day')}</th>{measures.map((one) => <th key={one} scope="col" className={classes['number']}>{coded('operations.measure', one)}</th>)}</tr></thead>
        <tbody>{days.map((day) => <tr key={day}><th scope="row">{sayDay(day, locale)}</th>{measures.map((one) => <td key={one} className={classes['number']}><Figure measure={one} value={counts.get(day)?.[one]} narrowed={{ ...search, day }} /></td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}
