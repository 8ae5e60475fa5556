import { Checkbox, FileButton, Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { createJoint, inviteToJoint } from '@watchword/api/joint/operations.ts';
import type { JointPlan, Shares } from '@watchword/api/joint/plans.ts';
import { type ReactNode, useState } from 'react';
import { asAppError, client, queries } from '../../api.ts';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../words/words.tsx';
import { SharesFields } from '../list/invitation-form.tsx';
import { OPERATIONS_KEY } from '../queries.ts';
import { parsePlan, type PlanFile } from './plan-file.ts';
import { PlanForm } from './plan-form.tsx';
import classes from './plan.module.css';

/** A new operation, planned here or taken from a file. */
export function NewPlanPage(): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const [file, setFile] = useState<PlanFile>();
  const [error, setError] = useState<unknown>();
  const [shares, setShares] = useState<Shares>({ counts: 'all', incidents: 'nobody' });
  const [isInviting, setInviting] = useState(true);
  const guests = file?.invite ?? [];
  const take = (taken: File | null): void => {
    setError(undefined);
    void taken?.text().then((text) => setFile(parsePlan(text))).catch(setError);
  };
  const create = async (plan: JointPlan): Promise<void> => {
    const { id } = await client.call(createJoint, { body: { plan, shares } });
    for (const role of isInviting ? (['participant', 'partner'] as const) : []) {
      const organisations = guests.filter((guest) => guest.role === role).map(({ organisation }) => organisation);
      // Whoever is not of this network is invited by hand, or not at all: the operation stands.
      if (organisations.length > 0) await client.call(inviteToJoint, { params: { id }, body: { organisations, role } }).catch(() => undefined);
    }
    await queries.invalidateQueries({ queryKey: OPERATIONS_KEY });
    await navigate({ to: '/operations/$id/plan', params: { id } });
  };
  return (
    <Page title={t('operations.plan.new')} wide actions={<FileButton accept="application/json,.json" onChange={take}>{(props) => <Button {...props} variant="default" leftSection={<IconFileImport size={18} aria-hidden />}>{t('operations.plan.import')}</Button>}</FileButton>}>
      {error !== undefined && <Problem error={asAppError(error)} title={t('operations.plan.noFile')} />}
      {file !== undefined && <p role="status" className={classes['hint']}>{t('operations.plan.imported', { name: file.plan.name, count: guests.length })}</p>}
      <PlanForm key={file === undefined ? 'new' : file.plan.code} first={file?.plan ?? {}} submit={t('operations.plan.create')} onSubmit={create}>
        <fieldset className={classes['rows']}>
          <legend>{t('operations.plan.yourShares')}</legend>
          <SharesFields shares={shares} onChange={setShares} />
        </fieldset>
        {guests.length > 0 && <Checkbox label={t('operations.plan.inviteThese', { list: guests.map(({ organisation }) => organisation).join(', ') })} checked={isInviting} onChange={(event) => setInviting(event.currentTarget.checked)} />}
      </PlanForm>
    </Page>
  );
}
