import type { NamePart, Reason } from './answers.ts';

/** How something compares, as one sign; a word goes with it for those who hear the page. */
export type Sign = '=' | '≈' | '✗' | '–';

/** The sign between what was asked and what is recorded. */
export const SIGNS: Readonly<Record<Reason['how'], Sign>> = {
  equal: '=', 'look-alike': '≈', partial: '≈', 'in-range': '≈', compatible: '≈', similar: '≈', differs: '✗', missing: '–',
};

/** The same for one part of a name. A part that one side does not have speaks less against it than one that differs. */
export const NAME_SIGNS: Readonly<Record<NamePart['how'], Sign>> = {
  equal: '=', spelling: '≈', script: '≈', sound: '≈', joined: '≈', initial: '≈', nickname: '≈', differs: '✗', 'asked-only': '–', 'recorded-only': '–',
};
