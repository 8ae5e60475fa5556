import { asvsPage } from './asvs.ts';
import { auditEventsPage } from './audit-events.ts';
import { configurationPage } from './configuration.ts';
import { databasesPage } from './databases.ts';
import { dependenciesPage } from './dependencies.ts';
import { errorsPage } from './errors.ts';
import { openApiPage } from './openapi.ts';
import type { Page } from './page.ts';
import { retentionPage } from './retention.ts';
import { rightsMatrixPage } from './rights-matrix.ts';
import { rightsTablePage } from './rights-table.ts';
import { rightsPage } from './rights.ts';

/** Every page that is printed from the code. */
export const PAGES: readonly Page[] = [rightsTablePage, openApiPage, configurationPage, errorsPage, auditEventsPage, databasesPage, retentionPage, rightsPage, rightsMatrixPage, dependenciesPage, asvsPage];
