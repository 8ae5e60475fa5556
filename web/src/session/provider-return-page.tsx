import { Button, Skeleton } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { signInWithProvider } from '@watchword/api/people/sessions.ts';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { client } from '../api.ts';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/words.tsx';
import { Fault } from './fault.tsx';
import { setSession } from './session.ts';

/** Where the browser comes back to from the country's identity provider. What stands in the address is used once, and leaves it. */
export function ProviderReturnPage(): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const [error, setError] = useState<unknown>();
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const query = window.location.search.slice(1);
    // Nothing to say to the server: this page was opened by hand, or is put up anew for whoever just signed in.
    if (query === '') return void navigate({ to: '/', replace: true });
    window.history.replaceState(null, '', window.location.pathname);
    client.call(signInWithProvider, { body: { query } })
      .then((session) => { setSession(session); return navigate({ to: '/', replace: true }); })
      .catch(setError);
  }, [navigate]);
  return (
    <Page title={t('signIn.returning')}>
      {error === undefined ? <Skeleton height={28} width="60%" /> : <><Fault error={error} /><Button component={Link} to="/">{t('signIn.back')}</Button></>}
    </Page>
  );
}
