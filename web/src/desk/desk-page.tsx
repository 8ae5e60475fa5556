import { Button } from '@mantine/core';
import { IconKeyboard, IconLink, IconPlugConnectedX } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { asAppError } from '../api.ts';
import { DeskHint } from '../first-run/desk-hint.tsx';
import { useFeed } from '../live/feed.ts';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { useNow } from '../ui/use-now.ts';
import { sayTime } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { DeskHelp } from './desk-help.tsx';
import { DoubtItem } from './hit/doubt-item.tsx';
import { HitContext, HitItem } from './hit/hit-item.tsx';
import { usePresence } from './presence.ts';
import { useDoubts } from './queries.ts';
import { QueueList } from './queue-list.tsx';
import { sayAgo } from './say-hit.ts';
import { ShiftStart } from './shift/shift-start.tsx';
import { type Desk, useDesk, useDeskKeys } from './use-desk.ts';
import classes from './desk.module.css';

/** The duty desk: queues, the open hit, and what stands around it. */
export function DeskPage(): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const doubts = useDoubts();
  const desk = useDesk(doubts);
  const [help, setHelp] = useState(false);
  const note = useRef<HTMLTextAreaElement>(null);
  const { open } = desk;
  const doubt = doubts.find(({ id }) => id === desk.openDoubt);
  const reply = (): void => {
    if (open !== undefined) void navigate({ to: '/messages', search: { new: 'yes', to: open.side === 'finder' ? open.owner : open.finder, hit: open.id } });
  };
  usePresence(open?.id);
  useDeskKeys({ desk, note: () => note.current?.focus(), reply, help: () => setHelp(true) });
  useEffect(() => {
    // On a telephone the open hit takes the place of the list.
    if (open?.id !== undefined && window.matchMedia('(max-width: 60rem)').matches) window.scrollTo(0, 0);
  }, [open?.id]);
  const isStale = useFeed().state === 'lost';
  const isOpen = open !== undefined || doubt !== undefined;
  return (
    <Page
      title={t('nav.desk')} wide
      actions={<>
        <Button component={Link} to="/desk/settings" variant="default" size="sm">{t('deskSettings.link')}</Button>
        <Button component={Link} to="/desk/handover" variant="default" size="sm">{t('shift.handOver')}</Button>
        <Button variant="default" size="sm" leftSection={<IconKeyboard size={18} aria-hidden />} rightSection={<kbd className={classes['key']}>?</kbd>} onClick={() => setHelp(true)}>{t('desk.keys')}</Button>
      </>}
    >
      <FeedBanner updatedAt={desk.updatedAt} />
      <div className={classes['before']} data-open={isOpen}>
        <DeskHint hits={desk.hits} open={open} />
        <ShiftStart hits={desk.hits} />
      </div>
      {desk.error !== null && <Problem error={asAppError(desk.error)} retry={desk.retry} />}
      {desk.act.problem}
      <MergeBar desk={desk} />
      <div className={classes['panes']} data-open={isOpen}>
        <QueueList desk={desk} isStale={isStale} doubts={doubts} />
        {open !== undefined && <HitItem hit={open} others={desk.hits} note={note} onBack={() => desk.show(undefined)} onOpen={desk.show} />}
        {open !== undefined && <aside className={classes['context']} aria-label={t('desk.context')}><HitContext hit={open} /></aside>}
        {doubt !== undefined && <DoubtItem key={doubt.id} doubt={doubt} onDone={() => desk.show(undefined)} />}
        {!isOpen && <p className={classes['nothing']}>{desk.sorted.length === 0 ? t('desk.nothingOpen') : t('desk.pressEnter')}</p>}
      </div>
      {help && <DeskHelp onClose={() => setHelp(false)} />}
    </Page>
  );
}

/** That what is shown may be old, how old, and what is done about it. */
function FeedBanner({ updatedAt }: { updatedAt: number }): ReactNode {
  const { t, locale } = useWords();
  const feed = useFeed();
  const now = useNow();
  if (feed.state !== 'lost') return null;
  return <p className={classes['lost']} role="status"><IconPlugConnectedX size={22} aria-hidden /> {t('desk.feedLost', { ago: sayAgo(now - feed.heardAt, locale), time: sayTime(updatedAt === 0 ? now : updatedAt, locale) })}</p>;
}

function MergeBar({ desk }: { desk: Desk }): ReactNode {
  const { t } = useWords();
  if (desk.selected.size === 0) return null;
  return (
    <div className={classes['merge']} role="status">
      <span>{t('desk.selected', { count: desk.selected.size })}</span>
      <Button size="sm" disabled={desk.selected.size < 2} leftSection={<IconLink size={18} aria-hidden />} rightSection={<kbd className={classes['key']}>m</kbd>} onClick={desk.merge}>{t('desk.merge')}</Button>
    </div>
  );
}
