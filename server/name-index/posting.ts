/**
 * A posting: 25 bytes that say which record bears a name, and enough about person and name that most candidates fall without being
 * read. Row (5 bytes), facts (4), the signature of the name (16); numbers have their lowest byte first.
 */
import { SIGNATURE_BYTES, type BirthDate } from '#names/names.ts';
import { yearNumber, yearOfNumber } from './keys.ts';

/** Bytes of the row, of the facts, and of all. */
export const ROW_BYTES = 5;
export const FACTS_BYTES = 4;
/** What is behind the row. */
export const PAYLOAD_BYTES = FACTS_BYTES + SIGNATURE_BYTES;
export const POSTING_BYTES = ROW_BYTES + PAYLOAD_BYTES;

/** Sex in a posting; 0 when it is not known or not told apart. */
export const SEX_NUMBERS: Readonly<Record<string, number>> = { M: 1, F: 2 };
/** Of a person of several countries, any of which may be asked for. */
export const SEVERAL_COUNTRIES = 1023;

/** What a posting says of a person: year, month and day (0 unknown; the year as in a key), sex, country; and how the name is written. */
export type PostingFacts = { readonly style: number; readonly born: BirthDate | undefined; readonly sex: string; readonly nationalities: readonly string[] };

/** Facts as one number of 32 bits: style 3, year 8, month 4, day 5, sex 2, country 10. */
export function packFacts({ style, born, sex, nationalities }: PostingFacts): number {
  const year = born === undefined ? 0 : yearNumber(born.year);
  const month = year === 0 ? 0 : (born?.month ?? 0);
  const day = month === 0 ? 0 : (born?.day ?? 0);
  return ((style << 29) | (year << 21) | (month << 17) | (day << 12) | ((SEX_NUMBERS[sex] ?? 0) << 10) | countryNumber(nationalities)) >>> 0;
}

/** The birth date in facts; undefined when no year is known. */
export function bornOf(facts: number): BirthDate | undefined {
  const [year, month, day] = [yearOf(facts), (facts >>> 17) & 15, (facts >>> 12) & 31];
  if (year === 0) return undefined;
  return { year: yearOfNumber(year), ...(month !== 0 && { month }), ...(day !== 0 && { day }) };
}

/** The part of facts that is the birth date, and of it the year. */
export const dateOf = (facts: number): number => (facts >>> 12) & 0x1_ffff;
export const yearOf = (facts: number): number => (facts >>> 21) & 255;
/** How the name is written. */
export const styleIn = (facts: number): number => facts >>> 29;
export const sexOf = (facts: number): number => (facts >>> 10) & 3;
export const countryOf = (facts: number): number => facts & 1023;

/** A number from 1 to 1022 for the code of a country (two may share one), 0 without, 1023 for several. */
export function countryNumber(codes: readonly string[]): number {
  const [code] = codes;
  if (code === undefined) return 0;
  if (codes.length > 1) return SEVERAL_COUNTRIES;
  let number = 0;
  for (let at = 0; at < code.length; at += 1) number = number * 26 + code.charCodeAt(at) - 64;
  return 1 + (number % (SEVERAL_COUNTRIES - 1));
}

/** Writes a row, which must be below 2^40. */
export function writeRow(bytes: Uint8Array, at: number, row: number): void {
  bytes[at] = row;
  bytes[at + 1] = row >>> 8;
  bytes[at + 2] = row >>> 16;
  bytes[at + 3] = row >>> 24;
  bytes[at + 4] = row / 2 ** 32;
}

/** Reads the row of a posting. */
export function readRow(bytes: Uint8Array, at: number): number {
  const low = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
  return (low >>> 0) + (bytes[at + 4] ?? 0) * 2 ** 32;
}
