/** Phone numbers in the one form of E.164. */
import { findCountry } from '@watchword/api/countries/countries.ts';
import type { EntityDoubt } from '@watchword/api/joint/cross-words.ts';
import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';

/** A number as it is dialled from anywhere. One without a country is of `country` (code of three letters). What no network has is compared as it was written. */
export function readPhone(text: string, country: string): { readonly value: string; readonly shown: string; readonly doubts: readonly EntityDoubt[] } {
  const region = findCountry(country)?.alpha2;
  // 00 is written for + all over the world, also where another prefix is dialled.
  const abroad = /^\s*00\d/.test(text) ? parsePhoneNumberFromString(`+${text.trim().slice(2)}`) : undefined;
  const parsed = abroad?.isPossible() === true ? abroad : parsePhoneNumberFromString(text, region !== undefined && isSupportedCountry(region) ? (region as CountryCode) : undefined);
  if (parsed !== undefined) return { value: parsed.number, shown: parsed.formatInternational(), doubts: parsed.isPossible() ? [] : ['phone-unknown'] };
  const digits = text.replaceAll(/\D/g, '');
  const isAbroad = text.trim().startsWith('+') || digits.startsWith('00');
  const bare = digits.replace(/^00/, '');
  return { value: isAbroad ? `+${bare}` : `${country} ${bare}`, shown: isAbroad ? `+${bare}` : bare, doubts: ['phone-unknown'] };
}
