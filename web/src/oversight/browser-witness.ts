import { getAuditKeys, type AuditKeys } from '@watchword/api/audit.ts';
import { takeLook } from '@watchword/sdk/proofs/look.ts';
import { firstKeys, followKeys, whoSigned } from '@watchword/sdk/proofs/trust.ts';
import { judgeLook, type Remembered } from '@watchword/sdk/proofs/witnessing.ts';
import { client } from '../api.ts';
import { nowMs } from '../clock.ts';

/** What this browser remembers of the hub's log: keys it was shown first, and the newest checkpoint that it believed. No personal data. */
type Memory = { readonly organisation: string; readonly origin: string; readonly keys: readonly string[]; readonly remembered: Remembered; readonly at: number };

/**
 * What a look at the log showed. `since`: when this browser believed a checkpoint before, of which this one is the continuation. `short`: this browser
 * cannot check the signature that quantum computers do not break.
 */
export type LogLook =
  | { readonly state: 'whole'; readonly entries: number; readonly own: number; readonly shown: number; readonly checkpoint: number; readonly time: number; readonly signed: 'both' | 'short'; readonly since: { readonly at: number; readonly entries: number } | undefined }
  | { readonly state: 'broken'; readonly why: string }
  | { readonly state: 'busy' };

const KEY = 'watchword.witness';

/** Looks at the log as a witness does, and holds it against what this browser saw before. @throws AppError when the hub does not answer */
export async function lookAtLog(): Promise<LogLook> {
  const offered = await client.call(getAuditKeys);
  const memory = recall(offered.organisation);
  const keys = await believeKeys(offered);
  if (typeof keys === 'string') return { state: 'broken', why: keys };
  const look = await takeLook(client, memory?.remembered);
  if (look === undefined) return { state: 'busy' };
  if (typeof look === 'string') return { state: 'broken', why: look };
  const found = await judgeLook(look, memory?.remembered, { organisation: offered.organisation, keys });
  if ('refused' in found) return { state: 'broken', why: found.refused };
  const { remembered, trusted } = found;
  localStorage.setItem(KEY, JSON.stringify({ organisation: offered.organisation, origin: offered.origin, keys, remembered, at: nowMs() } satisfies Memory));
  return {
    state: 'whole', entries: remembered.size, own: remembered.heads.requester.size, shown: remembered.heads.owner.size, checkpoint: remembered.number, time: trusted.checkpoint.time,
    signed: (await whoSigned(trusted.note, keys)) === 'both' ? 'both' : 'short',
    since: memory === undefined ? undefined : { at: memory.at, entries: memory.remembered.size },
  };
}

/** The keys to believe in, oldest first: those that this browser was shown first, and whichever they vouch for. A sentence when the hub's do not follow. */
export async function believeKeys({ organisation, origin, keys }: Pick<AuditKeys, 'organisation' | 'origin' | 'keys'>): Promise<string[] | string> {
  const memory = recall(organisation);
  if (memory !== undefined && memory.origin !== origin) return `The hub shows the log ${origin} in place of ${memory.origin}.`;
  const believed = memory === undefined ? await firstKeys(origin, keys) : await followKeys(origin, memory.keys, keys);
  return believed ?? 'The keys of the log are not those that this browser was shown before, nor vouched for by them.';
}

function recall(organisation: string): Memory | undefined {
  try {
    const memory = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Memory | null;
    return memory?.organisation === organisation ? memory : undefined;
  } catch {
    return undefined;
  }
}
