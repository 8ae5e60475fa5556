import { RangeSlider } from '@mantine/core';
import { formatDay, parseDay } from '@watchword/api/dates.ts';
import type { ReactNode } from 'react';
import { sayDay } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import type { NetworkInHand } from './use-network.ts';
import classes from './network.module.css';

/** The days between which what is shown happened. Two thumbs, moved by pointer or arrows. */
export function Timeline({ network: { state: { board, sight }, dispatch } }: { network: NetworkInHand }): ReactNode {
  const { t, locale } = useWords();
  const days = [...board.edges.values()].flatMap(({ first, last }) => [parseDay(first) ?? 0, parseDay(last) ?? 0]);
  const [least, most] = [Math.min(...days), Math.max(...days)];
  if (days.length === 0 || least === most) return null;
  const value: [number, number] = [Math.max(least, parseDay(sight.from ?? '') ?? least), Math.min(most, parseDay(sight.to ?? '') ?? most)];
  const say = (day: number): string => sayDay(formatDay(day), locale);
  const set = ([from, to]: [number, number]): void => dispatch({ act: 'sight', sight: { from: from <= least ? undefined : formatDay(from), to: to >= most ? undefined : formatDay(to) } });
  return (
    <div className={classes['timeline']}>
      <span id="network-days">{t('operations.network.timeline')}</span>
      <RangeSlider className={classes['grow'] ?? ''} min={least} max={most} step={1} minRange={0} value={value} onChange={set} label={say} thumbFromLabel={t('operations.network.daysFrom')} thumbToLabel={t('operations.network.daysTo')} marks={most - least <= 14 ? Array.from({ length: most - least + 1 }, (_, at) => ({ value: least + at })) : []} />
      <output aria-live="polite">{value[0] === value[1] ? say(value[0]) : `${say(value[0])} – ${say(value[1])}`}</output>
    </div>
  );
}
