import { Button, Skeleton, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconPencil, IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { asAppError } from '../api.ts';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { Alarms } from './alarms.tsx';
import { Compose, type Beginning } from './compose.tsx';
import type { OpenMailbox } from './device.ts';
import { Devices } from './devices.tsx';
import { DraftList } from './draft-list.tsx';
import { OwnGroups } from './groups.tsx';
import { Pins } from './pins.tsx';
import { useOrganisations } from './say-organisation.ts';
import type { MailSearch } from './search.ts';
import type { Sent } from './send-message.ts';
import { ThreadList } from './thread-list.tsx';
import { ThreadView } from './thread-view.tsx';
import { useMailKeys } from './use-mail-keys.ts';
import { useFreshMail, useMailbox } from './use-mailbox.ts';
import classes from './messages.module.css';

const BOXES = ['inbox', 'sent', 'drafts', 'archive'] as const;

/** Messages between bureaus: threads, the open one, and what stands around it. Nobody is asked about keys. */
export function MessagesPage(): ReactNode {
  const { t, locale } = useWords();
  const mailbox = useMailbox();
  const search = useSearch({ from: '/messages' });
  const navigate = useNavigate();
  const go = (next: MailSearch): void => void navigate({ to: '/messages', search: next });
  const [beginning, setBeginning] = useState<Beginning>();
  const [words, setWords] = useState('');
  const [sent, setSent] = useState<Pick<Sent, 'renewed' | 'changed'>>({ renewed: [], changed: [] });
  const say = useOrganisations();
  const field = useRef<HTMLInputElement>(null);
  const box = search.box ?? 'inbox';
  const isWriting = search.new !== undefined || search.to !== undefined;
  const write = (next?: Beginning): void => {
    setBeginning(next);
    go({ box, new: 'yes' });
  };
  useFreshMail();
  useMailKeys({ compose: () => write(), find: () => field.current?.focus(), isOff: isWriting });
  const open = mailbox.data;
  return (
    <Page
      title={t('messages.title')} wide
      actions={<Button leftSection={<IconPencil size={18} aria-hidden />} rightSection={<kbd className={classes['key']}>c</kbd>} onClick={() => write()} disabled={open?.own === undefined}>{t('messages.compose')}</Button>}
    >
      {mailbox.error !== null && <Problem error={asAppError(mailbox.error)} retry={() => void mailbox.refetch()} />}
      <Standing open={open} isPending={mailbox.isPending} />
      {open?.own !== undefined && (
        <>
          {open.mailbox.alarms > 0 && <Alarms />}
          {sent.renewed.length > 0 && <p role="status" className={classes['notice']}>{t('messages.renewed', { who: say(sent.renewed) })}</p>}
          {sent.changed.map(({ organisation, at }) => <p key={organisation} role="status" className={classes['notice']}>{t('messages.changedOn', { who: say([organisation]), day: sayMoment(at, locale) })}</p>)}
          <div className={classes['panes']} data-open={isWriting || search.thread !== undefined}>
            <div className={classes['list']}>
              <div className={classes['boxes']} role="group" aria-label={t('messages.boxes')}>
                {BOXES.map((one) => <button key={one} type="button" aria-pressed={one === box} className={classes['box']} onClick={() => go({ box: one })}>{t(`messages.box.${one}`)}{one === 'inbox' && open.mailbox.unread > 0 && <span className={classes['count']}>{open.mailbox.unread}</span>}</button>)}
              </div>
              <TextInput ref={field} aria-label={t('messages.search')} placeholder={t('messages.search')} leftSection={<IconSearch size={18} aria-hidden />} value={words} onChange={(event) => setWords(event.currentTarget.value)} maxLength={200} />
              {box === 'drafts' && words.trim().length < 2 ? <DraftList open={open} onOpen={(id, content) => { setBeginning({ ...content, draft: id }); go({ box, new: id }); }} />
                : <ThreadList box={box === 'drafts' ? 'inbox' : box} words={words} shown={search.thread} onOpen={(thread) => go({ box, thread })} />}
              <OwnGroups />
              <Devices here={open.own.device.id} />
              <Pins />
            </div>
            {isWriting ? <Compose key={search.new ?? search.to} open={open} beginning={beginning ?? beginningOf(search)} onClose={(thread, keys = { renewed: [], changed: [] }) => { setBeginning(undefined); setSent(keys); go({ box, ...(thread !== undefined && { thread }) }); }} />
              : search.thread !== undefined ? <ThreadView key={search.thread} thread={search.thread} open={open} onWrite={write} onBack={() => go({ box })} />
              : <p className={classes['nothing']}>{t('messages.nothingOpen')}</p>}
          </div>
        </>
      )}
    </Page>
  );
}

/** What a link to this page says of the message that is to be written. */
function beginningOf({ to, hit, about }: MailSearch): Beginning {
  return { ...(to !== undefined && { to: to.split(',') }), ...(hit !== undefined && { hit }), ...(about !== undefined && { case: about, subject: about }) };
}

/** How the mailbox stands, while it does not stand open. */
function Standing({ open, isPending }: { open: OpenMailbox | undefined; isPending: boolean }): ReactNode {
  const { t } = useWords();
  if (isPending) return <><p role="status" className={classes['lead']}>{t('messages.opening')}</p><Skeleton height={180} /></>;
  if (open === undefined || open.own !== undefined) return null;
  return <p role="status" className={classes['notice']}><IconAlertTriangle size={20} aria-hidden /> {t(`messages.state.${open.mailbox.state}`)}</p>;
}
