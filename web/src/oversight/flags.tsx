import { Button, NativeSelect, SegmentedControl, Textarea } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { answerFlag, FLAG_STATES, type FlagState, listFlags, type UseFlag } from '@watchword/api/oversight.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client, queries } from '../api.ts';
import { Ltr } from '../ui/ltr.tsx';
import { Problem } from '../ui/problem.tsx';
import { sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import classes from './oversight.module.css';

/** Signs of unusual use by officers of one's own organisation, and what came of them. */
export function Flags(): ReactNode {
  const { t } = useWords();
  const [state, setState] = useState<FlagState>('open');
  const flags = useInfiniteQuery({
    queryKey: ['flags', state],
    initialPageParam: '',
    queryFn: ({ pageParam }) => client.call(listFlags, { query: { state, limit: 50, ...(pageParam !== '' && { cursor: pageParam }) } }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const all = flags.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section aria-labelledby="flags-title">
      <h2 id="flags-title" className={classes['title']}>{t('flags.title')}</h2>
      <p className={classes['lead']}>{t('flags.lead')}</p>
      <SegmentedControl size="md" mb="md" value={state} onChange={(chosen) => setState(FLAG_STATES.find((one) => one === chosen) ?? 'open')} data={FLAG_STATES.map((one) => ({ value: one, label: t(`flagState.${one}`) }))} aria-label={t('people.state')} />
      {flags.error !== null && <Problem error={asAppError(flags.error)} retry={() => void flags.refetch()} />}
      {flags.data !== undefined && all.length === 0 && <p>{t('flags.none')}</p>}
      {all.length > 0 && <ul className={classes['list']}>{all.map((flag) => <li key={flag.id}><OneFlag flag={flag} /></li>)}</ul>}
      {flags.hasNextPage && <Button variant="default" loading={flags.isFetchingNextPage} onClick={() => void flags.fetchNextPage()}>{t('people.more')}</Button>}
    </section>
  );
}

function OneFlag({ flag }: { flag: UseFlag }): ReactNode {
  const { t, locale } = useWords();
  const [answering, setAnswering] = useState(false);
  return (
    <div className={classes['flag']}>
      <div className={classes['grow']}>
        <p><strong>{t(`useSign.${flag.sign}`, { count: flag.count })}</strong></p>
        <p><Ltr>{flag.officer}</Ltr> · {sayMoment(flag.first, locale)} – {sayMoment(flag.last, locale)}</p>
        <details className={classes['checks']}>
          <summary>{t('flags.checks', { count: flag.checks.length })}</summary>
          <ul>{flag.checks.map((check) => <li key={check}><Ltr>{check}</Ltr></li>)}</ul>
        </details>
        {flag.answeredAt !== undefined && <p>{t(`flagState.${flag.state}`)} · <Ltr>{flag.answeredBy ?? ''}</Ltr> · {sayMoment(flag.answeredAt, locale)} · <q>{flag.note}</q></p>}
      </div>
      {flag.state === 'open' && !answering && <Button variant="default" onClick={() => setAnswering(true)}>{t('flags.answer')}</Button>}
      {answering && <AnswerForm flag={flag} onDone={() => setAnswering(false)} />}
    </div>
  );
}

function AnswerForm({ flag, onDone }: { flag: UseFlag; onDone: () => void }): ReactNode {
  const { t } = useWords();
  const [finding, setFinding] = useState<'explained' | 'passed-on' | ''>('');
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const ready = finding !== '' && note.trim().length >= 3;
  const send = (): void => {
    if (finding === '') return;
    setBusy(true);
    client.call(answerFlag, { params: { id: flag.id }, body: { finding, note: note.trim() } })
      .then(() => { onDone(); return queries.invalidateQueries({ queryKey: ['flags'] }); })
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return (
    <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); if (ready) send(); }}>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <NativeSelect size="md" label={t('flags.finding')} required value={finding} onChange={(event) => setFinding((['explained', 'passed-on'] as const).find((one) => one === event.currentTarget.value) ?? '')} data={[{ value: '', label: t('form.choose') }, { value: 'explained', label: t('flags.explained') }, { value: 'passed-on', label: t('flags.passedOn') }]} data-autofocus />
      <Textarea size="md" label={t('flags.note')} description={t('flags.noteHint')} value={note} maxLength={1000} required autosize minRows={2} onChange={(event) => setNote(event.currentTarget.value)} />
      <div className={classes['buttons']}>
        <Button type="submit" size="md" loading={busy} disabled={!ready}>{t('flags.send')}</Button>
        <Button variant="default" size="md" onClick={onDone}>{t('form.cancel')}</Button>
      </div>
    </form>
  );
}
