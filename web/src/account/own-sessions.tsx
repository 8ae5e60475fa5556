import { Button } from '@mantine/core';
import { IconDevices, IconLogout } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { endAllSessions, endOneSession, listSessions, type OwnSession } from '@watchword/api/people/sessions.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client, queries } from '../api.ts';
import { Fault } from '../session/fault.tsx';
import { forgetSession } from '../session/session.ts';
import { Problem } from '../ui/problem.tsx';
import { sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import classes from './account.module.css';

const KEY = ['own-sessions'];

/** Where somebody is signed in, and how to end that: one by one, or everywhere at once. */
export function OwnSessions(): ReactNode {
  const { t } = useWords();
  const sessions = useQuery({ queryKey: KEY, queryFn: async () => (await client.call(listSessions)).items });
  const [error, setError] = useState<unknown>();
  const endOne = (id: string): void => {
    setError(undefined);
    client.call(endOneSession, { params: { id } }).then(() => queries.invalidateQueries({ queryKey: KEY })).catch(setError);
  };
  const endAll = (): void => {
    setError(undefined);
    client.call(endAllSessions).then(forgetSession).catch(setError);
  };
  return (
    <section className={classes['section']} aria-labelledby="sessions-title">
      <h2 id="sessions-title" className={classes['title']}>{t('account.sessions')}</h2>
      {sessions.error !== null && <Problem error={asAppError(sessions.error)} retry={() => void sessions.refetch()} />}
      <Fault error={error} />
      <ul className={classes['list']}>
        {(sessions.data ?? []).map((one) => <li key={one.id}><One session={one} onEnd={() => endOne(one.id)} /></li>)}
      </ul>
      <Button size="md" variant="default" leftSection={<IconLogout size={20} aria-hidden />} onClick={endAll}>{t('account.endAll')}</Button>
    </section>
  );
}

function One({ session, onEnd }: { session: OwnSession; onEnd: () => void }): ReactNode {
  const { t, coded, locale } = useWords();
  const facts = [coded('role', session.role), t('account.since', { time: sayMoment(session.since, locale) }), t('account.seen', { time: sayMoment(session.lastSeenAt, locale) }), ...(session.locked ? [t('account.locked')] : [])];
  return (
    <div className={classes['item']}>
      <IconDevices size={22} aria-hidden />
      <span className={classes['grow']}><strong><bdi>{session.client ?? t('account.someBrowser')}</bdi></strong><span className={classes['hint']}>{facts.join(' · ')}</span></span>
      {session.current ? <strong>{t('account.here')}</strong> : <Button size="sm" variant="default" onClick={onEnd}>{t('account.endOne')}</Button>}
    </div>
  );
}
