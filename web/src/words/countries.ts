import { COUNTRIES, type Country, findCountry } from '@watchword/api/countries/countries.ts';

const names = new Map<string, Intl.DisplayNames>();

/** The name of a country in a language, the code itself when it is not known. The code always stands beside it on the page. */
export function sayCountry(code: string, locale: string): string {
  const country = findCountry(code);
  return country === undefined ? code : nameOf(country, locale);
}

/** Countries and special codes that can stand on a document, by name in the language. */
export function listCountries(locale: string): readonly { readonly code: string; readonly name: string }[] {
  return COUNTRIES.filter((country) => country.kind !== 'former')
    .map((country) => ({ code: country.code, name: nameOf(country, locale) }))
    .toSorted((one, other) => one.name.localeCompare(other.name, locale));
}

function nameOf(country: Country, locale: string): string {
  if (country.alpha2 === undefined || country.kind === 'former') return country.name;
  let display = names.get(locale);
  if (display === undefined) names.set(locale, (display = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' })));
  return display.of(country.alpha2) ?? country.name;
}
