import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { textOf } from '@watchword/api/databases/database.ts';
import { getDatabase } from '@watchword/api/databases/databases.ts';
import { listReviews, type RecordAnswer } from '@watchword/api/records.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../api.ts';
import { PhotosSection } from '../records/photos/photos-section.tsx';
import { RecordFields } from '../records/record-page.tsx';
import { Standing } from '../records/standing.tsx';
import { CountryName } from '../ui/country-name.tsx';
import { FieldValue } from '../ui/field-value.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { Decision } from './decision.tsx';
import classes from './reviews.module.css';

const STATES = ['pending', 'released', 'blocked'] as const;

/** Records on persons, for the secretariat: before it has released one, no other country finds it. */
export function ReviewsPage(): ReactNode {
  const { t } = useWords();
  const [review, setReview] = useState<(typeof STATES)[number]>('pending');
  const [open, setOpen] = useState<string>();
  const reviews = useInfiniteQuery({
    queryKey: ['reviews', review],
    queryFn: ({ pageParam }) => client.call(listReviews, { query: { review, limit: 50, ...(pageParam !== '' && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  const items = reviews.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = items.find((record) => record.id === open) ?? items[0];
  return (
    <Page title={t('reviews.title')} wide>
      <p className={classes['lead']}>{t('reviews.lead')}</p>
      <SegmentedControl size="md" value={review} onChange={setReview} data={STATES.map((state) => ({ value: state, label: t(`review.${state}`) }))} aria-label={t('records.state')} />
      {reviews.error !== null && <Problem error={asAppError(reviews.error)} retry={() => void reviews.refetch()} />}
      {reviews.isPending && <Skeleton height={160} mt="md" />}
      {reviews.isSuccess && items.length === 0 && <p className={classes['empty']}>{t('reviews.empty')}</p>}
      {items.length > 0 && (
        <div className={classes['panes']}>
          <div>
            <ol className={classes['queue']}>
              {items.map((record) => <li key={record.id}><QueueItem record={record} isOpen={record.id === shown?.id} onOpen={() => setOpen(record.id)} /></li>)}
            </ol>
            {reviews.hasNextPage && <Button variant="default" mt="sm" onClick={() => void reviews.fetchNextPage()}>{t('records.more')}</Button>}
          </div>
          {shown !== undefined && (
            <article key={`${shown.id}:${shown.version}`} aria-label={t('reviews.record')}>
              <Standing record={shown} />
              <RecordFields record={shown} />
              {getDatabase(shown.database).photographs === true && <PhotosSection record={shown} canChange={false} />}
              <Decision record={shown} />
            </article>
          )}
        </div>
      )}
    </Page>
  );
}

function QueueItem({ record, isOpen, onOpen }: { record: RecordAnswer; isOpen: boolean; onOpen: () => void }): ReactNode {
  const { coded, locale } = useWords();
  return (
    <button type="button" className={classes['item']} aria-current={isOpen} onClick={onOpen}>
      <strong><FieldValue field="names" value={firstOf(record.content['names'])} /></strong>
      <span>{coded('value', textOf(record.content, 'kind'))} · <CountryName code={record.owner} /></span>
      <span className={classes['when']}>{sayMoment(record.amendedAt ?? record.enteredAt, locale)}</span>
    </button>
  );
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}
