/**
 * A whole server for a test: a real store, a real audit log, a free port, a folder of its own. Nothing is in it but what a test enters.
 * Numbers come from `unique`, so that tests of one file share a server and need no order.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Permission } from '@watchword/api/operation.ts';
import type { Role } from '@watchword/api/organisations.ts';
import { createClient, type Client } from '@watchword/sdk/client.ts';
import { ROLE_PERMISSIONS } from '#access/access.ts';
import { readAuditLog, type ReadEntry } from '#audit/audit.ts';
import { issueDirectly } from '../bin/issue.ts';
import { serve, type ServeOptions, type Serving } from '../bin/serve.ts';
import type { Clock } from '../clock.ts';

export const NOW = Date.UTC(2026, 10, 24, 12);
const DAY_MS = 86_400_000;

/** A clock that stands until it is moved. */
export type MovableClock = Clock & { moveDays(days: number): void; moveMs(ms: number): void };

/** Who gets a token. Permissions are those of the role unless told. */
export type Wanted = { readonly role?: Role; readonly permissions?: readonly Permission[]; readonly name?: string };

export type House = {
  readonly data: string;
  readonly clock: MovableClock;
  /** The same after a restart. */
  url(): string;
  serving(): Serving;
  token(organisation: string, wanted?: Wanted): Promise<string>;
  /** A client that repeats nothing by itself. */
  client(organisation: string, wanted?: Wanted): Promise<Client>;
  clientOf(token: string): Client;
  /** Every entry of the audit log so far, with the sealed texts opened. */
  entries(from?: number): Promise<ReadEntry[]>;
  restart(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
};

export type HouseOptions = Pick<ServeOptions, 'settings' | 'disk' | 'demo' | 'bureau'> & { readonly clock: Clock };

/** A clock that begins at noon of 24 November 2026. */
export function movableClock(start = NOW): MovableClock {
  let now = start;
  return {
    now: () => now,
    moveMs: (ms) => void (now += ms),
    moveDays: (days) => void (now += days * DAY_MS),
  };
}

/** Starts a server. `demo`: a demo world without records, so that personas can sign in. */
export async function startServer(options: Partial<HouseOptions> = {}): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'watchword-house-'));
  const data = join(folder, 'data');
  const clock = movableClock();
  const demo = options.demo ?? false;
  if (demo) {
    // The world counts as filled, and the pointer for the command line stays out of the home of whoever tests.
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(join(data, 'filled'), '');
    process.env['XDG_STATE_HOME'] = folder;
  }
  let port = 0;
  const begin = (): Promise<Serving> =>
    serve({
      data, port, host: '127.0.0.1', demo, say: () => undefined, clock: options.clock ?? clock, ...(options.bureau !== undefined && { bureau: options.bureau }),
      settings: { logLevel: 'silent', ...options.settings }, ...(options.disk !== undefined && { disk: options.disk }),
    });
  let serving = await begin();
  port = Number(new URL(serving.url).port);
  let running = true;
  const stop = async (): Promise<void> => {
    if (running) await serving.close('test');
    running = false;
  };
  const start = async (): Promise<void> => {
    serving = await begin();
    running = true;
  };
  const token: House['token'] = async (organisation, { role = 'desk', permissions = ROLE_PERMISSIONS[role], name = 'test' } = {}) =>
    (await issueDirectly(serving.hub.writer, { organisation, name, role, permissions, at: clock.now() })).secret;
  const clientOf = (secret: string): Client => createClient({ url: serving.url, token: secret, retries: 0 });
  return {
    data, clock, token, clientOf, stop, start,
    url: () => serving.url,
    serving: () => serving,
    client: async (organisation, wanted) => clientOf(await token(organisation, wanted)),
    entries: (from = 1) => Array.fromAsync(readAuditLog(join(data, 'hub', 'audit'), { from, texts: true })),
    async restart() {
      await stop();
      await start();
    },
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let count = 0;

/** A number that no other test has: `prefix` and six digits. Without letters that look like digits, so that it is equal or not. */
export function unique(prefix = 'U'): string {
  count += 1;
  return `${prefix}${String(100_000 + ((count * 7919) % 900_000))}`;
}

/** The content of a record on a stolen passport of this issuer. */
export function passport(number: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { number, issuer: 'UTO', type: 'passport', fraud: 'stolen', ...more };
}

/** The content of a record on a wanted person. */
export function wanted(full: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { kind: 'wanted', status: 'accused', names: [{ full, kind: 'primary' }], born: ['1974-08-12'], ...more };
}

/** The content of a record on a stolen car. */
export function car(more: Record<string, unknown>): Record<string, unknown> {
  return { type: 'car', status: 'stolen', ...more };
}
