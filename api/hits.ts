/** Hits: a check showed a record, two desks have work. The finder asks, the owner answers against a clock; `docs/hits.md` tells the whole way. */
import { Type, type Static, type TObject, type TProperties } from 'typebox';
import { Reason } from './checks/answers.ts';
import { Subject } from './checks/subjects.ts';
import { freeText, shortText } from './databases/fields.ts';
import { ESCALATION, TELLINGS, URGENCIES } from './hits/policy.ts';
import { ID_PATTERN } from './ids.ts';
import { MessageId } from './message-format.ts';
import { defineOperation } from './operation.ts';
import { CountryCode, ROLES } from './organisations.ts';
import { PhotoRef } from './photos.ts';
import { RecordAnswer, WITHDRAWAL_REASONS } from './records.ts';

const closed = { additionalProperties: false } as const;
const text = (description: string): ReturnType<typeof Type.String> => Type.String({ description });

/**
 * Where a hit stands.
 * - `open`: nobody has asked the owner yet. - `asked`: the owner's clock runs. - `need-time`: the owner has said until when it will answer, and the clock runs to then.
 * - `confirmed`, `not-confirmed`: the owner has answered. - `withdrawn`: the finder asks no more. - `stopped`: somebody asks for protection; the compliance desk has it.
 * - `closed`: the finder has reported what became of it, and nothing is left to do.
 */
export const HIT_STATES = ['open', 'asked', 'need-time', 'confirmed', 'not-confirmed', 'withdrawn', 'stopped', 'closed'] as const;
export type HitState = (typeof HIT_STATES)[number];

/** How you are concerned. `own`: your check, your record. `delegate`: you answer for the owner at this hour. `secretariat`: it was escalated to you, or stopped. */
export const HIT_SIDES = ['finder', 'owner', 'own', 'delegate', 'secretariat'] as const;
export type HitSide = (typeof HIT_SIDES)[number];

/** What became of it, as the finder reports it. released: whoever or whatever was held was let go. */
export const HIT_OUTCOMES = ['same', 'not-same', 'located', 'seized', 'released'] as const;
export type HitOutcome = (typeof HIT_OUTCOMES)[number];

export const HIT_ID = Type.String({ pattern: ID_PATTERN('hit'), description: 'Id of a hit' });

/** A check that hit. `asked`, `place`, `officer` are forgotten with time. */
export const HitCheck = Type.Object({
  id: text('Id of the check'),
  at: Type.String(),
  outcome: Type.Enum(['hit', 'possible']),
  purpose: Type.String(),
  place: Type.Optional(Type.String()),
  officer: Type.Optional(text('Pseudonym of the officer, or id of the system; the finder knows who it is')),
  role: Type.Optional(Type.Enum([...ROLES])),
  asked: Type.Optional(Subject),
  matched: Type.Array(Reason, { description: 'What agrees with the record, and what does not' }),
});
export type HitCheck = Static<typeof HitCheck>;

/** The question to the owner, and how far it has come. */
export const HitRequest = Type.Object({
  urgency: Type.Enum([...URGENCIES]),
  number: Type.Integer({ description: '1 to 3: the second and third are sent by the clock' }),
  askedAt: Type.String(),
  dueAt: text('Until when the owner is to answer'),
  callback: Type.Optional(text('Where the finder can be called')),
  message: Type.Optional(Type.String()),
  deliveredAt: Type.Optional(text("When a desk of the owner's had it on its list")),
  openedAt: Type.Optional(text("When somebody at the owner's opened it")),
  phone: Type.Optional(text("The number of the owner's desk: to be called when half the time is gone")),
  overdue: Type.Boolean(),
});
export type HitRequest = Static<typeof HitRequest>;

export const HitAnswer = Type.Object({
  at: Type.String(),
  by: text('The organisation that answered: the owner, or its delegate'),
  verdict: Type.Enum(['confirmed', 'not-confirmed']),
  valid: Type.Enum(['yes', 'no']),
  same: Type.Enum(['yes', 'no', 'cannot-tell']),
  instruction: Type.Optional(Type.String()),
  seconds: Type.Integer({ description: 'How long it took from the first request' }),
  heard: Type.Optional(Type.Literal(true, { description: 'It came by message, telephone or otherwise, and the finder noted it (`by` is the finder). The owner may still answer here' })),
});

const known = {
  id: Type.String(),
  side: Type.Enum([...HIT_SIDES]),
  state: Type.Enum([...HIT_STATES]),
  record: Type.String(),
  database: Type.String(),
  kind: Type.String(),
  owner: CountryCode,
  finder: CountryCode,
  openedAt: Type.String(),
  changedAt: Type.String(),
  checks: Type.Integer({ description: 'Checks of the finder that hit this record' }),
  last: HitCheck,
  retro: Type.Optional(Type.Literal(true, { description: 'The record was entered after the check. Only the finder knows, and decides' })),
  discreet: Type.Optional(Type.Literal(true, { description: 'The record is hidden from the front line: the officer was shown nothing, and is told nothing' })),
  telling: Type.Optional(
    Type.Object(
      { when: Type.Enum([...TELLINGS]), releasesAt: Type.Optional(text('When it is released unless you stop it')), releasedAt: Type.Optional(Type.String()), wanted: Type.Optional(Type.Enum([...URGENCIES], { description: 'Your officer asks for confirmation: release it and the owner is asked' })) },
      { description: 'For the finder: whether the owner knows' },
    ),
  ),
  request: Type.Optional(HitRequest),
  needTime: Type.Optional(Type.Object({ until: Type.String(), reason: Type.Optional(Type.String()), overdue: Type.Boolean() })),
  answer: Type.Optional(HitAnswer),
  escalations: Type.Array(Type.Object({ act: Type.Enum(ESCALATION.map(({ act }) => act)), at: Type.String(), desk: Type.Optional(text('Which desk of the secretariat is awake and speaks the language')), language: Type.Optional(Type.String()) })),
  outcome: Type.Optional(Type.Object({ finding: Type.Enum([...HIT_OUTCOMES]), at: Type.String() })),
  clearing: Type.Optional(Type.Object({ dueAt: text('The network ends the record then, unless its owner keeps or clears it'), done: Type.Optional(Type.Enum(['cleared', 'kept', 'by-clock'])) })),
  delegate: Type.Optional(CountryCode),
  assigned: Type.Optional(Type.Object({ to: text('Pseudonym of an officer at your desk'), since: Type.String() })),
  group: Type.Optional(text('Hits that your desk has merged have the same: the id of the first')),
  rings: Type.Boolean({ description: 'Whether it is to ring at your desk until somebody takes it' }),
  deadline: Type.Optional(text('Next moment at which something is due from you')),
  underReview: Type.Optional(Type.Literal(true, { description: 'The compliance desk looks into the record' })),
  note: Type.Optional(text('The last note of your own desk')),
} as const;

export const Hit = Type.Object(known);
export type Hit = Static<typeof Hit>;

/** A step on the way of a hit. Notes and assignments are seen by their own side alone. */
export const HitEvent = Type.Object({ at: Type.String(), act: Type.String(), by: Type.Optional(text('Organisation; the server itself without')), officer: Type.Optional(text('Of your own organisation alone')), text: Type.Optional(Type.String()) });
export type HitEvent = Static<typeof HitEvent>;

export const HitDetail = Type.Object({
  ...known,
  all: Type.Array(HitCheck, { description: 'The checks, oldest first; at most 50' }),
  events: Type.Array(HitEvent),
  read: Type.Object({ record: Type.Boolean(), photo: Type.Boolean() }, { description: 'Whether you have opened the record, and a photograph of it where it has one, since the hit: confirming a person needs both' }),
});
export type HitDetail = Static<typeof HitDetail>;

/** What the officer who made the check may know. */
export const HitStanding = Type.Object({
  id: Type.String(), record: Type.String(), database: Type.String(), kind: Type.String(), owner: CountryCode,
  state: Type.Enum([...HIT_STATES]),
  waiting: Type.Optional(Type.Enum(['own-desk', 'owner', 'compliance'], { description: 'Who has it now' })),
  preset: Type.Enum([...URGENCIES], { description: 'The urgency to offer first' }),
  request: Type.Optional(HitRequest), needTime: Type.Optional(known.needTime), answer: Type.Optional(HitAnswer), escalations: known.escalations,
});
export type HitStanding = Static<typeof HitStanding>;

const reading = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'hit.not-found', 'audit.unavailable', 'store.unavailable', 'store.broken'] as const;
const acting = [...reading, 'request.malformed', 'request.key-reused', 'request.in-flight', 'hit.state'] as const;
const hub = { side: 'hub', purpose: 'none' } as const;
const params = Type.Object({ id: HIT_ID }, closed);
const act = { ...hub, method: 'POST', effect: 'write', status: 200, body: 'json', output: Hit } as const;
const body = <P extends TProperties>(properties: P): TObject<P> => Type.Object(properties, closed);

/**
 * Queues of a desk. alerts: hits that nobody has asked about; to-answer: the clock runs at your desk; to-release: the owner does not know; waiting: the other side has it;
 * answered: the owner has answered, report what became of it; clearing: your record was located; done: nothing is left to do for you.
 */
export const HIT_QUEUES = ['alerts', 'to-answer', 'to-release', 'waiting', 'answered', 'clearing', 'escalated', 'stopped', 'done'] as const;
export type HitQueue = (typeof HIT_QUEUES)[number];

export const listHits = defineOperation({
  ...hub, id: 'hits.list', method: 'GET', path: '/v1/hits', permission: 'hit:read', effect: 'read', status: 200,
  input: {
    query: Type.Object({
      queue: Type.Optional(Type.Enum([...HIT_QUEUES])), assigned: Type.Optional(Type.Enum(['me', 'nobody'])), record: Type.Optional(Type.String({ pattern: ID_PATTERN('rec'), description: 'Only hits of this record' })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })), cursor: Type.Optional(Type.String({ maxLength: 200 })),
    }, closed),
  },
  output: Type.Object({ items: Type.Array(Hit), nextCursor: Type.Optional(Type.String()) }), errors: [...reading.filter((code) => code !== 'hit.not-found'), 'request.cursor'],
  summary: 'List the hits of your desk', description: 'Newest first; without queue every hit that is not done. What is on the list of an owner counts as delivered.',
});

export const getHit = defineOperation({
  ...hub, id: 'hits.get', method: 'GET', path: '/v1/hits/:id', permission: 'hit:read', effect: 'read', status: 200, input: { params }, output: HitDetail, errors: reading,
  summary: 'Open a hit', description: 'With its checks, and every step so far. The finder is told that the owner has opened it.',
});

export const listHitsOfCheck = defineOperation({
  ...hub, id: 'hits.ofCheck', method: 'GET', path: '/v1/checks/:id/hits', permission: 'hit:ask', effect: 'read', status: 200,
  input: { params: Type.Object({ id: Type.String({ pattern: ID_PATTERN('chk'), description: 'Id of a check of yours' }) }, closed) },
  output: Type.Object({ items: Type.Array(HitStanding) }), errors: reading.filter((code) => code !== 'hit.not-found'),
  summary: 'What became of the hits of a check', description: 'For the officer who made it: empty until the hits are opened, a tenth of a second after the answer. A hit on a record that is hidden from the front line is not among them.',
});

export const readHitRecord = defineOperation({
  ...hub, id: 'hits.record', method: 'GET', path: '/v1/hits/:id/record', permission: 'hit:read', effect: 'read', status: 200, input: { params },
  output: Type.Object({ record: RecordAnswer, photos: Type.Array(PhotoRef) }), errors: [...reading, 'record.not-found'],
  summary: 'Read the record of a hit', description: "For the owner, and for its delegate while the delegate answers. It is noted that you have read it; a photograph counts as seen when its bytes were fetched.",
});

export const askOwner = defineOperation({
  ...act, id: 'hits.ask', path: '/v1/hits/:id/request', permission: 'hit:ask', errors: [...acting, 'hit.never-told'],
  input: { params, body: body({ urgency: Type.Enum([...URGENCIES]), callback: Type.Optional(shortText('Where you can be called; the number of your desk without it')), message: Type.Optional(freeText('To the owner')) }) },
  output: HitStanding,
  summary: 'Ask the owner to confirm', description: 'Starts the clock: 10 minutes, an hour, or 12 hours. Where your desk has yet to release the hit, it is told that you ask, and its release asks the owner.',
  examples: [{ name: 'somebody waits', body: { urgency: 'urgent', callback: '+33 1 00 00 00 17' } }],
});

export const answerHit = defineOperation({
  ...act, id: 'hits.answer', path: '/v1/hits/:id/answer', permission: 'hit:answer', errors: [...acting, 'hit.taken', 'hit.unread', 'hit.not-owner', 'record.version-conflict', 'record.held'],
  input: {
    params,
    body: body({
      valid: Type.Enum(['yes', 'no'], { description: 'Is the record still valid?' }),
      same: Type.Enum(['yes', 'no', 'cannot-tell'], { description: 'Is it the same person or object?' }),
      instruction: Type.Optional(freeText('To whoever asked')),
      withdraw: Type.Optional(Type.Object({ reason: Type.Enum([...WITHDRAWAL_REASONS]), note: Type.Optional(freeText('Note')), version: Type.Optional(Type.Integer({ description: 'The version of the record that you read' })) }, { ...closed, description: 'With valid no: withdraws the record in the same step' })),
      despite: Type.Optional(Type.Literal(true, { description: 'Although a colleague has taken it' })),
    }),
  },
  summary: 'Answer a hit', description: 'Two questions. Twice yes confirms; anything else does not. Stops the clock. An answer may come before anybody has asked. Confirming a person needs that you have opened the record and a photograph of it; where your desk has set `fourEyes`, the first to confirm a person proposes it, and it is answered when a second person does the same.',
  examples: [{ name: 'confirmed', body: { valid: 'yes', same: 'yes', instruction: 'Please keep in view; a warrant follows.' } }, { name: 'no longer valid', body: { valid: 'no', same: 'cannot-tell', withdraw: { reason: 'purpose-served' } } }],
});

/** How an answer came that was not given with `hits.answer`. */
export const ANSWER_WAYS = ['message', 'telephone', 'other'] as const;

export const noteAnswer = defineOperation({
  ...act, id: 'hits.noteAnswer', path: '/v1/hits/:id/heard-answer', permission: 'hit:answer', errors: [...acting, 'hit.not-owner'],
  input: {
    params,
    body: body({
      way: Type.Enum([...ANSWER_WAYS]), valid: Type.Enum(['yes', 'no']), same: Type.Enum(['yes', 'no', 'cannot-tell']),
      from: Type.Optional(Type.String({ pattern: '^[A-Z]{1,3}$', description: 'Who answered: the owner, or its delegate; the owner without it' })),
      message: Type.Optional(MessageId), note: Type.Optional(freeText('What was said. The owner reads it too')),
    }),
  },
  summary: 'Note an answer that came another way', description: "By the finder's desk, or by its node when a message from the owner carries the answer. Stops the clock as any answer does. The owner sees it, and may answer itself; until it has, nothing that you report ends its record.",
  examples: [{ name: 'by telephone', body: { way: 'telephone', valid: 'yes', same: 'yes', note: 'The duty officer, 14:07.' } }],
});

export const needTime = defineOperation({
  ...act, id: 'hits.needTime', path: '/v1/hits/:id/extension', permission: 'hit:answer', errors: [...acting, 'hit.taken'],
  input: { params, body: body({ until: Type.String({ format: 'date-time', description: 'When you will have answered; within 72 hours' }), reason: Type.Optional(freeText('Why')), despite: Type.Optional(Type.Literal(true)) }) },
  summary: 'Say until when you need time', description: 'An answer as well: the clock stops, and runs again to the time that you name.', examples: [{ name: 'an hour more', body: { until: '2026-11-24T14:00:00Z', reason: 'The court is asked.' } }],
});

export const releaseHit = defineOperation({
  ...act, id: 'hits.release', path: '/v1/hits/:id/release', permission: 'hit:answer', errors: [...acting, 'hit.never-told'],
  input: { params, body: body({ ask: Type.Optional(Type.Enum([...URGENCIES], { description: 'Ask the owner in the same step' })), callback: Type.Optional(shortText('Where you can be called')), note: Type.Optional(freeText('For your own desk')) }) },
  summary: 'Let the owner know of a hit', description: "By the finder's desk. From this moment the owner has it on its desk and in its log. Where your officer has asked already, the owner is asked.",
  examples: [{ name: 'released', body: { ask: 'urgent' } }],
});

export const withdrawHit = defineOperation({
  ...act, id: 'hits.withdraw', path: '/v1/hits/:id/withdrawal', permission: 'hit:ask', errors: acting, input: { params, body: body({ reason: freeText('Why; for your own desk') }) }, output: HitStanding,
  summary: 'Ask no more', description: 'By the finder: stops the clock. What was not released is never released then.', examples: [{ name: 'let go', body: { reason: 'Not the same person: the face.' } }],
});

export const reportOutcome = defineOperation({
  ...act, id: 'hits.outcome', path: '/v1/hits/:id/outcome', permission: 'hit:ask', errors: acting, input: { params, body: body({ finding: Type.Enum([...HIT_OUTCOMES]), note: Type.Optional(freeText('To the owner, where it knows of the hit')) }) }, output: HitStanding,
  summary: 'Report what became of it', description: 'By the finder; counted. located and seized, once the owner has confirmed, put the record into clearing: its owner has ten days to clear or to keep it.', examples: [{ name: 'seized', body: { finding: 'seized' } }],
});

export const clearHit = defineOperation({
  ...act, id: 'hits.clear', path: '/v1/hits/:id/clearing', permission: 'record:write', errors: [...acting, 'hit.not-owner', 'record.held'],
  input: { params, body: body({ do: Type.Enum(['clear', 'keep']), note: Type.Optional(freeText('Why; needed to keep it')) }) },
  summary: 'Clear a record that was located', description: 'clear ends the record at once. keep says why it stands although it was located. Without either the network ends it after ten days.', examples: [{ name: 'cleared', body: { do: 'clear' } }],
});

export const protectHit = defineOperation({
  ...act, id: 'hits.protect', path: '/v1/hits/:id/protection', permission: 'hit:ask', errors: acting, input: { params, body: body({ note: Type.Optional(freeText('For your own desk and the compliance desk. Not where the person is')) }) }, output: HitStanding,
  summary: 'The person asks for protection', description: 'Stops the hit at once: nothing is released any more, no clock runs, and the compliance desk of the secretariat decides. An owner that knows already is told that the hit was withdrawn, and no reason.',
  examples: [{ name: 'asks for asylum', body: {} }],
});

export const decideProtection = defineOperation({
  ...act, id: 'hits.decideProtection', path: '/v1/hits/:id/protection-decision', permission: 'record:review', errors: acting, input: { params, body: body({ finding: Type.Enum(['protected', 'lifted']), note: freeText('Reasons; seen by the finder and the secretariat') }) },
  summary: 'Decide on a hit that was stopped', description: 'By the compliance desk. protected: the owner is never told. lifted: the hit goes back to the finder, not released.', examples: [{ name: 'protected', body: { finding: 'protected', note: 'An application for asylum was made.' } }],
});

export const noteHit = defineOperation({
  ...act, id: 'hits.note', path: '/v1/hits/:id/notes', permission: 'hit:answer', errors: acting.filter((code) => code !== 'hit.state'), input: { params, body: body({ text: freeText('For your own desk') }) },
  summary: 'Add a note to a hit', description: 'Seen by your own organisation alone.', examples: [{ name: 'called', body: { text: 'Called the duty officer, rings back at 14:30.' } }],
});

export const assignHit = defineOperation({
  ...act, id: 'hits.assign', path: '/v1/hits/:id/assignment', permission: 'hit:answer', errors: [...acting, 'hit.taken'],
  input: { params, body: body({ do: Type.Enum(['take', 'return', 'assign', 'done'], { description: 'done: off your list until something changes' }), to: Type.Optional(Type.String({ maxLength: 80, pattern: '^[A-Za-z0-9_-]+$', description: 'With assign: pseudonym of a colleague' })), despite: Type.Optional(Type.Literal(true, { description: 'Although a colleague has taken it' })) }) },
  summary: 'Take a hit, return it to the queue, give it to a colleague, or be done with it', description: 'A hit that was taken rings no more. The other side sees nothing of it.', examples: [{ name: 'taken', body: { do: 'take' } }],
});

export const mergeHits = defineOperation({
  ...act, id: 'hits.merge', path: '/v1/hits/:id/merge', permission: 'hit:answer', errors: acting.filter((code) => code !== 'hit.state'),
  input: { params, body: body({ with: Type.Array(HIT_ID, { maxItems: 50, uniqueItems: true, description: 'Other hits of your desk; none: takes this one out' }) }) },
  summary: 'Work on several hits as one case', description: 'Hits of your desk that belong together carry the same group. Each keeps its own clock and is answered for itself.', examples: [{ name: 'a car and its driver', body: { with: ['hit_0197a1b2c3d47e5f8a9b0c1d2e3f4a5b'] } }],
});

export const HIT_OPERATIONS = [
  listHits, getHit, listHitsOfCheck, readHitRecord, askOwner, answerHit, noteAnswer, needTime, releaseHit, withdrawHit, reportOutcome, clearHit, protectHit, decideProtection, noteHit, assignHit, mergeHits,
] as const;
