/** Changing the keys that sign the audit log, at the machine of the hub. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError, fail } from '@watchword/api/errors.ts';
import { changeKeys, generationInForce, openAuditLog, prepareKeyChange } from '#audit/audit.ts';
import { systemClock } from '../clock.ts';
import { lockData } from './lock.ts';

/** `generation`: of the keys in force from now on. `by`: who saw it through. */
export type ChangedKeys = { readonly generation: number; readonly by: 'server' | 'command' };

const LOOKS = 150;
const LOOK_EVERY_MS = 200;

/**
 * Makes the next pair of keys for the log of a hub. While the hub runs it takes the pair by itself, and this waits until it has; else all is done here.
 * @throws `config.invalid` for a folder without a log, `server.busy` when the hub does not take it
 */
export async function changeAuditKeys(data: string): Promise<ChangedKeys> {
  const dir = join(data, 'hub', 'audit');
  if (!existsSync(dir)) throw fail('config.invalid', { errors: [{ pointer: '/data', code: 'absent', detail: `There is no audit log in ${dir}.` }] });
  const unlock = tryLock(data);
  if (unlock === undefined) return { generation: await handOver(dir), by: 'server' };
  try {
    await using audit = await openAuditLog({ dir, now: systemClock.now });
    return { generation: await changeKeys(dir, audit, systemClock.now), by: 'command' };
  } finally {
    unlock();
  }
}

function tryLock(data: string): (() => void) | undefined {
  try {
    return lockData(data);
  } catch (error) {
    if (error instanceof AppError && error.code === 'server.busy') return undefined;
    throw error;
  }
}

async function handOver(dir: string): Promise<number> {
  const { generation } = await prepareKeyChange(dir);
  for (let look = 0; look < LOOKS; look += 1) {
    if (generationInForce(dir) >= generation) return generation;
    await pause(LOOK_EVERY_MS);
  }
  throw fail('server.busy', { detail: 'The hub has not taken the new keys. They wait, and it takes them when its audit log can be written.' });
}
