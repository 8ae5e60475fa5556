import { Skeleton } from '@mantine/core';
import { Link, Navigate, Outlet, useParams } from '@tanstack/react-router';
import type { JointOperation } from '@watchword/api/joint/plans.ts';
import { createContext, type ReactNode, use, useEffect } from 'react';
import { asAppError } from '../api.ts';
import { CountryName } from '../ui/country-name.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { setTitle } from '../ui/title.ts';
import { sayDay } from '../words/say-dates.ts';
import { useWords, type WordId } from '../words/words.tsx';
import { useOperation, useOperationFeed, useOperations } from './queries.ts';
import classes from './operations.module.css';

/** A part of an operation with a page of its own. `when`: for whom it is there; left out for all who have accepted. */
type Tab = { readonly to: '/operations/$id' | '/operations/$id/results' | '/operations/$id/plan' | '/operations/$id/field' | '/operations/$id/own' | '/operations/$id/tasks' | '/operations/$id/links' | '/operations/$id/network' | '/operations/$id/money' | '/operations/$id/reports'; readonly word: WordId; readonly when?: (operation: JointOperation) => boolean };

/** The parts, in the order of the tabs. A new page is a line here, its address in `To`, and a route in `routes.tsx`. */
const TABS: readonly Tab[] = [
  { to: '/operations/$id', word: 'operations.tab.room' },
  { to: '/operations/$id/results', word: 'operations.tab.results', when: ({ you }) => you.role !== 'partner' },
  { to: '/operations/$id/field', word: 'operations.tab.field', when: ({ state, you }) => you.role !== 'partner' && (state === 'open' || state === 'ended') },
  { to: '/operations/$id/own', word: 'operations.tab.incidents', when: ({ you }) => you.role !== 'partner' },
  { to: '/operations/$id/tasks', word: 'operations.tab.tasks', when: ({ you }) => you.role !== 'partner' },
  { to: '/operations/$id/reports', word: 'operations.tab.reports', when: ({ you }) => you.role !== 'partner' },
  { to: '/operations/$id/links', word: 'operations.tab.links', when: ({ you }) => you.role !== 'partner' },
  { to: '/operations/$id/network', word: 'operations.tab.network', when: ({ you }) => you.role !== 'partner' },
  { to: '/operations/$id/money', word: 'operations.tab.money', when: ({ you }) => you.role !== 'partner' },
  { to: '/operations/$id/plan', word: 'operations.tab.plan' },
];

const OperationContext = createContext<JointOperation | undefined>(undefined);

/** The operation whose page this is. @throws Error outside of the frame */
export function useThisOperation(): JointOperation {
  const operation = use(OperationContext);
  if (operation === undefined) throw new Error('no operation around');
  return operation;
}

/** The frame of every page of an operation: which it is, where it stands, what one is in it, and the way to its parts. */
export function OperationFrame(): ReactNode {
  const { t } = useWords();
  const { id } = useParams({ strict: false });
  const isCode = id !== undefined && !id.startsWith('opn_');
  useOperationFeed();
  if (id === undefined) return null;
  return isCode ? <ByCode code={id} /> : <Framed id={id} waiting={<Page title={t('operations.title')}><Skeleton height={120} /></Page>} />;
}

function Framed({ id, waiting }: { id: string; waiting: ReactNode }): ReactNode {
  const { t } = useWords();
  const { data: operation, error, refetch } = useOperation(id);
  if (operation === undefined) return error === null ? waiting : <Page title={t('operations.title')}><Problem error={asAppError(error)} retry={() => void refetch()} /></Page>;
  return (
    <OperationContext value={operation}>
      <main className={classes['frame']} id="content">
        <Head operation={operation} />
        <Outlet />
      </main>
    </OperationContext>
  );
}

function Head({ operation }: { operation: JointOperation }): ReactNode {
  const { t, locale } = useWords();
  const { plan: { name, code, from, to, handlingCode }, state, coordinator, you } = operation;
  useEffect(() => setTitle(`${name} · ${t('app.name')}`), [name, t]);
  const tabs = you.state === 'accepted' ? TABS.filter(({ when }) => when?.(operation) ?? true) : [];
  return (
    <div className={classes['head']} data-operation-head>
      <h1 className={classes['name']}>{name} <bdi dir="ltr" className={classes['code']}>{code}</bdi></h1>
      <p className={classes['facts']}>
        <span className={classes['state']} data-state={state}>{t(`operations.state.${state}`)}</span>
        <span>{sayDay(from, locale)} – {sayDay(to, locale)}</span>
        <span>{t('operations.coordinatedBy')} <CountryName code={coordinator} /></span>
        <span>{t(you.state === 'accepted' ? `operations.you.${you.role}` : `operations.answer.${you.state}`)}</span>
        {handlingCode !== undefined && <span className={classes['handling']}>{handlingCode}</span>}
      </p>
      {tabs.length > 1 && (
        <nav className={classes['tabs']} aria-label={t('operations.parts')}>
          {tabs.map(({ to: address, word }) => <Link key={address} to={address} params={{ id: operation.id }} activeOptions={{ exact: true, includeSearch: false }} className={classes['tab']}>{t(word)}</Link>)}
        </nav>
      )}
    </div>
  );
}

/** An address with the code of an operation, as people say it, leads to that with its id. */
function ByCode({ code }: { code: string }): ReactNode {
  const { t } = useWords();
  const { data, error, refetch } = useOperations();
  if (data === undefined) return <Page title={t('operations.title')}>{error === null ? <Skeleton height={120} /> : <Problem error={asAppError(error)} retry={() => void refetch()} />}</Page>;
  const found = data.find(({ plan }) => plan.code === code);
  return found === undefined ? <Navigate to="/operations" replace /> : <Navigate to="/operations/$id" params={{ id: found.id }} replace />;
}
