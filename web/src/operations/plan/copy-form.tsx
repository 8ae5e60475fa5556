import { Button, Checkbox, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { FieldError } from '@watchword/api/errors.ts';
import { copyJoint } from '@watchword/api/joint/operations.ts';
import { JointPlan, type JointOperation } from '@watchword/api/joint/plans.ts';
import { type FormEvent, type ReactNode, useState } from 'react';
import { asAppError, client } from '../../api.ts';
import { parseTypedDay } from '../../checks/questions.ts';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../words/words.tsx';
import { faultsOfShape } from '../field/form/check-content.ts';
import classes from './plan.module.css';
import { refreshOperation } from './refresh.ts';

const ASKED = ['name', 'code', 'from', 'to'] as const;

/** Replicates an operation: its plan for another region or year, without anything that was reported. */
export function CopyForm({ operation: { id, plan }, onCancel }: { operation: JointOperation; onCancel: () => void }): ReactNode {
  const { t, coded } = useWords();
  const navigate = useNavigate();
  const [fields, setFields] = useState({ name: plan.name, code: `${plan.code}-II`.slice(0, 30), from: '', to: '' });
  const [isInviting, setInviting] = useState(true);
  const [faults, setFaults] = useState<readonly FieldError[]>([]);
  const [error, setError] = useState<unknown>();
  const copy = (event: FormEvent): void => {
    event.preventDefault();
    const day = (text: string): string => parseTypedDay(text) ?? text;
    const body = { ...fields, from: day(fields.from), to: day(fields.to) };
    const found = faultsOfShape(JointPlan, { ...body, days: plan.days });
    setFaults(found);
    setError(undefined);
    if (found.length > 0) return;
    client.call(copyJoint, { params: { id }, body: { ...body, ...(isInviting && { invite: true }) } }).then(async (made) => {
      await refreshOperation(made.id);
      await navigate({ to: '/operations/$id/plan', params: { id: made.id } });
      onCancel();
    }, (failed: unknown) => {
      setError(failed);
      setFaults(asAppError(failed).details.errors ?? []);
    });
  };
  return (
    <form className={`${classes['card']} ${classes['invite']}`} noValidate onSubmit={copy} aria-label={t('operations.plan.copy')}>
      <h2>{t('operations.plan.copy')}</h2>
      <p className={classes['hint']}>{t('operations.plan.copyHint')}</p>
      {error !== undefined && <Problem error={asAppError(error)} />}
      <div className={classes['short']}>
        {ASKED.map((name) => {
          const fault = faults.find(({ pointer }) => pointer.endsWith(`/${name}`));
          return <TextInput key={name} label={t(`operations.content.${name}`)} required value={fields[name]} {...(name !== 'name' && { dir: 'ltr' as const })} {...(name === 'from' || name === 'to' ? { placeholder: '2026-11-24', inputMode: 'numeric' as const } : {})} maxLength={120} error={fault === undefined ? undefined : coded('mend', fault.code, fault.detail)} onChange={(event) => setFields({ ...fields, [name]: name === 'code' ? event.currentTarget.value.toUpperCase() : event.currentTarget.value })} />;
        })}
      </div>
      <Checkbox label={t('operations.plan.copyInvite')} checked={isInviting} onChange={(event) => setInviting(event.currentTarget.checked)} />
      <div className={classes['buttons']}><Button type="submit">{t('operations.plan.copyNow')}</Button><Button variant="default" onClick={onCancel}>{t('form.cancel')}</Button></div>
    </form>
  );
}
