/**
 * The kinds of change in the change log. Whoever follows the log (filter, live events, replicas) switches on them; one that it
 * does not know it passes over. Rows `fromRow` to `toRow` are those that changed.
 */
export const CHANGE_KINDS = [
  'record.created', 'record.amended', 'record.withdrawn', 'record.released', 'record.blocked', 'record.expired',
  /** The Commission holds a record back, or holds it no longer: neither its owner nor the secretariat did that. */
  'record.held', 'record.hold-lifted',
  /** What the record said is erased, by a decision or because it ended long ago. */
  'record.erased',
  /** Rows of a load are stored but not yet found. */
  'load.stored',
  /** Rows of a load have their keys: checks find them from this commit on. */
  'load.published',
  'load.started', 'load.ended', 'token.issued', 'token.revoked',
  /** A registered system, its keys or its certificates. */
  'client.changed',
  /** An agency or a partner was admitted, an organisation suspended or admitted again. */
  'organisation.changed',
  /** Of a bureau: its people, their passkeys and sessions, proposals. */
  'people.changed', 'sessions.changed',
  /** Organisations were told of something: events with numbers of their own. */
  'event.told',
  /** Something of hits that no organisation is told of as an event. */
  'hits.changed',
  /** The key directory; a message, receipt, encrypted file or group; a webhook. */
  'keys.changed', 'message.changed', 'webhook.changed',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
