import type { FastifyRequest } from 'fastify';

/**
 * The address from which somebody asks. `behindProxy`: whether it stands in X-Forwarded-For, of which the last part is what the proxy itself saw;
 * the parts before are whatever the sender wrote.
 */
export function addressOf(request: Pick<FastifyRequest, 'raw' | 'headers'>, behindProxy: boolean): string {
  const seen = request.raw.socket.remoteAddress ?? '';
  if (!behindProxy) return seen;
  const header = request.headers['x-forwarded-for'];
  const told = Array.isArray(header) ? header.at(-1) : header;
  return told?.split(',').at(-1)?.trim() ?? seen;
}
