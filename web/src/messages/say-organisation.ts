import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { sayCountry } from '../words/countries.ts';
import { useWords, type Words } from '../words/words.tsx';

/** What a bureau is called in a sentence: `NCB France`. */
export function sayOrganisation(code: string, { t, coded, locale }: Words): string {
  return code === SECRETARIAT ? t('messages.secretariat') : t('messages.ncb', { country: coded('country', code, sayCountry(code, locale)) });
}

/** Several of them, as a list in the language of the page. */
export function useOrganisations(): (codes: readonly string[]) => string {
  const words = useWords();
  return (codes) => new Intl.ListFormat(words.locale, { type: 'conjunction' }).format(codes.map((code) => sayOrganisation(code, words)));
}
