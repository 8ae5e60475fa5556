import { Skeleton } from '@mantine/core';
import { PHOTO_LIMITS } from '@watchword/api/photos.ts';
import type { RecordAnswer } from '@watchword/api/records.ts';
import type { ReactNode } from 'react';
import { asAppError } from '../../api.ts';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../words/words.tsx';
import { usePhotos } from '../queries.ts';
import { AddPhoto } from './add-photo.tsx';
import { PhotoCard } from './photo-card.tsx';
import classes from './photos.module.css';

/** The photographs of a record, those that wait for release among them. `canChange`: for its owner, while it stands. */
export function PhotosSection({ record, canChange }: { record: RecordAnswer; canChange: boolean }): ReactNode {
  const { t } = useWords();
  const query = usePhotos(record.id);
  const photos = query.data ?? [];
  return (
    <section aria-labelledby="photos-title" className={classes['photos']}>
      <h2 id="photos-title">{t('photos.title')}</h2>
      {query.error !== null && <Problem error={asAppError(query.error)} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={120} />}
      {query.isSuccess && photos.length === 0 && <p className={classes['none']}>{t('photos.none')}</p>}
      <ul className={classes['cards']}>{photos.map((photo, at) => <li key={photo.id}><PhotoCard record={record} photo={photo} number={at + 1} canChange={canChange} /></li>)}</ul>
      {canChange && query.isSuccess && (photos.length < PHOTO_LIMITS.ofRecord ? <AddPhoto record={record} /> : <p>{t('photos.full', { count: PHOTO_LIMITS.ofRecord })}</p>)}
    </section>
  );
}
