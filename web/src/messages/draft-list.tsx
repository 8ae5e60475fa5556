import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { removeDraft, type Draft } from '@watchword/api/mailbox.ts';
import type { ReactNode } from 'react';
import { client } from '../api.ts';
import { sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import type { OpenMailbox } from './device.ts';
import { openDraft, type DraftContent } from './drafts.ts';
import { freshenMail, useDrafts } from './use-mailbox.ts';
import classes from './messages.module.css';

/** Drafts of the desk, opened in this browser. */
export function DraftList({ open, onOpen }: { open: OpenMailbox; onOpen: (id: string, content: DraftContent) => void }): ReactNode {
  const { t } = useWords();
  const drafts = useDrafts(true);
  if (drafts.isPending) return <Skeleton height={120} />;
  const items = drafts.data?.items ?? [];
  if (items.length === 0) return <p className={classes['empty']}>{t('messages.noDrafts')}</p>;
  return <ol className={classes['threads']}>{items.map((draft) => <li key={draft.id}><Row draft={draft} open={open} onOpen={onOpen} /></li>)}</ol>;
}

function Row({ draft, open, onOpen }: { draft: Draft; open: OpenMailbox; onOpen: (id: string, content: DraftContent) => void }): ReactNode {
  const { t, locale } = useWords();
  const content = useQuery({ queryKey: ['mail', 'draft', draft.id, draft.at], queryFn: async () => (await openDraft(draft, open)) ?? null, staleTime: Infinity }).data;
  const remove = async (): Promise<void> => {
    await client.call(removeDraft, { params: { id: draft.id } });
    freshenMail();
  };
  return (
    <div className={classes['draft']}>
      <button type="button" data-thread className={classes['thread']} disabled={content === null || content === undefined} onClick={() => (content === null || content === undefined ? undefined : onOpen(draft.id, content))}>
        <span className={classes['subject']}><bdi>{content === undefined ? '…' : content === null ? t('messages.closedDraft') : content.subject === '' ? t('messages.noSubject') : content.subject}</bdi></span>
        <span className={classes['muted']}>{draft.own ? t('messages.yours') : <bdi dir="ltr">{draft.by}</bdi>} · {sayMoment(draft.at, locale)}</span>
      </button>
      <Button size="compact-sm" variant="default" onClick={() => void remove()}>{t('messages.throwAway')}</Button>
    </div>
  );
}
