/** Agencies under a bureau and international partners: admitted, listed, suspended. */
import { Type, type Static } from 'typebox';
import { PURPOSES } from '../checks/purposes.ts';
import { DATABASES } from '../databases/databases.ts';
import { defineOperation } from '../operation.ts';
import { CountryCode, OrganisationCode } from '../organisations.ts';
import { ORGANISATION_KINDS } from '../rights/kinds.ts';

const closed = { additionalProperties: false } as const;
const reading = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'audit.unavailable', 'store.unavailable', 'store.broken'] as const;
const writing = [...reading, 'request.malformed', 'request.key-reused', 'request.in-flight'] as const;
const hub = { side: 'hub', purpose: 'none' } as const;
const manage = { ...hub, permission: 'organisation:manage', effect: 'write' } as const;

const Purposes = Type.Array(Type.Enum([...PURPOSES]), { minItems: 1, maxItems: PURPOSES.length, uniqueItems: true, description: 'For which purposes it may ask' });
const Databases = Type.Array(Type.Enum(DATABASES.map(({ code }) => code)), { minItems: 1, maxItems: DATABASES.length, uniqueItems: true, description: 'Which databases it may ask' });
const Reason = Type.String({ minLength: 3, maxLength: 400, description: 'Why; kept in the audit log' });

/** An organisation of the network. */
export const Organisation = Type.Object({
  code: OrganisationCode,
  name: Type.String(),
  kind: Type.Enum([...ORGANISATION_KINDS]),
  bureau: Type.Optional(CountryCode),
  purposes: Type.Optional(Type.Array(Type.String(), { description: 'Absent: all that the policy of record allows' })),
  databases: Type.Optional(Type.Array(Type.String(), { description: 'Absent: all that the policy of record allows' })),
  admittedAt: Type.Optional(Type.String()),
  suspendedAt: Type.Optional(Type.String()),
});
export type Organisation = Static<typeof Organisation>;

const params = Type.Object({ code: OrganisationCode }, closed);

export const listOrganisations = defineOperation({
  ...hub, id: 'organisations.list', method: 'GET', path: '/v1/organisations', permission: 'policy:read', effect: 'read', status: 200, quiet: true,
  input: {}, output: Type.Object({ items: Type.Array(Organisation) }), errors: reading,
  summary: 'The organisations of the network', description: 'The secretariat, the bureaus and the partners; of agencies those of your own bureau, to the secretariat all of them.',
});

export const admitOrganisation = defineOperation({
  ...manage, id: 'organisations.admit', method: 'POST', path: '/v1/organisations', status: 201, body: 'json',
  input: {
    body: Type.Object(
      {
        kind: Type.Enum(['agency', 'partner']),
        code: Type.Optional(Type.String({ pattern: '^[A-Z0-9]{2,12}$', description: "Of an agency: what stands behind its bureau's code. A partner gets the next code that is free" })),
        name: Type.String({ minLength: 2, maxLength: 120 }),
        purposes: Purposes,
        databases: Databases,
      },
      closed,
    ),
  },
  output: Organisation, errors: [...writing, 'organisation.taken', 'organisation.no-place'],
  summary: 'Admit an agency or a partner', description: 'A bureau admits agencies under it, the secretariat admits international partners. Never for more than the policy of record allows such an organisation.',
  examples: [
    { name: 'customs, by its bureau', body: { kind: 'agency', code: 'CUSTOMS', name: 'Customs', purposes: ['border-control'], databases: ['travel-documents', 'vehicles'] } },
    { name: 'a partner, by the secretariat', body: { kind: 'partner', name: 'Office on Drugs and Crime', purposes: ['investigation'], databases: ['firearms'] } },
  ],
});

export const suspendOrganisation = defineOperation({
  ...manage, id: 'organisations.suspend', method: 'POST', path: '/v1/organisations/:code/suspension', status: 200, body: 'json',
  input: { params, body: Type.Object({ reason: Reason }, closed) },
  output: Organisation, errors: [...writing, 'organisation.not-found'],
  summary: 'Suspend an organisation', description: 'Every request of it is refused from the next one on. A bureau suspends its agencies, the secretariat anybody but itself. An agency falls with its bureau.',
  examples: [{ name: 'misuse', body: { reason: 'Questions without a case, under examination.' } }],
});

export const resumeOrganisation = defineOperation({
  ...manage, id: 'organisations.resume', method: 'DELETE', path: '/v1/organisations/:code/suspension', status: 200,
  input: { params }, output: Organisation, errors: [...writing, 'organisation.not-found'],
  summary: 'End a suspension', description: 'Its credentials work again, as far as they have not been revoked.',
});

export const ORGANISATION_OPERATIONS = [listOrganisations, admitOrganisation, suspendOrganisation, resumeOrganisation] as const;
