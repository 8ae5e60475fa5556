/** To which addresses the hub sends. It reaches machines that whoever registers a webhook does not, so they must not be reached through it. */
import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Ranges that are not of the public network (RFC 6890 and those after it). */
const CLOSED: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'], ['10.0.0.0', 8, 'ipv4'], ['100.64.0.0', 10, 'ipv4'], ['127.0.0.0', 8, 'ipv4'], ['169.254.0.0', 16, 'ipv4'], ['172.16.0.0', 12, 'ipv4'], ['192.0.0.0', 24, 'ipv4'], ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'], ['192.168.0.0', 16, 'ipv4'], ['198.18.0.0', 15, 'ipv4'], ['198.51.100.0', 24, 'ipv4'], ['203.0.113.0', 24, 'ipv4'], ['224.0.0.0', 4, 'ipv4'], ['240.0.0.0', 4, 'ipv4'],
  ['::', 96, 'ipv6'], ['64:ff9b::', 96, 'ipv6'], ['64:ff9b:1::', 48, 'ipv6'], ['100::', 64, 'ipv6'], ['2001::', 23, 'ipv6'], ['2001:db8::', 32, 'ipv6'], ['2002::', 16, 'ipv6'], ['3fff::', 20, 'ipv6'], ['5f00::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'], ['fe80::', 10, 'ipv6'], ['fec0::', 10, 'ipv6'], ['ff00::', 8, 'ipv6'],
];
const closed = new BlockList();
for (const [network, bits, family] of CLOSED) closed.addSubnet(network, bits, family);

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an address is of the public network. One of IPv4 in the clothes of IPv6 is judged as what it is. */
export function isPublic(address: string): boolean {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(plain);
  if (family === 0 || /^::ffff:/i.test(plain)) return false;
  return !closed.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

/** Hosts that an operator allows although they are not public: names or addresses, with commas between. */
export function parseHosts(text: string): ReadonlySet<string> {
  return new Set(text.split(',').map((host) => host.trim().toLowerCase()).filter((host) => host !== ''));
}

/** Why an address cannot be that of a webhook; undefined when it can. The address behind a name is judged when it is connected to. */
export function faultOf(text: string, allowed: ReadonlySet<string>): string | undefined {
  const url = URL.parse(text);
  if (url === null) return 'This is no address.';
  if (url.username !== '' || url.password !== '') return 'Secrets do not belong into an address.';
  const host = url.hostname.toLowerCase();
  const isAllowed = allowed.has(host);
  if (url.protocol === 'http:' && !(isAllowed && LOOPBACK_HOSTS.has(host))) return 'Only https.';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'Only https.';
  const literal = host.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !isPublic(literal) && !isAllowed) return 'This address is not on the public network.';
  if (LOOPBACK_HOSTS.has(host) && !isAllowed) return 'This address is not on the public network.';
  return undefined;
}

/** An address that was refused when its name was looked up. */
export class RefusedAddress extends Error {}

/** Looks names up, and gives only public addresses: the one that is judged is the one that is connected to. */
export function lookupFor(allowed: ReadonlySet<string>): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '', 0);
      const good = allowed.has(hostname.toLowerCase()) ? addresses : addresses.filter(({ address }) => isPublic(address));
      const [first] = good;
      if (first === undefined) return callback(new RefusedAddress('not public'), '', 0);
      if (options.all === true) return callback(null, good);
      return callback(null, first.address, first.family);
    });
  };
}
