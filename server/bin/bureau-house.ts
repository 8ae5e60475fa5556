/**
 * Opens the bureaus of a process: for each a store and an audit log of its own under `bureaus/CODE/`, when it is first asked for. They
 * are written in this thread: what happens at a bureau is a few sign-ins a minute, and a process may serve several.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '@watchword/api/errors.ts';
import { Cron } from 'croner';
import { openAuditLog, openOutbox, openRefusals } from '#audit/audit.ts';
import { openLogFile } from '#audit/segments.ts';
import { openSqliteStore } from '#store/sqlite.ts';
import type { Commit, Handlers, Store, Writer } from '#store/store.ts';
import type { BureauHouse, BureauParts, OpenHouse } from '../bureau/house.ts';
import type { BureauMail } from '../bureau/mail/mail.ts';
import { openCeremonies } from '../bureau/passkeys/ceremonies.ts';
import type { Persona } from '../bureau/people/writes.ts';
import { openProvider, type ProviderSettings } from '../bureau/provider/provider.ts';
import { openPassages } from '../bureau/routes.ts';
import { openBureauAccess, type SessionLimits } from '../bureau/sessions/access.ts';
import { openTries } from '../bureau/tries.ts';
import { BUREAU_HANDLERS } from '../bureau/writes.ts';
import type { Clock } from '../clock.ts';
import type { Config, Secrets } from '../config.ts';
import { errorLine, type Log } from '../logging.ts';

/** Memory for pages of each connection to a store, in MiB. */
const CACHE = 2;

export type HousesOptions = {
  readonly data: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: SessionLimits;
  /** Whose bureaus these are. */
  readonly codes: readonly string[];
  readonly provider: ProviderSettings | undefined;
  /** Of a demo world: people of a bureau who sign in with one click. */
  readonly personasOf: (code: string) => readonly Persona[];
  /** How the mailbox of a bureau is opened; undefined where there is no way to a hub. */
  readonly mailOf?: (bureau: BureauHouse & { readonly folder: string }) => Promise<BureauMail | undefined>;
};

export type Houses = { houseOf(code: string): Promise<OpenHouse>; close(): Promise<void> };

/** Where a bureau of this data folder keeps what it has. */
export function folderOfBureau(data: string, code: string): string {
  return join(data, 'bureaus', code);
}

/** How long sessions last, as the configuration says. */
export function limitsOf({ sessionIdleMinutes, sessionHours }: Pick<Config, 'sessionIdleMinutes' | 'sessionHours'>): SessionLimits {
  return { idleMs: sessionIdleMinutes * 60_000, longestMs: sessionHours * 3600_000, stepUpMs: 5 * 60_000 };
}

/** The identity provider that the configuration names; undefined when it names none. @throws `config.invalid` */
export function providerOf({ providerIssuer, providerClient, providerName }: Config, { providerKey, providerSecret }: Secrets): ProviderSettings | undefined {
  if (providerIssuer === '') return undefined;
  if (providerClient === '' || (providerKey === undefined) === (providerSecret === undefined)) {
    throw fail('config.invalid', { errors: [{ pointer: '/WATCHWORD_PROVIDER_ISSUER', code: 'incomplete', detail: 'Beside it set WATCHWORD_PROVIDER_CLIENT and one of WATCHWORD_PROVIDER_KEY_FILE and WATCHWORD_PROVIDER_SECRET_FILE.' }] });
  }
  return { issuer: providerIssuer, client: providerClient, name: providerName, key: providerKey?.reveal(), secret: providerSecret?.reveal() };
}

/** Bureaus that are opened when somebody comes. */
export function openHouses(options: HousesOptions): Houses {
  const open = new Map<string, Promise<{ house: OpenHouse; close: () => Promise<void> }>>();
  return {
    async houseOf(code) {
      if (!options.codes.includes(code)) throw fail('access.forbidden');
      const opening = open.get(code) ?? openOne(options, code);
      open.set(code, opening);
      try {
        return (await opening).house;
      } catch (error) {
        open.delete(code);
        throw error;
      }
    },
    async close() {
      for (const opening of open.values()) await (await opening).close();
    },
  };
}

async function openOne(options: HousesOptions, code: string): Promise<{ house: OpenHouse; close: () => Promise<void> }> {
  const { clock, log, limits, provider } = options;
  const bureau = await openBureauHouse(options.data, code, clock);
  const { read, writer, audit, outbox } = bureau;
  const personas = options.personasOf(code);
  if (personas.length > 0) await writer.run('people.personas', { personas, at: clock.now() } as never);
  const quietly = (name: string, payload: object): void => void writer.run(name, payload as never).catch((error: unknown) => log.error({ work: name, ...errorLine(error) }, 'work beside the requests failed'));
  const access = openBureauAccess({ read, clock, limits, note: (session, at) => quietly('sessions.seen', { session, at }) });
  const unsubscribe = writer.subscribe(() => access.forget());
  const refusals = openRefusals({ now: clock.now, write: (entry) => void audit.append(entry).catch(() => undefined) });
  const mail = await options.mailOf?.({ ...bureau, folder: folderOfBureau(options.data, code) });
  const parts: BureauParts = { code, read, writer, clock, limits, mail, ceremonies: openCeremonies(clock), tries: openTries(clock), provider: provider === undefined ? undefined : openProvider(provider, clock) };
  const passages = openPassages(parts, { access, audit, outbox, refusals, writer, clock, follow: async () => {
    access.forget();
    mail?.wake();
  } });
  const jobs = [
    new Cron('* * * * *', () => refusals.settle()), new Cron('11 * * * *', () => quietly('sessions.forget', { at: clock.now() })),
    new Cron('*/5 * * * * *', () => void (audit.failure !== undefined || outbox.isStalled() ? outbox.recover().catch(() => undefined) : undefined)),
  ];
  return {
    house: { parts, access, passages },
    async close() {
      for (const job of jobs) job.stop();
      unsubscribe();
      refusals.settle(true);
      await mail?.close();
      await bureau.close();
    },
  };
}

/** Opens store and audit log of one bureau. The caller has locked the data folder. @throws `store.*`, `audit.broken` */
export async function openBureauHouse(data: string, code: string, clock: Clock): Promise<BureauHouse> {
  const folder = folderOfBureau(data, code);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const opened = new AsyncDisposableStack();
  try {
    const audit = await openAuditLog({ dir: join(folder, 'audit'), now: clock.now, openFile: openLogFile });
    opened.defer(() => audit.close());
    const store = openSqliteStore({ file: join(folder, 'store.db'), cache: CACHE }, clock.now());
    opened.defer(() => store.close());
    const writer = writeHere(store, BUREAU_HANDLERS);
    const outbox = await openOutbox({ audit, read: store.read, writer });
    opened.defer(() => writer.close());
    opened.defer(() => outbox.close());
    const parts = opened.move();
    return { code, read: store.read, writer, audit, outbox, close: () => parts.disposeAsync() };
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

/** A writer in this thread: one write at a time, each with a commit of its own. */
function writeHere(store: Store, handlers: Handlers): Writer<Handlers> {
  const listeners = new Set<(commit: Commit) => void>();
  let forgotten = 0;
  let due = 0;
  const run = async (name: string, payload: never): Promise<unknown> => {
    const handler = handlers[name];
    if (handler === undefined) throw fail('server.internal', {}, new Error(`There is no write ${name}.`));
    const upTo = due;
    const written = await store.write(async (tx) => {
      if (upTo > forgotten) await tx.forgetOutbox(upTo);
      return handler(tx, payload);
    });
    forgotten = Math.max(forgotten, upTo);
    for (const listener of listeners) listener({ changes: written.changes, outbox: written.outbox });
    return written;
  };
  return {
    run: run as unknown as Writer<Handlers>['run'],
    forgetOutbox: (upTo) => void (due = Math.max(due, upTo)),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      if (due > forgotten) await store.write(async (tx) => tx.forgetOutbox(due));
    },
  };
}
