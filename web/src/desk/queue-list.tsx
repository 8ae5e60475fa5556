import { Skeleton } from '@mantine/core';
import { IconFlag3, IconHourglassLow, IconMail, IconPencil, IconPencilExclamation } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { getMailbox, listDrafts } from '@watchword/api/mailbox.ts';
import { listCorrections } from '@watchword/api/requests.ts';
import { getRetention } from '@watchword/api/requests/retention.ts';
import type { RecordDoubt } from '@watchword/api/hits/reviews.ts';
import type { ReactNode } from 'react';
import { client } from '../api.ts';
import { parseFilters } from '../records/filters.ts';
import { useSession } from '../session/session.ts';
import { sayTime } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { useDoneHits } from './queries.ts';
import { QueueRow } from './queue-row.tsx';
import type { Desk } from './use-desk.ts';
import classes from './desk.module.css';

/** Every queue of the desk, the one that presses most first, and what else waits elsewhere. */
export function QueueList({ desk, isStale, doubts }: { desk: Desk; isStale: boolean; doubts: readonly RecordDoubt[] }): ReactNode {
  const { t, coded } = useWords();
  return (
    <nav className={classes['queues']} aria-label={t('desk.queues')} data-queue>
      {desk.isPending && [1, 2, 3].map((row) => <Skeleton key={row} height={64} mb="xs" />)}
      {!desk.isPending && desk.sorted.length === 0 && doubts.length === 0 && <Empty />}
      {desk.sorted.map(({ queue, hits }) => (
        <section key={queue} aria-labelledby={`queue-${queue}`}>
          <h2 id={`queue-${queue}`} className={classes['queueTitle']}>{coded('queue', queue)} <span className={classes['count']}>{hits.length}</span></h2>
          <ul className={classes['rows']}>
            {hits.map((hit) => (
              <li key={hit.id}>
                <QueueRow hit={hit} isOpen={desk.open?.id === hit.id} isSelected={desk.selected.has(hit.id)} isStale={isStale} onOpen={() => desk.show(hit.id)} onSelect={(range) => desk.select(hit.id, range)} onFocus={() => desk.moveTo(hit.id)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {doubts.length > 0 && (
        <section aria-labelledby="queue-doubts">
          <h2 id="queue-doubts" className={classes['queueTitle']}>{t('desk.doubts')} <span className={classes['count']}>{doubts.length}</span></h2>
          <ul className={classes['rows']}>
            {doubts.map((doubt) => (
              <li key={doubt.id}>
                <button type="button" className={classes['row']} data-row={doubt.id} aria-current={desk.openDoubt === doubt.id} onClick={() => desk.show(doubt.id)} onFocus={() => desk.moveTo(doubt.id)}>
                  <span className={classes['rowTop']}><IconFlag3 size={18} aria-hidden className={classes['sign']} /><strong>{coded('doubt', doubt.doubt)}</strong></span>
                  <span className={classes['rowWhat']}>{coded('database', doubt.database)} · <bdi dir="ltr">{doubt.owner}</bdi></span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Elsewhere />
    </nav>
  );
}

function Empty(): ReactNode {
  const { t, locale } = useWords();
  const last = useDoneHits(true).data?.[0]?.openedAt;
  return <p className={classes['empty']}>{t('desk.empty')} {last === undefined ? t('desk.noLast') : t('desk.lastHit', { time: sayTime(last, locale, false) })} {t('desk.noDeadline')}</p>;
}

/** What waits on other pages. */
function Elsewhere(): ReactNode {
  const { t } = useWords();
  const { session } = useSession();
  const permissions = session?.caller?.permissions ?? [];
  const mayRead = permissions.includes('record:write');
  const { data } = useQuery({ queryKey: ['retention'], enabled: mayRead, queryFn: () => client.call(getRetention) });
  const ending = data?.items.reduce((sum, one) => sum + one.ending, 0) ?? 0;
  const { data: corrections } = useQuery({ queryKey: ['corrections'], enabled: mayRead, queryFn: () => client.call(listCorrections, { query: { state: 'asked', limit: 50 } }) });
  const asked = corrections?.items.length ?? 0;
  const mayMail = permissions.includes('message:read');
  const { data: mailbox } = useQuery({ queryKey: ['mailbox', 'count'], enabled: mayMail, refetchInterval: 30_000, retry: false, queryFn: () => client.call(getMailbox) });
  const { data: drafts } = useQuery({ queryKey: ['mail', 'drafts'], enabled: mayMail && permissions.includes('message:send'), retry: false, queryFn: () => client.call(listDrafts) });
  if (!mayRead && !mayMail) return null;
  return (
    <section aria-labelledby="queue-elsewhere">
      <h2 id="queue-elsewhere" className={classes['queueTitle']}>{t('desk.elsewhere')}</h2>
      <ul className={classes['links']}>
        {mailbox !== undefined && <li><Link to="/messages" search={{}}><IconMail size={18} aria-hidden /> {t('desk.messages')} <span className={classes['count']}>{mailbox.unread}</span></Link></li>}
        {drafts !== undefined && drafts.items.length > 0 && <li><Link to="/messages" search={{ box: 'drafts' }}><IconPencil size={18} aria-hidden /> {t('desk.drafts')} <span className={classes['count']}>{drafts.items.length}</span></Link></li>}
        {asked > 0 && <li><Link to="/records" search={{}}><IconPencilExclamation size={18} aria-hidden /> {t('requests.corrections')} <span className={classes['count']}>{asked}</span></Link></li>}
        {mayRead && <li><Link to="/records" search={parseFilters({ expiring: true })}><IconHourglassLow size={18} aria-hidden /> {t('desk.expiring')} <span className={classes['count']}>{ending}</span></Link></li>}
      </ul>
    </section>
  );
}
