import { Button, Textarea } from '@mantine/core';
import { type Hit, type HitDetail, noteHit as writeNote } from '@watchword/api/hits.ts';
import { type FormEvent, type ReactNode, type RefObject, useState } from 'react';
import { client } from '../../api.ts';
import { sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { useAct } from '../use-act.tsx';
import classes from './hit.module.css';

/** A note for one's own desk. Ctrl+Enter keeps it. */
export function NoteForm({ hit, field }: { hit: Hit; field: RefObject<HTMLTextAreaElement | null> }): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState('');
  const act = useAct();
  const send = (): void => {
    if (text.trim() !== '') act.run(() => client.call(writeNote, { params: { id: hit.id }, body: { text: text.trim() } }), () => setText(''));
  };
  return (
    <form
      className={classes['note']} onSubmit={(event: FormEvent) => { event.preventDefault(); send(); }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !event.ctrlKey) return;
        event.preventDefault();
        event.stopPropagation();
        send();
      }}
    >
      {act.problem}
      <Textarea ref={field} label={t('desk.note')} description={t('desk.noteHint')} value={text} maxLength={2000} autosize minRows={1} onChange={(event) => setText(event.currentTarget.value)} />
      <Button type="submit" size="sm" variant="default" loading={act.busy} disabled={text.trim() === ''}>{t('desk.noteSend')}</Button>
    </form>
  );
}

/** Every step of a hit, the newest first. Notes and who had it are seen by one's own desk alone. */
export function Timeline({ detail }: { detail: HitDetail }): ReactNode {
  const { t, coded, locale } = useWords();
  return (
    <section aria-labelledby="steps-title" className={classes['part']}>
      <h3 id="steps-title">{t('desk.steps')}</h3>
      <ol className={classes['timeline']} reversed>
        {detail.events.toReversed().map((event, at) => (
          <li key={`${event.at}${event.act}${at}`}>
            <bdi className={classes['when']}>{sayMoment(event.at, locale)}</bdi>
            <span><strong>{coded('hitAct', event.act === 'opened' && event.by !== undefined ? 'read' : event.act)}</strong>{event.by !== undefined && <> · <bdi dir="ltr">{event.by}</bdi></>}{event.officer !== undefined && <> · <bdi dir="ltr">{event.officer}</bdi></>}{event.text !== undefined && event.text !== '' && <> · <bdi>{coded('hitText', event.text, event.text)}</bdi></>}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
