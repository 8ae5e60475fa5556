/** What of a report can be compared with other reports: names, numbers, handles and addresses in one form, however they were written. Pure. */
import { fitsLuhn, readIban } from '@watchword/api/check-digits.ts';
import { foldDocumentNumber, foldNameTokens, foldPlate } from '@watchword/api/folding.ts';
import type { EntityDoubt, EntityKind } from '@watchword/api/joint/cross-words.ts';
import type { IncidentContent, PersonEntry } from '@watchword/api/joint/incidents.ts';
import { PROTECTED_ROLES } from '@watchword/api/joint/words.ts';
import { parseVin } from '@watchword/api/vin.ts';
import { readAddress } from './address.ts';
import { readHandle } from './handle.ts';
import { readPhone } from './phone.ts';

/**
 * Something that can be compared. `value`: equal for whatever is the same; empty where a report says too little (a name without a birth date). `shown`: for people;
 * of a card the last four digits. `pointer`: JSON Pointer into the content. `isProtected`: of a migrant or victim.
 */
export type Entity = { readonly kind: EntityKind; readonly value: string; readonly shown: string; readonly pointer: string; readonly doubts: readonly EntityDoubt[]; readonly isProtected: boolean };

/** Everything of a report that can be compared, in the order of the report. `country`: of the report, for numbers without one. */
export function entitiesOf(content: IncidentContent, country: string): readonly Entity[] {
  const found: Entity[] = [];
  const add = (kind: EntityKind, pointer: string, read: Reading, isProtected = false): void => {
    found.push({ kind, pointer, value: read.value, shown: read.shown, doubts: read.doubts ?? [], isProtected });
  };
  content.persons?.forEach((person, at) => addPerson(person, `/persons/${at}/identity`, add));
  content.documents?.forEach(({ issuer, number }, at) => add('document', `/documents/${at}`, documentOf(issuer, number)));
  content.vehicles?.forEach(({ plate, country: of, vin }, at) => {
    add('vehicle', `/vehicles/${at}/plate`, { value: `${of} ${foldPlate(plate)}`, shown: `${plate} (${of})` });
    if (vin !== undefined) add('vin', `/vehicles/${at}/vin`, vinOf(vin));
  });
  content.phones?.forEach((number, at) => add('phone', `/phones/${at}`, readPhone(number, country)));
  content.devices?.forEach(({ imei }, at) => add('imei', `/devices/${at}/imei`, imeiOf(imei)));
  content.accounts?.forEach(({ number, country: held }, at) => add('account', `/accounts/${at}/number`, accountOf(number, held)));
  content.transactions?.forEach(({ from, to }, at) => {
    for (const [side, number] of Object.entries({ from, to })) if (number !== undefined && readIban(foldDocumentNumber(number)) === 'fits') add('account', `/transactions/${at}/${side}`, accountOf(number, ''));
  });
  content.cards?.forEach(({ number }, at) => add('card', `/cards/${at}/number`, cardOf(number)));
  const handles = [...(content.handles ?? []).map((one, at) => ({ ...one, pointer: `/handles/${at}` })), ...(content.offer === undefined ? [] : [{ ...content.offer, pointer: '/offer' }])];
  for (const { platform, handle, pointer } of handles) {
    add('handle', `${pointer}/handle`, readHandle(platform, handle));
    // Some networks know their people by their number.
    const phone = /^\+?[\d ()./-]{7,30}$/.test(handle.trim()) ? readPhone(handle, country) : undefined;
    if (phone?.doubts.length === 0) add('phone', `${pointer}/handle`, phone);
  }
  content.addresses?.forEach(({ text, country: of }, at) => add('address', `/addresses/${at}/text`, readAddress(text, of ?? country)));
  return found;
}

type Reading = { readonly value: string; readonly shown: string; readonly doubts?: readonly EntityDoubt[] };

function addPerson({ role, identity }: PersonEntry, pointer: string, add: (kind: EntityKind, pointer: string, read: Reading, isProtected: boolean) => void): void {
  if (identity === undefined) return;
  const isProtected = PROTECTED_ROLES.includes(role);
  const { name, birthDate, document } = identity;
  const words = foldNameTokens(name).join(' ');
  // A name alone is borne by many: the name matcher judges it, no key.
  const value = birthDate?.length === 10 && words !== '' ? `${words} ${birthDate}` : '';
  add('person', `${pointer}/name`, { value, shown: birthDate === undefined ? name : `${name}, ${birthDate}` }, isProtected);
  if (document !== undefined) add('document', `${pointer}/document`, documentOf(document.issuer, document.number), isProtected);
}

function documentOf(issuer: string, number: string): Reading {
  return { value: `${issuer} ${foldDocumentNumber(number)}`, shown: `${number} (${issuer})` };
}

function vinOf(text: string): Reading {
  const { folded, isComplete, checkDigit: { verdict } } = parseVin(text);
  return { value: isComplete ? folded : '', shown: folded, ...(verdict === 'differs' && { doubts: ['vin-check'] }) };
}

/** The fourteen digits that name the device; the fifteenth is a check digit, and sixteen have a software version in its place. */
function imeiOf(text: string): Reading {
  const digits = text.replaceAll(/\D/g, '');
  const isKnown = digits.length >= 14 && digits.length <= 16;
  const fits = digits.length !== 15 || fitsLuhn(digits);
  return { value: isKnown ? digits.slice(0, 14) : digits, shown: digits, ...((!isKnown || !fits) && { doubts: ['imei-check'] }) };
}

/** An IBAN says its country itself; any other number is one of the country where the account is held. */
function accountOf(text: string, held: string): Reading {
  const folded = foldDocumentNumber(text);
  const iban = readIban(folded);
  return iban === 'fits' ? { value: folded, shown: folded } : { value: `${held} ${folded}`, shown: folded, ...(iban === 'differs' && { doubts: ['iban-check'] }) };
}

/** What is kept of a card: four digits that are shown, and a mark that is compared. */
const KEPT_CARD = /^\*{4} (\d{4}) ([\w-]{20})$/;

function cardOf(number: string): Reading {
  const kept = KEPT_CARD.exec(number);
  const digits = number.replaceAll(/\D/g, '');
  return kept === null ? { value: digits, shown: `**** ${digits.slice(-4)}` } : { value: kept[2] ?? '', shown: `**** ${kept[1] ?? ''}` };
}

/** The content with its cards as they are kept. `markOf`: a mark of 20 characters by which cards are compared, from the digits. */
export function keepCards(content: IncidentContent, markOf: (digits: string) => string): IncidentContent {
  if (content.cards === undefined) return content;
  return { ...content, cards: content.cards.map((card) => {
    if (KEPT_CARD.test(card.number)) return card;
    const digits = card.number.replaceAll(/\D/g, '');
    return { ...card, number: `**** ${digits.slice(-4)} ${markOf(digits)}` };
  }) };
}
