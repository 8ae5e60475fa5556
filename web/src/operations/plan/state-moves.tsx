import { Button } from '@mantine/core';
import { moveJoint } from '@watchword/api/joint/operations.ts';
import type { JointOperation } from '@watchword/api/joint/plans.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { Problem } from '../../ui/problem.tsx';
import { useWords, type WordId } from '../../words/words.tsx';
import classes from './plan.module.css';
import { refreshOperation } from './refresh.ts';

type Move = { readonly to: 'open' | 'ended' | 'closed'; readonly word: WordId; readonly isFinal?: true };
const MOVES: Readonly<Record<JointOperation['state'], readonly Move[]>> = {
  planned: [{ to: 'open', word: 'operations.plan.open' }], open: [{ to: 'ended', word: 'operations.plan.end' }],
  ended: [{ to: 'open', word: 'operations.plan.reopen' }, { to: 'closed', word: 'operations.plan.close', isFinal: true }], closed: [],
};

/** Where an operation stands, and where its coordinator may move it. Closing is for good, so it is asked once more. */
export function StateMoves({ operation: { id, state, plan } }: { operation: JointOperation }): ReactNode {
  const { t } = useWords();
  const [isSure, setSure] = useState(false);
  const [error, setError] = useState<unknown>();
  const move = (to: Move['to']): void => {
    setError(undefined);
    client.call(moveJoint, { params: { id }, body: { to } }).then(() => refreshOperation(id), setError).finally(() => setSure(false));
  };
  return (
    <section className={classes['card']} aria-label={t('operations.plan.stands')}>
      <h2>{t('operations.plan.stands')}: {t(`operations.state.${state}`)}</h2>
      <p className={classes['hint']}>{t(`operations.plan.means.${state}`)}</p>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <div className={classes['buttons']}>
        {MOVES[state].map(({ to, word, isFinal }) => (isFinal === true && isSure
          ? <Button key={to} color="red" onClick={() => move(to)}>{t('operations.plan.closeSure', { code: plan.code })}</Button>
          : <Button key={to} variant={isFinal === true || state === 'ended' ? 'default' : 'filled'} onClick={() => (isFinal === true ? setSure(true) : move(to))}>{t(word)}</Button>))}
        {isSure && <Button variant="default" onClick={() => setSure(false)}>{t('form.cancel')}</Button>}
      </div>
    </section>
  );
}
