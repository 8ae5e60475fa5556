/** An incident: what one country reports from the field. */
import { Type, type Static } from 'typebox';
import { fitsLuhn } from '../check-digits.ts';
import { country, day, documentNumber, freeText, partialDay, serialNumber, shortText } from '../databases/fields.ts';
import { ACCOUNT_STATES, AGES, INCIDENT_KINDS, INCIDENT_ROLES, INFORMATION_GRADES, NETWORK_STATES, SEIZURES, SEIZURE_UNITS, SEXES, SOURCE_GRADES, TALLIES } from './words.ts';

const closed = { additionalProperties: false } as const;

/** A moment with its distance from UTC, to the second at most: the day on the wall stands in it. */
export const LOCAL_MOMENT = '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?(Z|[+-](0\\d|1[0-4]):[0-5]\\d)$';
/** A decimal number of at most 12 digits before and 6 after the point; never a binary fraction. */
export const DECIMAL = '^(0|[1-9]\\d{0,11})(\\.\\d{1,6})?$';
/** A reference: what two reports of the same thing have in common. */
const REFERENCE = '^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,59}$';

/** Digits as embossed, or what is kept of them: the last four and a mark. */
export const CARD = '^(\\d[\\d -]{10,28}\\d|\\*{4} \\d{4} [\\w-]{20})$';

const reference = (description: string): ReturnType<typeof Type.String> => Type.String({ pattern: REFERENCE, description });
const amount = (description: string): ReturnType<typeof Type.String> => Type.String({ pattern: DECIMAL, description });
const currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'Code of ISO 4217' });

export const PersonIdentity = Type.Object(
  { name: shortText('Name as written'), birthDate: Type.Optional(partialDay('Date of birth')), document: Type.Optional(Type.Object({ issuer: country('Who issued it'), number: documentNumber('Number as written') }, closed)) },
  { ...closed, description: 'Left out for whoever is counted without a name' },
);

export const PersonEntry = Type.Object(
  {
    role: Type.Enum([...INCIDENT_ROLES]),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000, description: 'How many, all alike and without names; 1 when left out' })),
    sex: Type.Optional(Type.Enum([...SEXES])),
    age: Type.Optional(Type.Enum([...AGES])),
    nationality: Type.Optional(country('Nationality')),
    arrested: Type.Optional(Type.Literal(true)),
    leads: Type.Optional(reference('Reference of the network that this person is believed to lead')),
    benefit: Type.Optional(shortText('The material benefit that is alleged; a facilitator needs one')),
    identity: Type.Optional(PersonIdentity),
  },
  closed,
);
export type PersonEntry = Static<typeof PersonEntry>;

const Account = Type.Object({ number: shortText('IBAN or account number as written'), bank: Type.Optional(shortText('Bank')), country: country('Where it is held'), state: Type.Enum([...ACCOUNT_STATES]), since: day('Since when it is in this state') }, closed);
const Transaction = Type.Object({ reference: Type.Optional(reference("The bank's reference; without one each report counts")), on: day('Day of booking'), amount: amount('In its own currency'), currency, from: Type.Optional(shortText('From which account')), to: Type.Optional(shortText('To which account')) }, closed);
const Card = Type.Object({ number: Type.String({ pattern: CARD, description: 'Of a payment card. It is kept as its last four digits and a mark by which it is compared; send those again when you correct' }), bank: Type.Optional(shortText('Bank')) }, closed);
const Device = Type.Object({ imei: Type.String({ pattern: '^\\d[\\d -]{13,20}$', description: 'IMEI' }), make: Type.Optional(shortText('Make and model')) }, closed);
const Address = Type.Object({ text: shortText('Address as written'), country: Type.Optional(country('Where; your own without it')) }, closed);
const Seizure = Type.Object({ kind: Type.Enum([...SEIZURES]), quantity: amount('How much'), unit: Type.Enum([...SEIZURE_UNITS]), currency: Type.Optional(currency), reference: Type.Optional(reference('Exhibit number; without one each report counts')) }, closed);
const Movement = Type.Object({ reference: reference('Of this movement; two reports of it have the same'), on: day('When'), count: Type.Integer({ minimum: 1, maximum: 5000 }), nationality: country('Nationality of those moved'), from: Type.Optional(country('From')), to: Type.Optional(country('To')) }, closed);
const Network = Type.Object({ reference: reference('Of the network, agreed in the operation'), name: Type.Optional(shortText('What it is called')), state: Type.Enum([...NETWORK_STATES]), movements: Type.Optional(Type.Array(Movement, { maxItems: 500 })) }, closed);

/** What is reported. Lists are bounded, so that one report stays one event. */
export const IncidentContent = Type.Object(
  {
    kind: Type.Enum([...INCIDENT_KINDS]),
    at: Type.String({ pattern: LOCAL_MOMENT, description: 'When, with the distance from UTC: 2026-03-02T23:40:00-05:00' }),
    place: Type.Object({ name: shortText('Where'), code: Type.Optional(reference('Code of the hotspot or checkpoint in the plan')), latitude: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })), longitude: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })) }, closed),
    persons: Type.Optional(Type.Array(PersonEntry, { maxItems: 200 })),
    documents: Type.Optional(Type.Array(Type.Object({ kind: shortText('Kind'), issuer: country('Issuer'), number: documentNumber('Number'), false: Type.Optional(Type.Literal(true)) }, closed), { maxItems: 200 })),
    vehicles: Type.Optional(Type.Array(Type.Object({ plate: shortText('Plate'), country: country('Of the plate'), make: Type.Optional(shortText('Make and model')), vin: Type.Optional(serialNumber('VIN')) }, closed), { maxItems: 50 })),
    phones: Type.Optional(Type.Array(Type.String({ pattern: '^\\+?[\\d ()./-]{4,30}$' }), { maxItems: 100 })),
    handles: Type.Optional(Type.Array(Type.Object({ platform: shortText('Platform'), handle: shortText('Handle') }, closed), { maxItems: 100 })),
    accounts: Type.Optional(Type.Array(Account, { maxItems: 100 })),
    cards: Type.Optional(Type.Array(Card, { maxItems: 100 })),
    devices: Type.Optional(Type.Array(Device, { maxItems: 100 })),
    addresses: Type.Optional(Type.Array(Address, { maxItems: 50 })),
    transactions: Type.Optional(Type.Array(Transaction, { maxItems: 500 })),
    seizures: Type.Optional(Type.Array(Seizure, { maxItems: 100 })),
    networks: Type.Optional(Type.Array(Network, { maxItems: 10 })),
    offer: Type.Optional(Type.Object({ advert: freeText('What is promised'), platform: shortText('Where'), handle: shortText('By whom'), price: amount('Asked for a person'), currency }, closed)),
    tallies: Type.Optional(Type.Array(Type.Object({ what: Type.Enum([...TALLIES]), count: Type.Integer({ minimum: 0, maximum: 100_000_000 }), apart: Type.Optional(Type.Literal(true, { description: 'Checks and hits of which none was made under the code of the operation: they count beside those. Without it the larger of the two counts' })) }, closed), { maxItems: TALLIES.length })),
    grade: Type.Optional(Type.Object({ source: Type.Enum([...SOURCE_GRADES]), information: Type.Enum([...INFORMATION_GRADES]) }, closed)),
    note: Type.Optional(freeText('In words; name nobody')),
  },
  closed,
);
export type IncidentContent = Static<typeof IncidentContent>;

/** Something in a report that its schema cannot refuse. */
export type IncidentFault = { readonly pointer: string; readonly code: string; readonly detail: string };

/** What is wrong with a report beyond its shape. `named`: the country has decided to name migrants and victims. */
export function faultsOf(content: IncidentContent, { named }: { readonly named: boolean }): readonly IncidentFault[] {
  const faults: IncidentFault[] = [];
  if (Number.isNaN(Date.parse(content.at))) faults.push({ pointer: '/at', code: 'date', detail: 'There is no such day.' });
  (content.persons ?? []).forEach((person, at) => {
    const pointer = `/persons/${at}`;
    const isProtected = person.role === 'migrant' || person.role === 'victim';
    if (person.identity !== undefined && (person.count ?? 1) !== 1) faults.push({ pointer: `${pointer}/count`, code: 'one', detail: 'Whoever is named is one person.' });
    if (person.identity !== undefined && isProtected && !named) faults.push({ pointer: `${pointer}/identity`, code: 'unnamed', detail: 'Migrants and victims are counted without a name unless your country has decided otherwise.' });
    if (person.role === 'facilitator' && person.benefit === undefined) faults.push({ pointer: `${pointer}/benefit`, code: 'required', detail: 'A facilitator needs an alleged material benefit.' });
    if (isProtected && (person.arrested === true || person.leads !== undefined)) faults.push({ pointer: `${pointer}/role`, code: 'protected', detail: 'A migrant or victim is neither arrested nor a leader here. Changing a role needs a reason and a second officer.' });
  });
  (content.seizures ?? []).forEach(({ unit, currency: of }, at) => {
    if ((unit === 'currency') !== (of !== undefined)) faults.push({ pointer: `/seizures/${at}/currency`, code: 'with-currency', detail: 'Name the currency of money, and of nothing else.' });
  });
  (content.cards ?? []).forEach(({ number }, at) => {
    const digits = number.replaceAll(/\D/g, '');
    // What is kept of it cannot be read again.
    if (!number.startsWith('*') && (digits.length > 19 || !fitsLuhn(digits))) faults.push({ pointer: `/cards/${at}/number`, code: 'card-check', detail: 'The last digit does not fit the others: read the card again.' });
  });
  return faults;
}
