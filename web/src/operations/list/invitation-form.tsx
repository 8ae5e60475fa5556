import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { answerJoint } from '@watchword/api/joint/operations.ts';
import type { JointOperation, Shares } from '@watchword/api/joint/plans.ts';
import { type Share, SHARES } from '@watchword/api/joint/words.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client, queries } from '../../api.ts';
import { useSession } from '../../session/session.ts';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../words/words.tsx';
import { OPERATIONS_KEY, operationKey } from '../queries.ts';
import classes from './list.module.css';

/** What a country shares when it has said nothing else: its numbers with all, its reports with the coordinator. */
const FIRST: Shares = { counts: 'all', incidents: 'coordinator' };

/** Accepts an invitation with what the own country shares, or declines it. */
export function InvitationForm({ operation: { id, plan } }: { operation: JointOperation }): ReactNode {
  const { t } = useWords();
  const { session } = useSession();
  const [shares, setShares] = useState(FIRST);
  const [isDeclining, setDeclining] = useState(false);
  const answer = useMutation({
    mutationFn: (how: 'accept' | 'decline') => client.call(answerJoint, { params: { id }, body: how === 'accept' ? { answer: how, shares } : { answer: how } }),
    onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: OPERATIONS_KEY }), queries.invalidateQueries({ queryKey: operationKey(id) })]),
  });
  if (session?.caller?.permissions.includes('operation:manage') !== true) return <p className={classes['hint']}>{t('operations.list.deskAnswers')}</p>;
  return (
    <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); answer.mutate('accept'); }}>
      {answer.error !== null && <Problem error={asAppError(answer.error)} />}
      <SharesFields shares={shares} onChange={setShares} />
      <p className={classes['hint']}>{t('operations.shares.signed')}</p>
      <div className={classes['buttons']}>
        <Button type="submit" loading={answer.isPending && answer.variables === 'accept'}>{t('operations.list.accept')}</Button>
        {isDeclining
          ? <><Button color="red" variant="outline" loading={answer.isPending && answer.variables === 'decline'} onClick={() => answer.mutate('decline')}>{t('operations.list.declineSure', { code: plan.code })}</Button><Button variant="default" onClick={() => setDeclining(false)}>{t('form.cancel')}</Button></>
          : <Button variant="default" onClick={() => setDeclining(true)}>{t('operations.list.decline')}</Button>}
      </div>
    </form>
  );
}

/** What of its own a country shares, and with whom. */
export function SharesFields({ shares, onChange }: { shares: Shares; onChange: (shares: Shares) => void }): ReactNode {
  const { t } = useWords();
  const options = SHARES.map((share) => ({ value: share, label: t(`operations.share.${share}`) }));
  const set = (field: 'counts' | 'incidents', chosen: string): void => {
    const share: Share | undefined = SHARES.find((one) => one === chosen);
    if (share !== undefined) onChange({ ...shares, [field]: share });
  };
  const flag = (field: 'names' | 'compares', isOn: boolean): void => {
    const { [field]: _, ...rest } = shares;
    onChange({ ...rest, ...(isOn && { [field]: true as const }) });
  };
  return (
    <>
      <div className={classes['fields']}>
        <NativeSelect label={t('operations.shares.counts')} description={t('operations.shares.countsHint')} value={shares.counts} data={options} onChange={(event) => set('counts', event.currentTarget.value)} />
        <NativeSelect label={t('operations.shares.incidents')} description={t('operations.shares.incidentsHint')} value={shares.incidents} data={options} onChange={(event) => set('incidents', event.currentTarget.value)} />
      </div>
      <Checkbox label={t('operations.shares.names')} checked={shares.names === true} onChange={(event) => flag('names', event.currentTarget.checked)} />
      <Checkbox label={t('operations.shares.compares')} checked={shares.compares === true} onChange={(event) => flag('compares', event.currentTarget.checked)} />
    </>
  );
}
