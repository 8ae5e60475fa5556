/** Where registered systems fetch their short tokens: OAuth 2.0 client credentials (RFC 6749) with a signed assertion (RFC 7523). */
import { Type, type Static } from 'typebox';
import { defineOperation } from '../operation.ts';

/** The one kind of assertion that is taken. */
export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** Seconds: the most that may lie between now and `exp` of an assertion. */
export const MOST_ASSERTION_SECONDS = 300;
/** Seconds for which a fetched token is good. */
export const TOKEN_SECONDS = 600;

/** Refusals of the token endpoint (RFC 6749, 5.2), and the one that says to come later. */
export const OAUTH_ERRORS = ['invalid_request', 'invalid_client', 'invalid_scope', 'unsupported_grant_type', 'temporarily_unavailable', 'slow_down'] as const;

export const fetchToken = defineOperation({
  id: 'oauth.token', method: 'POST', path: '/v1/oauth/token', side: 'hub', permission: 'public', purpose: 'none', effect: 'write', status: 200, body: 'form',
  input: {
    body: Type.Object({
      grant_type: Type.Literal('client_credentials'),
      client_assertion_type: Type.Literal(ASSERTION_TYPE),
      client_assertion: Type.String({ description: `A JWT that the client signs with EdDSA (Ed25519) or ES256: \`iss\` and \`sub\` its id, \`aud\` the issuer, \`jti\` new each time, \`exp\` within ${MOST_ASSERTION_SECONDS} seconds, \`kid\` in the header` }),
      client_id: Type.Optional(Type.String()),
      scope: Type.Optional(Type.String({ description: 'Fewer permissions than the client has, with spaces between them' })),
    }),
  },
  output: Type.Object({ access_token: Type.String(), token_type: Type.Literal('Bearer'), expires_in: Type.Integer({ description: 'Seconds' }), scope: Type.String() }),
  errors: ['request.malformed', 'request.invalid', 'access.unauthenticated', 'request.rate-limited', 'audit.unavailable', 'store.unavailable', 'store.broken'],
  summary: 'Fetch a token for a registered system', description: `Good for ${TOKEN_SECONDS / 60} minutes at most. Refusals are those of RFC 6749 (\`error\`, \`error_description\`), with our \`code\` beside them. Fetch a new one, with a new assertion, before the old one ends.`,
  examples: [{ name: 'a border system', body: { grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE, client_assertion: 'eyJhbGciOiJFZERTQSIsImtpZCI6IjIwMjYtMTEifQ.eyJpc3MiOiJjbGlf….…', scope: 'check' } }],
});
/** What a fetched token comes with. */
export type FetchedToken = Static<typeof fetchToken.output>;

export const describeIssuer = defineOperation({
  id: 'oauth.metadata', quiet: true, method: 'GET', path: '/.well-known/oauth-authorization-server', side: 'hub', permission: 'public', purpose: 'none', effect: 'read', status: 200,
  input: {},
  output: Type.Object({
    issuer: Type.String(), token_endpoint: Type.String(), grant_types_supported: Type.Array(Type.String()), response_types_supported: Type.Array(Type.String()),
    token_endpoint_auth_methods_supported: Type.Array(Type.String()), token_endpoint_auth_signing_alg_values_supported: Type.Array(Type.String()), scopes_supported: Type.Array(Type.String()),
    tls_client_certificate_bound_access_tokens: Type.Boolean(),
  }),
  errors: [], summary: 'Where and how tokens are fetched', description: 'Metadata of RFC 8414, for libraries that read it.',
});

export const OAUTH_OPERATIONS = [fetchToken, describeIssuer] as const;
