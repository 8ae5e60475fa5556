/** Sign-in of people at their bureau: sessions, passkeys, one-time codes and the bureau's identity provider. */
import { Type, type Static } from 'typebox';
import { ID_PATTERN } from '../ids.ts';
import { defineOperation } from '../operation.ts';
import { Caller, CountryCode, ROLES } from '../organisations.ts';
import { BUREAU_ERRORS, BUREAU_WRITE_ERRORS, BureauName, PERSON_ROLES } from '../rights/person-roles.ts';
import { Assertion, Ceremony, CreationOptions, NewCredential, RequestOptions } from '../passkeys/webauthn.ts';

const closed = { additionalProperties: false } as const;
const bureau = { side: 'bureau', purpose: 'none' } as const;
const open = { ...bureau, permission: 'public' } as const;
const own = { ...bureau, permission: 'session' } as const;
const reading = { effect: 'read', quiet: true } as const;
const EXAMPLES = {
  assertion: {
    ceremony: 'c2lnbi1pbi1leGFtcGxlLQ',
    credential: {
      id: 'a2V5LTE', rawId: 'a2V5LTE', type: 'public-key', clientExtensionResults: {},
      response: { clientDataJSON: 'eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0', authenticatorData: 'SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2M', signature: 'MEUCIQ' },
    },
  },
  creation: {
    ceremony: 'c2lnbi1pbi1leGFtcGxlLQ',
    credential: { id: 'a2V5LTE', rawId: 'a2V5LTE', type: 'public-key', clientExtensionResults: {}, response: { clientDataJSON: 'eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0', attestationObject: 'o2NmbXRkbm9uZQ' } },
    name: 'Key on my ring',
  },
} as const;
/** What whoever is not signed in may meet. */
const OPEN_ERRORS = ['request.invalid', 'request.malformed', 'access.forbidden', 'audit.unavailable', 'store.unavailable', 'store.broken'] as const;

/** Somebody that a visitor of the demo world can be, each at an origin of its own, so that two windows are two people. */
export const Persona = Type.Object({
  id: Type.String({ description: 'First label of the origin: officer-fra of officer-fra.localhost' }),
  title: Type.String(),
  organisation: CountryCode,
  role: Type.Enum([...ROLES]),
  home: Type.String({ description: 'Path of the first page' }),
});
export type Persona = Static<typeof Persona>;

/** Who is signed in, and for how long. Times are ISO 8601. */
export const SignedIn = Type.Object({
  session: Type.String(),
  person: Type.String(),
  name: Type.String(),
  pseudonym: Type.String(),
  unit: Type.Optional(Type.String()),
  roles: Type.Array(Type.Enum([...PERSON_ROLES])),
  role: Type.Enum([...PERSON_ROLES], { description: 'As what the person works now' }),
  permissions: Type.Array(Type.String(), { description: 'What may be done at the bureau itself, in this role' }),
  how: Type.Enum(['passkey', 'provider', 'persona']),
  hasPasskey: Type.Boolean({ description: 'Whether it can confirm and unlock with a passkey' }),
  since: Type.String(),
  idleUntil: Type.String({ description: 'Then it ends, unless something is heard of it before. Asking for the session is no sign of life' }),
  until: Type.String({ description: 'Then it ends in any case' }),
  confirmedUntil: Type.String({ description: 'Until then nothing asks for a passkey once more' }),
  locked: Type.Boolean(),
});
export type SignedIn = Static<typeof SignedIn>;

export const Session = Type.Object({
  demo: Type.Boolean({ description: 'True where all data is fictional and personas sign in with one click' }),
  bureau: Type.Optional(BureauName),
  ways: Type.Object({ passkey: Type.Boolean(), provider: Type.Optional(Type.String({ description: 'Name of the identity provider, for the button' })) }),
  persona: Type.Optional(Persona),
  caller: Type.Optional(Caller),
  signedIn: Type.Optional(SignedIn),
  personas: Type.Array(Persona),
});
export type Session = Static<typeof Session>;

export const getSession = defineOperation({
  ...open, ...reading, locked: true, id: 'sessions.get', method: 'GET', path: '/v1/session', status: 200, input: {}, output: Session, errors: [],
  summary: 'Who is signed in at this origin', description: 'Without a session only what anybody may see: which bureau this is, the ways to sign in, whether this is a demo world, and its personas. A session that is locked is told as well.',
});

export const startSession = defineOperation({
  ...open, effect: 'write', locked: true, id: 'sessions.start', method: 'POST', path: '/v1/session', status: 201, body: 'json',
  input: { body: Type.Object({ persona: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }) }, closed) },
  output: Session, errors: [...OPEN_ERRORS, 'access.unauthenticated'],
  summary: 'Sign in as a persona of the demo world', description: 'Only at the origin of that persona. Sets a `__Host-` cookie; no token reaches the browser. For a persona it is also the way to unlock and to confirm.',
  examples: [{ name: 'a border officer', body: { persona: 'officer-fra' } }],
});

export const endSession = defineOperation({
  ...open, effect: 'write', locked: true, id: 'sessions.end', method: 'DELETE', path: '/v1/session', status: 200, input: {}, output: Session, errors: OPEN_ERRORS,
  summary: 'Sign out', description: 'The cookie is worth nothing from now on.',
});

export const beginPasskeySignIn = defineOperation({
  ...open, ...reading, locked: true, id: 'sessions.begin-passkey', method: 'POST', path: '/v1/session/passkey/options', status: 200,
  input: {}, output: Type.Object({ ceremony: Ceremony, publicKey: RequestOptions }), errors: [...OPEN_ERRORS, 'access.too-many-tries'],
  summary: 'A challenge for signing in', description: 'For `navigator.credentials.get`. No name is asked for: the authenticator offers whom it knows.',
});

export const signInWithPasskey = defineOperation({
  ...open, effect: 'write', locked: true, id: 'sessions.passkey', method: 'POST', path: '/v1/session/passkey', status: 201, body: 'json',
  input: { body: Type.Object({ ceremony: Ceremony, credential: Assertion }, closed) }, output: Session,
  errors: [...OPEN_ERRORS, 'access.passkey-refused', 'access.ceremony-over', 'access.too-many-tries'],
  summary: 'Sign in with a passkey', description: 'Sets a new cookie. Why a passkey is not accepted is not said.',
  examples: [{ name: 'an answer to the challenge', body: EXAMPLES.assertion }],
});

const CodeText = Type.String({ minLength: 1, maxLength: 60, description: 'As it was handed over; hyphens, blanks and small letters do not matter' });
const KeyName = Type.String({ minLength: 1, maxLength: 60, description: 'What the person calls it' });

export const beginCode = defineOperation({
  ...open, ...reading, locked: true, id: 'sessions.begin-code', method: 'POST', path: '/v1/session/code/options', status: 200, body: 'json',
  input: { body: Type.Object({ code: CodeText }, closed) },
  output: Type.Object({ ceremony: Ceremony, publicKey: CreationOptions, name: Type.String({ description: 'Of the person whom the code is for' }) }),
  errors: [...OPEN_ERRORS, 'access.code-refused', 'access.too-many-tries'],
  summary: 'A challenge for registering the first passkey', description: 'For `navigator.credentials.create`. A code that is guessed five times at is dead.',
  examples: [{ name: 'a code', body: { code: 'K7Q2-ABCD-EFGH-JKMN-PQRS' } }],
});

export const signInWithCode = defineOperation({
  ...open, effect: 'write', locked: true, id: 'sessions.code', method: 'POST', path: '/v1/session/code', status: 201, body: 'json',
  input: { body: Type.Object({ ceremony: Ceremony, credential: NewCredential, name: KeyName }, closed) }, output: Session,
  errors: [...OPEN_ERRORS, 'access.code-refused', 'access.ceremony-over', 'access.passkey-refused', 'passkey.known'],
  summary: 'Register the first passkey and sign in', description: 'The code is used up. When it stands for lost keys, the passkeys of before are gone and sessions of before have ended.',
  examples: [{ name: 'a new passkey', body: EXAMPLES.creation }],
});

export const beginProvider = defineOperation({
  ...open, ...reading, locked: true, id: 'sessions.begin-provider', method: 'POST', path: '/v1/session/provider/options', status: 200,
  input: {}, output: Type.Object({ url: Type.String({ description: 'Where the browser goes now' }) }), errors: [...OPEN_ERRORS, 'access.provider-unreachable', 'access.too-many-tries'],
  summary: "Begin at the bureau's identity provider", description: 'OpenID Connect with PKCE, and with a pushed request where the provider takes one. The browser comes back to `/sign-in/provider`.',
});

export const signInWithProvider = defineOperation({
  ...open, effect: 'write', locked: true, id: 'sessions.provider', method: 'POST', path: '/v1/session/provider', status: 201, body: 'json',
  input: { body: Type.Object({ query: Type.String({ minLength: 1, maxLength: 4000, description: 'What stands after the question mark where the browser came back' }) }, closed) }, output: Session,
  errors: [...OPEN_ERRORS, 'access.provider-refused', 'access.provider-unreachable', 'access.ceremony-over', 'access.too-many-tries'],
  summary: 'Sign in with what the identity provider said', description: 'In the browser that began it, once, and only for a person whom an administrator admitted under that subject.',
  examples: [{ name: 'back from the provider', body: { query: 'code=example&state=example&iss=https%3A%2F%2Fid.example' } }],
});

export const lockSession = defineOperation({
  ...own, effect: 'write', locked: true, id: 'sessions.lock', method: 'POST', path: '/v1/session/lock', status: 200, input: {}, output: Session, errors: BUREAU_WRITE_ERRORS,
  summary: 'Lock the session', description: 'Everything but unlocking, signing out and asking for the session answers `access.locked` from now on; the page keeps what is half typed.',
});

export const beginConfirm = defineOperation({
  ...own, ...reading, locked: true, id: 'sessions.begin-confirm', method: 'POST', path: '/v1/session/confirm/options', status: 200,
  input: {}, output: Type.Object({ ceremony: Ceremony, publicKey: RequestOptions }), errors: [...BUREAU_ERRORS, 'access.too-many-tries'],
  summary: 'A challenge for unlocking and confirming', description: 'With the passkeys of whoever is signed in. It is no sign of life.',
});

export const confirmSession = defineOperation({
  ...own, effect: 'write', locked: true, id: 'sessions.confirm', method: 'POST', path: '/v1/session/confirm', status: 200, body: 'json',
  input: { body: Type.Object({ ceremony: Ceremony, credential: Assertion }, closed) }, output: Session,
  errors: [...BUREAU_WRITE_ERRORS, 'access.passkey-refused', 'access.ceremony-over', 'access.too-many-tries'],
  summary: 'Unlock, or confirm that it is you', description: 'For five minutes what is dangerous asks no more. The cookie changes. The limit of eight hours stays.',
  examples: [{ name: 'an answer to the challenge', body: EXAMPLES.assertion }],
});

export const setRole = defineOperation({
  ...own, effect: 'write', id: 'sessions.set-role', method: 'PUT', path: '/v1/session/role', status: 200, body: 'json',
  input: { body: Type.Object({ role: Type.Enum([...PERSON_ROLES]) }, closed) }, output: Session, errors: BUREAU_WRITE_ERRORS,
  summary: 'Work in another of your roles', description: 'Rights are those of this one role, here and at the hub.', examples: [{ name: 'at the desk', body: { role: 'desk' } }],
});

export const OwnSession = Type.Object({
  id: Type.String(), current: Type.Boolean(), how: Type.Enum(['passkey', 'provider', 'persona']), role: Type.Enum([...PERSON_ROLES]), since: Type.String(), lastSeenAt: Type.String(),
  locked: Type.Boolean(), client: Type.Optional(Type.String({ description: 'Browser and system, in a few words' })),
});
export type OwnSession = Static<typeof OwnSession>;

export const listSessions = defineOperation({
  ...own, ...reading, id: 'sessions.list', method: 'GET', path: '/v1/sessions', status: 200, input: {}, output: Type.Object({ items: Type.Array(OwnSession) }), errors: BUREAU_ERRORS,
  summary: 'Where you are signed in', description: 'Sessions that have not ended, newest first.',
});

export const endOneSession = defineOperation({
  ...own, effect: 'write', id: 'sessions.end-one', method: 'DELETE', path: '/v1/sessions/:id', status: 200,
  input: { params: Type.Object({ id: Type.String({ pattern: ID_PATTERN('ses') }) }, closed) }, output: Type.Object({ ended: Type.Integer() }), errors: [...BUREAU_WRITE_ERRORS, 'session.not-found'],
  summary: 'Sign out elsewhere', description: 'One of your sessions.',
});

export const endAllSessions = defineOperation({
  ...own, effect: 'write', locked: true, id: 'sessions.end-all', method: 'DELETE', path: '/v1/sessions', status: 200, input: {}, output: Type.Object({ ended: Type.Integer() }), errors: BUREAU_WRITE_ERRORS,
  summary: 'Sign out everywhere', description: 'All your sessions end at once, this one as well.',
});

export const Passkey = Type.Object({
  id: Type.String(), name: Type.String(), addedAt: Type.String(), lastUsedOn: Type.Optional(Type.String()),
  attestation: Type.String({ description: 'How the device proved its make: `none`, `packed`, `tpm`, ...' }),
  model: Type.Optional(Type.String({ description: 'AAGUID of the device, when it told it' })),
  synced: Type.Boolean({ description: 'Whether it can be copied to other devices of the person' }),
});
export type Passkey = Static<typeof Passkey>;

export const listPasskeys = defineOperation({
  ...own, ...reading, id: 'passkeys.list', method: 'GET', path: '/v1/passkeys', status: 200, input: {}, output: Type.Object({ items: Type.Array(Passkey) }), errors: BUREAU_ERRORS,
  summary: 'Your passkeys', description: 'Oldest first. Register two, so that one can be lost.',
});

export const beginPasskey = defineOperation({
  ...own, ...reading, stepUp: true, id: 'passkeys.begin', method: 'POST', path: '/v1/passkeys/options', status: 200, input: {},
  output: Type.Object({ ceremony: Ceremony, publicKey: CreationOptions }), errors: [...BUREAU_ERRORS, 'access.step-up', 'person.state'],
  summary: 'A challenge for registering one more passkey', description: 'For `navigator.credentials.create`. At most ten.',
});

export const addPasskey = defineOperation({
  ...own, effect: 'write', stepUp: true, id: 'passkeys.add', method: 'POST', path: '/v1/passkeys', status: 201, body: 'json',
  input: { body: Type.Object({ ceremony: Ceremony, credential: NewCredential, name: KeyName }, closed) }, output: Passkey,
  errors: [...BUREAU_WRITE_ERRORS, 'access.step-up', 'access.ceremony-over', 'access.passkey-refused', 'passkey.known'],
  summary: 'Register one more passkey', description: 'What the device says of its make is kept.',
  examples: [{ name: 'a new passkey', body: EXAMPLES.creation }],
});

export const removePasskey = defineOperation({
  ...own, effect: 'write', stepUp: true, id: 'passkeys.remove', method: 'DELETE', path: '/v1/passkeys/:id', status: 200,
  input: { params: Type.Object({ id: Type.String({ pattern: ID_PATTERN('key') }) }, closed) }, output: Passkey, errors: [...BUREAU_WRITE_ERRORS, 'access.step-up', 'passkey.not-found', 'passkey.last'],
  summary: 'Remove a passkey', description: 'Never the last one. Your other sessions end.',
});

export const SESSION_OPERATIONS = [
  getSession, startSession, endSession, beginPasskeySignIn, signInWithPasskey, beginCode, signInWithCode, beginProvider, signInWithProvider, lockSession, beginConfirm, confirmSession, setRole,
  listSessions, endOneSession, endAllSessions, listPasskeys, beginPasskey, addPasskey, removePasskey,
] as const;
