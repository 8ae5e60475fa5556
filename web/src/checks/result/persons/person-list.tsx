import type { AppError } from '@watchword/api/errors.ts';
import { Button } from '@mantine/core';
import { IconUsersMinus } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { CountryName } from '../../../ui/country-name.tsx';
import { FieldValue } from '../../../ui/field-value.tsx';
import { Problem } from '../../../ui/problem.tsx';
import { useWords } from '../../../words/words.tsx';
import type { OneCheck } from '../../shift-states.ts';
import { titleOf } from '../verdict-words.ts';
import type { PersonOf } from './person-of.ts';
import { ReasonForm } from './reason-form.tsx';
import { sendComparison } from './send-comparison.ts';
import { chipsOf } from './signs.ts';
import { useFunctionKey } from './use-function-key.ts';
import classes from './persons.module.css';

type ListProps = {
  check: OneCheck;
  persons: readonly PersonOf[];
  /** Whether there are more than these. */
  more: boolean;
  /** Who was compared last: the place to go on from. */
  last: string | undefined;
  /** Whether F4 is for the list. */
  hasKeys: boolean;
  onOpen: (record: string) => void;
};

/** What a row shows at once, whatever else the record warns of. */
const SHOWN_WARNINGS: ReadonlySet<string> = new Set(['minor', 'armed', 'violent']);

/**
 * Persons who may be the traveller, the likeliest first. No photographs here: a row is looked at in passing, a comparison is made
 * of one at a time. F6 goes to the list, the arrows move, Enter compares, F4 says that it is none of them.
 */
export function PersonList({ check, persons, more, last, hasKeys, onOpen }: ListProps): ReactNode {
  const { t } = useWords();
  const list = useRef<HTMLUListElement>(null);
  const focusRow = (): void => (list.current?.querySelector<HTMLButtonElement>('[data-last="true"]') ?? list.current?.querySelector('button'))?.focus();
  useFunctionKey('F6', focusRow);
  useEffect(() => {
    // Back from a comparison: where the officer left.
    if (last !== undefined) focusRow();
  }, [last]);
  return (
    <section className={classes['persons']} aria-label={t('persons.title')}>
      <h3 className={classes['title']}>{t('persons.title')} <kbd className={classes['key']}>F6</kbd></h3>
      <AskedOf match={persons[0]} />
      {more && <p className={classes['more']}>{t('persons.more', { count: persons.length })}</p>}
      <ul ref={list} className={classes['list']} role="menu" aria-label={t('persons.title')} onKeyDown={moveByArrows}>
        {persons.map((match) => (
          <li key={match.record} role="none">
            <button type="button" role="menuitem" className={classes['row']} data-last={match.record === last} onClick={() => onOpen(match.record)}><Row check={check} match={match} /></button>
          </li>
        ))}
      </ul>
      <NoneOfThese check={check} persons={persons} hasKeys={hasKeys} />
    </section>
  );
}

/** Who was asked about, so that nobody has to remember it while he compares. */
function AskedOf({ match }: { match: PersonOf | undefined }): ReactNode {
  const { t } = useWords();
  const asked = (match?.reasons ?? []).filter((reason) => ASKED_FIELDS.has(reason.field) && reason.asked !== undefined);
  return <p className={classes['asked']}>{t('persons.asked')} {asked.map(({ field, asked: value }, at) => <span key={field}>{at > 0 && ' · '}<FieldValue field={field} value={value} /></span>)}</p>;
}

const ASKED_FIELDS: ReadonlySet<string> = new Set(['names', 'born', 'sex', 'nationalities']);

function Row({ check, match }: { check: OneCheck; match: PersonOf }): ReactNode {
  const words = useWords();
  const { t, coded } = words;
  const decided = check.compared?.[match.record];
  return (
    <>
      <span className={classes['name']}>
        <bdi>{match.person.name}</bdi>
        {match.person.romanised !== match.person.name && <bdi dir="ltr" className={classes['romanised']}>{match.person.romanised}</bdi>}
        {match.warnings.filter((warning) => SHOWN_WARNINGS.has(warning)).map((warning) => <strong key={warning} className={classes['flag']}>{coded('warning', warning)}</strong>)}
      </span>
      <span className={classes['facts']}>
        {titleOf(match, words)} · <FieldValue field="born" value={match.content['born']} /> · <FieldValue field="nationalities" value={match.content['nationalities']} /> · {t('persons.owner')} <CountryName code={match.owner} />
      </span>
      <Chips match={match} />
      {decided !== undefined && <strong className={classes['decided']}>{t(`compare.${decided.finding}`)}</strong>}
    </>
  );
}

/** The reasons in short. */
function Chips({ match }: { match: PersonOf }): ReactNode {
  const words = useWords();
  return (
    <span className={classes['chips']}>
      {chipsOf(match, words).map(({ key, sign, text, how }) => (
        <span key={key} className={classes['chip']} data-sign={sign}><span aria-hidden>{sign} </span><bdi>{text}</bdi><span className={classes['unseen']}> {how}.</span></span>
      ))}
    </span>
  );
}

/** Says of all who are not decided yet that they are another. */
function NoneOfThese({ check, persons, hasKeys }: { check: OneCheck; persons: readonly PersonOf[]; hasKeys: boolean }): ReactNode {
  const { t } = useWords();
  const [asks, setAsks] = useState(false);
  const [problem, setProblem] = useState<AppError>();
  const open = persons.filter(({ record }) => check.compared?.[record] === undefined).map(({ record }) => record);
  useFunctionKey('F4', () => setAsks(true), hasKeys && open.length > 0);
  if (open.length === 0) return <p className={classes['decided']} role="status">{t('persons.allSaid')}</p>;
  return (
    <div className={classes['decision']}>
      {problem !== undefined && <Problem error={problem} title={t('compare.failed')} />}
      {asks ? (
        <ReasonForm check={check} title={t('persons.whyNone', { count: open.length })} action={t('persons.none')} onSend={(reason) => void sendComparison(check, { records: open, finding: 'not-same', reason }).then(setProblem)} onClose={() => setAsks(false)} />
      ) : (
        <div className={classes['buttons']}>
          <Button variant="default" size="md" leftSection={<IconUsersMinus size={20} aria-hidden />} rightSection={hasKeys ? <kbd className={classes['key']}>F4</kbd> : undefined} onClick={() => setAsks(true)}>{t('persons.none')}</Button>
        </div>
      )}
    </div>
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
