/** What those in the field need, who report and do not read results: where they report, and what they reported. */
import { Type, type Static } from 'typebox';
import { CountryCode } from '../organisations.ts';
import { defineOperation } from '../operation.ts';
import { Incident, getIncident, INCIDENT_ID, JOINT_ID, JOINT_READING } from './operations.ts';
import { JointPlan, Shares } from './plans.ts';
import { INCIDENT_KINDS, JOINT_STATES } from './words.ts';

const closed = { additionalProperties: false } as const;
const field = { side: 'hub', purpose: 'none', permission: 'operation:report', effect: 'read', status: 200 } as const;

/** An operation as a phone in the field keeps it. */
export const FieldOperation = Type.Object({
  id: Type.String(), code: JointPlan.properties.code, name: JointPlan.properties.name, from: JointPlan.properties.from, to: JointPlan.properties.to, days: JointPlan.properties.days,
  state: Type.Enum([...JOINT_STATES]), coordinator: CountryCode, countries: Type.Array(CountryCode, { description: 'Who takes part, partners left out' }), shares: Shares,
  checkpoints: JointPlan.properties.checkpoints, hotspots: JointPlan.properties.hotspots,
});
export type FieldOperation = Static<typeof FieldOperation>;

export const listField = defineOperation({
  ...field, id: 'joint.field', method: 'GET', path: '/v1/field-operations', input: {}, output: Type.Object({ items: Type.Array(FieldOperation) }), errors: JOINT_READING,
  summary: 'Joint operations in which you may report now', description: 'Those that are open or have just ended and that your country has joined: name, days and places, and what your country shares. Nothing that was reported.',
});
export const searchIncidents = defineOperation({
  ...field, id: 'incidents.search', method: 'POST', path: '/v1/operations/:id/incident-searches', body: 'json',
  input: {
    params: Type.Object({ id: JOINT_ID }, closed),
    body: Type.Object({
      text: Type.Optional(Type.String({ minLength: 2, maxLength: 120, description: 'All of these words, or their beginnings, anywhere in the report' })), kind: Type.Optional(Type.Enum([...INCIDENT_KINDS])), mine: Type.Optional(Type.Literal(true, { description: 'Only those that you reported yourself' })),
      after: Type.Optional(INCIDENT_ID), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })),
    }, closed),
  },
  output: Type.Object({ items: Type.Array(Type.Object({ ...Incident.properties, mine: Type.Boolean() })), next: Type.Optional(Type.String({ description: 'Send it as `after`: there is more to be looked through' })) }), errors: [...JOINT_READING, 'request.malformed', 'joint.role'],
  summary: "Find your own country's reports", description: 'Newest first, as they stand. Whoever may not read joint operations finds those that he reported himself. What is looked for stands in no address and no log.',
  examples: [{ name: 'a bridge', body: { text: 'puente' } }],
});
export const getOwnIncident = defineOperation({
  ...field, id: 'incidents.own', method: 'GET', path: '/v1/operations/:id/own-incidents/:incident', input: { params: Type.Object({ id: JOINT_ID, incident: INCIDENT_ID }, closed) }, output: Type.Object({ ...getIncident.output.properties, mine: Type.Boolean() }), errors: [...JOINT_READING, 'joint.role', 'incident.not-found'],
  summary: "Read a report of your own country with its history", description: 'For those who report: whoever may not read joint operations reads what he reported himself.',
});

export const FIELD_OPERATIONS = [listField, searchIncidents, getOwnIncident] as const;
