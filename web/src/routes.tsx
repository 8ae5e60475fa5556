import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CheckPage } from './checks/check-page.tsx';
import { parseDeskSearch } from './desk/search.ts';
import { parseMailSearch } from './messages/search.ts';
import { parseResultsSearch } from './operations/room/results/search.ts';
import { parseListSearch, parseRoomSearch } from './operations/room/search.ts';
import { parseFilters } from './records/filters.ts';
import { findPersona, homeOf, useSession } from './session/session.ts';
import { NotFoundPage } from './ui/not-found-page.tsx';
import { Shell } from './ui/shell.tsx';
import { withWords } from './words/with-words.ts';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });
const check = createRoute({ getParentRoute: () => root, path: '/check', component: CheckPage });
const desk = createRoute({ getParentRoute: () => root, path: '/desk', validateSearch: parseDeskSearch, component: lazyRouteComponent(() => withWords(import('./desk/desk-page.tsx')), 'DeskPage') });
const deskSettings = createRoute({ getParentRoute: () => root, path: '/desk/settings', component: lazyRouteComponent(() => withWords(import('./desk/settings/desk-settings-page.tsx')), 'DeskSettingsPage') });
const handover = createRoute({ getParentRoute: () => root, path: '/desk/handover', component: lazyRouteComponent(() => withWords(import('./desk/shift/handover-page.tsx')), 'HandoverPage') });
const messages = createRoute({ getParentRoute: () => root, path: '/messages', validateSearch: parseMailSearch, component: lazyRouteComponent(() => withWords(import('./messages/messages-page.tsx')), 'MessagesPage') });
const operations = createRoute({ getParentRoute: () => root, path: '/operations', component: lazyRouteComponent(() => withWords(import('./operations/list/list-page.tsx')), 'OperationsPage') });
const newOperation = createRoute({ getParentRoute: () => root, path: '/operations/new', component: lazyRouteComponent(() => withWords(import('./operations/plan/new-plan-page.tsx')), 'NewPlanPage') });
/** For those who report from the field and read no results. */
const field = createRoute({ getParentRoute: () => root, path: '/field', component: lazyRouteComponent(() => withWords(import('./operations/field/field-page.tsx')), 'FieldPage') });
const fieldReports = createRoute({ getParentRoute: () => root, path: '/field/reports', component: lazyRouteComponent(() => withWords(import('./operations/field/incidents/pages.tsx')), 'OwnReportsPage') });
const fieldReport = createRoute({ getParentRoute: () => root, path: '/field/$operation/$incident', component: lazyRouteComponent(() => withWords(import('./operations/field/incidents/pages.tsx')), 'OwnReportPage') });
const cases = createRoute({ getParentRoute: () => root, path: '/operations/cases', component: lazyRouteComponent(() => withWords(import('./operations/reports/cases-page.tsx')), 'CasesPage') });
/** The frame of one operation. Each of its parts is a child of it, and a tab in `operations/frame.tsx`. */
const operation = createRoute({ getParentRoute: () => root, path: '/operations/$id', component: lazyRouteComponent(() => withWords(import('./operations/frame.tsx')), 'OperationFrame') });
const operationParts = [
  createRoute({ getParentRoute: () => operation, path: '/', validateSearch: parseRoomSearch, component: lazyRouteComponent(() => withWords(import('./operations/room/room-page.tsx')), 'RoomPage') }),
  createRoute({ getParentRoute: () => operation, path: '/incidents', validateSearch: parseListSearch, component: lazyRouteComponent(() => withWords(import('./operations/room/incident-list-page.tsx')), 'IncidentListPage') }),
  createRoute({ getParentRoute: () => operation, path: '/results', validateSearch: parseResultsSearch, component: lazyRouteComponent(() => withWords(import('./operations/room/results/results-page.tsx')), 'ResultsPage') }),
  createRoute({ getParentRoute: () => operation, path: '/plan', component: lazyRouteComponent(() => withWords(import('./operations/plan/plan-part.tsx')), 'PlanPart') }),
  createRoute({ getParentRoute: () => operation, path: '/field', component: lazyRouteComponent(() => withWords(import('./operations/field/field-part.tsx')), 'FieldPart') }),
  createRoute({ getParentRoute: () => operation, path: '/own', component: lazyRouteComponent(() => withWords(import('./operations/field/incidents/parts.tsx')), 'ReportsPart') }),
  createRoute({ getParentRoute: () => operation, path: '/incidents/$incident', component: lazyRouteComponent(() => withWords(import('./operations/field/incidents/parts.tsx')), 'IncidentPart') }),
  createRoute({ getParentRoute: () => operation, path: '/reports', component: lazyRouteComponent(() => withWords(import('./operations/reports/reports-part.tsx')), 'ReportsPart') }),
  createRoute({ getParentRoute: () => operation, path: '/tasks', component: lazyRouteComponent(() => withWords(import('./operations/tasks/tasks-part.tsx')), 'TasksPart') }),
  createRoute({ getParentRoute: () => operation, path: '/links', component: lazyRouteComponent(() => withWords(import('./operations/links/links-part.tsx')), 'LinksPart') }),
  createRoute({ getParentRoute: () => operation, path: '/network', component: lazyRouteComponent(() => withWords(import('./operations/network/network-page.tsx')), 'NetworkPage') }),
  createRoute({ getParentRoute: () => operation, path: '/money', component: lazyRouteComponent(() => withWords(import('./operations/money/money-page.tsx')), 'MoneyPage') }),
] as const;
const records = createRoute({
  getParentRoute: () => root, path: '/records', validateSearch: parseFilters,
  component: lazyRouteComponent(() => withWords(import('./records/records-page.tsx')), 'RecordsPage'),
});
const newRecord = createRoute({
  getParentRoute: () => root, path: '/records/new', validateSearch: (search: Record<string, unknown>) => ({ database: typeof search['database'] === 'string' ? search['database'] : 'travel-documents' }),
  component: lazyRouteComponent(() => withWords(import('./records/new-record-page.tsx')), 'NewRecordPage'),
});
const record = createRoute({ getParentRoute: () => root, path: '/records/$id', component: lazyRouteComponent(() => withWords(import('./records/record-page.tsx')), 'RecordPage') });
const amendRecord = createRoute({ getParentRoute: () => root, path: '/records/$id/amend', component: lazyRouteComponent(() => withWords(import('./records/amend-page.tsx')), 'AmendPage') });
const loads = createRoute({ getParentRoute: () => root, path: '/loads', component: lazyRouteComponent(() => withWords(import('./loads/loads-page.tsx')), 'LoadsPage') });
const reviews = createRoute({ getParentRoute: () => root, path: '/reviews', component: lazyRouteComponent(() => withWords(import('./reviews/reviews-page.tsx')), 'ReviewsPage') });
const requests = createRoute({ getParentRoute: () => root, path: '/requests', component: lazyRouteComponent(() => withWords(import('./requests/requests-page.tsx')), 'RequestsPage') });
const developer = createRoute({ getParentRoute: () => root, path: '/developer', component: lazyRouteComponent(() => withWords(import('./developer/developer-page.tsx')), 'DeveloperPage') });
const people = createRoute({ getParentRoute: () => root, path: '/people', component: lazyRouteComponent(() => withWords(import('./people/people-page.tsx')), 'PeoplePage') });
const oversight = createRoute({ getParentRoute: () => root, path: '/oversight', component: lazyRouteComponent(() => withWords(import('./oversight/oversight-page.tsx')), 'OversightPage') });
const account = createRoute({ getParentRoute: () => root, path: '/account', component: lazyRouteComponent(() => withWords(import('./account/account-page.tsx')), 'AccountPage') });
const providerReturn = createRoute({ getParentRoute: () => root, path: '/sign-in/provider', component: lazyRouteComponent(() => withWords(import('./session/provider-return-page.tsx')), 'ProviderReturnPage') });
const settings = createRoute({ getParentRoute: () => root, path: '/settings', component: lazyRouteComponent(() => withWords(import('./settings/settings-page.tsx')), 'SettingsPage') });
const reader = createRoute({ getParentRoute: () => root, path: '/settings/reader', component: lazyRouteComponent(() => withWords(import('./settings/reader-page.tsx')), 'ReaderPage') });

/** Every page and its address. The check is in the first download; the rest comes when it is opened. */
export const router = createRouter({
  routeTree: root.addChildren([home, check, desk, deskSettings, handover, messages, operations, newOperation, cases, field, fieldReports, fieldReport, operation.addChildren(operationParts), records, newRecord, record, amendRecord, loads, reviews, requests, developer, people, oversight, account, providerReturn, settings, reader]),
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

function Home(): ReactNode {
  const { session } = useSession();
  if (session?.caller === undefined) return null;
  const [page, persona] = [homeOf(session), findPersona(session)];
  // A persona may live deeper in a page than its role does.
  return <Navigate to={persona?.home.startsWith(`/${page}/`) === true ? (persona.home as '/') : `/${page}`} replace />;
}
