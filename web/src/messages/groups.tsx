import { Button, TextInput } from '@mantine/core';
import { removeGroup, saveGroup } from '@watchword/api/messages.ts';
import { newId } from '@watchword/api/ids.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client, queries } from '../api.ts';
import { nowMs } from '../clock.ts';
import { Problem } from '../ui/problem.tsx';
import { useWords } from '../words/words.tsx';
import { useOrganisations } from './say-organisation.ts';
import { useAddressees } from './use-mailbox.ts';
import classes from './messages.module.css';

const freshen = (): void => void queries.invalidateQueries({ queryKey: ['addressees'] });

/** Keeps the recipients of a message as a group of one's own bureau. */
export function SaveGroup({ members }: { members: readonly string[] }): ReactNode {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [state, setState] = useState<'kept' | 'busy' | undefined>();
  const [error, setError] = useState<unknown>();
  if (members.length < 2) return null;
  const save = (): void => {
    setState('busy');
    setError(undefined);
    // The code is nobody's business: people know the group by its name.
    const code = `own-${newId('drf', nowMs()).slice(-12)}`;
    client.call(saveGroup, { params: { code }, body: { name: name.trim(), members: [...members] } }).then(() => {
      setName('');
      setState('kept');
      freshen();
    }, (cause: unknown) => {
      setState(undefined);
      setError(cause);
    });
  };
  return (
    <details className={classes['cipher']}>
      <summary>{t('messages.saveGroup')}</summary>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <div className={classes['row']}>
        <TextInput label={t('messages.groupName')} value={name} onChange={(event) => { setName(event.currentTarget.value); setState(undefined); }} maxLength={80} autoComplete="off" />
        <Button variant="default" loading={state === 'busy'} disabled={name.trim().length < 2} onClick={save}>{t('messages.groupKeep')}</Button>
        <span role="status" className={classes['muted']}>{state === 'kept' ? t('messages.groupKept') : ''}</span>
      </div>
    </details>
  );
}

/** The groups of one's own bureau, which can be removed. What was sent to their members stays as it is. */
export function OwnGroups(): ReactNode {
  const { t } = useWords();
  const say = useOrganisations();
  const own = (useAddressees().data?.groups ?? []).filter(({ id }) => id.startsWith('own-'));
  if (own.length === 0) return null;
  return (
    <details className={classes['cipher']}>
      <summary>{t('messages.ownGroups')}</summary>
      <ul className={classes['threads']}>
        {own.map(({ id, name, members }) => (
          <li key={id}>
            <div className={classes['draft']}>
              <span className={classes['thread']}><bdi>{name}</bdi><span className={classes['muted']}>{members.length > 6 ? t('messages.bureaus', { count: members.length }) : say(members)}</span></span>
              <Button size="compact-sm" variant="default" aria-label={t('messages.groupRemoveName', { name })} onClick={() => void client.call(removeGroup, { params: { code: id } }).then(freshen)}>{t('messages.groupRemove')}</Button>
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}
