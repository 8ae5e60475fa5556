import { Skeleton } from '@mantine/core';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import type { Session } from '@watchword/api/people/sessions.ts';
import { asAppError } from '../api.ts';
import { forgetFieldKey } from '../operations/field/phone/forget-key.ts';
import { useAsking } from '../session/confirmation.ts';
import { gateOf } from '../session/gate.ts';
import { findPersona, useOpenFor, useSession } from '../session/session.ts';
import { SignInPage, NoSignInPage } from '../session/sign-in-page.tsx';
import { useIdle } from '../session/use-idle.ts';
import { StartPage } from '../session/start-page.tsx';
import { withWords } from '../words/with-words.ts';
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
    if (error !== null && isField(path)) return <Suspense fallback={<Waiting />}><OfflineField error={asAppError(error)} retry={retry} /></Suspense>;
    return error === null
      ? <Waiting />
      : <Page title={t('app.name')}><Problem error={asAppError(error)} retry={retry} /></Page>;
  }
  return <Frame session={session} path={path} isUnknown={isUnknown} />;
}

// What an officer at a booth does not need for the first scan comes when it is needed.
const BureauSignInPage = lazy(async () => ({ default: (await import('../session/bureau-sign-in.tsx')).BureauSignInPage }));
const ConfirmDialog = lazy(async () => ({ default: (await import('../session/confirm-dialog.tsx')).ConfirmDialog }));
const OfflineField = lazy(async () => ({ default: (await withWords(import('../operations/field/offline-field.tsx'))).OfflineField }));
const DeskWatch = lazy(async () => ({ default: (await withWords(import('../desk/watch/desk-watch.tsx'))).DeskWatch }));
const Cover = lazy(async () => ({ default: (await import('../session/cover.tsx')).Cover }));

/** Whether this is the form of the field, which opens without a line. */
function isField(path: string): boolean {
  return path === '/field' || /^\/operations\/[^/]+\/field$/.test(path);
}

/** Paths that show something to whoever comes. */
const OPEN_PATHS: readonly string[] = ['/developer', '/sign-in/provider'];

function Frame({ session, path, isUnknown }: { session: Session; path: string; isUnknown: boolean }): ReactNode {
  const { t } = useWords();
  const openFor = useOpenFor();
  const gate = gateOf(session, openFor);
  useIdle(session);
  const isCovered = gate === 'locked' || gate === 'ended';
  const isAsked = useAsking() !== undefined;
  useEffect(() => {
    // Signed out, locked or ended: what waits on the device stays, and nobody opens it here.
    if (gate !== 'open') forgetFieldKey();
  }, [gate]);
  return (
    <>
      <a className={classes['skip']} href="#content">{t('app.skip')}</a>
      <header className={classes['top']}>
        {session.demo && <div className={classes['stripe']}>{t('app.training')}</div>}
        <TopBar session={session} />
      </header>
      {gate === 'open' && session.caller?.permissions.includes('hit:read') === true && <Suspense><DeskWatch key={openFor} /></Suspense>}
      {isCovered && <Suspense fallback={<Waiting />}><Cover session={session} why={gate} /></Suspense>}
      {gate === 'closed' && !OPEN_PATHS.includes(path) && !isUnknown ? <Closed session={session} />
        : <div key={openFor} inert={isCovered} className={isCovered ? classes['covered'] : undefined}><Outlet /></div>}
      {gate === 'open' && isAsked && <Suspense><ConfirmDialog session={session} /></Suspense>}
    </>
  );
}

function Waiting(): ReactNode {
  const { t } = useWords();
  return <Page title={t('app.name')}><Skeleton height={28} width="60%" /><Skeleton height={120} mt="md" /></Page>;
}

/** What somebody sees who is not signed in. */
function Closed({ session }: { session: Session }): ReactNode {
  const persona = findPersona(session);
  if (persona !== undefined) return <SignInPage persona={persona} />;
  if (session.bureau !== undefined && (session.ways.passkey || session.ways.provider !== undefined)) return <Suspense fallback={<Waiting />}><BureauSignInPage session={session} /></Suspense>;
  return session.demo ? <StartPage personas={session.personas} /> : <NoSignInPage />;
}
