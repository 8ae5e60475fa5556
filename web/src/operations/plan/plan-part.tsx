import { Button } from '@mantine/core';
import { IconCopy, IconFileExport, IconPencil } from '@tabler/icons-react';
import { amendJoint } from '@watchword/api/joint/operations.ts';
import type { JointPlan } from '@watchword/api/joint/plans.ts';
import { type ReactNode, useState } from 'react';
import { client } from '../../api.ts';
import { useSession } from '../../session/session.ts';
import { save } from '../../ui/save.ts';
import { useWords } from '../../words/words.tsx';
import { ContentList } from '../field/incidents/say-content.tsx';
import { useThisOperation } from '../frame.tsx';
import { CopyForm } from './copy-form.tsx';
import { Members } from './members.tsx';
import { OwnShares } from './own-shares.tsx';
import { formatPlan } from './plan-file.ts';
import { Places } from './places.tsx';
import { PlanForm } from './plan-form.tsx';
import classes from './plan.module.css';
import { refreshOperation } from './refresh.ts';
import { StateMoves } from './state-moves.tsx';

/** The plan of an operation: what was agreed, who takes part, what the own country shares, and what the coordinator does with it. */
export function PlanPart(): ReactNode {
  const { t } = useWords();
  const { session } = useSession();
  const operation = useThisOperation();
  const [doing, setDoing] = useState<'amend' | 'copy'>();
  const { id, plan, members, version, you, state } = operation;
  const { hotspots, checkpoints, ...others } = plan;
  const manages = session?.caller?.permissions.includes('operation:manage') === true && you.state === 'accepted';
  const isCoordinator = manages && you.role === 'coordinator';
  const amend = async (changed: JointPlan): Promise<void> => {
    await client.call(amendJoint, { params: { id }, body: changed }, { version });
    await refreshOperation(id);
    setDoing(undefined);
  };
  return (
    <div className={classes['plan']}>
      <div className={classes['buttons']}>
        {isCoordinator && state !== 'closed' && doing !== 'amend' && <Button variant="default" leftSection={<IconPencil size={18} aria-hidden />} onClick={() => setDoing('amend')}>{t('operations.plan.change')}</Button>}
        {manages && you.role !== 'partner' && doing !== 'copy' && <Button variant="default" leftSection={<IconCopy size={18} aria-hidden />} onClick={() => setDoing('copy')}>{t('operations.plan.copy')}</Button>}
        {you.role !== 'partner' && <Button variant="default" leftSection={<IconFileExport size={18} aria-hidden />} onClick={() => save(new Blob([formatPlan(plan, members)], { type: 'application/json' }), `${plan.code.toLowerCase()}-plan.json`)}>{t('operations.plan.export')}</Button>}
      </div>
      {isCoordinator && <StateMoves operation={operation} />}
      {doing === 'copy' && <CopyForm operation={operation} onCancel={() => setDoing(undefined)} />}
      {doing === 'amend'
        ? <PlanForm key={version} first={plan} submit={t('operations.plan.save')} onSubmit={amend} onCancel={() => setDoing(undefined)} />
        : <section className={classes['card']} aria-label={t('operations.plan.title')}><h2>{t('operations.plan.title')}</h2><ContentList content={others} /></section>}
      {doing !== 'amend' && <Places title={t('operations.plan.hotspots')} places={hotspots} />}
      {doing !== 'amend' && <Places title={t('operations.plan.checkpoints')} places={checkpoints} />}
      <Members operation={operation} mayInvite={isCoordinator && state !== 'closed'} />
      {manages && you.role !== 'partner' && state !== 'closed' && <OwnShares key={version} operation={operation} />}
    </div>
  );
}
