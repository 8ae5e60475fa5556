import { Button, NativeSelect } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type Person, PERSON_ROLES, PERSON_STATES } from '@watchword/api/people.ts';
import { type ReactNode, useState } from 'react';
import { asAppError } from '../api.ts';
import { useSession } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { useWords } from '../words/words.tsx';
import { AdmitDialog } from './admit-dialog.tsx';
import { type Handed, HandOver } from './hand-over.tsx';
import { PeopleTable } from './people-table.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { Proposals } from './proposals.tsx';
import { type PeopleFilter, usePeople } from './queries.ts';
import { Units } from './units.tsx';
import classes from './people.module.css';

/** The people of one's own bureau: who is there, with which roles, and what waits for a second person. */
export function PeoplePage(): ReactNode {
  const { t } = useWords();
  const { session } = useSession();
  const permissions = session?.signedIn?.permissions ?? [];
  const [filter, setFilter] = useState<PeopleFilter>({});
  const [open, setOpen] = useState<Person | 'new'>();
  const [handed, setHanded] = useState<Handed>();
  const manages = permissions.includes('people:manage');
  const close = (given?: Handed): void => {
    setOpen(undefined);
    if (given !== undefined) setHanded(given);
  };
  return (
    <Page title={t('people.title')} wide actions={manages && <Button leftSection={<IconUserPlus size={20} aria-hidden />} onClick={() => setOpen('new')}>{t('people.admit')}</Button>}>
      <p className={classes['lead']}>{t('people.lead')}{permissions.includes('organisation:manage') && <> <Link to="/desk/settings">{t('deskSettings.title')}</Link></>}</p>
      {handed !== undefined && <HandOver handed={handed} onDone={() => setHanded(undefined)} />}
      <Proposals onHanded={setHanded} />
      {permissions.includes('people:read') && <People filter={filter} onFilter={setFilter} onOpen={manages ? setOpen : undefined} />}
      {manages && <Units />}
      {open === 'new' && <AdmitDialog onClose={close} />}
      {open !== undefined && open !== 'new' && <PersonDialog person={open} onClose={close} />}
    </Page>
  );
}

function People({ filter, onFilter, onOpen }: { filter: PeopleFilter; onFilter: (filter: PeopleFilter) => void; onOpen: ((person: Person) => void) | undefined }): ReactNode {
  const { t, coded } = useWords();
  const people = usePeople(filter);
  const all = people.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section aria-labelledby="people-title">
      <h2 id="people-title" className={classes['title']}>{t('people.who')}</h2>
      <div className={classes['filters']}>
        <NativeSelect label={t('people.role')} value={filter.role ?? ''} onChange={(event) => onFilter({ ...filter, role: PERSON_ROLES.find((one) => one === event.currentTarget.value) })} data={[{ value: '', label: t('people.all') }, ...PERSON_ROLES.map((one) => ({ value: one, label: coded('role', one) }))]} />
        <NativeSelect label={t('people.state')} value={filter.state ?? ''} onChange={(event) => onFilter({ ...filter, state: PERSON_STATES.find((one) => one === event.currentTarget.value) })} data={[{ value: '', label: t('people.present') }, ...PERSON_STATES.map((one) => ({ value: one, label: t(`personState.${one}`) }))]} />
      </div>
      {people.error !== null && <Problem error={asAppError(people.error)} retry={() => void people.refetch()} />}
      {people.data !== undefined && all.length === 0 && <p>{t('people.none')}</p>}
      {all.length > 0 && <PeopleTable people={all} onOpen={onOpen} />}
      {people.hasNextPage && <Button mt="sm" variant="default" loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>{t('people.more')}</Button>}
    </section>
  );
}
