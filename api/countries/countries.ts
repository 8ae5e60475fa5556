import { FORMER_ROWS, SPECIAL_ROWS } from './icao.ts';
import { ISO_ROWS } from './iso.ts';
import { MEMBER_CODES } from './members.ts';

/**
 * What an entry is:
 * - `state`, `territory`: of ISO 3166-1 (or met on documents); a state is a member or observer of the United Nations.
 * - `organisation`: issues documents and is no state.
 * - `status`: what a document says of a nationality that is none, or not an ordinary one.
 * - `specimen`: the state of printed examples.
 * - `former`: exists no longer, or under another code.
 */
export const COUNTRY_KINDS = ['state', 'territory', 'organisation', 'status', 'specimen', 'former'] as const;
export type CountryKind = (typeof COUNTRY_KINDS)[number];

/** One entry of the table. Names in other languages come from `Intl.DisplayNames` by `alpha2`. */
export type Country = {
  /** Three letters, the form that is stored and compared. */
  code: string;
  alpha2?: string;
  /** In English. */
  name: string;
  kind: CountryKind;
  isMember: boolean;
  /** XXB and XXC: what the owner of a record learns of a hit must not lead to the person. */
  refugee: boolean;
  /** XXA, to be handled with the same care. */
  stateless: boolean;
  /** The state of a nationality that is not its ordinary one: GBR of GBD. */
  of?: string;
  /** The codes of today for what a former one stood for. */
  successors: readonly string[];
};

const MEMBERS: ReadonlySet<string> = new Set(MEMBER_CODES);

/** Every code that is known: ISO 3166-1, the special codes of ICAO Doc 9303-3, and the former ones. */
export const COUNTRIES: readonly Country[] = [
  ...ISO_ROWS.map(([alpha2, code, name, kind]) => entryOf({ code, alpha2, name, kind: kind ?? 'state' })),
  ...SPECIAL_ROWS.map((row) => entryOf(row)),
  ...FORMER_ROWS.map(([alpha2, code, name, successors]) =>
    entryOf({ code, name, kind: 'former', successors: successors.split(' '), ...(alpha2 === undefined ? {} : { alpha2 }) }),
  ),
];

/**
 * Other ways to write a country: Germany's D of Doc 9303, codes met for Kosovo, and the two-letter UK and EL of
 * European papers.
 */
const ALIASES: Readonly<Record<string, string>> = { D: 'DEU', XKX: 'RKS', UK: 'GBR', EL: 'GRC' };

const BY_CODE: ReadonlyMap<string, Country> = new Map([
  ...COUNTRIES.flatMap((country) => (country.alpha2 === undefined ? [] : [[country.alpha2, country] as const])),
  ...COUNTRIES.map((country) => [country.code, country] as const),
]);

/**
 * The entry of a code as it is read on a document or typed: alpha-2, alpha-3 or special, in any case, with fillers (`D<<`)
 * and spaces. No code has a digit, so a digit is read as the letter it looks like (`UT0` is UTO).
 */
export function findCountry(code: string): Country | undefined {
  const known = BY_CODE.get(code);
  if (known !== undefined) return known;
  const plain = code.toUpperCase().replace(/[\s<]/gu, '').replace(/[01258]/gu, (digit) => LETTER_OF_DIGIT[digit] ?? digit);
  return BY_CODE.get(ALIASES[plain] ?? plain);
}

/** The one stored code of a country however it was written: D, D<<, DE and DEU are DEU. Undefined when there is none such. */
export function normaliseCountry(code: string): string | undefined {
  return findCountry(code)?.code;
}

/** Whether a code, however it was written, is that of a member country. The secretariat is no member. */
export function isMember(code: string): boolean {
  return findCountry(code)?.isMember ?? false;
}

const LETTER_OF_DIGIT: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '2': 'Z', '5': 'S', '8': 'B' };

type Row = Pick<Country, 'code' | 'name' | 'kind'> & Partial<Country>;

function entryOf(row: Row): Country {
  return { refugee: false, stateless: false, successors: [], ...row, isMember: MEMBERS.has(row.code) };
}
