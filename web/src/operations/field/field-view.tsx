import { Button, NativeSelect, Skeleton } from '@mantine/core';
import type { FieldOperation } from '@watchword/api/joint/field.ts';
import type { QueuedReport } from '@watchword/sdk/joint/report-queue.ts';
import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../../words/words.tsx';
import classes from './field.module.css';
import { draftOf } from './form/quick-draft.ts';
import { QuickForm } from './form/quick-form.tsx';
import { keepPages } from './phone/keep-pages.ts';
import { report, usePhone } from './phone/phone.ts';
import { WaitingList } from './waiting-list.tsx';

/** The form of 20 seconds with what waits beside it. `until`: when the session ends in any case, undefined where no server could be asked. `operation`: only this one. */
export function FieldView({ until, operation: only }: { until: number | undefined; operation?: string }): ReactNode {
  const { t } = useWords();
  const { state, operations, reports, others } = usePhone(until);
  const [chosen, setChosen] = useState('');
  const [mending, setMending] = useState<QueuedReport>();
  const [told, setTold] = useState('');
  useEffect(keepPages, []);
  if (state === 'opening') return <Skeleton height={320} />;
  if (state === 'none') return <p className={classes['notice']}>{t('operations.field.noKey')}</p>;
  if (state === 'unable') return <p className={classes['notice']}>{t('operations.field.unable')}</p>;
  if (operations === undefined) return <p className={classes['notice']}>{t('operations.field.neverOnline')}</p>;
  const open = operations.filter(({ id }) => only === undefined || id === only);
  const operation = open.find(({ id }) => id === (mending?.operation ?? chosen)) ?? open.find((one) => one.state === 'open') ?? open[0];
  const keep = async (into: FieldOperation, filled: Parameters<React.ComponentProps<typeof QuickForm>['onFilled']>[0]): Promise<void> => {
    await report({ ...filled, operation: into.id, id: mending?.id });
    setMending(undefined);
    setTold(t('operations.field.kept'));
  };
  return (
    <div className={classes['field']}>
      <div>
        {mending !== undefined && <p className={classes['notice']}>{t('operations.field.mending')} <Button variant="default" onClick={() => setMending(undefined)}>{t('form.cancel')}</Button></p>}
        {open.length > 1 && mending === undefined && <NativeSelect mb="sm" size="md" label={t('operations.field.operation')} value={operation?.id ?? ''} data={open.map(({ id, code, name }) => ({ value: id, label: `${name} (${code})` }))} onChange={(event) => setChosen(event.currentTarget.value)} />}
        {open.length === 1 && only === undefined && operation !== undefined && <p className={classes['hint']}>{operation.name} <bdi dir="ltr" className="mono">{operation.code}</bdi></p>}
        {operation === undefined
          ? <p className={classes['empty']}>{t('operations.field.none')}</p>
          : <>
              {operation.state === 'ended' && <p className={classes['hint']}>{t('operations.field.ended')}</p>}
              <QuickForm key={mending?.id ?? operation.id} operation={operation} first={mending?.content === undefined ? undefined : draftOf(mending.content, mending.share)} faults={mending?.refusal?.errors} onFilled={(filled) => keep(operation, filled)} />
            </>}
        <p role="status" className={classes['hint']}>{told}</p>
      </div>
      <div className={classes['side']}>
        <WaitingList reports={reports.filter((one) => only === undefined || one.operation === only)} operations={operations} others={others} onMend={(one) => { setMending(one); window.scrollTo(0, 0); }} />
      </div>
    </div>
  );
}
