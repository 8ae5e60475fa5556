/** What the node of a bureau works with. */
import { AppError } from '@watchword/api/errors.ts';
import type { MailHub } from '@watchword/sdk/mailbox/hub.ts';
import type { Read } from '#store/store.ts';
import type { BureauKeys } from './bureau-keys.ts';
import type { Vault } from './vault.ts';

/** Runs one of the node's own writes. */
export type RunSlice = (name: string, payload: object) => Promise<unknown>;

export type NodeParts = {
  readonly code: string; readonly hub: MailHub; readonly keys: BureauKeys; readonly vault: Vault; readonly read: Read; readonly run: RunSlice; readonly now: () => number;
  /** Fingerprints of root keys that were compared with the organisations themselves. */
  readonly pins?: Readonly<Record<string, string>>;
  readonly onFailure: (error: unknown) => void;
};

/** Whether the hub itself is the matter, and not what it said. */
export function isOfHub(error: unknown): boolean {
  return error instanceof AppError && /^(?:server|store|audit|access|request)\./.test(error.code);
}
