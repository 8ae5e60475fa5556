import { Button, Textarea } from '@mantine/core';
import { amendPerson, GUARDED_ROLES, issueCode, makeProposal, type Person, PERSON_ROLES, type PersonRole, setPersonState } from '@watchword/api/people.ts';
import { type ReactNode, useState } from 'react';
import { client } from '../api.ts';
import { confirming } from '../session/confirmation.ts';
import { Fault } from '../session/fault.tsx';
import { useSession } from '../session/session.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useWords } from '../words/words.tsx';
import type { Handed } from './hand-over.tsx';
import { type Draft, isRoleOf, PersonFields } from './person-fields.tsx';
import { refreshPeople } from './queries.ts';
import classes from './people.module.css';

type DialogProps = { readonly person: Person; readonly onClose: (handed?: Handed) => void };

/** What an administrator can change about one person. What needs two persons is proposed from here. */
export function PersonDialog({ person, onClose }: DialogProps): ReactNode {
  const { t } = useWords();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const run = (work: () => Promise<Handed | undefined>): void => {
    setBusy(true);
    setError(undefined);
    confirming(work).then(async (handed) => { await refreshPeople(); onClose(handed); }).catch(setError).finally(() => setBusy(false));
  };
  return (
    <Dialog onClose={() => onClose()} title={<bdi>{person.name}</bdi>} size="lg">
      <Fault error={error} />
      {person.state !== 'left' && <AmendForm person={person} busy={busy} run={run} />}
      {person.state !== 'left' && <Acts person={person} busy={busy} run={run} />}
      {person.state === 'left' && <p>{t('people.hasLeft')}</p>}
    </Dialog>
  );
}

type Running = { readonly person: Person; readonly busy: boolean; readonly run: (work: () => Promise<Handed | undefined>) => void };

function AmendForm({ person, busy, run }: Running): ReactNode {
  const { t } = useWords();
  const [draft, setDraft] = useState<Draft>({ name: person.name, roles: person.roles, unit: person.unit?.id ?? '', subject: person.subject ?? '' });
  // Roles that need two persons can be taken away here, and are granted by a proposal.
  const offered = PERSON_ROLES.filter((role) => !GUARDED_ROLES.includes(role) || person.roles.includes(role));
  const amend = async (): Promise<undefined> => {
    const { name, roles, unit, subject } = draft;
    await client.call(amendPerson, { params: { id: person.id }, body: { name: name.trim(), roles: [...roles], unit: unit === '' ? null : unit, subject: subject.trim() === '' ? null : subject.trim() } }, { version: person.version });
  };
  const ready = draft.name.trim() !== '' && draft.roles.length > 0;
  return (
    <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); if (ready) run(amend); }}>
      <PersonFields draft={draft} onChange={setDraft} offered={offered} />
      <div className={classes['buttons']}><Button type="submit" size="md" loading={busy} disabled={!ready}>{t('people.save')}</Button></div>
    </form>
  );
}

type Act = { readonly what: 'suspend' | 'resume' | 'leave' | 'lost-keys' } | { readonly what: 'grant'; readonly role: PersonRole };

function Acts({ person, busy, run }: Running): ReactNode {
  const { t, coded } = useWords();
  const [act, setAct] = useState<Act>();
  const { session } = useSession();
  const grantable = GUARDED_ROLES.filter((role) => !person.roles.includes(role) && isRoleOf(session?.bureau?.code, role));
  const newCode = async (): Promise<Handed | undefined> => {
    const { code, until } = await client.call(issueCode, { params: { id: person.id } });
    return code === undefined ? undefined : { name: person.name, code, until };
  };
  if (act !== undefined) return <Reason person={person} act={act} busy={busy} run={run} onBack={() => setAct(undefined)} />;
  return (
    <div className={classes['acts']}>
      <h3 className={classes['title']}>{t('people.acts')}</h3>
      <div className={classes['buttons']}>
        {person.state === 'invited' && <Button variant="default" onClick={() => run(newCode)} loading={busy}>{t('people.newCode')}</Button>}
        {person.state === 'active' && <Button variant="default" onClick={() => setAct({ what: 'lost-keys' })}>{t('people.lostKeys')}</Button>}
        {person.state === 'suspended' ? <Button variant="default" onClick={() => setAct({ what: 'resume' })}>{t('people.resume')}</Button> : <Button variant="default" onClick={() => setAct({ what: 'suspend' })}>{t('people.suspend')}</Button>}
        <Button variant="default" onClick={() => setAct({ what: 'leave' })}>{t('people.leave')}</Button>
        {grantable.map((role) => <Button key={role} variant="default" onClick={() => setAct({ what: 'grant', role })}>{t('people.grant', { role: coded('role', role) })}</Button>)}
      </div>
    </div>
  );
}

function Reason({ person, act, busy, run, onBack }: Running & { readonly act: Act; readonly onBack: () => void }): ReactNode {
  const { t, coded } = useWords();
  const [reason, setReason] = useState('');
  const send = async (): Promise<Handed | undefined> => {
    const about = { person: person.id, reason: reason.trim() };
    if (act.what === 'grant') await client.call(makeProposal, { body: { kind: 'grant-roles', roles: [act.role], ...about } });
    else if (act.what === 'lost-keys') {
      const { code } = await client.call(makeProposal, { body: { kind: 'lost-keys', ...about } });
      return code === undefined ? undefined : { name: person.name, code, isHalf: true };
    } else await client.call(setPersonState, { params: { id: person.id }, body: { state: ({ suspend: 'suspended', resume: 'active', leave: 'left' } as const)[act.what], reason: reason.trim() } });
    return undefined;
  };
  const ready = reason.trim().length >= 3;
  const say = act.what === 'grant' ? t('people.grantText', { role: coded('role', act.role) }) : t(`people.text.${act.what}`);
  return (
    <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); if (ready) run(send); }}>
      <p><strong>{say}</strong></p>
      <Textarea size="md" label={t('people.reason')} description={t('people.reasonHint')} value={reason} maxLength={500} required autosize minRows={2} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
      <div className={classes['buttons']}>
        <Button type="submit" size="md" loading={busy} disabled={!ready}>{t(act.what === 'grant' || act.what === 'lost-keys' ? 'people.propose' : 'people.do')}</Button>
        <Button variant="default" size="md" onClick={onBack}>{t('signIn.back')}</Button>
      </div>
    </form>
  );
}
