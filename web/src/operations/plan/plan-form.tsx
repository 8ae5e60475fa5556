import { Button } from '@mantine/core';
import type { FieldError } from '@watchword/api/errors.ts';
import { JointPlan } from '@watchword/api/joint/plans.ts';
import { type FormEvent, type ReactNode, useState } from 'react';
import { asAppError } from '../../api.ts';
import { withoutEmpty } from '../../records/content.ts';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../words/words.tsx';
import { faultsOfShape } from '../field/form/check-content.ts';
import { PlanFields } from './plan-fields.tsx';
import classes from './plan.module.css';

type FormProps = { readonly first: Readonly<Record<string, unknown>>; readonly submit: string; readonly onSubmit: (plan: JointPlan) => Promise<unknown>; readonly onCancel?: () => void; readonly children?: ReactNode };

/** A plan as it is being written. */
export function PlanForm({ first, submit, onSubmit, onCancel, children }: FormProps): ReactNode {
  const { t, coded } = useWords();
  const [plan, setPlan] = useState<Record<string, unknown>>({ days: 'local', ...first });
  const [faults, setFaults] = useState<readonly FieldError[]>([]);
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const errors = new Map(faults.map(({ pointer, code, detail }) => [pointer.replace(/^(\/body)?(\/plan)?/, ''), coded('mend', code, detail)]));
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const tidy = withoutEmpty(plan);
    const found = faultsOfShape(JointPlan, tidy);
    setFaults(found);
    setError(undefined);
    if (found.length > 0) return;
    setBusy(true);
    onSubmit(tidy as JointPlan)
      .catch((failed: unknown) => {
        setError(failed);
        setFaults(asAppError(failed).details.errors ?? []);
      })
      .finally(() => setBusy(false));
  };
  return (
    <form className={classes['form']} noValidate onSubmit={send} aria-label={t('operations.plan.title')}>
      {error !== undefined && <Problem error={asAppError(error)} />}
      {faults.length > 0 && error === undefined && <p className={classes['faults']} role="alert">{t('operations.field.faults', { count: faults.length })}</p>}
      <PlanFields plan={plan} onChange={setPlan} errors={errors} />
      {children}
      <div className={classes['buttons']}><Button type="submit" size="md" loading={isBusy}>{submit}</Button>{onCancel !== undefined && <Button size="md" variant="default" onClick={onCancel}>{t('form.cancel')}</Button>}</div>
    </form>
  );
}
