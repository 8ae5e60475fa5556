import { NativeSelect } from '@mantine/core';
import { setRole, type SignedIn } from '@watchword/api/people/sessions.ts';
import { type ReactNode, useState } from 'react';
import { client } from '../api.ts';
import { confirming } from '../session/confirmation.ts';
import { Fault } from '../session/fault.tsx';
import { forgetPages, setSession, useSession } from '../session/session.ts';
import { Ltr } from '../ui/ltr.tsx';
import { Page } from '../ui/page.tsx';
import { sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { OwnPasskeys } from './own-passkeys.tsx';
import { OwnSessions } from './own-sessions.tsx';
import classes from './account.module.css';

/** What somebody can see and change about his own sign-in. */
export function AccountPage(): ReactNode {
  const { t } = useWords();
  const { session } = useSession();
  const signedIn = session?.signedIn;
  if (signedIn === undefined) return null;
  return (
    <Page title={t('account.title')}>
      <WhoIAm signedIn={signedIn} />
      {signedIn.roles.length > 1 && <RoleChoice signedIn={signedIn} />}
      {signedIn.how !== 'persona' && <OwnPasskeys />}
      <OwnSessions />
    </Page>
  );
}

function WhoIAm({ signedIn }: { signedIn: SignedIn }): ReactNode {
  const { t, locale } = useWords();
  return (
    <dl className={classes['facts']}>
      <dt>{t('people.name')}</dt><dd><bdi>{signedIn.name}</bdi></dd>
      {signedIn.unit !== undefined && <><dt>{t('people.unit')}</dt><dd><bdi>{signedIn.unit}</bdi></dd></>}
      <dt>{t('people.pseudonym')}</dt><dd><Ltr>{signedIn.pseudonym}</Ltr> <span className={classes['hint']}>{t('account.pseudonymHint')}</span></dd>
      <dt>{t('account.until')}</dt><dd>{sayMoment(signedIn.until, locale)}</dd>
    </dl>
  );
}

function RoleChoice({ signedIn }: { signedIn: SignedIn }): ReactNode {
  const { t, coded } = useWords();
  const [error, setError] = useState<unknown>();
  const choose = (text: string): void => {
    const role = signedIn.roles.find((one) => one === text);
    if (role === undefined) return;
    setError(undefined);
    confirming(() => client.call(setRole, { body: { role } }))
      .then((session) => { forgetPages(); setSession(session); })
      .catch(setError);
  };
  return (
    <section className={classes['section']}>
      <Fault error={error} />
      <NativeSelect size="md" maw="24rem" label={t('account.role')} description={t('account.roleHint')} value={signedIn.role} onChange={(event) => choose(event.currentTarget.value)} data={signedIn.roles.map((one) => ({ value: one, label: coded('role', one) }))} />
    </section>
  );
}
