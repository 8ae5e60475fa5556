/** The duty desk of a bureau: when it is there, who answers for it at night, its handovers, and how fast bureaus answer. */
import { Type, type Static } from 'typebox';
import { PURPOSES } from '../checks/purposes.ts';
import { freeText, shortText } from '../databases/fields.ts';
import { Hit } from '../hits.ts';
import { ID_PATTERN } from '../ids.ts';
import { defineOperation } from '../operation.ts';
import { CountryCode } from '../organisations.ts';

const closed = { additionalProperties: false } as const;
const reading = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'audit.unavailable', 'store.unavailable', 'store.broken'] as const;
const writing = [...reading, 'request.malformed', 'request.key-reused', 'request.in-flight'] as const;
const hub = { side: 'hub', purpose: 'none' } as const;

export const DESK_LANGUAGES = ['en', 'fr', 'es', 'ar'] as const;
export type DeskLanguage = (typeof DESK_LANGUAGES)[number];

const Hour = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'Local time, hh:mm' });

export const HitDesk = Type.Object(
  {
    callback: Type.Optional(shortText('The number at which your desk is called')),
    timeZone: Type.String({ maxLength: 60, description: 'IANA name, such as Europe/Paris' }),
    languages: Type.Array(Type.Enum([...DESK_LANGUAGES]), { minItems: 1, maxItems: 4, uniqueItems: true, description: 'In which your desk answers, the best first' }),
    hours: Type.Optional(Type.Object({ from: Hour, to: Hour }, { ...closed, description: 'When somebody is there; always without it' })),
    delegate: Type.Optional(Type.String({ pattern: '^[A-Z]{1,3}$', description: 'The bureau that answers for you outside your hours, once it has agreed' })),
    answersFor: Type.Array(CountryCode, { maxItems: 50, uniqueItems: true, description: 'Bureaus for which you agree to answer outside their hours' }),
    releases: Type.Array(
      Type.Object({
        database: Type.Optional(Type.String({ maxLength: 40 })), purpose: Type.Optional(Type.Enum([...PURPOSES])),
        after: Type.Union([Type.Integer({ minimum: 0, maximum: 43_200, description: 'Minutes; 0 is at once' }), Type.Enum(['by-hand', 'never'])], { description: 'When a hit of yours is made known to the owner of the record, where the network leaves that to you' }),
      }, closed),
      { maxItems: 50, description: 'The first that fits counts; by hand where none does. Purposes asylum and victim care, and documents of refugees and stateless persons, are never told whatever stands here' },
    ),
    fourEyes: Type.Optional(Type.Literal(true, { description: 'Two persons confirm a person: the first proposes it, the second does the same' })),
  },
  closed,
);
export type HitDesk = Static<typeof HitDesk>;

export const getHitDesk = defineOperation({
  ...hub, id: 'hit-desk.get', method: 'GET', path: '/v1/hit-desk', permission: 'session', effect: 'read', status: 200, input: {},
  output: Type.Object({ ...HitDesk.properties, open: Type.Boolean({ description: 'Whether it is within your hours' }), delegateAgrees: Type.Optional(Type.Boolean()) }), errors: reading,
  summary: 'Settings of your duty desk', description: 'What you have not set has its default: UTC, English, always there, released by hand.',
});

export const setHitDesk = defineOperation({
  ...hub, id: 'hit-desk.set', method: 'PUT', path: '/v1/hit-desk', permission: 'organisation:manage', effect: 'write', status: 200, body: 'json', input: { body: HitDesk },
  output: HitDesk, errors: [...writing, 'organisation.not-found'],
  summary: 'Set up your duty desk', description: 'The whole of it. Hits that are open already keep what was decided for them.',
  examples: [{ name: 'by day, Madrid by night', body: { callback: '+33 1 00 00 00 10', timeZone: 'Europe/Paris', languages: ['fr', 'en'], hours: { from: '07:00', to: '22:00' }, delegate: 'ESP', answersFor: [], releases: [{ database: 'travel-documents', purpose: 'border-control', after: 30 }] } }],
});

export const Handover = Type.Object({
  id: Type.String(), at: Type.String(), by: Type.String({ description: 'Pseudonym of whoever handed over' }), note: Type.String(),
  items: Type.Array(Type.Object({ hit: Type.String(), state: Type.String(), waitingFor: Type.String({ description: 'own: your own desk; other: the other side' }), deadline: Type.Optional(Type.String()), note: Type.Optional(Type.String()) })),
  takenAt: Type.Optional(Type.String()), takenBy: Type.Optional(Type.String()),
});
export type Handover = Static<typeof Handover>;

export const readHandover = defineOperation({
  ...hub, id: 'handovers.read', method: 'GET', path: '/v1/handovers', permission: 'hit:read', effect: 'read', status: 200, input: {},
  output: Type.Object({ open: Type.Array(Hit, { description: 'What the next shift finds, what is due first before the rest; at most 200' }), more: Type.Optional(Type.Literal(true)), last: Type.Array(Handover, { description: 'The last ten handovers' }) }), errors: reading,
  summary: 'What is to be handed over', description: 'Every open hit of your desk with its deadline and last note, and the handovers before.',
});

export const handOver = defineOperation({
  ...hub, id: 'handovers.give', method: 'POST', path: '/v1/handovers', permission: 'hit:answer', effect: 'write', status: 201, body: 'json', input: { body: Type.Object({ note: freeText('To the next shift') }, closed) }, output: Handover, errors: writing,
  summary: 'Hand over to the next shift', description: 'Keeps the list as it is now, under your signature.', examples: [{ name: 'evening', body: { note: 'UTO rings back at 22:30.' } }],
});

export const takeOver = defineOperation({
  ...hub, id: 'handovers.take', method: 'POST', path: '/v1/handovers/:id/signature', permission: 'hit:answer', effect: 'write', status: 200, body: 'json',
  input: { params: Type.Object({ id: Type.String({ pattern: ID_PATTERN('hov') }) }, closed), body: Type.Object({}, closed) }, output: Handover, errors: [...writing, 'handover.not-found', 'handover.signed'],
  summary: 'Sign a handover that you take', description: 'By another person than whoever gave it.', examples: [{ name: 'signed', body: {} }],
});

const Cell = Type.Union([Type.Integer(), Type.Null()], { description: 'Null: withheld, because it is small or would tell a small one' });

export const AnswerTimes = Type.Object({
  owner: CountryCode, asked: Cell, answered: Cell, inTime: Cell, confirmed: Cell, notConfirmed: Cell,
  medianSeconds: Type.Union([Type.Integer(), Type.Null()]), p90Seconds: Type.Union([Type.Integer(), Type.Null()]),
});
export type AnswerTimes = Static<typeof AnswerTimes>;

export const readAnswerTimes = defineOperation({
  ...hub, id: 'hit-statistics.read', method: 'GET', path: '/v1/hit-statistics', permission: 'hit:read', effect: 'read', status: 200,
  input: { query: Type.Object({ month: Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', description: 'A month that is over, UTC' }) }, closed) },
  output: Type.Object({
    month: Type.String(), items: Type.Array(AnswerTimes), smallest: Type.Integer({ description: 'Counts below this, other than 0, are withheld' }),
    outcomes: Type.Array(Type.Object({ finding: Type.String(), count: Cell }), { description: 'What finders reported of hits that owners knew of, all bureaus together' }),
  }), errors: [...reading, 'statistics.not-over'],
  summary: 'How fast bureaus answer', description: 'By owner: hits that were asked about in that month. Small counts are withheld, and so many others that they cannot be worked out.',
});

export const HIT_DESK_OPERATIONS = [getHitDesk, setHitDesk, readHandover, handOver, takeOver, readAnswerTimes] as const;
