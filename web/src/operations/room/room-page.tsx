import { Skeleton } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { asAppError } from '../../api.ts';
import { sayAgo } from '../../desk/say-hit.ts';
import { useFeed } from '../../live/feed.ts';
import { CountryName } from '../../ui/country-name.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useNow } from '../../ui/use-now.ts';
import { sayTime } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import { NationalityBars } from './bars.tsx';
import { Days } from './days.tsx';
import { FilterBar } from './filter-bar.tsx';
import { Freshness } from './freshness.tsx';
import { KpiStrip } from './kpi-strip.tsx';
import { RoomMessages } from './messages-panel.tsx';
import { Panel } from './panel.tsx';
import { useRoom } from './queries.ts';
import { Received } from './received.tsx';
import { ResultsTable } from './results-table.tsx';
import { useRoomKeys } from './use-room-keys.ts';
import { useRoomView } from './use-room-view.ts';
import { WallHead } from './wall-head.tsx';
import classes from './room.module.css';

// The shapes of the world come when the numbers are there.
const MapPanel = lazy(async () => ({ default: (await import('./map/map-panel.tsx')).MapPanel }));

/** The room of an operation: the numbers of the wall, and where they come from. */
export function RoomPage(): ReactNode {
  const { t } = useWords();
  const { id, you } = useThisOperation();
  const { search, set } = useRoomView();
  const room = useRoom(id, search);
  const isWall = search.wall === true;
  const wall = (isOn: boolean): void => {
    set({ wall: isOn ? true : undefined });
    if (isOn) void document.documentElement.requestFullscreen?.().catch(() => undefined);
    else if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => undefined);
  };
  useRoomKeys({ wall: () => wall(!isWall), tables: () => set({ tables: search.tables === true ? undefined : true }), leave: () => { if (isWall) wall(false); } });
  useWall(isWall);
  const isPartner = you.role === 'partner';
  if (you.state !== 'accepted') return <p className={classes['nothing']}>{t('operations.room.notIn')}</p>;
  return (
    <div className={classes['room']} data-wall={isWall}>
      {isWall && <WallHead onLeave={() => wall(false)} />}
      {room.error !== null && <Problem error={asAppError(room.error)} retry={() => void room.refetch()} />}
      {room.data === undefined ? room.error === null && <Waiting /> : (
        <>
          {!isWall && !isPartner && <FilterBar room={room.data} onWall={() => wall(true)} />}
          <AsOf at={room.data.at} isLive={search.asOf === undefined} heardAt={room.dataUpdatedAt} />
          <KpiStrip room={room.data} narrowed={search} isPartner={isPartner} />
          <div className={classes['panels']}>
            {!isPartner && (
              <div className={classes['side']}>
                <Suspense fallback={<Panel title={t('operations.room.map')} name="map"><Skeleton height={320} /></Panel>}><MapPanel /></Suspense>
                <Days room={room.data} />
                <Freshness counted={room.data.countries} />
              </div>
            )}
            <div className={classes['side']}>
              <NationalityBars room={room.data} />
              {!isPartner && <Received />}
              {!isPartner && !isWall && <RoomMessages />}
            </div>
          </div>
          {!isPartner && !isWall && <Panel title={t('operations.room.results')} name="results"><p className={classes['hint']}>{t('operations.room.preliminary')}</p><ResultsTable results={room.data} narrowed={search} /></Panel>}
        </>
      )}
    </div>
  );
}

/** The page is the wall while the address says so: bars and heads of the frame go. */
function useWall(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return undefined;
    document.documentElement.dataset['wall'] = 'true';
    return () => {
      delete document.documentElement.dataset['wall'];
    };
  }, [isOn]);
}

function Waiting(): ReactNode {
  return <div aria-busy="true"><Skeleton height={110} /><Skeleton height={320} mt="md" /></div>;
}

/** Up to when it is counted; and that it may be old, where the live feed is lost. */
function AsOf({ at, isLive, heardAt }: { at: string; isLive: boolean; heardAt: number }): ReactNode {
  const { t, locale } = useWords();
  const { search: { country, nationality, wall } } = useRoomView();
  const feed = useFeed();
  const now = useNow();
  const utc = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium', timeStyle: isLive ? 'medium' : 'short', hourCycle: 'h23' }).format(Date.parse(at));
  return (
    <>
      {feed.state === 'lost' && <p className={classes['lost']} role="status"><IconPlugConnectedX size={22} aria-hidden /> {t('desk.feedLost', { ago: sayAgo(now - feed.heardAt, locale), time: sayTime(heardAt, locale) })}</p>}
      <p className={classes['asOf']}>
        {isLive ? t('operations.room.knownNow', { at: utc }) : t('operations.room.knownThen', { at: utc })}
        {wall === true && country !== undefined && <> · <CountryName code={country} /></>}
        {wall === true && nationality !== undefined && <> · <CountryName code={nationality} /></>}
      </p>
    </>
  );
}
