/** The demo world: fictional, repeatable, filled at its first start. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PERMISSIONS, type Permission } from '@watchword/api/operation.ts';
import { SECRETARIAT, type Role } from '@watchword/api/organisations.ts';
import type { Hub } from '../app.ts';
import type { Clock } from '../clock.ts';
import type { HubAccess } from '../bureau/forward.ts';
import { PERSONAS } from '../bureau/personas.ts';
import { issueDirectly } from '../bin/issue.ts';
import { stateFolder } from '../config.ts';
import { fillWorld } from './fill.ts';

export type Preparing = { readonly hub: Hub; readonly url: string; readonly clock: Clock; readonly progress: (progress: { what: string; done: number }) => void };

export type Demo = {
  /** Fills the world when it is new and signs the bureaus in to the hub. */
  prepare(preparing: Preparing): Promise<void>;
  hubOf(organisation: string): HubAccess | undefined;
  close(): Promise<void>;
};

const MARK = 'demo.json';
const SYSTEM: readonly Permission[] = ['check', 'check:batch', 'record:read', 'record:write', 'record:load', 'record:export'];

/**
 * Opens the demo world in a data folder. `reset` empties the folder first, if it is one of a demo world.
 * @throws Error when the folder holds something else: real data must never be shown as fictional, nor the other way round
 */
export async function openDemo({ data, reset }: { data: string; reset: boolean }): Promise<Demo> {
  const mark = join(data, MARK);
  const isDemo = (await readFile(mark, 'utf8').catch(() => undefined)) !== undefined;
  if (reset && isDemo) await rm(data, { recursive: true, force: true });
  await mkdir(data, { recursive: true, mode: 0o700 });
  const access = new Map<string, HubAccess>();
  return {
    async prepare({ hub, url, clock, progress }) {
      await fillWorld({ hub, data, clock, progress });
      for (const organisation of new Set(PERSONAS.map((persona) => persona.organisation))) {
        const permissions = organisation === SECRETARIAT ? PERMISSIONS : [...SYSTEM, 'act-for-officer' as const];
        access.set(organisation, { url, token: await tokenOf(hub, { data, organisation, permissions, role: 'system', at: clock.now() }) });
      }
      const token = await tokenOf(hub, { data, organisation: 'FRA', name: 'cli', permissions: [...SYSTEM, 'token:manage'], role: 'system', at: clock.now() });
      await writePointer({ url, token, purpose: 'police-check' }, data);
    },
    hubOf: (organisation) => access.get(organisation),
    close: async () => undefined,
  };
}

type Wanted = { data: string; organisation: string; name?: string; permissions: readonly Permission[]; role: Role; at: number };

/** The token of a bureau's system, kept in the bureau's own folder; a new one when there is none that works. */
async function tokenOf(hub: Hub, { data, organisation, name = 'bureau', permissions, role, at }: Wanted): Promise<string> {
  const folder = join(data, 'bureaus', organisation);
  const file = join(folder, `${name}.token`);
  const kept = await readFile(file, 'utf8').then((text) => text.trim()).catch(() => undefined);
  if (kept !== undefined) return kept;
  const { secret } = await issueDirectly(hub.writer, { organisation, name: `${name} of the demo world`, role, permissions, at });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writePrivately(file, `${secret}\n`);
  return secret;
}

/** What the CLI finds without being told: in the data folder, and where the last started demo world is remembered. */
async function writePointer(pointer: { url: string; token: string; purpose: string }, data: string): Promise<void> {
  const text = `${JSON.stringify(pointer, null, 2)}\n`;
  await writePrivately(join(data, MARK), text);
  const state = stateFolder();
  // A home that cannot be written to is no reason not to start.
  await mkdir(state, { recursive: true, mode: 0o700 }).then(() => writePrivately(join(state, MARK), text)).catch(() => undefined);
}

async function writePrivately(file: string, text: string): Promise<void> {
  const partial = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(partial, text, { mode: 0o600 });
  await chmod(partial, 0o600);
  await rename(partial, file);
}
