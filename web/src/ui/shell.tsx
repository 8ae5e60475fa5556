import { Skeleton } from '@mantine/core';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { asAppError } from '../api.ts';
import { findPersona, useSession } from '../session/session.ts';
import { SignInPage, NoSignInPage } from '../session/sign-in-page.tsx';
import { StartPage } from '../session/start-page.tsx';
import { useWords } from '../words/words.tsx';
import { Page } from './page.tsx';
import { Problem } from './problem.tsx';
import { TopBar } from './top-bar.tsx';
import classes from './ui.module.css';

/** The frame of every page. It decides who may see one: the visitor of the start page, somebody about to sign in, or a caller. */
export function Shell(): ReactNode {
  const { t } = useWords();
  const { session, error, retry } = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  // Only the frame itself is matched: there is no such page, which whoever comes may know.
  const isUnknown = useRouterState({ select: (state) => state.matches.length === 1 });
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for a clean-up.
    void window.scrollTo(0, 0);
  }, [path]);
  if (session === undefined) {
    return error === null
      ? <Page title={t('app.name')}><Skeleton height={28} width="60%" /><Skeleton height={120} mt="md" /></Page>
      : <Page title={t('app.name')}><Problem error={asAppError(error)} retry={retry} /></Page>;
  }
  const persona = findPersona(session);
  return (
    <>
      <a className={classes['skip']} href="#content">{t('app.skip')}</a>
      <header className={classes['top']}>
        {session.demo && <div className={classes['stripe']}>{t('app.training')}</div>}
        <TopBar session={session} />
      </header>
      {session.caller !== undefined || path === '/developer' || isUnknown ? <Outlet />
        : persona !== undefined ? <SignInPage persona={persona} />
        : session.demo ? <StartPage personas={session.personas} />
        : <NoSignInPage />}
    </>
  );
}
