/** Works out what the rules decide in every case, so that no check waits for them. */
import { PURPOSES, type Purpose } from '@watchword/api/checks/purposes.ts';
import { DATABASES } from '@watchword/api/databases/databases.ts';
import { PERMISSIONS } from '@watchword/api/operation.ts';
import { ROLES, type Role } from '@watchword/api/organisations.ts';
import { CONFIDENTIALITY_LEVELS, FIELD_GROUPS, ORGANISATION_KINDS, PRINCIPALS, type OrganisationKind } from '@watchword/api/rights/kinds.ts';
import { listHolders, SEEN, type Holder, type RightsTable } from '@watchword/api/rights/rights.ts';
import type { Asking, Decide, Standing } from './decide.ts';

const CODES = DATABASES.map(({ code }) => code);
const PLAIN: Standing = { own: false, live: true, released: true, excluded: false, hidden: false, confidentiality: 'official-use' };

/** The table of rights that follows from the rules. What an agency or a partner was not admitted for is taken off where it asks. */
export function compileRights(decide: Decide, digest: string): RightsTable {
  const classes: Record<string, Record<string, string>>[] = [];
  const places = new Map<string, number>();
  const placeOf = (holder: Holder): number => {
    const seen = seenBy(decide, holder);
    const text = JSON.stringify(seen);
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, classes.length);
    return classes.push(seen) - 1;
  };
  const permissions = byHolder((holder) => byKey(PRINCIPALS, (as) => PERMISSIONS.filter((permission) => decide(askingOf(holder, as), { act: 'work', permission }))));
  const hidden = byKey(ORGANISATION_KINDS, (kind) => ROLES.filter((role) => isHiddenFrom(decide, { kind, role })));
  return { digest, permissions, hidden, classOf: byHolder(placeOf), classes };
}

/** Somebody of an organisation that was admitted for everything. */
export function askingOf(holder: Holder, as: Asking['as'] = 'person'): Asking {
  return { ...holder, as, purposes: PURPOSES, databases: CODES };
}

function isHiddenFrom(decide: Decide, holder: Holder): boolean {
  return !decide(askingOf(holder), { act: 'find', database: 'vehicles', purpose: 'investigation', record: { ...PLAIN, hidden: true } });
}

function seenBy(decide: Decide, holder: Holder): Record<string, Record<string, string>> {
  const who = askingOf(holder);
  const byDatabase: Record<string, Record<string, string>> = {};
  for (const database of CODES) {
    const allowed = PURPOSES.filter((purpose) => decide(who, { act: 'ask', database, purpose }));
    if (allowed.length > 0) byDatabase[database] = byKey(allowed, (purpose) => digitsOf(decide, who, { database, purpose }));
  }
  return byDatabase;
}

function digitsOf(decide: Decide, who: Asking, asked: { database: string; purpose: Purpose }): string {
  const cases = CONFIDENTIALITY_LEVELS.flatMap((confidentiality) => [false, true].map((own) => ({ ...PLAIN, confidentiality, own })));
  return cases.map((record) => bitsOf(decide, who, { ...asked, record }).toString(16)).join('');
}

/** Bits of `SEEN` for one record, as Cedar decides. */
export function bitsOf(decide: Decide, who: Asking, asked: { database: string; purpose: Purpose; record: Standing }): number {
  if (!decide(who, { act: 'find', ...asked })) return 0;
  return FIELD_GROUPS.reduce<number>((bits, group) => (decide(who, { act: 'see', group, ...asked }) ? bits | SEEN[group] : bits), SEEN.found);
}

function byKey<K extends string, V>(keys: readonly K[], valueOf: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<K, V>;
}

function byHolder<V>(valueOf: (holder: Holder) => V): Record<OrganisationKind, Record<Role, V>> {
  const values = new Map(listHolders().map((holder) => [`${holder.kind} ${holder.role}`, valueOf(holder)] as const));
  return byKey(ORGANISATION_KINDS, (kind) => byKey(ROLES, (role) => values.get(`${kind} ${role}`) as V));
}
