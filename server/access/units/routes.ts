import { bureauOf, SECRETARIAT } from '@watchword/api/organisations.ts';
import { admitOrganisation, listOrganisations, resumeOrganisation, suspendOrganisation } from '@watchword/api/organisations/operations.ts';
import type { Reading } from '#door/calls.ts';
import { onRead, onWrite, type Implementation } from '#door/implement.ts';
import { listAll } from './queries.ts';
import { presentOrganisation } from './writes.ts';

/** The operations on organisations. */
export function unitRoutes({ read }: Reading): Implementation[] {
  return [
    onWrite(admitOrganisation),
    onWrite(suspendOrganisation),
    onWrite(resumeOrganisation),
    onRead(listOrganisations, async ({ asker }) => {
      const all = await listAll(read);
      // Which agencies a country has is its own matter.
      const seen = all.filter(({ kind, code }) => kind !== 'agency' || asker.organisation === SECRETARIAT || bureauOf(code) === asker.organisation);
      return { answer: { items: seen.map(presentOrganisation) } };
    }),
  ];
}
