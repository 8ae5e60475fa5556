import { Button, Textarea, TextInput } from '@mantine/core';
import type { PhotoAnswer } from '@watchword/api/photos.ts';
import { type FormEvent, type ReactNode, useState } from 'react';
import { parseTypedDay } from '../../checks/questions.ts';
import { sayDay } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import classes from './photos.module.css';

/** What changes: null takes away. */
type Patch = { caption?: string | null; takenOn?: string | null };

type DescribeProps = { photo: PhotoAnswer; busy: boolean; onSend: (patch: Patch) => void; onClose: () => void };

/** What a photograph shows, and when it was taken as far as that is known. */
export function DescribePhoto({ photo, busy, onSend, onClose }: DescribeProps): ReactNode {
  const { t, locale } = useWords();
  const [caption, setCaption] = useState(photo.caption ?? '');
  const [day, setDay] = useState(photo.takenOn ?? '');
  const read = parseTypedDay(day);
  const isOdd = day.trim() !== '' && read === undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isOdd) return;
    const text = caption.trim();
    const patch: Patch = {
      ...(text !== (photo.caption ?? '') && { caption: text === '' ? null : text }),
      ...(read !== photo.takenOn && { takenOn: read ?? null }),
    };
    if (Object.keys(patch).length === 0) onClose();
    else onSend(patch);
  };
  return (
    <form className={classes['describe']} onSubmit={submit} noValidate>
      <Textarea size="sm" label={t('photos.caption')} value={caption} maxLength={300} autosize minRows={2} autoFocus onChange={(event) => setCaption(event.currentTarget.value)} />
      <TextInput size="sm" label={t('photos.takenOn')} value={day} maxLength={12} dir="ltr" inputMode="numeric" placeholder="2024-06" inputWrapperOrder={['label', 'input', 'description', 'error']} description={read === undefined ? t('form.dayHint') : sayDay(read, locale)} error={isOdd ? t('check.bornOdd') : undefined} onChange={(event) => setDay(event.currentTarget.value)} />
      <div className={classes['buttons']}>
        <Button type="submit" size="sm" loading={busy}>{t('photos.save')}</Button>
        <Button variant="default" size="sm" onClick={onClose}>{t('form.cancel')}</Button>
      </div>
    </form>
  );
}
