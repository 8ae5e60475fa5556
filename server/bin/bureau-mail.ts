/** How the mailboxes of the bureaus of a process are opened: each reaches the hub with its bureau's token, also when both run in one process. */
import { createClient } from '@watchword/sdk/client.ts';
import { noteReply } from '@watchword/sdk/mailbox/hit-reply.ts';
import { mailHubOf } from '@watchword/sdk/mailbox/hub-client.ts';
import type { HubAccess } from '../bureau/forward.ts';
import type { BureauHouse } from '../bureau/house.ts';
import { openBureauMail, type BureauMail } from '../bureau/mail/mail.ts';
import type { Clock } from '../clock.ts';
import { errorLine, type Log } from '../logging.ts';

export type MailboxesOptions = {
  readonly hubOf: (organisation: string) => HubAccess | undefined; readonly clock: Clock; readonly log: Log;
  /** In a demo world the root keys are made here, in place of three custodians. */
  readonly demo: boolean;
  /** Days for which the content of messages is kept. */
  readonly keepDays: number;
};

/** Opens the mailbox of a bureau. */
export function mailboxesOf({ hubOf, clock, log, demo, keepDays }: MailboxesOptions): (bureau: BureauHouse & { readonly folder: string }) => Promise<BureauMail | undefined> {
  return async ({ code, read, writer, folder }) => {
    const hub = hubOf(code);
    if (hub === undefined) return undefined;
    const client = createClient({ url: hub.url, token: hub.token, retries: 0 });
    return openBureauMail({
      code, read, writer, folder, demo, now: clock.now, keepDays, hub: mailHubOf(client), noteReply: (reply) => noteReply(client, reply), events: (signal) => client.events({ signal }),
      onFailure: (error) => log.error({ work: 'mail', bureau: code, ...errorLine(error) }, 'work beside the requests failed'),
    });
  };
}
