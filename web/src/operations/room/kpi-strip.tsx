import type { Room } from '@watchword/api/joint/room.ts';
import type { Measure } from '@watchword/api/joint/words.ts';
import type { ReactNode } from 'react';
import { sayDay, sayTime } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { Figure, sayFigure } from './figures.tsx';
import type { Narrowed } from './search.ts';
import classes from './room.module.css';

/** What operations are told by, in the order in which it is published. */
const TILES = ['arrests', 'victims', 'migrants', 'nationalities', 'checks', 'hits', 'networks-dismantled', 'accounts-frozen', 'usd'] as const;
/** Shown when there are any. */
const MORE = ['notices-red', 'notices-blue', 'notices-yellow', 'notices-purple'] as const;
/** What a partner is told. */
const PARTNER = ['migrants', 'victims', 'nationalities'] as const;

type StripProps = { room: Room; narrowed: Narrowed; isPartner: boolean };

/** The numbers of the wall, each with what has come since midnight, and each the way to its reports. */
export function KpiStrip({ room, narrowed, isPartner }: StripProps): ReactNode {
  const { t } = useWords();
  const tiles = isPartner ? PARTNER : [...TILES, ...MORE.filter((measure) => (room.totals[measure] ?? 0) > 0)];
  return (
    <dl className={classes['strip']} aria-label={t('operations.room.numbers')}>
      {tiles.map((measure) => (measure === 'nationalities'
        ? <Tile key={measure} label={t('operations.room.nationalities')} value={room.nationalities} before={room.nationalitiesBefore} since={room.since} isPlain={isPartner}><Figure measure="migrants" value={room.nationalities} narrowed={narrowed} size="large" /></Tile>
        : <MeasureTile key={measure} measure={measure} room={room} narrowed={narrowed} isPlain={isPartner} />))}
    </dl>
  );
}

function MeasureTile({ measure, room, narrowed, isPlain }: { measure: Measure; room: Room; narrowed: Narrowed; isPlain: boolean }): ReactNode {
  const { coded } = useWords();
  const [value, before] = [room.totals[measure] ?? 0, room.before[measure] ?? 0];
  return (
    <Tile label={coded('operations.measure', measure)} value={value} before={before} since={room.since} isMoney={measure === 'usd'} isPlain={isPlain} note={measure === 'usd' ? <RateNote room={room} /> : undefined}>
      <Figure measure={measure} value={value} narrowed={narrowed} size="large" />
    </Tile>
  );
}

type TileProps = { label: string; value: number; before: number; since: string; children: ReactNode; isMoney?: boolean; isPlain: boolean; note?: ReactNode };

function Tile({ label, value, before, since, children, isMoney = false, isPlain, note }: TileProps): ReactNode {
  const { t, locale } = useWords();
  const change = value - before;
  const said = `${change > 0 ? '+' : '−'}${sayFigure(isMoney ? 'usd' : 'arrests', Math.abs(change), locale)}`;
  return (
    <div className={classes['tile']} data-money={isMoney}>
      <dt>{label}</dt>
      <dd className={classes['value']}>{children}</dd>
      {!isPlain && <dd className={classes['change']} data-changed={change !== 0} title={sayMidnight(since, locale)}>{change === 0 ? t('operations.room.unchanged') : <><bdi dir="ltr">{said}</bdi> {t('operations.room.sinceYesterday')}</>}</dd>}
      {note !== undefined && <dd className={classes['change']}>{note}</dd>}
    </div>
  );
}

function sayMidnight(since: string, locale: string): string {
  return `${sayDay(since.slice(0, 10), locale)}, ${sayTime(since, locale, false)}`;
}

/** At which rates money was converted, and whether some was not. */
function RateNote({ room: { money, unconverted } }: { room: Room }): ReactNode {
  const { t, locale } = useWords();
  const days = money.flatMap(({ rates, currency }) => (currency === 'USD' ? [] : rates.map(({ on }) => on))).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  return (
    <>
      {first !== undefined && last !== undefined && t('operations.room.ratesOf', { days: first === last ? sayDay(first, locale) : `${sayDay(first, locale)} – ${sayDay(last, locale)}` })}
      {unconverted.length > 0 && <> {t('operations.room.unconverted', { count: unconverted.reduce((sum, one) => sum + one.transactions, 0) })}</>}
    </>
  );
}
