import type { Match, PersonMatch } from '@watchword/api/checks/answers.ts';
import { Button } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { CountryName } from '../../../ui/country-name.tsx';
import { FieldValue } from '../../../ui/field-value.tsx';
import { useWords } from '../../../words/words.tsx';
import type { OneCheck } from '../../shift-states.ts';
import { titleOf } from '../verdict-words.ts';
import { chipsOf } from './signs.ts';
import { sendComparison } from './send-comparison.ts';
import classes from './persons.module.css';

type ListProps = { check: OneCheck; persons: readonly (Match & { readonly person: PersonMatch })[]; open: string | undefined; onOpen: (record: string | undefined) => void };

/**
 * Persons who may be the traveller, the likeliest first. No photographs here: a row is looked at in passing, a comparison is made below.
 * F6 goes to the list, the arrows move, Enter compares.
 */
export function PersonList({ check, persons, open, onOpen }: ListProps): ReactNode {
  const words = useWords();
  const { t } = words;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'F6' || event.altKey || event.ctrlKey) return;
      event.preventDefault();
      list.current?.querySelector('button')?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const isUndecided = persons.some(({ record }) => check.compared?.[record] === undefined);
  return (
    <section className={classes['persons']} aria-label={t('persons.title')}>
      <h3 className={classes['title']}>{t('persons.title')} <kbd className={classes['key']}>F6</kbd></h3>
      <ul ref={list} className={classes['list']} role="menu" aria-label={t('persons.title')} onKeyDown={moveByArrows}>
        {persons.map((match) => (
          <li key={match.record} role="none">
            <button type="button" role="menuitem" className={classes['row']} aria-expanded={open === match.record} onClick={() => onOpen(open === match.record ? undefined : match.record)}>
              <span className={classes['name']}>
                <bdi>{match.person.name}</bdi>
                {match.person.romanised !== match.person.name && <bdi dir="ltr" className={classes['romanised']}>{match.person.romanised}</bdi>}
              </span>
              <span className={classes['facts']}>
                {titleOf(match, words)} · <FieldValue field="born" value={match.content['born']} /> · <FieldValue field="nationalities" value={match.content['nationalities']} /> · {t('persons.owner')} <CountryName code={match.owner} />
              </span>
              <Chips match={match} />
              {check.compared?.[match.record] !== undefined && <strong className={classes['decided']}>{t(`compare.${check.compared[match.record] ?? 'same'}`)}</strong>}
            </button>
          </li>
        ))}
      </ul>
      {isUndecided && (
        <Button variant="default" size="md" onClick={() => void sendComparison(check, { records: persons.map(({ record }) => record), finding: 'not-same', reason: 'other' })}>
          {t('persons.none')}
        </Button>
      )}
    </section>
  );
}

/** The reasons in short. */
export function Chips({ match }: { match: Match & { readonly person: PersonMatch } }): ReactNode {
  const words = useWords();
  return (
    <span className={classes['chips']}>
      {chipsOf(match, words).map(({ key, sign, text, how }) => (
        <span key={key} className={classes['chip']} data-sign={sign}><span aria-hidden>{sign} </span><bdi>{text}</bdi><span className={classes['unseen']}> {how}.</span></span>
      ))}
    </span>
  );
}

function moveByArrows(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const ends = { Home: 0, End: -1 }[event.key];
  if (step === undefined && ends === undefined) return;
  const rows = [...event.currentTarget.querySelectorAll('button')];
  const at = rows.findIndex((row) => row === document.activeElement);
  rows.at(ends ?? Math.min(rows.length - 1, Math.max(0, at + (step ?? 0))))?.focus();
  event.preventDefault();
}
