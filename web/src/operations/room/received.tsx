import { Button, Skeleton } from '@mantine/core';
import { IconCircleX, IconFileText, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Heard } from '@watchword/api/joint/room.ts';
import type { ReactNode } from 'react';
import { asAppError } from '../../api.ts';
import { CountryName } from '../../ui/country-name.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useNow } from '../../ui/use-now.ts';
import { sayMoment, sayTime } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import { Counts } from './figures.tsx';
import { Panel } from './panel.tsx';
import { useReceived } from './queries.ts';
import { useRoomView } from './use-room-view.ts';
import classes from './room.module.css';

const SIGNS = { reported: IconFileText, corrected: IconPencil, withdrawn: IconCircleX } as const;

/** What was received last, from whoever is counted here. */
export function Received(): ReactNode {
  const { t } = useWords();
  const { id } = useThisOperation();
  const { search: { country, wall } } = useRoomView();
  const received = useReceived(id, country);
  const items = received.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel title={t('operations.room.feed')} name="feed">
      {received.error !== null && <Problem error={asAppError(received.error)} retry={() => void received.refetch()} />}
      {received.isPending && <Skeleton height={120} />}
      {received.isSuccess && items.length === 0 && <p className={classes['nothing']}>{t('operations.room.nothingYet')}</p>}
      <ol className={classes['feed']}>{items.slice(0, wall === true ? 6 : undefined).map((one) => <li key={one.number}><Item heard={one} /></li>)}</ol>
      {received.hasNextPage && wall !== true && <Button variant="default" size="xs" mt="sm" loading={received.isFetchingNextPage} onClick={() => void received.fetchNextPage()}>{t('operations.room.earlier')}</Button>}
    </Panel>
  );
}

function Item({ heard: { country, receivedAt, act, incident, report } }: { heard: Heard }): ReactNode {
  const { t, locale, coded } = useWords();
  const { id } = useThisOperation();
  const now = useNow();
  const Sign = SIGNS[act];
  const what = report === undefined ? t(`operations.room.act.${act}`) : `${coded('operations.kind', report.kind)} · ${t(`operations.room.act.${act}`)}`;
  return (
    <div className={classes['heard']}>
      <Sign size={18} aria-hidden />
      <div>
        <p className={classes['heardHead']}>
          <CountryName code={country} /> · {incident === undefined ? what : <Link to="/operations/$id/incidents/$incident" params={{ id, incident }}>{what}</Link>}
        </p>
        {report === undefined ? <p className={classes['hint']}>{t(incident === undefined ? 'operations.room.notShown' : 'operations.room.restated')}</p>
          : <p className={classes['hint']}>{report.place}{Object.keys(report.counts).some((measure) => measure !== 'incidents') && <> · <Counts counts={report.counts} /></>}</p>}
      </div>
      <time dateTime={receivedAt} title={sayMoment(receivedAt, locale)} className={classes['heardAt']}>{sayWhen(receivedAt, now, locale)}</time>
    </div>
  );
}

/** The time of today; the day as well of what is older than twelve hours. */
function sayWhen(moment: string, now: number, locale: string): string {
  const time = sayTime(moment, locale, false);
  return now - Date.parse(moment) < 12 * 3_600_000 ? time : `${new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(Date.parse(moment))}, ${time}`;
}
