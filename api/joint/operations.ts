/** The interface of joint operations: plan, members, incidents. What is counted is in `counting.ts`. */
import { Type, type Static } from 'typebox';
import { day, freeText, shortText } from '../databases/fields.ts';
import { ID_PATTERN } from '../ids.ts';
import { defineOperation } from '../operation.ts';
import { CountryCode } from '../organisations.ts';
import { IncidentContent } from './incidents.ts';
import { JointOperation, JointPlan, Shares } from './plans.ts';
import { MOMENT } from './results.ts';
import { MEASURES, SHARES } from './words.ts';

const closed = { additionalProperties: false } as const;
export const JOINT_READING = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'joint.not-found', 'audit.unavailable', 'store.unavailable', 'store.broken'] as const;
export const JOINT_WRITING = [...JOINT_READING, 'request.malformed', 'request.key-reused', 'request.in-flight', 'joint.role', 'joint.state'] as const;
const hub = { side: 'hub', purpose: 'none' } as const;

export const JOINT_ID = Type.String({ pattern: ID_PATTERN('opn'), description: 'Id of a joint operation' });
export const INCIDENT_ID = Type.String({ pattern: ID_PATTERN('inc'), description: 'Id of an incident' });
const ofJoint = Type.Object({ id: JOINT_ID }, closed);
const ofIncident = Type.Object({ id: JOINT_ID, incident: INCIDENT_ID }, closed);

const PLAN_EXAMPLE = { code: 'AURORA', name: 'Aurora', from: '2026-12-07', to: '2026-12-11', days: 'utc', objectives: ['Find the forgers on the northern route'] } as const;
const REPORT_EXAMPLE = { kind: 'arrest', at: '2026-12-08T09:20:00-03:00', place: { name: 'Puente Viejo' }, persons: [{ role: 'suspect', arrested: true, sex: 'male', age: 'adult', nationality: 'UTO' }] } as const;

export const listJoint = defineOperation({
  ...hub, id: 'joint.list', method: 'GET', path: '/v1/operations', permission: 'operation:read', effect: 'read', status: 200, input: {}, output: Type.Object({ items: Type.Array(JointOperation) }), errors: JOINT_READING,
  summary: 'List joint operations that you take part in', description: 'Those you coordinate, were invited to or have joined, newest first. No other exists for you.',
});
export const createJoint = defineOperation({
  ...hub, id: 'joint.create', method: 'POST', path: '/v1/operations', permission: 'operation:manage', effect: 'write', status: 201, body: 'json', input: { body: Type.Object({ plan: JointPlan, shares: Type.Optional(Shares) }, closed) }, output: JointOperation, errors: [...JOINT_WRITING, 'joint.code-taken'],
  summary: 'Plan a joint operation', description: 'You coordinate it. A plan from a file is imported the same way.', examples: [{ name: 'five days', body: { plan: PLAN_EXAMPLE } }],
});
export const copyJoint = defineOperation({
  ...hub, id: 'joint.copy', method: 'POST', path: '/v1/operations/:id/copies', permission: 'operation:manage', effect: 'write', status: 201, body: 'json',
  input: { params: ofJoint, body: Type.Object({ code: JointPlan.properties.code, name: shortText('Name'), from: day('First day'), to: day('Last day'), invite: Type.Optional(Type.Boolean({ description: 'Invite whoever takes part in this one' })) }, closed) }, output: JointOperation, errors: [...JOINT_WRITING, 'joint.code-taken'],
  summary: 'Replicate a joint operation', description: 'Its plan as a template for another region or year. Nothing that was reported goes along.', examples: [{ name: 'next year', body: { code: 'AURORA-II', name: 'Aurora II', from: '2027-12-06', to: '2027-12-10', invite: true } }],
});
export const getJoint = defineOperation({
  ...hub, id: 'joint.get', method: 'GET', path: '/v1/operations/:id', permission: 'operation:read', effect: 'read', status: 200, input: { params: ofJoint }, output: JointOperation, errors: JOINT_READING,
  summary: 'Read a joint operation', description: 'Its plan, who takes part, and what you share. The plan is what can be taken to another network as a file.',
});
export const amendJoint = defineOperation({
  ...hub, id: 'joint.amend', method: 'PUT', path: '/v1/operations/:id/plan', permission: 'operation:manage', effect: 'write', status: 200, version: true, body: 'json', input: { params: ofJoint, body: JointPlan }, output: JointOperation, errors: [...JOINT_WRITING, 'request.version-needed', 'joint.version-conflict', 'joint.code-taken'],
  summary: 'Change the plan', description: 'The whole plan, by the coordinator.', examples: [{ name: 'another name', body: { ...PLAN_EXAMPLE, name: 'Aurora borealis' } }],
});
export const moveJoint = defineOperation({
  ...hub, id: 'joint.move', method: 'POST', path: '/v1/operations/:id/state', permission: 'operation:manage', effect: 'write', status: 200, body: 'json', input: { params: ofJoint, body: Type.Object({ to: Type.Enum(['open', 'ended', 'closed']) }, closed) }, output: JointOperation, errors: JOINT_WRITING,
  summary: 'Open, end or close a joint operation', description: 'Reports are taken while it is open; corrections and late reports until it is closed. An ended one can be opened again.', examples: [{ name: 'it begins', body: { to: 'open' } }],
});
export const inviteToJoint = defineOperation({
  ...hub, id: 'joint.invite', method: 'POST', path: '/v1/operations/:id/members', permission: 'operation:manage', effect: 'write', status: 200, body: 'json', input: { params: ofJoint, body: Type.Object({ organisations: Type.Array(CountryCode, { minItems: 1, maxItems: 200, uniqueItems: true }), role: Type.Enum(['participant', 'partner']) }, closed) }, output: JointOperation, errors: JOINT_WRITING,
  summary: 'Invite countries or partners', description: 'By the coordinator. A partner sees totals of migrants and victims, and nothing else.', examples: [{ name: 'two countries', body: { organisations: ['FRA', 'UTO'], role: 'participant' } }],
});
export const answerJoint = defineOperation({
  ...hub, id: 'joint.answer', method: 'POST', path: '/v1/operations/:id/answer', permission: 'operation:manage', effect: 'write', status: 200, body: 'json', input: { params: ofJoint, body: Type.Object({ answer: Type.Enum(['accept', 'decline', 'leave']), shares: Type.Optional(Shares) }, closed) }, output: JointOperation, errors: JOINT_WRITING,
  summary: 'Accept an invitation, decline it, leave; say what you share', description: `Accepting needs \`shares\`, each to ${SHARES.join(', ')}. Accept again to share otherwise; what was read stays read.`, examples: [{ name: 'counts for all', body: { answer: 'accept', shares: { counts: 'all', incidents: 'nobody' } } }],
});

/** An incident as its reader sees it. */
export const Incident = Type.Object({
  id: Type.String(), country: CountryCode, version: Type.Integer(), receivedAt: Type.String(), withdrawn: Type.Optional(Type.Literal(true)), officer: Type.Optional(Type.String({ description: 'Pseudonym, for the own organisation' })), share: Type.Optional(Type.Enum([...SHARES])), content: IncidentContent,
});
export type Incident = Static<typeof Incident>;
const share = Type.Optional(Type.Enum([...SHARES], { description: 'Who reads this report, in place of what your country shares in general' }));

const whyKnown = Type.Optional(freeText('How your country comes to know of this: needed before an account, offer or network is compared with what others have'));

export const reportIncident = defineOperation({
  ...hub, id: 'incidents.report', method: 'POST', path: '/v1/operations/:id/incidents', permission: 'operation:report', effect: 'write', status: 201, body: 'json', input: { params: ofJoint, body: Type.Object({ id: Type.Optional(INCIDENT_ID), share, reason: whyKnown, content: IncidentContent }, closed) }, output: Incident, errors: [...JOINT_WRITING, 'incident.version-conflict'],
  summary: 'Report an incident', description: 'A phone that was without a line makes the id itself and sends until it is answered: the incident is there once. Migrants and victims are counted without a name unless your country has decided otherwise.', examples: [{ name: 'an arrest', body: { content: REPORT_EXAMPLE } }],
});
export const reportIncidents = defineOperation({
  ...hub, id: 'incidents.load', method: 'POST', path: '/v1/operations/:id/incident-batches', permission: 'operation:report', effect: 'write', status: 200, body: 'json',
  input: { params: ofJoint, body: Type.Object({ items: Type.Array(Type.Object({ id: Type.Optional(INCIDENT_ID), share, content: Type.Unknown() }, closed), { minItems: 1, maxItems: 500 }), reason: whyKnown }, closed) },
  output: Type.Object({ taken: Type.Integer(), known: Type.Integer({ description: 'That were there already, the same' }), rejected: Type.Array(Type.Object({ item: Type.Integer({ description: 'Place in the list, from 0' }), errors: Type.Array(Type.Object({ pointer: Type.String(), code: Type.String(), detail: Type.String() })) })) }), errors: JOINT_WRITING,
  summary: 'Report many incidents', description: 'What is wrong with one keeps none of the others out.', examples: [{ name: 'one', body: { items: [{ content: REPORT_EXAMPLE }] } }],
});
export const correctIncident = defineOperation({
  ...hub, id: 'incidents.correct', method: 'PUT', path: '/v1/operations/:id/incidents/:incident', permission: 'operation:report', effect: 'write', status: 200, version: true, body: 'json', input: { params: ofIncident, body: Type.Object({ content: IncidentContent, reason: freeText('Why'), share }, closed) }, output: Incident, errors: [...JOINT_WRITING, 'incident.not-found', 'request.version-needed', 'incident.version-conflict', 'incident.role-change'],
  summary: 'Correct a report of your own', description: 'The version before stays. A migrant or victim becomes a suspect or facilitator only by another officer than the one who reported it.', examples: [{ name: 'another place', body: { content: { ...REPORT_EXAMPLE, place: { name: 'Puente Nuevo' } }, reason: 'The bridge was another one.' } }],
});
export const withdrawIncident = defineOperation({
  ...hub, id: 'incidents.withdraw', method: 'POST', path: '/v1/operations/:id/incidents/:incident/withdrawal', permission: 'operation:report', effect: 'write', status: 200, version: true, body: 'json', input: { params: ofIncident, body: Type.Object({ reason: freeText('Why') }, closed) }, output: Incident, errors: [...JOINT_WRITING, 'incident.not-found', 'request.version-needed', 'incident.version-conflict'],
  summary: 'Withdraw a report of your own', description: 'It counts no more; its history stays.', examples: [{ name: 'a mistake', body: { reason: 'It was an exercise.' } }],
});
export const listIncidents = defineOperation({
  ...hub, id: 'incidents.list', method: 'GET', path: '/v1/operations/:id/incidents', permission: 'operation:read', effect: 'read', status: 200,
  input: { params: ofJoint, query: Type.Object({ measure: Type.Optional(Type.Enum([...MEASURES])), country: Type.Optional(CountryCode), day: Type.Optional(day('By the days of the operation')), nationality: Type.Optional(CountryCode), cutOff: Type.Optional(Type.String({ pattern: MOMENT, description: 'As known then' })), after: Type.Optional(INCIDENT_ID), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })) }, closed) },
  output: Type.Object({ items: Type.Array(Incident), next: Type.Optional(Type.String({ description: 'Send it as `after`' })), total: Type.Integer({ description: 'Reports that stand behind the number' }), withheld: Type.Array(Type.Object({ country: CountryCode, reports: Type.Integer() }), { description: 'Reports that are counted and not shown to you: ask their country' }) }), errors: [...JOINT_READING, 'request.cursor'],
  summary: 'List incidents, or those behind a number', description: 'With a measure, country, day and nationality of the results: what the number is the sum of.',
});
export const getIncident = defineOperation({
  ...hub, id: 'incidents.get', method: 'GET', path: '/v1/operations/:id/incidents/:incident', permission: 'operation:read', effect: 'read', status: 200, input: { params: ofIncident }, output: Type.Object({ ...Incident.properties, history: Type.Array(Type.Object({ version: Type.Integer(), receivedAt: Type.String(), withdrawn: Type.Optional(Type.Literal(true)), reason: Type.Optional(Type.String()), content: IncidentContent })) }), errors: [...JOINT_READING, 'incident.not-found'],
  summary: 'Read an incident with its history', description: 'Your own, or one that is shared with you.',
});

export const JOINT_OPERATIONS = [listJoint, createJoint, copyJoint, getJoint, amendJoint, moveJoint, inviteToJoint, answerJoint, reportIncident, reportIncidents, correctIncident, withdrawIncident, listIncidents, getIncident] as const;
