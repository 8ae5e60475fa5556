import { Button, UnstyledButton } from '@mantine/core';
import { IconSend, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useNow } from '../../../ui/use-now.ts';
import { useWords } from '../../../words/words.tsx';
import { echoOf } from '../../questions.ts';
import { answerOf, type OneCheck } from '../../shift-states.ts';
import { showCheck, useShift } from '../../shift.ts';
import { isPerson } from '../persons/person-of.ts';
import { useFunctionKey } from '../persons/use-function-key.ts';
import { setReady, showForm } from './asking.ts';
import { wordOf } from './case-answer.tsx';
import { CaseClock } from './case-steps.tsx';
import { isEarlierAnswer, useCases, useCasesOf, useMayAsk } from './use-cases.ts';
import classes from './case.module.css';

/** F2 and F4 for the first hit of a result: ask the owner, or say that it is not the same. */
export function CaseButtons({ check }: { check: OneCheck }): ReactNode {
  const { t } = useWords();
  const mayAsk = useMayAsk();
  const standings = useCases(check);
  const hits = (answerOf(check)?.matches ?? []).filter(({ record, outcome }) => outcome === 'hit' || check.compared?.[record]?.finding === 'same');
  // The keys are for the first hit of this check that nobody has asked about, or of which only an earlier check was answered.
  const match = hits.find(({ record }) => {
    const standing = standings?.find((one) => one.record === record);
    return standing === undefined || (standing.state === 'open' && standing.waiting === undefined) || isEarlierAnswer(check, standing);
  });
  const canAsk = mayAsk && match !== undefined && check.compared?.[match.record]?.finding !== 'not-same';
  const canRefuse = canAsk && !isPerson(match);
  const ask = (): void => (match === undefined ? undefined : showForm({ check: check.id, record: match.record, form: 'ask' }));
  const refuse = (): void => (match === undefined ? undefined : showForm({ check: check.id, record: match.record, form: 'not-same' }));
  useEffect(setReady, []);
  useFunctionKey('F2', ask, canAsk);
  useFunctionKey('F4', refuse, canRefuse);
  if (!canAsk) return null;
  return (
    <>
      <Button size="md" onClick={ask} leftSection={<IconSend size={20} aria-hidden className="mirrored" />} rightSection={<kbd className={classes['key']}>F2</kbd>}>{t('hit.askOwner')}</Button>
      {canRefuse && <Button size="md" variant="default" onClick={refuse} leftSection={<IconX size={20} aria-hidden />} rightSection={<kbd className={classes['key']}>F4</kbd>}>{t('compare.notSameAction')}</Button>}
    </>
  );
}

/** The same as the traveller may see it: a word without colour. */
export function CaseGlyph({ check }: { check: OneCheck }): ReactNode {
  const { coded } = useWords();
  const now = useNow();
  const words = (useCases(check) ?? []).filter((one) => !isEarlierAnswer(check, one)).map((one) => wordOf(one, now)).filter((word) => word !== undefined);
  return words.map((word, at) => <span key={at} className={classes['glyph']}>{coded('hitWord', word)}</span>);
}

/** Hits of this shift that wait for an answer, or have one that nobody has looked at, while something else is on the screen. */
export function CaseStrip(): ReactNode {
  const { t, coded } = useWords();
  const { checks, shown } = useShift();
  const withHits = checks.filter((check) => answerOf(check)?.outcome === 'hit' || check.compared !== undefined);
  const standings = useCasesOf(withHits);
  const now = useNow();
  const seen = useRef(new Set<string>());
  const [said, setSaid] = useState('');
  const rows = withHits.flatMap((check, at) => (standings[at] ?? []).flatMap((standing) => {
    const word = isEarlierAnswer(check, standing) ? undefined : wordOf(standing, now);
    return word === undefined || word === 'withdrawn' || word === 'stopped' || standing.state === 'closed' ? [] : [{ check, standing, word }];
  }));
  const answers = rows.filter(({ word }) => word !== 'asked').map(({ standing, word, check }) => ({ key: `${standing.id}:${word}`, text: `${coded('hitWord', word)}. ${echoOf(check.question).text}` }));
  const all = answers.map(({ key, text }) => `${key} ${text}`).join('\n');
  useEffect(() => {
    const fresh = all.split('\n').filter((line) => line !== '' && !seen.current.has(line));
    for (const line of fresh) seen.current.add(line);
    const [newest] = fresh;
    if (newest !== undefined) setSaid(newest.slice(newest.indexOf(' ') + 1));
  }, [all]);
  const elsewhere = rows.filter(({ check }) => check.id !== shown);
  return (
    <>
      <div role="alert" className={classes['unseen']}>{said}</div>
      {elsewhere.length > 0 && (
        <ul className={classes['strip']} aria-label={t('hit.strip')}>
          {elsewhere.map(({ check, standing, word }) => (
            <li key={standing.id}>
              <UnstyledButton className={classes['stripRow']} data-word={word} onClick={() => showCheck(check.id)}>
                <bdi dir={echoOf(check.question).kind === 'person' ? 'auto' : 'ltr'} className="mono">{echoOf(check.question).text}</bdi>
                <strong>{coded('hitWord', word)}</strong>
                <CaseClock of={standing} />
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
