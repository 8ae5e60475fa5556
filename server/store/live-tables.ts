/** The tables of live: what organisations are told of as it happens, and the systems that are told by webhook. Units as in `tables.ts`. */

/** How far the numbers of an organisation's events are. `first`: the oldest that is still kept, or the next one when none is. `touched`: number of the change with the last event. */
export interface EventHeadTable {
  organisation: number;
  first: number;
  last: number;
  touched: number;
}

/** One thing that an organisation is told of. `subject`: an id, never more. */
export interface EventTable {
  organisation: number;
  /** 1, 2, 3 ... without a gap in each organisation. */
  seq: number;
  at: number;
  kind: string;
  subject: string;
}

/** A system that is told. `kinds`: a JSON list; empty for all. */
export interface WebhookTable {
  id: Uint8Array;
  organisation: number;
  url: string;
  name: string;
  kinds: string;
  secret: Uint8Array;
  /** The secret before it, which signs as well until then. */
  old_secret: Uint8Array | null;
  old_until: number | null;
  state: string;
  version: number;
  created_at: number;
  created_by: string;
  /** Number of the last event that was made a delivery of. */
  told: number;
  /** Since when nothing has arrived; null when the last delivery did. */
  failing_since: number | null;
  disabled_at: number | null;
}

/** One event on its way to one system. */
export interface WebhookDeliveryTable {
  id: Uint8Array;
  webhook: Uint8Array;
  seq: number;
  kind: string;
  subject: string;
  /** When it happened. */
  at: number;
  state: string;
  tries: number;
  /** When it is tried next; of what is under way, when it is taken for lost. Null when nothing more is tried. */
  due_at: number | null;
}

/** One try. `status`: of HTTP; null when there was no answer, and then `failure` says why. */
export interface WebhookAttemptTable {
  delivery: Uint8Array;
  number: number;
  webhook: Uint8Array;
  at: number;
  ms: number;
  status: number | null;
  failure: string | null;
}

export interface LiveTables {
  event_head: EventHeadTable;
  event: EventTable;
  webhook: WebhookTable;
  webhook_delivery: WebhookDeliveryTable;
  webhook_attempt: WebhookAttemptTable;
}
