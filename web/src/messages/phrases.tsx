import { Button } from '@mantine/core';
import { PHRASES } from '@watchword/sdk/mailbox/phrases.ts';
import { templateLanguage } from '@watchword/sdk/mailbox/templates.ts';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';
import classes from './messages.module.css';

/** Sentences that are written again and again, in the language of the message. */
export function Phrases({ language, onChoose }: { language: string; onChoose: (text: string) => void }): ReactNode {
  const { t } = useWords();
  const chosen = templateLanguage(language) ?? 'en';
  return (
    <details className={classes['cipher']}>
      <summary>{t('messages.phrases')}</summary>
      <div className={classes['phrases']} lang={chosen} dir={chosen === 'ar' ? 'rtl' : 'ltr'}>
        {PHRASES.map((phrase) => <Button key={phrase.en} size="compact-sm" variant="default" onClick={() => onChoose(phrase[chosen])}>{phrase[chosen]}</Button>)}
      </div>
    </details>
  );
}
