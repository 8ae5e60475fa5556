import { Button } from '@mantine/core';
import { admitPerson, GUARDED_ROLES, PERSON_ROLES } from '@watchword/api/people.ts';
import { type ReactNode, useState } from 'react';
import { client } from '../api.ts';
import { confirming } from '../session/confirmation.ts';
import { Fault } from '../session/fault.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useWords } from '../words/words.tsx';
import type { Handed } from './hand-over.tsx';
import { type Draft, PersonFields } from './person-fields.tsx';
import { refreshPeople } from './queries.ts';
import classes from './people.module.css';

const OFFERED = PERSON_ROLES.filter((role) => !GUARDED_ROLES.includes(role));

/** Admits a person and hands out the code for the first passkey. */
export function AdmitDialog({ onClose }: { onClose: (handed?: Handed) => void }): ReactNode {
  const { t } = useWords();
  const [draft, setDraft] = useState<Draft>({ name: '', roles: ['front-line'], unit: '', subject: '' });
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const admit = async (): Promise<void> => {
    const { name, roles, unit, subject } = draft;
    const body = { name: name.trim(), roles: [...roles], ...(unit !== '' && { unit }), ...(subject.trim() !== '' && { subject: subject.trim() }) };
    const { code, until } = await confirming(() => client.call(admitPerson, { body }));
    await refreshPeople();
    onClose(code === undefined ? undefined : { name: body.name, code, until });
  };
  const send = (): void => {
    setBusy(true);
    setError(undefined);
    admit().catch(setError).finally(() => setBusy(false));
  };
  const ready = draft.name.trim() !== '' && draft.roles.length > 0;
  return (
    <Dialog onClose={() => onClose()} title={t('people.admit')} size="lg">
      <Fault error={error} />
      <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); if (ready) send(); }}>
        <PersonFields draft={draft} onChange={setDraft} offered={OFFERED} />
        <p className={classes['hint']}>{t('people.admitHint')}</p>
        <div className={classes['buttons']}>
          <Button type="submit" size="md" loading={busy} disabled={!ready}>{t('people.admit')}</Button>
          <Button variant="default" size="md" onClick={() => onClose()}>{t('form.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
