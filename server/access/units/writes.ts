/** Admitting, suspending and admitting again, as it runs inside the writer. */
import { PURPOSES } from '@watchword/api/checks/purposes.ts';
import { formatMoment } from '@watchword/api/dates.ts';
import { fail, type FieldError } from '@watchword/api/errors.ts';
import { PARTNER_CODES } from '@watchword/api/organisations/numbers.ts';
import { bureauOf, ROLES, SECRETARIAT } from '@watchword/api/organisations.ts';
import { admitOrganisation, resumeOrganisation, suspendOrganisation, type Organisation } from '@watchword/api/organisations/operations.ts';
import { RIGHTS } from '@watchword/api/rights/rights.ts';
import { organisationAdmitted, organisationChanged } from '#audit/audit.ts';
import type { Asker, Call, WriteReply } from '#door/calls.ts';
import { writeOf } from '#door/implement.ts';
import { findOrganisationNumber } from '#organisations/organisations.ts';
import type { Write } from '#store/store.ts';
import type { OrganisationTable } from '#store/tables.ts';
import type { InputOf } from '@watchword/api/operation.ts';
import { whoOf } from '../reach.ts';
import { findOrganisation, insertOrganisation, listPartners, markSuspended } from './queries.ts';

/** The writes on organisations, for the writer. */
export const unitWrites = {
  ...writeOf(admitOrganisation, admit),
  ...writeOf(suspendOrganisation, async (tx, call) => mark(tx, call, { code: call.input.params.code, at: call.at, detail: call.input.body.reason })),
  ...writeOf(resumeOrganisation, async (tx, call) => mark(tx, call, { code: call.input.params.code, at: null, detail: undefined })),
};

async function admit(tx: Write, { asker, at, input: { body } }: Call<InputOf<typeof admitOrganisation>>): Promise<WriteReply<Organisation>> {
  const isPartner = body.kind === 'partner';
  if (isPartner !== (asker.organisation === SECRETARIAT)) throw fail('access.forbidden', { detail: isPartner ? 'The secretariat admits partners.' : 'A bureau admits the agencies under it.' });
  const faults = beyondPolicy(body);
  if (isPartner && body.code !== undefined) faults.push({ pointer: '/code', code: 'not-yours', detail: 'A partner gets the next code that is free. Leave it out.' });
  if (!isPartner && body.code === undefined) faults.push({ pointer: '/code', code: 'required', detail: "Write what stands behind the bureau's code, for example CUSTOMS." });
  if (faults.length > 0) throw fail('request.invalid', { errors: faults });
  const code = isPartner ? await nextPartner(tx) : `${asker.organisation}-${body.code ?? ''}`;
  if ((await findOrganisation(tx, code)) !== undefined) throw fail('organisation.taken');
  const made: OrganisationTable = {
    code, number: findOrganisationNumber(code) ?? asker.number, kind: body.kind, name: body.name, country: isPartner ? null : asker.organisation,
    purposes: JSON.stringify(body.purposes), databases: JSON.stringify(body.databases), admitted_at: at, suspended_at: null,
  };
  await insertOrganisation(tx, made);
  await tx.appendChange({ at, kind: 'organisation.changed', owner: made.number });
  return { answer: presentOrganisation(made), entry: organisationAdmitted(whoOf(asker), { subject: code }) };
}

/** What is asked for beyond what the policy of record gives such an organisation, in any role. */
function beyondPolicy({ kind, purposes, databases }: InputOf<typeof admitOrganisation>['body']): FieldError[] {
  const allowed = (database: string): readonly string[] => ROLES.flatMap((role) => RIGHTS.purposesOf({ kind, role }, database));
  return [
    ...databases.flatMap((code, at) => (allowed(code).length === 0 ? [{ pointer: `/databases/${at}`, code: 'not-allowed', detail: 'No such organisation may ask this database.' }] : [])),
    ...purposes.flatMap((purpose, at) => (PURPOSES.includes(purpose) && databases.some((code) => allowed(code).includes(purpose)) ? [] : [{ pointer: `/purposes/${at}`, code: 'not-allowed', detail: 'None of these databases may be asked for this purpose by such an organisation.' }])),
  ];
}

/** A code that was given once is never given again. */
async function nextPartner(tx: Write): Promise<string> {
  const given = new Set(await listPartners(tx));
  const free = PARTNER_CODES.find((code) => !given.has(code));
  if (free === undefined) throw fail('organisation.no-place');
  return free;
}

async function mark(tx: Write, { asker, at: now }: Call, { code, at, detail }: { code: string; at: number | null; detail: string | undefined }): Promise<WriteReply<Organisation>> {
  const found = await findOrganisation(tx, code);
  if (found === undefined || !mayManageUnit(asker, code)) throw fail('organisation.not-found');
  if (code === SECRETARIAT) throw fail('access.forbidden', { detail: 'The secretariat does not suspend itself.' });
  const marked = { ...found, suspended_at: at === null ? null : (found.suspended_at ?? at) };
  await markSuspended(tx, code, marked.suspended_at);
  await tx.appendChange({ at: now, kind: 'organisation.changed', owner: found.number });
  const facts = { subject: code, reason: at === null ? 'resumed' : 'suspended', ...(detail !== undefined && { detail }) } as const;
  return { answer: presentOrganisation(marked), entry: organisationChanged(whoOf(asker), facts) };
}

/** Whether they decide on this organisation: the secretariat on all, a bureau on its agencies. */
function mayManageUnit(asker: Asker, code: string): boolean {
  return asker.organisation === SECRETARIAT || (asker.unit === undefined && code !== asker.organisation && bureauOf(code) === asker.organisation);
}

/** An organisation as it is shown. */
export function presentOrganisation({ code, name, kind, country, purposes, databases, admitted_at, suspended_at }: OrganisationTable): Organisation {
  return {
    code, name, kind: kind as Organisation['kind'],
    ...(kind === 'agency' && country !== null && { bureau: country }),
    ...(purposes !== null && { purposes: JSON.parse(purposes) as string[] }),
    ...(databases !== null && { databases: JSON.parse(databases) as string[] }),
    ...(admitted_at !== null && { admittedAt: formatMoment(admitted_at) }),
    ...(suspended_at !== null && { suspendedAt: formatMoment(suspended_at) }),
  };
}
