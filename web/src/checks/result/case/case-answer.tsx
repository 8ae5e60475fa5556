import { IconCircleCheck, IconCircleX, IconClockPause, IconClockX, IconHandStop, IconShieldHalf } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useNow } from '../../../ui/use-now.ts';
import { sayMoment } from '../../../words/say-dates.ts';
import { useWords, type Words } from '../../../words/words.tsx';
import { type Case, clockOf } from './clock-of.ts';
import classes from './case.module.css';

/** What stands first of a hit that was asked about: CONFIRMED, NOT CONFIRMED, NO ANSWER, NEED TIME. */
export type AnswerWord = 'confirmed' | 'not-confirmed' | 'no-answer' | 'need-time' | 'withdrawn' | 'stopped' | 'asked';

const SIGNS = { confirmed: IconCircleCheck, 'not-confirmed': IconCircleX, 'no-answer': IconClockX, 'need-time': IconClockPause, withdrawn: IconHandStop, stopped: IconShieldHalf, asked: IconClockPause } as const;

/** The word of a hit; undefined while nobody has asked. `now`: ms since 1970. */
export function wordOf(of: Case, now: number): AnswerWord | undefined {
  if (of.answer !== undefined && of.state !== 'withdrawn' && of.state !== 'stopped') return of.answer.verdict;
  if (of.state === 'withdrawn' || of.state === 'stopped') return of.state;
  const clock = clockOf(of, now);
  if (clock === undefined) return undefined;
  if (clock.left < 0 || of.request?.overdue === true) return 'no-answer';
  return of.state === 'need-time' ? 'need-time' : 'asked';
}

/** The answer of the owner in one word, with its shape, what it means and what it does not. */
export function CaseAnswer({ of, isQuiet = false }: { of: Case; /** An answer to something else, which must not be taken for one to this. */ isQuiet?: boolean }): ReactNode {
  const words = useWords();
  const word = wordOf(of, useNow());
  if (word === undefined || word === 'asked') return null;
  const Sign = SIGNS[word];
  return (
    <div className={classes['answer']} data-word={word} data-quiet={isQuiet}>
      <p className={classes['word']}><Sign size={34} aria-hidden /> {words.coded('hitWord', word)}</p>
      <p>{words.coded('hitMeaning', word)}</p>
      {of.answer !== undefined && word !== 'withdrawn' && word !== 'stopped' && <AnswerDetails answer={of.answer} words={words} />}
    </div>
  );
}

function AnswerDetails({ answer, words: { t, coded, locale } }: { answer: NonNullable<Case['answer']>; words: Words }): ReactNode {
  return (
    <>
      <ul className={classes['said']}>
        <li>{t('hit.saidValid')} <strong>{coded('hitValid', answer.valid)}</strong></li>
        <li>{t('hit.saidSame')} <strong>{coded('hitSame', answer.same)}</strong></li>
      </ul>
      {answer.instruction !== undefined && <blockquote className={classes['instruction']}><span>{t('hit.instruction')}</span> <bdi>{answer.instruction}</bdi></blockquote>}
      <p className={classes['quiet']}><bdi dir="ltr">{answer.by}</bdi> · {sayMoment(answer.at, locale)}{answer.heard === true && <> · {t('hit.heard')}</>}{answer.seconds > 0 && <> · {t('hit.tookTime', { minutes: Math.max(1, Math.round(answer.seconds / 60)) })}</>}</p>
    </>
  );
}
