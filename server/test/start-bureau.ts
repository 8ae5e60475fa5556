/** A bureau for a test: hub and bureau of one country in one process, and browsers with passkeys in front of it. */
import assert from 'node:assert/strict';
import type { PersonRole } from '@watchword/api/people.ts';
import type { CreationOptions, RequestOptions } from '@watchword/api/passkeys/webauthn.ts';
import { readAuditLog, type ReadEntry } from '#audit/audit.ts';
import { join } from 'node:path';
import { firstAdministrator } from '../bin/admit.ts';
import type { Config } from '../config.ts';
import { ask, jsonOf, type Asked, type Raw } from './ask.ts';
import { openAuthenticator, type Authenticator, type Behaviour, type Make } from './authenticator.ts';
import { startServer, type House } from './start-server.ts';

/** A browser: it keeps its cookies and has an authenticator. */
export type Browser = {
  readonly device: Authenticator;
  cookie(): string | undefined;
  /** Takes a cookie that somebody stole. */
  take(cookie: string | undefined): void;
  send(asked: Asked): Promise<Raw>;
  /** Sends, and fails unless it succeeds. */
  get<Answer = Record<string, unknown>>(path: string): Promise<Answer>;
  post<Answer = Record<string, unknown>>(path: string, body?: object): Promise<Answer>;
  enrol(code: string, behaviour?: Partial<Behaviour>): Promise<Raw>;
  signIn(behaviour?: Partial<Behaviour>): Promise<Raw>;
  confirm(behaviour?: Partial<Behaviour>): Promise<Raw>;
  addKey(name: string): Promise<Raw>;
};

export type Bureau = {
  readonly house: House;
  readonly code: string;
  browser(make?: Make): Browser;
  /** An administrator of a new name, who has signed in. */
  administrator(name: string): Promise<Browser>;
  /** Somebody admitted by an administrator with these roles, who has signed in. */
  admit(by: Browser, roles: readonly PersonRole[], name?: string): Promise<{ browser: Browser; id: string }>;
  /** Every entry of the bureau's own audit log. */
  entries(): Promise<ReadEntry[]>;
};

let named = 0;

/** Starts it without people. */
export async function startBureau(code = 'FRA', settings: Partial<Config> = {}): Promise<Bureau> {
  const house = await startServer({ settings: { bureau: code, ...settings } });
  const origin = (): string => `http://localhost:${new URL(house.url()).port}`;
  const browser = (make?: Make): Browser => openBrowser(house, origin, openAuthenticator(make));
  return {
    house, code, browser,
    async administrator(name) {
      await house.stop();
      const { code: text } = await firstAdministrator({ data: house.data, bureau: code, name, clock: house.clock });
      await house.start();
      const one = browser();
      assert.equal((await one.enrol(text)).status, 201);
      return one;
    },
    async admit(by, roles, name = `Person ${(named += 1)}`) {
      const { person, code: text } = await by.post<{ person: { id: string }; code: string }>('/v1/people', { name, roles });
      const one = browser();
      assert.equal((await one.enrol(text)).status, 201);
      return { browser: one, id: person.id };
    },
    entries: () => Array.fromAsync(readAuditLog(join(house.data, 'bureaus', code, 'audit'), { from: 1, texts: true })),
  };
}

function openBrowser(house: House, origin: () => string, device: Authenticator): Browser {
  const jar = new Map<string, string>();
  const send = async (asked: Asked): Promise<Raw> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const raw = await ask(house.url(), { ...asked, headers: { host: new URL(origin()).host, origin: origin(), 'sec-fetch-site': 'same-origin', ...(cookie !== '' && { cookie }), ...asked.headers } });
    for (const header of raw.headers['set-cookie'] ?? []) {
      const [name = '', value = ''] = (header.split(';', 1)[0] ?? '').split('=', 2);
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return raw;
  };
  const get = async <Answer>(path: string): Promise<Answer> => done(await send({ path }));
  const post = async <Answer>(path: string, body?: object): Promise<Answer> => done(await send({ method: 'POST', path, body }));
  const answer = async (path: string, behaviour: Partial<Behaviour> = {}): Promise<Raw> => {
    const begun = await send({ method: 'POST', path: `${path}/options` });
    if (begun.status !== 200) return begun;
    const { ceremony, publicKey } = jsonOf<{ ceremony: string; publicKey: RequestOptions }>(begun);
    return send({ method: 'POST', path, body: { ceremony, credential: device.get(publicKey, { origin: origin(), ...behaviour }) } });
  };
  const make = async (path: string, begin: object | undefined, name: string, behaviour: Partial<Behaviour> = {}): Promise<Raw> => {
    const begun = await send({ method: 'POST', path: `${path}/options`, body: begin });
    if (begun.status !== 200) return begun;
    const { ceremony, publicKey } = jsonOf<{ ceremony: string; publicKey: CreationOptions }>(begun);
    return send({ method: 'POST', path, body: { ceremony, name, credential: device.create(publicKey, { origin: origin(), ...behaviour }) } });
  };
  return {
    device, send, get, post,
    cookie: () => jar.get('__Host-watchword'),
    take: (cookie) => void (cookie === undefined ? jar.clear() : jar.set('__Host-watchword', cookie)),
    enrol: (code, behaviour) => make('/v1/session/code', { code }, 'First key', behaviour),
    signIn: (behaviour) => answer('/v1/session/passkey', behaviour),
    confirm: (behaviour) => answer('/v1/session/confirm', behaviour),
    addKey: (name) => make('/v1/passkeys', undefined, name),
  };
}

function done<Answer>(raw: Raw): Answer {
  assert.ok(raw.status < 300, raw.text);
  return jsonOf<Answer>(raw);
}
