import { Type, type Static } from 'typebox';
import { defineOperation } from './operation.ts';
import { Caller, CountryCode, ROLES } from './organisations.ts';

const closed = { additionalProperties: false } as const;
const bureau = { side: 'bureau', permission: 'public', purpose: 'none', effect: 'read', quiet: true } as const;

/** Somebody that a visitor of the demo world can be, each at an origin of its own, so that two windows are two people. */
export const Persona = Type.Object({
  id: Type.String({ description: 'First label of the origin: officer-fra of officer-fra.localhost' }),
  title: Type.String(),
  organisation: CountryCode,
  role: Type.Enum([...ROLES]),
  home: Type.String({ description: 'Path of the first page' }),
});
export type Persona = Static<typeof Persona>;

export const Session = Type.Object({
  demo: Type.Boolean({ description: 'True where all data is fictional and personas sign in with one click' }),
  persona: Type.Optional(Persona),
  caller: Type.Optional(Caller),
  personas: Type.Array(Persona),
});
export type Session = Static<typeof Session>;

export const getSession = defineOperation({
  ...bureau, id: 'sessions.get', method: 'GET', path: '/v1/session', status: 200, input: {}, output: Session, errors: [],
  summary: 'Who is signed in at this origin', description: 'Without a session only what anybody may see: whether this is a demo world, and its personas.',
});

export const startSession = defineOperation({
  ...bureau, id: 'sessions.start', method: 'POST', path: '/v1/session', status: 201, body: 'json',
  input: { body: Type.Object({ persona: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }) }, closed) },
  output: Session, errors: ['request.malformed', 'request.invalid', 'access.unauthenticated', 'access.forbidden'],
  summary: 'Sign in as a persona of the demo world', description: 'Only at the origin of that persona. Sets a `__Host-` cookie; no token reaches the browser.',
  examples: [{ name: 'a border officer', body: { persona: 'officer-fra' } }],
});

export const endSession = defineOperation({
  ...bureau, id: 'sessions.end', method: 'DELETE', path: '/v1/session', status: 200, input: {}, output: Session, errors: [],
  summary: 'Sign out', description: 'The cookie is worth nothing from now on.',
});

export const SESSION_OPERATIONS = [getSession, startSession, endSession] as const;
