/** What should be known of a question whatever was found: a mark that was perhaps misread, a country that there is not. */
import type { CheckNote } from '@watchword/api/checks/answers.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { findCountry } from '@watchword/api/countries/countries.ts';
import { parseVin } from '@watchword/api/vin.ts';

/** The notes on a question, or undefined when there are none. `isCut`: not everybody of a name like the one asked was looked at. */
export function listNotes(subject: Subject, { isCut }: { isCut: boolean }): CheckNote[] | undefined {
  const notes = [...listCountryNotes(subject), ...listVinNotes(subject), ...(isCut ? [NAME_TOO_COMMON] : [])];
  return notes.length === 0 ? undefined : notes;
}

const NAME_TOO_COMMON: CheckNote = {
  code: 'name-too-common', field: 'name', text: 'More persons carry a name like this than were looked at. Give a birth date, or more of the name.',
};

/** Every country that is asked is one of the table, or it was misread: no record of it is to be expected. The zone tells its own faults. */
function listCountryNotes({ document, vehicle, person }: Subject): CheckNote[] {
  const asked = [['issuer', document?.issuer], ['country', vehicle?.plate?.country], ['nationality', person?.nationality]] as const;
  return asked.flatMap(([field, code]) => (code === undefined || findCountry(code) !== undefined ? [] : [countryUnknown(field)]));
}

function countryUnknown(field: string): CheckNote {
  return { code: 'country-unknown', field, text: 'There is no country with this code. Read it again. It was asked as it is.' };
}

function listVinNotes({ vehicle }: Subject): CheckNote[] {
  if (vehicle?.vin === undefined) return [];
  const { checkDigit } = parseVin(vehicle.vin);
  if (checkDigit.verdict !== 'differs') return [];
  return [{ code: 'vin-check-digit', field: 'vin', text: `The check digit of this VIN does not fit (${checkDigit.expected} would). Read it again. It was asked as it is.` }];
}
