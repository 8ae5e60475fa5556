/** The interface of evidence: a prosecutor or partner who is named for one case reads it, and takes it away as a signed file. */
import { Type, type Static } from 'typebox';
import { day, freeText, shortText } from '../databases/fields.ts';
import { ID_PATTERN } from '../ids.ts';
import { defineOperation } from '../operation.ts';
import { CountryCode } from '../organisations.ts';
import { Attachment } from './attachments.ts';
import { IncidentContent } from './incidents.ts';
import { INCIDENT_ID, JOINT_ID, JOINT_READING, JOINT_WRITING } from './operations.ts';

const closed = { additionalProperties: false } as const;
const hub = { side: 'hub', purpose: 'none' } as const;
const ofJoint = Type.Object({ id: JOINT_ID }, closed);
const CASE_ID = Type.String({ pattern: ID_PATTERN('evd'), description: 'Id of a case that was opened to somebody' });

/** Days for which a case can be opened at a time. */
export const EVIDENCE_DAYS = 366;

/** A case that one country opened to somebody. */
export const EvidenceCase = Type.Object({
  id: Type.String(), operation: Type.String(), code: Type.String({ description: 'Of the operation' }), owner: CountryCode, to: CountryCode, officer: Type.Optional(Type.String({ description: 'Pseudonym of the only person who may' })),
  reference: Type.String({ description: 'File number of the prosecution' }), incidents: Type.Array(Type.String()), from: Type.String(), until: Type.String({ description: 'Last day' }), state: Type.Enum(['open', 'over', 'ended']),
  uses: Type.Optional(Type.Array(Type.Object({ at: Type.String(), by: Type.String({ description: 'Pseudonym' }), what: Type.Enum(['read', 'file']) }), { description: 'Who looked, for the owner: the last 100' })),
});
export type EvidenceCase = Static<typeof EvidenceCase>;

const Versions = Type.Array(Type.Object({ version: Type.Integer(), receivedAt: Type.String(), by: Type.String({ description: 'Pseudonym of the officer' }), withdrawn: Type.Optional(Type.Literal(true)), reason: Type.Optional(Type.String()), content: IncidentContent }));
export const EvidenceIncident = Type.Object({ id: Type.String(), country: CountryCode, versions: Versions, attachments: Type.Array(Attachment) });
export type EvidenceIncident = Static<typeof EvidenceIncident>;

export const grantEvidence = defineOperation({
  ...hub, id: 'evidence.grant', method: 'POST', path: '/v1/operations/:id/evidence', permission: 'operation:manage', effect: 'write', status: 201, body: 'json',
  input: { params: ofJoint, body: Type.Object({ to: CountryCode, officer: Type.Optional(Type.String({ pattern: '^[a-z]{3,8}_[A-Za-z0-9_-]{1,80}$', description: 'Pseudonym: this person and nobody else of the organisation' })), reference: shortText('File number of the prosecution'), incidents: Type.Array(INCIDENT_ID, { minItems: 1, maxItems: 50, uniqueItems: true }), until: day('Last day'), reason: freeText('On what ground') }, closed) },
  output: EvidenceCase, errors: [...JOINT_WRITING, 'incident.not-found'],
  summary: 'Open a case to a prosecutor or partner', description: `Incidents of your own country, for at most ${EVIDENCE_DAYS} days. Whoever is named reads these and nothing else of the operation: every version, who reported by pseudonym, the attachments; and takes them away as a signed file. Each look is told to you.`,
  examples: [{ name: 'one arrest', body: { to: 'UTO', officer: 'ofc_prosecutor', reference: 'JS 4711/26', incidents: ['inc_0197a1b2c3d47e5f8a9b0c1d2e3f4a5b'], until: '2027-03-31', reason: 'Request of the prosecutor' } }],
});
export const listGrants = defineOperation({
  ...hub, id: 'evidence.granted', method: 'GET', path: '/v1/operations/:id/evidence', permission: 'operation:manage', effect: 'read', status: 200, input: { params: ofJoint }, output: Type.Object({ items: Type.Array(EvidenceCase) }), errors: [...JOINT_READING, 'joint.role'],
  summary: 'List the cases that your country opened', description: 'With who looked and when.',
});
export const endEvidence = defineOperation({
  ...hub, id: 'evidence.end', method: 'POST', path: '/v1/operations/:id/evidence/:case/end', permission: 'operation:manage', effect: 'write', status: 200, body: 'json', input: { params: Type.Object({ id: JOINT_ID, case: CASE_ID }, closed), body: Type.Object({ reason: freeText('Why') }, closed) }, output: EvidenceCase, errors: [...JOINT_WRITING, 'evidence.not-found'],
  summary: 'Close a case before its day', description: 'Of your own. From now on nobody reads it; files that were taken stay.', examples: [{ name: 'withdrawn', body: { reason: 'The proceedings were dropped.' } }],
});
export const listEvidence = defineOperation({
  ...hub, id: 'evidence.list', method: 'GET', path: '/v1/evidence', permission: 'operation:read', effect: 'read', status: 200, input: {}, output: Type.Object({ items: Type.Array(EvidenceCase) }), errors: ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'audit.unavailable', 'store.unavailable', 'store.broken'],
  summary: 'List the cases that are open to you', description: 'You need not take part in the operation.',
});
export const readEvidence = defineOperation({
  ...hub, id: 'evidence.read', method: 'GET', path: '/v1/evidence/:case', permission: 'operation:read', effect: 'read', status: 200, input: { params: Type.Object({ case: CASE_ID }, closed) }, output: Type.Object({ ...EvidenceCase.properties, items: Type.Array(EvidenceIncident) }), errors: [...JOINT_READING, 'evidence.not-found'],
  summary: 'Read a case', description: 'If you are named for it, until its last day. Its owner is told.',
});
export const takeEvidence = defineOperation({
  ...hub, id: 'evidence.file', method: 'GET', path: '/v1/evidence/:case/file', permission: 'operation:read', effect: 'read', status: 200, answer: 'stream', input: { params: Type.Object({ case: CASE_ID }, closed) }, output: Type.String({ description: 'NDJSON' }), errors: [...JOINT_READING, 'evidence.not-found', 'server.busy'],
  summary: 'Take the signed file of a case', description: 'NDJSON: the case, each version of each incident, the entries of the audit log by which they came with proofs that these are in it, the attachments with their bytes, and at the end the signature of this hub over all of it. `watchword operation evidence verify` reads it without any server.',
});

export const EVIDENCE_OPERATIONS = [grantEvidence, listGrants, endEvidence, listEvidence, readEvidence, takeEvidence] as const;
