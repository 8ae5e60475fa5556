/** Requests of the persons on whom data are held: access, correction, deletion. Only the Commission operates them, and no bureau is told of one without the person's consent. */
import { Type, type Static } from 'typebox';
import { ID_PATTERN } from './ids.ts';
import { country, day, documentNumber, freeText, partialDay } from './databases/fields.ts';
import { defineOperation } from './operation.ts';
import { CountryCode } from './organisations.ts';
import { SubjectPackage } from './requests/subject-package.ts';

const closed = { additionalProperties: false } as const;

export const REQUEST_KINDS = ['access', 'correction', 'deletion'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** `decided`: what is to be done is not all done. `inadmissible` and `carried-out` wait only to be closed. */
export const REQUEST_STATES = ['received', 'admissible', 'inadmissible', 'under-examination', 'decided', 'carried-out', 'closed'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export const REQUEST_OUTCOMES = ['granted', 'granted-in-part', 'refused'] as const;

/**
 * What a decision orders for one record. `correct`: its owner is asked, with a deadline. `block`: no other country's check finds it, and nobody
 * but the Commission lifts that. `lift`: that ends. `erase`: the record ends and what it said is erased.
 */
export const MEASURES = ['correct', 'block', 'lift', 'erase'] as const;

/** Months from admissibility within which the Commission answers. */
export const MONTHS_TO_ANSWER = { access: 4, correction: 9, deletion: 9 } as const satisfies Record<RequestKind, number>;

const RequestId = Type.String({ pattern: ID_PATTERN('cas'), description: 'Id of a request' });
const RecordId = Type.String({ pattern: ID_PATTERN('rec'), description: 'Id of a record' });
const Page = { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })), cursor: Type.Optional(Type.String({ maxLength: 200 })) };

/** Who asks, as in a check: names with a birth date, numbers of documents, or both. */
export const RequestSubject = Type.Object(
  {
    names: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200, description: 'A whole name, in any script and order' }), { minItems: 1, maxItems: 10, description: 'With born' })),
    born: Type.Optional(partialDay('Birth date as far as known')),
    documents: Type.Optional(
      Type.Array(Type.Object({ number: documentNumber('Number of the document'), issuer: Type.Optional(country('Issuer')) }, closed), { minItems: 1, maxItems: 10 }),
    ),
  },
  { ...closed, minProperties: 1, description: 'The person, as a check would ask: names and birth date, document numbers, or both' },
);
export type RequestSubject = Static<typeof RequestSubject>;

/** Whether bureaus may be told that this person has made a request. */
export const Consent = Type.Object(
  { given: Type.Boolean({ description: 'Whether the owners of records may be told of the request' }), on: day('Day on which the person said so'), note: Type.Optional(freeText('Where it is recorded')) },
  closed,
);

export const ReceiveRequest = Type.Object(
  {
    kind: Type.Enum([...REQUEST_KINDS]),
    via: Type.Optional(Type.Union([CountryCode], { description: 'The bureau through which it came; absent when the person wrote to the Commission directly' })),
    subject: RequestSubject,
    asks: freeText('What the person asks for, in their own words'),
    contact: freeText('How to answer the person'),
    evidence: Type.Object(
      {
        digest: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the copy of the identity document; the copy itself is not kept here' }),
        note: Type.Optional(freeText('What was seen')),
      },
      { ...closed, description: 'How the person showed who they are' },
    ),
    consent: Type.Optional(Consent),
  },
  closed,
);

export type ReceiveRequest = Static<typeof ReceiveRequest>;

/** A clock: from admissibility to the last day on which the Commission answers in time. */
export const RequestClock = Type.Object({
  startedOn: Type.String(),
  dueOn: Type.String(),
  daysLeft: Type.Integer({ description: 'Negative when overdue; counted until the decision' }),
  overdue: Type.Boolean(),
  extended: Type.Boolean(),
});

const known = {
  id: Type.String(),
  version: Type.Integer({ description: 'Send it in If-Match to act on the request' }),
  kind: Type.Enum([...REQUEST_KINDS]),
  state: Type.Enum([...REQUEST_STATES]),
  receivedAt: Type.String(),
  via: Type.Optional(CountryCode),
  consent: Type.Boolean({ description: 'Whether owners may be told of the request' }),
  clock: Type.Optional(RequestClock),
  outcome: Type.Optional(Type.Enum([...REQUEST_OUTCOMES])),
} as const;

/** What a write answers: nothing that is sealed, for answers are kept for repeated requests. */
export const RequestStanding = Type.Object(known);
export type RequestStanding = Static<typeof RequestStanding>;

export const RequestSummary = Type.Object({ ...known, person: Type.String({ description: 'The first name, or the first document number' }) });
export type RequestSummary = Static<typeof RequestSummary>;

export const Receipt = Type.Object({
  holder: Type.String({ description: 'A server of this hub, or a bureau that keeps a copy' }),
  at: Type.String(),
  change: Type.Optional(Type.Integer({ description: 'Position of the change log that it has reached' })),
  note: Type.Optional(Type.String()),
});

export const MeasureAnswer = Type.Object({
  id: Type.String(),
  act: Type.Enum([...MEASURES]),
  record: Type.String(),
  owner: CountryCode,
  state: Type.Enum(['asked', 'done', 'refused']),
  asks: Type.Optional(Type.String({ description: 'What the owner was asked to correct' })),
  dueOn: Type.Optional(Type.String()),
  overdue: Type.Boolean(),
  answer: Type.Optional(Type.String({ description: 'What the owner answered' })),
  change: Type.Optional(Type.Integer({ description: 'Number of the change in the change log' })),
  receipts: Type.Array(Receipt, { description: 'Who has followed, and since when' }),
});
export type MeasureAnswer = Static<typeof MeasureAnswer>;

export const RequestEvent = Type.Object({ at: Type.String(), by: Type.String(), act: Type.String(), text: Type.Optional(Type.String()) });

export const RequestAnswer = Type.Object({
  ...known,
  subject: RequestSubject,
  asks: Type.String(),
  contact: Type.String(),
  evidence: Type.Object({ digest: Type.String(), note: Type.Optional(Type.String()) }),
  measures: Type.Array(MeasureAnswer),
  events: Type.Array(RequestEvent, { description: 'What was done, oldest first, with the reasons' }),
});
export type RequestAnswer = Static<typeof RequestAnswer>;

const hub = { side: 'hub', purpose: 'none', permission: 'case:manage' } as const;
const params = Type.Object({ id: RequestId }, closed);
const reading = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'case.not-found', 'audit.unavailable', 'store.unavailable', 'store.broken'] as const;
const writing = [...reading, 'request.malformed', 'request.key-reused', 'request.in-flight'] as const;
const changing = [...writing, 'request.version-needed', 'case.version-conflict', 'case.state'] as const;
const post = { ...hub, method: 'POST', effect: 'write', body: 'json' } as const;
const step = { ...post, status: 200, version: true, output: RequestStanding, errors: changing } as const;
const Reasons = freeText('Reasons, kept sealed');

export const receiveRequest = defineOperation({
  ...post, id: 'requests.receive', path: '/v1/requests', status: 201, input: { body: ReceiveRequest }, output: RequestStanding, errors: writing,
  summary: 'Receive a request of a person', description: 'Kept sealed to the Commission. No bureau is told of it.',
  examples: [{ name: 'access', body: { kind: 'access', subject: { names: ['Anna Maria Eriksson'], born: '1974-08-12', documents: [{ number: 'L898902C3', issuer: 'UTO' }] }, asks: 'What do you hold on me?', contact: 'Poste restante, Zenith', evidence: { digest: '0'.repeat(64), note: 'Passport seen' } } }],
});

export const listRequests = defineOperation({
  ...hub, id: 'requests.list', method: 'GET', path: '/v1/requests', effect: 'read', status: 200,
  input: {
    query: Type.Object(
      { state: Type.Optional(Type.Enum([...REQUEST_STATES])), kind: Type.Optional(Type.Enum([...REQUEST_KINDS])), overdue: Type.Optional(Type.Boolean({ description: 'Only those whose clock has run out' })), ...Page },
      closed,
    ),
  },
  output: Type.Object({ items: Type.Array(RequestSummary), nextCursor: Type.Optional(Type.String()) }), errors: [...reading, 'request.cursor'],
  summary: 'List the requests of persons', description: 'Newest first, with their clocks.',
});

export const getRequest = defineOperation({
  ...hub, id: 'requests.get', method: 'GET', path: '/v1/requests/:id', effect: 'read', status: 200, input: { params }, output: RequestAnswer, errors: reading,
  summary: 'Read a request', description: 'With everything that was done, and how far each measure has come.',
});

export const admitRequest = defineOperation({
  ...step, id: 'requests.admit', path: '/v1/requests/:id/admission',
  input: { params, body: Type.Object({ admissible: Type.Boolean(), reasons: Type.Optional(Reasons) }, closed) },
  summary: 'Say whether a request is admissible', description: 'From then on the clock runs: four months for access, nine for correction and deletion. A request that is not admissible needs reasons.',
  examples: [{ name: 'admissible', body: { admissible: true } }],
});

export const examineRequest = defineOperation({
  ...step, id: 'requests.examine', path: '/v1/requests/:id/examination',
  input: { params, body: Type.Object({ note: Type.Optional(Reasons) }, closed) },
  summary: 'Begin to examine a request', description: 'After it was found admissible; again to add a note.', examples: [{ name: 'begun', body: { note: 'The owner was asked for the warrant.' } }],
});

export const extendRequest = defineOperation({
  ...step, id: 'requests.extend', path: '/v1/requests/:id/extension',
  input: { params, body: Type.Object({ until: day('The new last day'), reasons: Reasons }, closed) },
  summary: 'Extend the time for a request', description: 'Only with a reason, before the decision, and to a later day; in all by no more than the first time again.', examples: [{ name: 'a month', body: { until: '2027-04-24', reasons: 'The court of the owner answers in March.' } }],
});

export const consentRequest = defineOperation({
  ...step, id: 'requests.consent', path: '/v1/requests/:id/consent', input: { params, body: Consent },
  summary: "Record the person's consent", description: 'Whether owners of records may be told of the request; it can be taken back. What was told before stays told.', examples: [{ name: 'given', body: { given: true, on: '2026-11-20', note: 'Letter of that day' } }],
});

export const DecideRequest = Type.Object(
  {
    outcome: Type.Enum([...REQUEST_OUTCOMES]),
    reasons: Reasons,
    measures: Type.Optional(
      Type.Array(
        Type.Object(
          {
            record: RecordId,
            act: Type.Enum([...MEASURES]),
            asks: Type.Optional(freeText('For correct: what its owner is asked to correct. It says nothing of who asked')),
            dueOn: Type.Optional(day('For correct: until when')),
          },
          closed,
        ),
        { minItems: 1, maxItems: 100 },
      ),
    ),
  },
  closed,
);

export type DecideRequest = Static<typeof DecideRequest>;

export const decideRequest = defineOperation({
  ...step, id: 'requests.decide', path: '/v1/requests/:id/decision', stepUp: true, input: { params, body: DecideRequest }, errors: [...changing, 'access.step-up', 'record.not-found', 'record.withdrawn'],
  summary: 'Decide a request', description: 'Blocks and erasures take effect with this answer: the records stop matching. Of a record that is removed nobody is told why, so the state that gives asylum is not named.',
  examples: [{ name: 'erased', body: { outcome: 'granted', reasons: 'The record does not meet the rules.', measures: [{ record: 'rec_0197a1b2c3d47e5f8a9b0c1d2e3f4a5b', act: 'erase' }] } }],
});

export const concludeRequest = defineOperation({
  ...step, id: 'requests.conclude', path: '/v1/requests/:id/conclusion', errors: [...changing, 'case.open-measures'],
  input: { params, body: Type.Object({ note: Type.Optional(Reasons), despite: Type.Optional(Type.Literal(true, { description: 'Although an owner has not answered; needs a note' })) }, closed) },
  summary: 'Say that a decision is carried out', description: 'When every measure is done.', examples: [{ name: 'done', body: { note: 'All servers and the owner have confirmed.' } }],
});

export const closeRequest = defineOperation({
  ...step, id: 'requests.close', path: '/v1/requests/:id/closing', input: { params, body: Type.Object({ note: Type.Optional(Reasons) }, closed) },
  summary: 'Close a request', description: 'After the person was answered. What is sealed of it is erased after the time that the configuration says.', examples: [{ name: 'answered', body: { note: 'Letter sent.' } }],
});

export const noteReceipt = defineOperation({
  ...step, id: 'requests.receipt', path: '/v1/requests/:id/receipts', errors: [...changing, 'case.measure-not-found'],
  input: { params, body: Type.Object({ measure: Type.String({ pattern: ID_PATTERN('msr') }), holder: CountryCode, note: Type.Optional(Reasons) }, closed) },
  summary: 'Note that a copy has followed', description: 'A bureau that keeps a copy has confirmed that it follows the measure. Servers of this hub say so themselves.', examples: [{ name: 'confirmed', body: { measure: 'msr_0197a1b2c3d47e5f8a9b0c1d2e3f4a5b', holder: 'FRA' } }],
});

export const eraseRequestTexts = defineOperation({
  ...step, id: 'requests.eraseTexts', path: '/v1/requests/:id/texts-erasure', stepUp: true, errors: [...changing, 'access.step-up', 'server.busy'], input: { params, body: Type.Object({ reasons: Reasons }, closed) },
  output: Type.Object({ ...known, texts: Type.Integer({ description: 'Sealed texts whose keys were destroyed' }) }),
  summary: 'Erase what the audit log says of the person', description: 'After a decision to erase: questions about the person, and texts about records that were erased. Their keys are destroyed; the entries, their order and every proof stay.', examples: [{ name: 'erased', body: { reasons: 'The record is erased; the questions serve no purpose.' } }],
});

const PACKAGE_LANGUAGES = ['en', 'fr', 'es', 'ar'] as const;
export type PackageLanguage = (typeof PACKAGE_LANGUAGES)[number];

export const gatherPackage = defineOperation({
  ...hub, id: 'requests.package', method: 'GET', path: '/v1/requests/:id/package', effect: 'read', status: 200, stepUp: true, input: { params }, output: SubjectPackage, errors: [...reading, 'access.step-up', 'case.state', 'server.busy'],
  summary: 'Gather everything held on the person', description: 'Records of every database with their versions, and those that have ended; every check that touched them; questions about the person; entries of the audit log. It takes up to a minute.',
});

export const printPackage = defineOperation({
  ...hub, id: 'requests.print', method: 'GET', path: '/v1/requests/:id/package.pdf', effect: 'read', status: 200, answer: 'pdf', stepUp: true,
  input: { params, query: Type.Object({ language: Type.Optional(Type.Enum([...PACKAGE_LANGUAGES])) }, closed) }, output: Type.String(), errors: [...reading, 'access.step-up', 'case.state', 'server.busy'],
  summary: 'Everything held on the person, to print', description: 'The same as a PDF that says what each thing is, in one of four languages.',
});

/** What an owner is asked to correct. Who asked is not in it, unless that person agreed. */
export const Correction = Type.Object({
  id: Type.String(),
  record: Type.String(),
  database: Type.String(),
  reference: Type.Optional(Type.String()),
  asks: Type.String(),
  askedOn: Type.String(),
  dueOn: Type.String(),
  overdue: Type.Boolean(),
  state: Type.Enum(['asked', 'done', 'refused']),
  by: Type.Enum(['commission', 'person'], { description: 'person: the person concerned has asked, and agreed that you are told' }),
  answer: Type.Optional(Type.String()),
});
export type Correction = Static<typeof Correction>;

const own = { side: 'hub', purpose: 'none' } as const;
const owning = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'audit.unavailable', 'store.unavailable', 'store.broken'] as const;

export const listCorrections = defineOperation({
  ...own, id: 'corrections.list', method: 'GET', path: '/v1/corrections', permission: 'record:write', effect: 'read', status: 200,
  input: { query: Type.Object({ state: Type.Optional(Type.Enum(['asked', 'done', 'refused'])), ...Page }, closed) },
  output: Type.Object({ items: Type.Array(Correction), nextCursor: Type.Optional(Type.String()) }), errors: [...owning, 'request.cursor'],
  summary: 'List what you are asked to correct', description: 'Corrections of your own records that the Commission asks for, those that are due first.',
});

export const answerCorrection = defineOperation({
  ...own, id: 'corrections.answer', method: 'POST', path: '/v1/corrections/:id/answer', permission: 'record:write', effect: 'write', status: 200, body: 'json',
  input: { params: Type.Object({ id: Type.String({ pattern: ID_PATTERN('msr') }) }, closed), body: Type.Object({ done: Type.Boolean({ description: 'Whether the record was corrected' }), note: Type.Optional(freeText('What was done, or why not')) }, closed) },
  output: Correction, errors: [...owning, 'request.malformed', 'request.key-reused', 'request.in-flight', 'case.measure-not-found', 'case.state'],
  summary: 'Answer a correction', description: 'Amend the record first. A refusal needs a note.', examples: [{ name: 'done', body: { done: true, note: 'The birth date was corrected.' } }],
});

export const REQUEST_OPERATIONS = [
  receiveRequest, listRequests, getRequest, admitRequest, examineRequest, extendRequest, consentRequest, decideRequest, concludeRequest, closeRequest, noteReceipt, eraseRequestTexts,
  gatherPackage, printPackage, listCorrections, answerCorrection,
] as const;
