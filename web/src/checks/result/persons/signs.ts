import { NAME_SIGNS, SIGNS, type Sign } from '@watchword/api/checks/signs.ts';
import type { Words } from '../../../words/words.tsx';
import type { PersonOf } from './person-of.ts';

/** One reason in a few characters: sign, what it is about, and how in a word. */
export type Chip = { readonly key: string; readonly sign: Sign; readonly text: string; readonly how: string };

/** Why a person is shown: each part of the name, then birth date, documents and the rest. */
export function chipsOf(match: PersonOf, { coded }: Pick<Words, 'coded'>): readonly Chip[] {
  const parts = match.person.parts.map(({ asked, recorded, how }, at): Chip => ({ key: `part${at}`, sign: NAME_SIGNS[how], text: recorded ?? asked ?? '', how: coded('nameHow', how) }));
  const rest = match.reasons
    .filter(({ field }) => field !== 'names' && field !== 'documents.issuer')
    .map(({ field, how }): Chip => ({ key: field, sign: SIGNS[how], text: coded('reason', field, coded('field', field)), how: coded('how', how) }));
  return [...parts, ...rest];
}
