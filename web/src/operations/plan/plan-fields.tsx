import { JointPlan } from '@watchword/api/joint/plans.ts';
import type { ReactNode } from 'react';
import { listFields } from '../../records/fields/schema.ts';
import { ContentInput } from '../field/form/content-input.tsx';
import classes from './plan.module.css';

/** The short fields stand side by side, the others beneath. */
const SHORT: ReadonlySet<string> = new Set(['code', 'name', 'from', 'to', 'days', 'unit', 'purpose', 'handlingCode']);
const FIELDS = listFields(JointPlan);

type PlanProps = { readonly plan: Readonly<Record<string, unknown>>; readonly onChange: (plan: Record<string, unknown>) => void; readonly errors: ReadonlyMap<string, string> };

/** Every field of a plan. */
export function PlanFields({ plan, onChange, errors }: PlanProps): ReactNode {
  const input = (field: (typeof FIELDS)[number]): ReactNode => <ContentInput key={field.name} field={field} value={plan[field.name]} errors={errors} path={`/${field.name}`} onChange={(value) => onChange({ ...plan, [field.name]: value })} />;
  return (
    <>
      <div className={classes['short']}>{FIELDS.filter(({ name }) => SHORT.has(name)).map(input)}</div>
      {FIELDS.filter(({ name }) => !SHORT.has(name)).map(input)}
    </>
  );
}
