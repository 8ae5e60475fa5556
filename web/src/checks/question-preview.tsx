import type { ReactNode } from 'react';
import { CountryName } from '../ui/country-name.tsx';
import { Ltr } from '../ui/ltr.tsx';
import { useWords } from '../words/words.tsx';
import { echoOf, type Question } from './questions.ts';
import classes from './check.module.css';

/** How the text in the field is understood, before it is asked. */
export function QuestionPreview({ text, question }: { text: string; question: Question | undefined }): ReactNode {
  const { t } = useWords();
  if (text.trim() === '' || question === undefined) return <p className={classes['preview']}>{t('check.hint')}</p>;
  const echo = echoOf(question);
  return (
    <p className={classes['preview']}>
      {t('check.understood')} {t(`echo.${echo.kind}`)} <Ltr>{echo.text}</Ltr>
      {echo.country !== undefined && <> · <CountryName code={echo.country} /></>}
      {question.also !== undefined && <> · {t('check.alsoWhole')}</>}
    </p>
  );
}
