/**
 * Who may do what, and who sees what, as decided by the policy of record (`server/policy/*.cedar`). The rules are not read here: what
 * follows from them was worked out for every case and printed into `table.ts`, so that server, pages and command line look it up.
 */
import { PURPOSES, type Purpose } from '../checks/purposes.ts';
import type { Database } from '../databases/database.ts';
import type { Permission } from '../operation.ts';
import { ROLES, SECRETARIAT, type Role } from '../organisations.ts';
import { CONFIDENTIALITY_LEVELS, FIELD_GROUPS, ORGANISATION_KINDS, type Confidentiality, type OrganisationKind, type Principal } from './kinds.ts';
import type { RightsTable } from './rights-table.ts';
import { RIGHTS_TABLE } from './table.ts';

export type { RightsTable } from './rights-table.ts';

/** Somebody, as far as rights go. */
export type Holder = { readonly kind: OrganisationKind; readonly role: Role };

/** An agency or a partner, with what it was admitted for. */
export type Unit = { readonly code: string; readonly kind: 'agency' | 'partner'; readonly purposes: readonly Purpose[]; readonly databases: readonly string[] };

/** Who somebody is as far as rights go. `organisation`: its code; that of the bureau for an agency. */
export function holderOf({ organisation, role, unit }: { readonly organisation: string; readonly role: Role; readonly unit?: Unit }): Holder {
  return { kind: unit?.kind ?? (organisation === SECRETARIAT ? 'secretariat' : 'bureau'), role };
}

/** Bits of what somebody sees of a record: that it is there, and the groups of its fields. */
export const SEEN = { found: 1, identifying: 2, description: 4, file: 8 } as const;
const ALL = SEEN.found | SEEN.identifying | SEEN.description | SEEN.file;

/** A case: a record of this database and confidentiality, asked for with this purpose; `own`: of the organisation that asks. */
export type SeenCase = { readonly database: string; readonly purpose: Purpose; readonly confidentiality: Confidentiality; readonly own: boolean };

export type Rights = {
  readonly digest: string;
  /** What they may do at most: people by their role, machines of what their credential names. */
  permissionsOf(holder: Holder, as: Principal): readonly Permission[];
  /** The purposes for which they may ask this database, in the order of the list; none: they may not ask it. */
  purposesOf(holder: Holder, database: string): readonly Purpose[];
  /** Bits of `SEEN`; 0 is as if there were no such record. */
  seenOf(holder: Holder, asked: SeenCase): number;
  /** Whether a record hidden while an operation runs does not exist for them. */
  isHiddenFrom(holder: Holder): boolean;
};

const NONE: readonly Purpose[] = [];

/** Opens a table. */
export function openRights(table: RightsTable): Rights {
  const classes = table.classes.map((byDatabase) => new Map(Object.entries(byDatabase).map(([code, byPurpose]) => [code, unpack(byPurpose)])));
  const find = ({ kind, role }: Holder, database: string): Unpacked | undefined => classes[table.classOf[kind][role]]?.get(database);
  return {
    digest: table.digest,
    permissionsOf: ({ kind, role }, as) => table.permissions[kind][role][as],
    purposesOf: (holder, database) => find(holder, database)?.purposes ?? NONE,
    seenOf: (holder, { database, purpose, confidentiality, own }) => find(holder, database)?.seen.get(purpose)?.[CONFIDENTIALITY_LEVELS.indexOf(confidentiality) * 2 + Number(own)] ?? 0,
    isHiddenFrom: ({ kind, role }) => table.hidden[kind].includes(role),
  };
}

type Unpacked = { readonly purposes: readonly Purpose[]; readonly seen: ReadonlyMap<Purpose, readonly number[]> };

function unpack(byPurpose: Readonly<Record<string, string>>): Unpacked {
  const seen = new Map(PURPOSES.flatMap((purpose) => (byPurpose[purpose] === undefined ? [] : [[purpose, [...byPurpose[purpose]].map((digit) => Number.parseInt(digit, 16))] as const])));
  return { purposes: [...seen.keys()], seen };
}

/** The rights of this network. */
export const RIGHTS: Rights = openRights(RIGHTS_TABLE);

const seenFields = new WeakMap<Database, Map<number, ReadonlySet<string>>>();

/** The fields of a record of this database in the groups that these bits of `SEEN` name; `all` when that is every one of them. */
export function fieldsSeen(database: Database, bits: number): ReadonlySet<string> | 'all' {
  if ((bits & ALL) === ALL) return 'all';
  let byBits = seenFields.get(database);
  if (byBits === undefined) seenFields.set(database, (byBits = new Map()));
  let fields = byBits.get(bits);
  if (fields === undefined) {
    fields = new Set(FIELD_GROUPS.flatMap((group) => ((bits & SEEN[group]) === 0 ? [] : database.groups[group])));
    byBits.set(bits, fields);
  }
  return fields;
}

/** The purposes for which some bureau may ask a database, in any role: what the database allows. */
export function purposesOf(database: Pick<Database, 'code'>): readonly Purpose[] {
  const allowed = new Set(ROLES.flatMap((role) => RIGHTS.purposesOf({ kind: 'bureau', role }, database.code)));
  return PURPOSES.filter((purpose) => allowed.has(purpose));
}

/** Every kind of organisation with every role, in the order in which tables print them. */
export function listHolders(): readonly Holder[] {
  return ORGANISATION_KINDS.flatMap((kind) => ROLES.map((role) => ({ kind, role })));
}
