import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { createUnit, removeUnit, type Unit } from '@watchword/api/people.ts';
import { type ReactNode, useState } from 'react';
import { client } from '../api.ts';
import { Fault } from '../session/fault.tsx';
import { useWords } from '../words/words.tsx';
import { refreshPeople, useUnits } from './queries.ts';
import classes from './people.module.css';

/** The parts of the bureau: an airport, a shift, a desk. */
export function Units(): ReactNode {
  const { t } = useWords();
  const units = useUnits().data ?? [];
  const [name, setName] = useState('');
  const [error, setError] = useState<unknown>();
  const run = (work: () => Promise<Unit>): void => {
    setError(undefined);
    work().then(() => { setName(''); return refreshPeople(); }).catch(setError);
  };
  return (
    <section aria-labelledby="units-title">
      <h2 id="units-title" className={classes['title']}>{t('units.title')}</h2>
      <Fault error={error} />
      {units.length > 0 && (
        <ul className={classes['list']}>
          {units.map((unit) => (
            <li key={unit.id} className={classes['unit']}>
              <span className={classes['grow']}><strong><bdi>{unit.name}</bdi></strong> <span className={classes['hint']}>{t('units.people', { count: unit.people })}</span></span>
              {unit.people === 0 && <Button size="sm" variant="default" onClick={() => run(() => client.call(removeUnit, { params: { id: unit.id } }))} aria-label={t('units.removeOne', { name: unit.name })}>{t('units.remove')}</Button>}
            </li>
          ))}
        </ul>
      )}
      <form className={classes['add']} onSubmit={(event) => { event.preventDefault(); if (name.trim() !== '') run(() => client.call(createUnit, { body: { name: name.trim() } })); }}>
        <TextInput size="md" label={t('units.name')} value={name} maxLength={120} onChange={(event) => setName(event.currentTarget.value)} />
        <Button type="submit" size="md" variant="default" leftSection={<IconPlus size={20} aria-hidden />}>{t('units.add')}</Button>
      </form>
    </section>
  );
}
