import { Button } from '@mantine/core';
import { IconPhotoPlus } from '@tabler/icons-react';
import { AppError } from '@watchword/api/errors.ts';
import { PHOTO_LIMITS, PHOTO_TYPES } from '@watchword/api/photos.ts';
import type { RecordAnswer } from '@watchword/api/records.ts';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { asAppError } from '../../api.ts';
import { client } from '../../whole-client.ts';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../words/words.tsx';
import { notePhotos } from '../queries.ts';
import classes from './photos.module.css';

const MEBIBYTE = 1024 * 1024;

/** Takes a photograph, chosen or dropped, and says beforehand what it may be. */
export function AddPhoto({ record }: { record: RecordAnswer }): ReactNode {
  const { t } = useWords();
  const [error, setError] = useState<AppError>();
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const send = async (file: File | undefined): Promise<void> => {
    if (file === undefined || busy) return;
    setError(undefined);
    // Told at once, rather than after ten megabytes have gone over a slow line.
    if (file.size > PHOTO_LIMITS.bytes) return setError(new AppError('request.too-large'));
    setBusy(true);
    try {
      await client.photos.add(record.id, file, { timeout: 0, ...(isKnown(file.type) && { type: file.type }) });
      notePhotos(record.id);
    } catch (cause) {
      setError(asAppError(cause));
    } finally {
      setBusy(false);
    }
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    void send(event.dataTransfer.files[0]);
  };
  return (
    <div className={classes['add']} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      {error !== undefined && <Problem error={error} title={t('photos.notAdded')} />}
      <input ref={input} type="file" accept={PHOTO_TYPES.join(',')} className={classes['unseen']} tabIndex={-1} aria-hidden onChange={(event) => { void send(event.currentTarget.files?.[0]); event.currentTarget.value = ''; }} />
      <Button variant="default" size="md" loading={busy} leftSection={<IconPhotoPlus size={20} aria-hidden />} aria-describedby="photos-limits" onClick={() => input.current?.click()}>{t('photos.add')}</Button>
      <p id="photos-limits" className={classes['quiet']}>
        {t('photos.limits', { size: PHOTO_LIMITS.bytes / MEBIBYTE, pixels: PHOTO_LIMITS.pixels / 1_000_000, count: PHOTO_LIMITS.ofRecord })} {t('photos.drawnAnew')}{record.review !== 'not-needed' && <> {t('photos.reviewed')}</>}
      </p>
    </div>
  );
}

function isKnown(type: string): boolean {
  return PHOTO_TYPES.some((one) => one === type);
}
