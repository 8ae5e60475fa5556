import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type AuditEntryItem, listOwnEntries, listOwnerEntries, type OwnerEntryItem } from '@watchword/api/audit.ts';
import { type ReactNode } from 'react';
import { asAppError, client } from '../api.ts';
import { CountryName } from '../ui/country-name.tsx';
import { Ltr } from '../ui/ltr.tsx';
import { Problem } from '../ui/problem.tsx';
import { sayDate, sayTime } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { Proof } from './proof.tsx';
import { TakePeriod } from './take-period.tsx';
import classes from './oversight.module.css';

const PAGE = 50;

/** A page of a tree, newest first: the hub gives them oldest first and says how many there are. */
async function pageBefore<Item>(end: number | undefined, read: (query: { from: number; limit: number }) => Promise<{ items: Item[]; size: number }>): Promise<{ items: Item[]; from: number }> {
  const until = end ?? (await read({ from: 0, limit: 1 })).size;
  const from = Math.max(0, until - PAGE);
  return { items: until === 0 ? [] : (await read({ from, limit: Math.max(1, until - from) })).items.toReversed(), from };
}

/** Who of one's own organisation asked and did what, and why. */
export function OwnEntries(): ReactNode {
  const { t } = useWords();
  const entries = useInfiniteQuery({
    queryKey: ['own-entries'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) => pageBefore(pageParam, (query) => client.call(listOwnEntries, { query })),
    getNextPageParam: ({ from }) => (from > 0 ? from : undefined),
  });
  const all = entries.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section aria-labelledby="own-title">
      <h2 id="own-title" className={classes['title']}>{t('entries.own')}</h2>
      <p className={classes['lead']}>{t('entries.ownLead')}</p>
      <TakePeriod log="requester" />
      {entries.error !== null && <Problem error={asAppError(entries.error)} retry={() => void entries.refetch()} />}
      {entries.data !== undefined && all.length === 0 && <p>{t('flags.none')}</p>}
      {all.length > 0 && (
        <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('entries.ownTable')}>
          <table className={classes['table']}>
            <thead><tr><th scope="col">{t('entries.time')}</th><th scope="col">{t('entries.who')}</th><th scope="col">{t('entries.what')}</th><th scope="col">{t('entries.why')}</th><th scope="col">{t('entries.came')}</th><th scope="col">{t('entries.proof')}</th></tr></thead>
            <tbody>{all.map((item) => <OwnRow key={item.index} item={item} />)}</tbody>
          </table>
        </div>
      )}
      {entries.hasNextPage && <Button mt="sm" variant="default" loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>{t('people.more')}</Button>}
    </section>
  );
}

function OwnRow({ item: { entry } }: { item: AuditEntryItem }): ReactNode {
  const { t, coded, locale } = useWords();
  const outcome = entry.outcomes === undefined ? undefined : (['hit', 'possible', 'unavailable', 'none'] as const).find((one) => (entry.outcomes?.[one] ?? 0) > 0);
  return (
    <tr>
      <td><Moment ms={entry.time} locale={locale} /></td>
      <td><Ltr>{entry.actor}</Ltr>{entry.via !== undefined && <span className={classes['hint']}><Ltr>{entry.via}</Ltr></span>}</td>
      <td><Ltr>{entry.event}</Ltr>{(entry.databases ?? []).length > 0 && <span className={classes['hint']}>{(entry.databases ?? []).map((one) => coded('database', one)).join(', ')}</span>}</td>
      <td>{entry.purpose === undefined ? '–' : coded('purpose', entry.purpose)}</td>
      <td>{outcome === undefined ? '–' : t(`outcome.${outcome}`)}</td>
      <td><Proof seq={entry.seq} hash={entry.hash} /></td>
    </tr>
  );
}

/** A time of day under its day. */
export function Moment({ ms, locale }: { ms: number; locale: string }): ReactNode {
  return <span className={classes['moment']}>{sayDate(new Date(ms).toISOString(), locale)}<br />{sayTime(ms, locale)}</span>;
}

/** Who was shown one's records. */
export function OwnerEntries(): ReactNode {
  const { t } = useWords();
  const entries = useInfiniteQuery({
    queryKey: ['owner-entries'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) => pageBefore(pageParam, (query) => client.call(listOwnerEntries, { query })),
    getNextPageParam: ({ from }) => (from > 0 ? from : undefined),
  });
  const all = entries.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section aria-labelledby="shown-title">
      <h2 id="shown-title" className={classes['title']}>{t('entries.shown')}</h2>
      <p className={classes['lead']}>{t('entries.shownLead')}</p>
      <TakePeriod log="owner" />
      {entries.error !== null && <Problem error={asAppError(entries.error)} retry={() => void entries.refetch()} />}
      {entries.data !== undefined && all.length === 0 && <p>{t('flags.none')}</p>}
      {all.length > 0 && (
        <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('entries.shownTable')}>
          <table className={classes['table']}>
            <thead><tr><th scope="col">{t('entries.time')}</th><th scope="col">{t('entries.country')}</th><th scope="col">{t('entries.record')}</th><th scope="col">{t('entries.why')}</th><th scope="col">{t('entries.proof')}</th></tr></thead>
            <tbody>{all.map((item) => <OwnerRow key={item.index} item={item} />)}</tbody>
          </table>
        </div>
      )}
      {entries.hasNextPage && <Button mt="sm" variant="default" loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>{t('people.more')}</Button>}
    </section>
  );
}

type Detail = { database?: string; records?: readonly string[]; record?: string; purpose?: string };

function OwnerRow({ item }: { item: OwnerEntryItem }): ReactNode {
  const { t, coded, locale } = useWords();
  const detail = detailOf(item.detail);
  return (
    <tr>
      <td><Moment ms={item.time} locale={locale} /></td>
      <td><CountryName code={item.organisation} /></td>
      <td>{detail?.database === undefined ? t('entries.erased') : coded('database', detail.database)}{detail?.record !== undefined && <span className={classes['hint']}><Ltr>{detail.record}</Ltr></span>}</td>
      <td>{detail?.purpose === undefined ? '–' : coded('purpose', detail.purpose)}</td>
      <td><Proof seq={item.entry} hash={item.entryHash} /></td>
    </tr>
  );
}

function detailOf(text: string | undefined): Detail | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Detail);
  } catch {
    return undefined;
  }
}
