import { Button, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JointOperation } from '@watchword/api/joint/plans.ts';
import type { ReactNode } from 'react';
import { asAppError } from '../../api.ts';
import { useSession } from '../../session/session.ts';
import { CountryName } from '../../ui/country-name.tsx';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { sayDay } from '../../words/say-dates.ts';
import { useWords } from '../../words/words.tsx';
import { useOperationFeed, useOperations } from '../queries.ts';
import { CasesLink } from '../reports/cases-link.tsx';
import { InvitationForm } from './invitation-form.tsx';
import classes from './list.module.css';

/** The joint operations of the own country: to which it was invited, those that run, and those that are over. */
export function OperationsPage(): ReactNode {
  const { t } = useWords();
  const { data, error, isPending, refetch } = useOperations();
  useOperationFeed();
  const mayPlan = useSession().session?.caller?.permissions.includes('operation:manage') === true;
  const invited = (data ?? []).filter(({ you }) => you.state === 'invited');
  const joined = (data ?? []).filter(({ you }) => you.state !== 'invited');
  const running = joined.filter(({ state, you }) => you.state === 'accepted' && (state === 'open' || state === 'planned'));
  const over = joined.filter((one) => !running.includes(one));
  return (
    <Page title={t('operations.title')} wide actions={mayPlan && <Button renderRoot={(props) => <Link to="/operations/new" {...props} />}>{t('operations.plan.new')}</Button>}>
      {error !== null && <Problem error={asAppError(error)} retry={() => void refetch()} />}
      {isPending && <div aria-busy="true">{[1, 2].map((row) => <Skeleton key={row} height={72} mt="xs" />)}</div>}
      {data?.length === 0 && <p className={classes['empty']}>{t('operations.list.empty')}</p>}
      {invited.length > 0 && <section aria-label={t('operations.list.invited')}><h2 className={classes['title']}>{t('operations.list.invited')}</h2><ul className={classes['list']}>{invited.map((one) => <li key={one.id}><Invitation operation={one} /></li>)}</ul></section>}
      <Group title={t('operations.list.running')} operations={running} />
      <Group title={t('operations.list.over')} operations={over} />
      <CasesLink />
    </Page>
  );
}

function Group({ title, operations }: { title: string; operations: readonly JointOperation[] }): ReactNode {
  if (operations.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className={classes['title']}>{title}</h2>
      <ul className={classes['list']}>{operations.map((one) => <li key={one.id}><Row operation={one} /></li>)}</ul>
    </section>
  );
}

function Row({ operation }: { operation: JointOperation }): ReactNode {
  const { t } = useWords();
  const { id, plan, you } = operation;
  return (
    <div className={classes['row']}>
      <div className={classes['grow']}>
        <Link to="/operations/$id" params={{ id }} className={classes['name']}>{plan.name} <bdi dir="ltr" className="mono">{plan.code}</bdi></Link>
        <Facts operation={operation} />
      </div>
      {you.state === 'accepted' && <Button variant="default" size="sm" renderRoot={(props) => <Link to="/operations/$id" params={{ id }} {...props} />}>{t('operations.list.open')}</Button>}
    </div>
  );
}

function Facts({ operation: { plan, state, members, coordinator, you } }: { operation: JointOperation }): ReactNode {
  const { t, locale } = useWords();
  return (
    <p className={classes['facts']}>
      <span className={classes['state']} data-state={state}>{t(`operations.state.${state}`)}</span>
      <span>{sayDay(plan.from, locale)} – {sayDay(plan.to, locale)}</span>
      <span>{t('operations.coordinatedBy')} <CountryName code={coordinator} /></span>
      <span>{t('operations.list.members', { count: members.filter((one) => one.state === 'accepted').length })}</span>
      <span>{t(you.state === 'accepted' ? `operations.you.${you.role}` : `operations.answer.${you.state}`)}</span>
    </p>
  );
}

function Invitation({ operation }: { operation: JointOperation }): ReactNode {
  const objectives = operation.plan.objectives as readonly string[] | undefined;
  return (
    <div className={classes['invitation']}>
      <p className={classes['name']}>{operation.plan.name} <bdi dir="ltr" className="mono">{operation.plan.code}</bdi></p>
      <Facts operation={operation} />
      {objectives !== undefined && <ul className={classes['objectives']}>{objectives.map((one) => <li key={one}>{one}</li>)}</ul>}
      <InvitationForm operation={operation} />
    </div>
  );
}
