import { Button, TextInput } from '@mantine/core';
import { IconFingerprint, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { addPasskey, beginPasskey, listPasskeys, type Passkey, removePasskey } from '@watchword/api/people/sessions.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client, queries } from '../api.ts';
import { confirming } from '../session/confirmation.ts';
import { Fault } from '../session/fault.tsx';
import { makePasskey } from '../session/passkey.ts';
import { refreshSession } from '../session/session.ts';
import { Problem } from '../ui/problem.tsx';
import { sayDate, sayDay } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import classes from './account.module.css';

const KEY = ['passkeys'];

/** The devices with which somebody signs in. Two are wanted, so that one can be lost. */
export function OwnPasskeys(): ReactNode {
  const { t } = useWords();
  const passkeys = useQuery({ queryKey: KEY, queryFn: async () => (await client.call(listPasskeys)).items });
  const [name, setName] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const run = (work: () => Promise<unknown>): void => {
    setBusy(true);
    setError(undefined);
    work().then(() => { refreshSession(); return queries.invalidateQueries({ queryKey: KEY }); }).catch(setError).finally(() => setBusy(false));
  };
  const add = async (): Promise<void> => {
    const { ceremony, publicKey } = await confirming(() => client.call(beginPasskey));
    const credential = await makePasskey(publicKey);
    await confirming(() => client.call(addPasskey, { body: { ceremony, credential, name: name.trim() || t('passkey.defaultName') } }));
    setName('');
  };
  const all = passkeys.data ?? [];
  return (
    <section className={classes['section']} aria-labelledby="passkeys-title">
      <h2 id="passkeys-title" className={classes['title']}>{t('passkey.title')}</h2>
      {passkeys.error !== null && <Problem error={asAppError(passkeys.error)} retry={() => void passkeys.refetch()} />}
      {all.length === 1 && <p className={classes['advice']}>{t('passkey.addSecond')}</p>}
      <Fault error={error} />
      <ul className={classes['list']}>
        {all.map((passkey) => <li key={passkey.id}><OnePasskey passkey={passkey} isLast={all.length === 1} busy={busy} onRemove={() => run(() => confirming(() => client.call(removePasskey, { params: { id: passkey.id } })))} /></li>)}
      </ul>
      <form className={classes['add']} onSubmit={(event) => { event.preventDefault(); run(add); }}>
        <TextInput size="md" label={t('passkey.name')} description={t('passkey.nameHint')} value={name} maxLength={60} onChange={(event) => setName(event.currentTarget.value)} />
        <Button type="submit" size="md" variant="default" loading={busy} leftSection={<IconPlus size={20} aria-hidden />}>{t('passkey.add')}</Button>
      </form>
    </section>
  );
}

function OnePasskey({ passkey, isLast, busy, onRemove }: { passkey: Passkey; isLast: boolean; busy: boolean; onRemove: () => void }): ReactNode {
  const { t, locale } = useWords();
  return (
    <div className={classes['item']}>
      <IconFingerprint size={22} aria-hidden />
      <span className={classes['grow']}>
        <strong><bdi>{passkey.name}</bdi></strong>
        <span className={classes['hint']}>{t(passkey.synced ? 'passkey.synced' : 'passkey.bound')} · {t('passkey.since', { day: sayDate(passkey.addedAt, locale) })}{passkey.lastUsedOn !== undefined && ` · ${t('passkey.used', { day: sayDay(passkey.lastUsedOn, locale) })}`}</span>
      </span>
      {!isLast && <Button size="sm" variant="default" disabled={busy} leftSection={<IconTrash size={18} aria-hidden />} onClick={onRemove} aria-label={t('passkey.removeOne', { name: passkey.name })}>{t('passkey.remove')}</Button>}
    </div>
  );
}
