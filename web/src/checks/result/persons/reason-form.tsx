import { NOT_SAME_REASONS } from '@watchword/api/comparisons.ts';
import { Button, Radio } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useWords } from '../../../words/words.tsx';
import type { OneCheck } from '../../shift-states.ts';
import classes from './persons.module.css';

/** Why somebody is another person. */
export type NotSameReason = (typeof NOT_SAME_REASONS)[number];

type FormProps = { check: OneCheck; title: string; action: string; onSend: (reason: NotSameReason) => void; onClose: () => void };

/**
 * Asks why they are not the same. No reason is chosen beforehand: one that comes by itself would be given without a thought, and a
 * stray Enter would send it. Keys: arrows or space, Enter, Esc.
 */
export function ReasonForm({ check, title, action, onSend, onClose }: FormProps): ReactNode {
  const { t, coded } = useWords();
  const [chosen, setChosen] = useState<string>('');
  const [isMissing, setMissing] = useState(false);
  const { mrz, document } = check.question.subject;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const reason = NOT_SAME_REASONS.find((one) => one === chosen);
    if (reason === undefined) setMissing(true);
    else onSend(reason);
  };
  return (
    <form
      onSubmit={submit} className={classes['reasons']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Radio.Group
        value={chosen} onChange={(value) => { setChosen(value); setMissing(false); }} label={title}
        description={t(mrz === undefined && document === undefined ? 'compare.whyNotHintName' : 'compare.whyNotHint')} error={isMissing ? t('compare.reasonNeeded') : undefined}
      >
        <div className={classes['choices']}>
          {NOT_SAME_REASONS.map((reason, at) => <Radio key={reason} value={reason} label={coded('notSame', reason)} autoFocus={at === 0} />)}
        </div>
      </Radio.Group>
      <div className={classes['buttons']}>
        <Button type="submit" size="md">{action}</Button>
        <Button variant="default" size="md" onClick={onClose}>{t('compare.cancel')}</Button>
      </div>
    </form>
  );
}
