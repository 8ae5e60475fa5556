/**
 * People of a bureau, their units and roles, on the side of the bureau: the hub knows none of this but pseudonym and role.
 * A bureau administers its own people only, because each has a store of its own.
 */
import { Type, type Static } from 'typebox';
import { ID_PATTERN } from './ids.ts';
import { defineOperation } from './operation.ts';
import { BUREAU_ERRORS, BUREAU_WRITE_ERRORS, PERSON_ROLES } from './rights/person-roles.ts';

export { BUREAU_ERRORS, BUREAU_WRITE_ERRORS, BureauName, GUARDED_ROLES, PERSON_ROLES, type PersonRole, SECRETARIAT_ROLES } from './rights/person-roles.ts';

const closed = { additionalProperties: false } as const;

/**
 * - `invited`: has no passkey and never signed in. - `active`. - `suspended`: every session is over, none begins; can be undone.
 * - `left`: for good; passkeys are taken away, the pseudonym stays in the logs.
 */
export const PERSON_STATES = ['invited', 'active', 'suspended', 'left'] as const;
export type PersonState = (typeof PERSON_STATES)[number];

const PersonId = Type.String({ pattern: ID_PATTERN('per') });
const UnitId = Type.String({ pattern: ID_PATTERN('unt') });
const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '^\\S(.*\\S)?$', description: 'Without blanks at its ends' });
const Roles = Type.Array(Type.Enum([...PERSON_ROLES]), { minItems: 1, maxItems: PERSON_ROLES.length, uniqueItems: true });
const Subject = Type.String({ minLength: 1, maxLength: 255, description: "The person's `sub` at the bureau's identity provider" });
const Reason = Type.String({ minLength: 3, maxLength: 500, description: 'In words' });

export const Person = Type.Object({
  id: Type.String(),
  name: Type.String(),
  pseudonym: Type.String({ description: 'What the hub and other countries see instead of the name' }),
  state: Type.Enum([...PERSON_STATES]),
  roles: Type.Array(Type.Enum([...PERSON_ROLES])),
  unit: Type.Optional(Type.Object({ id: Type.String(), name: Type.String() })),
  subject: Type.Optional(Type.String()),
  passkeys: Type.Integer({ description: 'How many are registered' }),
  codeUntil: Type.Optional(Type.String({ description: 'A one-time code is out and good until then' })),
  version: Type.Integer(),
  admittedAt: Type.String(),
  lastSeenAt: Type.Optional(Type.String({ description: 'To the day' })),
});
export type Person = Static<typeof Person>;

/** A one-time code: handed over by word of mouth or on paper, good until `until`, shown once. */
export const Code = Type.Object({ code: Type.String({ description: 'Shown once; absent when a repeated request is answered' }), until: Type.String() });

const manage = { side: 'bureau', permission: 'people:manage', purpose: 'none' } as const;
const onPerson = Type.Object({ id: PersonId }, closed);

export const listPeople = defineOperation({
  ...manage, id: 'people.list', permission: 'people:read', method: 'GET', path: '/v1/people', effect: 'read', status: 200,
  input: {
    query: Type.Object({
      state: Type.Optional(Type.Enum([...PERSON_STATES])), role: Type.Optional(Type.Enum([...PERSON_ROLES])), unit: Type.Optional(UnitId),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })), cursor: Type.Optional(Type.String({ maxLength: 200 })),
    }, closed),
  },
  output: Type.Object({ items: Type.Array(Person), nextCursor: Type.Optional(Type.String()) }), errors: [...BUREAU_ERRORS, 'request.cursor'],
  summary: 'People of your bureau', description: 'Newest first. Without a filter all but those who have left.',
});

export const getPerson = defineOperation({
  ...manage, id: 'people.get', permission: 'people:read', method: 'GET', path: '/v1/people/:id', effect: 'read', status: 200,
  input: { params: onPerson }, output: Person, errors: [...BUREAU_ERRORS, 'person.not-found'],
  summary: 'One person of your bureau', description: 'The ETag is its version, for amending.',
});

export const admitPerson = defineOperation({
  ...manage, id: 'people.admit', method: 'POST', path: '/v1/people', effect: 'write', status: 201, body: 'json', stepUp: true,
  input: { body: Type.Object({ name: Name, roles: Roles, unit: Type.Optional(UnitId), subject: Type.Optional(Subject) }, closed) },
  unkept: ['code', 'until'],
  output: Type.Object({ person: Person, code: Type.Optional(Code.properties.code), until: Type.Optional(Code.properties.until) }),
  errors: [...BUREAU_WRITE_ERRORS, 'access.step-up', 'access.two-persons', 'person.roles', 'person.subject-taken', 'unit.not-found'],
  summary: 'Admit a person', description: 'With roles that one administrator may grant; roles that need two persons are proposed afterwards. The answer has the one-time code with which the person registers the first passkey. With a `subject` the person may sign in at the identity provider instead.',
  examples: [{ name: 'an officer', body: { name: 'Ana Example', roles: ['front-line'] } }],
});

export const amendPerson = defineOperation({
  ...manage, id: 'people.amend', method: 'PATCH', path: '/v1/people/:id', effect: 'write', status: 200, body: 'merge-patch', version: true, stepUp: true,
  input: {
    params: onPerson,
    body: Type.Object({ name: Type.Optional(Name), roles: Type.Optional(Roles), unit: Type.Optional(Type.Union([UnitId, Type.Null()])), subject: Type.Optional(Type.Union([Subject, Type.Null()])) }, { ...closed, minProperties: 1 }),
  },
  output: Person, errors: [...BUREAU_WRITE_ERRORS, 'access.step-up', 'access.two-persons', 'request.version-needed', 'person.not-found', 'person.version-conflict', 'person.state', 'person.roles', 'person.last-administrator', 'person.subject-taken', 'unit.not-found'],
  summary: 'Change name, unit, roles or subject', description: 'Adding a role that needs two persons, or the subject of whoever holds one, is refused with `access.two-persons`: propose it. A role that is taken away is gone with the next request.',
  examples: [{ name: 'also at the desk', body: { roles: ['front-line', 'desk'] } }],
});

export const setPersonState = defineOperation({
  ...manage, id: 'people.set-state', method: 'PUT', path: '/v1/people/:id/state', effect: 'write', status: 200, body: 'json', stepUp: true,
  input: { params: onPerson, body: Type.Object({ state: Type.Enum(['active', 'suspended', 'left']), reason: Reason }, closed) },
  output: Person, errors: [...BUREAU_WRITE_ERRORS, 'access.step-up', 'person.not-found', 'person.state', 'person.last-administrator'],
  summary: 'Suspend a person, take the suspension back, or note that he has left',
  description: 'Sessions end with the next request. Whoever comes back from a suspension has lost the roles that need two persons. Nobody does this to himself.',
  examples: [{ name: 'a suspension', body: { state: 'suspended', reason: 'Under inquiry' } }],
});

export const issueCode = defineOperation({
  ...manage, id: 'people.issue-code', method: 'POST', path: '/v1/people/:id/code', effect: 'write', status: 201, stepUp: true,
  input: { params: onPerson }, unkept: ['code'],
  output: Type.Object({ code: Type.Optional(Code.properties.code), until: Code.properties.until }),
  errors: [...BUREAU_WRITE_ERRORS, 'access.step-up', 'access.two-persons', 'person.not-found', 'person.state'],
  summary: 'A new one-time code for a person without a passkey', description: 'The one before is worth nothing from now on. Whoever has, or had, a passkey or a role that needs two persons gets one only by a proposal (`lost-keys`).',
});

export const Unit = Type.Object({ id: Type.String(), name: Type.String(), people: Type.Integer({ description: 'Who have not left' }) });
export type Unit = Static<typeof Unit>;

export const listUnits = defineOperation({
  ...manage, id: 'units.list', permission: 'session', method: 'GET', path: '/v1/units', effect: 'read', status: 200, quiet: true,
  input: {}, output: Type.Object({ items: Type.Array(Unit) }), errors: BUREAU_ERRORS,
  summary: 'Units of your bureau', description: 'By name.',
});

export const createUnit = defineOperation({
  ...manage, id: 'units.create', method: 'POST', path: '/v1/units', effect: 'write', status: 201, body: 'json',
  input: { body: Type.Object({ name: Name }, closed) }, output: Unit, errors: [...BUREAU_WRITE_ERRORS, 'unit.taken'],
  summary: 'Add a unit', description: 'A part of the bureau: an airport, a shift, a desk.', examples: [{ name: 'an airport', body: { name: 'Airport, terminal 2' } }],
});

export const renameUnit = defineOperation({
  ...manage, id: 'units.rename', method: 'PUT', path: '/v1/units/:id', effect: 'write', status: 200, body: 'json',
  input: { params: Type.Object({ id: UnitId }, closed), body: Type.Object({ name: Name }, closed) }, output: Unit, errors: [...BUREAU_WRITE_ERRORS, 'unit.taken', 'unit.not-found'],
  summary: 'Rename a unit', description: 'Its people stay in it.', examples: [{ name: 'another name', body: { name: 'Airport, terminal 3' } }],
});

export const removeUnit = defineOperation({
  ...manage, id: 'units.remove', method: 'DELETE', path: '/v1/units/:id', effect: 'write', status: 200,
  input: { params: Type.Object({ id: UnitId }, closed) }, output: Unit, errors: [...BUREAU_WRITE_ERRORS, 'unit.taken', 'unit.not-found'],
  summary: 'Remove a unit that nobody is in', description: 'People who have left do not count.',
});

/** What needs two persons: one proposes, another approves. */
export const PROPOSAL_KINDS = ['grant-roles', 'lost-keys', 'subject', 'mass-export'] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];
export const PROPOSAL_STATES = ['open', 'approved', 'refused', 'withdrawn', 'lapsed'] as const;

const Someone = Type.Object({ id: Type.String(), name: Type.String() });

export const Proposal = Type.Object({
  id: Type.String(),
  kind: Type.Enum([...PROPOSAL_KINDS]),
  state: Type.Enum([...PROPOSAL_STATES]),
  person: Someone,
  roles: Type.Optional(Type.Array(Type.Enum([...PERSON_ROLES]), { description: 'grant-roles: the roles to be added' })),
  subject: Type.Optional(Type.String()),
  reason: Type.String(),
  by: Someone,
  at: Type.String(),
  until: Type.String({ description: 'Then it lapses; an approved mass export is good until then' }),
  decidedBy: Type.Optional(Someone),
  decidedAt: Type.Optional(Type.String()),
  decision: Type.Optional(Type.String({ description: 'The words of whoever decided' })),
  mayDecide: Type.Boolean({ description: 'Whether you may approve or refuse it, as you work now' }),
  mayWithdraw: Type.Boolean(),
});
export type Proposal = Static<typeof Proposal>;

const ProposalId = Type.String({ pattern: ID_PATTERN('prp') });
const onProposal = Type.Object({ id: ProposalId }, closed);
const halfCode = Type.Optional(Type.String({ description: 'lost-keys: half of the one-time code, shown once. The proposer has the first half, whoever approves the second; the person needs both' }));

export const listProposals = defineOperation({
  ...manage, id: 'proposals.list', permission: 'session', method: 'GET', path: '/v1/proposals', effect: 'read', status: 200,
  input: { query: Type.Object({ state: Type.Optional(Type.Enum([...PROPOSAL_STATES])), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })), cursor: Type.Optional(Type.String({ maxLength: 200 })) }, closed) },
  output: Type.Object({ items: Type.Array(Proposal), nextCursor: Type.Optional(Type.String()) }), errors: [...BUREAU_ERRORS, 'request.cursor'],
  summary: 'What waits for a second person, and what was decided', description: 'Newest first. Whoever may not read people sees his own only.',
});

export const makeProposal = defineOperation({
  ...manage, id: 'proposals.make', permission: 'session', method: 'POST', path: '/v1/proposals', effect: 'write', status: 201, body: 'json', stepUp: true,
  input: {
    body: Type.Object({
      kind: Type.Enum([...PROPOSAL_KINDS]), person: Type.Optional(PersonId), roles: Type.Optional(Roles), subject: Type.Optional(Subject), reason: Reason,
    }, closed),
  },
  unkept: ['code'],
  output: Type.Object({ proposal: Proposal, code: halfCode }),
  errors: [...BUREAU_WRITE_ERRORS, 'access.step-up', 'person.not-found', 'person.roles', 'person.state', 'person.subject-taken'],
  summary: 'Propose what needs two persons',
  description: 'Administrators propose `grant-roles` (with `roles`), `lost-keys` and `subject` for another person; whoever exports proposes `mass-export` for himself, without `person`. It lapses after three days.',
  examples: [{ name: 'a second administrator', body: { kind: 'grant-roles', person: 'per_019ab1f0c4d07c3f8a51d2b6e9f04417', roles: ['administrator'], reason: 'Deputy from December' } }],
});

export const decideProposal = defineOperation({
  ...manage, id: 'proposals.decide', permission: 'people:approve', method: 'POST', path: '/v1/proposals/:id/decision', effect: 'write', status: 200, body: 'json', stepUp: true,
  input: { params: onProposal, body: Type.Object({ decision: Type.Enum(['approve', 'refuse']), reason: Type.Optional(Reason) }, closed) },
  unkept: ['code', 'until'],
  output: Type.Object({ proposal: Proposal, code: halfCode, until: Type.Optional(Type.String({ description: 'lost-keys: until when the code is good' })) }),
  errors: [...BUREAU_WRITE_ERRORS, 'access.step-up', 'access.own-proposal', 'proposal.not-found', 'proposal.closed', 'person.roles', 'person.state', 'person.last-administrator', 'person.subject-taken'],
  summary: 'Approve or refuse a proposal', description: 'By another than who made it and whom it is about. What is approved is done at once.',
  examples: [{ name: 'approved', body: { decision: 'approve' } }],
});

export const withdrawProposal = defineOperation({
  ...manage, id: 'proposals.withdraw', permission: 'session', method: 'DELETE', path: '/v1/proposals/:id', effect: 'write', status: 200,
  input: { params: onProposal }, output: Proposal, errors: [...BUREAU_WRITE_ERRORS, 'proposal.not-found', 'proposal.closed'],
  summary: 'Take a proposal back', description: 'Your own, while it is open. An approved mass export ends.',
});

export const PEOPLE_OPERATIONS = [
  listPeople, getPerson, admitPerson, amendPerson, setPersonState, issueCode, listUnits, createUnit, renameUnit, removeUnit, listProposals, makeProposal, decideProposal, withdrawProposal,
] as const;
