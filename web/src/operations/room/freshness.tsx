import { Link } from '@tanstack/react-router';
import type { JointMember } from '@watchword/api/joint/plans.ts';
import type { ReactNode } from 'react';
import { CountryName } from '../../ui/country-name.tsx';
import { useNow } from '../../ui/use-now.ts';
import { sayCountry } from '../../words/countries.ts';
import { sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import { Panel } from './panel.tsx';
import { useMembers } from './queries.ts';
import { parseRoomSearch } from './search.ts';
import { useRoomView } from './use-room-view.ts';
import classes from './room.module.css';

/** A country that has not been heard of for so long, in ms, while the operation runs, is called silent. */
const SILENT = 24 * 3_600_000;

/** How fresh the numbers of each country are: when its last report came. */
export function Freshness({ counted }: { counted: readonly string[] }): ReactNode {
  const { t, locale } = useWords();
  const { id, state } = useThisOperation();
  const { search } = useRoomView();
  const { data } = useMembers(id);
  const countries = (data?.members ?? []).filter((one) => one.role !== 'partner' && one.state === 'accepted').toSorted((one, other) => compare(other, one));
  return (
    <Panel title={t('operations.room.freshness')} name="freshness">
      <ul className={classes['fresh']}>
        {countries.map((one) => (
          <li key={one.organisation}>
            <Link to="/operations/$id" params={{ id }} search={parseRoomSearch({ ...search, country: one.organisation })}>{search.wall === true ? <bdi dir="ltr" title={sayCountry(one.organisation, locale)}>{one.organisation}</bdi> : <CountryName code={one.organisation} />}</Link>
            <Last member={one} isCounted={counted.includes(one.organisation)} isRunning={state === 'open'} isShort={search.wall === true} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function sayAgo(ms: number, locale: string): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const [value, unit] = minutes < 60 ? [minutes, 'minute' as const] : minutes < 1440 ? [Math.floor(minutes / 60), 'hour' as const] : [Math.floor(minutes / 1440), 'day' as const];
  return new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'always' }).format(-value, unit);
}

/** The last report first; then those of whom nothing is known, by code. */
function compare(one: JointMember, other: JointMember): number {
  const [a, b] = [one.lastReportAt ?? '', other.lastReportAt ?? ''];
  return a === b ? (one.organisation < other.organisation ? 1 : -1) : a < b ? -1 : 1;
}

function Last({ member: { lastReportAt }, isCounted, isRunning, isShort }: { member: JointMember; isCounted: boolean; isRunning: boolean; isShort: boolean }): ReactNode {
  const { t, locale } = useWords();
  const now = useNow();
  if (!isCounted) return <span className={classes['hint']}>{t('operations.room.notShared')}</span>;
  if (lastReportAt === undefined) return <span className={classes['hint']}>{t('operations.room.noReport')}</span>;
  const ago = now - Date.parse(lastReportAt);
  const isSilent = isRunning && ago > SILENT;
  return <time dateTime={lastReportAt} title={sayMoment(lastReportAt, locale)} className={classes['ago']} data-silent={isSilent}>{isSilent && isShort ? `! ${sayAgo(ago, locale)}` : isSilent ? t('operations.room.silent', { ago: sayAgo(ago, locale) }) : sayAgo(ago, locale)}</time>;
}
