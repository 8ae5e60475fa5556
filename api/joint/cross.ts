/** The interface of the cross-check: what of a report is compared, links between two countries, possible duplicates, and hits of checks made under an operation's code. */
import { Type, type Static } from 'typebox';
import { PURPOSES } from '../checks/purposes.ts';
import { freeText } from '../databases/fields.ts';
import { ID_PATTERN } from '../ids.ts';
import { defineOperation } from '../operation.ts';
import { CountryCode } from '../organisations.ts';
import { IncidentPart } from './incident-parts.ts';
import { INCIDENT_ID, JOINT_ID, JOINT_READING, JOINT_WRITING } from './operations.ts';
import { AWAITED, CROSS_STATES, DECISIONS, DUPLICATE_STATES, ENTITY_DOUBTS, ENTITY_KINDS, LINK_HOW, RELEASABLE } from './cross-words.ts';

const closed = { additionalProperties: false } as const;
const hub = { side: 'hub', purpose: 'none' } as const;

export const LINK_ID = Type.String({ pattern: ID_PATTERN('lnk'), description: 'Id of a link' });
export const DUPLICATE_ID = Type.String({ pattern: ID_PATTERN('dup'), description: 'Id of a possible duplicate' });
const ofJoint = Type.Object({ id: JOINT_ID }, closed);
const ofIncident = Type.Object({ id: JOINT_ID, incident: INCIDENT_ID }, closed);
const ofLink = Type.Object({ id: JOINT_ID, link: LINK_ID }, closed);

/** Where in an incident an entity stands. */
const EntityAt = Type.Object({ incident: Type.String(), pointer: Type.String({ description: 'JSON Pointer into the content' }), shown: Type.String({ description: 'As it is compared; of a card the last four digits' }) });
export type EntityAt = Static<typeof EntityAt>;

/** What is compared of one incident of your own, and what came of it. */
export const CrossCheck = Type.Object({
  incident: Type.String(),
  version: Type.Integer(),
  state: Type.Enum([...CROSS_STATES], { description: 'done: compared with everything; running: the databases are being asked; reason: nothing is shown until somebody gives a reason; rate: the officer has compared too much in a short time; withdrawn' }),
  reason: Type.Optional(Type.String()),
  purpose: Type.Enum([...PURPOSES], { description: 'With which the databases are asked' }),
  entities: Type.Array(Type.Object({
    ...EntityAt.properties, kind: Type.Enum([...ENTITY_KINDS]),
    doubts: Type.Optional(Type.Array(Type.Enum([...ENTITY_DOUBTS]), { description: 'What to read again' })),
    apart: Type.Optional(Type.Literal(true, { description: 'Of a migrant or victim, and your country has not decided otherwise: compared with nothing of others' })),
    check: Type.Optional(Type.Object({ id: Type.String({ description: 'Id of the check, which stands in the audit log' }), outcome: Type.String({ description: 'hit, possible, none, unavailable, or refused' }) })),
  })),
  links: Type.Array(Type.String(), { description: 'Ids of links that this incident has' }),
});
export type CrossCheck = Static<typeof CrossCheck>;

const Released = Type.Object({ at: Type.String(), parts: Type.Array(Type.Enum([...RELEASABLE])) });

/**
 * Two countries have the same. Until both case officers have released, a side sees its own incidents, the kind of what agrees, and whom to call.
 */
export const CrossLink = Type.Object({
  id: Type.String(),
  kind: Type.Enum([...ENTITY_KINDS]),
  how: Type.Enum([...LINK_HOW], { description: 'equal, or for persons possible: the names could be those of one person' }),
  at: Type.String({ description: 'When both were told' }),
  stands: Type.Boolean({ description: 'False when a report was corrected or withdrawn so that it is not there any more' }),
  elsewhere: Type.Optional(Type.Literal(true, { description: 'The other country has it in another operation' })),
  mine: Type.Array(EntityAt),
  with: Type.Object({ country: CountryCode, desk: Type.Optional(Type.String()), phone: Type.Optional(Type.String()) }, { description: 'Whom to call' }),
  awaits: Type.Enum([...AWAITED], { description: 'Who has still to release' }),
  released: Type.Optional(Released),
  theirs: Type.Optional(Type.Array(IncidentPart, { description: 'What the other country has released; only when both have' })),
});
export type CrossLink = Static<typeof CrossLink>;

export const listLinks = defineOperation({
  ...hub, id: 'joint.links', method: 'GET', path: '/v1/operations/:id/cross-links', permission: 'operation:read', effect: 'read', status: 200,
  input: { params: ofJoint, query: Type.Object({ awaits: Type.Optional(Type.Enum([...AWAITED])), incident: Type.Optional(INCIDENT_ID), after: Type.Optional(LINK_ID), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })) }, closed) },
  output: Type.Object({ items: Type.Array(CrossLink), next: Type.Optional(Type.String({ description: 'Send it as `after`' })) }), errors: [...JOINT_READING, 'joint.role', 'request.cursor'],
  summary: 'What your country and another both have', description: 'Newest first. Not for partners. Of the other country you learn its name and whom to call, until both have released.',
});
export const getLink = defineOperation({
  ...hub, id: 'joint.link-get', method: 'GET', path: '/v1/operations/:id/cross-links/:link', permission: 'operation:read', effect: 'read', status: 200, input: { params: ofLink }, output: CrossLink, errors: [...JOINT_READING, 'joint.role', 'joint.link-not-found'],
  summary: 'Read one link', description: 'Of your own country only.',
});
export const releaseLink = defineOperation({
  ...hub, id: 'joint.link-release', method: 'POST', path: '/v1/operations/:id/cross-links/:link/release', permission: 'operation:manage', effect: 'write', status: 200, body: 'json',
  input: { params: ofLink, body: Type.Object({ parts: Type.Array(Type.Enum([...RELEASABLE]), { maxItems: RELEASABLE.length, uniqueItems: true, description: 'What of your incidents the other country reads once it has released as well; empty takes your release back' }), reason: freeText('Why; stays with your country') }, closed) },
  output: CrossLink, errors: [...JOINT_WRITING, 'joint.link-not-found'],
  summary: 'Release your part of a link', description: 'Nothing is shown before both have released. Migrants and victims are named only where your country has decided so. What was read stays read.', examples: [{ name: 'where and when', body: { parts: ['event', 'entity'], reason: 'Agreed on the phone with the other desk.' } }],
});

/** Two entries that could be one. */
export const Duplicate = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['person', 'document', 'vehicle', 'phone', 'account']),
  how: Type.Enum([...LINK_HOW]),
  score: Type.Optional(Type.Number({ minimum: 0, maximum: 1, description: 'Of the names' })),
  at: Type.String(),
  state: Type.Enum([...DUPLICATE_STATES], { description: 'open; yours or theirs: one of two countries has said that they are the same; merged: counted once; apart: somebody looked, and they are two' }),
  one: EntityAt,
  other: Type.Object({ incident: Type.Optional(EntityAt.properties.incident), pointer: Type.Optional(EntityAt.properties.pointer), shown: Type.Optional(EntityAt.properties.shown), country: CountryCode, link: Type.Optional(Type.String({ description: 'The link through which you know of it' })) }),
  decisions: Type.Array(Type.Object({ by: CountryCode, officer: Type.Optional(Type.String({ description: 'Pseudonym, of your own organisation' })), at: Type.String(), decision: Type.Enum([...DECISIONS]), reason: Type.Optional(Type.String({ description: 'Of your own organisation' })) })),
});
export type Duplicate = Static<typeof Duplicate>;

export const listDuplicates = defineOperation({
  ...hub, id: 'joint.duplicates', method: 'GET', path: '/v1/operations/:id/duplicates', permission: 'operation:read', effect: 'read', status: 200,
  input: { params: ofJoint, query: Type.Object({ state: Type.Optional(Type.Enum([...DUPLICATE_STATES])), after: Type.Optional(DUPLICATE_ID), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })) }, closed) },
  output: Type.Object({ items: Type.Array(Duplicate), next: Type.Optional(Type.String()) }), errors: [...JOINT_READING, 'joint.role', 'request.cursor'],
  summary: 'What could be there twice', description: 'Of your own reports, and of links with other countries. Newest first. What is counted once already, because its number or its name and date of birth agree, is not here.',
});
export const decideDuplicate = defineOperation({
  ...hub, id: 'joint.duplicate-decide', method: 'POST', path: '/v1/operations/:id/duplicates/:duplicate/decision', permission: 'operation:report', effect: 'write', status: 200, body: 'json',
  input: { params: Type.Object({ id: JOINT_ID, duplicate: DUPLICATE_ID }, closed), body: Type.Object({ decision: Type.Enum([...DECISIONS]), reason: freeText('Why') }, closed) },
  output: Duplicate, errors: [...JOINT_WRITING, 'joint.duplicate-not-found'],
  summary: 'Merge, keep apart, or undo', description: 'Two entries of your country are counted once as soon as you say so, those of two countries when both have. Undo takes back what your country has said; who, when and why stay.', examples: [{ name: 'the same', body: { decision: 'same', reason: 'Both desks compared the photographs.' } }],
});

export const readCrossCheck = defineOperation({
  ...hub, id: 'incidents.cross-check', method: 'GET', path: '/v1/operations/:id/incidents/:incident/cross-check', permission: 'operation:report', effect: 'read', status: 200, input: { params: ofIncident }, output: CrossCheck, errors: [...JOINT_READING, 'joint.role', 'incident.not-found'],
  summary: 'What is compared of a report of your own', description: 'Each entity as it was read, what to read again, and what the databases answered.',
});
export const runCrossCheck = defineOperation({
  ...hub, id: 'incidents.compare', method: 'POST', path: '/v1/operations/:id/incidents/:incident/cross-check', permission: 'operation:report', effect: 'write', status: 200, body: 'json', input: { params: ofIncident, body: Type.Object({ reason: freeText('How your country comes to know of this') }, closed) }, output: CrossCheck, errors: [...JOINT_WRITING, 'incident.not-found'],
  summary: 'Compare a report, with a reason', description: 'By a person. Reports of something that happened are compared as they come; others, and those that a system sent, once somebody says how they are known: what a system says is no reason. The databases are asked under your name.', examples: [{ name: 'from a source', body: { reason: 'Named by a witness at the safe house.' } }],
});

/** Hits of checks that were made under the code. */
export const listJointHits = defineOperation({
  ...hub, id: 'joint.hits', method: 'GET', path: '/v1/operations/:id/hits', permission: 'operation:read', effect: 'read', status: 200, input: { params: ofJoint, query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })) }, closed) },
  output: Type.Object({
    items: Type.Array(Type.Object({ hit: Type.String(), at: Type.String(), side: Type.Enum(['own', 'finder', 'owner']), with: Type.Optional(CountryCode), kind: Type.String(), state: Type.String() }), { description: 'Newest first: those of which your organisation is finder or owner' }),
    counts: Type.Array(Type.Object({ country: CountryCode, checks: Type.Integer(), hits: Type.Integer() }), { description: 'Of countries that share their counts with you' }),
  }), errors: [...JOINT_READING, 'joint.role'],
  summary: 'Checks and hits under the code', description: 'Whoever found and whoever owns sees the hit itself; all others see numbers, where their country shares them. Not for partners.',
});

export const CROSS_OPERATIONS = [listLinks, getLink, releaseLink, listDuplicates, decideDuplicate, readCrossCheck, runCrossCheck, listJointHits] as const;
