import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Hit } from '@watchword/api/hits.ts';
import { listHistory, type RecordAnswer } from '@watchword/api/records.ts';
import type { PhotoRef } from '@watchword/api/photos.ts';
import { getPhoto } from '@watchword/api/photos.ts';
import { addressOf } from '@watchword/sdk/request.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { RecordFields } from '../../records/record-page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { useHitRecord } from '../queries.ts';
import classes from './hit.module.css';

/** Our record, its photographs and what became of it so far. The owner reads it before he confirms. */
export function RecordContext({ hit }: { hit: Hit }): ReactNode {
  const { t } = useWords();
  const query = useHitRecord(hit.id, true);
  return (
    <section aria-labelledby="record-title" className={classes['part']}>
      <h3 id="record-title">{t('desk.ourRecord')}</h3>
      {query.isPending && <Skeleton height={160} />}
      {query.error !== null && <Problem error={asAppError(query.error)} retry={() => void query.refetch()} />}
      {query.data !== undefined && (
        <>
          <Photos record={query.data.record} photos={query.data.photos} />
          <RecordFields record={query.data.record} />
          {hit.side !== 'delegate' && <History record={query.data.record} />}
        </>
      )}
    </section>
  );
}

function Photos({ record, photos }: { record: RecordAnswer; photos: readonly PhotoRef[] }): ReactNode {
  const { t } = useWords();
  const [chosen, setChosen] = useState(0);
  const photo = photos[chosen] ?? photos[0];
  if (photo === undefined) return null;
  const address = (id: string): string => addressOf('', getPhoto, { params: { id: record.id, photo: id } });
  return (
    <figure className={classes['photo']}>
      <img src={address(photo.id)} width={photo.width} height={photo.height} alt={t('compare.photo')} />
      {photos.length > 1 && (
        <figcaption className={classes['thumbs']}>
          {photos.map((one, at) => <button key={one.id} type="button" aria-pressed={one === photo} onClick={() => setChosen(at)}><img src={address(one.id)} alt={t('compare.photoNumber', { number: at + 1 })} /></button>)}
        </figcaption>
      )}
    </figure>
  );
}

function History({ record }: { record: RecordAnswer }): ReactNode {
  const { t, coded, locale } = useWords();
  const { data } = useQuery({ queryKey: ['history', record.id], queryFn: () => client.call(listHistory, { params: { id: record.id } }), staleTime: 0, retry: false });
  const versions = data?.items ?? [];
  if (versions.length === 0) return null;
  return (
    <details className={classes['earlier']}>
      <summary>{t('versions.title')}</summary>
      <ol reversed>{versions.map((one) => <li key={one.version}><strong>{coded('change', one.change)}</strong> · {sayMoment(one.at, locale)}{one.reason !== undefined && !one.reason.startsWith('pho_') && <> · <bdi>{coded('withdrawal', one.reason)}</bdi></>}</li>)}</ol>
    </details>
  );
}
