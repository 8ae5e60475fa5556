/** What should be known of a question whatever was found: a mark that was perhaps misread. */
import type { CheckNote } from '@watchword/api/checks/answers.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { parseVin } from '@watchword/api/vin.ts';

/** The notes on a question, or undefined when there are none. `isCut`: not everybody of a name like the one asked was looked at. */
export function listNotes(subject: Subject, { isCut }: { isCut: boolean }): CheckNote[] | undefined {
  if (!isCut && subject.vehicle?.vin === undefined) return undefined;
  const notes = [...listVinNotes(subject), ...(isCut ? [NAME_TOO_COMMON] : [])];
  return notes.length === 0 ? undefined : notes;
}

const NAME_TOO_COMMON: CheckNote = {
  code: 'name-too-common', field: 'name', text: 'More persons carry a name like this than were looked at. Give a birth date, or more of the name.',
};

function listVinNotes({ vehicle }: Subject): CheckNote[] {
  if (vehicle?.vin === undefined) return [];
  const { checkDigit } = parseVin(vehicle.vin);
  if (checkDigit.verdict !== 'differs') return [];
  return [{ code: 'vin-check-digit', field: 'vin', text: `The check digit of this VIN does not fit (${checkDigit.expected} would). Read it again. It was asked as it is.` }];
}
