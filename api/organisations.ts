import { Type, type Static } from 'typebox';

/**
 * A country code of three letters as ICAO Doc 9303 writes it (ISO 3166-1 alpha-3 and the special codes; `D` is read
 * as `DEU`). A bureau is named by the code of its country, the secretariat by XPO.
 */
export const CountryCode = Type.String({ pattern: '^[A-Z]{1,3}$', maxLength: 3, description: 'Country or special code of ICAO Doc 9303, three letters (D is DEU)' });

/**
 * What a caller works as; decides what he may do and which fields of a record he sees.
 * - `front-line` checks; `desk` keeps the records of its bureau; `system` is a machine; `reviewer` is the secretariat's.
 * - `administrator` keeps people and tokens of the own bureau; `data-protection` reads its audit log; `security` keeps keys and approves.
 * - `commission` decides on requests of persons, independent of all bureaus; `partner` is an international partner, with narrow rights.
 */
export const ROLES = ['front-line', 'desk', 'system', 'reviewer', 'administrator', 'data-protection', 'commission', 'security', 'partner'] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking, as the server sees it. */
export const Caller = Type.Object({
  organisation: CountryCode,
  name: Type.String(),
  role: Type.Enum([...ROLES]),
  officer: Type.Optional(Type.String({ description: "The officer's pseudonym, when a bureau asks on an officer's behalf" })),
  permissions: Type.Array(Type.String()),
  training: Type.Boolean({ description: 'True where all data is fictional' }),
});
export type Caller = Static<typeof Caller>;

/** The code of an organisation: that of a country, the secretariat or a partner; of an agency with its bureau's before it (`FRA-DOUANE`). */
export const OrganisationCode = Type.String({ pattern: '^[A-Z]{1,3}(-[A-Z0-9]{2,12})?$', maxLength: 16, description: 'Code of an organisation: a country, XPO, a partner, or an agency under a bureau (FRA-DOUANE)' });

/** The bureau above an agency; the organisation itself when it is none. */
export function bureauOf(code: string): string {
  const at = code.indexOf('-');
  return at < 0 ? code : code.slice(0, at);
}

export { SECRETARIAT } from './organisations/secretariat.ts';
