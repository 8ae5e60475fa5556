/** The token endpoint and its description. Its refusals are those of OAuth 2.0 (RFC 6749, 5.2), with our own code beside them. */
import { AppError, fail } from '@watchword/api/errors.ts';
import { describeIssuer, fetchToken } from '@watchword/api/access/oauth.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OAuthRefusal, type Grants } from '#access/access.ts';
import { addressOf } from './address.ts';
import type { CertificateOf } from './certificates.ts';

export type OAuthParts = { readonly grants: Grants; readonly issuer: () => string; readonly certificateOf: CertificateOf | undefined; /** Whether clients' addresses are in X-Forwarded-For. */ readonly behindProxy: boolean };

/** Adds the token endpoint and `/.well-known/oauth-authorization-server`. */
export function addOAuth(app: FastifyInstance, { grants, issuer, certificateOf, behindProxy }: OAuthParts): void {
  app.post(fetchToken.path, { config: { operation: fetchToken.id, body: 'form' } }, async (request, reply) => {
    void reply.header('cache-control', 'no-store').header('x-request-id', request.id);
    try {
      const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
      return await grants({ form, address: addressOf(request, behindProxy), certificate: certificateOf?.(request.raw) });
    } catch (error) {
      return refuse(error, request, reply);
    }
  });
  app.get(describeIssuer.path, { config: { operation: describeIssuer.id } }, async () => ({
    issuer: issuer(), token_endpoint: `${issuer()}${fetchToken.path}`, grant_types_supported: ['client_credentials'], response_types_supported: [],
    token_endpoint_auth_methods_supported: ['private_key_jwt'], token_endpoint_auth_signing_alg_values_supported: ['EdDSA', 'ES256'], scopes_supported: [...PERMISSIONS],
    tls_client_certificate_bound_access_tokens: certificateOf !== undefined,
  }));
}

const CODES = { invalid_client: 'access.unauthenticated', slow_down: 'request.rate-limited' } as const;

function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!(error instanceof OAuthRefusal)) throw error instanceof AppError ? error : fail('server.internal', {}, error);
  const status = error.error === 'invalid_client' ? 401 : error.error === 'slow_down' ? 429 : 400;
  if (error.retryAfter !== undefined) void reply.header('retry-after', String(error.retryAfter));
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  const code = CODES[error.error as keyof typeof CODES] ?? 'request.invalid';
  return reply.code(status).send({ error: error.error, error_description: error.message, code, requestId: request.id });
}
