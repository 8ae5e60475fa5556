/** Unusual use, flagged to the bureau whose officer it is, and what is published of how the network is used. */
import { Type, type Static } from 'typebox';
import { ID_PATTERN } from './ids.ts';
import { defineOperation } from './operation.ts';
import { CountryCode } from './organisations.ts';

const closed = { additionalProperties: false } as const;
const errors = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'audit.unavailable', 'store.unavailable', 'store.broken'] as const;

/**
 * What is looked for in the checks of an officer. Thresholds are data (`server/oversight/signs.ts`, printed in docs/oversight.md).
 * - `rate`: many checks in one hour. - `hours`: at an hour of the day at which this officer never works. - `repeat`: the same person,
 * document or vehicle typed again and again, on several days. - `list`: many questions sent as lists. - `sequence`: numbers typed one after the other. - `entities`:
 * reports of joint operations with more than an officer comes by, or reports whose links vanish as soon as they were seen.
 */
export const USE_SIGNS = ['rate', 'hours', 'repeat', 'list', 'sequence', 'entities'] as const;
export type UseSign = (typeof USE_SIGNS)[number];

export const FLAG_STATES = ['open', 'explained', 'passed-on'] as const;
export type FlagState = (typeof FLAG_STATES)[number];

export const UseFlag = Type.Object({
  id: Type.String(),
  officer: Type.String({ description: 'Pseudonym; the bureau knows who it is' }),
  sign: Type.Enum([...USE_SIGNS]),
  first: Type.String(),
  last: Type.String(),
  count: Type.Integer({ description: 'Checks that make the sign' }),
  checks: Type.Array(Type.String(), { description: 'Some of them, by id, to be looked up in the audit log' }),
  state: Type.Enum([...FLAG_STATES]),
  answeredAt: Type.Optional(Type.String()),
  answeredBy: Type.Optional(Type.String()),
  note: Type.Optional(Type.String()),
});
export type UseFlag = Static<typeof UseFlag>;

export const listFlags = defineOperation({
  id: 'oversight.flags', method: 'GET', path: '/v1/oversight/flags', side: 'hub', permission: 'use:review', purpose: 'none', effect: 'read', status: 200,
  input: {
    query: Type.Object({
      state: Type.Optional(Type.Enum([...FLAG_STATES])), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })), cursor: Type.Optional(Type.String({ maxLength: 200 })),
    }, closed),
  },
  output: Type.Object({ items: Type.Array(UseFlag), nextCursor: Type.Optional(Type.String()) }),
  errors: [...errors, 'request.cursor'],
  summary: 'Unusual use by officers of your organisation', description: 'Newest first. A flag says that somebody should look, and nothing else: a busy night looks like this too. Other organisations see none of it.',
});

export const answerFlag = defineOperation({
  id: 'oversight.answer', method: 'POST', path: '/v1/oversight/flags/:id/answer', side: 'hub', permission: 'use:review', purpose: 'none', effect: 'write', status: 200, body: 'json',
  input: {
    params: Type.Object({ id: Type.String({ pattern: ID_PATTERN('flg') }) }, closed),
    body: Type.Object({ finding: Type.Enum(['explained', 'passed-on']), note: Type.String({ minLength: 3, maxLength: 1000, description: 'What was found. Name nobody: the officer stands there by pseudonym' }) }, closed),
  },
  output: UseFlag,
  errors: [...errors, 'request.malformed', 'request.key-reused', 'request.in-flight', 'flag.not-found', 'flag.answered', 'flag.own'],
  summary: 'Say what came of a flag', description: '`explained`: there was a good reason; `passed-on`: it is being followed up by whoever is competent. Nobody answers a flag about himself.',
  examples: [{ name: 'a busy night', body: { finding: 'explained', note: 'Ferry with 900 passengers, one booth open.' } }],
});

const Cell = Type.Union([Type.Integer(), Type.Null()], { description: 'Null: withheld, because it is small or would tell a small one' });

export const CountryUse = Type.Object({ organisation: CountryCode, checks: Cell, hits: Cell, possible: Cell, none: Cell });
export type CountryUse = Static<typeof CountryUse>;

export const readStatistics = defineOperation({
  id: 'statistics.read', quiet: true, method: 'GET', path: '/v1/statistics', side: 'hub', permission: 'public', purpose: 'none', effect: 'read', status: 200,
  input: { query: Type.Object({ month: Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', description: 'A month that is over, UTC' }) }, closed) },
  output: Type.Object({
    month: Type.String(),
    items: Type.Array(CountryUse),
    total: Type.Object({ checks: Type.Integer(), hits: Type.Integer(), possible: Type.Integer(), none: Type.Integer() }),
    smallest: Type.Integer({ description: 'Counts below this, other than 0, are withheld' }),
  }),
  errors: ['request.invalid', 'statistics.not-over', 'store.unavailable', 'store.broken'],
  summary: 'How the network was used in a month', description: 'Published: needs no sign-in. Checks by country and what came of them. Small counts are withheld, and so many others that they cannot be worked out from the totals. Checks for asylum and for the care of victims are in the total of checks and nowhere else.',
});

export const OVERSIGHT_OPERATIONS = [listFlags, answerFlag, readStatistics] as const;
