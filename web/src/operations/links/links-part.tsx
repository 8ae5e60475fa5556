import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { listDuplicates, listLinks } from '@watchword/api/joint/cross.ts';
import { type ReactNode, useEffect } from 'react';
import { asAppError, client, queries } from '../../api.ts';
import { onHeard } from '../../live/feed.ts';
import { useSession } from '../../session/session.ts';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import { operationKey, useRefetchEvery } from '../queries.ts';
import { DuplicateRow } from './duplicate-row.tsx';
import { LinkRow } from './link-row.tsx';
import classes from './links.module.css';

/** What the own country and another both have, and what could be counted twice. */
export function LinksPart(): ReactNode {
  const { t } = useWords();
  const operation = useThisOperation();
  const { session } = useSession();
  const permissions = session?.caller?.permissions ?? [];
  const refresh = (): void => void queries.invalidateQueries({ queryKey: operationKey(operation.id, 'cross') });
  useEffect(() => onHeard((event) => {
    if (event === undefined || event.kind === 'link.found' || event.kind === 'link.changed' || (event.kind === 'operation.counted' && event.subject === operation.id)) void queries.invalidateQueries({ queryKey: operationKey(operation.id, 'cross') });
  }), [operation.id]);
  const every = useRefetchEvery();
  const links = useInfiniteQuery({
    queryKey: operationKey(operation.id, 'cross', 'links'), initialPageParam: undefined as string | undefined, refetchInterval: every,
    queryFn: ({ pageParam }) => client.call(listLinks, { params: { id: operation.id }, query: { ...(pageParam !== undefined && { after: pageParam }) } }),
    getNextPageParam: ({ next }) => next,
  });
  const duplicates = useInfiniteQuery({
    queryKey: operationKey(operation.id, 'cross', 'duplicates'), initialPageParam: undefined as string | undefined, refetchInterval: every,
    queryFn: ({ pageParam }) => client.call(listDuplicates, { params: { id: operation.id }, query: { ...(pageParam !== undefined && { after: pageParam }) } }),
    getNextPageParam: ({ next }) => next,
  });
  const error = links.error ?? duplicates.error;
  if (error !== null) return <Problem error={asAppError(error)} retry={() => { void links.refetch(); void duplicates.refetch(); }} />;
  if (links.data === undefined || duplicates.data === undefined) return <Skeleton height={240} />;
  const [found, pairs] = [links.data.pages.flatMap(({ items }) => items), duplicates.data.pages.flatMap(({ items }) => items)];
  return (
    <div className={classes['links']}>
      <section aria-label={t('operations.links.title')}>
        <h2>{t('operations.links.title')}</h2>
        <p className={classes['about']}>{t('operations.links.about')}</p>
        {found.length === 0 ? <p className={classes['empty']}>{t('operations.links.none')}</p> : <ul className={classes['list']}>{found.map((link) => <li key={link.id}><LinkRow operation={operation} link={link} mayRelease={permissions.includes('operation:manage')} onDone={refresh} /></li>)}</ul>}
        {links.hasNextPage && <Button className={classes['more'] ?? ''} variant="default" loading={links.isFetchingNextPage} onClick={() => void links.fetchNextPage()}>{t('operations.links.more')}</Button>}
      </section>
      <section aria-label={t('operations.duplicates.title')}>
        <h2>{t('operations.duplicates.title')}</h2>
        <p className={classes['about']}>{t('operations.duplicates.about')}</p>
        {pairs.length === 0 ? <p className={classes['empty']}>{t('operations.duplicates.none')}</p> : <ul className={classes['list']}>{pairs.map((pair) => <li key={pair.id}><DuplicateRow operation={operation} pair={pair} mayDecide={permissions.includes('operation:report') && (operation.state === 'open' || operation.state === 'ended')} onDone={refresh} /></li>)}</ul>}
        {duplicates.hasNextPage && <Button className={classes['more'] ?? ''} variant="default" loading={duplicates.isFetchingNextPage} onClick={() => void duplicates.fetchNextPage()}>{t('operations.links.more')}</Button>}
      </section>
    </div>
  );
}
