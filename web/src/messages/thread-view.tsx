import { Button, Skeleton } from '@mantine/core';
import { IconArchive, IconArrowBackUp, IconArrowForwardUp, IconArrowLeft } from '@tabler/icons-react';
import { archiveThread } from '@watchword/api/mailbox.ts';
import { type ReactNode, useEffect, useRef } from 'react';
import { asAppError, client } from '../api.ts';
import { Problem } from '../ui/problem.tsx';
import { useWords } from '../words/words.tsx';
import type { Beginning } from './compose.tsx';
import type { OpenMailbox } from './device.ts';
import { MessageView } from './message-view.tsx';
import type { ShownMessage } from './open-messages.ts';
import { isTyping } from './use-mail-keys.ts';
import { freshenMail, useThread } from './use-mailbox.ts';
import classes from './messages.module.css';

type ThreadProps = { readonly thread: string; readonly open: OpenMailbox; readonly onWrite: (beginning: Beginning) => void; readonly onBack: () => void };

/** A thread, oldest message first, and what can be done with it. */
export function ThreadView({ thread, open, onWrite, onBack }: ThreadProps): ReactNode {
  const { t } = useWords();
  const found = useThread(thread, open);
  const last = found.data?.shown.findLast(({ content }) => content !== undefined);
  const own = open.mailbox.organisation;
  const reply = (): void => {
    if (last !== undefined) onWrite(replyTo(last, own));
  };
  const forward = (): void => {
    if (last !== undefined && last.manifest?.handling !== 'no-forward' && last.manifest?.handling !== 'eyes-only') onWrite(forwardOf(last));
  };
  const archive = async (): Promise<void> => {
    await client.call(archiveThread, { params: { id: thread }, body: { archived: found.data?.archived !== true } });
    freshenMail();
    onBack();
  };
  useThreadKeys({ r: reply, f: forward, e: () => void archive() });
  if (found.error !== null) return <Problem error={asAppError(found.error)} retry={() => void found.refetch()} />;
  if (found.data === undefined) return <Skeleton height={240} />;
  const mayForward = last?.manifest?.handling !== 'no-forward' && last?.manifest?.handling !== 'eyes-only';
  return (
    <article className={classes['open']} aria-label={t('messages.thread')}>
      <div className={classes['row']}>
        <Button className={classes['back']} variant="default" size="sm" leftSection={<IconArrowLeft size={18} aria-hidden className="mirrored" />} onClick={onBack}>{t('messages.back')}</Button>
        <Button size="sm" leftSection={<IconArrowBackUp size={18} aria-hidden className="mirrored" />} rightSection={<kbd className={classes['key']}>r</kbd>} onClick={reply} disabled={last === undefined}>{t('messages.reply')}</Button>
        <Button size="sm" variant="default" leftSection={<IconArrowForwardUp size={18} aria-hidden className="mirrored" />} rightSection={<kbd className={classes['key']}>f</kbd>} onClick={forward} disabled={last === undefined || !mayForward}>{t('messages.forward')}</Button>
        <Button size="sm" variant="default" leftSection={<IconArchive size={18} aria-hidden />} rightSection={<kbd className={classes['key']}>e</kbd>} onClick={() => void archive()}>{t(found.data.archived ? 'messages.takeBack' : 'messages.archive')}</Button>
      </div>
      {!mayForward && <p className={classes['muted']}>{t('messages.noForward')}</p>}
      <ol className={classes['messages']}>{found.data.shown.map((shown) => <li key={shown.item.summary.id}><MessageView shown={shown} own={own} /></li>)}</ol>
    </article>
  );
}

function replyTo({ item: { summary }, content, manifest }: ShownMessage, own: string): Beginning {
  const to = [...new Set([summary.from, ...(manifest?.to.map(([code]) => code) ?? [])])].filter((code) => code !== own);
  const subject = content?.subject ?? '';
  return {
    to: summary.from === own ? to : [summary.from], subject: /^re:/i.test(subject) ? subject : `Re: ${subject}`, thread: summary.thread, ...(summary.from !== own && { answers: summary.id }), priority: summary.priority,
    ...(content?.case !== undefined && { case: content.case }), ...(content?.hit !== undefined && { hit: content.hit }),
  };
}

function forwardOf({ item: { summary }, content }: ShownMessage): Beginning {
  return { subject: `Fwd: ${content?.subject ?? ''}`, text: `\n\n— ${summary.from}, ${summary.at}\n${content?.text ?? ''}`, forwards: summary.id, cards: content?.cards ?? [], ...(content?.case !== undefined && { case: content.case }) };
}

function useThreadKeys(keys: Readonly<Record<string, () => void>>): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      const run = current.current[event.key];
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
