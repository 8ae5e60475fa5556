/** What is counted of a report: no names and no texts, and keys in the place of whatever tells who or what it was. */
import { sha256 } from '@noble/hashes/sha2.js';
import { foldDocumentNumber, foldNameTokens, foldPlate } from '@watchword/api/folding.ts';
import type { Countable, CountablePerson } from '@watchword/api/joint/files.ts';
import type { IncidentContent, PersonEntry } from '@watchword/api/joint/incidents.ts';
import { PROTECTED_ROLES } from '@watchword/api/joint/words.ts';
import { toBase64Url } from '../messages/encoding.ts';
import { utf8 } from '../proofs/bytes.ts';

/** One version of an incident, as its country reported it. `content` is that of the last version also where it is withdrawn. */
export type Report = { readonly incident: string; readonly version: number; readonly country: string; readonly receivedAt: string; readonly withdrawn?: boolean | undefined; readonly content: IncidentContent };

/** Makes keys of one operation: without the salt nobody can tell what stands behind one, and keys of two operations never agree. */
export type Keys = (kind: string, value: string) => string;

/** Keys with a salt. */
export function keysOf(salt: string): Keys {
  return (kind, value) => toBase64Url(sha256(utf8(`watchword-1 joint\n${salt}\n${kind}\n${value}`)).subarray(0, 15));
}

/**
 * What is counted of a report. Members come in one order, so that the same report is always the same text. `apart`: makes the keys of migrants and victims, for a
 * country that has them compared with its own reports only.
 */
export function countableOf({ incident, version, country, receivedAt, withdrawn, content }: Report, keys: Keys, apart: Keys = keys): Countable {
  const { kind, at, persons = [], accounts = [], transactions = [], networks = [], seizures = [], documents = [], vehicles = [], phones = [], tallies = [] } = content;
  return {
    incident, version, country, receivedAt, withdrawn: withdrawn === true, at, kind,
    persons: persons.map((person, place) => personOf(person, PROTECTED_ROLES.includes(person.role) ? apart : keys, `${incident} ${place}`)),
    accounts: accounts.map(({ number, country: held, state, since }) => ({ key: keys('account', `${held} ${number.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`), state, since })),
    transactions: transactions.map(({ reference, on, currency, amount }) => ({ key: reference === undefined ? '' : keys('transaction', foldReference(reference)), on, currency, amount })),
    networks: networks.map(({ reference, state, movements = [] }) => ({ key: foldReference(reference), state, movements: movements.map((movement) => ({ key: foldReference(movement.reference), count: movement.count })) })),
    seizures: seizures.map(({ reference, kind: what }) => ({ key: reference === undefined ? '' : keys('seizure', foldReference(reference)), kind: what })),
    documents: documents.map(({ issuer, number }) => keys('document', `${issuer} ${foldDocumentNumber(number)}`)),
    vehicles: vehicles.map(({ country: of, plate }) => keys('vehicle', `${of} ${foldPlate(plate)}`)),
    phones: phones.map((number) => keys('phone', number.replaceAll(/[^\d]/g, '').replace(/^00/, ''))),
    tallies: tallies.map(({ what, count, apart }) => ({ what, count, ...(apart === true && { apart }) })),
  };
}

/** The same for a countable that was read from a file: only the members that are counted, in their order. */
export function tidy(read: Countable): Countable {
  return {
    incident: read.incident, version: read.version, country: read.country, receivedAt: read.receivedAt, withdrawn: read.withdrawn, at: read.at, kind: read.kind,
    persons: read.persons.map(({ role, count, sex, age, nationality, arrested, leads, keys }) => ({ role, count, sex, age, nationality, arrested, leads, keys })),
    accounts: read.accounts.map(({ key, state, since }) => ({ key, state, since })),
    transactions: read.transactions.map(({ key, on, currency, amount }) => ({ key, on, currency, amount })),
    networks: read.networks.map(({ key, state, movements }) => ({ key, state, movements: movements.map(({ key: of, count }) => ({ key: of, count })) })),
    seizures: read.seizures.map(({ key, kind }) => ({ key, kind })),
    documents: read.documents, vehicles: read.vehicles, phones: read.phones,
    tallies: read.tallies.map(({ what, count, apart }) => ({ what, count, ...(apart === true && { apart }) })),
  };
}

function personOf({ role, count = 1, sex = 'unknown', age = 'unknown', nationality = '', arrested, leads, identity }: PersonEntry, keys: Keys, here: string): CountablePerson {
  return { role, count, sex, age, nationality, arrested: arrested === true, leads: leads === undefined ? '' : foldReference(leads), keys: identity === undefined ? [] : identityKeys(identity, keys, here) };
}

/**
 * Two reports name the same person when a document agrees, or name and full date of birth. Less is left to the two countries: a namesake must not vanish
 * from the count. Whoever is named without either has a key that no other entry has (`here`), so that he counts as named.
 */
function identityKeys({ name, birthDate, document }: NonNullable<PersonEntry['identity']>, keys: Keys, here: string): string[] {
  const words = foldNameTokens(name).join(' ');
  const found = [
    ...(document === undefined ? [] : [keys('document', `${document.issuer} ${foldDocumentNumber(document.number)}`)]),
    ...(birthDate?.length === 10 && words !== '' ? [keys('person', `${words} ${birthDate}`)] : []),
  ];
  return found.length === 0 ? [keys('name', here)] : found;
}

/** A reference as it is compared: capital letters and digits, whatever stands between them. */
export function foldReference(reference: string): string {
  return reference.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '-');
}
