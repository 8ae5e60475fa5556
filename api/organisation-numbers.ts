import { MEMBER_CODES } from './countries/members.ts';
import { SECRETARIAT } from './organisations.ts';

/**
 * The number of each organisation is its place here: its bit in masks, the owner in records, its place in the checkpoints of the audit log; 0 to 255.
 * A number is never given to another: new members go to the end of this list, whatever the alphabet says. UTO is the specimen state.
 */
export const ORGANISATION_CODES: readonly string[] = [SECRETARIAT, ...MEMBER_CODES, 'UTO'];
