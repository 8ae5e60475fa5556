import { MEMBER_CODES } from '../countries/members.ts';
import { SECRETARIAT } from './secretariat.ts';

/** Places for organisations: one bit of a mask each. */
const PLACES = 256;

/**
 * Codes of international partners, from codes that ISO 3166-1 leaves to its users. They are given one after the other, and never given
 * again; which partner has which stands in the store.
 */
export const PARTNER_CODES: readonly string[] = Array.from({ length: 24 }, (_, at) => `QP${String.fromCharCode(65 + at)}`);

const MEMBERS: readonly string[] = [SECRETARIAT, ...MEMBER_CODES, 'UTO'];

/**
 * The number of each organisation is its place here: its bit in masks, the owner in records, its place in the checkpoints of the audit log; 0 to 255.
 * A number is never given to another: a new member takes the first free place (`#197`), whatever the alphabet says. Partners have the last
 * places; UTO is the specimen state; agencies have the number of their bureau.
 */
export const ORGANISATION_CODES: readonly string[] = Array.from({ length: PLACES }, (_, number) => MEMBERS[number] ?? PARTNER_CODES[number - PLACES + PARTNER_CODES.length] ?? `#${number}`);
