/** What the node of a bureau works with. */
import { AppError } from '@watchword/api/errors.ts';
import type { HitReply } from '@watchword/api/message-format.ts';
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
  /** Tells the hub of an answer to a hit that a message has brought. @throws AppError when the hub could not be asked */
  readonly noteReply?: (reply: Reply) => Promise<unknown>;
  readonly onFailure: (error: unknown) => void;
};

/** The answer to a hit in a message. `from`: who sent it. */
export type Reply = { readonly hit: string | undefined; readonly answer: HitReply | undefined; readonly from: string; readonly message: string };

/** Whether the hub itself is the matter, and not what it said. */
export function isOfHub(error: unknown): boolean {
  return error instanceof AppError && /^(?:server|store|audit|access|request)\./.test(error.code);
}
