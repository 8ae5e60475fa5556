import { Type, type Static } from 'typebox';
import { defineOperation, PERMISSIONS } from './operation.ts';
import { Caller, OrganisationCode, ROLES } from './organisations.ts';

const closed = { additionalProperties: false } as const;
const errors = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'audit.unavailable', 'store.unavailable', 'store.broken'] as const;

/** Days for which a token is good at most. */
export const MOST_TOKEN_DAYS = 366;

export const whoAmI = defineOperation({
  id: 'access.me', quiet: true, method: 'GET', path: '/v1/me', side: 'hub', permission: 'session', purpose: 'none', effect: 'read', status: 200,
  input: {}, output: Caller, errors, summary: 'Who you are here', description: 'Organisation, role and permissions of the caller.',
});

export const Token = Type.Object({
  id: Type.String(),
  organisation: OrganisationCode,
  name: Type.String(),
  role: Type.Enum([...ROLES]),
  permissions: Type.Array(Type.String()),
  createdAt: Type.String(),
  expiresAt: Type.Optional(Type.String()),
  lastUsedOn: Type.Optional(Type.String({ description: 'The day on which it was last used' })),
  revokedAt: Type.Optional(Type.String()),
});
export type Token = Static<typeof Token>;

export const issueToken = defineOperation({
  id: 'tokens.issue', method: 'POST', path: '/v1/tokens', side: 'hub', permission: 'token:manage', purpose: 'none', effect: 'write', status: 201, body: 'json',
  input: {
    body: Type.Object(
      {
        name: Type.String({ minLength: 1, maxLength: 80, description: 'What will use it' }),
        role: Type.Enum([...ROLES]),
        permissions: Type.Array(Type.Enum([...PERMISSIONS]), { minItems: 1, maxItems: PERMISSIONS.length }),
        organisation: Type.Optional(OrganisationCode),
        expiresAt: Type.Optional(Type.String({ format: 'date-time', description: `When it ends: after ${MOST_TOKEN_DAYS} days unless told, which is the most` })),
      },
      closed,
    ),
  },
  unkept: ['secret'],
  output: Type.Object({ token: Token, secret: Type.Optional(Type.String({ description: 'Shown once; only its hash is kept. Absent when a repeated request is answered' })) }),
  errors: [...errors, 'request.malformed', 'request.key-reused', 'request.in-flight'],
  summary: 'Issue a token to a system', description: 'For small set-ups: whoever copies a token has it. A system that lasts is better registered with a key of its own (`POST /v1/clients`). For your own organisation; the secretariat may issue for others. Never wider than your own permissions.',
  examples: [{ name: 'a border system', body: { name: 'Border control, gates 1 to 8', role: 'system', permissions: ['check', 'check:batch'], expiresAt: '2027-11-30T00:00:00Z' } }],
});

export const listTokens = defineOperation({
  id: 'tokens.list', quiet: true, method: 'GET', path: '/v1/tokens', side: 'hub', permission: 'token:manage', purpose: 'none', effect: 'read', status: 200,
  input: {
    query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 1000 })), cursor: Type.Optional(Type.String({ maxLength: 200 })) }, closed),
  },
  output: Type.Object({ items: Type.Array(Token), nextCursor: Type.Optional(Type.String()) }), errors: [...errors, 'request.cursor'],
  summary: 'Tokens of your organisation', description: 'Newest first. Never the secrets.',
});

export const revokeToken = defineOperation({
  id: 'tokens.revoke', method: 'DELETE', path: '/v1/tokens/:id', side: 'hub', permission: 'token:manage', purpose: 'none', effect: 'write', status: 200,
  input: { params: Type.Object({ id: Type.String({ pattern: '^tok_[0-9a-f]{32}$' }) }, closed) },
  output: Token, errors: [...errors, 'access.token-not-found', 'request.key-reused', 'request.in-flight'], summary: 'Revoke a token', description: 'The next request with it fails.',
});

export const ACCESS_OPERATIONS = [whoAmI, issueToken, listTokens, revokeToken] as const;
