import { Button, Textarea } from '@mantine/core';
import { decideDuplicate, type Duplicate } from '@watchword/api/joint/cross.ts';
import type { Decision } from '@watchword/api/joint/cross-words.ts';
import type { JointOperation } from '@watchword/api/joint/plans.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { CountryName } from '../../ui/country-name.tsx';
import { Ltr } from '../../ui/ltr.tsx';
import { Problem } from '../../ui/problem.tsx';
import { sayMoment } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import classes from './links.module.css';

type RowProps = { readonly operation: JointOperation; readonly pair: Duplicate; readonly mayDecide: boolean; readonly onDone: () => void };

/** Two entries that could be one, what was said of them, and what can be said. */
export function DuplicateRow({ operation, pair, mayDecide, onDone }: RowProps): ReactNode {
  const { t, locale } = useWords();
  const [decision, setDecision] = useState<Decision>();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const { id, kind, score, state, one, other, decisions } = pair;
  const send = (): void => {
    if (decision === undefined) return;
    setBusy(true);
    setError(undefined);
    client.call(decideDuplicate, { params: { id: operation.id, duplicate: id }, body: { decision, reason } }).then(() => { setDecision(undefined); setReason(''); onDone(); }, setError).finally(() => setBusy(false));
  };
  const choices: readonly Decision[] = state === 'open' || state === 'theirs' ? ['same', 'apart'] : ['undo'];
  const score100 = score === undefined ? '' : new Intl.NumberFormat(locale, { style: 'percent' }).format(score);
  return (
    <>
      <p className={classes['title']}><span>{t(`operations.entity.${kind}`)}</span> <bdi>{one.shown}</bdi> <span aria-hidden>≈</span> {other.shown === undefined ? <CountryName code={other.country} /> : <bdi>{other.shown}</bdi>}</p>
      <p className={classes['facts']}>
        <span>{t(`operations.duplicates.state.${state}`)}</span>
        {score !== undefined && <span>{t('operations.duplicates.score', { score: score100 })}</span>}
        <span><CountryName code={other.country} /></span>
        <time dateTime={pair.at}>{sayMoment(pair.at, locale)}</time>
      </p>
      {decisions.map((said) => <p key={`${said.by} ${said.at}`} className={classes['facts']}><CountryName code={said.by} /><span>{t(`operations.duplicates.said.${said.decision}`)}</span><time dateTime={said.at}>{sayMoment(said.at, locale)}</time>{said.officer !== undefined && <Ltr>{said.officer}</Ltr>}{said.reason !== undefined && <bdi>{said.reason}</bdi>}</p>)}
      {decision !== undefined && (
        <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); send(); }}>
          {error !== undefined && <Problem error={asAppError(error)} />}
          <Textarea required autosize label={t('operations.duplicates.reason')} value={reason} maxLength={2000} onChange={(event) => setReason(event.currentTarget.value)} />
          <div className={classes['buttons']}>
            <Button type="submit" loading={busy}>{t(`operations.duplicates.say.${decision}`)}</Button>
            <Button variant="default" onClick={() => setDecision(undefined)}>{t('operations.links.cancel')}</Button>
          </div>
        </form>
      )}
      {mayDecide && decision === undefined && <div className={classes['buttons']}>{choices.map((choice) => <Button key={choice} size="sm" variant={choice === 'same' ? 'filled' : 'default'} aria-label={`${t(`operations.duplicates.say.${choice}`)}: ${one.shown}`} onClick={() => setDecision(choice)}>{t(`operations.duplicates.say.${choice}`)}</Button>)}</div>}
    </>
  );
}
