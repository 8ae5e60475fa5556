import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { sayTime } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { echoOf } from './questions.ts';
import { VerdictShape } from './result/verdict-shape.tsx';
import { verdictWords } from './result/verdict-words.ts';
import { showCheck, useShift } from './shift.ts';
import classes from './check.module.css';

/** The last checks of this shift. They live in memory only and are gone with the page. */
export function History(): ReactNode {
  const words = useWords();
  const { checks, shown } = useShift();
  return (
    <section aria-labelledby="history-title" className={classes['aside']}>
      <h2 id="history-title" className={classes['asideTitle']}>{words.t('history.title')}</h2>
      {checks.length === 0 && <p className={classes['quiet']}>{words.t('history.empty')}</p>}
      <ol className={classes['history']} reversed>
        {checks.map((check) => {
          const { shape, word } = verdictWords(check, words);
          const echo = echoOf(check.question);
          return (
            <li key={check.id}>
              <UnstyledButton className={classes['past']} aria-current={check.id === shown} onClick={() => showCheck(check.id)}>
                <VerdictShape shape={shape} size={20} />
                <span className={classes['pastText']}><bdi dir={echo.kind === 'person' ? 'auto' : 'ltr'}>{echo.country === undefined ? echo.text : `${echo.text} ${echo.country}`}</bdi></span>
                <span className={classes['pastWord']}>{word}</span>
                <bdi dir="ltr" className={classes['pastTime']}>{sayTime(check.at, words.locale, false)}</bdi>
              </UnstyledButton>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
