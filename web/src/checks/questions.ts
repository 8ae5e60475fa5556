import { findCountry } from '@watchword/api/countries/countries.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { parsePartialDate } from '@watchword/api/dates.ts';
import { type Mrz, parseMrz } from '@watchword/api/mrz/mrz.ts';
import { parseVin } from '@watchword/api/vin.ts';

/** The three kinds of questions at the booth. */
export const KINDS = ['document', 'vehicle', 'person'] as const;
export type Kind = (typeof KINDS)[number];

/**
 * What will be asked. `also` is asked when `subject` found nothing: a typed number that ends in three letters may or may not
 * end in the code of its state, and neither reading may be missed.
 */
export type Question = { readonly kind: Kind; readonly subject: Subject; readonly also?: Subject };

/** The words in which a question is shown again, so that nobody has to remember what was asked. */
export type Echo = { readonly kind: 'mrz' | 'document' | 'vin' | 'vehicle' | 'person'; readonly text: string; readonly country?: string };

/**
 * Reads what was typed or pasted into the one field. A machine-readable zone is a document whatever the tab says, a whole VIN or
 * a plate written with its hyphens a vehicle; else the tab decides. `country` is what was chosen beside the field.
 */
export function parseQuestion(text: string, tab: Kind, country?: string): Question | undefined {
  const plain = text.trim();
  if (plain.length < 2) return undefined;
  const mrz = findZone(plain);
  if (mrz !== undefined) return { kind: 'document', subject: { mrz: mrz.lines.slice(0, 3) } };
  if (isWholeVin(plain)) return { kind: 'vehicle', subject: { vehicle: { vin: plain } } };
  if (tab === 'vehicle' || looksLikePlate(plain)) return { kind: 'vehicle', subject: vehicleOf(plain, country) };
  return tab === 'document' ? documentOf(plain, country) : undefined;
}

/** The zone in a text, when there is one; also when its digits do not fit. */
export function findZone(text: string): Mrz | undefined {
  if (text.replace(/\s/g, '').length < 60) return undefined;
  const mrz = parseMrz(text);
  return mrz.format === null ? undefined : mrz;
}

/** Which tab a text belongs to, when that is beyond doubt. */
export function kindOf(text: string): Kind | undefined {
  const plain = text.trim();
  if (findZone(plain) !== undefined) return 'document';
  return isWholeVin(plain) || looksLikePlate(plain) ? 'vehicle' : undefined;
}

/** A number and its state as typed in one go: `L898902C3 UTO` for sure, `L898902C3UTO` perhaps. */
function documentOf(text: string, chosen?: string): Question {
  const apart = /^(.*\S)[\s,/]+([A-Za-z]{3})$/u.exec(text);
  const code = apart?.[2] === undefined ? undefined : codeOf(apart[2]);
  if (apart?.[1] !== undefined && code !== undefined) return { kind: 'document', subject: { document: { number: apart[1], issuer: code } } };
  const whole: Subject = { document: { number: text, ...(chosen !== undefined && { issuer: chosen }) } };
  const joined = chosen === undefined ? /^(\S*\d\S*\d)([A-Za-z]{3})$/u.exec(text) : null;
  const joinedCode = joined?.[2] === undefined ? undefined : codeOf(joined[2]);
  if (joined?.[1] === undefined || joined[1].length < 5 || joinedCode === undefined) return { kind: 'document', subject: whole };
  return { kind: 'document', subject: { document: { number: joined[1], issuer: joinedCode } }, also: whole };
}

/** A plate with the country chosen, and the last eight characters of a VIN when it could be these. */
function vehicleOf(text: string, country?: string): Subject {
  const folded = parseVin(text).folded;
  if (folded.length > 10) return { vehicle: { vin: text } };
  const plate = { number: text, ...(country !== undefined && { country }) };
  return { vehicle: { plate, ...(folded.length === 8 && /\d{4}$/.test(folded) && !/[\s-]/.test(text) && { vin: text }) } };
}

/** What the form for a person asks: family name and given names where both were typed, else the one there is as the whole, and a birth date in whatever way it was typed. A date that cannot be read makes no question: without it, others would be found. */
export function personQuestion(form: { family: string; given: string; born: string; nationality?: string | undefined }): Question | undefined {
  const [family, given] = [form.family.trim(), form.given.trim()];
  const isDated = form.born.trim() !== '';
  const born = isDated ? parseTypedDay(form.born) : undefined;
  if ((family === '' && given === '') || (isDated && born === undefined)) return undefined;
  const name = family === '' || given === '' ? { name: `${given}${family}` } : { family, given };
  return { kind: 'person', subject: { person: { ...name, ...(born !== undefined && { born }), ...(form.nationality !== undefined && { nationality: form.nationality }) } } };
}

/** A date as people type it: 12081974, 12.8.1974, 1974-08-12, 08/1974, 1974. Day before month. Undefined when it is none. */
export function parseTypedDay(text: string): string | undefined {
  const plain = text.trim();
  if (parsePartialDate(plain) !== undefined) return plain;
  const parts = /^(\d{2})(\d{2})(\d{4})$/.exec(plain) ?? /^(\d{1,2})[./\s-](\d{1,2})[./\s-](\d{4})$/.exec(plain);
  const month = /^(\d{1,2})[./\s-](\d{4})$/.exec(plain);
  const iso = parts !== null ? [parts[3], parts[2], parts[1]] : month !== null ? [month[2], month[1]] : [];
  const made = iso.map((part = '') => part.padStart(2, '0')).join('-');
  return parsePartialDate(made) === undefined ? undefined : made;
}

/** How a question is echoed on the page. */
export function echoOf({ subject }: Question): Echo {
  if (subject.mrz !== undefined) {
    const { fields } = parseMrz(subject.mrz);
    return { kind: 'mrz', text: fields.documentNumber ?? subject.mrz.join(' '), ...withCountry(fields.issuingState) };
  }
  if (subject.document !== undefined) return { kind: 'document', text: subject.document.number.toUpperCase(), ...withCountry(subject.document.issuer) };
  if (subject.vehicle?.plate !== undefined) return { kind: 'vehicle', text: subject.vehicle.plate.number.toUpperCase(), ...withCountry(subject.vehicle.plate.country) };
  if (subject.vehicle?.vin !== undefined) return { kind: 'vin', text: subject.vehicle.vin.toUpperCase() };
  const { name, given, family, nationality } = subject.person ?? {};
  return { kind: 'person', text: name ?? `${given ?? ''} ${family ?? ''}`.trim(), ...withCountry(nationality) };
}

function withCountry(code: string | undefined): { country?: string } {
  const known = code === undefined ? undefined : codeOf(code);
  return known === undefined ? {} : { country: known };
}

function codeOf(text: string): string | undefined {
  const country = findCountry(text.toUpperCase());
  return country === undefined || /\d/.test(text) ? undefined : country.code;
}

/** Seventeen characters of a VIN with digits among them; and the check digit, unless that place holds no digit or X. */
function isWholeVin(text: string): boolean {
  const bare = text.toUpperCase().replace(/[\s-]/g, '');
  return /^[A-HJ-NPR-Z0-9]{17}$/.test(bare) && /\d{3}/.test(bare.slice(-6));
}

function looksLikePlate(text: string): boolean {
  return /^\p{L}{1,3}[- ]\d{1,4}[- ]\p{L}{1,3}$/u.test(text);
}
