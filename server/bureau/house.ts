/** What a bureau works with: its own store, its own audit log, and what it keeps in memory. Opened by `server/bin/bureau-house.ts`. */
import type { AuditLog, Outbox } from '#audit/audit.ts';
import type { Passage } from '#door/door.ts';
import type { Handlers, Read, Writer } from '#store/store.ts';
import type { Clock } from '../clock.ts';
import type { BureauMail } from './mail/mail.ts';
import type { Ceremonies } from './passkeys/ceremonies.ts';
import type { Provider } from './provider/provider.ts';
import type { BureauAccess, SessionLimits } from './sessions/access.ts';
import type { Tries } from './tries.ts';

/** Store and audit log of one bureau. */
export type BureauHouse = {
  readonly code: string;
  readonly read: Read;
  readonly writer: Pick<Writer<Handlers>, 'run' | 'subscribe'>;
  readonly audit: AuditLog;
  readonly outbox: Outbox;
  close(): Promise<void>;
};

/** What the operations of a bureau need. */
export type BureauParts = Pick<BureauHouse, 'code' | 'read' | 'writer'> & {
  readonly clock: Clock;
  readonly limits: SessionLimits;
  readonly ceremonies: Ceremonies;
  readonly tries: Tries;
  readonly provider: Provider | undefined;
  /** Its mailbox; undefined where there is no way to a hub. */
  readonly mail: BureauMail | undefined;
};

/** A bureau whose store and log are open: what its operations need, and the way to each of them. */
export type OpenHouse = { readonly parts: BureauParts; readonly access: BureauAccess; readonly passages: ReadonlyMap<string, Passage> };
