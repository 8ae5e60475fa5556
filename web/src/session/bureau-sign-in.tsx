import { Button, TextInput } from '@mantine/core';
import { IconArrowLeft, IconExternalLink, IconFingerprint, IconTicket } from '@tabler/icons-react';
import { beginCode, beginPasskeySignIn, beginProvider, type Session, signInWithCode, signInWithPasskey } from '@watchword/api/people/sessions.ts';
import { type ReactNode, useState } from 'react';
import { client } from '../api.ts';
import { Page } from '../ui/page.tsx';
import { sayCountry } from '../words/countries.ts';
import { useWords } from '../words/words.tsx';
import { Fault } from './fault.tsx';
import { makePasskey, usePasskey } from './passkey.ts';
import { setSession } from './session.ts';
import classes from './session.module.css';

/** Where the people of a bureau sign in: with a passkey, at their country's identity provider, or for the first time with a code. */
export function BureauSignInPage({ session }: { session: Session }): ReactNode {
  const { t, coded, locale } = useWords();
  const code = session.bureau?.code ?? '';
  const [withCode, setWithCode] = useState(false);
  return (
    <Page title={t('signIn.bureauTitle', { bureau: coded('country', code, sayCountry(code, locale)) })}>
      {withCode ? <CodeForm onBack={() => setWithCode(false)} /> : <Ways session={session} onCode={() => setWithCode(true)} />}
    </Page>
  );
}

/** Asks for a passkey and takes over the session that it opens. @throws NoPasskey, AppError */
async function signInByPasskey(): Promise<void> {
  const { ceremony, publicKey } = await client.call(beginPasskeySignIn);
  setSession(await client.call(signInWithPasskey, { body: { ceremony, credential: await usePasskey(publicKey) } }));
}

/** The ways to sign in that this bureau has. */
export function Ways({ session, onCode }: { session: Session; onCode?: () => void }): ReactNode {
  const { t } = useWords();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const run = (work: () => Promise<void>): void => {
    setBusy(true);
    setError(undefined);
    work().catch(setError).finally(() => setBusy(false));
  };
  const { provider, passkey } = session.ways;
  return (
    <div className={classes['signIn']}>
      <Fault error={error} />
      {passkey && <Button size="lg" loading={busy} leftSection={<IconFingerprint size={22} aria-hidden />} onClick={() => run(signInByPasskey)} data-autofocus>{t('signIn.passkey')}</Button>}
      {provider !== undefined && <Button size="lg" variant={passkey ? 'default' : 'filled'} loading={busy} leftSection={<IconExternalLink size={22} aria-hidden />} onClick={() => run(goToProvider)}>{t('signIn.provider', { provider })}</Button>}
      {onCode !== undefined && passkey && <Button variant="subtle" leftSection={<IconTicket size={20} aria-hidden />} onClick={onCode}>{t('signIn.haveCode')}</Button>}
    </div>
  );
}

async function goToProvider(): Promise<void> {
  window.location.assign((await client.call(beginProvider)).url);
}

function CodeForm({ onBack }: { onBack: () => void }): ReactNode {
  const { t } = useWords();
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const register = async (): Promise<void> => {
    const { ceremony, publicKey } = await client.call(beginCode, { body: { code: code.trim() } });
    const credential = await makePasskey(publicKey);
    setSession(await client.call(signInWithCode, { body: { ceremony, credential, name: name.trim() || t('passkey.defaultName') } }));
  };
  const send = (): void => {
    setBusy(true);
    setError(undefined);
    register().catch(setError).finally(() => setBusy(false));
  };
  return (
    <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); if (code.trim() !== '') send(); }}>
      <p className={classes['lead']}>{t('signIn.codeLead')}</p>
      <Fault error={error} />
      <TextInput size="md" label={t('signIn.code')} description={t('signIn.codeHint')} value={code} maxLength={60} required autoComplete="off" spellCheck={false} autoCapitalize="characters" dir="ltr" className="mono" onChange={(event) => setCode(event.currentTarget.value)} data-autofocus />
      <TextInput size="md" label={t('passkey.name')} description={t('passkey.nameHint')} value={name} maxLength={60} onChange={(event) => setName(event.currentTarget.value)} />
      <div className={classes['buttons']}>
        <Button type="submit" size="md" loading={busy} leftSection={<IconFingerprint size={20} aria-hidden />}>{t('signIn.register')}</Button>
        <Button variant="default" size="md" leftSection={<IconArrowLeft size={20} aria-hidden className="mirrored" />} onClick={onBack}>{t('signIn.back')}</Button>
      </div>
    </form>
  );
}
