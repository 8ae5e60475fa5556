/** The demo world: fictional, repeatable, filled at its first start. */
import { randomBytes } from 'node:crypto';
import { access, chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '@watchword/api/errors.ts';
import type { Permission } from '@watchword/api/operation.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import type { Hub } from '../app.ts';
import type { Clock } from '../clock.ts';
import type { HubAccess } from '../bureau/forward.ts';
import { PERSONAS } from '../bureau/personas.ts';
import { bureauToken } from '../bin/bureau-token.ts';
import { standing } from '../bin/hub-access.ts';
import { stateFolder } from '../config.ts';
import { setUpDesks } from './desks.ts';
import { fillWorld } from './fill.ts';
import { fillJoint } from './joint.ts';
import { enterPleas } from './pleas.ts';

export type Preparing = { readonly hub: Hub; readonly url: string; readonly clock: Clock; readonly progress: (progress: { what: string; done: number }) => void };

export type Demo = {
  /** Fills the world when it is new and signs the bureaus in to the hub. */
  prepare(preparing: Preparing): Promise<void>;
  hubOf(organisation: string): HubAccess | undefined;
};

const MARK = 'demo.json';
/** What the system of the command line does. */
const SYSTEM: readonly Permission[] = ['check', 'check:batch', 'record:read', 'record:write', 'record:load', 'record:export', 'operation:read', 'operation:report'];

/**
 * Opens the demo world in a data folder that this process has locked. `reset` takes away the world that is there; whatever else is in the folder stays.
 * @throws `config.invalid` when the folder holds something else: fictional records never get among real ones
 */
export async function openDemo({ data, reset }: { data: string; reset: boolean }): Promise<Demo> {
  if (reset && (await isThere(join(data, MARK)))) await empty(data);
  await claim(data);
  const bureaus = new Map<string, HubAccess>();
  return {
    async prepare({ hub, url, clock, progress }) {
      const isNew = await fillWorld({ hub, data, clock, progress });
      for (const organisation of new Set(PERSONAS.map((persona) => persona.organisation))) {
        bureaus.set(organisation, standing(url, await bureauToken(hub, { data, organisation, at: clock.now() })));
      }
      const [secretariat, owner] = [bureaus.get(SECRETARIAT), bureaus.get('UTO')];
      if (isNew && secretariat !== undefined && owner !== undefined) await enterPleas({ secretariat, owner });
      if (isNew) await fillJoint(hub.writer);
      if (isNew) await setUpDesks((organisation) => bureaus.get(organisation));
      const token = await bureauToken(hub, { data, organisation: 'FRA', name: 'cli', permissions: [...SYSTEM, 'token:manage'], at: clock.now() });
      await writePointer({ url, token, purpose: 'police-check' }, data);
    },
    hubOf: (organisation) => bureaus.get(organisation),
  };
}

/** @throws `config.invalid` when a data folder is one of a demo world: what is in it is never shown as real */
export async function requireNoDemo(data: string): Promise<void> {
  if (await isThere(join(data, MARK))) throw fail('config.invalid', { detail: 'The data folder is one of a demo world. Name another with --data.' });
}

/** Marks a new folder before anything is in it, so that one whose filling was cut off is known for what it is. */
async function claim(data: string): Promise<void> {
  if (await isThere(join(data, MARK))) return;
  if (await isThere(join(data, 'hub'))) throw fail('config.invalid', { detail: 'The data folder holds records that are not of a demo world. Name another with --data.' });
  await writePrivately(join(data, MARK), '{}\n');
}

/** Takes away what a demo world is made of. The folder may be one in which somebody keeps other things. */
async function empty(folder: string): Promise<void> {
  for (const name of ['filled', 'bureaus', 'hub']) await rm(join(folder, name), { recursive: true, force: true });
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(() => true, () => false);
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
