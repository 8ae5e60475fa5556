/** The interface of results: links, rates, live counts, signatures, frozen results, the file that recounts. */
import { Type } from 'typebox';
import { day, dictionary, shortText } from '../databases/fields.ts';
import { defineOperation } from '../operation.ts';
import { CountryCode } from '../organisations.ts';
import { DECIMAL } from './incidents.ts';
import { INCIDENT_ID, JOINT_ID, JOINT_READING, JOINT_WRITING } from './operations.ts';
import { MOMENT, Results } from './results.ts';
import { RESULT_STATES } from './words.ts';

const closed = { additionalProperties: false } as const;
const hub = { side: 'hub', purpose: 'none' } as const;
const ofJoint = Type.Object({ id: JOINT_ID }, closed);
const Moment = Type.String({ pattern: MOMENT, description: 'UTC' });
const PersonAt = Type.Object({ incident: INCIDENT_ID, person: Type.Integer({ minimum: 0, maximum: 199, description: 'Place in the list of persons' }) }, closed);
const Signature = Type.Object({ country: CountryCode, state: Type.Enum(['signed', 'changed', 'unsigned']), at: Type.Optional(Type.String()), by: Type.Optional(Type.String({ description: 'Pseudonym' })) });

export const linkPersons = defineOperation({
  ...hub, id: 'joint.link', method: 'POST', path: '/v1/operations/:id/links', permission: 'operation:report', effect: 'write', status: 200, body: 'json', input: { params: ofJoint, body: Type.Object({ one: PersonAt, other: PersonAt, undo: Type.Optional(Type.Literal(true)) }, closed) }, output: Type.Object({ agreed: Type.Boolean({ description: 'Both countries have said it: they are counted once' }) }), errors: [...JOINT_WRITING, 'incident.not-found'],
  summary: 'Say that two entries are the same person or group', description: 'One of the two is of your country; of the other you need the id only. It counts once the other country says the same, and no more once either takes it back.',
  examples: [{ name: 'the same migrant at two checkpoints', body: { one: { incident: 'inc_0197a1b2c3d47e5f8a9b0c1d2e3f4a5b', person: 0 }, other: { incident: 'inc_0197a1b2c3d47e5f8a9b0c1d2e3f4a5c', person: 2 } } }],
});
export const setRates = defineOperation({
  ...hub, id: 'joint.rates', method: 'PUT', path: '/v1/operations/:id/rates', permission: 'operation:manage', effect: 'write', status: 200, body: 'json', input: { params: ofJoint, body: Type.Object({ rates: Type.Array(Type.Object({ currency: Type.String({ pattern: '^[A-Z]{3}$' }), on: day('Day'), usd: Type.String({ pattern: DECIMAL, description: 'US dollars for one' }), source: shortText('Whose rate') }, closed), { maxItems: 1000 }) }, closed) }, output: Type.Object({ rates: Type.Integer() }), errors: JOINT_WRITING,
  summary: 'Set the rates by which money is converted', description: 'All of them, by the coordinator. A transaction is converted at the rate of its day or the last before it.', examples: [{ name: 'one', body: { rates: [{ currency: 'BRL', on: '2026-12-07', usd: '0.1864', source: 'Central bank' }] } }],
});
export const readResults = defineOperation({
  ...hub, id: 'joint.results', method: 'GET', path: '/v1/operations/:id/results', permission: 'operation:read', effect: 'read', status: 200, input: { params: ofJoint, query: Type.Object({ cutOff: Type.Optional(Moment) }, closed) },
  output: Type.Object({ state: Type.Literal('preliminary'), results: Results, countries: Type.Array(CountryCode, { description: 'Whose reports are counted here: yours, and those that share their counts with you' }), signatures: Type.Array(Signature) }), errors: JOINT_READING,
  summary: 'Live results', description: 'Counted at this moment, or as known at an earlier one, from the reports of countries that share their counts with you. A partner sees migrants and victims only, small numbers left out.',
});
export const signOff = defineOperation({
  ...hub, id: 'joint.sign', method: 'POST', path: '/v1/operations/:id/signatures', permission: 'operation:manage', effect: 'write', status: 200, body: 'json', input: { params: ofJoint, body: Type.Object({ cutOff: Moment, figures: Type.Optional(Type.String({ pattern: '^[\\w-]{43}$', description: 'The hash that you expect: refused when the figures are others by now' })) }, closed) }, output: Type.Object({ cutOff: Type.String(), figures: Type.String(), counts: dictionary(Type.Integer()) }), errors: [...JOINT_WRITING, 'joint.version-conflict'],
  summary: "Sign your country's figures", description: 'As known at the cut-off. With it your country agrees that its figures are seen by all who take part, and that what is counted of its reports, without names or texts, goes into the file that they can recount.', examples: [{ name: 'the evening', body: { cutOff: '2026-12-08T18:00:00Z' } }],
});
const FrozenAnswer = Type.Object({ edition: Type.Integer(), state: Type.Enum([...RESULT_STATES]), at: Type.String(), cutOff: Type.String(), hash: Type.String(), results: Results, signOffs: Type.Array(Type.Object({ country: CountryCode, at: Type.String(), by: Type.String(), cutOff: Type.String(), figures: Type.String() })) });
export const freezeResults = defineOperation({
  ...hub, id: 'joint.freeze', method: 'POST', path: '/v1/operations/:id/frozen', permission: 'operation:manage', effect: 'write', status: 201, body: 'json', input: { params: ofJoint, body: Type.Object({ state: Type.Enum([...RESULT_STATES]), cutOff: Moment }, closed) }, output: FrozenAnswer, errors: [...JOINT_WRITING, 'joint.unsigned'],
  summary: 'Freeze results under a hash', description: 'By the coordinator. Counted are the countries that have signed at this cut-off; final results need every one. Frozen results change no more: what comes later makes another edition.', examples: [{ name: 'the first evening', body: { state: 'preliminary', cutOff: '2026-12-08T18:00:00Z' } }],
});
export const listFrozen = defineOperation({
  ...hub, id: 'joint.frozen', method: 'GET', path: '/v1/operations/:id/frozen', permission: 'operation:read', effect: 'read', status: 200, input: { params: ofJoint }, output: Type.Object({ items: Type.Array(FrozenAnswer) }), errors: [...JOINT_READING, 'joint.role'],
  summary: 'Read frozen results', description: 'Every edition. Not for partners.',
});
export const exportJoint = defineOperation({
  ...hub, id: 'joint.file', method: 'GET', path: '/v1/operations/:id/file', permission: 'operation:read', effect: 'read', status: 200, answer: 'stream', input: { params: ofJoint, query: Type.Object({ edition: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }, closed) }, output: Type.String({ description: 'NDJSON' }), errors: [...JOINT_READING, 'joint.role', 'joint.results-not-found'],
  summary: 'The file of frozen results', description: 'What was counted, without names or texts: `watchword operation recount` gives the same results to the last digit. Not for partners.',
});

export const COUNTING_OPERATIONS = [linkPersons, setRates, readResults, signOff, freezeResults, listFrozen, exportJoint] as const;
