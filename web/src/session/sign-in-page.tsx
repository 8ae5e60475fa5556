import { Button, Text } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import type { Persona } from '@watchword/api/people/sessions.ts';
import { type ReactNode, useState } from 'react';
import { asAppError } from '../api.ts';
import { PurposeChoice } from '../checks/purpose-choice.tsx';
import { setPurpose, usePurpose } from '../checks/shift.ts';
import { CountryName } from '../ui/country-name.tsx';
import { useWords } from '../words/words.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { partOf, signIn } from './session.ts';
import classes from './session.module.css';

/** One click signs in as the persona of this origin. An officer says here, once for the shift, why he will ask. */
export function SignInPage({ persona }: { persona: Persona }): ReactNode {
  const { t, coded } = useWords();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const purpose = usePurpose();
  const asks = persona.role === 'front-line';
  const chosen = purpose ?? 'border-control';
  const start = (): void => {
    setBusy(true);
    if (asks) setPurpose(chosen);
    signIn(persona).catch(setError).finally(() => setBusy(false));
  };
  return (
    <Page title={coded('persona', partOf(persona), persona.title)}>
      <Text size="lg" className={classes['lead']}>
        <CountryName code={persona.organisation} />. {coded('personaText', partOf(persona), '')}
      </Text>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <form className={classes['signIn']} onSubmit={(event) => { event.preventDefault(); start(); }}>
        {asks && <PurposeChoice value={chosen} onChange={setPurpose} />}
        <Button type="submit" size="lg" loading={busy} leftSection={<IconLogin2 size={22} aria-hidden />} data-autofocus>
          {t('signIn.as', { who: coded('persona', partOf(persona), persona.title) })}
        </Button>
        <Text size="sm" c="dimmed">{t('signIn.hint')}</Text>
      </form>
    </Page>
  );
}

/** What stands where nobody can sign in: this origin is nobody's, or no demo world runs here. */
export function NoSignInPage(): ReactNode {
  const { t } = useWords();
  return (
    <Page title={t('signIn.noneTitle')}>
      <Text size="lg">{t('signIn.noneText')}</Text>
      <Text mt="md"><a href="/docs">{t('start.next3')}</a></Text>
    </Page>
  );
}
