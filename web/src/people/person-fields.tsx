import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { findCountry } from '@watchword/api/countries/countries.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { PERSON_ROLES, type PersonRole, SECRETARIAT_ROLES } from '@watchword/api/people.ts';
import type { ReactNode } from 'react';
import { useSession } from '../session/session.ts';
import { useWords } from '../words/words.tsx';
import { useUnits } from './queries.ts';
import classes from './people.module.css';

/** What a form says of a person. `unit` and `subject` are empty when there is none. */
export type Draft = { readonly name: string; readonly roles: readonly PersonRole[]; readonly unit: string; readonly subject: string };

/** Whether people of this bureau can have a role at all: some exist at the secretariat alone, and partners have bureaus of their own. */
export function isRoleOf(bureau: string | undefined, role: PersonRole): boolean {
  return role === 'partner' ? bureau !== SECRETARIAT && findCountry(bureau ?? '') === undefined : bureau === SECRETARIAT || !SECRETARIAT_ROLES.includes(role);
}

/** The fields of a person. `offered`: the roles that can be ticked here. */
export function PersonFields({ draft, onChange, offered }: { draft: Draft; onChange: (draft: Draft) => void; offered: readonly PersonRole[] }): ReactNode {
  const { t, coded } = useWords();
  const { session } = useSession();
  const units = useUnits().data ?? [];
  const choose = (chosen: string[]): void => onChange({ ...draft, roles: PERSON_ROLES.filter((role) => chosen.includes(role)) });
  return (
    <>
      <TextInput size="md" label={t('people.name')} description={t('people.nameHint')} value={draft.name} maxLength={120} required onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })} data-autofocus />
      <Checkbox.Group label={t('people.roles')} description={t('people.rolesHint')} value={[...draft.roles]} onChange={choose}>
        <div className={classes['boxes']}>{offered.filter((role) => draft.roles.includes(role) || isRoleOf(session?.bureau?.code, role)).map((role) => <Checkbox key={role} value={role} label={coded('role', role)} />)}</div>
      </Checkbox.Group>
      {units.length > 0 && <NativeSelect size="md" label={t('people.unit')} value={draft.unit} onChange={(event) => onChange({ ...draft, unit: event.currentTarget.value })} data={[{ value: '', label: t('people.noUnit') }, ...units.map(({ id, name }) => ({ value: id, label: name }))]} />}
      {session?.ways.provider !== undefined && <TextInput size="md" label={t('people.subject', { provider: session.ways.provider })} description={t('people.subjectHint')} value={draft.subject} maxLength={255} dir="ltr" onChange={(event) => onChange({ ...draft, subject: event.currentTarget.value })} />}
    </>
  );
}
