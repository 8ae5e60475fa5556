/** Signs that messages were taken: those that come while a signature is being made are signed for together with the next one. No message waits for a timer. */
import { ACCEPTED_TOGETHER_MAX, type AcceptedReceipt, type DirectoryHead } from '@watchword/api/message-format.ts';
import { acceptTogether } from '@watchword/sdk/messages/envelope/acceptance.ts';
import type { Signer } from '@watchword/sdk/messages/signing/signers.ts';

/** A message that is about to be taken. `at`: now, in ms. `head`: the list of keys as it is. */
export type Taking = { readonly id: string; readonly at: number; readonly head: DirectoryHead };

/** Resolves with the receipt of one message. It leaves when the message is on the disk. */
export type Accepter = (taking: Taking) => Promise<AcceptedReceipt>;

type Waiting = { readonly taking: Taking; readonly resolve: (receipt: AcceptedReceipt) => void; readonly reject: (error: unknown) => void };

/** Begins to sign. */
export function createAccepter(hubKey: Signer): Accepter {
  let waiting: Waiting[] = [];
  let isSigning = false;
  const work = async (): Promise<void> => {
    isSigning = true;
    while (waiting.length > 0) {
      const group = waiting.slice(0, ACCEPTED_TOGETHER_MAX);
      waiting = waiting.slice(ACCEPTED_TOGETHER_MAX);
      try {
        const receipts = await acceptTogether(describe(group.map(({ taking }) => taking)), hubKey);
        for (const [at, { resolve, reject }] of group.entries()) {
          const receipt = receipts[at];
          if (receipt === undefined) reject(new Error('A receipt is missing.'));
          else resolve(receipt);
        }
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    isSigning = false;
  };
  return (taking) => new Promise((resolve, reject) => {
    waiting.push({ taking, resolve, reject });
    if (!isSigning) void work();
  });
}

/** One moment and one list of keys for all of them: the latest. */
function describe(group: readonly Taking[]): { ids: string[]; time: string; directory: DirectoryHead } {
  const last = group.reduce((one, other) => (other.head.size > one.head.size ? other : one));
  return { ids: group.map(({ id }) => id), time: new Date(Math.max(...group.map(({ at }) => at))).toISOString(), directory: last.head };
}
