/** A change of the keys that sign the checkpoints, from the pair that waits to the pair in force. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '@watchword/api/errors.ts';
import type { AuditLog } from '../log.ts';
import { auditKeysChanged } from '../tree-events.ts';
import { Keeper, TREES } from './keeper.ts';
import type { Trees } from './keeper-thread.ts';
import { adoptKeys } from './key-questions.ts';
import { chainOf } from './verify-trees.ts';
import { SigningKeys, WAITING_FILE, type WaitingKeys } from './signing.ts';

/** Makes the next pair for a log and lets it wait: its server takes it within a second, or at its next start. @throws `config.invalid` where it could not read it */
export async function prepareKeyChange(dir: string): Promise<WaitingKeys> {
  const folder = join(dir, TREES);
  if (!existsSync(join(folder, 'signing'))) throw fail('audit.no-checkpoint');
  // Keys that root made would be closed to the user of the server.
  if (process.getuid !== undefined && statSync(join(folder, 'signing')).uid !== process.getuid()) throw fail('config.invalid', { errors: [{ pointer: '/data', code: 'forbidden', detail: 'Run this as the user of the server: the keys that you made would be closed to it.' }] });
  return new SigningKeys(folder, `watchword/${await chainOf(dir)}`).prepare();
}

/** The newest generation of keys in force, from the names of their files; 0 where there are none. */
export function generationInForce(dir: string): number {
  const folder = join(dir, TREES, 'signing');
  return existsSync(folder) ? readdirSync(folder).reduce((most, name) => Math.max(most, Number(/^(\d+)\.json$/.exec(name)?.[1] ?? 0)), 0) : 0;
}

/** Changes the keys of a log that no server has open: the entry, a checkpoint of the old keys over it, then the new ones. Returns their generation. */
export async function changeKeys(dir: string, audit: AuditLog, now: () => number): Promise<number> {
  const keeper = new Keeper(dir, audit.chain);
  try {
    await keeper.start(now());
    const { seq } = await audit.append(auditKeysChanged(keeper.keys.prepare()));
    await keeper.advance(seq);
    keeper.publish(now());
    return adoptKeys(keeper, { entry: seq, at: now() }).generation;
  } finally {
    keeper.close();
  }
}

type Following = { readonly audit: Pick<AuditLog, 'append'>; readonly trees: Pick<Trees, 'ask'>; now(): number; onFailure(error: unknown): void };

const AGAIN_MS = 60_000;

/** Looks whether a pair waits, and sees it through; called each second. `onFailure`: it is tried again. */
export function followKeyChanges(dir: string, { audit, trees, now, onFailure }: Following): () => void {
  const file = join(dir, TREES, 'signing', WAITING_FILE);
  let busy = false;
  let notBefore = 0;
  return () => {
    if (busy || !existsSync(file) || now() < notBefore) return;
    busy = true;
    void take({ audit, trees, now })
      .catch((error: unknown) => {
        notBefore = now() + AGAIN_MS;
        onFailure(error);
      })
      .finally(() => { busy = false; });
  };
}

async function take({ audit, trees, now }: Pick<Following, 'audit' | 'trees' | 'now'>): Promise<void> {
  const waiting = await trees.ask('waitingKeys', {});
  if (waiting === undefined) return;
  const { seq } = await audit.append(auditKeysChanged(waiting));
  await trees.ask('adoptKeys', { entry: seq, at: now() });
}
