import { Button } from '@mantine/core';
import { IconLock, IconLockOpen, IconLogout } from '@tabler/icons-react';
import type { Session } from '@watchword/api/people/sessions.ts';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/words.tsx';
import { Ways } from './bureau-sign-in.tsx';
import { confirm } from './confirmation.ts';
import { Fault } from './fault.tsx';
import { findPersona, signIn, signOut } from './session.ts';
import classes from './session.module.css';

/** What lies over the pages while the session is locked, or after it has ended by itself. Beneath it nothing is lost. */
export function Cover({ session, why }: { session: Session; why: 'locked' | 'ended' }): ReactNode {
  const { t } = useWords();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), [why]);
  const run = (work: () => Promise<void>): void => {
    setBusy(true);
    setError(undefined);
    work().catch(setError).finally(() => setBusy(false));
  };
  const persona = findPersona(session);
  const { signedIn } = session;
  const again = why === 'locked' && (signedIn?.how === 'persona' || signedIn?.hasPasskey === true) ? () => confirm(session) : persona !== undefined ? () => signIn(persona) : undefined;
  return (
    <div className={classes['cover']} ref={box}>
      <Page title={t(why === 'locked' ? 'lock.title' : 'lock.endedTitle')}>
        <p className={classes['lead']}><IconLock size={22} aria-hidden /> {t(why === 'locked' ? 'lock.text' : 'lock.endedText', { who: signedIn?.name ?? '' })}</p>
        <Fault error={error} />
        {again === undefined ? <Ways session={session} /> : <Button size="lg" loading={busy} leftSection={<IconLockOpen size={22} aria-hidden />} onClick={() => run(again)} data-autofocus>{t(why === 'locked' ? 'lock.unlock' : 'lock.again')}</Button>}
        <Button mt="lg" variant="subtle" leftSection={<IconLogout size={20} aria-hidden />} onClick={() => run(signOut)}>{t('lock.leave')}</Button>
      </Page>
    </div>
  );
}
