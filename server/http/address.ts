import { isIPv4, isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';

/**
 * The address from which somebody asks, as limits count it: see `networkOf`. `behindProxy`: whether it stands in X-Forwarded-For, of which the last part is what the proxy itself saw;
 * the parts before are whatever the sender wrote.
 */
export function addressOf(request: Pick<FastifyRequest, 'raw' | 'headers'>, behindProxy: boolean): string {
  const seen = request.raw.socket.remoteAddress ?? '';
  if (!behindProxy) return networkOf(seen);
  const header = request.headers['x-forwarded-for'];
  const told = Array.isArray(header) ? header.at(-1) : header;
  return networkOf(told?.split(',').at(-1)?.trim() ?? seen);
}

/**
 * What one subscriber has of addresses: all of IPv4, and of IPv6 the first 64 bits, behind which anybody has as many as there are. An address of IPv4 that
 * is written as one of IPv6 is that of IPv4. What is no address stays as it is.
 */
export function networkOf(address: string): string {
  const [bare = ''] = address.replace(/^\[|\](?::\d+)?$/g, '').split('%');
  if (!isIPv6(bare)) return isIPv4(bare) ? bare : address;
  const groups = groupsOf(bare);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return groups.slice(6).flatMap((group) => [group >> 8, group & 0xff]).join('.');
  return `${groups.slice(0, 4).map((group) => group.toString(16)).join(':')}::/64`;
}

/** The eight groups of an address of IPv6, in whatever way it is written. */
function groupsOf(address: string): number[] {
  // A URL writes such an address in one way, without dots.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const parse = (part: string): number[] => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const [before, after] = [parse(head), parse(tail ?? '')];
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}
