/** Systems that sign in with a key of their own: registered once, and they fetch short tokens with it. */
import { Type, type Static } from 'typebox';
import { defineOperation, PERMISSIONS } from '../operation.ts';
import { OrganisationCode, ROLES } from '../organisations.ts';

const closed = { additionalProperties: false } as const;
const errors = ['request.invalid', 'access.unauthenticated', 'access.forbidden', 'audit.unavailable', 'store.unavailable', 'store.broken'] as const;
const writing = [...errors, 'request.malformed', 'request.key-reused', 'request.in-flight'] as const;

/** Keys, and certificates, that a client may have at a time: one in use, the next, and room to mend a slip. */
export const MOST_CLIENT_KEYS = 8;
/** Days for which a key is good unless it is said otherwise, and at most. */
export const KEY_DAYS = 366;
export const MOST_KEY_DAYS = 731;

const Coordinate = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });

/** The public half of a key of a client: Ed25519, or ECDSA with P-256. A private half is refused as an unknown field. */
export const PublicKey = Type.Object(
  {
    kty: Type.Enum(['OKP', 'EC']),
    crv: Type.Enum(['Ed25519', 'P-256']),
    x: Coordinate,
    y: Type.Optional(Coordinate),
    kid: Type.String({ pattern: '^[A-Za-z0-9._~-]{1,64}$', description: 'Name of the key, one of its own for each key of a client' }),
    use: Type.Optional(Type.Literal('sig')),
    alg: Type.Optional(Type.Enum(['EdDSA', 'Ed25519', 'ES256'])),
    key_ops: Type.Optional(Type.Array(Type.Literal('verify'), { maxItems: 1 })),
    ext: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type PublicKey = Static<typeof PublicKey>;

const Thumbprint = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', description: 'SHA-256 of the certificate (DER), base64url without padding: `x5t#S256`' });
const Certificates = Type.Array(Thumbprint, { maxItems: MOST_CLIENT_KEYS, description: 'Certificates to one of which its tokens are bound; none: they are not bound' });

const NewKey = Type.Object(
  {
    jwk: PublicKey,
    notBefore: Type.Optional(Type.String({ format: 'date-time', description: 'From when it is good; at once unless told' })),
    expiresAt: Type.Optional(Type.String({ format: 'date-time', description: `When it ends: ${KEY_DAYS} days later unless told, ${MOST_KEY_DAYS} at most` })),
  },
  closed,
);

export const ClientKey = Type.Object({
  kid: Type.String(),
  algorithm: Type.Enum(['EdDSA', 'ES256']),
  thumbprint: Type.String({ description: 'RFC 7638, SHA-256, base64url' }),
  notBefore: Type.String(),
  expiresAt: Type.String(),
});

/** A registered client as it is shown. */
export const RegisteredClient = Type.Object({
  id: Type.String(),
  organisation: OrganisationCode,
  name: Type.String(),
  role: Type.Enum([...ROLES]),
  permissions: Type.Array(Type.String()),
  keys: Type.Array(ClientKey),
  certificates: Type.Array(Type.String()),
  createdAt: Type.String(),
  lastUsedOn: Type.Optional(Type.String({ description: 'The day on which it last asked' })),
  revokedAt: Type.Optional(Type.String()),
});
export type RegisteredClient = Static<typeof RegisteredClient>;

const params = Type.Object({ id: Type.String({ pattern: '^cli_[0-9a-f]{32}$' }) }, closed);
const JWK = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', kid: '2026-11' } as const;
const base = { side: 'hub', permission: 'token:manage', purpose: 'none', effect: 'write' } as const;

export const registerClient = defineOperation({
  ...base, id: 'clients.register', method: 'POST', path: '/v1/clients', status: 201, body: 'json',
  input: {
    body: Type.Object(
      {
        name: Type.String({ minLength: 1, maxLength: 80, description: 'What it is' }),
        role: Type.Enum([...ROLES]),
        permissions: Type.Array(Type.Enum([...PERMISSIONS]), { minItems: 1, maxItems: PERMISSIONS.length }),
        organisation: Type.Optional(OrganisationCode),
        key: NewKey,
        certificates: Type.Optional(Certificates),
      },
      closed,
    ),
  },
  output: RegisteredClient, errors: writing,
  summary: 'Register a system that signs in with its own key', description: 'For your own organisation; the secretariat may for others. Never wider than your own permissions. Only the public half of its key is sent.',
  examples: [{ name: 'a border system', body: { name: 'Border control, gates 1 to 8', role: 'system', permissions: ['check', 'check:batch'], key: { jwk: JWK } } }],
});

export const listClients = defineOperation({
  ...base, id: 'clients.list', quiet: true, method: 'GET', path: '/v1/clients', effect: 'read', status: 200,
  input: { query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 1000 })), cursor: Type.Optional(Type.String({ maxLength: 200 })) }, closed) },
  output: Type.Object({ items: Type.Array(RegisteredClient), nextCursor: Type.Optional(Type.String()) }), errors: [...errors, 'request.cursor'],
  summary: 'Registered systems of your organisation', description: 'Newest first, with their public keys.',
});

export const addClientKey = defineOperation({
  ...base, id: 'clients.add-key', method: 'POST', path: '/v1/clients/:id/keys', status: 201, body: 'json',
  input: { params, body: NewKey }, output: RegisteredClient, errors: [...writing, 'access.client-not-found', 'access.client-key'],
  summary: 'Add a key to a registered system', description: 'Both keys are good until the old one is removed: so a system changes over without a pause.',
  examples: [{ name: 'the key of next year', body: { jwk: { ...JWK, kid: '2027-11' } } }],
});

export const removeClientKey = defineOperation({
  ...base, id: 'clients.remove-key', method: 'DELETE', path: '/v1/clients/:id/keys/:kid', status: 200,
  input: { params: Type.Object({ ...params.properties, kid: PublicKey.properties.kid }, closed) }, output: RegisteredClient,
  errors: [...writing, 'access.client-not-found', 'access.client-key'],
  summary: 'Remove a key of a registered system', description: 'It opens nothing any more, and tokens that were fetched with it fail with their next request. The last key stays: revoke the client instead.',
});

export const setClientCertificates = defineOperation({
  ...base, id: 'clients.set-certificates', method: 'PUT', path: '/v1/clients/:id/certificates', status: 200, body: 'json',
  input: { params, body: Type.Object({ certificates: Certificates }, closed) }, output: RegisteredClient, errors: [...writing, 'access.client-not-found'],
  summary: 'Say to which certificates the tokens of a system are bound', description: 'To change a certificate send the old and the new, change over, then send the new alone. Without any, tokens are not bound.',
  examples: [{ name: 'one certificate', body: { certificates: ['A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0'] } }],
});

export const revokeClient = defineOperation({
  ...base, id: 'clients.revoke', method: 'DELETE', path: '/v1/clients/:id', status: 200,
  input: { params }, output: RegisteredClient, errors: [...writing, 'access.client-not-found'],
  summary: 'Revoke a registered system', description: 'The next request with any of its tokens fails, and it gets no other.',
});

export const CLIENT_OPERATIONS = [registerClient, listClients, addClientKey, removeClientKey, setClientCertificates, revokeClient] as const;
