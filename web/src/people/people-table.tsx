import { Button } from '@mantine/core';
import type { Person } from '@watchword/api/people.ts';
import type { ReactNode } from 'react';
import { Ltr } from '../ui/ltr.tsx';
import { sayDay, sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import classes from './people.module.css';

/** People as rows. `onOpen` is there for whoever may change them. */
export function PeopleTable({ people, onOpen }: { people: readonly Person[]; onOpen: ((person: Person) => void) | undefined }): ReactNode {
  const { t } = useWords();
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('people.title')}>
      <table className={classes['table']}>
        <thead><tr><th scope="col">{t('people.name')}</th><th scope="col">{t('people.roles')}</th><th scope="col">{t('people.unit')}</th><th scope="col">{t('people.state')}</th><th scope="col">{t('people.passkeys')}</th><th scope="col">{t('people.pseudonym')}</th>{onOpen !== undefined && <th scope="col">{t('people.change')}</th>}</tr></thead>
        <tbody>{people.map((person) => <Row key={person.id} person={person} onOpen={onOpen} />)}</tbody>
      </table>
    </div>
  );
}

function Row({ person, onOpen }: { person: Person; onOpen: ((person: Person) => void) | undefined }): ReactNode {
  const { t, coded, locale } = useWords();
  return (
    <tr>
      <th scope="row"><bdi>{person.name}</bdi></th>
      <td>{person.roles.map((role) => coded('role', role)).join(', ')}</td>
      <td>{person.unit === undefined ? '–' : <bdi>{person.unit.name}</bdi>}</td>
      <td>
        {t(`personState.${person.state}`)}
        {person.codeUntil !== undefined && <span className={classes['hint']}>{t('people.codeUntil', { time: sayMoment(person.codeUntil, locale) })}</span>}
        {person.lastSeenAt !== undefined && <span className={classes['hint']}>{t('people.seen', { day: sayDay(person.lastSeenAt, locale) })}</span>}
      </td>
      <td>{person.passkeys}</td>
      <td><Ltr>{person.pseudonym}</Ltr></td>
      {onOpen !== undefined && <td><Button size="sm" variant="default" onClick={() => onOpen(person)} aria-label={t('people.changeOne', { name: person.name })}>{t('people.change')}</Button></td>}
    </tr>
  );
}
