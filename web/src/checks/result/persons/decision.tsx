import type { AppError } from '@watchword/api/errors.ts';
import { Button } from '@mantine/core';
import { IconUserCheck, IconUserX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Problem } from '../../../ui/problem.tsx';
import { sayDay } from '../../../words/say-dates.ts';
import { useWords } from '../../../words/words.tsx';
import type { Compared, OneCheck } from '../../shift-states.ts';
import type { PersonOf } from './person-of.ts';
import { ReasonForm } from './reason-form.tsx';
import { sendComparison } from './send-comparison.ts';
import { useFunctionKey } from './use-function-key.ts';
import classes from './persons.module.css';

/** Same, or not the same: the officer says, with a reason, and the next one is told. Keys: F4, arrows, Enter. */
export function Decision({ check, match, isFirst }: { check: OneCheck; match: PersonOf; isFirst: boolean }): ReactNode {
  const { t } = useWords();
  const [asks, setAsks] = useState(false);
  const [problem, setProblem] = useState<AppError>();
  const decided = check.compared?.[match.record];
  useFunctionKey('F4', () => setAsks(true), isFirst);
  const send = async (found: Pick<Parameters<typeof sendComparison>[1], 'finding' | 'reason'>): Promise<void> => {
    const failure = await sendComparison(check, { records: [match.record], ...found });
    setProblem(failure);
    if (failure === undefined) setAsks(false);
  };
  return (
    <div className={classes['decision']}>
      {decided !== undefined && <Decided decided={decided} />}
      {problem !== undefined && <Problem error={problem} title={t('compare.failed')} />}
      {asks ? (
        <ReasonForm check={check} title={t('compare.whyNot')} action={t('compare.notSameAction')} onSend={(reason) => void send({ finding: 'not-same', reason })} onClose={() => setAsks(false)} />
      ) : (
        <div className={classes['buttons']}>
          <Button variant="default" size="md" leftSection={<IconUserX size={20} aria-hidden />} rightSection={isFirst ? <kbd className={classes['key']}>F4</kbd> : undefined} onClick={() => setAsks(true)}>{t('compare.notSameAction')}</Button>
          <Button variant="default" size="md" leftSection={<IconUserCheck size={20} aria-hidden />} onClick={() => void send({ finding: 'same' })}>{t('compare.sameAction')}</Button>
        </div>
      )}
    </div>
  );
}

/** What the officer said, and who will be told. It takes the focus, which the form that is gone had. */
function Decided({ decided: { finding, until } }: { decided: Compared }): ReactNode {
  const { t, locale } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
  }, [finding]);
  return (
    <div ref={box} className={classes['said']} role="status" tabIndex={-1}>
      <p className={classes['decided']}>{t(`compare.${finding}`)}</p>
      {finding === 'same' && <p>{t('compare.sameNow')}</p>}
      {finding === 'not-same' && <p>{until === undefined ? t('compare.notTold') : t('compare.told', { day: sayDay(until, locale) })}</p>}
    </div>
  );
}
