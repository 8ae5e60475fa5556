import { Radio } from '@mantine/core';
import { type Purpose, PURPOSES } from '@watchword/api/checks/purposes.ts';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';
import { NEVER_STICK } from './shift.ts';
import classes from './check.module.css';

type ChoiceProps = { value: Purpose | undefined; onChange: (purpose: Purpose) => void };

/** Why the officer asks. Arrow keys move through the list; two purposes hold for one check only, and say so. */
export function PurposeChoice({ value, onChange }: ChoiceProps): ReactNode {
  const { t } = useWords();
  return (
    <Radio.Group value={value ?? null} onChange={(chosen) => onChange(PURPOSES.find((one) => one === chosen) ?? 'border-control')} label={t('purpose.question')} description={t('purpose.hint')} size="md">
      <div className={classes['purposes']}>
        {PURPOSES.map((purpose) => (
          <Radio key={purpose} value={purpose} size="md" label={t(`purpose.${purpose}`)} {...(NEVER_STICK.has(purpose) && { description: t('purpose.once') })} />
        ))}
      </div>
    </Radio.Group>
  );
}
