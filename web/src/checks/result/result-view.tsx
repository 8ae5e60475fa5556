import { Button } from '@mantine/core';
import { IconCheck, IconEyeOff, IconPrinter, IconRefresh } from '@tabler/icons-react';
import type { CheckAnswer } from '@watchword/api/checks/answers.ts';
import { type ReactNode, useEffect, useState } from 'react';
import { Ltr } from '../../ui/ltr.tsx';
import { Problem } from '../../ui/problem.tsx';
import { sayTime } from '../../words/say-dates.ts';
import { useWords, type Words } from '../../words/words.tsx';
import { echoOf } from '../questions.ts';
import { acknowledge, retry } from '../shift.ts';
import { answerOf, holdsScreen, isTooCommon, type OneCheck, verdictOf } from '../shift-states.ts';
import { showForm, useForm, useIsReady } from './case/asking.ts';
import { CaseButtons } from './case/case-parts.tsx';
import { MatchCard } from './match-card.tsx';
import { Comparison } from './persons/comparison.tsx';
import { PersonList } from './persons/person-list.tsx';
import { isPerson } from './persons/person-of.ts';
import { useFunctionKey } from './persons/use-function-key.ts';
import { VerdictShape } from './verdict-shape.tsx';
import { namesOf, verdictWords } from './verdict-words.ts';
import { ZoneFaults } from './zone-faults.tsx';
import classes from './result.module.css';

type ResultProps = { check: OneCheck; waiting: number; discreet: boolean; /** Covers the result again; absent when it is not covered in the first place. */ onCover: (() => void) | undefined };

/** The result of a check, all of it: verdict, matches, what was asked and of whom. */
export function ResultView({ check, waiting, discreet, onCover }: ResultProps): ReactNode {
  const words = useWords();
  const verdict = verdictOf(check);
  const { shape, word, meaning } = verdictWords(check, words);
  const answer = answerOf(check);
  return (
    <section className={classes['result']} data-verdict={verdict} data-discreet={discreet} aria-label={words.t('result.label')}>
      <header className={classes['verdict']}>
        <span className={classes['shape']}><VerdictShape shape={shape} size={56} /></span>
        <div>
          <h2 className={classes['word']}>{word}</h2>
          <p className={classes['meaning']}>{meaning}</p>
        </div>
      </header>
      <Asked check={check} words={words} />
      <Notes answer={answer} />
      {answer !== undefined && <Matches key={check.id} check={check} answer={answer} />}
      {check.state === 'failed' && !check.offline && <Problem error={check.error} title={words.t('result.noAnswer')} />}
      {answer?.mrz !== undefined && <ZoneFaults lines={check.question.subject.mrz ?? []} reading={answer.mrz} />}
      <Actions check={check} waiting={waiting} onCover={onCover} />
      {answer !== undefined && (
        <footer className={classes['foot']}>
          <ul>
            {answer.databases.map((one) => <li key={one.database}>{words.coded('database', one.database)}: {words.t(one.database === 'persons' && one.outcome === 'none' && isTooCommon(check) ? 'outcome.partly' : `outcome.${one.outcome}`)} · {words.t('result.asOf', { time: sayTime(one.asOf, words.locale) })}</li>)}
          </ul>
          <p>{words.t('result.receipt')} <Ltr>{answer.id} · {answer.receipt.entry}</Ltr></p>
        </footer>
      )}
    </section>
  );
}

/** Hits whole; persons who are only possible as a list, in whose place one at a time is compared. */
function Matches({ check, answer }: { check: OneCheck; answer: CheckAnswer }): ReactNode {
  const { t } = useWords();
  const possible = answer.matches.filter(isPerson).filter((match) => match.outcome === 'possible');
  const listed = possible.length > 1 ? possible : [];
  const whole = answer.matches.filter((match) => !listed.some(({ record }) => record === match.record));
  const [open, setOpen] = useState<string>();
  const [last, setLast] = useState<string>();
  const at = listed.findIndex(({ record }) => record === open);
  const [compared, next] = [listed[at], at === -1 ? undefined : listed[at + 1]];
  const firstWhole = whole.find(isPerson);
  const back = (): void => {
    setLast(open);
    setOpen(undefined);
  };
  return (
    <>
      {whole.map((match) => <MatchCard key={match.record} match={match} notice={answer.notice} check={check} isFirst={compared === undefined && match === firstWhole} />)}
      {listed.length > 0 && compared === undefined && <PersonList check={check} persons={listed} more={answer.more === true} last={last} hasKeys={firstWhole === undefined} onOpen={setOpen} />}
      {compared !== undefined && (
        <Comparison place={at + 1} count={listed.length} onBack={back} onNext={next === undefined ? undefined : () => setOpen(next.record)}>
          <MatchCard key={compared.record} match={compared} notice={answer.notice} check={check} isFirst />
        </Comparison>
      )}
      {compared === undefined && whole.length === 0 && answer.notice !== undefined && listed.length > 0 && <Notice text={answer.notice} />}
      {answer.more === true && listed.length === 0 && <p className={classes['caution']}>{t('result.more')}</p>}
    </>
  );
}

/** What is to be read again in the question, or else asked more closely. */
function Notes({ answer }: { answer: CheckAnswer | undefined }): ReactNode {
  const { language, coded } = useWords();
  return answer?.notes?.map((note) => <p key={`${note.code} ${note.field}`} className={classes['caution']}>{language === 'en' ? note.text : coded('note', note.code, note.text)}</p>);
}

function Notice({ text }: { text: string }): ReactNode {
  const { coded } = useWords();
  return <p className={classes['notice']}>{coded('notice', 'not-an-order', text)}</p>;
}

function Asked({ check, words }: { check: OneCheck; words: Words }): ReactNode {
  const { t, coded, locale } = words;
  const echo = echoOf(check.question);
  const answer = answerOf(check);
  return (
    <p className={classes['asked']}>
      {t('result.asked')} {t(`echo.${echo.kind}`)} {echo.kind === 'person' ? <bdi>{echo.text}</bdi> : <Ltr>{echo.text}</Ltr>}
      {echo.country !== undefined && <> · <bdi dir="ltr">{echo.country}</bdi></>}
      {' · '}{coded('purpose', check.purpose)} · <bdi dir="ltr">{sayTime(answer?.at ?? check.at, locale)}</bdi>
      {answer !== undefined && verdictOf(check) === 'hit' && <span className={classes['askedOf']}> · {namesOf(answer.databases, coded, locale)}</span>}
    </p>
  );
}

function Actions({ check, waiting, onCover }: Pick<ResultProps, 'check' | 'waiting' | 'onCover'>): ReactNode {
  const { t } = useWords();
  const verdict = verdictOf(check);
  const isMatch = verdict === 'hit' || verdict === 'possible';
  const isHeld = holdsScreen(check);
  const hasForm = useForm(check.id) !== undefined;
  const first = answerOf(check)?.matches.find(({ outcome }) => outcome === 'hit');
  const isReady = useIsReady();
  useFunctionKey('F2', () => (first === undefined ? undefined : showForm({ check: check.id, record: first.record, form: 'ask' })), first !== undefined && !isReady);
  useEffect(() => {
    // Only a result that can be read can be acknowledged: this part is not there while discreet mode covers it.
    const onKey = (event: KeyboardEvent): void => {
      if (isHeld && event.key === 'Enter' && event.ctrlKey) acknowledge();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isHeld]);
  return (
    <div className={classes['actions']} data-form={hasForm} data-held={isHeld}>
      {isMatch && <CaseButtons check={check} />}
      {isHeld && (
        <Button size="md" variant={verdict === 'hit' ? 'default' : 'filled'} onClick={acknowledge} leftSection={<IconCheck size={20} aria-hidden />} rightSection={<kbd className={classes['key']}>Ctrl ↵</kbd>}>
          {t('result.acknowledge')}
        </Button>
      )}
      {isMatch && check.acknowledged && <span className={classes['acknowledged']}>{t('result.acknowledged')}</span>}
      {(verdict === 'unchecked' || verdict === 'offline') && !isTooCommon(check) && <Button size="md" onClick={() => retry(check)} leftSection={<IconRefresh size={20} aria-hidden />}>{t('problem.retry')}</Button>}
      {isMatch && <Button size="md" variant="default" className={classes['print'] ?? ''} onClick={() => window.print()} leftSection={<IconPrinter size={20} aria-hidden />}>{t('result.print')}</Button>}
      {onCover !== undefined && <Button size="md" variant="default" onClick={onCover} leftSection={<IconEyeOff size={20} aria-hidden />}>{t('discreet.cover')}</Button>}
      {waiting > 0 && <strong className={classes['waiting']} role="status">{t('result.waiting', { count: waiting })}</strong>}
    </div>
  );
}
