import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { readResults } from '@watchword/api/joint/counting.ts';
import type { ReactNode } from 'react';
import { asAppError, client } from '../../api.ts';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import { countedKey, useRefetchEvery } from '../queries.ts';

/** The room of an operation: what it comes to, at this moment. */
export function RoomPage(): ReactNode {
  const { t, coded, locale } = useWords();
  const { id } = useThisOperation();
  const results = useQuery({ queryKey: countedKey(id, 'results'), queryFn: () => client.call(readResults, { params: { id }, query: {} }), refetchInterval: useRefetchEvery() });
  if (results.error !== null) return <Problem error={asAppError(results.error)} retry={() => void results.refetch()} />;
  if (results.data === undefined) return <Skeleton height={120} />;
  return (
    <section aria-label={t('operations.tab.room')}>
      <dl>{Object.entries(results.data.results.totals).map(([measure, count]) => <div key={measure}><dt>{coded('operations.measure', measure)}</dt><dd>{new Intl.NumberFormat(locale).format(count)}</dd></div>)}</dl>
    </section>
  );
}
