/** The interface of the room: the numbers on the wall, where they come from, and what was heard last. */
import { Type, type Static } from 'typebox';
import { day } from '../databases/fields.ts';
import { defineOperation } from '../operation.ts';
import { CountryCode } from '../organisations.ts';
import { INCIDENT_ID, JOINT_ID, JOINT_READING } from './operations.ts';
import { MOMENT, Results } from './results.ts';
import { INCIDENT_KINDS } from './words.ts';

const closed = { additionalProperties: false } as const;
const hub = { side: 'hub', purpose: 'none' } as const;
const ofJoint = Type.Object({ id: JOINT_ID }, closed);
const { totals: Counts, nationalities, persons, byNationality, byDay, byCountryDay, money, unconverted, networks, incidents } = Results.properties;
const ByCountry = Type.Array(Type.Object({ country: CountryCode, counts: Counts }));

/** What the numbers are narrowed to. Partners see totals only, and narrow nothing. */
const narrowing = {
  country: Type.Optional(CountryCode), day: Type.Optional(day('By the days of the operation')), nationality: Type.Optional(CountryCode),
  cutOff: Type.Optional(Type.String({ pattern: MOMENT, description: 'As known then; this moment when left out' })),
} as const;

/** The numbers of a room. */
export const Room = Type.Object({
  at: Type.String({ description: 'As known at this moment, UTC' }),
  since: Type.String({ description: 'Midnight of UTC before it: what `before` was known at' }),
  countries: Type.Array(CountryCode, { description: 'Whose reports are counted here: yours, and those that share their counts with you' }),
  totals: Counts, before: Counts, nationalities, nationalitiesBefore: nationalities, persons, byNationality, byCountry: ByCountry, byDay, byCountryDay,
  money, unconverted, networks, incidents,
});
export type Room = Static<typeof Room>;

export const readRoom = defineOperation({
  ...hub, id: 'joint.room', method: 'GET', path: '/v1/operations/:id/room', permission: 'operation:read', effect: 'read', status: 200, input: { params: ofJoint, query: Type.Object(narrowing, closed) }, output: Room, errors: [...JOINT_READING, 'joint.role'],
  summary: 'Numbers of the room', description: 'Counted at this moment, or as known at an earlier one, narrowed to a country, a day or a nationality, with what they were at the midnight before. Money by currency and networks are never narrowed. A partner sees migrants and victims only, small numbers left out.',
});

const Place = Type.Object({
  name: Type.String(), code: Type.Optional(Type.String({ description: 'Of a hotspot or checkpoint of the plan' })), country: CountryCode, latitude: Type.Number(), longitude: Type.Number(),
  isOfPlan: Type.Boolean({ description: 'The report gives no position: it is that of the hotspot or checkpoint it names' }), reports: Type.Integer(), counts: Counts,
});
export type PlaceOnMap = Static<typeof Place>;
const Route = Type.Object({ from: CountryCode, to: CountryCode, count: Type.Integer({ description: 'Persons moved, each movement once' }), movements: Type.Integer() });
export type RouteOnMap = Static<typeof Route>;

export const readMap = defineOperation({
  ...hub, id: 'joint.map', method: 'GET', path: '/v1/operations/:id/map', permission: 'operation:read', effect: 'read', status: 200, input: { params: ofJoint, query: Type.Object(narrowing, closed) },
  output: Type.Object({ at: Type.String(), places: Type.Array(Place), countries: Type.Array(Type.Object({ country: CountryCode, reports: Type.Integer(), counts: Counts }), { description: 'What is counted and has no place here: the report gives none, or you may not read it' }), routes: Type.Array(Route) }),
  errors: [...JOINT_READING, 'joint.role'],
  summary: 'Numbers of the room by place', description: 'Places are told of reports that you may read; all else that is counted for you stands with its country. The sum of both is the number of the room. Routes are the movements of networks in reports that you may read. Not for partners.',
});

const Heard = Type.Object({
  number: Type.Integer({ description: 'Order in which it was received' }), incident: Type.Optional(INCIDENT_ID), country: CountryCode, receivedAt: Type.String(), act: Type.Enum(['reported', 'corrected', 'withdrawn']),
  report: Type.Optional(Type.Object({ kind: Type.Enum([...INCIDENT_KINDS]), at: Type.String(), place: Type.String(), counts: Counts }, { description: 'Of a report that you may read' })),
});
export type Heard = Static<typeof Heard>;

export const readFeed = defineOperation({
  ...hub, id: 'joint.feed', method: 'GET', path: '/v1/operations/:id/feed', permission: 'operation:read', effect: 'read', status: 200,
  input: { params: ofJoint, query: Type.Object({ country: Type.Optional(CountryCode), before: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000_000, description: 'Number after which to go on' })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })) }, closed) },
  output: Type.Object({ items: Type.Array(Heard), next: Type.Optional(Type.Integer({ description: 'Send it as `before`' })) }), errors: [...JOINT_READING, 'joint.role'],
  summary: 'What was received last', description: 'Reports, corrections and withdrawals of the countries that are counted for you, the last one first. Of a report that you may not read it tells whose it is and when it came. Not for partners.',
});

export const ROOM_OPERATIONS = [readRoom, readMap, readFeed] as const;
