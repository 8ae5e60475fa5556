/** The words by which rights are given, beside roles, permissions, databases and purposes. */

/** What an organisation is. An agency is under a bureau, a partner is international. */
export const ORGANISATION_KINDS = ['secretariat', 'bureau', 'agency', 'partner'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** How its source classifies a record. The first is the default; the secretariat may raise it and never lower it. */
export const CONFIDENTIALITY_LEVELS = ['official-use', 'restricted', 'confidential'] as const;
export type Confidentiality = (typeof CONFIDENTIALITY_LEVELS)[number];

/**
 * Groups of the fields of a record; each field is in one.
 * - `identifying`: what the person or thing is compared by, why it is sought, and the warnings.
 * - `description`: what somebody looks like.
 * - `file`: the grounds, the circumstances, and what a case officer needs.
 */
export const FIELD_GROUPS = ['identifying', 'description', 'file'] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

/** A person who acts under a role, or a machine with a credential. */
export const PRINCIPALS = ['person', 'system'] as const;
export type Principal = (typeof PRINCIPALS)[number];
