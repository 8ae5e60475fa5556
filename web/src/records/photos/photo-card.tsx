import { Button } from '@mantine/core';
import { IconPencil, IconStar, IconTrash } from '@tabler/icons-react';
import type { AppError } from '@watchword/api/errors.ts';
import { getPhoto, type PhotoAnswer } from '@watchword/api/photos.ts';
import type { RecordAnswer } from '@watchword/api/records.ts';
import { addressOf } from '@watchword/sdk/request.ts';
import { type ReactNode, useState } from 'react';
import { asAppError } from '../../api.ts';
import { client } from '../../whole-client.ts';
import { Problem } from '../../ui/problem.tsx';
import { sayDate, sayDay } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { notePhotos } from '../queries.ts';
import { DescribePhoto } from './describe-photo.tsx';
import classes from './photos.module.css';

type CardProps = { record: RecordAnswer; photo: PhotoAnswer; number: number; canChange: boolean };

/** One photograph: what it shows, whether others see it yet, and what its owner can do with it. */
export function PhotoCard({ record, photo, number, canChange }: CardProps): ReactNode {
  const { t, locale } = useWords();
  const [open, setOpen] = useState<'describe' | 'remove'>();
  const [error, setError] = useState<AppError>();
  const [busy, setBusy] = useState(false);
  const change = (work: Promise<readonly PhotoAnswer[] | PhotoAnswer>): void => {
    setBusy(true);
    setError(undefined);
    work.then((answer) => {
      notePhotos(record.id, 'id' in answer ? undefined : answer);
      setOpen(undefined);
    }, (cause: unknown) => setError(asAppError(cause))).finally(() => setBusy(false));
  };
  return (
    <figure className={classes['card']}>
      <img src={addressOf('', getPhoto, { params: { id: record.id, photo: photo.id } })} width={photo.width} height={photo.height} alt={photo.caption ?? t('compare.photoNumber', { number })} />
      <figcaption>
        {photo.main && <strong className={classes['tag']}>{t('photos.main')}</strong>}
        {photo.waiting === true && <strong className={classes['tag']}>{t('review.pending')}</strong>}
        {photo.caption !== undefined && <p><bdi>{photo.caption}</bdi></p>}
        <p className={classes['quiet']}>{photo.takenOn === undefined ? t('photos.noDay') : t('photos.taken', { day: sayDay(photo.takenOn, locale) })} · {t('photos.added', { day: sayDate(photo.addedAt, locale) })}</p>
      </figcaption>
      {error !== undefined && <Problem error={error} />}
      {canChange && open === undefined && (
        <div className={classes['buttons']}>
          {!photo.main && <Button variant="default" size="sm" disabled={busy} leftSection={<IconStar size={18} aria-hidden />} onClick={() => change(client.photos.describe(record.id, photo.id, { main: true }))}>{t('photos.makeMain')}</Button>}
          <Button variant="default" size="sm" leftSection={<IconPencil size={18} aria-hidden />} onClick={() => setOpen('describe')}>{t('photos.describe')}</Button>
          <Button variant="default" size="sm" leftSection={<IconTrash size={18} aria-hidden />} onClick={() => setOpen('remove')}>{t('photos.remove')}</Button>
        </div>
      )}
      {canChange && open === 'describe' && <DescribePhoto photo={photo} busy={busy} onSend={(patch) => change(client.photos.describe(record.id, photo.id, patch))} onClose={() => setOpen(undefined)} />}
      {canChange && open === 'remove' && (
        <div className={classes['confirm']} role="group" aria-label={t('photos.remove')}>
          <p>{t('photos.removeSure')}</p>
          <div className={classes['buttons']}>
            <Button size="sm" loading={busy} autoFocus onClick={() => change(client.photos.remove(record.id, photo.id))}>{t('photos.erase')}</Button>
            <Button variant="default" size="sm" onClick={() => setOpen(undefined)}>{t('form.cancel')}</Button>
          </div>
        </div>
      )}
    </figure>
  );
}
