import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Correction, listCorrections } from '@watchword/api/requests.ts';
import { getRetention } from '@watchword/api/requests/retention.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, queries } from '../api.ts';
import { client } from '../whole-client.ts';
import { parseFilters } from '../records/filters.ts';
import { Ltr } from '../ui/ltr.tsx';
import { Problem } from '../ui/problem.tsx';
import { sayDay } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import classes from './requests.module.css';

/** What an owner must know of its records: which end soon, and what the Commission asks to correct. Nothing when there is nothing. */
export function OwnerNotices({ mayWrite }: { mayWrite: boolean }): ReactNode {
  return (
    <>
      <EndingNotice />
      {mayWrite && <Corrections />}
    </>
  );
}

function EndingNotice(): ReactNode {
  const { t, locale } = useWords();
  const { data } = useQuery({ queryKey: ['retention'], queryFn: () => client.call(getRetention) });
  const ending = data?.items.reduce((sum, one) => sum + one.ending, 0) ?? 0;
  const [first] = data?.items.flatMap(({ firstOn }) => firstOn ?? []).toSorted() ?? [];
  if (ending === 0 || first === undefined) return null;
  return (
    <p className={classes['notice']}>
      {t('requests.endSoon', { count: ending, day: sayDay(first, locale) })} <Link to="/records" search={parseFilters({ expiring: true })}>{t('requests.showEnding')}</Link>
    </p>
  );
}

function Corrections(): ReactNode {
  const { t } = useWords();
  const { data, error } = useQuery({ queryKey: ['corrections'], queryFn: () => client.call(listCorrections, { query: { state: 'asked', limit: 50 } }) });
  if (error !== null) return <Problem error={asAppError(error)} />;
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className={classes['notice']} aria-label={t('requests.corrections')}>
      <strong>{t('requests.corrections')}</strong>
      <p>{t('requests.correctionsLead')}</p>
      <ul className={classes['list']}>{data.items.map((one) => <li key={one.id}><AskedCorrection correction={one} /></li>)}</ul>
    </section>
  );
}

function AskedCorrection({ correction: { id, record, asks, dueOn, overdue, by } }: { correction: Correction }): ReactNode {
  const { t, locale } = useWords();
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>();
  const [missing, setMissing] = useState(false);
  const text = note.trim();
  const answer = (done: boolean): void => {
    if (!done && text === '') return setMissing(true);
    client.corrections.answer(id, { done, ...(text !== '' && { note: text }) }).then(() => void queries.invalidateQueries({ queryKey: ['corrections'] }), setError);
  };
  return (
    <>
      <Link to="/records/$id" params={{ id: record }}><Ltr>{record}</Ltr></Link> · {overdue && <strong>{t('requests.late')} </strong>}{t('requests.until', { day: sayDay(dueOn, locale) })}{by === 'person' && ` · ${t('requests.byPerson')}`}
      <p><bdi>{asks}</bdi></p>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <Textarea label={t('requests.answer')} value={note} maxLength={2000} autosize minRows={1} onChange={(event) => { setNote(event.currentTarget.value); setMissing(false); }} error={missing ? t('requests.answerNeeded') : undefined} />
      <div className={classes['buttons']}>
        <Button mt="xs" onClick={() => answer(true)}>{t('requests.corrected')}</Button>
        <Button mt="xs" variant="default" onClick={() => answer(false)}>{t('requests.notCorrected')}</Button>
      </div>
    </>
  );
}
