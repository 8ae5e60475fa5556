import { SegmentedControl } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Room } from '@watchword/api/joint/room.ts';
import type { ReactNode } from 'react';
import { CountryName } from '../../ui/country-name.tsx';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import { Figure, sayFigure } from './figures.tsx';
import { Panel } from './panel.tsx';
import { parseRoomSearch, TOLD, type Told } from './search.ts';
import { useRoomView } from './use-room-view.ts';
import classes from './room.module.css';

/** So many nationalities are shown by themselves. */
const TOP = 15;

/** Of whom the pictures tell. */
export function ToldChoice(): ReactNode {
  const { t, coded } = useWords();
  const { search: { of = 'migrants', wall }, set } = useRoomView();
  if (wall === true) return <span className={classes['hint']}>{coded('operations.measure', of)}</span>;
  return <SegmentedControl size="xs" aria-label={t('operations.room.ofWhom')} value={of} onChange={(chosen) => set({ of: TOLD.find((one) => one === chosen) })} data={TOLD.map((one) => ({ value: one, label: coded('operations.measure', one) }))} />;
}

/** People by nationality: the fifteen of whom there are most, and all others. */
export function NationalityBars({ room }: { room: Room }): ReactNode {
  const { t } = useWords();
  const { search } = useRoomView();
  const of = search.of ?? 'migrants';
  const lines = linesOf(room, of);
  return (
    <Panel title={t('operations.room.byNationality')} name="nationality" picture actions={<ToldChoice />}>
      {lines.length === 0 ? <p className={classes['nothing']}>{t('operations.room.nobodyYet')}</p> : search.tables === true ? <NationalityTable room={room} /> : <Bars lines={lines} of={of} />}
    </Panel>
  );
}

type Line = { readonly nationality: string; readonly value: number };

function linesOf({ byNationality }: Room, of: Told): readonly Line[] {
  return byNationality.map(({ nationality, counts }) => ({ nationality, value: counts[of] ?? 0 })).filter(({ value }) => value > 0).toSorted((one, other) => other.value - one.value || (one.nationality < other.nationality ? -1 : 1));
}

function Bars({ lines, of }: { lines: readonly Line[]; of: Told }): ReactNode {
  const { t, locale } = useWords();
  const { id } = useThisOperation();
  const { search } = useRoomView();
  const [shown, others] = [lines.slice(0, TOP), lines.slice(TOP)];
  const rest = others.reduce((sum, { value }) => sum + value, 0);
  const most = Math.max(rest, ...shown.map(({ value }) => value));
  return (
    <ol className={classes['bars']}>
      {shown.map(({ nationality, value }) => (
        <li key={nationality} className={classes['barLine']}>
          <Link to="/operations/$id" params={{ id }} search={parseRoomSearch({ ...search, nationality })} className={classes['barName']}><CountryName code={nationality} /></Link>
          <span className={classes['track']} aria-hidden><span className={classes['bar']} style={{ inlineSize: `${(100 * value) / most}%` }} /></span>
          <Figure measure={of} value={value} narrowed={{ ...search, nationality }} />
        </li>
      ))}
      {others.length > 0 && (
        <li className={classes['barLine']}>
          <span className={classes['barName']}>{t('operations.room.others', { count: others.length })}</span>
          <span className={classes['track']} aria-hidden><span className={classes['bar']} data-others style={{ inlineSize: `${(100 * rest) / most}%` }} /></span>
          <span className={classes['figure']}><bdi>{sayFigure(of, rest, locale)}</bdi></span>
        </li>
      )}
    </ol>
  );
}

/** Every nationality, and everybody counted by it. */
function NationalityTable({ room: { byNationality } }: { room: Room }): ReactNode {
  const { t, coded } = useWords();
  const { search } = useRoomView();
  const lines = byNationality.toSorted((one, other) => (other.counts['migrants'] ?? 0) - (one.counts['migrants'] ?? 0));
  return (
    <div className={classes['scroll']} tabIndex={0} role="group" aria-label={t('operations.room.byNationality')}>
      <table className={classes['table']}>
        <thead><tr><th scope="col">{t('operations.room.nationality')}</th>{TOLD.map((one) => <th key={one} scope="col" className={classes['number']}>{coded('operations.measure', one)}</th>)}</tr></thead>
        <tbody>{lines.map(({ nationality, counts }) => <tr key={nationality}><th scope="row"><CountryName code={nationality} /></th>{TOLD.map((one) => <td key={one} className={classes['number']}><Figure measure={one} value={counts[one]} narrowed={{ ...search, nationality }} /></td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}
