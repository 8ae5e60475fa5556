import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from './config.ts';

/** The port of a server that listens. */
export function portOf(server: Pick<Server, 'address'>): number {
  return (server.address() as AddressInfo).port;
}

/** The address of a server that listens, as whoever is at this machine would write it. */
export function originOf(server: Pick<Server, 'address'>, { host, tlsCert }: Pick<Config, 'host' | 'tlsCert'>): string {
  return `${tlsCert === '' ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${portOf(server)}`;
}
