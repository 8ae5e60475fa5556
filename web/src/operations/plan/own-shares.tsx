import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { answerJoint } from '@watchword/api/joint/operations.ts';
import type { JointOperation } from '@watchword/api/joint/plans.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../words/words.tsx';
import { SharesFields } from '../list/invitation-form.tsx';
import classes from './plan.module.css';
import { refreshOperation } from './refresh.ts';

/** What the own country shares, to be changed, and the way out. */
export function OwnShares({ operation: { id, you, plan } }: { operation: JointOperation }): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const [shares, setShares] = useState(you.shares ?? { counts: 'nobody' as const, incidents: 'nobody' as const });
  const [isLeaving, setLeaving] = useState(false);
  const [told, setTold] = useState('');
  const [error, setError] = useState<unknown>();
  const keep = (): void => {
    setError(undefined);
    client.call(answerJoint, { params: { id }, body: { answer: 'accept', shares } }).then(async () => {
      setTold(t('operations.plan.sharesKept'));
      await refreshOperation(id);
    }, setError);
  };
  const leave = (): void => {
    client.call(answerJoint, { params: { id }, body: { answer: 'leave' } }).then(async () => {
      await refreshOperation(id);
      await navigate({ to: '/operations' });
    }, setError);
  };
  return (
    <section className={classes['card']} aria-label={t('operations.plan.yourShares')}>
      <h2>{t('operations.plan.yourShares')}</h2>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <form className={classes['invite']} onSubmit={(event) => { event.preventDefault(); keep(); }}>
        <SharesFields shares={shares} onChange={setShares} />
        <p className={classes['hint']}>{t('operations.shares.signed')}</p>
        <div className={classes['buttons']}>
          <Button type="submit">{t('operations.plan.keepShares')}</Button>
          {you.role === 'participant' && (isLeaving
            ? <><Button color="red" variant="outline" onClick={leave}>{t('operations.plan.leaveSure', { code: plan.code })}</Button><Button variant="default" onClick={() => setLeaving(false)}>{t('form.cancel')}</Button></>
            : <Button variant="default" onClick={() => setLeaving(true)}>{t('operations.plan.leave')}</Button>)}
        </div>
        <p role="status">{told}</p>
      </form>
    </section>
  );
}
