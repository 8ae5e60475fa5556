import { Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconPaperclip } from '@tabler/icons-react';
import type { Box, MessageSummary } from '@watchword/api/mailbox.ts';
import type { ReactNode } from 'react';
import { asAppError } from '../api.ts';
import { Problem } from '../ui/problem.tsx';
import { sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { useOrganisations } from './say-organisation.ts';
import { StandingWords } from './standing-words.tsx';
import { useFound, useThreads } from './use-mailbox.ts';
import classes from './messages.module.css';

type ListProps = { readonly box: Box; readonly words: string; readonly shown: string | undefined; readonly onOpen: (thread: string) => void };

/** Threads of a box, or the messages that were found. */
export function ThreadList({ box, words, shown, onOpen }: ListProps): ReactNode {
  const { t } = useWords();
  const isSearch = words.trim().length > 1;
  const threads = useThreads(box);
  const found = useFound(words);
  const query = isSearch ? found : threads;
  const rows = isSearch ? (found.data?.items ?? []).map((last) => ({ key: last.id, thread: last.thread, last, messages: 1, unread: last.unread ? 1 : 0 }))
    : (threads.data?.items ?? []).map((one) => ({ key: one.thread, ...one }));
  if (query.error !== null) return <Problem error={asAppError(query.error)} retry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton height={160} />;
  if (rows.length === 0) return <p className={classes['empty']}>{t(isSearch ? 'messages.notFound' : 'messages.empty')}</p>;
  return (
    <ol className={classes['threads']} aria-label={t('messages.threads')}>
      {rows.map(({ key, thread, last, messages, unread }) => (
        <li key={key}><Row summary={last} messages={messages} unread={unread} isOpen={thread === shown} onOpen={() => onOpen(thread)} /></li>
      ))}
    </ol>
  );
}

type RowProps = { readonly summary: MessageSummary; readonly messages: number; readonly unread: number; readonly isOpen: boolean; readonly onOpen: () => void };

function Row({ summary, messages, unread, isOpen, onOpen }: RowProps): ReactNode {
  const { t, locale } = useWords();
  const say = useOrganisations();
  const { from, to, sent, subject, at, priority, fault, attachments, standings, destroyedAt } = summary;
  return (
    <button type="button" data-thread className={classes['thread']} aria-current={isOpen} data-unread={unread > 0} onClick={onOpen}>
      <span className={classes['who']}>
        <span>{sent ? t('messages.toWhom', { who: to.length > 3 ? t('messages.bureaus', { count: to.length }) : say(to) }) : say([from])}</span>
        {messages > 1 && <span className={classes['muted']}> ({messages})</span>}
        {unread > 0 && <span className={classes['unread']}>{t('messages.unread')}</span>}
      </span>
      <span className={classes['subject']}>
        {priority !== 'routine' && <strong className={classes['priority']}>{t(`messages.priority.${priority}`)}</strong>}
        {fault !== undefined ? <><IconAlertTriangle size={16} aria-hidden /> {t('messages.notBelieved')}</> : <bdi>{destroyedAt !== undefined ? t('messages.destroyed') : subject === '' ? t('messages.noSubject') : subject}</bdi>}
        {attachments.length > 0 && <IconPaperclip size={16} aria-label={t('messages.files', { count: attachments.length })} />}
      </span>
      <span className={classes['muted']}>{sayMoment(at, locale)}{sent && <> · <StandingWords standings={standings} /></>}</span>
    </button>
  );
}
