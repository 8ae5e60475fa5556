/** The closed lists of the cross-check. */

/** Kinds of what is compared. `vin` and `imei` are numbers that stand on a thing; `account` is an IBAN or a number at a bank. */
export const ENTITY_KINDS = ['person', 'document', 'vehicle', 'vin', 'phone', 'imei', 'account', 'card', 'handle', 'address'] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** What makes somebody read again: a check digit that does not fit, or a number that no network has. It is compared all the same. */
export const ENTITY_DOUBTS = ['iban-check', 'imei-check', 'vin-check', 'phone-unknown'] as const;
export type EntityDoubt = (typeof ENTITY_DOUBTS)[number];

export const CROSS_STATES = ['done', 'running', 'reason', 'rate', 'withdrawn'] as const;
export type CrossState = (typeof CROSS_STATES)[number];

export const LINK_HOW = ['equal', 'possible'] as const;
export type LinkHow = (typeof LINK_HOW)[number];

/** Who has still to release. */
export const AWAITED = ['both', 'you', 'them', 'nobody'] as const;
export type Awaited = (typeof AWAITED)[number];

/** What can be released of incidents: when, where and what kind; the entity that agrees as it was written; persons; things; money; words. */
export const RELEASABLE = ['event', 'entity', 'persons', 'things', 'money', 'words'] as const;
export type Releasable = (typeof RELEASABLE)[number];

export const DUPLICATE_STATES = ['open', 'yours', 'theirs', 'merged', 'apart'] as const;
export type DuplicateState = (typeof DUPLICATE_STATES)[number];
export const DECISIONS = ['same', 'apart', 'undo'] as const;
export type Decision = (typeof DECISIONS)[number];
